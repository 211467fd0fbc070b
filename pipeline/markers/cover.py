"""Which of many stretches holds another, without going through them all: an author may write ten thousand on a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")


class Cover(NamedTuple, Generic[Item]):
    """Stretches in order of their starts; for each, the one that reaches farthest among it and those before."""

    starts: list[int]
    ends: list[int]
    farthest: list[Item]


def cover(stretches: Iterable[tuple[int, int, Item]]) -> Cover[Item]:
    """Give the cover of stretches, each with what it stands for; `end` belongs to a stretch."""
    made: Cover[Item] = Cover([], [], [])
    for start, end, item in sorted(stretches, key=lambda one: one[:2]):
        if made.ends and made.ends[-1] >= end:
            end, item = made.ends[-1], made.farthest[-1]
        made.starts.append(start)
        made.ends.append(end)
        made.farthest.append(item)
    return made


def holder(of: Cover[Item], start: int, end: int) -> Item | None:
    """Give what a stretch stands for that holds all of `start` to `end`; None where none does."""
    index = bisect_right(of.starts, start) - 1
    return of.farthest[index] if index >= 0 and of.ends[index] >= end else None
