"""Drawing tables without a meaning of their own, and what all tables share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.emit.docx.ast import Node, Nodes, cell, div, para, row
from pipeline.emit.docx.ast import table as table_node
from pipeline.emit.docx.inline import inlines
from pipeline.emit.docx.names import TABLE, WIDE
from pipeline.emit.docx.scene import CELL, Scene, serial
from pipeline.emit.docx.table_styles import table_style
from pipeline.emit.docx.zones import Place, TablePlan
from pipeline.emit.fit import Entry, Fit, fit, row_entries
from pipeline.model import Cell, Inlines, Row, Table
from pipeline.model.text import plain

Rows = list[list[Any]]


def table(node: Table, scene: Scene) -> Nodes:
    """Draw a table: hairlines, its head on a tint, its caption above."""
    head = [_row(one, scene, in_head=True) for one in node.head]
    body = [_row(one, scene, in_head=False) for one in node.body]
    title = " ".join(plain(node.caption).split()) or scene.say("Table")
    entries = [row_entries(one) for one in (*node.head, *node.body)]
    return framed(head, body, inlines(node.caption, scene), title, entries, scene)


def framed(
    head: Rows,
    body: Rows,
    caption: Nodes,
    title: str,
    entries: Sequence[Sequence[Entry]],
    scene: Scene,
    narrowest: Place = "column",
    below: Sequence[Node] = (),
) -> Nodes:
    """Put a table together at the place and size that fit; one that wants a turned page becomes a zone."""
    nested = scene.in_table or scene.in_note or scene.depth > 0 or scene.frame.heading != ""
    chosen = fit(entries, scene.look, narrowest)
    place: Place = "column" if nested else chosen.place
    plan = TablePlan(table_style(chosen.size, scene.look.tokens), place, _shares(chosen, entries), title)
    name = f"{TABLE}{serial(scene)}"
    scene.progress.plans[name] = plan
    drawn: Nodes = [table_node(name, caption, plan.shares, head, body), *below]
    return [div(drawn, identifier=f"{WIDE}{serial(scene)}")] if place == "landscape" else drawn


def _shares(chosen: Fit, entries: Sequence[Sequence[Entry]]) -> tuple[float, ...]:
    """Give the shares of the columns, even ones for a table without cells."""
    if chosen.shares:
        return chosen.shares
    columns = max((len(one) for one in entries), default=1) or 1
    return (1 / columns,) * columns


def _row(one: Row, scene: Scene, *, in_head: bool) -> list[Any]:
    return row([_cell(piece, scene, in_head=in_head) for piece in one.cells])


def _cell(one: Cell, scene: Scene, *, in_head: bool) -> list[Any]:
    style = "Table Head" if in_head else "Table Row Head" if one.heading and one.blocks else CELL.text
    inside = cell_scene(scene, style)
    return cell(scene.draw(one.blocks, inside), one.columns, one.rows, one.align)


def cell_scene(scene: Scene, style: str) -> Scene:
    """Give the scene inside a cell whose paragraphs have a style."""
    return scene._replace(frame=CELL._replace(text=style), depth=0, in_table=True, width=scene.width / 2)


def line_cell(run: Inlines, style: str, scene: Scene, columns: int = 1, rows: int = 1) -> list[Any]:
    """Draw a cell of one line of text."""
    return cell([para(style, inlines(run, scene))], columns, rows)
