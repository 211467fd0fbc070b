"""Finishing tables: place, widths, header rows that repeat, rows that stay whole, grounds of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml.ns import qn

from pipeline.emit.characters import readable
from pipeline.emit.docx.matrix_styles import cell_grounds
from pipeline.emit.docx.measures import Page, page
from pipeline.emit.docx.names import TABLE
from pipeline.emit.docx.piece_styles import SIDED, WIDE_ABOVE
from pipeline.emit.docx.style_xml import shading, style_id, twips
from pipeline.emit.docx.table_styles import CROWDED_TABLE, FACT_TABLE, SIDE_PADDING
from pipeline.emit.docx.xml import Element, bookmarks, made, previous, properties, set_style, style_of, take_out
from pipeline.emit.docx.zones import BESIDE, TablePlan, room

# Styles that pandoc gives to a paragraph without one of ours.
_PANDOC_STYLES = ("", "Compact", "BodyText", "FirstParagraph")
# Columns narrower than this on the average, in twentieths of a point, hold a few letters only: they lose padding.
_NARROW = 480
_LEAST = 0.7  # of the average: the narrowest of such columns


def settle_tables(root: Element, plans: Mapping[str, TablePlan], tokens: dict[str, Any]) -> None:
    """Finish every table that has a plan; the bookmarks that named them go."""
    _drop_blank_lines(root)
    grounds = {style_id(name): color for name, color in cell_grounds(tokens).items()}
    measured = page(tokens)
    for name, start, end in bookmarks(root, TABLE):
        table = next((one for one in start.itersiblings() if one.tag == qn("w:tbl")), None)
        if table is not None and name in plans:
            _settle_caption(table, plans[name])
            _settle(table, plans[name], measured, grounds)
        take_out(start, end)


def _drop_blank_lines(root: Element) -> None:
    """Take out the empty paragraphs that pandoc puts after tables; `partings` says what stands there."""
    for paragraph in list(root.iter(qn("w:p"))):
        before = previous(paragraph)
        if before is not None and before.tag == qn("w:tbl") and all(one.tag == qn("w:pPr") for one in paragraph):
            take_out(paragraph)


def _settle(table: Element, plan: TablePlan, measured: Page, grounds: Mapping[str, str]) -> None:
    widths = _widths(plan.shares, _room(table, plan, measured))
    table.replace(table.find(qn("w:tblPr")), _properties(table, plan, measured, widths))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table.replace(table.find(qn("w:tblGrid")), made(f"<w:tblGrid>{grid}</w:tblGrid>"))
    for number, row in enumerate(table.iterfind(qn("w:tr"))):
        _settle_row(row, plan, number in plan.tall)
        column = 0
        for cell in row.iterfind(qn("w:tc")):
            column += _settle_cell(cell, widths[column:], grounds)


def _settle_caption(table: Element, plan: TablePlan) -> None:
    """Let the lines above a table that reaches into the outer column begin there too."""
    if plan.place not in ("page", "landscape"):
        return
    before = previous(table)
    while before is not None and style_of(before) in _ABOVE:
        set_style(before, f"{style_of(before)}Wide")
        before = previous(before)


def _room(table: Element, plan: TablePlan, measured: Page) -> int:
    """Give the width of a table in twentieths of a point: what its place offers, or the cell around it."""
    around = next((one for one in table.iterancestors() if one.tag == qn("w:tc")), None)
    width = around.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") if around is not None else None
    if width is None or width.get(qn("w:type")) != "dxa":
        return twips(room(plan.place, measured))
    return max(int(width.get(qn("w:w"))) - 2 * twips(SIDE_PADDING), len(plan.shares))


def _widths(shares: Sequence[float], width: int) -> list[int]:
    """Cut a width into columns that never sum to more; where they are narrow, none is much narrower than others."""
    if _crowded(len(shares), width):
        shares = [max(share, _LEAST / len(shares)) for share in shares]
    whole = sum(shares)
    return [max(floor(share / whole * width), 1) for share in shares]


def _crowded(columns: int, width: int) -> bool:
    return width < columns * _NARROW


def _properties(table: Element, plan: TablePlan, measured: Page, widths: Sequence[int]) -> Element:
    indent = 0 if plan.place == "column" else -twips(measured.side)
    head = table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    column = int(_has_row_heads(table))
    return made(
        f'<w:tblPr><w:tblStyle w:val="{style_id(_style(plan, widths))}"/>{_beside(plan, measured)}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{_look_bits(head, bool(column), plan.whole)}" w:firstRow="{int(head)}" '
        f'w:lastRow="{int(plan.whole)}" w:firstColumn="{column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(readable(plan.title))}/>{_description(table, plan)}</w:tblPr>"
    )


def _description(table: Element, plan: TablePlan) -> str:
    """Say which columns a table has, for readers who hear it before they enter it (17.4.61)."""
    heads = table.findall(qn("w:tr"))[:1]
    if not plan.columns or not heads or heads[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
        return ""
    cells = [" ".join("".join(words.itertext(qn("w:t"))).split()) for words in heads[0].iterfind(qn("w:tc"))]
    said = plan.columns.format(names=", ".join(cell.strip() for cell in cells if cell.strip()))
    return f"<w:tblDescription w:val={quoteattr(readable(said))}/>"


def _beside(plan: TablePlan, measured: Page) -> str:
    """Put a table into the outer column, at the height of the paragraph after it (ISO/IEC 29500-1, 17.4.57)."""
    if plan.place != "beside":
        return ""
    return (
        f'<w:tblpPr w:leftFromText="0" w:rightFromText="{twips(BESIDE) - 20}" w:vertAnchor="text" w:horzAnchor="margin"'
        f' w:tblpX="{-twips(measured.side)}" w:tblpY="1"/><w:tblOverlap w:val="never"/>'
    )


def _style(plan: TablePlan, widths: Sequence[int]) -> str:
    """Give the style of a table; one of its kin is tighter, and one stays on its page."""
    if plan.style == FACT_TABLE:
        return plan.style
    if _crowded(len(widths), sum(widths)):
        return CROWDED_TABLE
    return f"{plan.style} Whole" if plan.whole else plan.style


def _has_row_heads(table: Element) -> bool:
    """Tell whether the first cell of every row is the row's head."""
    if len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")) < 2:
        return False
    firsts = [row.find(f"{qn('w:tc')}/{qn('w:p')}") for row in table.iterfind(qn("w:tr"))]
    kinds = [style_of(one) for one in firsts if one is not None]
    body = [kind for kind in kinds if kind not in _COLUMN_HEADS]
    return bool(body) and set(body) <= _ROW_HEADS


def _look_bits(head: bool, column: bool, last: bool) -> str:
    """Give which parts of a table's style count, as the bits of older programs (17.7.6.7)."""
    return f"{0x0600 | (0x0020 if head else 0) | (0x0040 if last else 0) | (0x0080 if column else 0):04X}"


def _settle_row(row: Element, plan: TablePlan, is_tall: bool) -> None:
    """Keep a row on one page, or with the rows after it; a row of the head is repeated on each page."""
    old = row.find(qn("w:trPr"))
    head = old is not None and old.find(qn("w:tblHeader")) is not None
    take_out(old)
    repeat = "<w:tblHeader/>" if head else ""
    keep = "" if (plan.loose or is_tall) and not head else "<w:cantSplit/>"
    if keep or repeat:
        row.insert(0, made(f"<w:trPr>{keep}{repeat}</w:trPr>"))


def _settle_cell(cell: Element, widths: list[int], grounds: Mapping[str, str]) -> int:
    """Set a cell's width and ground; give the number of columns it covers."""
    inside = cell.find(qn("w:tcPr"))
    if inside is None:
        inside = made("<w:tcPr/>")
        cell.insert(0, inside)
    span = inside.find(qn("w:gridSpan"))
    columns = 1 if span is None else int(span.get(qn("w:val")))
    take_out(inside.find(qn("w:tcW")))
    inside.insert(0, made(f'<w:tcW w:w="{sum(widths[:columns])}" w:type="dxa"/>'))
    for paragraph in cell.iterfind(qn("w:p")):
        if style_of(paragraph) in _PANDOC_STYLES:
            set_style(paragraph, "TableText")
        _settle_side(paragraph)
    first = cell.find(qn("w:p"))
    ground = grounds.get(style_of(first), "") if first is not None else ""
    if ground:
        place = sum(1 for child in inside if child.tag in _BEFORE_GROUND)
        inside.insert(place, made(shading(ground)))
    return columns


def _settle_side(paragraph: Element) -> None:
    """Put the style of a side in the place of pandoc's own alignment; lists in a cell stay on their side."""
    side = properties(paragraph).find(qn("w:jc"))
    if side is None:
        return
    name = _SIDES.get(side.get(qn("w:val")), "")
    take_out(side)
    if name and style_of(paragraph) in _SIDED:
        set_style(paragraph, f"{style_of(paragraph)}{name}")


_SIDES = {"center": "Center", "right": "Right", "end": "Right"}
_SIDED = frozenset(map(style_id, SIDED))
_ABOVE = frozenset(map(style_id, WIDE_ABOVE))
_COLUMN_HEADS = frozenset(map(style_id, ("Table Head", "Fact Title", "Record Name", "Record Kind")))
_ROW_HEADS = frozenset(map(style_id, ("Table Row Head", "Record Label", "Activity", "Fact Label")))
_BEFORE_GROUND = tuple(qn(f"w:{tag}") for tag in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders"))
