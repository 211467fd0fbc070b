"""Knowing a responsibility matrix: activities by roles, each cell a sign, a word, or both.

An ordinary table must never become one, so its cells are counted: two thirds of those that hold something
must fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.model import (
    Inlines,
    Responsibility,
    ResponsibilityMatrix,
    ResponsibilityRow,
    Responsible,
    SignMeaning,
    Table,
)
from pipeline.model.text import plain
from pipeline.normalise.grid import Line, folded, grid, is_empty
from pipeline.normalise.signs import Meaning, default_kind, is_clear, is_known, is_raci, meaning, split_sign
from pipeline.source import Span

_FEWEST_ROLES = 2
_CORNER = re.compile(r"(?:activit(?:y|e|ies|es)|taches?|tasks?|missions?|actions?|responsabilites?)?")
# A word that an author put to a sign, where it is none of ours: a few words up to a parenthesis or a stop.
_OWN_WORD = re.compile(r"[^(\[.,;:!?]{1,40}")


class _Seen(NamedTuple):
    """A cell as it is read: its sign, its words, what the words say."""

    sign: str
    words: Inlines
    said: Meaning | None
    span: Span


def responsibility_matrix(table: Table) -> ResponsibilityMatrix | None:
    """Give the responsibility matrix that a table is, or None."""
    words = grid(table)
    if words is None or len(words.head) != 1 or words.width <= _FEWEST_ROLES:
        return None
    corner, *roles = words.head[0].cells
    if not all(roles) or not _CORNER.fullmatch(folded(corner)):
        return None
    lines = [line for line in words.body if not is_empty(line)]
    raci = is_raci([plain(cell) for line in lines for cell in line.cells[1:]])
    cells = [[_see(*cell, raci=raci) for cell in _role_cells(line)] for line in lines]
    seen = [cell for row in cells for cell in row]
    if not _fits(seen):
        return None
    legend = _legend(seen)
    rows = tuple(_row(line, row, legend) for line, row in zip(lines, cells, strict=True))
    empty = tuple(line.span for line in words.body if is_empty(line))
    return ResponsibilityMatrix(corner, tuple(roles), rows, tuple(legend.values()), empty, table.span)


def _role_cells(line: Line) -> list[tuple[Inlines, Span]]:
    return list(zip(line.cells[1:], line.places[1:], strict=True))


def _see(cell: Inlines, span: Span, *, raci: bool) -> _Seen:
    sign, words = split_sign(cell)
    return _Seen(sign, words, meaning(plain(words), raci=raci), span)


def _fits(seen: list[_Seen]) -> bool:
    """Tell whether enough cells are responsibilities, and at least one beyond doubt."""
    filled = [cell for cell in seen if cell.sign or cell.words]
    fitting = [cell for cell in filled if _is_fitting(cell)]
    beyond_doubt = any(cell.said is not None or is_clear(cell.sign) for cell in fitting)
    return beyond_doubt and 3 * len(fitting) >= 2 * len(filled)


def _is_fitting(cell: _Seen) -> bool:
    if cell.said is not None:
        # "Responsable RH" is a trade; "Participe aux ateliers" and "🔒 Responsable (du budget)" are not.
        return bool(cell.sign) or cell.said.alone or cell.said.kind not in ("responsible", "shared")
    return is_known(cell.sign) and (not cell.words or plain(cell.words).startswith("("))


def _row(line: Line, cells: list[_Seen], legend: Mapping[str, SignMeaning]) -> ResponsibilityRow:
    answers = tuple(Responsibility(_kind(cell, legend), cell.sign, cell.words, cell.span) for cell in cells)
    return ResponsibilityRow(line.cells[0], answers, line.span)


def _kind(cell: _Seen, legend: Mapping[str, SignMeaning]) -> Responsible:
    if cell.said is not None:
        return cell.said.kind
    if cell.sign:
        return legend[cell.sign].kind
    return "other" if cell.words else "none"


def _legend(seen: list[_Seen]) -> Mapping[str, SignMeaning]:
    """Give what each sign means in this table, in the order of first use."""
    signs = dict.fromkeys(cell.sign for cell in seen if cell.sign)
    return {sign: _sign_meaning(sign, [cell for cell in seen if cell.sign == sign]) for sign in signs}


def _sign_meaning(sign: str, cells: list[_Seen]) -> SignMeaning:
    """Give a sign's words in this table, the most usual first, and the kind of that one.

    Between equals the sign's own meaning wins, then the first. A sign that stands with several words is said with all
    of them: the legend must not contradict the table.
    """
    usual = default_kind(sign)
    said = Counter((cell.said.kind, _capital(cell.said.word)) for cell in cells if cell.said is not None)
    if said:
        ranked = sorted(said, key=lambda pair: (-said[pair], pair[0] != usual))
        return SignMeaning(sign, ranked[0][0], " / ".join(dict.fromkeys(word for _kind, word in ranked)))
    own = Counter(match.group().strip() for cell in cells if (match := _OWN_WORD.match(plain(cell.words))))
    return SignMeaning(sign, usual, max(own, key=lambda word: own[word]) if own else "")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
