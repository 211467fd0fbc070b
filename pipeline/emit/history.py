"""How the number of unfinished places fell over time: one point for each state of the sources that was looked at."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """The markers at one commit: `day` is ISO 8601, `commit` its name, then how many of each level."""

    day: str
    commit: str
    sure: int
    suspected: int
    blank: int
