"""Drawing tables without a meaning of their own, and what all tables share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.emit.docx.ast import Node, Nodes, cell, div, para, row
from pipeline.emit.docx.ast import table as table_node
from pipeline.emit.docx.caption import table_caption
from pipeline.emit.docx.inline import inlines
from pipeline.emit.docx.measures import page
from pipeline.emit.docx.names import TABLE, WIDE
from pipeline.emit.docx.pieces import Line, Part, Rows, again, at_bands, in_cards, in_pieces
from pipeline.emit.docx.scene import CELL, Scene, serial
from pipeline.emit.docx.table_styles import table_style
from pipeline.emit.docx.zones import TablePlan, room
from pipeline.emit.fit import Fit, fit
from pipeline.emit.fonts import widths
from pipeline.emit.grid import Area, squared
from pipeline.emit.measure import Entry, Measured, area_entries
from pipeline.model import Inlines, Table
from pipeline.model.text import plain

_BOLD = 1.04  # the bold of Word's font is wider than the semibold that widths are known of
_LONGEST_WORD = 11.0  # ems: longer words are hyphenated
_AROUND = 1.1  # ems: the padding of a cell


def table(node: Table, scene: Scene) -> Nodes:
    """Draw a table: hairlines, its head on a tint, its caption above."""
    caption = table_caption(node.caption, scene)
    lines, more = squared(node.head, node.body)
    head = [_row(one, scene, in_head=True) for one in lines]
    body = [_row(one, scene, in_head=False) for one in more]
    title = " ".join(plain(node.caption).split()) or scene.say("Table")
    given = Given(head, body, caption, title)
    return framed(given, area_entries(lines, more), scene, scene.fits.get(id(node)))


class Given(NamedTuple):
    """A table to be put together: its rows, its caption, what it is called, and what stands below it.

    `short_head`: the head of its later stretches, where bands part it.
    """

    head: Rows
    body: Rows
    caption: Nodes
    title: str
    below: Sequence[Node] = ()
    short_head: Sequence[Any] = ()


def framed(given: Given, measures: Measured, scene: Scene, chosen: Fit | None = None) -> Nodes:
    """Put a table together as was decided; what wants a turned page becomes a zone.

    Inside a cell or a note, no place is wider than what is there.
    """
    if chosen is None:
        chosen = fit(measures, scene.look, scene.width if scene.in_table or scene.in_note else None)
    drawn: Nodes = []
    for part in _parts(given, chosen, scene):
        if isinstance(part, Line):
            drawn += part.blocks
        else:
            drawn.append(_planned(part, given.title, measures, chosen, scene))
    drawn += given.below
    return [div(drawn, identifier=f"{WIDE}{serial(scene)}")] if chosen.place == "landscape" else drawn


def _parts(given: Given, chosen: Fit, scene: Scene) -> Iterator[Part | Line]:
    """Give the tables that were decided on."""
    head, body, caption = given.head, given.body, given.caption
    match chosen.kind:
        case "table":
            yield from at_bands(
                Part(caption, head, body, _shares(chosen, head, body), loose=chosen.loose), given.short_head
            )
        case "split":
            for part in in_pieces(head, body, caption, chosen, scene):
                yield from at_bands(part, again(part.head))
        case "cards":
            yield from in_cards(head, body, caption, chosen, scene)


def _planned(part: Part, title: str, measures: Measured, chosen: Fit, scene: Scene) -> Node:
    """Draw one of the tables, and tell finishing how it stands."""
    shares = part.shares
    if chosen.kind == "table":
        shares = _widened(shares, measures.rows, room(chosen.place, page(scene.look.tokens)) / chosen.size)
    style = table_style(chosen.size, scene.look.tokens)
    name = f"{TABLE}{serial(scene)}"
    scene.progress.plans[name] = TablePlan(
        style, chosen.place, shares, title, part.loose, part.whole, scene.say("Columns: {names}", names="{names}")
    )
    return table_node(name, part.caption, shares, part.head, part.body)


def _shares(chosen: Fit, head: Rows, body: Rows) -> tuple[float, ...]:
    """Give the shares of the columns, even ones for a table without cells."""
    if chosen.shares:
        return chosen.shares
    columns = max((len(one[1]) for one in (*head, *body)), default=1) or 1
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
