"""What is counted beside words: pictures, links, tables, footnotes, formulas; as expected and as found."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias
from unicodedata import normalize
from urllib.parse import unquote

from pipeline.source import Span

Sort: TypeAlias = Literal["picture", "link", "table", "note", "formula"]
SORTS: tuple[Sort, ...] = ("picture", "link", "table", "note", "formula")


class Thing(NamedTuple):
    """One thing that a chapter must hold.

    Attributes:
        sort: what it is.
        key: what it is found by: the folded words for those who cannot see a picture, the place that a link leads to,
            the folded source of a formula; "" where it is only counted.
        shown: how a person recognises it.
        where: its place in the sources.
        words: the range of the chapter's words that stand in it (a table's, a footnote's).
    """

    sort: Sort
    key: str
    shown: str
    where: Span
    words: tuple[int, int] = (0, 0)


class Seen(NamedTuple):
    """One thing found in a file, by the key of `Thing`."""

    sort: Sort
    key: str = ""


def address_key(address: str) -> str:
    """Give what a link out of the book is found by, however its address is escaped."""
    return "to " + normalize("NFC", unquote(address)).strip().rstrip("/").casefold()


def inside_key(identifier: str) -> str:
    """Give what a link to an id of the book is found by."""
    return f"in {identifier}"
