"""The words for what an author wrote with a marker: by when, and how much it matters; the same in every output.

A marker is due on the last day of its date: it is overdue from the day after, as seen from the day the book was built.
"""

from __future__ import annotations

from datetime import date

from pipeline.emit.dates import iso_date, long_date
from pipeline.messages import Say
from pipeline.model import Marker


def is_overdue(marker: Marker, built: date) -> bool:
    """Tell whether a marker's date has passed on the day of a build; a marker without a date never is."""
    day = iso_date(marker.due)
    return day is not None and day < built


def due_words(marker: Marker, built: date, language: str, say: Say) -> str:
    """Say by when a marker is due, in a BCP 47 language, or that it is late; "" where no date was written."""
    if not marker.due:
        return ""
    day = iso_date(marker.due)
    words = long_date(day, language) if day else marker.due
    return say("overdue since {date}", date=words) if is_overdue(marker, built) else say("due by {date}", date=words)


def priority_word(marker: Marker, say: Say) -> str:
    """Give the word for a marker's priority; "" where its author wrote none."""
    match marker.priority:
        case "high":
            return say("high priority")
        case "low":
            return say("low priority")
        case "":
            return ""
