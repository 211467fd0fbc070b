"""Tables as they are measured: the lines of each cell, and the columns and rows that it covers.

The same for every format, so that all of them decide alike (`fit`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from pipeline.emit.grid import Area, squared
from pipeline.emit.words import word_of
from pipeline.messages import Say
from pipeline.model import (
    Blocks,
    CodeBlock,
    Heading,
    Inlines,
    LineBreak,
    Marked,
    Paragraph,
    ResponsibilityMatrix,
    SkillsMatrix,
    Table,
    UnreadBlock,
)
from pipeline.model.text import plain
from pipeline.model.walk import walk

Place: TypeAlias = Literal["column", "page", "landscape"]
AnyTable: TypeAlias = Table | SkillsMatrix | ResponsibilityMatrix

_NUMBER = 0.7  # ems: the number of a marker, in small type behind its words
_PILL = 1.2  # ems: the two sides of a pill


class Entry(NamedTuple):
    """A cell to be measured: its lines, the columns and rows it covers, and the ems taken around its text."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    around: float = 0.0


Entries: TypeAlias = Sequence[Sequence[Entry]]


class Measured(NamedTuple):
    """A table to be measured: the entries of its head and of its body, row by row.

    `narrowest` is the first place to be tried: "column", or "page" for tables that are drawn across it.
    """

    head: Entries
    body: Entries
    narrowest: Place = "column"

    @property
    def rows(self) -> list[Sequence[Entry]]:
        """All rows, those of the head first."""
        return [*self.head, *self.body]


def measured(node: AnyTable, say: Say) -> Measured:
    """Measure a table, in the words that outputs put into it."""
    match node:
        case Table():
            return area_entries(*squared(node.head, node.body))
        case SkillsMatrix():
            return _skills(node)
        case ResponsibilityMatrix():
            return _responsibilities(node, say)


def area_entries(head: Sequence[Sequence[Area]], body: Sequence[Sequence[Area]]) -> Measured:
    """Measure a table that was squared."""
    first, rest = ([[_area(one) for one in line] for line in lines] for lines in (head, body))
    return Measured(first, rest)


def _area(one: Area) -> Entry:
    if one.cell is None:
        return Entry((), one.columns, one.rows)
    is_marked = any(isinstance(node, Marked) for block in one.cell.blocks for node in walk(block))
    return Entry(tuple(_lines(one.cell.blocks)), one.columns, one.rows, _NUMBER if is_marked else 0.0)


def _skills(node: SkillsMatrix) -> Measured:
    """Measure a skills matrix; its axes are bands over all columns."""
    names = [_entry(node.sub_axis_title), _entry(node.intention_title)]
    levels = [_entry(*filter(None, (level.title, level.description))) for level in node.levels]
    head = [[*names, *levels]]
    if node.skill_title and levels:
        over = _entry(node.skill_title)._replace(columns=len(levels))
        head = [[*(one._replace(rows=2) for one in names), over], levels]
    body: list[list[Entry]] = []
    for _words, same in groupby(node.rows, key=lambda one: plain(one.axis)):
        rows = tuple(same)
        body.append([_entry(rows[0].axis)._replace(columns=2 + len(levels))])
        body += [[_entry(one.sub_axis), _entry(one.intention), *map(_entry, one.skills)] for one in rows]
    if not node.rows:
        body.append([_entry(node.axis_title)._replace(columns=2 + len(levels))])
    return Measured(head, body, "page")


def _responsibilities(node: ResponsibilityMatrix, say: Say) -> Measured:
    said = {meaning.sign: meaning.word for meaning in node.legend if meaning.word}
    body = []
    for row in node.rows:
        # The sign stays with the first word, which would else be broken at its hyphen.
        pills = (Entry((f"{cell.sign}\u00a0{word_of(cell, said, say)}",), around=_PILL) for cell in row.cells)
        body.append([_entry(row.activity), *pills])
    return Measured([[_entry(node.activity_title), *map(_entry, node.roles)]], body, "page")


def _entry(*runs: Inlines) -> Entry:
    """Make an entry from runs of inlines, each on lines of its own."""
    return Entry(tuple(line for run in runs for line in _broken(run)))


def block_entry(blocks: Blocks) -> Entry:
    """Make an entry from the blocks of a cell."""
    return Entry(tuple(_lines(blocks)))


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
