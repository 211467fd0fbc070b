"""Dates as authors write them -> ISO 8601.

Read are ISO's own forms (with or without a time), `2023/12/25`, `20231225`, day or month first with `/`, `.` or `-`,
and words in French or English (`lundi 25 décembre 2023`, `1er mars 2024`, `December 25, 2023`). Where both readings of
figures are possible, the day comes first, as in French.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

_MONTHS = (
    *(("janvier", "january"), ("fevrier", "february"), ("mars", "march"), ("avril", "april"), ("mai", "may")),
    *(("juin", "june"), ("juillet", "july"), ("aout", "august"), ("septembre", "september")),
    *(("octobre", "october"), ("novembre", "november"), ("decembre", "december")),
)
_SHORTEST = 3  # letters of a month's short form: "déc.", "Sep"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(\d{4})(\d{2})(\d{2})$")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?:[a-z]+\.?,? )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)\.?,? (\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"(?:[a-z]+\.?,? )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")


class ReadDate(NamedTuple):
    """A date as ISO 8601; `is_guess` when another reading of its figures is possible."""

    iso: str
    is_guess: bool = False


def read_date(written: str) -> ReadDate | None:
    """Give the date that a text begins with, or None where it is no date of the calendar."""
    text = _plain(written)
    if matched := _YEAR_FIRST.match(text):
        year, _mark, month, day, *together = matched.groups()
        return _made(*(together if year is None else (year, month, day)))
    if matched := _YEAR_LAST.match(text):
        first, _mark, second, year = matched.groups()
        day_first = _made(year, second, first)
        month_first = _made(year, first, second)
        if day_first and month_first and day_first != month_first:
            return day_first._replace(is_guess=True)
        return day_first or month_first
    if matched := _DAY_FIRST.match(text):
        day, word, year = matched.groups()
        return _made(year, _month(word), day)
    if matched := _MONTH_FIRST.match(text):
        word, day, year = matched.groups()
        return _made(year, _month(word), day)
    return None


def _plain(written: str) -> str:
    """Give a text in small letters without accents, each blank one space."""
    letters = unicodedata.normalize("NFKD", written.lower())
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


def _month(word: str) -> str:
    """Give a month's number by its name or by a beginning of it that no other month has; "" for none."""
    numbers = {number for number, names in enumerate(_MONTHS, 1) if any(one.startswith(word) for one in names)}
    return str(numbers.pop()) if len(word) >= _SHORTEST and len(numbers) == 1 else ""


def _made(year: str, month: str, day: str) -> ReadDate | None:
    try:
        return ReadDate(date(int(year), int(month), int(day)).isoformat())
    except ValueError:
        return None
