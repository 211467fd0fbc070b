"""Words in a drawing: text set in lines of about the same length, in the typeface of the book, as SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import escape

from pipeline.emit.balance import balanced
from pipeline.emit.fonts import widths

_BREAKS = re.compile(r"[ \t\r\n]+")  # not the spaces that hold two words together
# Signs that the typeface lacks, by those that look like them.
_ALIKE = str.maketrans({"\u2011": "-", "\u2009": "\u202f"})


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
    """Break a text into lines of about the same length, without what the typeface does not draw (emoji)."""
    measure, known = widths(setting.weight).of, widths(setting.weight).advances
    words = ("".join(one for one in word if one in known) for word in _BREAKS.split(text.translate(_ALIKE)))
    drawable = " ".join(word for word in words if word.strip())
    ems = balanced(drawable, room / setting.size, setting.weight) + 0.01 if drawable else 0.0
    lines: list[str] = []
    for word in drawable.split(" ") if drawable else ():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= ems:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
