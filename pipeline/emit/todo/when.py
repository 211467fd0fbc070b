"""Due dates and ages as readers say them, all counted from the day of the report and never from a clock."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pipeline.emit.dates import iso_date, long_date
from pipeline.messages import Say
from pipeline.messages import mark as _

# From so many days on, the oldest first: the key of an age, and what it is called.
_AGES = (
    (365, "year", _("Over a year")),
    (183, "half-year", _("Six months to a year")),
    (30, "months", _("One to six months")),
    (0, "recent", _("Under a month")),
)
_UNKNOWN = ("unknown", _("Age unknown"))
AGES: tuple[tuple[str, str], ...] = (*((key, title) for _least, key, title in _AGES), _UNKNOWN)


class Due(NamedTuple):
    """By when a place is to be finished: the day (None: not said, or no date), days of delay (0: none), in words."""

    day: date | None
    late: int
    words: str


def due(written: str, built: date, language: str, say: Say) -> Due:
    """Read a due date; a day that has not passed when the report is made is not late."""
    day = iso_date(written)
    if day is None:
        return Due(None, 0, written)
    late = max(0, (built - day).days)
    if not late:
        return Due(day, 0, say("due by {date}", date=long_date(day, language)))
    return Due(day, late, say("one day overdue") if late == 1 else say("{count} days overdue", count=late))


def age(since: str, built: date) -> int | None:
    """Give how many days ago a line was last changed; None where that is not known."""
    day = iso_date(since)
    return None if day is None else max(0, (built - day).days)


def age_key(days: int | None) -> str:
    """Give the key of an age in `AGES`."""
    if days is None:
        return _UNKNOWN[0]
    return next(key for least, key, _title in _AGES if days >= least)


def age_words(days: int, say: Say) -> str:
    """Say how long something lasts: days, then months of 30.4 days, then years of 365.25."""
    if days < 2:
        return say("a day") if days else say("less than a day")
    if days < 61:
        return say("{count} days", count=days)
    if days < 731:
        return say("{count} months", count=round(days / 30.44))
    return say("{count} years", count=int(days / 365.25))


def changed(author: str, days: int | None, say: Say) -> str:
    """Say who last changed a line, and how long ago; "" where neither is known."""
    if days is None:
        return say("last changed by {author}", author=author) if author else ""
    if not author:
        return say("last changed {age} ago", age=age_words(days, say))
    return say("last changed {age} ago by {author}", age=age_words(days, say), author=author)
