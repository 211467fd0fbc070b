"""Drawing tables without a meaning of their own, and what all tables share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from pipeline.emit.fit import Fit, fit
from pipeline.emit.grid import Area, squared
from pipeline.emit.html.caption import table_caption
from pipeline.emit.html.drawn import Drawn, Grid, Line, Scope, drawn, in_cards, in_pieces, whole
from pipeline.emit.html.inline import inlines, words
from pipeline.emit.html.setting import Setting, own_label
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.emit.measure import Measured, measured
from pipeline.messages import Say
from pipeline.model import Blocks, Paragraph, Row, Table

_SHORT = 0.4  # of a page: a table that is not cut in two in print
_FEW_COLUMNS = 3  # up to so many, a table stays in the column of text on screen

Draw = Callable[[Blocks, Setting], Markup]


def table(node: Table, setting: Setting, blocks: Draw) -> Markup:
    """Draw a table: hairlines, its head on a tint, its caption above."""
    caption = table_caption(node.caption, setting)
    if setting.medium == "print":
        head, body = squared(node.head, node.body)
    else:
        head, body = _as_written(node.head), _as_written(node.body)
    grid = Grid(
        tuple(_line(line, setting, blocks, in_head=True) for line in head),
        (tuple(_line(line, setting, blocks, in_head=False) for line in body),),
    )
    label = words(node.caption, setting).striptags() or setting.say("Table")
    if setting.medium == "screen":
        return on_screen(grid, caption, label, setting)
    chosen = setting.fits.get(id(node)) or fit(measured(node, setting.say), setting.look)
    return in_print(grid, caption, chosen, setting)


def framed(
    grid: Grid, caption: Markup, label: str, measures: Measured, setting: Setting, chosen: Fit | None = None
) -> Markup:
    """Put a table together: in print as it fits, on screen in a frame that scrolls."""
    if setting.medium == "screen":
        return on_screen(grid, caption, label, setting)
    return in_print(grid, caption, chosen or fit(measures, setting.look), setting)


def on_screen(grid: Grid, caption: Markup, label: str, setting: Setting) -> Markup:
    """Put a table together in a frame that scrolls."""
    columns = max((sum(one.columns for one in line.cells) for line in grid.lines), default=0)
    frame = "scroll wide" if grid.kind or columns > _FEW_COLUMNS else "scroll"
    name, hint = own_label(setting, label), scroll_hint(setting.say)
    return tag("div", whole(grid, caption), class_=frame, tabindex=0, role="region", aria_label=name, data_hint=hint)


def in_print(grid: Grid, caption: Markup, chosen: Fit, setting: Setting) -> Markup:
    """Put a table together as was decided: one table, several, or a card for each row."""
    place = f"fit-{chosen.place}"
    match chosen.kind:
        case "table":
            kind = classes(place, "short" if chosen.height < _SHORT else "", "loose" if chosen.loose else "")
            return tag("div", whole(grid, caption, chosen), class_=kind)
        case "split":
            return tag("div", *in_pieces(grid, caption, chosen, setting), class_=f"{place} split")
        case "cards":
            return tag("div", *in_cards(grid, caption, chosen, setting), class_=f"{place} records")


def scroll_hint(say: Say) -> str:
    """Give the words above a table that is wider than the screen; the style sheet shows them."""
    return say("Scroll sideways to see the whole table →")


def _as_written(rows: Sequence[Row]) -> list[list[Area]]:
    """Give rows as a browser squares them by itself."""
    return [[Area(cell, cell.columns, cell.rows) for cell in row.cells] for row in rows]


def _line(line: Sequence[Area], setting: Setting, blocks: Draw, *, in_head: bool) -> Line:
    return Line(tuple(_cell(one, setting, blocks, in_head=in_head) for one in line))


def _cell(area: Area, setting: Setting, blocks: Draw, *, in_head: bool) -> Drawn:
    cell = area.cell
    if cell is None:
        return Drawn(Markup(""), Markup)
    scope: Scope | None = "col" if in_head else "row" if cell.heading else None
    kind = f"align-{cell.align}" if cell.align else ""
    return drawn(
        lambda own: cell_body(cell.blocks, own, blocks), setting, scope if cell.blocks else None, kind, *area[1:]
    )


def cell_body(run: Blocks, setting: Setting, blocks: Draw) -> Markup:
    """Draw what a cell holds; a paragraph alone needs no element of its own."""
    if len(run) == 1 and isinstance(run[0], Paragraph):
        return inlines(run[0].children, setting)
    return joined((blocks((one,), setting) for one in run), "\n")
