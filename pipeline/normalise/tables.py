"""The pass that makes of each table what it is: a skills matrix, a responsibility matrix, or a tidy table."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.diagnostics import Code, Report, found
from pipeline.model import (
    Block,
    Blocks,
    Cell,
    Handbook,
    Page,
    Paragraph,
    ResponsibilityMatrix,
    Row,
    SkillsMatrix,
    Table,
)
from pipeline.model.walk import descend
from pipeline.normalise.by_page import each_by_itself
from pipeline.normalise.captions import captioned
from pipeline.normalise.context import Context
from pipeline.normalise.rectangle import rectangular
from pipeline.normalise.repairing import Repairs
from pipeline.normalise.responsibilities import responsibility_matrix
from pipeline.normalise.skills import skills_matrix
from pipeline.normalise.trim import is_blank


def tables(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook with its matrices known, its tables tidy and named; empty rows are told (N103)."""
    return each_by_itself("tables", handbook, context, Repairs(context), _on_page)


def _on_page(page: Page, report: Report, _repairs: Repairs) -> Page:

    def blocks(old: Blocks) -> Blocks:
        new = tuple(now for block in captioned(old) for now in one(block))
        same = len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))
        return old if same else new

    def one(block: Block) -> Blocks:
        inside = descend(block, blocks)
        return _table(inside, report) if isinstance(inside, Table) else (inside,)

    return descend(page, blocks)


def _table(table: Table, report: Report) -> Blocks:
    """Give what a table is; nothing where not one cell holds a word."""
    headed = _with_head(table)
    unnamed = replace(headed, caption=()) if headed.caption else headed
    matrix = skills_matrix(unnamed) or responsibility_matrix(unnamed)
    if matrix is not None:
        _tell_empty_rows(matrix, report)
        return (replace(matrix, caption=headed.caption) if headed.caption else matrix,)
    tidy = rectangular(_without_empty_end(headed, report))
    return (tidy,) if tidy.head or tidy.body or not is_blank(tidy.caption) else ()


def _tell_empty_rows(matrix: SkillsMatrix | ResponsibilityMatrix, report: Report) -> None:
    for place in matrix.empty_rows:
        report(found(Code.N103, place))


def _with_head(table: Table) -> Table:
    """Give a table the first row that says something as its head, where its head is empty.

    Exports put an empty head above the true one (field guide, GitBook, rule 12). A single row is no head.
    """
    if not table.head or not all(map(_is_empty, table.head)) or _has_tall_cells(table):
        return table
    filled = [number for number, row in enumerate(table.body) if not _is_empty(row)]
    if not filled:
        return table
    first, rest = table.body[filled[0]], table.body[filled[0] + 1 :]
    if len(filled) == 1:
        return replace(table, head=(), body=table.body[filled[0] :])
    head = replace(first, cells=tuple(replace(cell, heading=True) for cell in first.cells))
    return replace(table, head=(head,), body=rest)


def _without_empty_end(table: Table, report: Report) -> Table:
    """Give a table without the empty rows at its end, each told; an empty head goes with them."""
    if _has_tall_cells(table):
        return table
    last = len(table.body)
    while last and _is_empty(table.body[last - 1]):
        last -= 1
    for row in table.body[last:]:
        report(found(Code.N103, row.span))
    body = table.body[:last] if last < len(table.body) else table.body
    head = () if not body and all(map(_is_empty, table.head)) else table.head
    return table if body is table.body and head is table.head else replace(table, head=head, body=body)


def _has_tall_cells(table: Table) -> bool:
    """Tell whether a cell reaches over several rows: then an empty row may belong to another."""
    return any(cell.rows > 1 for row in (*table.head, *table.body) for cell in row.cells)


def _is_empty(row: Row) -> bool:
    return all(map(_is_empty_cell, row.cells))


def _is_empty_cell(cell: Cell) -> bool:
    return all(isinstance(block, Paragraph) and is_blank(block.children) for block in cell.blocks)
