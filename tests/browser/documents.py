"""What is read on a screen: the site and the single page of some books, made once in a run of tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pipeline.emit import EMITTERS, in_order
from tests.build.corpora import once, order_of

_SHIPPED = Path(__file__).parents[2] / "sources"
_SITE, _FILE = "site", "handbook.html"
BOOKS = ("shipped", "seeds", "gitbook-git-sync", "gitbook-dnum")
DOCUMENTS = tuple(f"{book}:{form}" for form in (_SITE, _FILE) for book in reversed(BOOKS))
"""The names of all, those that take longest first."""


class Document(NamedTuple):
    """Something to be read: its name, the addresses of its pages, the first first, and the folder it stands in."""

    name: str
    pages: tuple[str, ...]
    folder: Path

    @property
    def is_site(self) -> bool:
        """Whether it is served, and not opened from disk."""
        return self.name.endswith(_SITE)

    def some(self, count: int) -> tuple[str, ...]:
        """Give some pages, spread over all, with the first."""
        step = max(1, len(self.pages) // count)
        return self.pages[::step]


def _leads_on(file: Path) -> bool:
    """Tell whether a page is only there to lead from an old address to the new one, which a browser does at once."""
    return b'http-equiv="refresh"' in file.read_bytes()


def folder_of(book: str, base: Path, corpora: Callable[[], Path]) -> Path:
    """Give the folder of a book's files, `handbook.html` and `site/`: made once, however many processes share it."""

    def make(place: Path) -> None:
        order = order_of(_SHIPPED if book == "shipped" else corpora() / book)
        for output in in_order(("html", "site")):
            for name, data in EMITTERS[output](order).items():
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                (place / name).write_bytes(data)

    return once(base, f"screen-{book}", make)


def document(name: str, folder: Path, served_at: Callable[[Path], str]) -> Document:
    """Give a document of a book's folder: a site by its addresses on a server, a single page from disk."""
    if not name.endswith(_SITE):
        return Document(name, ((folder / _FILE).as_uri(),), folder)
    files = sorted((folder / _SITE).rglob("*.html"), key=lambda file: (file != folder / _SITE / "index.html", file))
    pages = [file.relative_to(folder).as_posix() for file in files if not _leads_on(file)]
    return Document(name, tuple(served_at(folder) + page for page in pages), folder)
