"""From an offset in a token's content back to row and character of the page.

An inline token's content is made of whole source lines with a prefix (block quote marks, list indents, heading marks)
and trailing blanks taken off, so each content line is found again in its source line by aligning it at the right. A
table cell is found by splitting its row as the table rule does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from pipeline.ingest.lines import Script


class Content(NamedTuple):
    """Where the lines of a content stand.

    Attributes:
        text: the content.
        starts: the offset in `text` at which each of its lines begins.
        rows: the script's row of each line.
        lefts: the character of the row at which each line begins.
        escaped: offsets in `text` of pipes that are written with a backslash in their cell.
    """

    text: str
    starts: tuple[int, ...]
    rows: tuple[int, ...]
    lefts: tuple[int, ...]
    escaped: tuple[int, ...] = ()

    def place(self, offset: int) -> tuple[int, int]:
        """Give the row and the character in it of an offset."""
        line = bisect_right(self.starts, offset) - 1
        index = offset - self.starts[line]
        return self.rows[line], self.lefts[line] + index + bisect_right(self.escaped, offset - 1)

    def is_escaped(self, offset: int) -> bool:
        """Tell whether the character at an offset is a pipe written with a backslash."""
        at = bisect_right(self.escaped, offset) - 1
        return at >= 0 and self.escaped[at] == offset


def _left(row_text: str, piece: str) -> int:
    """Give the character of a row at which a content line begins."""
    body = piece.strip()
    if not body:
        return max(0, len(row_text) - len(piece))
    trimmed = row_text.rstrip()
    at = len(trimmed) - len(body) if trimmed.endswith(body) else row_text.find(body)
    return max(0, at - (len(piece) - len(piece.lstrip())))


def content(page: Script, text: str, first_row: int) -> Content:
    """Give the places of a content whose first line stands on row `first_row`."""
    if "\n" not in text:
        row = min(first_row, len(page.lines) - 1)
        return Content(text, (0,), (row,), (_left(page.lines[row].text, text),))
    pieces = text.split("\n")
    starts = [0]
    for piece in pieces[:-1]:
        starts.append(starts[-1] + len(piece) + 1)
    rows = tuple(min(first_row + number, len(page.lines) - 1) for number in range(len(pieces)))
    lefts = tuple(_left(page.lines[row].text, piece) for row, piece in zip(rows, pieces, strict=True))
    return Content(text, tuple(starts), rows, lefts)


def section(whole: Content, start: int, end: int) -> Content:
    """Give the places of the stretch of a content from offset `start` to `end`."""
    first = bisect_right(whole.starts, start) - 1
    last = bisect_right(whole.starts, end) - 1
    starts = tuple(max(0, begin - start) for begin in whole.starts[first : last + 1])
    row, left = whole.place(start)
    escaped = tuple(at - start for at in whole.escaped if start <= at < end)
    return Content(
        whole.text[start:end],
        starts,
        (row, *whole.rows[first + 1 : last + 1]),
        (left, *whole.lefts[first + 1 : last + 1]),
        escaped,
    )


class CellPlace(NamedTuple):
    """A cell of a pipe table row: its content as the table rule gives it, and where that begins in the row."""

    text: str
    start: int
    end: int
    escaped: tuple[int, ...]


_PIPE = re.compile(r"\\\||\|")


def split_row(row_text: str, offset: int = 0) -> tuple[CellPlace, ...]:
    r"""Split a pipe table's row into its cells (GitHub's table rules: `\|` is a pipe, outer pipes are optional)."""
    cells: list[CellPlace] = []
    start = offset
    edges = [match.start() for match in _PIPE.finditer(row_text, offset) if match.group() == "|"]
    for edge in [*edges, len(row_text)]:
        raw = row_text[start:edge]
        body = raw.strip()
        left = start + len(raw) - len(raw.lstrip()) if body else start
        escaped: list[int] = []
        text = body
        if "\\|" in body:
            pieces = body.split("\\|")
            at = -1
            for piece in pieces[:-1]:
                at += len(piece) + 1
                escaped.append(at)
            text = "|".join(pieces)
        cells.append(CellPlace(text, left, left + len(body), tuple(escaped)))
        start = edge + 1
    if cells and not row_text[offset : edges[0] if edges else 0].strip():
        cells = cells[1:]
    if cells and edges and not row_text[edges[-1] + 1 :].strip():
        cells = cells[:-1]
    return tuple(cells)


def cell_content(cell: CellPlace, row: int) -> Content:
    """Give the places of a cell's content."""
    return Content(cell.text, (0,), (row,), (cell.start,), cell.escaped)
