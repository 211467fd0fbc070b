"""What the tests in a real browser share: one Chromium for each process, documents made and served once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium, need_chromium
from tests.browser.documents import DOCUMENTS, Document, document, folder_of
from tests.browser.serving import served


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder: each opens a real program."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("clients")


# Not for the whole session: while Playwright runs, no other test of the process may run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Give a running Chromium."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def document_named(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Document]]:
    """Give a document by its name."""
    base = tmp_path_factory.getbasetemp()
    known: dict[Path, str] = {}
    with ExitStack() as servers:

        def served_at(folder: Path) -> str:
            if folder not in known:
                known[folder] = servers.enter_context(served(folder))
            return known[folder]

        def give(name: str) -> Document:
            need_chromium()
            book = name.partition(":")[0]
            folder = folder_of(book, base, lambda: Path(request.getfixturevalue("corpora")))
            return document(name, folder, served_at)

        yield give


@pytest.fixture(params=DOCUMENTS)
def read(request: pytest.FixtureRequest, document_named: Callable[[str], Document]) -> Document:
    """Give each document in its turn."""
    return document_named(request.param)


@pytest.fixture(params=[name for name in DOCUMENTS if name.endswith(":site")])
def site(request: pytest.FixtureRequest, document_named: Callable[[str], Document]) -> Document:
    """Give each site in its turn."""
    return document_named(request.param)


@pytest.fixture
def shipped(document_named: Callable[[str], Document]) -> Document:
    """Give the site of the handbook that comes with the program."""
    return document_named("shipped:site")
