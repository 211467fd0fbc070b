"""Drawing tables without a meaning of their own, and what all tables share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from pipeline.emit.fit import Entry, Fit, Place, fit, row_entries
from pipeline.emit.html.caption import table_caption
from pipeline.emit.html.inline import inlines, words
from pipeline.emit.html.setting import Setting, own_label
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.messages import Say
from pipeline.model import Blocks, Cell, Paragraph, Row, Table

_SHORT = 0.4  # of a page: a table that is not cut in two in print
_FEW_COLUMNS = 3  # up to so many, a table stays in the column of text on screen

Draw = Callable[[Blocks, Setting], Markup]


def table(node: Table, setting: Setting, blocks: Draw) -> Markup:
    """Draw a table: hairlines, its head on a tint, its caption above."""
    caption = table_caption(node.caption, setting)
    head = [_row(row, setting, blocks, in_head=True) for row in node.head]
    body = [_row(row, setting, blocks, in_head=False) for row in node.body]
    pieces = [tag("thead", *head)] if head else []
    pieces.append(tag("tbody", *body))
    label = words(node.caption, setting).striptags() or setting.say("Table")
    return framed(pieces, caption, label, [row_entries(row) for row in (*node.head, *node.body)], setting)


def framed(
    pieces: Sequence[Markup],
    caption: Markup,
    label: str,
    entries: Sequence[Sequence[Entry]],
    setting: Setting,
    kind: str = "",
    narrowest: Place = "column",
) -> Markup:
    """Put a table together: in print at the place and size that fit, on screen in a frame that scrolls."""
    top = [tag("caption", caption)] if caption else []
    if setting.medium == "screen":
        drawn = tag("table", *top, *pieces, class_=kind or None)
        wide = bool(kind) or max((sum(one.columns for one in row) for row in entries), default=0) > _FEW_COLUMNS
        frame = "scroll wide" if wide else "scroll"
        name, hint = own_label(setting, label), scroll_hint(setting.say)
        return tag("div", drawn, class_=frame, tabindex=0, role="region", aria_label=name, data_hint=hint)
    chosen = fit(entries, setting.look, narrowest)
    drawn = tag("table", *top, columns(chosen), *pieces, class_=kind or None, style=f"font-size:{chosen.size:g}pt")
    return tag("div", drawn, class_=classes(f"fit-{chosen.place}", "short" if chosen.height < _SHORT else ""))


def scroll_hint(say: Say) -> str:
    """Give the words above a table that is wider than the screen; the style sheet shows them."""
    return say("Scroll sideways to see the whole table →")


def columns(chosen: Fit) -> Markup:
    """Draw the widths of a table's columns (print only: a screen decides for itself)."""
    return tag("colgroup", *(tag("col", style=f"width:{share * 100:.2f}%") for share in chosen.shares))


def _row(row: Row, setting: Setting, blocks: Draw, *, in_head: bool) -> Markup:
    return tag("tr", *(_cell(cell, setting, blocks, in_head=in_head) for cell in row.cells))


def _cell(cell: Cell, setting: Setting, blocks: Draw, *, in_head: bool) -> Markup:
    body = cell_body(cell.blocks, setting, blocks)
    # An empty header names nothing, and a screen reader would say so.
    heads = (in_head or cell.heading) and bool(cell.blocks)
    scope = ("col" if in_head else "row") if heads else None
    return tag(
        "th" if heads else "td",
        body,
        class_=f"align-{cell.align}" if cell.align else None,
        scope=scope,
        colspan=cell.columns if cell.columns != 1 else None,
        rowspan=cell.rows if cell.rows != 1 else None,
    )


def cell_body(run: Blocks, setting: Setting, blocks: Draw) -> Markup:
    """Draw what a cell holds; a paragraph alone needs no element of its own."""
    if len(run) == 1 and isinstance(run[0], Paragraph):
        return inlines(run[0].children, setting)
    return joined((blocks((one,), setting) for one in run), "\n")
