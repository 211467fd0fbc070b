"""How a word of a Word file looks in the end: colour, ground and size, looked up through its styles.

The order is that of ISO/IEC 29500-1, 17.7.2: defaults of the document, table style, paragraph style, character style,
what stands at the words themselves. Of a table's style the parts that `w:tblLook` asks for count (17.7.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tests.emit.docx_reading import Element, every, inside, q, value

_AUTOMATIC = ("", "auto")
_BLACK, _WHITE = "000000", "FFFFFF"
# ISO/IEC 29500-1, 17.18.40: highlighting has names, not numbers.
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": _BLACK,
    "white": _WHITE,
}


class Look(NamedTuple):
    """What the eye gets: colours as six hexadecimal digits."""

    color: str
    ground: str


class Styles:
    """The styles of a file, asked by their ids."""

    def __init__(self, root: Element) -> None:
        self.by_id = {value(one, "w:styleId"): one for one in every(root, "w:style")}
        self.default = inside(root, "w:docDefaults/w:rPrDefault/w:rPr")
        normal = (name for name, one in self.by_id.items() if value(one, "w:type") == "paragraph" and _is_default(one))
        self.normal = next(normal, "")

    def chain(self, name: str) -> Iterator[Element]:
        """Give a style, the one it is based on and so on; a circle ends where it closes."""
        seen: set[str] = set()
        while name in self.by_id and name not in seen:
            seen.add(name)
            yield self.by_id[name]
            name = value(inside(self.by_id[name], "w:basedOn"))


def _is_default(one: Element) -> bool:
    return value(one, "w:default") in ("1", "true", "on")


def looked_up(run: Element, styles: Styles) -> Look:
    """Give the look of a run."""
    layers = list(_layers(run, styles))
    color = next((one for layer in layers if (one := value(inside(layer, "w:rPr/w:color")))), "")
    ground = next((one for layer in layers if (one := _ground(layer, "w:rPr"))), "") or _around(run, styles)
    if color in _AUTOMATIC:  # Word writes black on a light ground, white on a dark one
        color = _BLACK if contrast(_BLACK, ground) >= contrast(_WHITE, ground) else _WHITE
    return Look(color, ground)


def _layers(run: Element, styles: Styles) -> Iterator[Element]:
    """Give what says how a run's words look, the nearest first: each holds a `w:rPr`."""
    yield run
    yield from styles.chain(value(inside(run, "w:rPr/w:rStyle")))
    paragraph = _around_it(run, "w:p")
    if paragraph is not None:
        yield from styles.chain(value(inside(paragraph, "w:pPr/w:pStyle")) or styles.normal)
        for cell in paragraph.iterancestors(q("w:tc")):
            yield from _table_layers(cell, styles)
    if styles.default is not None and (parent := styles.default.getparent()) is not None:
        yield parent


def _around(run: Element, styles: Styles) -> str:
    """Give the ground of a run's paragraph, else that of its cell, else paper."""
    paragraph = _around_it(run, "w:p")
    if paragraph is None:
        return _WHITE
    own = styles.chain(value(inside(paragraph, "w:pPr/w:pStyle")) or styles.normal)
    for layer in (paragraph, *own):
        if ground := _ground(layer, "w:pPr"):
            return ground
    for cell in paragraph.iterancestors(q("w:tc")):
        for layer in (cell, *_table_layers(cell, styles)):
            if ground := _ground(layer, "w:tcPr"):
                return ground
    return _WHITE


def _table_layers(cell: Element, styles: Styles) -> Iterator[Element]:
    """Give what the table's style says of a cell, the parts that hold for it before the whole."""
    row, table = _around_it(cell, "w:tr"), _around_it(cell, "w:tbl")
    if row is None or table is None:
        return
    look = inside(table, "w:tblPr/w:tblLook")
    rows, cells = table.findall(q("w:tr")), row.findall(q("w:tc"))
    places = {
        "firstRow": row is rows[0],
        "lastRow": row is rows[-1],
        "firstColumn": cell is cells[0],
        "lastColumn": cell is cells[-1],
    }
    holding = [name for name, there in places.items() if there and value(look, f"w:{name}") in ("1", "true", "on")]
    for one in styles.chain(value(inside(table, "w:tblPr/w:tblStyle"))):
        conditions = {value(part, "w:type"): part for part in one.findall(q("w:tblStylePr"))}
        yield from (conditions[name] for name in holding if name in conditions)
        yield one


def _ground(layer: Element, properties: str) -> str:
    """Give the ground that a layer itself sets, "" where it sets none (a pattern counts as its ground)."""
    name = value(inside(layer, f"{properties}/w:highlight"))
    if name in _HIGHLIGHTS:
        return _HIGHLIGHTS[name]
    fill = value(inside(layer, f"{properties}/w:shd"), "w:fill")
    return "" if fill in _AUTOMATIC else fill


def _around_it(element: Element, name: str) -> Element | None:
    return next(iter(element.iterancestors(q(name))), None)


@cache
def contrast(one: str, other: str) -> float:
    """Give the ratio of contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
