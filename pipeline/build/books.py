"""Choosing a handbook where one folder holds several (a repository of several GitBook spaces, each in its folder)."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from pipeline.build.reading import PASSED_OVER
from pipeline.config import CONFIG_FILE
from pipeline.diagnostics import Code, StopBuildError, found

# A folder that holds one of these is a book.
_LISTS = frozenset((CONFIG_FILE, "summary.md", ".gitbook.yaml", ".gitbook.yml", "docs.yaml"))
# What a repository says about itself beside the folder of its book.
_ABOUT = frozenset(("readme.md", "contributing.md", "license.md", "changelog.md", "code_of_conduct.md", "security.md"))


def chosen(folder: Path, book: str | None) -> Path:
    """Give the folder to read: that of the book asked for; without a name the folder itself, where it is one book.

    A folder without a list of its own, with a single book below it and no page beside it, means that book.

    Raises:
        StopBuildError: several books and none asked for (S135), or no such book (S136).
    """
    if not folder.is_dir():
        return folder
    own = [entry.name for entry in os.scandir(folder)]
    if book is None:
        if is_book(own):
            return folder
        below = _books_below(folder)
        if len(below) > 1:
            raise StopBuildError(found(Code.S135, None, folder=folder, books=", ".join(below), first=below[0]))
        has_pages = any(name.lower().endswith(".md") and name.lower() not in _ABOUT for name in own)
        return folder / below[0] if below and not has_pages else folder
    books = [*(["."] if is_book(own) else []), *_books_below(folder)]
    wanted = _form(book)
    fitting = [one for one in books if _form(one) == wanted]
    fitting = fitting or [one for one in books if _form(one).endswith(f"/{wanted}")]
    if len(fitting) != 1:
        raise StopBuildError(found(Code.S136, None, book=book, folder=folder, books=", ".join(books) or "—"))
    return folder / fitting[0]


def is_book(names: Iterable[str]) -> bool:
    """Tell by the names of a folder's files whether it is a book: it has a list or settings of its own."""
    return any(name.casefold() in _LISTS for name in names)


def _books_below(root: Path) -> list[str]:
    """Give the books below a folder, by their paths, in order; a book inside a book is the outer one's own affair."""
    books: list[str] = []
    for base, folders, names in os.walk(root):
        here = Path(base)
        if here != root and is_book(names):
            books.append(here.relative_to(root).as_posix())
            folders.clear()
        folders[:] = sorted(name for name in folders if name not in PASSED_OVER)
    return sorted(books)


def _form(name: str) -> str:
    """Give a book's name in the form that comparisons use."""
    return unicodedata.normalize("NFC", name).casefold().strip("/").removeprefix("./")
