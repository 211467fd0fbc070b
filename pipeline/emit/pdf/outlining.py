"""The outline of a PDF: the bookmarks of fragments as one tree (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.emit.pdf.fragment import Bookmark
from pipeline.emit.pdf.pagination import Piece
from pipeline.emit.pdf.words import words
from pipeline.emit.pdf.writing import Writer


class _Line(NamedTuple):
    """A line of the outline, its place as bytes."""

    bookmark: Bookmark
    place: bytes


def write_outlines(pieces: Sequence[Piece], sheets: Sequence[int], writer: Writer) -> bytes:
    """Write the outline of a book; give its entry for the catalogue, nothing for a book without bookmarks."""
    number = writer.reserve()
    first, last, count = _write_lines(_bookmarks(pieces, sheets), number, writer)
    writer.add(number, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (first, last, count))
    return b"/Outlines %d 0 R" % number if count else b""


def _bookmarks(pieces: Sequence[Piece], sheets: Sequence[int]) -> list[_Line]:
    return [
        _Line(one, b"[%d 0 R/XYZ %g %g 0]" % (sheets[piece.first - 1 + one.page], one.left, one.top))
        for piece in pieces
        for one in piece.fragment.bookmarks
    ]


def _write_lines(lines: Sequence[_Line], parent: int, writer: Writer) -> tuple[int, int, int]:
    """Write the lines below an object and those below them; give the first, the last and how many are shown."""
    groups = _groups(lines)
    numbers = [writer.reserve() for _ in groups]
    shown = 0
    for place, (number, group) in enumerate(zip(numbers, groups, strict=True)):
        first, last, below = _write_lines(group[1:], number, writer) if group[1:] else (0, 0, 0)
        line = group[0]
        shown += 1 + (below if line.bookmark.is_open else 0)
        entries = [b"/Title%s/Parent %d 0 R/Dest%s" % (words(line.bookmark.label), parent, line.place)]
        if place:
            entries.append(b"/Prev %d 0 R" % numbers[place - 1])
        if place + 1 < len(numbers):
            entries.append(b"/Next %d 0 R" % numbers[place + 1])
        if below:
            count = below if line.bookmark.is_open else -below
            entries.append(b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, count))
        writer.add(number, b"<<%s>>" % b"".join(entries))
    return (numbers[0], numbers[-1], shown) if numbers else (0, 0, 0)


def _groups(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Give the lines in groups, each a line and those that stand below it."""
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and line.bookmark.level > groups[-1][0].bookmark.level:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
