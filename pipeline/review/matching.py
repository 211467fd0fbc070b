"""Which unit of today's book is what an anchor of the edition led to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.manuscript.edition import Edition, Source
from pipeline.review.aligning import Gap, gaps, in_common, rising
from pipeline.review.likeness import likeness, words
from pipeline.review.units import Unit
from pipeline.source import Span

# How much of the words must be the same for a unit to be one that was changed since.
_ALIKE = 0.5
_NOWHERE = Span("", 0, 0, 0, 0)


class Match(NamedTuple):
    """The unit of an anchor, and whether its words are those that the edition had."""

    unit: Unit
    is_same: bool


class _Known(NamedTuple):
    """Words of the edition, by whose names they were drawn (once, or several times), and as they were printed."""

    names: tuple[str, ...]
    source: Source
    text: str


class _Found(NamedTuple):
    """What is found: the matches by the first name, and the numbers of the units that are taken."""

    by_name: dict[str, Match]
    taken: set[int]

    def put(self, known: _Known, unit: Unit, is_same: bool) -> None:
        """Say that these words are this unit."""
        self.taken.add(unit.number)
        for name in known.names:
            self.by_name[name] = Match(unit, is_same)

    def has(self, known: _Known) -> bool:
        """Tell whether the unit of these words is found."""
        return known.names[0] in self.by_name


def matches(edition: Edition, units: Sequence[Unit]) -> Mapping[str, Match]:
    """Give the unit of each anchor that still has one, by the anchor's name.

    In its own file by its words, in order; then by its words wherever they went; then, between two that are found, by
    words that are like its own.
    """
    ours, theirs = _by_file(edition), _units_by_file(units)
    found = _Found({}, set())
    for file, known in ours.items():
        there = theirs.get(file, ())
        for i, j in in_common([one.source.digest for one in known], [one.digest for one in there]):
            found.put(known[i], there[j], is_same=True)
    _elsewhere([one for known in ours.values() for one in known if not found.has(one)], units, found)
    for file, known in ours.items():
        _changed(known, theirs.get(file) or _renamed(known, theirs, found), found)
    return found.by_name


def _by_file(edition: Edition) -> dict[str, list[_Known]]:
    """Give the words of each file, in the order of their places."""
    texts = {name: one.text[start:end] for one in edition.paragraphs for name, start, end in one.anchors}
    drawn: dict[Source, list[str]] = defaultdict(list)
    for name, source in edition.sources.items():
        drawn[source].append(name)
    found: dict[str, list[_Known]] = defaultdict(list)
    for source, names in sorted(drawn.items(), key=lambda item: item[0].span):
        found[source.span.file].append(_Known(tuple(names), source, texts.get(names[0], "")))
    return found


def _units_by_file(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        found[unit.file].append(unit)
    for there in found.values():
        there.sort(key=lambda unit: (unit.span or _NOWHERE, unit.number))
    return found


def _elsewhere(left: Sequence[_Known], units: Sequence[Unit], found: _Found) -> None:
    """Find words in another place or file; words that stand there several times are given in order."""
    free: dict[str, list[Unit]] = defaultdict(list)
    for unit in reversed(units):
        if unit.number not in found.taken:
            free[unit.digest].append(unit)
    for one in left:
        if free[one.source.digest]:
            found.put(one, free[one.source.digest].pop(), is_same=True)


def _renamed(known: Sequence[_Known], theirs: Mapping[str, Sequence[Unit]], found: _Found) -> Sequence[Unit]:
    """Give the units of the file that most of a file's words went to: it has another name now."""
    files = [found.by_name[one.names[0]].unit.file for one in known if found.has(one)]
    return theirs[max(sorted(set(files)), key=files.count)] if files else ()


def _changed(known: Sequence[_Known], units: Sequence[Unit], found: _Found) -> None:
    """Find words that were changed since, between those before and after them that are still there."""
    places = {unit.number: at for at, unit in enumerate(units)}
    numbers = {i: found.by_name[one.names[0]].unit.number for i, one in enumerate(known) if found.has(one)}
    pairs = rising([(i, places[number]) for i, number in numbers.items() if number in places])
    for gap in gaps(pairs, Gap(0, len(known), 0, len(units))):
        left = [one for one in known[gap.left : gap.left_end] if not found.has(one)]
        free = [unit for unit in units[gap.right : gap.right_end] if unit.number not in found.taken]
        is_one = len(left) == len(free) == 1
        for one in left:
            best = _most_like(one, free)
            if best is not None and (is_one or likeness(words(one.text), words(best.text)) >= _ALIKE):
                found.put(one, best, is_same=False)
                free = free[free.index(best) + 1 :]


def _most_like(known: _Known, units: Sequence[Unit]) -> Unit | None:
    mine = words(known.text)
    return max(units, key=lambda unit: likeness(mine, words(unit.text)), default=None)
