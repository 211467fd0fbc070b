"""Drawing tables without a meaning of their own, and what all tables share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from pipeline.emit.fit import Entry, Fit, fit, row_entries
from pipeline.emit.html.inline import inlines, words
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.model import Alignment, Blocks, Cell, Paragraph, Row, Table

Draw = Callable[[Blocks, Setting], Markup]


def table(node: Table, setting: Setting, blocks: Draw) -> Markup:
    """Draw a table: hairlines, its head on a tint, its caption above."""
    aligned = _alignments(node)
    head = [_row(row, setting, blocks, aligned, in_head=True) for row in node.head]
    body = [_row(row, setting, blocks, aligned, in_head=False) for row in node.body]
    pieces = [tag("thead", *head)] if head else []
    pieces.append(tag("tbody", *body))
    caption = inlines(node.caption, setting)
    label = words(node.caption, setting).striptags() or setting.say("Table")
    return framed(pieces, caption, label, [row_entries(row) for row in (*node.head, *node.body)], setting)


def framed(
    pieces: Sequence[Markup],
    caption: Markup,
    label: str,
    entries: Sequence[Sequence[Entry]],
    setting: Setting,
    kind: str = "",
) -> Markup:
    """Put the groups of a table's rows together: in print at the place and size that fit, on screen in a scroller."""
    top = [tag("caption", caption)] if caption else []
    if setting.medium == "screen":
        drawn = tag("table", *top, *pieces, class_=kind or None)
        return tag("div", drawn, class_="scroll", tabindex=0, role="region", aria_label=label)
    chosen = fit(entries, setting.look)
    drawn = tag("table", *top, columns(chosen), *pieces, class_=kind or None, style=f"font-size:{chosen.size:g}pt")
    return tag("div", drawn, class_=f"fit-{chosen.place}")


def columns(chosen: Fit) -> Markup:
    """Draw the widths of a table's columns (print only: a screen decides for itself)."""
    return tag("colgroup", *(tag("col", style=f"width:{share * 100:.2f}%") for share in chosen.shares))


def _alignments(node: Table) -> tuple[Alignment, ...]:
    """Give each column's alignment: that of the first row which says one for it."""
    rows = (*node.head, *node.body)
    width = max((len(row.cells) for row in rows), default=0)
    found: list[Alignment] = []
    for place in range(width):
        said = (row.cells[place].align for row in rows if place < len(row.cells) and row.cells[place].align)
        found.append(next(said, ""))
    return tuple(found)


def _row(row: Row, setting: Setting, blocks: Draw, aligned: Sequence[Alignment], *, in_head: bool) -> Markup:
    cells = [
        _cell(cell, setting, blocks, aligned[place], place == 0, in_head=in_head) for place, cell in enumerate(row.cells)
    ]
    return tag("tr", *cells)


def _cell(cell: Cell, setting: Setting, blocks: Draw, align: Alignment, first: bool, *, in_head: bool) -> Markup:
    side = cell.align or align
    body = cell_body(cell.blocks, setting, blocks)
    # An empty header names nothing, and a screen reader would say so.
    heads = (in_head or cell.heading) and bool(cell.blocks)
    scope = ("col" if in_head else "row") if heads else None
    return tag(
        "th" if heads else "td",
        body,
        class_=classes(f"align-{side}" if side else "", "first" if first else ""),
        scope=scope,
        colspan=cell.columns if cell.columns != 1 else None,
        rowspan=cell.rows if cell.rows != 1 else None,
    )


def cell_body(run: Blocks, setting: Setting, blocks: Draw) -> Markup:
    """Draw what a cell holds; a paragraph alone needs no element of its own."""
    if len(run) == 1 and isinstance(run[0], Paragraph):
        return inlines(run[0].children, setting)
    return joined((blocks((one,), setting) for one in run), "\n")
