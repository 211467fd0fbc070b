"""Tables: columns, header rows, rows that stay whole, cells that are one over several places."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.emit.odt.cells import Spot, cell_style
from pipeline.emit.odt.lengths import twips
from pipeline.emit.odt.names import style_name
from pipeline.emit.odt.scene import Scene, automatic
from pipeline.emit.odt.xml import Element, child, get, holds, make, q, short, value

TellBlocks = Callable[[Scene, Element], list[Element]]

_TABLE = frozenset(
    f"w:{name}"
    for name in [
        "tblStyle",
        "tblW",
        "tblInd",
        "tblLayout",
        "tblLook",
        "tblCaption",
        "tblDescription",
        "tblOverlap",
        "tblpPr",
        "jc",
        "tblCellMar",
        "tblBorders",
    ]
)
_ROW = frozenset(("w:cantSplit", "w:tblHeader", "w:trHeight", "w:cnfStyle"))


class Cell(NamedTuple):
    """A cell of a row: its first column, how many it takes, whether it goes on from the row above."""

    element: Element
    column: int
    span: int
    goes_on: bool


def table(scene: Scene, element: Element, tell: TellBlocks, master: str = "") -> Element:
    """Give a table; `master` is the page style that begins before it, "" for none."""
    properties = child(element, "w:tblPr")
    for one in () if properties is None else properties:
        if short(one) not in _TABLE:
            scene.miss(f"w:tblPr/{short(one)}")
    named = value(properties, "w:tblStyle")
    inside = scene._replace(table=named)
    rows = [_cells(row) for row in element.findall(q("w:tr"))]
    made = make(
        "table:table",
        {
            "table:name": f"{value(properties, 'w:tblCaption') or 'Table'} {scene.number()}",
            "table:style-name": _style(scene, element, master),
        },
    )
    _titles(made, properties)
    made.extend(_columns(scene, element))
    heads = make("table:table-header-rows")
    for number, row in enumerate(element.findall(q("w:tr"))):
        told = _row(inside, element, row, number, rows, tell)
        is_head = holds(row, "w:trPr/w:tblHeader") and len(heads) == number
        (heads if is_head else made).append(told)
        if is_head and number == 0:
            made.append(heads)
    return made


def _titles(made: Element, properties: Element | None) -> None:
    for name, path in (("table:title", "w:tblCaption"), ("table:desc", "w:tblDescription")):
        if value(properties, path):
            made.append(make(name, {}, value(properties, path)))


def _style(scene: Scene, element: Element, master: str) -> str:
    properties = child(element, "w:tblPr")
    width = sum(int(get(one, "w:w")) for one in element.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"))
    indent = child(properties, "w:tblInd")
    is_floating = child(properties, "w:tblpPr") is not None
    attributes = {
        "style:width": twips(width),
        "table:align": "left",
        "fo:margin-left": "0pt" if indent is None or is_floating else twips(get(indent, "w:w")),
        "table:border-model": "collapsing",
        **({"style:may-break-between-rows": "false"} if _is_whole(scene, element) else {}),
    }
    parent = style_name(scene.word, value(properties, "w:tblStyle"))
    return automatic(scene, "table", parent, make("style:table-properties", attributes), master_page_name=master)


def _is_whole(scene: Scene, element: Element) -> bool:
    """Tell whether a table's rows stay on one page: its style keeps each paragraph with the next."""
    kept = False
    for style in reversed(list(scene.word.chain(value(element, "w:tblPr/w:tblStyle")))):
        for one in () if style.paragraph is None else style.paragraph:
            if short(one) == "w:keepNext":
                kept = get(one, "w:val", "1") not in ("0", "false", "off")
            else:
                scene.miss(f"w:pPr/{short(one)} of a table's style")
    return kept


def _columns(scene: Scene, element: Element) -> list[Element]:
    made = []
    for one in element.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"):
        properties = make("style:table-column-properties", {"style:column-width": twips(get(one, "w:w"))})
        made.append(make("table:table-column", {"table:style-name": automatic(scene, "table-column", "", properties)}))
    return made


def _cells(row: Element) -> list[Cell]:
    cells, column = [], 0
    for one in row.findall(q("w:tc")):
        span = int(value(one, "w:tcPr/w:gridSpan", "1"))
        merge = child(one, "w:tcPr/w:vMerge")
        cells.append(Cell(one, column, span, merge is not None and get(merge, "w:val", "continue") == "continue"))
        column += span
    return cells


def _row(
    scene: Scene, element: Element, row: Element, number: int, rows: list[list[Cell]], tell: TellBlocks
) -> Element:
    properties = child(row, "w:trPr")
    for one in () if properties is None else properties:
        if short(one) not in _ROW:
            scene.miss(f"w:trPr/{short(one)}")
    attributes = {"fo:keep-together": "always" if holds(properties, "w:cantSplit") else "auto"}
    height = child(properties, "w:trHeight")
    if height is not None:
        attributes["style:min-row-height"] = twips(get(height, "w:val"))
    style = automatic(scene, "table-row", "", make("style:table-row-properties", attributes))
    made = make("table:table-row", {"table:style-name": style})
    for cell in rows[number]:
        made.extend(_cell(scene, element, cell, number, rows, tell))
    return made


def _cell(
    scene: Scene, element: Element, cell: Cell, number: int, rows: list[list[Cell]], tell: TellBlocks
) -> list[Element]:
    """Give a cell and the places that it covers."""
    covered = [make("table:covered-table-cell") for _place in range(cell.span)]
    if cell.goes_on:
        if any((one.text or "").strip() for one in cell.element.iter(q("w:t"))):
            scene.miss("words in a covered cell")
        return covered
    height = _height(cell, number, rows)
    columns = len(element.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"))
    spot = Spot(number, cell.column, number + height == len(rows), cell.column + cell.span == columns)
    attributes = {"table:style-name": cell_style(scene, element, cell.element, spot), "office:value-type": "string"}
    if cell.span > 1 or height > 1:
        attributes |= {"table:number-columns-spanned": str(cell.span), "table:number-rows-spanned": str(height)}
    return [make("table:table-cell", attributes, *tell(scene, cell.element)), *covered[1:]]


def _height(cell: Cell, number: int, rows: list[list[Cell]]) -> int:
    """Count the rows that a cell takes."""
    height = 1
    for row in rows[number + 1 :]:
        if not any(one.column == cell.column and one.goes_on for one in row):
            break
        height += 1
    return height
