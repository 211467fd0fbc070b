"""The cover as a picture: the pattern above, the title low on the page, who and when at its foot."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.emit.front import cover_facts
from pipeline.emit.lettering import Lettering, broken, lettered
from pipeline.emit.order import Order
from pipeline.emit.pattern import pattern
from pipeline.emit.raster import draw

WIDTH, HEIGHT = 1200, 1800  # pixels: two to three, as shops and shelves show covers
_COLUMNS, _ROWS = 6, 5
_PATTERN = WIDTH // _COLUMNS * _ROWS
_MARGIN = 96
_ROOM = WIDTH - 2 * _MARGIN
_FACT, _FACT_LINE = 30, 44


def cover(order: Order) -> bytes:
    """Give the cover as PNG."""
    identity = order.handbook.identity
    color = order.look.tokens["color"]["light"]
    title = Lettering(100, 110, 600, color["ink"], 3)
    if len(broken(identity.title, title, _ROOM)) > title.most:
        title = Lettering(70, 80, 600, color["ink"], 4)
    subtitle = Lettering(42, 56, 400, color["ink_soft"], 3)
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
        setting = Lettering(_FACT, _FACT_LINE, 400 if place else 600, color, 1)
        yield from _lines(fact, setting, top + place * _FACT_LINE)


def _lines(text: str, setting: Lettering, top: float) -> Iterator[str]:
    return lettered(text, setting, _MARGIN, top, _ROOM)
