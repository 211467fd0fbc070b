"""Where each character of a unit stands in its file, and inside which nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from pipeline.model import Code, FootnoteReference, Icon, Image, LineBreak, Mention, SoftBreak, Text
from pipeline.model.text import column
from pipeline.review.units import Unit
from pipeline.source import Span, cut_lines

# A line and a column, from 1: a boundary between two characters of a file.
Place: TypeAlias = tuple[int, int]
ReadLines = Callable[[str], Sequence[str]]
_PREFIX = re.compile(r"[ \t>]*")
_END = re.compile(r"[ \t]*$")


class Letter(NamedTuple):
    """A character of a unit: its stretch of the file, the nodes of its line around it, and whether it may be changed.

    What may not be changed alone is a part of something written otherwise (a formula, a picture): its stretch is all
    of it.
    """

    start: Place
    end: Place
    above: tuple[Struct, ...]
    is_free: bool = True


def letters_of(unit: Unit, read_lines: ReadLines) -> tuple[Letter, ...]:
    """Give the characters of a unit's text, in order; none where the places of some are not known."""
    if unit.span is None:
        return ()
    lines = read_lines(unit.file)
    found = _of_run(unit, lines) if unit.run else _of_lines(unit, lines)
    return tuple(found) if len(found) == len(unit.text) else ()


def _of_lines(unit: Unit, lines: Sequence[str]) -> list[Letter]:
    """Find the lines of a block of code again, each at the end of one of the file's."""
    assert unit.span is not None  # noqa: S101  (its caller asked)
    rows = unit.text.split("\n")
    for first in range(unit.span.line, unit.span.end_line - len(rows) + 2):
        there = lines[first - 1 : first - 1 + len(rows)]
        if len(there) == len(rows) and all(map(str.endswith, there, rows)):
            break
    else:
        return []
    found: list[Letter] = []
    for number, (row, line) in enumerate(zip(rows, there, strict=True), start=first):
        start = len(line) - len(row) + 1
        found += (Letter((number, start + at), (number, start + at + 1), ()) for at in range(len(row)))
        if number < first + len(rows) - 1:
            after = there[number - first + 1]
            begin = len(after) - len(rows[number - first + 1]) + 1
            found.append(Letter((number, len(line) + 1), (number + 1, begin), ()))
    return found


class _Piece(NamedTuple):
    """A part of a run that holds no other: its node, and the nodes around it."""

    node: Struct
    above: tuple[Struct, ...]


def _pieces(run: Sequence[Struct], above: tuple[Struct, ...] = ()) -> list[_Piece]:
    found: list[_Piece] = []
    for node in run:
        inside = getattr(node, "children", None)
        if isinstance(inside, tuple):
            found += _pieces(inside, (*above, node))
        else:
            found.append(_Piece(node, above))
    return found


def _of_run(unit: Unit, lines: Sequence[str]) -> list[Letter]:
    pieces = _pieces(unit.run)
    found: list[Letter] = []
    for number, (node, above) in enumerate(pieces):
        match node:
            case Text():
                if node.span.file != unit.file:
                    return []
                found += _of_text(node, above)
            case Code():
                found += _of_code(node, above, lines)
            case SoftBreak() | LineBreak():
                found.append(_of_break(node, above, found, pieces[number + 1 :], lines))
            case FootnoteReference() | Icon():
                pass
            case _:
                found += _of_whole(node, above)
    return found


def _of_text(text: Text, above: tuple[Struct, ...]) -> list[Letter]:
    line = text.span.line
    if not text.widths:
        start = text.span.column
        return [Letter((line, start + at), (line, start + at + 1), above) for at in range(len(text.text))]
    edges = [(line, column(text, at)) for at in range(len(text.text) + 1)]
    return [Letter(start, end, above) for start, end in pairwise(edges)]


def _of_code(code: Code, above: tuple[Struct, ...], lines: Sequence[str]) -> list[Letter]:
    span = code.span
    written = cut_lines(lines, span)
    at = written.find(code.text)
    if span.line != span.end_line or at < 0:
        return _of_whole(code, above)
    start = span.column + at
    around = (*above, code)
    return [Letter((span.line, start + i), (span.line, start + i + 1), around) for i in range(len(code.text))]


def _of_whole(node: Struct, above: tuple[Struct, ...]) -> list[Letter]:
    """Give the characters of what is written otherwise than it reads."""
    field = "alt" if isinstance(node, Image) else "name" if isinstance(node, Mention) else "text"
    text: str = getattr(node, field, "")
    span: Span = getattr(node, "span")  # noqa: B009  (of any node that has one)
    one = Letter((span.line, span.column), (span.end_line, span.end_column), (*above, node), is_free=False)
    return [one] * len(text)


def _of_break(
    node: Struct, above: tuple[Struct, ...], done: Sequence[Letter], rest: Sequence[_Piece], lines: Sequence[str]
) -> Letter:
    """Give the line ending: from the end of a line to the first sign of the next that is not white space."""
    after = next((span for piece in rest if isinstance(span := getattr(piece.node, "span", None), Span)), None)
    if not done or after is None or isinstance(node, LineBreak) or after.line - 1 < done[-1].end[0]:
        place = done[-1].end if done else (1, 1)
        return Letter(place, (after.line, after.column) if after else place, (*above, node), is_free=False)
    last = lines[after.line - 2]
    begin = _PREFIX.match(lines[after.line - 1])
    end = _END.search(last)
    start = (after.line - 1, (end.start() if end else len(last)) + 1)
    return Letter(start, (after.line, (begin.end() if begin else 0) + 1), above)
