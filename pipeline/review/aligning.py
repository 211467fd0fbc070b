"""What two sequences have in common, in order; fast where most of it is the same, whatever their length.

What stands once in both is trusted first (patience diff); only in the small gaps that remain is everything compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

Pair: TypeAlias = tuple[int, int]
# The largest gap, as one length times the other, in which everything is compared with everything.
_SMALL = 40_000


class Gap(NamedTuple):
    """A stretch of the left sequence beside a stretch of the right one."""

    left: int
    left_end: int
    right: int
    right_end: int


def in_common(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[Pair]:
    """Give the places of equal items, each used once, both sides in order."""
    found: list[Pair] = []
    waiting = [Gap(0, len(left), 0, len(right))]
    while waiting:
        gap, same = _trimmed(waiting.pop(), left, right)
        found += same
        if gap.left == gap.left_end or gap.right == gap.right_end:
            continue
        sure = rising(_once(left, right, gap))
        if sure:
            waiting += gaps(sure, gap)
            found += sure
        else:
            found += _compared(left, right, gap)
    return sorted(found)


def gaps(pairs: Sequence[Pair], within: Gap) -> Iterator[Gap]:
    """Give what stands between pairs, both sides rising: before the first, between two, after the last."""
    start, other = within.left, within.right
    for i, j in pairs:
        yield Gap(start, i, other, j)
        start, other = i + 1, j + 1
    yield Gap(start, within.left_end, other, within.right_end)


def _trimmed(gap: Gap, left: Sequence[Hashable], right: Sequence[Hashable]) -> tuple[Gap, list[Pair]]:
    """Take off what is the same at both ends."""
    start, end, other, other_end = gap
    same: list[Pair] = []
    while start < end and other < other_end and left[start] == right[other]:
        same.append((start, other))
        start, other = start + 1, other + 1
    while start < end and other < other_end and left[end - 1] == right[other_end - 1]:
        end, other_end = end - 1, other_end - 1
        same.append((end, other_end))
    return Gap(start, end, other, other_end), same


def _once(left: Sequence[Hashable], right: Sequence[Hashable], gap: Gap) -> list[Pair]:
    """Pair what stands exactly once on both sides of a gap."""
    ours = Counter(left[gap.left : gap.left_end])
    theirs = Counter(right[gap.right : gap.right_end])
    places = {right[j]: j for j in range(gap.right, gap.right_end) if theirs[right[j]] == 1}
    return [(i, places[left[i]]) for i in range(gap.left, gap.left_end) if ours[left[i]] == 1 and left[i] in places]


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Give the longest run of pairs, in order on the left, that is in order on the right too."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_i, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        if at == len(ends):
            ends.append(j)
            tops.append(number)
        else:
            ends[at], tops[at] = j, number
        before.append(tops[at - 1] if at else -1)
    chain: list[Pair] = []
    number = tops[-1] if tops else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _compared(left: Sequence[Hashable], right: Sequence[Hashable], gap: Gap) -> Iterator[Pair]:
    if (gap.left_end - gap.left) * (gap.right_end - gap.right) > _SMALL:
        yield from _greedy(left, right, gap)
        return
    ours, theirs = left[gap.left : gap.left_end], right[gap.right : gap.right_end]
    for i, j, size in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        yield from ((gap.left + i + step, gap.right + j + step) for step in range(size))


def _greedy(left: Sequence[Hashable], right: Sequence[Hashable], gap: Gap) -> Iterator[Pair]:
    """Pair each item with the next equal one that is not far, where all of a large gap stands in it several times."""
    j = gap.right
    for i in range(gap.left, gap.left_end):
        near = next((at for at in range(j, min(j + 50, gap.right_end)) if right[at] == left[i]), None)
        if near is not None:
            yield i, near
            j = near + 1
