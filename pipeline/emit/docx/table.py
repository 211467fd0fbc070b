"""Drawing tables without a meaning of their own, and what all tables share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.emit.docx.ast import Node, Nodes, cell, div, para, row
from pipeline.emit.docx.ast import table as table_node
from pipeline.emit.docx.caption import table_caption
from pipeline.emit.docx.grid import Area, squared
from pipeline.emit.docx.inline import inlines
from pipeline.emit.docx.measures import page
from pipeline.emit.docx.names import TABLE, WIDE
from pipeline.emit.docx.scene import CELL, Scene, serial
from pipeline.emit.docx.table_styles import table_style
from pipeline.emit.docx.zones import Place, TablePlan, room
from pipeline.emit.fit import Entry, Fit, fit, row_entries
from pipeline.emit.fonts import widths
from pipeline.model import Inlines, Row, Table
from pipeline.model.text import plain

_BOLD = 1.04  # the bold of Word's font is wider than the semibold that widths are known of
_LONGEST_WORD = 11.0  # ems: longer words are hyphenated
_AROUND = 1.1  # ems: the padding of a cell

Rows = list[list[Any]]


def table(node: Table, scene: Scene) -> Nodes:
    """Draw a table: hairlines, its head on a tint, its caption above."""
    caption = table_caption(node.caption, scene)
    lines, more = squared(node.head, node.body)
    head = [_row(one, scene, in_head=True) for one in lines]
    body = [_row(one, scene, in_head=False) for one in more]
    title = " ".join(plain(node.caption).split()) or scene.say("Table")
    entries = [_entries(line, one) for line, one in zip((*lines, *more), (*node.head, *node.body), strict=True)]
    return framed(head, body, caption, title, entries, scene)


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
    """Put a table together at the place and size that fit; one that wants a turned page becomes a zone.

    Inside a cell or a note, no place is wider than the column: there the text is small, and words may break.
    """
    chosen = fit(entries, scene.look, narrowest)
    if (scene.in_table or scene.in_note) and chosen.place != "column":
        chosen = chosen._replace(place="column", size=scene.look.tokens["print"]["table_floor"])
    place = chosen.place
    shares = _widened(_shares(chosen, entries), entries, room(place, page(scene.look.tokens)) / chosen.size)
    plan = TablePlan(table_style(chosen.size, scene.look.tokens), place, shares, title)
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


def _widened(shares: tuple[float, ...], entries: Sequence[Sequence[Entry]], width: float) -> tuple[float, ...]:
    """Give columns of a table `width` ems wide room for their longest word in bold, taken from the others' spare."""
    letters = widths(600)
    needs = [0.0] * len(shares)
    for one in entries:
        if len(one) == len(shares):
            for place, piece in enumerate(one):
                longest = max((letters.of(word) for line in piece.lines for word in line.split()), default=0.0)
                needs[place] = max(needs[place], (min(longest, _LONGEST_WORD) * _BOLD + _AROUND) / width)
    short = [max(need - share, 0.0) for need, share in zip(needs, shares, strict=True)]
    spare = [max(share - need, 0.0) for need, share in zip(needs, shares, strict=True)]
    if not sum(short) or sum(spare) < sum(short):
        return shares
    taken = sum(short) / sum(spare)
    return tuple(round(share + more - less * taken, 4) for share, more, less in zip(shares, short, spare, strict=True))


def _entries(line: Sequence[Area], one: Row) -> list[Entry]:
    """Give the entries of a row, each over the columns and rows that it really covers."""
    known = row_entries(one)
    entries = [*known, *([Entry(())] * (len(line) - len(known)))]
    pairs = zip(entries, line, strict=True)
    return [entry._replace(columns=area.columns, rows=area.rows) for entry, area in pairs]


def _row(line: Sequence[Area], scene: Scene, *, in_head: bool) -> list[Any]:
    return row([_cell(area, scene, in_head=in_head) for area in line])


def _cell(area: Area, scene: Scene, *, in_head: bool) -> list[Any]:
    one = area.cell
    if one is None:
        return cell([])
    style = "Table Head" if in_head else "Table Row Head" if one.heading and one.blocks else CELL.text
    inside = cell_scene(scene, style)
    return cell(scene.draw(one.blocks, inside), area.columns, area.rows, one.align)


def cell_scene(scene: Scene, style: str) -> Scene:
    """Give the scene inside a cell whose paragraphs have a style."""
    return scene._replace(frame=CELL._replace(text=style), depth=0, in_table=True, width=scene.width / 2)


def line_cell(run: Inlines, style: str, scene: Scene, columns: int = 1, rows: int = 1) -> list[Any]:
    """Draw a cell of one line of text."""
    return cell([para(style, inlines(run, scene))], columns, rows)
