"""What a file lacks of what its stretches must hold: passages and things, each with its place, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from pipeline.build.verify.compare import missing
from pipeline.build.verify.expected import Stretch, Word
from pipeline.build.verify.found import Found
from pipeline.build.verify.text import fold
from pipeline.build.verify.things import SORTS, Sort, Thing
from pipeline.source import Span

Kind: TypeAlias = Sort | Literal["word"]
KINDS: tuple[Kind, ...] = ("word", *SORTS)

_MOST = 0.5  # of its words: a note that lacks more is missing, where the file does not mark notes
_GAP = 2  # words that were found by chance inside a passage that is missing
_LONGEST = 160  # letters of a passage that are shown


class Loss(NamedTuple):
    """Something that a chapter of a file lacks: `size` words of a passage, or one thing."""

    kind: Kind
    stretch: str
    title: str
    size: int
    text: str
    where: Span


class Count(NamedTuple):
    """How many of a kind a chapter must hold, and how many of them it holds."""

    expected: int
    found: int


class Checked(NamedTuple):
    """One stretch of one file: its counts by kind, and what it lacks."""

    stretch: Stretch
    counts: Mapping[Kind, Count]
    losses: tuple[Loss, ...]


class Verdict(NamedTuple):
    """What one file holds and lacks, stretch by stretch; `output` is its name in handbook.yml."""

    output: str
    file: str
    stretches: tuple[Checked, ...]

    @property
    def losses(self) -> tuple[Loss, ...]:
        """Everything that the file lacks."""
        return tuple(loss for one in self.stretches for loss in one.losses)

    def total(self, kind: Kind) -> Count:
        """Count a kind through the whole file."""
        counts = [one.counts[kind] for one in self.stretches]
        return Count(sum(one.expected for one in counts), sum(one.found for one in counts))


def checked(stretches: Sequence[Stretch], found: Mapping[str, Found]) -> tuple[Checked, ...]:
    """Compare a file with what it must hold.

    A chapter whose beginning the file does not tell is sought together with the one before it.
    """
    return tuple(one for group in _groups(stretches, found) for one in _group(group, found))


def _groups(stretches: Sequence[Stretch], found: Mapping[str, Found]) -> Iterator[list[Stretch]]:
    group: list[Stretch] = []
    for stretch in stretches:
        if group and stretch.id in found:
            yield group
            group = []
        group.append(stretch)
    yield group


def _group(group: list[Stretch], found: Mapping[str, Found]) -> Iterator[Checked]:
    holds = found.get(group[0].id, Found("", ()))
    lacking = missing([word.pieces for stretch in group for word in stretch.words], holds.text)
    things = [thing for stretch in group for thing in stretch.things]
    unseen = unmatched(things, holds)
    done = seen = 0
    for stretch in group:
        own = lacking[done : done + len(stretch.words)]
        gone = unseen[seen : seen + len(stretch.things)]
        for number, thing in enumerate(stretch.things):
            if thing.sort in holds.blind:
                gone[number] = _share(thing, own) > _MOST
        done += len(stretch.words)
        seen += len(stretch.things)
        yield _checked(stretch, own, gone)


def _checked(stretch: Stretch, lacking: Sequence[bool], gone: Sequence[bool]) -> Checked:
    lost = [thing for thing, is_gone in zip(stretch.things, gone, strict=True) if is_gone]
    told = (*_passages(stretch, lacking), *_lost(stretch, lacking, lost))
    expected = Counter[Kind](thing.sort for thing in stretch.things)
    missed = Counter[Kind](thing.sort for thing in lost)
    counts: dict[Kind, Count] = {sort: Count(expected[sort], expected[sort] - missed[sort]) for sort in SORTS}
    words = Count(len(stretch.words), len(stretch.words) - sum(lacking))
    return Checked(stretch, {"word": words, **counts}, tuple(told))


def _passages(stretch: Stretch, lacking: Sequence[bool]) -> Iterator[Loss]:
    """Give each run of missing words of one file as a passage, with the place of its first word."""
    start = last = -1
    for number, lacks in enumerate((*lacking, False)):
        ended = number == len(lacking)
        if start >= 0 and (ended or (lacks and (number - last > _GAP + 1 or _parted(stretch, last, number)))):
            yield _passage(stretch, stretch.words[start : last + 1], sum(lacking[start : last + 1]))
            start = -1
        if lacks:
            start, last = (number if start < 0 else start), number


def _parted(stretch: Stretch, one: int, other: int) -> bool:
    return stretch.words[one].place().file != stretch.words[other].place().file


def _passage(stretch: Stretch, words: Sequence[Word], count: int) -> Loss:
    shown = ""
    for number, word in enumerate(words):
        shown += f" {word.shown}" if shown else word.shown
        if len(shown) > _LONGEST and number + 1 < len(words):
            shown += " …"
            break
    return Loss("word", stretch.id, stretch.title, count, shown, words[0].place())


def _lost(stretch: Stretch, lacking: Sequence[bool], lost: Sequence[Thing]) -> Iterator[Loss]:
    """Give the things that are lost; of tables and notes, which are only counted, those whose words are missing."""
    told: set[Thing] = set()
    for thing in lost:
        one = thing
        if thing.sort in ("table", "note"):
            alike = [other for other in stretch.things if other.sort == thing.sort and other not in told]
            one = max(alike, key=lambda other: _share(other, lacking))
            told.add(one)
        yield Loss(one.sort, stretch.id, stretch.title, 1, one.shown, one.where)


def _share(thing: Thing, lacking: Sequence[bool]) -> float:
    """Give how much of a thing's words are missing, from 0 to 1."""
    first, end = thing.words
    return sum(lacking[first:end]) / (end - first) if end > first else 0.0


def unmatched(things: Sequence[Thing], holds: Found) -> list[bool]:
    """Tell for each expected thing whether the file lacks it."""
    pools: dict[Sort, Counter[str]] = {sort: Counter() for sort in SORTS}
    for seen in holds.things:
        pools[seen.sort][seen.key] += 1
    gone = [not _take(pools[thing.sort], thing.key) if thing.sort in _KEYED else False for thing in things]
    for sort in ("table", "note"):
        _by_count(things, sort, pools[sort].total(), gone)
    letters = ""
    for number, thing in enumerate(things):
        if gone[number] and thing.sort in ("link", "formula"):
            letters = letters or fold(holds.text)
            gone[number] = not _told_otherwise(thing, pools, letters)
    _pictures(things, pools["picture"], gone)
    return gone


_KEYED: frozenset[Sort] = frozenset(("picture", "link", "formula"))


def _take(pool: Counter[str], key: str) -> bool:
    if pool[key] <= 0:
        return False
    pool[key] -= 1
    return True


def _by_count(things: Sequence[Thing], sort: Sort, found: int, gone: list[bool]) -> None:
    """Mark the last things of a sort as gone where the file holds fewer than it must."""
    numbers = [number for number, thing in enumerate(things) if thing.sort == sort]
    for number in numbers[found:]:
        gone[number] = True


def _told_otherwise(thing: Thing, pools: Mapping[Sort, Counter[str]], letters: str) -> bool:
    """Tell whether an address is printed, or a formula drawn as a picture or in a form that has no source."""
    if thing.sort == "formula":
        if _take(pools["picture"], thing.key):
            return True
        other = next((key for key, count in pools["formula"].items() if count > 0), None)
        return (other is not None and _take(pools["formula"], other)) or bool(thing.key and thing.key in letters)
    return thing.key.startswith("to ") and fold(thing.shown) in letters


def _pictures(things: Sequence[Thing], pool: Counter[str], gone: list[bool]) -> None:
    """Match the pictures that are left: by words that hold theirs, then those without words by what is left."""
    left = [number for number, thing in enumerate(things) if thing.sort == "picture" and gone[number]]
    for number in sorted(left, key=lambda one: not things[one].key):
        key = things[number].key
        other = next((one for one, count in pool.items() if count > 0 and (not key or key in one)), None)
        if other is not None:
            pool[other] -= 1
            gone[number] = False
