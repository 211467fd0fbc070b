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

    @cache
    def lines(file: str) -> list[str] | None:
        try:
            return read(file).split("\n")
        except (OSError, LookupError, UnicodeError):
            return None

    return lines


def as_written(lines: list[str] | None, place: Span) -> str | None:
    """Cut a place out of its file; None when the file cannot be read or has no such place."""
    if lines is None or place.end_line > len(lines):
        return None
    return cut_lines(lines, place) or None
