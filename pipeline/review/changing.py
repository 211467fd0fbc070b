"""Which of the reviewers' changes can be made in the sources, one after the other, and why others can't."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from pipeline.review.original import Original, encoded, offsets, original, own_lines
from pipeline.review.remark import Edit, Remark, Review

Read: TypeAlias = Callable[[str], bytes]
# ready: it can be made; twin: another change that is made says the same; unsure: its place or its words are not
# certain; crossed: it stands in the words of a change that is made; unwritable: the file cannot hold it; done: the
# sources say so already; none: nothing is asked to be changed.
Fate: TypeAlias = Literal["ready", "twin", "unsure", "crossed", "unwritable", "done", "none"]


class Put(NamedTuple):
    """Characters `start` to `end` of a file's text are replaced by `new`, as the remarks of some numbers ask."""

    start: int
    end: int
    new: str
    numbers: tuple[int, ...]


class Changes(NamedTuple):
    """What becomes of each remark, by its number; by file, in the review's order, the changes that can be made."""

    fates: Mapping[int, Fate]
    puts: Mapping[str, tuple[Put, ...]]

    def count(self, *fates: Fate) -> int:
        """Count remarks by what becomes of them."""
        return sum(fate in fates for fate in self.fates.values())


def numbered(review: Review) -> tuple[tuple[int, Remark], ...]:
    """Give the remarks with their numbers, from 1: the same in every report, patch and message."""
    return tuple(enumerate(review.remarks, start=1))


def changes(review: Review, read: Read) -> Changes:
    """Settle what becomes of each remark.

    Args:
        review: the remarks.
        read: gives the bytes of a source; it may raise OSError.
    """
    fates: dict[int, Fate] = {number: _without_edit(remark) for number, remark in numbered(review)}
    asked = [
        (number, remark.edit)
        for number, remark in numbered(review)
        if remark.edit is not None and remark.certainty == "exact"
    ]
    puts: dict[str, tuple[Put, ...]] = {}
    for file in dict.fromkeys(edit.span.file for _number, edit in asked):
        group = [one for one in asked if one[1].span.file == file]
        own, told = _in_file(group, _opened(file, read))
        fates.update(told)
        if own:
            puts[file] = own
    return Changes(fates, puts)


def _without_edit(remark: Remark) -> Fate:
    return "none" if remark.sort == "comment" else "unsure"


def _opened(file: str, read: Read) -> Original | None:
    try:
        return original(read(file))
    except OSError:
        return None


def _in_file(asked: Sequence[tuple[int, Edit]], file: Original | None) -> tuple[tuple[Put, ...], dict[int, Fate]]:
    """Give the changes of one file, in order, and what becomes of each."""
    fates: dict[int, Fate] = {}
    wanted: list[Put] = []
    for number, edit in asked:
        place = offsets(file, edit.span) if file is not None else None
        if file is None or place is None or encoded(file, edit.new) is None:
            fates[number] = "unwritable"
            continue
        put = Put(*place, own_lines(file, edit.new), (number,))
        fates[number] = "done" if file.text[put.start : put.end] == put.new else "ready"
        wanted += [put] if fates[number] == "ready" else []
    kept: list[Put] = []
    for put in sorted(wanted, key=lambda one: (one.start, one.end, one.numbers)):
        last = kept[-1] if kept else None
        if last is not None and last[:3] == put[:3]:
            kept[-1] = last._replace(numbers=last.numbers + put.numbers)
            fates[put.numbers[0]] = "twin"
        elif last is not None and _cross(last, put):
            fates[put.numbers[0]] = "crossed"
        else:
            kept.append(put)
    return tuple(kept), fates


def _cross(one: Put, other: Put) -> bool:
    """Tell whether two changes, the first of which begins first, want the same place."""
    return other.start < one.end or (one.start, one.end) == (other.start, other.end)


def changed(text: str, puts: Iterable[Put]) -> str:
    """Give a text with changes made, which are in order and do not overlap."""
    pieces: list[str] = []
    done = 0
    for put in puts:
        pieces += (text[done : put.start], put.new)
        done = put.end
    return "".join((*pieces, text[done:]))


def moved(put: Put, others: Iterable[Put]) -> Put:
    """Give a change with its place once words were put before it, which take nothing away and stand in order."""
    before_start = sum(len(one.new) for one in others if one.start < put.start or one.start == put.start < put.end)
    before_end = sum(len(one.new) for one in others if one.start < put.end)
    return put._replace(start=put.start + before_start, end=put.end + before_end)
