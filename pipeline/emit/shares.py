"""Widths of columns, measured in ems: what each asks for, how a width is shared, where a table may be cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.emit.fonts import widths
from pipeline.emit.grid import positions
from pipeline.emit.measure import Entry, Measured

LABEL_SHARES = (0.2, 0.38)  # the least and the most of a card's width that its labels take
_COMFORT = 7.5  # ems: about sixteen letters
_LONGEST_WORD = 11.0  # ems: longer words are hyphenated, longer addresses broken
_WIDEST_FIRST = 0.4  # of the width: a first column that takes more leaves too little for those it is repeated beside
_REGULAR = 0.965  # the width of the regular letters, of that of the semibold
_FILLED = 0.9  # a line of a ragged column is filled to about nine tenths
_AIR = 0.12  # ems: widths that fit to a hair are broken when they are rounded
_BITS = 60
_MANY_CELLS = 240  # above, only the tallest cell of each column is weighed


class Column(NamedTuple):
    """What a column asks for, in ems: its longest word and line, the most text in one cell, its head's longest line."""

    word: float
    line: float
    text: float
    head: float


class Placed(NamedTuple):
    """A cell in its place: the columns and rows it covers, its longest word and its lines in ems."""

    first: int
    columns: int
    rows: int
    word: float
    lines: tuple[float, ...]


class Piece(NamedTuple):
    """A piece of a split table: its columns, the first of the table before all others, and their shares (1 in all)."""

    columns: tuple[int, ...]
    shares: tuple[float, ...]


class Laid(NamedTuple):
    """A table's cells in their places, those of its head in the first `heads` rows, and what its columns ask for."""

    rows: tuple[tuple[Placed, ...], ...]
    heads: int
    columns: tuple[Column, ...]


def laid(table: Measured) -> Laid:
    """Put a table's cells into their places and measure its columns."""
    rows = table.rows
    places = positions([[(one.columns, one.rows) for one in row] for row in rows])
    cells = tuple(
        tuple(_placed(one, first) for one, first in zip(row, line, strict=True))
        for row, line in zip(rows, places, strict=True)
    )
    count = max((cell.first + cell.columns for row in cells for cell in row), default=0)
    return Laid(cells, len(table.head), _columns(cells, len(table.head), count))


def _placed(one: Entry, first: int) -> Placed:
    bold = widths(600)
    around = one.around + _AIR
    word = max((bold.of(word) for line in one.lines for word in line.split(" ")), default=0.0)
    lines = tuple(bold.of(line) + around for line in one.lines)
    return Placed(first, one.columns, one.rows, word + around, lines)


def _columns(rows: Sequence[Sequence[Placed]], heads: int, count: int) -> tuple[Column, ...]:
    """Measure each column; a cell over several asks of each its part, one over all of them nothing."""
    found = [Column(0.0, 0.0, 0.0, 0.0)] * count
    for number, row in enumerate(rows):
        for cell in row:
            if cell.columns == count > 1:
                continue
            word = min(cell.word, _LONGEST_WORD) / cell.columns
            line = max(cell.lines, default=0.0) / cell.columns
            new = Column(word, line, sum(cell.lines) / cell.rows, line * cell.columns if number < heads else 0.0)
            for place in range(cell.first, cell.first + cell.columns):
                found[place] = Column(*map(max, zip(found[place], new, strict=True)))
    return tuple(column._replace(line=max(column.line, 1.0)) for column in found)


def needs(columns: Sequence[Column]) -> list[float]:
    """Give the least that each column may have, in ems."""
    return [min(column.line, max(column.word, _COMFORT)) for column in columns]


def shared(columns: Sequence[Column], free: float, rows: Sequence[Sequence[Placed]] = ()) -> tuple[float, ...]:
    """Share `free` ems: first what each column needs, then bit by bit to the one with the tallest cells.

    With the `rows` of a table that is not too large, each bit goes where the rows together get lowest by it.
    """
    least = needs(columns)
    whole = [column.line if column.line <= 2 * _COMFORT else need for column, need in zip(columns, least, strict=True)]
    if sum(least) > free:
        sizes = [max(column.word, 1.0) for column in columns]
    else:
        by_rows = bool(rows) and len(rows) * len(columns) <= _MANY_CELLS
        sizes = _lowered(columns, rows, least, free) if by_rows else _spread(columns, least, free)
        # Short lines are worth keeping whole where that costs the others no more than a line.
        if sum(whole) <= free:
            kept = _lowered(columns, rows, whole, free) if by_rows else _spread(columns, whole, free)
            costs = (
                _lines(rows, kept) - _lines(rows, sizes)
                if by_rows
                else _height(columns, kept) - _height(columns, sizes)
            )
            sizes = kept if costs <= 1 else sizes
    total = sum(sizes) + len(sizes)  # an em of padding for each
    return tuple(round((size + 1.0) / total, 4) for size in sizes)


def _spread(columns: Sequence[Column], least: Sequence[float], free: float) -> list[float]:
    """Give each column its least, and what is left bit by bit to the one that is the tallest by then."""
    sizes = list(least)
    bit = max(free - sum(sizes), 0.0) / _BITS
    for _ in range(_BITS):
        wanting = [place for place, column in enumerate(columns) if sizes[place] < column.line]
        if not wanting:
            break
        tallest = max(wanting, key=lambda place: columns[place].text / sizes[place])
        sizes[tallest] += bit
    return sizes


def _lowered(
    columns: Sequence[Column], rows: Sequence[Sequence[Placed]], least: Sequence[float], free: float
) -> list[float]:
    """Give each column its least, and what is left bit by bit to the one that makes the rows lowest by then."""
    sizes = list(least)
    bit = max(free - sum(sizes), 0.0) / _BITS
    for _ in range(_BITS):
        wanting = [place for place, column in enumerate(columns) if sizes[place] < column.line]
        if not wanting:
            break
        now = [[_cell(cell, sizes) for cell in row] for row in rows]
        gains = {place: _gain(rows, now, sizes, place, bit) for place in wanting}
        # Where rows have two cells that are equally tall, neither helps alone.
        best = max(wanting, key=lambda place: (round(gains[place], 3), columns[place].text / sizes[place]))
        sizes[best] += bit
    return sizes


def _gain(
    rows: Sequence[Sequence[Placed]], now: Sequence[Sequence[float]], sizes: list[float], place: int, bit: float
) -> float:
    """Give by how many lines the rows get lower where a column gets a bit more."""
    more = list(sizes)
    more[place] += bit
    total = 0.0
    for row, tall in zip(rows, now, strict=True):
        top = max(tall, default=0.0)
        after = [
            _cell(cell, more) if cell.first <= place < cell.first + cell.columns else height
            for cell, height in zip(row, tall, strict=True)
        ]
        total += top - max(after, default=0.0)
    return total


def _cell(cell: Placed, sizes: Sequence[float]) -> float:
    """Give about how many lines a cell has; a line that is broken ends, on average, in the middle."""
    width = sum(sizes[cell.first : cell.first + cell.columns])
    return sum(max(1.0, line * _REGULAR / (width * _FILLED) + 0.5) for line in cell.lines) / cell.rows


def _lines(rows: Sequence[Sequence[Placed]], sizes: Sequence[float]) -> float:
    """Give about how many lines all rows have."""
    return sum(max((_cell(cell, sizes) for cell in row), default=0.0) for row in rows)


def _height(columns: Sequence[Column], sizes: Sequence[float]) -> float:
    """Give about how many lines the tallest cell has."""
    return max(column.text / size for column, size in zip(columns, sizes, strict=True))


def heights(rows: Sequence[Sequence[Placed]], shares: Mapping[int, float], free: float) -> Iterator[float]:
    """Give the height of each row in lines, of the columns that have a share of `free` ems."""
    for row in rows:
        tallest = 0.0
        for cell in row:
            share = sum(shares.get(place, 0.0) for place in range(cell.first, cell.first + cell.columns))
            if share:
                width = max(share * free, 1.0) * _FILLED
                lines = sum(int(line * _REGULAR / width) + 1 for line in cell.lines)
                tallest = max(tallest, lines / cell.rows)
        yield tallest


def split(table: Laid, width: float, padding: float, most: int) -> tuple[Piece, ...]:
    """Cut a table into pieces of `width` ems, each with the first column; none where that takes more than `most`.

    `padding` is what a column takes beside its text. Columns under one cell of the body stay together, those under
    one of the head need not.
    """
    widths_of = [need + padding for need in needs(table.columns)]
    first = widths_of[0]
    bundles = _bundles(table)
    if bundles is None or first > _WIDEST_FIRST * width:
        return ()
    groups = _groups(bundles, widths_of, width - first)
    if not groups or len(groups) > most:
        return ()
    pieces = []
    for group in _even(bundles, widths_of, width - first, len(groups)):
        columns = (0, *group)
        free = width - padding * len(columns)
        pieces.append(Piece(columns, shared([table.columns[place] for place in columns], free)))
    return tuple(pieces)


def _bundles(table: Laid) -> list[tuple[int, ...]] | None:
    """Give the columns behind the first, those under one cell of the body together; None where the first is one."""
    count = len(table.columns)
    joined: set[int] = set()  # columns that belong to the one before them
    for row in table.rows[table.heads :]:
        for cell in row:
            if 1 < cell.columns < count:
                joined.update(range(cell.first + 1, cell.first + cell.columns))
    if 1 in joined:
        return None
    bundles: list[tuple[int, ...]] = []
    for place in range(1, count):
        if place in joined:
            bundles[-1] += (place,)
        else:
            bundles.append((place,))
    return bundles


def _groups(bundles: Sequence[tuple[int, ...]], sizes: Sequence[float], room: float) -> list[tuple[int, ...]]:
    """Fill pieces one after the other with as many bundles as have room; none where a bundle has not."""
    groups: list[tuple[int, ...]] = []
    left = 0.0
    for bundle in bundles:
        size = sum(sizes[place] for place in bundle)
        if size > room:
            return []
        if not groups or size > left:
            groups.append(())
            left = room
        groups[-1] += bundle
        left -= size
    return groups


def _even(bundles: Sequence[tuple[int, ...]], sizes: Sequence[float], room: float, count: int) -> list[tuple[int, ...]]:
    """Give `count` groups that are about equally wide, rather than full ones and a last one of what is left."""
    best = _groups(bundles, sizes, room)
    narrow, wide = 0.0, room
    for _ in range(20):
        middle = (narrow + wide) / 2
        groups = _groups(bundles, sizes, middle)
        if groups and len(groups) == count:
            best, wide = groups, middle
        else:
            narrow = middle
    return best
