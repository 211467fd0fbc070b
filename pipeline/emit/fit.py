"""How a table fits a printed page: decided by measure, the same for every paged format.

The widest of two widths governs each column: that of its longest word (no word is ever cut or runs over),
and that of about sixteen letters a line, below which a text column is tiring to read. The first place and
size of type that give every column that much, and no row too tall for it, is taken: text column, page, then a
page turned on its side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from pipeline.emit.fonts import widths
from pipeline.emit.look import Look
from pipeline.model import Blocks, CodeBlock, Heading, Inlines, LineBreak, Paragraph, Row, UnreadBlock
from pipeline.model.text import plain
from pipeline.model.walk import walk

Place: TypeAlias = Literal["column", "page", "landscape"]

PADDING = 9.0  # points left and right of a cell's text together
_COMFORT = 7.5  # ems: about sixteen letters
_LONGEST_WORD = 11.0  # ems: longer words are hyphenated, longer addresses broken
# The tallest row that a place may hold, of the page's height: above, a wider place is tried.
_TALLEST_ROW: dict[Place, float] = {"column": 0.2, "page": 0.4, "landscape": 1.0}
_NARROWEST = 12.0  # millimetres: a column of fewer has no room for words
_BITS = 60
_POINTS = 72 / 25.4


class Entry(NamedTuple):
    """A cell to be measured: its lines, the columns and rows it covers, and the ems taken around its text."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    around: float = 0.0


class Fit(NamedTuple):
    """Where a table goes, at what size in points, and each column's share of its width (they sum to 1).

    `height` is about how much of a page's height it takes: a short table is better not cut in two.
    """

    place: Place
    size: float
    shares: tuple[float, ...]
    height: float


class _Column(NamedTuple):
    """What a column asks for, in ems: its longest word and line, and the most text in one of its cells."""

    word: float
    line: float
    text: float


def entry(*runs: Inlines, columns: int = 1, rows: int = 1) -> Entry:
    """Make an entry from runs of inlines, one line each."""
    return Entry(tuple(plain(run) for run in runs), columns, rows)


def block_entry(blocks: Blocks) -> Entry:
    """Make an entry from the blocks of a cell."""
    return Entry(tuple(_lines(blocks)))


def row_entries(row: Row) -> list[Entry]:
    """Make the entries of a table's row."""
    return [Entry(tuple(_lines(cell.blocks)), cell.columns, cell.rows) for cell in row.cells]


def _lines(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        for node in walk(block):
            if isinstance(node, (Paragraph, Heading)):
                yield from _broken(node.children)
            elif isinstance(node, (CodeBlock, UnreadBlock)):
                yield from node.text.split("\n")


def _broken(run: Inlines) -> Iterator[str]:
    """Give the lines of a run that the author broke."""
    start = 0
    for place, node in enumerate(run):
        if isinstance(node, LineBreak):
            yield plain(run[start:place])
            start = place + 1
    yield plain(run[start:])


def fit(rows: Sequence[Sequence[Entry]], look: Look, narrowest: Place = "column") -> Fit:
    """Choose place, size and shares for a table given by its rows (head and body, in order).

    `narrowest` is the first place to be tried: "column", or "page" for tables that are drawn across it.
    """
    page, type_ = look.tokens["page"], look.tokens["print"]
    placed = _placed(rows)
    columns = _columns(placed)
    if not columns:
        return Fit("column", type_["table"], (), 0.0)
    whole = page["width"] - page["inner"] - page["outer"]
    turned = page["height"] - page["top"] - page["bottom"]
    places: tuple[tuple[Place, float, float], ...] = (
        ("column", page["text"], page["height"]),
        ("page", whole, page["height"]),
        ("landscape", turned, page["width"]),
    )
    sizes = (type_["table"], (type_["table"] + type_["table_floor"]) / 2, type_["table_floor"])
    tries = [(places[0], sizes[0])] if narrowest == "column" else []
    tries += product(places[1:], sizes)
    for (place, width, height), size in tries:
        free = width * _POINTS - PADDING * len(columns)
        if free < size * sum(min(column.line, max(column.word, _COMFORT)) for column in columns):
            continue
        shares = _shares(columns, free / size)
        heights = [_tallest(_placed([row]), shares, free / size) * size * 1.36 + PADDING for row in rows]
        if max(heights) <= height * _POINTS * _TALLEST_ROW[place]:
            return Fit(place, size, shares, sum(heights) / (height * _POINTS))
    free = max(turned * _POINTS - PADDING * len(columns), 1.0)
    return Fit("landscape", sizes[-1], _shares(columns, free / sizes[-1]), 1.0)


def breaks_words(rows: Sequence[Sequence[Entry]], look: Look) -> bool:
    """Tell whether a table has too many columns for any page: even turned on its side, words would be cut."""
    page = look.tokens["page"]
    turned = page["height"] - page["top"] - page["bottom"]
    if max((sum(one.columns for one in row) for row in rows), default=0) * _NARROWEST <= turned:
        return False
    columns = _columns(_placed(rows))
    needed = sum(column.word for column in columns) * look.tokens["print"]["table_floor"] + PADDING * len(columns)
    return bool(needed > turned * _POINTS)


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
        found += [_Column(0.0, 0.0, 0.0)] * (first + one.columns - len(found))
        words = [bold.of(word) + one.around for line in one.lines for word in line.split(" ")]
        word = min(max(words, default=0.0), _LONGEST_WORD) / one.columns
        lines = [(bold.of(line) + one.around) / one.columns for line in one.lines]
        for place in range(first, first + one.columns):
            old = found[place]
            new = _Column(word, max(lines, default=0.0), sum(lines) / one.rows)
            found[place] = _Column(*map(max, zip(old, new, strict=True)))
    return [column._replace(line=max(column.line, 1.0)) for column in found]


def _shares(columns: Sequence[_Column], free: float) -> tuple[float, ...]:
    """Share `free` ems: first what each column needs, then bit by bit to the one with the tallest cells."""
    needs = [min(column.line, max(column.word, _COMFORT)) for column in columns]
    whole = [column.line if column.line <= 2 * _COMFORT else need for column, need in zip(columns, needs, strict=True)]
    if sum(needs) > free:
        sizes = [max(column.word, 1.0) for column in columns]
    else:
        sizes = _spread(columns, needs, free)
        # Short lines are worth keeping whole where that costs the others no more than a line.
        if sum(whole) <= free:
            kept = _spread(columns, whole, free)
            sizes = kept if _height(columns, kept) <= _height(columns, sizes) + 1 else sizes
    total = sum(sizes) + len(sizes)  # an em of padding for each
    return tuple(round((size + 1.0) / total, 4) for size in sizes)


def _spread(columns: Sequence[_Column], least: Sequence[float], free: float) -> list[float]:
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


def _height(columns: Sequence[_Column], sizes: Sequence[float]) -> float:
    """Give about how many lines the tallest cell has."""
    return max(column.text / size for column, size in zip(columns, sizes, strict=True))


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
