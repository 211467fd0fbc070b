"""Days and numbers of the burndown: the state of each day, and the axes on which it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.emit.dates import iso_date, short_date
from pipeline.emit.history import Point

# What a step of the numbers' axis may be, times a power of ten; and how many months a step of the dates' may be.
_ROUND = (1, 2, 5, 10)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


class Day(NamedTuple):
    """How many markers there were at the end of a day."""

    day: date
    sure: int
    suspected: int


class Scale(NamedTuple):
    """From days and numbers to pixels."""

    first: date
    days: int
    top: int
    left: float
    right: float
    high: float
    low: float

    def x(self, day: date) -> float:
        """Give how far from the left a day stands."""
        return round(self.left + (self.right - self.left) * (day - self.first).days / max(1, self.days), 1)

    def y(self, number: int) -> float:
        """Give how far from the top a number stands."""
        return round(self.low - (self.low - self.high) * number / self.top, 1)


def days_of(history: Iterable[Point]) -> tuple[Day, ...]:
    """Give the state at the end of each day, the oldest first.

    Commits of one day stand at one place of the axis, so that the last of them counts; the clock of a commit may be
    wrong, but the order of the points is not: no day comes before the one it follows.
    """
    days: list[Day] = []
    for point in history:
        day = iso_date(point.day)
        if day is None:
            continue
        if days and day <= days[-1].day:
            days[-1] = Day(days[-1].day, point.sure, point.suspected)
        else:
            days.append(Day(day, point.sure, point.suspected))
    return tuple(days)


def ticks(most: int, wanted: int) -> tuple[int, ...]:
    """Give round numbers from 0 to at least `most`, about `wanted` steps."""
    power = 1
    while power * 10 * wanted < most:
        power *= 10
    step = next(power * factor for factor in _ROUND if power * factor * wanted >= most)
    return tuple(range(0, max(most, 1) + step, step)) if most % step or not most else tuple(range(0, most + 1, step))


def _months(first: date, last: date, wanted: int) -> tuple[date, ...]:
    """Give first days of months (or of quarters, of years) between two days, few enough to be read."""
    months = [
        date(month // 12, month % 12 + 1, 1)
        for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ]
    for step in _MONTHS:
        kept = tuple(day for day in months if (day.year * 12 + day.month - 1) % step == 0 and first <= day <= last)
        if len(kept) <= wanted:
            return kept
    return ()


def dates(days: Sequence[Day], wanted: int, language: str) -> tuple[tuple[date, str], ...]:
    """Give the days that the axis names: beginnings of months, or first and last where there are not two of those."""
    first, last = days[0].day, days[-1].day
    months = _months(first, last, wanted)
    if len(months) >= 2:
        yearly = all(day.month == 1 for day in months)
        return tuple((day, short_date(day, language, "y" if yearly else "MMM y")) for day in months)
    ends = (first,) if first == last else (first, last)
    return tuple((day, short_date(day, language, "d MMM y")) for day in ends)
