"""Rules of accessibility for tables."""

from __future__ import annotations

from collections.abc import Iterator

from tests.emit.docx_reading import Element, every, inside, q, said, value
from tests.emit.word_package import THINGS, Package, Place

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def _tables(package: Package) -> Iterator[tuple[str, Element]]:
    for name, root in package.texts.items():
        for table in every(root, "w:tbl"):
            yield name, table


def _rows(table: Element) -> list[Element]:
    return table.findall(q("w:tr"))


def _cells(row: Element) -> list[Element]:
    return row.findall(q("w:tc"))


def _named(table: Element, name: str, why: str = "") -> Place:
    title = value(inside(table, "w:tblPr/w:tblCaption"))
    return Place(name, " ".join(f"<tbl> {title}: {why or said(table)}".split())[:80])


def headless(package: Package) -> Iterator[Place]:
    """Give tables whose first row is not one of heads: by the table's look and as one that repeats (17.4.49)."""
    for name, table in _tables(package):
        look, rows = inside(table, "w:tblPr/w:tblLook"), _rows(table)
        heads = [inside(row, "w:trPr/w:tblHeader") is not None for row in rows]
        if not heads or not heads[0] or value(look, "w:firstRow") != "1":
            yield _named(table, name, "no header row")
        elif heads != sorted(heads, reverse=True):
            yield _named(table, name, "header row below others")


def merged(package: Package) -> Iterator[Place]:
    """Give cells that cover others, and rows of more or fewer cells than columns: split ones."""
    for name, table in _tables(package):
        columns = len(table.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"))
        for row in _rows(table):
            covering = [cell for cell in _cells(row) if _covers(cell)]
            if covering:
                yield _named(table, name, f"merged: {said(covering[0])}")
            elif len(_cells(row)) != columns:
                yield _named(table, name, f"split: {said(row)}")


def _covers(cell: Element) -> bool:
    spans = int(value(inside(cell, "w:tcPr/w:gridSpan")) or 1)
    ways = (inside(cell, f"w:tcPr/w:{way}") for way in ("vMerge", "hMerge"))
    return spans > 1 or any(way is not None for way in ways)


def nested(package: Package) -> Iterator[Place]:
    """Give tables that stand in a cell of another."""
    for name, table in _tables(package):
        if next(iter(table.iterancestors(q("w:tbl"))), None) is not None:
            yield _named(table, name)


def _is_vacant(cell: Element) -> bool:
    things = [q(one) for one in (*THINGS, "w:fldChar")]
    return not said(cell).strip() and next(iter(cell.iter(*things, _MATH)), None) is None


def vacant(package: Package) -> Iterator[Place]:
    """Give tables with a row or a column in which nothing stands; a table with nothing at all is a form to fill."""
    for name, table in _tables(package):
        grid = [[_is_vacant(cell) for cell in _cells(row)] for row in _rows(table)]
        even = len({len(row) for row in grid}) == 1
        columns = [list(column) for column in zip(*grid, strict=False)] if even else []
        if any(row and all(row) for row in grid):
            yield _named(table, name, "blank row")
        if any(all(column) for column in columns):
            yield _named(table, name, "blank column")


def layouts(package: Package) -> Iterator[Place]:
    """Give tables of one cell or one column of one row: nothing is compared in them, they hold a layout."""
    for name, table in _tables(package):
        rows = _rows(table)
        if len(rows) < 2 and all(len(_cells(row)) < 2 for row in rows):
            yield _named(table, name)


def captionless(package: Package) -> Iterator[Place]:
    """Give tables that are not named for those who cannot see them (17.4.62, 17.4.61: caption, description)."""
    for name, table in _tables(package):
        told = (inside(table, f"w:tblPr/w:{way}") for way in ("tblCaption", "tblDescription"))
        if not any(value(one).strip() for one in told):
            yield _named(table, name)
