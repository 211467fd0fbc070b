"""Finding what French typography changes in one line: the rules of `french`, kept away from what is no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from pipeline.normalise.french import (
    DIGIT,
    GUARD,
    NO_BREAK,
    SPACES,
    TECHNICAL,
    TECHNICAL_PAIRS,
    TECHNICAL_SIGNS,
    WORDS,
    Group,
    grouped,
)

_WORDS, _SPACES = grouped(WORDS), grouped(SPACES)
_DIGITS = re.compile("[0-9]")
_BLANKS = " \n\v\u00a0\u2009\u202f\ufffc"
_BLANK = re.compile(f"[{_BLANKS}]")
_OPENS_AFTER = frozenset("([{«“’'—–/\ufffc" + _BLANKS)
_CLOSES_BEFORE = frozenset(").,;:!?…]}»”/—–-’'\ufffc" + _BLANKS)


class Change(NamedTuple):
    """Characters `start` to `end` of a line become `new`, or are raised as they stand (`raised`), by a rule."""

    start: int
    end: int
    new: str
    rule: str
    raised: bool = False


def needs_nothing(line: str) -> bool:
    """Tell, quickly, whether no rule has anything to do in a line."""
    return GUARD.search(line) is None


def words(line: str, off: frozenset[str]) -> list[Change]:
    """Give the letters and signs to change in a line, in order, none over another."""
    found = _by_rows(line, _WORDS, off)
    if '"' in line and "quotes" not in off:
        found += _quotes(line)
    return _apart(line, found) if found else found


def spaces(line: str, off: frozenset[str]) -> list[Change]:
    """Give the white space to change and the letters to raise in a line whose words are final."""
    found = _by_rows(line, _SPACES, off)
    return _apart(line, found) if found else found


def _by_rows(line: str, groups: tuple[Group, ...], off: frozenset[str]) -> list[Change]:
    found: list[Change] = []
    for needs, rows in groups:
        if needs[0] == DIGIT:
            if _DIGITS.search(line) is None:
                continue
        else:
            for need in needs:
                if need in line:
                    break
            else:
                continue
        for name, _needs, pattern, new, raised in rows:
            if name in off:
                continue
            for match in pattern.finditer(line):
                start, end = match.span(match.lastindex or 0)
                old = line[start:end]
                if raised:
                    found.append(Change(start, end, "", name, True))
                    continue
                put = new if isinstance(new, str) else new(old)
                if put != old:
                    found.append(Change(start, end, put, name))
    return found


def _quotes(line: str) -> Iterator[Change]:
    """Give the quotation marks of a line where each pair is beyond doubt, else none."""
    marks = [match.start() for match in re.finditer('"', line)]
    if len(marks) % 2:
        return
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    verdict = _Verdict(line)
    if not all(_is_pair(line, left, right) for left, right in pairs) or any(map(verdict.is_technical, marks)):
        return
    depth, at = 0, 0
    for left, right in pairs:
        depth += line.count("«", at, left) - line.count("»", at, left)
        at = left
        if depth <= 0:  # inside « » they are the author's second kind
            yield Change(left, left + 1, "«" + NO_BREAK, "quotes")
            yield Change(right, right + 1, NO_BREAK + "»", "quotes")


def _is_pair(line: str, left: int, right: int) -> bool:
    before = line[left - 1] if left else " "
    after = line[right + 1] if right + 1 < len(line) else " "
    inside = line[left + 1 : right]
    return (
        before in _OPENS_AFTER
        and after in _CLOSES_BEFORE
        and inside != ""
        and not inside[0].isspace()
        and not inside[-1].isspace()
        and "\v" not in inside
    )


class _Verdict:
    """Tells whether places of a line, asked for from left to right, stand in something technical."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.blanks = [blank for blank in _BLANKS if blank in line]
        self.start = self.end = 0
        self.technical = False

    def is_technical(self, place: int) -> bool:
        """Tell it of one place (the boundary before a character, or the character)."""
        if not self.start <= place <= self.end or self.end == 0:
            line = self.line
            self.start = 1 + max((line.rfind(blank, self.end, place) for blank in self.blanks), default=-1)
            if self.start == 0:  # no blank since the last stretch: it goes on
                self.start = self.end
            match = _BLANK.search(line, place)
            self.end = match.start() if match else len(line)
            self.technical = TECHNICAL.search(line[self.start : self.end]) is not None
        return self.technical


def _may_be_technical(line: str) -> bool:
    """Tell, quickly, whether a line may hold anything technical."""
    for sign in TECHNICAL_SIGNS:  # a loop: `any` costs several times as much, and every line comes by here
        if sign in line:
            return True
    return any(pair.search(line) for pair in TECHNICAL_PAIRS)


def _apart(line: str, found: list[Change]) -> list[Change]:
    """Give changes in order, without those that overlap an earlier one or stand in something technical."""
    found.sort(key=itemgetter(0, 1))
    verdict = _Verdict(line) if _may_be_technical(line) else None
    kept: list[Change] = []
    done, inserted = 0, -1
    for change in found:
        start, end = change.start, change.end
        if start < done or start == end == inserted:
            continue
        if verdict is not None and not line[start:end].isspace() and verdict.is_technical(start):
            continue
        kept.append(change)
        done = end
        inserted = start if start == end else -1
    return kept
