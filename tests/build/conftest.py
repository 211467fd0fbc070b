"""What the tests of a whole build share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.corpora import Built, builder


@pytest.fixture(scope="session")
def built(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Give a folder's book and files: built once in a run, however many processes share it."""
    return builder(corpora, tmp_path_factory.getbasetemp())
