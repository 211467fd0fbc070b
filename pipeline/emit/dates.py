"""Dates as readers read them."""

from __future__ import annotations

from datetime import date


def iso_date(text: str) -> date | None:
    """Give the day that an ISO 8601 date or time begins with, or None where there is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def long_date(day: date, language: str) -> str:
    """Give a day in words in a BCP 47 language: "14 mars 2026", and in French "1er" for the first."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    words = format_date(day, "long", locale=locale)
    return "1er" + words[1:] if locale.language == "fr" and day.day == 1 else words
