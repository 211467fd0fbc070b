"""The words of a marker as they stand in their file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from pipeline.source import Span, cut_lines

Read: TypeAlias = Callable[[str], str]
Lines: TypeAlias = Callable[[str], list[str] | None]


def nothing_to_read(file: str) -> str:
    """Read no file: markers then carry their words as the reader sees them.

    Raises:
        LookupError: always.
    """
    raise LookupError(file)


def lines_of(read: Read) -> Lines:
    """Give a function that reads a file's lines once, or gives None where it cannot be read."""
    return lines_in(text_or_none(read))


def text_or_none(read: Read) -> Callable[[str], str | None]:
    """Give a function that reads a file, or gives None where it cannot be read."""

    def text(file: str) -> str | None:
        try:
            return read(file)
        except (OSError, LookupError, UnicodeError):
            return None

    return text


def lines_in(text: Callable[[str], str | None]) -> Lines:
    """Give a function that cuts a file's text into lines once."""

    @cache
    def lines(file: str) -> list[str] | None:
        whole = text(file)
        return None if whole is None else whole.split("\n")

    return lines


def as_written(lines: list[str] | None, place: Span) -> str | None:
    """Cut a place out of its file; None when the file cannot be read or has no such place."""
    if lines is None or place.end_line > len(lines):
        return None
    return cut_lines(lines, place) or None


# What stands before the words that are a field of something, as authors write it.
_OPENED = ('alt="', "alt='", "![", 'title="', "title='", 'date="')


def located(lines: list[str] | None, inside: Span, words: str, part: tuple[int, int]) -> Span | None:
    """Find characters `part` of words in what is written at a place; None where they do not stand there as they are."""
    written = as_written(lines, inside) or ""
    start, end = part
    openings = ((written.find(before + words), len(before) + start) for before in (*_OPENED, ""))
    found = next((at + shift for at, shift in openings if at >= 0), written.find(words[start:end]))
    if found < 0:
        return None
    return _moved(inside, written, found, found + end - start)


def _moved(inside: Span, written: str, start: int, end: int) -> Span:
    """Give the place of characters `start` to `end` of what is written at a place."""

    def at(offset: int) -> tuple[int, int]:
        row = written.count("\n", 0, offset)
        left = written.rfind("\n", 0, offset) + 1
        return inside.line + row, offset - left + (1 if row else inside.column)

    return Span(inside.file, *at(start), *at(end))
