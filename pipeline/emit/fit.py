"""How a table fits a printed page: decided by measure, the same for every paged format.

The widest of two widths governs each column: that of its longest word (no word is ever cut or runs over), and that
of about sixteen letters a line, below which a text column is tiring to read. The first place and size of type that
give every column that much, and no row half a page, is taken: text column, page, then a page turned on its side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from pipeline.emit.fonts import widths
from pipeline.emit.look import Look
from pipeline.model import CodeBlock, Heading, Inlines, Paragraph, Row, UnreadBlock
from pipeline.model.text import plain
from pipeline.model.walk import walk

Place: TypeAlias = Literal["column", "page", "landscape"]

PADDING = 9.0  # points left and right of a cell's text together
_COMFORT = 7.5  # ems: about sixteen letters
_LONGEST_WORD = 11.0  # ems: longer words are hyphenated, longer addresses broken
_TALLEST_ROW = 0.5  # of the page's height
_POINTS = 72 / 25.4


class Entry(NamedTuple):
    """A cell to be measured: its lines of text and the columns and rows it covers."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1


class Fit(NamedTuple):
    """Where a table goes, at what size in points, and each column's share of its width (they sum to 1)."""

    place: Place
    size: float
    shares: tuple[float, ...]


class _Column(NamedTuple):
    word: float
    line: float


def entry(*runs: Inlines, columns: int = 1, rows: int = 1) -> Entry:
    """Make an entry from runs of inlines, one line each."""
    return Entry(tuple(plain(run) for run in runs), columns, rows)


def row_entries(row: Row) -> list[Entry]:
    """Make the entries of a table's row."""
    return [Entry(tuple(_lines(cell.blocks)), cell.columns, cell.rows) for cell in row.cells]


def _lines(blocks: Sequence[object]) -> Iterator[str]:
    for block in blocks:
        for node in walk(block):  # type: ignore[type-var]
            if isinstance(node, (Paragraph, Heading)):
                yield plain(node.children)
            elif isinstance(node, (CodeBlock, UnreadBlock)):
                yield from node.text.split("\n")


def fit(rows: Sequence[Sequence[Entry]], look: Look) -> Fit:
    """Choose place, size and shares for a table given by its rows (head and body, in order)."""
    page, type_ = look.tokens["page"], look.tokens["print"]
    placed = _placed(rows)
    columns = _columns(placed)
    if not columns:
        return Fit("column", type_["table"], ())
    whole = page["width"] - page["inner"] - page["outer"]
    turned = page["height"] - page["top"] - page["bottom"]
    places: tuple[tuple[Place, float, float], ...] = (
        ("column", page["text"], page["height"]),
        ("page", whole, page["height"]),
        ("landscape", turned, page["width"]),
    )
    sizes = (type_["table"], (type_["table"] + type_["table_floor"]) / 2, type_["table_floor"])
    tries = [(place, sizes[0]) for place in places[:1]] + list(product(places[1:], sizes))
    for (place, width, height), size in tries:
        free = width * _POINTS - PADDING * len(columns)
        if free < size * sum(min(column.line, max(column.word, _COMFORT)) for column in columns):
            continue
        shares = _shares(columns, free / size)
        if _tallest(placed, shares, free / size) * size * 1.36 <= height * _POINTS * _TALLEST_ROW:
            return Fit(place, size, shares)
    free = turned * _POINTS - PADDING * len(columns)
    return Fit("landscape", sizes[-1], _shares(columns, max(free, 1.0) / sizes[-1]))


def _placed(rows: Sequence[Sequence[Entry]]) -> list[tuple[int, Entry]]:
    """Give each entry with the number of its first column, cells that span rows taken into account."""
    placed: list[tuple[int, Entry]] = []
    taken: dict[int, int] = {}
    for row in rows:
        column = 0
        for one in row:
            while taken.get(column, 0):
                column += 1
            placed.append((column, one))
            for covered in range(column, column + one.columns):
                taken[covered] = one.rows
            column += one.columns
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
    return placed


def _columns(placed: Sequence[tuple[int, Entry]]) -> list[_Column]:
    """Measure each column in ems; a cell over several columns asks of each its part."""
    bold = widths(600)
    found: list[_Column] = []
    for first, one in placed:
        found += [_Column(0.0, 0.0)] * (first + one.columns - len(found))
        words = [bold.of(word) for line in one.lines for word in line.split(" ")]
        word = min(max(words, default=0.0), _LONGEST_WORD) / one.columns
        line = max((bold.of(line) for line in one.lines), default=0.0) / one.columns
        for place in range(first, first + one.columns):
            found[place] = _Column(max(found[place].word, word), max(found[place].line, line))
    return [_Column(column.word, max(column.line, 1.0)) for column in found]


def _shares(columns: Sequence[_Column], free: float) -> tuple[float, ...]:
    """Share `free` ems: each column its longest word, the rest by how much more its longest line wants."""
    floor = [min(column.line, max(column.word, _COMFORT)) for column in columns]
    if sum(floor) > free:
        floor = [column.word for column in columns]
    wish = [column.line - least for column, least in zip(columns, floor, strict=True)]
    rest = max(free - sum(floor), 0.0)
    if sum(wish) > 0:
        # Square roots: a column of essays does not starve its neighbours.
        pull = [value**0.5 for value in wish]
        given = _poured(rest, wish, pull)
    else:
        given = [0.0] * len(columns)
    sizes = [least + more for least, more in zip(floor, given, strict=True)]
    padding = PADDING / 9.0
    total = sum(sizes) + padding * len(sizes)
    return tuple(round((size + padding) / total, 4) for size in sizes)


def _poured(rest: float, wish: Sequence[float], pull: Sequence[float]) -> list[float]:
    """Pour `rest` over columns by their pull, none above its wish; what one does not take goes to the others."""
    given = [0.0] * len(wish)
    while rest > 0.01:
        open_ = [place for place in range(len(wish)) if wish[place] - given[place] > 0.01]
        strength = sum(pull[place] for place in open_)
        if not strength:
            break
        shares = {place: min(rest * pull[place] / strength, wish[place] - given[place]) for place in open_}
        for place, share in shares.items():
            given[place] += share
        rest -= sum(shares.values())
    return given


def _tallest(placed: Sequence[tuple[int, Entry]], shares: Sequence[float], free: float) -> float:
    """Give the height of the tallest cell, in lines."""
    regular = widths(400)
    tallest = 0.0
    for first, one in placed:
        width = max(sum(shares[first : first + one.columns]) * free, 1.0)
        # A line of a ragged column is filled to about nine tenths.
        lines = sum(int(regular.of(line) / (width * 0.9)) + 1 for line in one.lines)
        tallest = max(tallest, lines / one.rows)
    return tallest
