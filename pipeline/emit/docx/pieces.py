"""Tables that are split over several, and rows that become cards, in pandoc's document tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from pipeline.emit.docx.ast import Node, Nodes, cell, para, row, span, words, wrapped
from pipeline.emit.docx.scene import Scene
from pipeline.emit.fit import Fit
from pipeline.emit.pieces import Band, Card, Ref, Sizes, cards, piece_rows

Rows: TypeAlias = list[list[Any]]

LOW_CARD = 0.45  # of a page: a card that is not cut in two
TALL_CARD = 0.8  # of a page: its fields may be taller than a page
# What is not repeated with the words: notes, fields, tables in a cell.
_ONCE = frozenset(("Note", "RawInline", "Table"))


class Part(NamedTuple):
    """One of the tables that a table falls into, its head, its body, and the shares of its columns.

    `caption` stands above it; `whole`: no page cuts it in two; `loose`: its rows may go on over the next page.
    """

    caption: Nodes
    head: Rows
    body: Rows
    shares: tuple[float, ...]
    whole: bool = False
    loose: bool = False


class Line(NamedTuple):
    """What stands between two cards: the words of a cell over all columns."""

    blocks: Nodes


def nothing() -> Nodes:
    """Draw an empty cell: a small dot, so that nobody wonders whether something is missing."""
    return [span(words("·"), "Nothing")]


def again(nodes: Sequence[Any]) -> list[Any]:
    """Give nodes as they stand where they are repeated: without names, links, notes and fields."""
    return [one for node in nodes for one in _again(node)]


def _again(node: Any) -> list[Any]:
    if isinstance(node, list):
        return [again(node)]
    if not isinstance(node, dict):
        return [node]
    if node["t"] in _ONCE:
        return []
    inside: Any = node.get("c")
    if node["t"] == "Link":
        return [span(again(inside[1]))]
    if node["t"] in ("Span", "Div"):
        (_name, kinds, pairs), inner = inside
        return [{"t": node["t"], "c": [["", kinds, pairs], again(inner)]}]
    return [{"t": node["t"], "c": again(inside)} if isinstance(inside, list) else node]


def _restyled(blocks: Nodes, style: str) -> Nodes:
    """Give the paragraphs of a cell in another style."""
    return [{"t": "Div", "c": [["", [], [["custom-style", style]]], one["c"][1]]} if _is_para(one) else one
            for one in blocks]  # fmt: skip


def _is_para(node: Node) -> bool:
    return node["t"] == "Div" and len(node["c"][1]) == 1 and node["c"][1][0]["t"] == "Para"


class _Once:
    """Gives what cells hold: the first time as it is drawn, then as it is repeated."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.seen: set[Ref] = set()

    def blocks(self, ref: Ref) -> Nodes:
        blocks: Nodes = self.rows[ref.row][1][ref.cell][4]
        if ref in self.seen:
            return again(blocks)
        self.seen.add(ref)
        return blocks

    def cell(self, ref: Ref, columns: int) -> list[Any]:
        attributes, side, rows, _columns, _blocks = self.rows[ref.row][1][ref.cell]
        return [attributes, side, rows, columns, self.blocks(ref)]


def _sizes(rows: Rows) -> Sizes:
    return [[(one[3], one[2]) for one in line[1]] for line in rows]


def in_pieces(head: Rows, body: Rows, caption: Nodes, chosen: Fit, scene: Scene) -> Iterator[Part]:
    """Give the tables that a split table falls into, the first column and the head in each."""
    rows = [*head, *body]
    once, sizes = _Once(rows), _sizes(rows)
    count = len(chosen.pieces)
    for number, piece in enumerate(chosen.pieces, start=1):
        title = caption
        if number > 1:
            said = scene.say("continued, {number} of {count}", number=number, count=count)
            mark = wrapped("Emph", words(said if caption else said[:1].upper() + said[1:]))
            title = [*again(caption), *(words(" ") if caption else []), mark]
        lines = [row([once.cell(one.ref, one.columns) for one in line]) for line in piece_rows(sizes, piece)]
        yield Part(title, lines[: len(head)], lines[len(head) :], piece.shares, chosen.height / count < LOW_CARD)


def in_cards(head: Rows, body: Rows, caption: Nodes, chosen: Fit, scene: Scene) -> Iterator[Part | Line]:
    """Give a card for each row of a table, and the lines between them."""
    rows = [*head, *body]
    once = _Once(rows)
    waiting = caption
    for one in cards(_sizes(rows), len(head)):
        if isinstance(one, Band):
            if waiting:
                yield Line([para("Table Caption", waiting)])
            yield Line(_restyled(once.blocks(one.ref), "Record Band"))
        else:
            yield _card(one, waiting, chosen, once, scene)
        waiting = []


def _card(one: Card, caption: Nodes, chosen: Fit, once: _Once, scene: Scene) -> Part:
    columns = len(chosen.shares)
    kind = [block for ref in one.names for block in _restyled(once.blocks(ref), "Record Kind")]
    name = _restyled(once.blocks(one.title), "Record Name")
    title = name or [para("Record Name", words(scene.say("Row {number}", number=one.row + 1)))]
    head = [row([cell([*kind, *title], columns)])]
    body = []
    for field in one.fields:
        label = [block for ref in field.names for block in _restyled(once.blocks(ref), "Record Label")]
        value = cell(once.blocks(field.value) or [para("Table Text", nothing())])
        body.append(row([cell(label), value] if columns > 1 else [value]))
    height = chosen.heights[one.row]
    return Part(caption, head, body, chosen.shares, height < LOW_CARD, height > TALL_CARD)
