"""Words in a drawing: text set in lines of about the same length, in the typeface of the book, as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import escape

from pipeline.emit.balance import balanced
from pipeline.emit.fonts import widths


class Lettering(NamedTuple):
    """How a text is set: size and line in pixels, weight, colour, and how many lines it may have."""

    size: int
    line: int
    weight: int
    color: str
    most: int


def lettered(text: str, setting: Lettering, left: float, top: float, room: float) -> Iterator[str]:
    """Draw a text in a room so many pixels wide; `top` is where its first line stands."""
    lines = broken(text, setting, room)
    if len(lines) > setting.most:
        lines = [*lines[: setting.most - 1], f"{lines[setting.most - 1]}…"]
    for place, line in enumerate(lines):
        yield (
            f'<text x="{left}" y="{top + place * setting.line}" font-family="Source Sans Pro" '
            f'font-size="{setting.size}" font-weight="{setting.weight}" fill="{setting.color}">{escape(line)}</text>'
        )


def broken(text: str, setting: Lettering, room: float) -> list[str]:
    """Break a text into lines of about the same length."""
    measure = widths(setting.weight).of
    ems = balanced(text, room / setting.size, setting.weight) + 0.01 if text.strip() else 0.0
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= ems:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
