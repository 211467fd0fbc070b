"""Looks of cells: OpenDocument has no conditional formats, so what a table's style says is settled cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.emit.odt.lengths import twips
from pipeline.emit.odt.scene import Scene, automatic
from pipeline.emit.odt.text_properties import border, ground
from pipeline.emit.odt.xml import Element, child, get, make, q, short, value

_SIDES = ("top", "left", "bottom", "right")
_VERTICAL = {"top": "top", "center": "middle", "bottom": "bottom"}
_LOOKS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}


class Spot(NamedTuple):
    """Where a cell stands: its first row and column, and whether it reaches the last ones."""

    row: int
    column: int
    is_last_row: bool
    is_last_column: bool


def cell_style(scene: Scene, table: Element, cell: Element, spot: Spot) -> str:
    """Give the name of a cell's style."""
    properties = child(cell, "w:tcPr")
    lines = dict.fromkeys(_SIDES, "none")
    for borders in _borders(scene, table, spot):
        lines |= _around(borders, spot)
    for conditional in (*_conditions(scene, table, spot), *(() if properties is None else (properties,))):
        lines |= _own(child(conditional, "w:tcBorders"))
    attributes = {f"fo:border-{side}": line for side, line in lines.items() if _is_drawn(side, spot)}
    attributes |= {f"fo:padding-{side}": margin for side, margin in _margins(scene, table, cell).items()}
    attributes |= _ground(scene, table, spot, properties)
    for one in () if properties is None else properties:
        if short(one) not in _TOLD:
            scene.miss(f"w:tcPr/{short(one)}")
    for place in (*_conditions(scene, table, spot), *(() if properties is None else (properties,))):
        if value(place, "w:vAlign"):
            attributes["style:vertical-align"] = _VERTICAL[value(place, "w:vAlign")]
    return automatic(scene, "table-cell", "", make("style:table-cell-properties", attributes))


_TOLD = frozenset(
    (
        "w:tcW",
        "w:gridSpan",
        "w:vMerge",
        "w:shd",
        "w:tcBorders",
        "w:tcMar",
        "w:vAlign",
        "w:noWrap",
        "w:hideMark",
        "w:cnfStyle",
    )
)


def _is_drawn(side: str, spot: Spot) -> bool:
    """Tell whether a cell draws a line itself: between two cells, the upper and the left one do."""
    return {"top": spot.row == 0, "left": spot.column == 0}.get(side, True)


def _styles(scene: Scene, table: Element) -> Iterator[Element]:
    """Give the styles of a table, those that others are based on first."""
    for style in reversed(list(scene.word.chain(value(table, "w:tblPr/w:tblStyle")))):
        yield style.element


def _borders(scene: Scene, table: Element, spot: Spot) -> Iterator[Element]:
    for one in (*_styles(scene, table), table):
        found = child(one, "w:tblPr/w:tblBorders")
        if found is not None:
            yield found


def _around(borders: Element, spot: Spot) -> dict[str, str]:
    """Give the lines around a cell, by those around and inside of a table."""
    names = {
        "top": "top" if spot.row == 0 else "insideH",
        "bottom": "bottom" if spot.is_last_row else "insideH",
        "left": "left" if spot.column == 0 else "insideV",
        "right": "right" if spot.is_last_column else "insideV",
    }
    return {side: border(line) for side, name in names.items() if (line := child(borders, f"w:{name}")) is not None}


def _own(borders: Element | None) -> dict[str, str]:
    return {side: border(line) for side in _SIDES if (line := child(borders, f"w:{side}")) is not None}


def _conditions(scene: Scene, table: Element, spot: Spot) -> Iterator[Element]:
    """Give the formats of a table's style that hold for a cell, the strongest last."""
    asked = {
        "firstCol": spot.column == 0 and _looks(table, "firstColumn"),
        "lastCol": spot.is_last_column and _looks(table, "lastColumn"),
        "firstRow": spot.row == 0 and _looks(table, "firstRow"),
        "lastRow": spot.is_last_row and _looks(table, "lastRow"),
    }
    for style in _styles(scene, table):
        whole = child(style, "w:tcPr")
        if whole is not None:
            yield whole
    for style in _styles(scene, table):
        for one in style.findall(q("w:tblStylePr")):
            if get(one, "w:type") not in asked:
                scene.miss(f"w:tblStylePr {get(one, 'w:type')}")
            found = child(one, "w:tcPr")
            if asked.get(get(one, "w:type")) and found is not None:
                yield found


def _looks(table: Element, name: str) -> bool:
    look = child(table, "w:tblPr/w:tblLook")
    if look is None:
        return False
    own = get(look, f"w:{name}")
    return own in ("1", "true", "on") if own else bool(int(get(look, "w:val", "0"), 16) & _LOOKS[name])


def _margins(scene: Scene, table: Element, cell: Element) -> dict[str, str]:
    margins = dict.fromkeys(_SIDES, "0pt")
    places = [child(one, "w:tblPr/w:tblCellMar") for one in (*_styles(scene, table), table)]
    for found in (*places, child(cell, "w:tcPr/w:tcMar")):
        for side in _SIDES:
            one = child(found, f"w:{side}")
            if one is not None:
                margins[side] = twips(get(one, "w:w"))
    return margins


def _ground(scene: Scene, table: Element, spot: Spot, properties: Element | None) -> dict[str, str]:
    color = ""
    for one in (*_conditions(scene, table, spot), *(() if properties is None else (properties,))):
        shade = child(one, "w:shd")
        color = color if shade is None else ground(shade)
    return {"fo:background-color": color} if color else {}
