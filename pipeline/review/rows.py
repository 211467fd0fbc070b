"""Rows that a reviewer put into a table, as lines of the sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from pipeline.manuscript.manuscript import Paragraph, after
from pipeline.model import Cell, Row
from pipeline.review.escaping import BREAK, escaped
from pipeline.review.inlining import Words
from pipeline.review.likeness import has_words
from pipeline.review.remark import Edit
from pipeline.source import Span

# A row as GitHub's Markdown has it, and the line below the head.
_ROW = re.compile(r"(?P<before>[\s>]*)\|.*\|\s*$")
_RULE = re.compile(r"[\s>]*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")


def added_rows(words: Words, beside: Paragraph, new: Sequence[Paragraph]) -> list[Edit]:
    """Give the way to put rows below that of a cell: `beside` is a paragraph of it, `new` are those of the rows.

    None where they are no rows of that table, or where it is not written line by line.
    """
    new = [one for one in new if has_words(after(one)) or one.table[-2:-1] != beside.table[-2:-1]]
    if not beside.table or any(one.table[:-2] != beside.table[:-2] or one.table <= beside.table for one in new):
        return []
    row = next((node for node in reversed(words.unit.path) if isinstance(node, Row)), None)
    if row is None or not words.letters or any(one.table[-2] == beside.table[-2] for one in new):
        return []
    number = words.letters[-1].end[0]
    found = _ROW.match(words.lines[number - 1])
    if found is None:
        return []
    if number < len(words.lines) and _RULE.match(words.lines[number]):
        number += 1
    lines = [_line(list(cells), len(row.cells)) for _row, cells in groupby(new, key=lambda one: one.table[-2])]
    if "" in lines:
        return []
    end = len(words.lines[number - 1]) + 1
    place = Span(words.unit.file, number, end, number, end)
    return [Edit(place, "".join(f"\n{found['before']}{line}" for line in lines))]


def _line(cells: Sequence[Paragraph], width: int) -> str:
    """Give a row of so many cells, "" where it has more; each paragraph of a cell is a line of it."""
    texts = [""] * width
    for one in cells:
        column, text = one.table[-1] - 1, escaped(after(one).strip(), is_cell=True)
        if column >= width:
            return ""
        texts[column] += (BREAK if texts[column] and text else "") + text
    return "| " + " | ".join(texts) + " |"


def in_a_cell(words: Words) -> bool:
    """Tell whether a unit's words stand in a cell."""
    return any(isinstance(node, Cell) for node in words.unit.path)
