"""What the pieces of a split table and the cards of its rows hold, cell by cell: the same for every format.

Cells are named by their row (the head's first is 0) and their number in it; rows are given by the columns and rows
that their cells cover, squared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from pipeline.emit.grid import positions
from pipeline.emit.shares import Piece

Sizes: TypeAlias = Sequence[Sequence[tuple[int, int]]]


class Ref(NamedTuple):
    """Which cell."""

    row: int
    cell: int


class Shown(NamedTuple):
    """A cell in a piece, and how many of the piece's columns it covers."""

    ref: Ref
    columns: int


class Field(NamedTuple):
    """A field of a card: the cells of the head above it, from top to bottom, and the one that holds it."""

    names: tuple[Ref, ...]
    value: Ref


class Card(NamedTuple):
    """A card: the number of its row in the body, the names of the first column, its cell there, its fields."""

    row: int
    names: tuple[Ref, ...]
    title: Ref
    fields: tuple[Field, ...]


class Band(NamedTuple):
    """A cell over all columns, between cards."""

    ref: Ref


def piece_rows(sizes: Sizes, piece: Piece) -> list[list[Shown]]:
    """Give the rows of a piece of a split table, as many as the table has."""
    wanted = frozenset(piece.columns)
    return [
        [
            Shown(Ref(number, cell), covered)
            for cell, (first, (columns, _rows)) in enumerate(zip(places, row, strict=True))
            if (covered := len(wanted.intersection(range(first, first + columns))))
        ]
        for number, (places, row) in enumerate(zip(positions(sizes), sizes, strict=True))
    ]


def cards(sizes: Sizes, heads: int) -> Iterator[Card | Band]:
    """Give the cards of a table whose first `heads` rows are its head; without a body, its head is one."""
    if heads == len(sizes):
        heads = 0
    covered = [list(_distinct(row)) for row in _covered(sizes)]
    count = max((len(row) for row in _covered(sizes)), default=0)
    names = [_names(covered[:heads], column) for column in range(count)]
    for number, row in enumerate(covered[heads:]):
        if not row:
            continue
        if len(row) == 1 and count > 1:
            if row[0][1].row == number + heads:
                yield Band(row[0][1])
            continue
        (start, title), *rest = row
        ends = [column for column, _ref in row[1:]] + [count]
        fields = tuple(
            Field(_joined(names[column:end]), ref) for (column, ref), end in zip(rest, ends[1:], strict=True)
        )
        yield Card(number, _joined(names[start : ends[0]]), title, fields)


def _covered(sizes: Sizes) -> list[list[Ref]]:
    """Give for each row the cell that covers each column."""
    rows: list[dict[int, Ref]] = [{} for _ in sizes]
    for number, (places, row) in enumerate(zip(positions(sizes), sizes, strict=True)):
        for cell, (first, (columns, height)) in enumerate(zip(places, row, strict=True)):
            for below in range(number, min(number + height, len(rows))):
                rows[below] |= dict.fromkeys(range(first, first + columns), Ref(number, cell))
    return [[row[column] for column in sorted(row)] for row in rows]


def _distinct(row: Sequence[Ref]) -> Iterator[tuple[int, Ref]]:
    """Give each cell of a row with the first column that it covers."""
    before: Ref | None = None
    for column, ref in enumerate(row):
        if ref != before:
            yield column, ref
        before = ref


def _names(head: Sequence[Sequence[tuple[int, Ref]]], column: int) -> tuple[Ref, ...]:
    """Give the cells of the head above a column, each once."""
    above = ([ref for first, ref in row if first <= column][-1:] for row in head)
    return tuple(dict.fromkeys(ref for refs in above for ref in refs))


def _joined(names: Sequence[tuple[Ref, ...]]) -> tuple[Ref, ...]:
    """Give the names of several columns, each once."""
    return tuple(dict.fromkeys(ref for one in names for ref in one))
