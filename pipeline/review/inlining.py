"""Changing words inside a unit: the signs of Markdown around them stay, but those that would hold nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from pipeline.model import Cell, Code
from pipeline.review.escaping import as_html, escaped
from pipeline.review.letters import Letter, Place
from pipeline.review.remark import Edit
from pipeline.review.units import Unit
from pipeline.source import Span, cut_lines

_SIGNS = re.compile(r"[*_~=`]*")
_LETTER = re.compile(r"\w")


class Words(NamedTuple):
    """A unit with the place of each of its characters, and the lines of its file."""

    unit: Unit
    letters: tuple[Letter, ...]
    lines: Sequence[str]

    def span(self, start: Place, end: Place) -> Span:
        """Give a stretch of the file."""
        return Span(self.unit.file, *start, *end)

    def between(self, start: Place, end: Place) -> str:
        """Give what the file says between two places."""
        return cut_lines(self.lines, self.span(start, end)) if start < end else ""


def place(words: Words, start: int, end: int) -> Span | None:
    """Give the place of characters `start` to `end` of a unit; that of the unit where theirs are not known."""
    letters = words.letters
    if not letters:
        return words.unit.span
    if start < end:
        return words.span(letters[start].start, max(letters[end - 1].end, letters[start].start))
    at = letters[start - 1].end if start else letters[0].start
    return words.span(at, at)


def inline_edits(words: Words, start: int, end: int, new: str) -> list[Edit]:
    """Give ways to write `new` in the place of characters `start` to `end` of a unit, the likeliest first."""
    if not words.letters:
        return []
    spots = list(_replacing(words, start, end, bool(new))) if start < end else _inserted(words, start, new)
    return [Edit(spot.span, write(new) + spot.kept) for spot in spots for write in _writers(words, spot)]


def _replacing(words: Words, start: int, end: int, is_filled: bool) -> Iterator[_Spot]:
    """Give the places of characters; of words that only go, with the space before or behind them too.

    Signs of Markdown that stand beside a space are none.
    """
    yield from _replaced(words, start, end, is_filled)
    text = words.unit.text
    if not is_filled and start and text[start - 1].isspace():
        yield from _replaced(words, start - 1, end, is_filled)
    if not is_filled and end < len(text) and text[end].isspace():
        yield from _replaced(words, start, end + 1, is_filled)


class _Spot(NamedTuple):
    """A place to write at: what it covers, the signs inside it that stay, the nodes around it, if it begins a line."""

    span: Span
    kept: str
    above: tuple[Struct, ...]
    is_first: bool


def _writers(words: Words, spot: _Spot) -> Iterator[Callable[[str], str]]:
    """Give the ways to write words there: as they are in code, else as Markdown, as HTML, or as they are."""
    is_code = not words.unit.run or any(isinstance(node, Code) for node in spot.above)
    if not is_code:
        is_cell = any(isinstance(node, Cell) for node in words.unit.path)
        yield lambda new: escaped(new, is_cell, spot.is_first)
        yield as_html
        yield lambda new: escaped(new, is_cell, is_first=True)
    line = words.lines[spot.span.line - 1]
    begin = _begin(words, spot.span.line) if not words.unit.run else ""
    yield lambda new: new.replace("\n", "\n" + line[: len(begin)])


def _begin(words: Words, line: int) -> str:
    """Give what stands before a line of code."""
    first = next((one for one in words.letters if one.start[0] == line), None)
    return words.lines[line - 1][: first.start[1] - 1] if first else ""


def _is_first(words: Words, at: Place) -> bool:
    line = words.lines[at[0] - 1][: at[1] - 1]
    return not line.strip(" \t>")


def _inserted(words: Words, at: int, new: str) -> list[_Spot]:
    """Give the places between two characters: before the signs that stand there, or behind them."""
    letters = words.letters
    left = letters[at - 1] if at else None
    right = letters[at] if at < len(letters) else None
    if left is not None and left is right:
        return []
    found = []
    if left is not None:
        found.append(_Spot(words.span(left.end, left.end), "", _around(left), _is_first(words, left.end)))
    if right is not None and (left is None or right.start != left.end):
        found.append(_Spot(words.span(right.start, right.start), "", _around(right), _is_first(words, right.start)))
    if len(found) == 2 and left is not None and right is not None and _is_right(left, right, words.unit.text, at, new):
        found.reverse()
    return found


def _around(letter: Letter) -> tuple[Struct, ...]:
    return letter.above if letter.is_free else letter.above[:-1]


def _is_right(left: Letter, right: Letter, text: str, at: int, new: str) -> bool:
    """Tell whether words belong behind the signs: to the word that follows, or to what stands in fewer signs."""
    if _LETTER.match(new[:1]) and _LETTER.match(text[at - 1]):
        return False
    if _LETTER.match(new[-1:]) and _LETTER.match(text[at]):
        return True
    return len(right.above) < len(left.above)


def _replaced(words: Words, start: int, end: int, is_filled: bool) -> list[_Spot]:
    """Give the place of characters, with the signs around nodes that would hold nothing any more."""
    letters = words.letters
    covered = _covered(letters, start, end, is_filled)
    stuck = [one for one in letters[start:end] if not one.is_free]
    if any(id(one.above[-1]) not in covered for one in stuck):
        return []
    kept: list[str] = []
    for before, after in zip(letters[start : end - 1], letters[start + 1 : end], strict=True):
        gap = words.between(before.end, after.start) if before is not after else ""
        stays = _stays(before, after, covered, gap)
        if stays is None:
            return []
        kept.append(gap if stays else "")
    edges = _edges(words, start, end, covered)
    if edges is None:
        return []
    begin, finish = edges
    above = letters[start].above if letters[start].is_free else letters[start].above[:-1]
    outside = tuple(node for node in above if id(node) not in covered)
    return [_Spot(words.span(begin, finish), "".join(kept), outside, _is_first(words, begin))]


def _covered(letters: Sequence[Letter], start: int, end: int, is_filled: bool) -> set[int]:
    """Give the identities of the nodes all of whose characters go; one whose words are replaced stays."""
    found = set()
    for node in {id(node): node for letter in letters[start:end] for node in letter.above}.values():
        inside = [at for at, letter in enumerate(letters) if any(one is node for one in letter.above)]
        is_exact = inside[0] == start and inside[-1] == end - 1
        is_stuck = not letters[inside[0]].is_free and letters[inside[0]].above[-1] is node
        if inside[0] >= start and inside[-1] < end and (is_stuck or not (is_filled and is_exact)):
            found.add(id(node))
    return found


def _parting(before: Letter, after: Letter) -> list[int]:
    """Give the identities of the nodes that end or begin between two characters."""
    ours, theirs = {id(node) for node in before.above}, {id(node) for node in after.above}
    return list(ours ^ theirs)


def _stays(before: Letter, after: Letter, covered: set[int], gap: str) -> bool | None:
    """Tell whether the signs between two characters stay; None where only some would."""
    parting = _parting(before, after)
    gone = sum(node in covered for node in parting)
    if not gone:
        return True
    return False if gone == len(parting) and "[^" not in gap else None


def _edges(words: Words, start: int, end: int, covered: set[int]) -> tuple[Place, Place] | None:
    """Give where to begin and end, signs of what goes included; None where they cannot be told from others."""
    letters, first, last = words.letters, words.letters[start], words.letters[end - 1]
    before = letters[start - 1] if start else None
    after = letters[end] if end < len(letters) else None
    begin: Place | None = first.start
    finish: Place | None = last.end
    if any(id(node) in covered and (before is None or node not in before.above) for node in first.above):
        begin = before.end if before else _outer(words, first, covered, first.start, -1)
        if before and _stays(before, first, covered, words.between(before.end, first.start)) is not False:
            begin = None
    if any(id(node) in covered and (after is None or node not in after.above) for node in last.above):
        finish = after.start if after else _outer(words, last, covered, last.end, 1)
        if after and _stays(last, after, covered, words.between(last.end, after.start)) is not False:
            finish = None
    return (begin, finish) if begin is not None and finish is not None else None


def _outer(words: Words, letter: Letter, covered: set[int], at: Place, way: int) -> Place:
    """Give the place before or behind the signs of the outermost node that goes, at an end of the unit."""
    node = next(one for one in letter.above if id(one) in covered)
    span = getattr(node, "span", None)
    if isinstance(span, Span):
        return (span.line, span.column) if way < 0 else (span.end_line, span.end_column)
    line = words.lines[at[0] - 1]
    rest = line[: at[1] - 1][::-1] if way < 0 else line[at[1] - 1 :]
    signs = _SIGNS.match(rest)
    return at[0], at[1] + way * (signs.end() if signs else 0)
