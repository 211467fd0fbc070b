"""Making tables rectangular: every row as many columns as the widest, no cell reaching beyond its table.

Authors forget a cell or write one too many, and HTML spans may say more than there is; formats that lay tables out on
a grid (Word) refuse those, or lose the cell.
"""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.model import Cell, Row, Table


def rectangular(table: Table) -> Table:
    """Give a table whose rows all fill the same columns: cells are added at the ends of rows, never taken away."""
    width = max((_laid_out(rows)[1] for rows in (table.head, table.body) if rows), default=0)
    head, body = _filled(table.head, width), _filled(table.body, width)
    return table if head is table.head and body is table.body else replace(table, head=head, body=body)


def _laid_out(rows: tuple[Row, ...]) -> tuple[list[set[int]], int]:
    """Lay the cells out as HTML does (HTML 4.9.12): give the columns that each row fills, and how many there are."""
    filled: list[set[int]] = [set() for _row in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while column in filled[number]:
                column += 1
            for below in filled[number : number + cell.rows]:
                below.update(range(column, column + cell.columns))
            column += cell.columns
    return filled, max((max(columns) + 1 for columns in filled if columns), default=0)


def _filled(rows: tuple[Row, ...], width: int) -> tuple[Row, ...]:
    """Give rows that fill `width` columns, their tall cells cut at the last row."""
    filled, _widest = _laid_out(rows)
    new = tuple(
        _row(row, width - len(columns), len(rows) - number)
        for number, (row, columns) in enumerate(zip(rows, filled, strict=True))
    )
    return rows if all(a is b for a, b in zip(new, rows, strict=True)) else new


def _row(row: Row, lacking: int, left: int) -> Row:
    cells = tuple(replace(cell, rows=left) if cell.rows > left else cell for cell in row.cells)
    cells += (Cell((), row.span),) * lacking
    return row if cells == row.cells else replace(row, cells=cells)
