"""Dates as readers read them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale


def iso_date(text: str) -> date | None:
    """Give the day that an ISO 8601 date or time begins with, or None where there is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def long_date(day: date, language: str) -> str:
    """Give a day in words in a BCP 47 language: "14 mars 2026", and in French "1er" for the first."""
    from babel.dates import format_date

    locale = _locale(language)
    words = format_date(day, "long", locale=locale)
    return "1er" + words[1:] if locale.language == "fr" and day.day == 1 else words


def short_date(day: date, language: str, parts: Literal["d MMM y", "MMM y", "y"]) -> str:
    """Give the parts of a day that an axis has room for: "14 janv. 2026", "mars 2026" or "2026"."""
    from babel.dates import format_skeleton

    locale = _locale(language)
    words = format_skeleton(parts.replace(" ", ""), day, locale=locale)
    first = locale.language == "fr" and day.day == 1 and parts.startswith("d")
    return "1er" + words[1:] if first else words
