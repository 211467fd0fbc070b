"""The book's outline as readers see it: numbers of parts and chapters, entries of the table of contents.

Every format numbers by this, so that "chapter 3" is the same in print, in Word and on screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from pipeline.model import Handbook, Inlines, Page

Sort: TypeAlias = Literal["part", "chapter", "page"]


class Entry(NamedTuple):
    """A line of the outline.

    `depth` counts from 0 for the highest line of the book: parts where the book has parts, else chapters.
    `number` is "I" for a part, "3" for a chapter (counted through the whole book), "3.2" for a page below it.
    `label` is what a table of contents says: the navigation's own words where there are some, else the title.
    """

    id: str
    sort: Sort
    depth: int
    number: str
    title: Inlines
    label: Inlines


def has_parts(handbook: Handbook) -> bool:
    """Tell whether at least one part of the book has a title."""
    return any(part.title for part in handbook.parts)


def roman(number: int) -> str:
    """Give a part's number in Roman capitals (1 to 3999)."""
    signs = (
        *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
        *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
    )
    written = ""
    for value, sign in signs:
        while number >= value:
            written += sign
            number -= value
    return written


def _pages(page: Page, number: str, depth: int) -> Iterator[Entry]:
    sort: Sort = "page" if "." in number else "chapter"
    yield Entry(page.id, sort, depth, number, page.title, page.label or page.title)
    for place, child in enumerate(page.children, start=1):
        yield from _pages(child, f"{number}.{place}", depth + 1)


def outline(handbook: Handbook) -> tuple[Entry, ...]:
    """Give every part and page of the book in reading order."""
    entries: list[Entry] = []
    chapter = part_number = 0
    base = 1 if has_parts(handbook) else 0
    for part in handbook.parts:
        if part.title:
            part_number += 1
            entries.append(Entry(part.id, "part", 0, roman(part_number), part.title, part.title))
        for page in part.chapters:
            if page.kind in ("glossary", "index"):
                entries.append(Entry(page.id, "chapter", 0, "", page.title, page.label or page.title))
                continue
            chapter += 1
            entries.extend(_pages(page, str(chapter), base if part.title else 0))
    return tuple(entries)
