"""How every table of a page is printed: what `fit` decides for the room that each has where it stands.

Inside another piece (a list, a callout, a cell) a table has less room than the page, and cannot turn it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from pipeline.emit.fit import Fit, cell_room, fit
from pipeline.emit.formats import abreast, is_stacked
from pipeline.emit.grid import squared
from pipeline.emit.look import Look
from pipeline.emit.measure import AnyTable, measured
from pipeline.messages import Say
from pipeline.model import (
    BulletList,
    Callout,
    Cards,
    CodeBlock,
    Columns,
    Conditional,
    DefinitionList,
    Figure,
    Gallery,
    Handbook,
    Heading,
    Index,
    MathBlock,
    OrderedList,
    Page,
    Paragraph,
    Quote,
    ResponsibilityMatrix,
    SkillsMatrix,
    Steps,
    Table,
    Updates,
)
from pipeline.model.walk import children, each_page

# The decision for each table, by the identity of its node: valid as long as the page lives.
Fits: TypeAlias = Mapping[int, Fit]

_POINTS = 72 / 25.4
_HOLD_NONE = (Paragraph, Heading, CodeBlock, Figure, Gallery, Index, MathBlock)
# What pieces take from the width, in points, as in the style sheet of print at this size of type; more where it is
# larger.
_BODY = 10.25
_TAKEN: dict[type[Struct], float] = {
    BulletList: 5 * _POINTS,
    OrderedList: 7 * _POINTS,
    Quote: 13.0,
    Callout: 20.0,
    Steps: 31.0,
    Conditional: 13.0,
    DefinitionList: 6 * _POINTS,
    Updates: 19.0,
}
_COLUMN_GAP = 14.0
_CARD_TAKEN = 30.0
_MOST_CARDS = 3  # side by side
_LEAST_SHARE = 0.5  # of an even share: no column of a text is narrower


class Decided(NamedTuple):
    """A table and what was decided about it."""

    node: AnyTable
    fit: Fit


def decisions(page: Page, look: Look, say: Say) -> Fits:
    """Decide about every table of a page, those of the pages below it left out.

    A node that stands in two places is decided about where it has less room.
    """
    found: dict[int, Fit] = {}
    for one in _page(page, look, say):
        known = found.get(id(one.node))
        if known is None or one.fit.width < known.width:
            found[id(one.node)] = one.fit
    return found


def each_decision(handbook: Handbook, look: Look, say: Say) -> Iterator[Decided]:
    """Give every table of a book in reading order, with what was decided about it."""
    for part in handbook.parts:
        for page in each_page(part.chapters):
            yield from _page(page, look, say)


def _page(page: Page, look: Look, say: Say) -> Iterator[Decided]:
    column = look.tokens["page"]["text"] * _POINTS
    for block in page.blocks:
        yield from _tables(block, None, look, say)
    for note in page.footnotes:
        yield from _tables(note, column, look, say)


def _tables(node: Struct, room: float | None, look: Look, say: Say) -> Iterator[Decided]:
    """Give the tables in a node that has so much room, None for all of a page."""
    match node:
        case Table():
            chosen = fit(measured(node, say), look, room)
            yield Decided(node, chosen)
            yield from _in_cells(node, chosen, look, say)
        case SkillsMatrix() | ResponsibilityMatrix():
            yield Decided(node, fit(measured(node, say), look, room))
        case _:
            if isinstance(node, _HOLD_NONE):
                return
            inside = (look.tokens["page"]["text"] * _POINTS if room is None else room) - _taken(node, look)
            for place, child in enumerate(children(node)):
                yield from _tables(child, _share(node, place, inside, look), look, say)


def _taken(node: Struct, look: Look) -> float:
    scale: float = max(look.tokens["print"]["body"] / _BODY, 1.0)
    return _TAKEN.get(type(node), 0.0) * scale


def _share(node: Struct, place: int, room: float, look: Look) -> float:
    """Give the room of a child that stands beside others."""
    match node:
        case Columns() if not is_stacked(look, len(node.columns)):
            count = len(node.columns)
            return max(node.columns[place].share or 1 / count, _LEAST_SHARE / count) * room - _COLUMN_GAP
        case Cards():
            return room / abreast(look, min(len(node.cards), _MOST_CARDS)) - _CARD_TAKEN
        case _:
            return room


def _in_cells(node: Table, chosen: Fit, look: Look, say: Say) -> Iterator[Decided]:
    """Give the tables in a table's cells."""
    table = measured(node, say)
    for number, line in enumerate([line for lines in squared(node.head, node.body) for line in lines]):
        for place, area in enumerate(line):
            for block in area.cell.blocks if area.cell else ():
                if not isinstance(block, _HOLD_NONE):
                    yield from _tables(block, cell_room(table, chosen, number, place), look, say)
