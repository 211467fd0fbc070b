"""How the number of unfinished places fell over time: one point for each state of the sources that was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

_Any = TypeVar("_Any")


class Point(NamedTuple):
    """The markers at one commit: `day` is ISO 8601, `commit` its name, then how many of each level."""

    day: str
    commit: str
    sure: int
    suspected: int
    blank: int


def evenly(states: Sequence[_Any], most: int) -> tuple[_Any, ...]:
    """Choose at most so many states (two or more): the first, the last, and evenly between."""
    if len(states) <= most:
        return tuple(states)
    last = len(states) - 1
    return tuple(states[round(place * last / (most - 1))] for place in range(most))
