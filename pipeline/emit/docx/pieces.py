"""Tables that are split over several, and rows that become cards, in pandoc's document tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from pipeline.emit.docx.ast import Node, Nodes, cell, para, row, span, words, wrapped
from pipeline.emit.docx.scene import Scene
from pipeline.emit.fit import Fit
from pipeline.emit.pieces import Band, Card, Ref, Sizes, cards, piece_rows

Rows: TypeAlias = list[list[Any]]

BAND = "Skill Axis"

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
    """What stands between two cards or two stretches of a matrix: the words of a cell over all columns."""

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
    known = [*cards(_sizes(rows), len(head))]
    count = sum(isinstance(one, Card) for one in known)
    number = 0
    for one in known:
        if isinstance(one, Band):
            if waiting:
                yield Line([para("Table Caption", waiting)])
            yield Line(_restyled(once.blocks(one.ref), "Record Band"))
        else:
            if number or not waiting:
                # Tables that touch are one for Word: each card but the one below a caption has a line above it.
                said = scene.say("Row {number} of {count}", number=number + 1, count=count)
                yield Line([para("Record Count", words(said))])
            number += 1
            yield _card(one, waiting, chosen, once, scene)
        waiting = []


def _card(one: Card, caption: Nodes, chosen: Fit, once: _Once, scene: Scene) -> Part:
    """Draw a card: its name beside the name of its column, then its fields; no cell covers two columns."""
    columns = len(chosen.shares)
    kind = [block for ref in one.names for block in _restyled(once.blocks(ref), "Record Kind")]
    title = _restyled(once.blocks(one.title), "Record Name")
    name = title or [para("Record Name", words(scene.say("Row {number}", number=one.row + 1)))]
    named = kind or [para("Record Kind", words(scene.say("Row")))]
    head = [row([cell(named), cell(name)] if columns > 1 else [cell([*kind, *name])])]
    body = []
    for field in one.fields:
        label = [block for ref in field.names for block in _restyled(once.blocks(ref), "Record Label")]
        value = cell(once.blocks(field.value) or [para("Table Text", nothing())])
        body.append(row([cell(label or [para("Record Label", nothing())]), value] if columns > 1 else [value]))
    height = chosen.heights[one.row]
    return Part(caption, head, body, chosen.shares, height < LOW_CARD, height > TALL_CARD)


def at_bands(part: Part, again_head: Sequence[Any]) -> Iterator[Part | Line]:
    """Give a matrix as a table for each axis: its band is a paragraph above it, for no cell may cover all columns.

    The first table has the head; those after it the short one, if the part has one for their columns.
    """
    head, caption, body = part.head, part.caption, []
    for one in part.body:
        blocks = one[1][0][4]
        if len(one[1]) > 1 or not blocks or not _in_style(blocks[0], BAND):
            body.append(one)
            continue
        if body:
            yield part._replace(head=head, caption=caption, body=body)
            head, caption, body = list(again_head), [], []
        elif caption:
            yield Line([para("Table Caption", caption)])
            caption = []
        yield Line(blocks)
    if body or caption or not part.body:
        yield part._replace(head=head, caption=caption, body=body)


def _in_style(block: Node, style: str) -> bool:
    return block["t"] == "Div" and ["custom-style", style] in block["c"][0][2]
