"""Dates as the Word file says them."""

from __future__ import annotations

from pipeline.emit.dates import iso_date, long_date


def dated(text: str, language: str) -> str:
    """Give a date in words, or as it is written where it is no ISO date."""
    day = iso_date(text)
    return long_date(day, language) if day else text
