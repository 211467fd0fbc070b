"""Knowing a skills matrix: axis, sub-axis, intention, then one column per level.

Its header may be spread over the first three rows (field guide, GitBook, rule 12): the names of the levels
in one, what they mean in another, the names of the columns in a third.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.model import Emphasis, Inlines, SkillLevel, SkillRow, SkillsMatrix, Strong, Table
from pipeline.normalise.grid import Grid, Line, folded, grid, is_empty
from pipeline.normalise.trim import trim
from pipeline.source import Span

_HEADER_ROWS = 3
_FEWEST_LEVELS = 2
_AXIS = re.compile(r"axes?|axis|domaines?|domains?")
_SUB_AXIS = re.compile(r"(?:sous|sub) ?(?:axes?|axis|domaines?|domains?)")
_INTENTION = re.compile(r"intent(?:ion)?s?|objectifs?")
_SKILL = re.compile(r"competences?|skills?|savoir faire")
_LEVEL = re.compile(
    r"(?:niv(?:eau)?|level|lvl|n)\.? ?(?:\d|[ivx]+\b).*"
    r"|(?:grand )?debutante?s?|novices?|notions?|juniors?|initie(?:e|s|es)?|apprenti(?:e|s|es)?"
    r"|intermediaires?|confirme(?:e|s|es)?|autonomes?|avance(?:e|s|es)?|maitrise|seniors?|experte?s?|expertise|referente?s?"
    r"|beginners?|basic|intermediate|advanced|proficient|autonomous"
)


class _Header(NamedTuple):
    """Where a skills matrix keeps its header: rows by number, columns by number (-1: there is none)."""

    titles: int
    names: int
    meanings: int
    axis: int
    sub_axis: int
    intention: int
    levels: tuple[int, ...]


def skills_matrix(table: Table) -> SkillsMatrix | None:
    """Give the skills matrix that a table is, or None; no word of the table may be without a place in it."""
    words = grid(table)
    if words is None:
        return None
    header = _header(words)
    return None if header is None else _matrix(words, header, table.span)


def _header(words: Grid) -> _Header | None:
    lines = (*words.head, *words.body)
    first = lines[:_HEADER_ROWS]
    titles = next((number for number, line in enumerate(first) if _has_column_titles(line)), -1)
    names = next((number for number, line in enumerate(first) if len(_level_columns(line)) >= _FEWEST_LEVELS), -1)
    if titles < 0 or names < 0:
        return None
    start = _level_columns(lines[names])[0]
    levels = tuple(range(start, words.width))
    columns = _columns(lines[titles].cells[:start])
    if columns is None or not all(lines[names].cells[column] for column in levels):
        return None
    taken = (titles, names)
    meanings = (number for number, line in enumerate(first) if _is_meanings(line, start, taken, number))
    header = _Header(titles, names, next(meanings, -1), *columns, levels)
    return header if _holds_every_word(lines, header) else None


def _has_column_titles(line: Line) -> bool:
    titles = [folded(cell) for cell in line.cells]
    others = (_SUB_AXIS, _INTENTION, _SKILL)
    return any(map(_AXIS.fullmatch, titles)) and any(other.fullmatch(title) for other in others for title in titles)


def _level_columns(line: Line) -> list[int]:
    return [number for number, cell in enumerate(line.cells) if _LEVEL.fullmatch(folded(cell))]


def _columns(titles: tuple[Inlines, ...]) -> tuple[int, int, int] | None:
    """Give the columns of axis, sub-axis and intention; None without an axis or with another column.

    A column of skills before the levels, where there is no intention, takes its place.
    """
    places = {"axis": -1, "sub_axis": -1, "intention": -1}
    for number, title in enumerate(titles):
        words = folded(title)
        kinds = (("axis", _AXIS), ("sub_axis", _SUB_AXIS), ("intention", _INTENTION), ("intention", _SKILL))
        kind = next((kind for kind, pattern in kinds if pattern.fullmatch(words)), "")
        if not kind or places[kind] >= 0:
            return None
        places[kind] = number
    return (places["axis"], places["sub_axis"], places["intention"]) if places["axis"] >= 0 else None


def _is_meanings(line: Line, start: int, taken: tuple[int, ...], number: int) -> bool:
    """Tell whether a row of the header says what the levels mean: above the data, or all in italics."""
    if number in taken or is_empty(line) or any(line.cells[:start]):
        return False
    return number < max(taken) or all(isinstance(word, Emphasis) for cell in line.cells[start:] for word in cell)


def _holds_every_word(lines: tuple[Line, ...], header: _Header) -> bool:
    """Tell whether every word of the header rows has its place in the model."""
    start = header.levels[0]
    if header.titles != header.names and any(lines[header.titles].cells[start + 1 :]):
        return False
    last = max(header.titles, header.names, header.meanings)
    others = [line for number, line in enumerate(lines[:last]) if number not in header[:3]]
    beside = lines[header.names].cells[:start] if header.names != header.titles else ()
    return not any(beside) and all(map(is_empty, others))


def _matrix(words: Grid, header: _Header, span: Span) -> SkillsMatrix:
    lines = (*words.head, *words.body)
    titles = lines[header.titles].cells
    data = lines[max(header.titles, header.names, header.meanings) + 1 :]
    apart = header.titles != header.names
    return SkillsMatrix(
        axis_title=_without(Strong, _at(titles, header.axis)),
        sub_axis_title=_without(Strong, _at(titles, header.sub_axis)),
        intention_title=_without(Strong, _at(titles, header.intention)),
        skill_title=_without(Strong, titles[header.levels[0]]) if apart else (),
        levels=tuple(_level(lines, header, column) for column in header.levels),
        rows=tuple(_row(line, header) for line in data if not is_empty(line)),
        empty_rows=tuple(line.span for line in data if is_empty(line)),
        span=span,
    )


def _level(lines: tuple[Line, ...], header: _Header, column: int) -> SkillLevel:
    meaning = lines[header.meanings].cells[column] if header.meanings >= 0 else ()
    return SkillLevel(_without(Strong, lines[header.names].cells[column]), _without(Emphasis, meaning))


def _row(line: Line, header: _Header) -> SkillRow:
    skills = tuple(line.cells[column] for column in header.levels)
    axis, sub_axis, intention = (_at(line.cells, column) for column in header[3:6])
    return SkillRow(axis, sub_axis, intention, skills, line.span)


def _at(cells: tuple[Inlines, ...], column: int) -> Inlines:
    return cells[column] if column >= 0 else ()


def _without(kind: type[Strong | Emphasis], words: Inlines) -> Inlines:
    """Give the words of a cell without emphasis round the whole of it: the matrix shows it by itself."""
    if len(words) == 1 and isinstance(words[0], kind):
        return trim(words[0].children)
    return words
