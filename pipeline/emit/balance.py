"""Titles broken into lines of about the same length, by measure: a lone last word looks like a mistake.

WeasyPrint has no `text-wrap: balance`; a title gets instead the narrowest width that needs no more lines.
"""

from __future__ import annotations

import re

from pipeline.emit.fonts import widths

_MANY_LINES = 4  # longer titles are left alone
_STEP = 0.25  # ems
_BREAKS = re.compile(r"[ \t\n]+")  # not the spaces that hold two words together


def balanced(text: str, room: float, weight: int = 600) -> float:
    """Give the width, in ems, that a title is best set in where there are `room` ems."""
    measure = widths(weight).of
    words = [measure(word) for word in _BREAKS.split(text.strip())]
    space = measure(" ")
    fewest = _lines(words, space, room)
    if not 1 < fewest <= _MANY_LINES:
        return room
    width = room
    while width - _STEP > max(words) and _lines(words, space, width - _STEP) == fewest:
        width -= _STEP
    return width


def balanced_style(text: str, millimetres: float, points: float, weight: int = 600) -> str:
    """Give the CSS width of a title that is set in `points` where there are `millimetres` of room."""
    room = millimetres * 72 / 25.4 / points
    return f"width:{min(balanced(text, room, weight) + _STEP, room):g}em"


def _lines(words: list[float], space: float, room: float) -> int:
    """Count the lines that words of these widths fill, broken as soon as one does not fit."""
    lines, used = 0, room
    for word in words:
        if not lines or used + space + word > room:
            lines, used = lines + 1, word
        else:
            used += space + word
    return lines
