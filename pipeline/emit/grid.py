"""Squaring a table: whatever its rows say of themselves, each gets as many columns as the table has.

Word reads a table by a grid, and pandoc drops the cells beyond it; here no cell is lost. A table whose rows agree
stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import Cell, Row

_WIDEST = 1000  # columns that one cell may ask for, as in HTML


class Area(NamedTuple):
    """A cell and the columns and rows that it really covers; without a cell, a hole that is filled."""

    cell: Cell | None
    columns: int = 1
    rows: int = 1


class _Placed(NamedTuple):
    """An area and the first column that it covers."""

    column: int
    area: Area


Lines = list[list[Area]]


def squared(head: Sequence[Row], body: Sequence[Row]) -> tuple[Lines, Lines]:
    """Give head and body with spans that stay inside them, rows filled up, and no column that no cell begins in."""
    placed_head, placed_body = _placed(head), _placed(body)
    used = {one.column for line in (*placed_head, *placed_body) for one in line}
    return _filled(placed_head, sorted(used)), _filled(placed_body, sorted(used))


def _placed(rows: Sequence[Row]) -> list[list[_Placed]]:
    """Put each cell into the next columns that none from above covers."""
    lines: list[list[_Placed]] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        line: list[_Placed] = []
        column = 0
        for cell in row.cells:
            while column in taken:
                column += 1
            width = 1
            while width < min(cell.columns, _WIDEST) and column + width not in taken:
                width += 1
            height = max(1, min(cell.rows, len(rows) - number))
            taken |= dict.fromkeys(range(column, column + width), height)
            line.append(_Placed(column, Area(cell, width, height)))
            column += width
        lines.append(line)
        taken = {covered: left - 1 for covered, left in taken.items() if left > 1}
    return lines


def _filled(lines: Sequence[Sequence[_Placed]], used: Sequence[int]) -> Lines:
    """Count only the columns that are used, and fill each row up to them."""
    filled: Lines = []
    waiting: dict[int, int] = {}  # columns of a row below that areas reach into
    for number, line in enumerate(lines):
        areas = []
        for column, area in line:
            columns = sum(1 for one in used if column <= one < column + area.columns)
            areas.append(area._replace(columns=columns))
            for below in range(number + 1, number + area.rows):
                waiting[below] = waiting.get(below, 0) + columns
        missing = len(used) - sum(area.columns for area in areas) - waiting.pop(number, 0)
        filled.append([*areas, *([Area(None)] * missing)])
    return filled


def positions(rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[int]]:
    """Give the first column of each cell, of rows whose cells are given by the columns and rows that they cover."""
    placed: list[list[int]] = []
    taken: dict[int, int] = {}
    for row in rows:
        line: list[int] = []
        column = 0
        for columns, height in row:
            while column in taken:
                column += 1
            line.append(column)
            taken |= dict.fromkeys(range(column, column + columns), height)
            column += columns
        placed.append(line)
        taken = {covered: left - 1 for covered, left in taken.items() if left > 1}
    return placed
