"""Header cells in the tree of tags: what each heads, and for each cell those that head it (ISO 32000-1, 14.8.5.7).

Found as HTML finds them (HTML, 4.9.12.2, "forming relationships between data cells and header cells"): a header above
goes on until one of the same width stands below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pydyf

from pipeline.emit.pdf.structure import Element

_GROUPS = frozenset(("THead", "TBody", "TFoot"))
_SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


class _Cell(NamedTuple):
    """A cell in its grid: rows and columns from 0, those it ends before, and its row group."""

    element: Element
    row: int
    column: int
    end: int
    group: int


class _Column:
    """The headers that stand above a place in a column, from the top down."""

    def __init__(self) -> None:
        self.headers: list[_Cell] = []
        self.in_head = False

    def pass_header(self, cell: _Cell) -> None:
        """Go on below a header: where words stood between, it takes the place of one of its own width."""
        if not self.in_head:
            same = (cell.column, cell.end)
            self.headers = [one for one in self.headers if (one.column, one.end) != same]
        self.in_head = True
        self.headers.append(cell)


def head_cells(table: Element, prefix: str) -> None:
    """Give the header cells of a table their scope, and all cells the headers that head them.

    A header that heads something gets an identity that begins with `prefix`.
    """
    columns: dict[int, _Column] = {}
    by_row: dict[int, list[_Cell]] = {}
    bands: list[_Cell] = []
    for row in _rows(table):
        for cell in row:
            if cell.element.role == "TH":
                cell.element.attributes["Scope"] = f"/{_scope(cell.element)}"
                if _heads_rows(cell.element):
                    for number in range(cell.row, cell.row + _rows_of(cell)):
                        by_row.setdefault(number, []).append(cell)
        for cell in row:
            here = [columns.setdefault(number, _Column()) for number in range(cell.column, cell.end)]
            above = [one for column in here for one in column.headers]
            beside = [one for number in range(cell.row, cell.row + _rows_of(cell)) for one in by_row.get(number, ())]
            beside = [one for one in beside if one.column < cell.column]
            bands = [one for one in bands if one.group == cell.group]
            if _is_band(cell.element):
                bands = [cell]
            else:
                _name(cell, dict.fromkeys((*above, *bands, *beside)), prefix)
            for column in here:
                if cell.element.role != "TH":
                    column.in_head = False
                elif not _heads_rows(cell.element):
                    column.pass_header(cell)


def _name(cell: _Cell, headers: dict[_Cell, None], prefix: str) -> None:
    named = []
    for header in headers:
        if header.element is not cell.element:
            name = header.element.facts.setdefault("ID", f"{prefix}-{header.row}-{header.column}")
            named.append(pydyf.String(name))
    if named:
        cell.element.attributes["Headers"] = pydyf.Array(named)


def _rows(table: Element) -> Iterator[list[_Cell]]:
    """Give the cells of each row with their places: a cell over rows pushes those below it aside."""
    number = 0
    for group, rows in enumerate(_groups(table)):
        taken: dict[int, int] = {}  # the row that each column is free from
        for left, row in enumerate(rows):
            cells = []
            column = 0
            for element in row.elements():
                while taken.get(column, 0) > number:
                    column += 1
                end = column + element.attributes.get("ColSpan", 1)
                height = min(element.attributes.get("RowSpan", 1), len(rows) - left)
                taken.update(dict.fromkeys(range(column, end), number + height))
                cells.append(_Cell(element, number, column, end, group))
                column = end
            yield cells
            number += 1


def _groups(table: Element) -> Iterator[list[Element]]:
    """Give the rows of a table by their groups."""
    for part in table.elements():
        if part.role in _GROUPS:
            yield [row for row in part.elements() if row.role == "TR"]
        elif part.role == "TR":
            yield [part]


def _rows_of(cell: _Cell) -> int:
    height: int = cell.element.attributes.get("RowSpan", 1)
    return height


def _own_scope(header: Element) -> str:
    own: str = header.source.get("scope") or ""
    return own


def _is_band(cell: Element) -> bool:
    """Tell whether a cell heads the rows that follow it, up to the end of their group."""
    return cell.role == "TH" and _own_scope(cell) == "rowgroup"


def _scope(header: Element) -> str:
    """Give what a header cell heads; one that does not say so heads its column in the head of a table, else its row."""
    in_head = any(one.role == "THead" for one in header.above())
    return _SCOPES.get(_own_scope(header), "Column" if in_head else "Row")


def _heads_rows(header: Element) -> bool:
    return _scope(header) == "Row"
