"""What the tests of a whole build share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.clients import OURS, Client, Made, maker, printer
from tests.build.corpora import Built, builder


@pytest.fixture(scope="session")
def built(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Give a folder's book and files: built once in a run, however many processes share it."""
    return builder(corpora, tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Made]:
    """Give a book's Word and ODT files: ours are made here, those of real exports with their other files."""
    base = tmp_path_factory.getbasetemp()
    return maker(lambda name: request.getfixturevalue("built")(name), base)


@pytest.fixture(scope="session")
def clients(
    request: pytest.FixtureRequest, made: Callable[[str], Made], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Client]:
    """Give a book as LibreOffice has it, printed once in a run, however many processes share it."""
    base = tmp_path_factory.getbasetemp()

    def give(name: str) -> Client:
        corpora = None if name in OURS else request.getfixturevalue("corpora")
        return printer(made, corpora, base)(name)

    return give
