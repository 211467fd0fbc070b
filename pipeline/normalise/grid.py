"""A table as lines of words: what the passes need to see what a table means."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from pipeline.model import Cell, Inlines, LineBreak, Paragraph, Row, Table
from pipeline.model.text import plain
from pipeline.normalise.trim import is_blank, trim
from pipeline.source import Span

_APART = re.compile(r"[\s_–—-]+")


class Line(NamedTuple):
    """A row of a table: the words of each cell, without blank ends, and the places of row and cells."""

    cells: tuple[Inlines, ...]
    places: tuple[Span, ...]
    span: Span


class Grid(NamedTuple):
    """A table whose cells hold words only, as many in each line."""

    head: tuple[Line, ...]
    body: tuple[Line, ...]
    width: int


def grid(table: Table) -> Grid | None:
    """Give a table as lines of words; None where it holds more: lists, merged cells, a caption, code."""
    rows = (*table.head, *table.body)
    if table.caption or not rows:
        return None
    cells = [cell for row in rows for cell in row.cells]
    if not all(cell.columns == cell.rows == 1 and _holds_words(cell) for cell in cells):
        return None
    lines = tuple(tuple(_words(cell) for cell in row.cells) for row in rows)
    width = max((len(line) for line in lines if any(line)), default=0)
    head = tuple(_line(row, width) for row in table.head)
    return Grid(head, tuple(_line(row, width) for row in table.body), width)


def _holds_words(cell: Cell) -> bool:
    return all(isinstance(block, Paragraph) for block in cell.blocks)


def _line(row: Row, width: int) -> Line:
    """Give a row as a line of `width` cells; only an empty row may have had more."""
    missing = width - len(row.cells)
    cells = tuple(_words(cell) for cell in row.cells[:width])
    places = tuple(cell.span for cell in row.cells[:width])
    return Line(cells + ((),) * missing, places + (row.span,) * missing, row.span)


def _words(cell: Cell) -> Inlines:
    """Give the words of a cell; paragraphs become lines."""
    words: Inlines = ()
    for block in cell.blocks:
        if isinstance(block, Paragraph) and not is_blank(block.children):
            words = (*words, LineBreak(), *trim(block.children)) if words else trim(block.children)
    return words


def is_empty(line: Line) -> bool:
    """Tell whether no cell of a line holds a word."""
    return not any(line.cells)


def folded(inlines: Inlines) -> str:
    """Give the words of a cell for comparing: no accents, no case, single spaces for blanks and hyphens."""
    return fold(plain(inlines))


def fold(words: str) -> str:
    """Give words for comparing, as `folded` does."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))
    return _APART.sub(" ", bare).strip().casefold()
