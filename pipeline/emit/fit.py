"""How a table is printed: decided by measure, the same for every paged format.

The widest of two widths governs each column: that of its longest word (no word is ever cut or runs over),
and that of about sixteen letters a line, below which a text column is tiring to read. The first place and
size of type that give every column that much, and no row too tall for it, is taken: text column, page, smaller
type, then a page turned on its side. Where none does, the columns are split over tables that stand one below the
other, the first column in each; and where that will not do either, each row becomes a card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, Literal, NamedTuple, TypeAlias

from pipeline.emit.grid import positions
from pipeline.emit.look import Look
from pipeline.emit.measure import Entry, Measured, Place
from pipeline.emit.shares import LABEL_SHARES, Laid, Piece, Placed, heights, laid, needs, shared, split

Kind: TypeAlias = Literal["table", "split", "cards"]
# Why a place before the one that is taken would not do: its columns were too narrow, or a row too tall for it.
Reason: TypeAlias = Literal["", "width", "rows"]

PADDING = 9.0  # points left and right of a cell's text together
LEADING = 1.36
# The tallest row that a place may hold, of the height of the sheet: above, a wider place is tried.
_TALLEST_ROW: dict[Place, float] = {"column": 0.2, "page": 0.4, "landscape": 0.55}
_TALLEST_INSIDE = 0.4  # the same inside another piece, where there is no wider place
_WITH_HEAD = 1.3  # of the tallest row: a head and the tallest row below it
_MOST_PIECES = 4  # with more tables to look through, nobody finds a row again
_POINTS = 72 / 25.4


class Fit(NamedTuple):
    """How a table is printed.

    Attributes:
        kind: one table, its columns split over several, or a card for each row.
        place: where it goes, and `width` how wide that is, in points.
        size: that of its type, in points.
        shares: each column's share of the width (they sum to 1); of cards that of their labels and that of the rest,
            or the whole where there are no labels.
        height: about how much of a page's height it takes: a short table is better not cut in two.
        columns: how many the table has.
        reason: what spoke against the place before this one.
        pieces: the tables that a split one falls into.
        heights: about how much of a page's height each row of the body takes as a card.
        loose: a row is taller than a page, and goes on over the next.
    """

    kind: Kind
    place: Place
    width: float
    size: float
    shares: tuple[float, ...]
    height: float
    columns: int = 0
    reason: Reason = ""
    pieces: tuple[Piece, ...] = ()
    heights: tuple[float, ...] = ()
    loose: bool = False


class _Try(NamedTuple):
    """A place and a size to be tried: the width there, the height of the sheet, and the tallest row, in points."""

    place: Place
    width: float
    height: float
    tallest: float
    size: float

    def free(self, columns: int) -> float:
        """Give the points that are left for the text of so many columns."""
        return self.width - PADDING * columns


def fit(table: Measured, look: Look, room: float | None = None) -> Fit:
    """Decide how a table is printed.

    `room` is the width in points that a table has inside another piece (a list, a cell); None at the top of a page,
    where it may be as wide as that, or turn it.
    """
    tries = tuple(_tries(table.narrowest, look.tokens, room))
    own = laid(table)
    if not own.columns:
        first = tries[0]
        return Fit("table", first.place, first.width, first.size, (), 0.0)
    reason: Reason = ""
    count = len(own.columns)
    for one in tries:
        if one.free(count) < one.size * sum(needs(own.columns)):
            reason = "width"
            continue
        shares = shared(own.columns, one.free(count) / one.size, own.rows)
        tall = _heights(own.rows, dict(enumerate(shares)), one)
        if _are_low(tall, len(table.head), one):
            return Fit("table", one.place, one.width, one.size, shares, sum(tall) / one.height, count, reason)
        reason = "rows"
    column = look.tokens["page"]["text"] * _POINTS if room is None else room
    return _beyond(table, own, tries, reason, column)


def _tries(narrowest: Place, tokens: dict[str, Any], room: float | None) -> Iterator[_Try]:
    """Give the places and sizes in the order in which they are tried."""
    page, type_ = tokens["page"], tokens["print"]
    sizes = (type_["table"], (type_["table"] + type_["table_floor"]) / 2, type_["table_floor"])
    height, width = page["height"] * _POINTS, page["width"] * _POINTS
    if room is not None:
        yield from (_Try("column", room, height, height * _TALLEST_INSIDE, size) for size in sizes)
        return
    if narrowest == "column":
        yield _Try("column", page["text"] * _POINTS, height, height * _TALLEST_ROW["column"], sizes[0])
    whole = (page["width"] - page["inner"] - page["outer"]) * _POINTS
    turned = (page["height"] - page["top"] - page["bottom"]) * _POINTS
    for place, size in product(("page", "landscape"), sizes):
        if place == "page":
            yield _Try("page", whole, height, height * _TALLEST_ROW["page"], size)
        else:
            yield _Try("landscape", turned, width, width * _TALLEST_ROW["landscape"], size)


def _heights(rows: Sequence[Sequence[Placed]], shares: dict[int, float], one: _Try) -> list[float]:
    """Give the height of each row in points."""
    free = one.free(len(shares)) / one.size
    return [lines * one.size * LEADING + PADDING for lines in heights(rows, shares, free)]


def _are_low(tall: Sequence[float], heads: int, one: _Try) -> bool:
    """Tell whether no row is too tall, nor the head, which stands above the rows of each page, together with one."""
    together = sum(tall[:heads]) + max(tall[heads:], default=0.0)
    return max(tall) <= one.tallest and together <= one.tallest * _WITH_HEAD


def _beyond(table: Measured, own: Laid, tries: Sequence[_Try], reason: Reason, column: float) -> Fit:
    """Decide about a table that no place holds as it is; `column` is the width that a card has."""
    if reason == "width":
        for one in _widest(tries):
            parted = _split(table, own, one)
            if parted is not None:
                return parted
    columns = len(own.columns)
    if columns > 1 and (table.head or reason == "width"):
        return _cards(table, own, tries[0]._replace(place="column", width=column), reason)
    # One column, or a few without names: a row goes on over the next page.
    one = next((one for one in tries if one.free(columns) >= one.size * sum(needs(own.columns))), tries[0])
    shares = shared(own.columns, max(one.free(columns), 1.0) / one.size)
    return Fit("table", one.place, one.width, one.size, shares, 1.0, columns, reason, loose=True)


def _widest(tries: Sequence[_Try]) -> Iterator[_Try]:
    """Give the tries without the column of text where a table may be wider: fewer pieces are better read."""
    return (one for one in tries if one.place != "column" or all(other.place == "column" for other in tries))


def _split(table: Measured, own: Laid, one: _Try) -> Fit | None:
    """Split a table's columns at a place and size, or give None where that takes too many pieces."""
    pieces = split(own, one.width / one.size, PADDING / one.size, _MOST_PIECES)
    height = 0.0
    for piece in pieces:
        tall = _heights(own.rows, dict(zip(piece.columns, piece.shares, strict=True)), one)
        if not _are_low(tall, len(table.head), one):
            return None
        height += sum(tall) / one.height
    if not pieces:
        return None
    return Fit("split", one.place, one.width, one.size, (), height, len(own.columns), "width", pieces)


def _cards(table: Measured, own: Laid, one: _Try, reason: Reason) -> Fit:
    """Give a card to each row, its labels as wide as they need within reason."""
    least, most = LABEL_SHARES
    labels = [column.head for column in own.columns[1:]]
    named = bool(table.head) and bool(table.body)
    width = (max(labels, default=0.0) * one.size + PADDING) / one.width
    label = round(min(max(width, least), most), 4)
    shares = (label, round(1 - label, 4)) if named else (1.0,)
    free = one.width / one.size
    body = own.rows[len(table.head) :] if table.body else own.rows
    rows = [_card_height(row, labels, shares, free) * one.size / one.height for row in body]
    return Fit(
        "cards", one.place, one.width, one.size, shares, sum(rows), len(own.columns), reason, heights=tuple(rows)
    )


def _card_height(row: Sequence[Placed], labels: Sequence[float], shares: Sequence[float], free: float) -> float:
    """Give the height of a card in ems: its head, then each field as tall as its label or its words."""
    value = max(shares[-1] * free - 1, 1.0)
    total = 3.0
    for cell in row:
        lines = sum(int(line / (value * 0.9)) + 1 for line in cell.lines)
        label = labels[cell.first - 1] if 0 < cell.first <= len(labels) and len(shares) > 1 else 0.0
        total += max(lines, int(label / max(shares[0] * free - 1, 1.0)) + 1) * LEADING + 0.8
    return total


def cell_room(table: Measured, chosen: Fit, row: int, number: int) -> float:
    """Give the width in points that a cell of a table has for what it holds; rows count from the head's first."""
    rows = table.rows
    one: Entry = rows[row][number]
    first = positions([[(each.columns, each.rows) for each in line] for line in rows])[row][number]
    if chosen.kind == "cards":
        share = chosen.shares[-1]
    elif chosen.kind == "split":
        share = max(
            sum(part for column, part in zip(*piece, strict=True) if first <= column < first + one.columns)
            for piece in chosen.pieces
        )
    else:
        share = sum(chosen.shares[first : first + one.columns])
    return max(share * chosen.width - PADDING, 1.0)
