"""The lines of a page and the way back from them to the file.

A reader may cut indentation off a line, blank lines out or put empty lines in; a `Line` remembers where it came from,
so that every character still knows its column on disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.ingest.decoding import Decoded, Widths
from pipeline.model import Text
from pipeline.source import Span


class Line(NamedTuple):
    """One line to read: its text, its number in the file (from 1), and how many characters were cut at its left."""

    text: str
    number: int
    cut: int = 0


class Script(NamedTuple):
    """The lines of one file as they are given to the Markdown reader."""

    file: str
    lines: tuple[Line, ...]
    widths: Mapping[int, Widths]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line.text for line in self.lines)


def script(file: str, decoded: Decoded) -> Script:
    """Give all lines of a file as they stand."""
    lines = tuple(Line(text, number) for number, text in enumerate(decoded.lines, start=1))
    return Script(file, lines, decoded.widths)


def column(page: Script, row: int, index: int) -> int:
    """Give the column in the file of character `index` of line `row` (both from 0) of a script."""
    line = page.lines[row]
    place = line.cut + index
    widths = page.widths.get(line.number)
    if not widths:
        return place + 1
    return place + 1 + sum(width - 1 for at, width in widths if at < place)


def span(page: Script, row: int, start: int, end_row: int, end: int) -> Span:
    """Give the place in the file of a stretch of a script, rows and characters from 0, `end` after the last."""
    first, last = page.lines[row], page.lines[end_row]
    if not page.widths:
        return Span(page.file, first.number, first.cut + start + 1, last.number, last.cut + end + 1)
    return Span(
        page.file,
        page.lines[row].number,
        column(page, row, start),
        page.lines[end_row].number,
        column(page, end_row, end),
    )


def rows_span(page: Script, start: int, end: int) -> Span:
    """Give the place of rows `start` to `end` (not included), without blank lines and blanks around them."""
    last = max(start, min(end, len(page.lines)) - 1)
    while last > start and not page.lines[last].text.strip():
        last -= 1
    first_text, last_text = page.lines[start].text, page.lines[last].text
    indent = len(first_text) - len(first_text.lstrip())
    return span(page, start, indent, last, len(last_text.rstrip()))


def text_at(page: Script, row: int, start: int, pieces: Sequence[tuple[str, int]]) -> Text:
    """Make a `Text` from pieces standing one after the other on a row from character `start`.

    Each piece is its words and the number of the script's characters they take: as many as there are words' own
    characters when it stands verbatim, more for an escape or an entity.
    """
    line = page.lines[row]
    if not page.widths and len(pieces) == 1 and len(pieces[0][0]) == pieces[0][1]:
        words, length = pieces[0]
        left = line.cut + start + 1
        return Text(words, Span(page.file, line.number, left, line.number, left + length))
    return _text_of_pieces(page, row, start, pieces)


def _text_of_pieces(page: Script, row: int, start: int, pieces: Sequence[tuple[str, int]]) -> Text:
    line = page.lines[row]
    damaged = dict(page.widths.get(line.number, ()))
    words: list[str] = []
    widths: list[tuple[int, int]] = []
    index = 0
    place = start
    for piece, taken in pieces:
        if taken == len(piece):
            if damaged:
                for offset in range(taken):
                    width = damaged.get(line.cut + place + offset, 1)
                    if width != 1:
                        widths.append((index + offset, width))
        else:
            columns = column(page, row, place + taken) - column(page, row, place)
            widths.append((index, columns - max(0, len(piece) - 1)))
        words.append(piece)
        index += len(piece)
        place += taken
    where = span(page, row, start, row, place)
    return Text("".join(words), where, tuple((at, width) for at, width in widths if width != 1))
