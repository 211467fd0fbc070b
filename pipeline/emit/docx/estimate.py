"""On which page things fall, estimated by measure, for the numbers that stand in the contents until Word counts.

Word alone knows its pages, and asks a question before it brings fields up to date on opening. So the contents are
filled with numbers from the widths of the letters and the distances of the styles; every chapter begins a page, so
an error does not travel far.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, inf
from typing import Any

from msgspec import Struct

from pipeline.emit.docx.ast import Node, Nodes
from pipeline.emit.docx.looks import Look, Measures
from pipeline.emit.docx.measures import page
from pipeline.emit.docx.names import OPENING, WIDE
from pipeline.emit.docx.piece_styles import piece_styles
from pipeline.emit.docx.style_xml import Shape, Style
from pipeline.emit.docx.styles import text_styles
from pipeline.emit.docx.zones import TablePlan
from pipeline.emit.fonts import widths
from pipeline.emit.look import Look as OutputLook

_FILLED = 0.96  # of a line, on the average: words do not end where lines do
_OWN_LINE = 1.257  # ems: the height of a line of our font where none is asked for
_MONOSPACE = 0.602  # ems


class _Place(Struct):
    """Where the next line goes: its page and how far down; and the pages found so far, by bookmark."""

    page: int
    down: float
    height: float
    found: dict[str, int]


def measures_of(look: OutputLook, plans: Mapping[str, TablePlan]) -> Measures:
    """Give what measuring a book in a look needs to know; `plans` may still grow."""
    tokens = look.tokens
    styles = looks((*text_styles(tokens), *piece_styles(tokens)), tokens["print"]["body"])
    return Measures(styles, page(tokens), plans)


def height_of(nodes: Nodes, style: str, width: float, measures: Measures) -> float:
    """Give the height of blocks in points, one below the other on an endless page of a width."""
    place = _Place(0, 0.0, inf, {})
    _blocks(nodes, style, width, place, measures)
    return place.down


def estimated_pages(nodes: Nodes, measures: Measures) -> dict[str, int]:
    """Give the page of each bookmark of a book drawn by `book`."""
    place = _Place(0, 0.0, measures.page.free, {})
    for node in nodes:
        _zone(node, place, measures)
    return place.found


def looks(styles: Sequence[Style], size: float) -> dict[str, Look]:
    """Give the look of each paragraph style, the styles below it taken together; `size` is the text's own."""
    by_name = {style.name: style for style in styles}
    return {style.name: _look(style, by_name, size) for style in styles if style.kind == "paragraph"}


def _look(style: Style, by_name: Mapping[str, Style], size: float) -> Look:
    chain = [style]
    while chain[-1].based in by_name:
        chain.append(by_name[chain[-1].based])
    sizes = [one.type.size for one in chain if one.type.size]
    bold = [one.type.bold for one in chain if one.type.bold is not None]
    points = sizes[0] if sizes else size

    def first(values: Iterable[float | None]) -> float:
        return next((value for value in values if value is not None), 0.0)

    shapes: list[Shape] = [one.shape for one in chain]
    line = first(shape.line or (shape.many * points * _OWN_LINE) or None for shape in shapes)
    return Look(
        size=points,
        bold=bool(bold and bold[0]),
        line=max(line, points * _OWN_LINE),
        before=first(shape.before for shape in shapes),
        after=first(shape.after for shape in shapes),
        taken=first(shape.left for shape in shapes) + first(shape.right for shape in shapes),
        keeps=any(shape.keep_next for shape in shapes),
    )


def _zone(node: Node, place: _Place, measures: Measures) -> None:
    """Begin a page for a zone."""
    place.page += 1
    place.down = 0.0
    _blocks(node["c"][1], "Body Text", measures.page.text, place, measures)


def _turned(node: Node, style: str, place: _Place, measures: Measures) -> None:
    """Go through a zone that has turned pages of its own; what follows it begins another page."""
    if place.down:
        place.page += 1
        place.down = 0.0
    _blocks(node["c"][1], style, measures.page.turned, place, measures)
    place.down = place.height


def _stands_beside(inside: list[Any]) -> bool:
    """Tell whether a paragraph stands in the outer column, where it takes no height from the text."""
    return ["custom-style", "Beside Picture"] in inside[0][2]


def _is_turned(node: Node) -> bool:
    return node["t"] == "Div" and str(node["c"][0][0]).startswith(WIDE)


def _blocks(nodes: Nodes, style: str, width: float, place: _Place, measures: Measures) -> None:
    for node in nodes:
        kind, inside = node["t"], node["c"]
        if kind == "Div" and _stands_beside(inside):
            continue
        if kind == "Div" and str(inside[0][0]).startswith(OPENING) and place.down:
            _zone(node, place, measures)
            place.down = place.height
            continue
        if _is_turned(node):
            _turned(node, style, place, measures)
        elif kind == "Div":
            named = next((value for key, value in inside[0][2] if key == "custom-style"), style)
            _blocks(inside[1], named, width, place, measures)
        elif kind in ("Para", "Plain"):
            _paragraph(inside, style, width, place, measures)
        elif kind == "Header":
            _paragraph(inside[2], f"heading {inside[0]}", width, place, measures)
        elif kind == "CodeBlock":
            _lines(inside[1].split("\n"), measures.styles["Source Code"], width, place)
        elif kind == "Table":
            _table(inside, place, measures)
        elif kind in ("BulletList", "OrderedList"):
            for item in inside if kind == "BulletList" else inside[1]:
                _blocks(item, style, width, place, measures)


def _paragraph(inlines: Nodes, style: str, width: float, place: _Place, measures: Measures) -> None:
    look = measures.styles.get(style, measures.styles["Body Text"])
    height = _height(inlines, look, width)
    need = look.before + (height + 2.5 * look.line if look.keeps else min(height, 2 * look.line))
    if place.down and place.down + need > place.height:
        place.page += 1
        place.down = 0.0
    for name in _names(inlines):
        place.found[name] = place.page
    _take(look.before + height + look.after + _notes(inlines, measures), place)


def _take(height: float, place: _Place) -> None:
    """Go down, over as many pages as it takes."""
    place.down += height
    while place.down > place.height + 6:
        place.page += 1
        place.down -= place.height


def _height(inlines: Nodes, look: Look, width: float) -> float:
    """Give the height of a paragraph in points: its lines, or its picture where that is taller."""
    free = max((width - look.taken) * _FILLED, 20.0)
    letters = widths(600 if look.bold else 400)
    lines = sum(max(1, ceil(letters.of(line) * look.size / free)) for line in _text(inlines).split("\n"))
    return max(lines * look.line, max(_pictures(inlines), default=0.0))


def _lines(texts: Sequence[str], look: Look, width: float, place: _Place) -> None:
    free = max(width - look.taken, 20.0)
    count = sum(max(1, ceil(len(text) * _MONOSPACE * look.size / free)) for text in texts)
    _take(look.before + count * look.line + look.after, place)


def _table(inside: list[Any], place: _Place, measures: Measures) -> None:
    """Go through a table row by row; a row stays on one page, and a table beside the text takes nothing of it."""
    plan = measures.plans.get(inside[0][0])
    if plan and plan.place == "beside":
        return
    shares = [column[1]["c"] for column in inside[2]]
    width = {None: measures.page.text, "column": measures.page.text, "page": measures.page.whole}.get(
        plan.place if plan else None, measures.page.turned
    )
    scale = 0.86 if plan and plan.style.endswith(("Small", "Smallest")) else 0.9
    for row in [*inside[3][1], *(row for body in inside[4] for row in body[3])]:
        height = _row(row[1], shares, width, scale, measures)
        if place.down + height > place.height:
            place.page += 1
            place.down = 0.0
        _take(height, place)


def _row(cells: list[Any], shares: Sequence[float], width: float, scale: float, measures: Measures) -> float:
    tallest, column = 12.0, 0
    for cell in cells:
        span = cell[3]
        room = sum(shares[column : column + span]) * width - 9
        column += span
        height = height_of(cell[4], "Table Text", room / scale, measures)
        tallest = max(tallest, height * scale / max(cell[2], 1))
    return tallest


def _inner(node: Node) -> Nodes:
    """Give the inlines inside an inline."""
    inside = node.get("c")
    match node["t"]:
        case "Span" | "Link":
            return list(inside[1])  # type: ignore[index]
        case "Emph" | "Strong" | "Strikeout" | "Superscript" | "Subscript":
            return list(inside)  # type: ignore[arg-type]
        case _:
            return []


def _text(inlines: Nodes) -> str:
    pieces = []
    for node in inlines:
        match node["t"]:
            case "Str":
                pieces.append(node["c"])
            case "Code" | "Math":
                pieces.append(node["c"][1])
            case "LineBreak":
                pieces.append("\n")
            case _:
                pieces.append(_text(_inner(node)))
    return "".join(pieces)


def _pictures(inlines: Nodes) -> Iterable[float]:
    for node in inlines:
        if node["t"] == "Image":
            yield float(dict(node["c"][0][2])["height"].removesuffix("pt"))
        yield from _pictures(_inner(node))


def _names(inlines: Nodes) -> Iterable[str]:
    for node in inlines:
        if node["t"] == "Span" and node["c"][0][0]:
            yield node["c"][0][0]
        yield from _names(_inner(node))


def _notes(inlines: Nodes, measures: Measures) -> float:
    """Give the height that the footnotes called in a paragraph take from its page."""
    taken = 0.0
    for node in inlines:
        if node["t"] == "Note":
            taken += height_of(node["c"], "footnote text", measures.page.text, measures)
        taken += _notes(_inner(node), measures)
    return taken
