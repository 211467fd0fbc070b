"""The cover as a picture: the pattern above, the title low on the page, who and when at its foot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import escape

from pipeline.emit.balance import balanced
from pipeline.emit.docx.picture import draw
from pipeline.emit.fonts import widths
from pipeline.emit.front import cover_facts
from pipeline.emit.order import Order
from pipeline.emit.pattern import pattern

WIDTH, HEIGHT = 1200, 1800  # pixels: two to three, as shops and shelves show covers
_COLUMNS, _ROWS = 6, 5
_PATTERN = WIDTH // _COLUMNS * _ROWS
_MARGIN = 96
_ROOM = WIDTH - 2 * _MARGIN
_FACT, _FACT_LINE = 30, 44


class _Setting(NamedTuple):
    """How a text is set: size and line in pixels, weight, colour, and how many lines it may have."""

    size: int
    line: int
    weight: int
    color: str
    most: int


def cover(order: Order) -> bytes:
    """Give the cover as PNG."""
    identity = order.handbook.identity
    color = order.look.tokens["color"]["light"]
    title = _Setting(100, 110, 600, color["ink"], 3)
    if len(_broken(identity.title, title)) > title.most:
        title = _Setting(70, 80, 600, color["ink"], 4)
    subtitle = _Setting(42, 56, 400, color["ink_soft"], 3)
    top = _PATTERN + 90 + title.size
    drawn = list(_lines(identity.title, title, top))
    top += title.line * (len(drawn) - 1) + 30 + subtitle.line
    drawn += _lines(identity.subtitle, subtitle, top)
    drawn += _facts(cover_facts(order), color["ink_soft"])
    tile = pattern(identity.title, order.look, _COLUMNS, _ROWS).replace(
        "<svg ", f'<svg width="{WIDTH}" height="{_PATTERN}" ', 1
    )
    return draw(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path fill="{color["paper"]}" d="M0 0H{WIDTH}V{HEIGHT}H0z"/>{tile}{"".join(drawn)}</svg>',
        WIDTH,
    )


def _facts(facts: list[str], color: str) -> Iterator[str]:
    """Draw the lines at the foot, the first one stronger."""
    top = HEIGHT - _MARGIN - _FACT_LINE * (len(facts) - 1)
    for place, fact in enumerate(facts):
        setting = _Setting(_FACT, _FACT_LINE, 400 if place else 600, color, 1)
        yield from _lines(fact, setting, top + place * _FACT_LINE)


def _lines(text: str, setting: _Setting, top: float) -> Iterator[str]:
    """Draw a text; `top` is where its first line stands."""
    lines = _broken(text, setting)
    if len(lines) > setting.most:
        lines = [*lines[: setting.most - 1], f"{lines[setting.most - 1]}…"]
    for place, line in enumerate(lines):
        yield (
            f'<text x="{_MARGIN}" y="{top + place * setting.line}" font-family="Source Sans Pro" '
            f'font-size="{setting.size}" font-weight="{setting.weight}" fill="{setting.color}">{escape(line)}</text>'
        )


def _broken(text: str, setting: _Setting) -> list[str]:
    """Break a text into lines of about the same length."""
    measure = widths(setting.weight).of
    room = balanced(text, _ROOM / setting.size, setting.weight) + 0.01 if text.strip() else 0.0
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
