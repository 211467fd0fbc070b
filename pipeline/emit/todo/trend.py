"""The number of markers over time for a terminal: a line for each of a few days, with a bar."""

from __future__ import annotations

from pipeline.emit.dates import iso_date, long_date
from pipeline.emit.history import Point, evenly
from pipeline.emit.words import level_word
from pipeline.messages import Say
from pipeline.model import MarkerLevel

_ROWS = 12
_WIDTH = 24
# Eighths of a full block, for the end of a bar.
_EIGHTHS = " ▏▎▍▌▋▊▉"


def trend(points: tuple[Point, ...], say: Say, language: str) -> str:
    """Give a heading, then day, number, bar and levels for at most a dozen points: first, last, evenly between."""
    shown = _few(points)
    most = max(_total(point) for point in shown)
    rows = [(_day(point, say, language), str(_total(point)), _bar(_total(point), most), point) for point in shown]
    wide, deep = max(len(row[0]) for row in rows), max(len(row[1]) for row in rows)
    lines = [say("Over time:")]
    for day, total, bar, point in rows:
        lines.append(f"  {day:<{wide}}  {total:>{deep}}  {bar:<{_WIDTH}}  {_levels(point, say)}".rstrip())
    return "\n".join(lines) + "\n"


def _few(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Choose what is shown: of a day the last point only."""
    return evenly(tuple({(point.day, not point.commit): point for point in points}.values()), _ROWS)


def _total(point: Point) -> int:
    return point.sure + point.suspected + point.blank


def _bar(number: int, most: int) -> str:
    eighths = round(number * _WIDTH * 8 / most) if most else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _day(point: Point, say: Say, language: str) -> str:
    """Give the day in words; a point without a commit is the folder as it stands."""
    if not point.commit:
        return say("Now")
    day = iso_date(point.day)
    return long_date(day, language) if day is not None else point.day


def _levels(point: Point, say: Say) -> str:
    counts: tuple[tuple[MarkerLevel, int], ...]
    counts = (("sure", point.sure), ("suspected", point.suspected), ("blank", point.blank))
    return ", ".join(f"{number} {level_word(level, say)}" for level, number in counts if number)
