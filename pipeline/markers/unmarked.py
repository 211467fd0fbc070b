"""The fields of a final edition that are no run of text: words that stand for a picture, titles of code."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from msgspec.structs import replace

from pipeline.markers.subject import tidy
from pipeline.markers.taking import Press, withheld
from pipeline.model import Block, Blocks, Cards, CodeBlock, Figure, Gallery, Image, Inline, Inlines, Marker, Page
from pipeline.model.walk import each, rebuild
from pipeline.source import Span

_Picture = TypeVar("_Picture", Figure, Image)
_Field: TypeAlias = Callable[[str, Span], str]


def unmarked(page: Page, press: Press) -> Page:
    """Give a page without the sure markers of such fields, and tell what is withheld."""
    found = [one for one in press.markers.values() if one.page == page.id and one.level == "sure"]
    if not found:
        return page

    def field(words: str, place: Span) -> str:
        for marker in (one for one in found if _is_in(one, place) and one.text and one.text in words):
            left = tidy(words.replace(marker.text, " "))
            rest = left if re.search(r"\w", left) else ""
            press.tell(withheld(marker.span, words, rest))
            words = rest
        return words

    def blocks(run: Blocks) -> Blocks:
        return each(run, lambda block: _block(block, field))

    def inlines(run: Inlines) -> Inlines:
        return each(run, lambda inline: _inline(inline, field))

    new = rebuild(page, inlines, blocks)
    cover = _described(new.cover, field) if new.cover is not None else None
    return new if cover is new.cover else replace(new, cover=cover)


def _is_in(marker: Marker, place: Span) -> bool:
    start, end = (place.line, place.column), (place.end_line, place.end_column)
    return marker.span.file == place.file and start <= (marker.span.line, marker.span.column) < end


def _described(picture: _Picture, field: _Field) -> _Picture:
    alt = field(picture.alt, picture.span) if picture.asset else picture.alt
    return picture if alt == picture.alt else replace(picture, alt=alt)


def _inline(inline: Inline, field: _Field) -> Inline:
    return _described(inline, field) if isinstance(inline, Image) else inline


def _figures(figures: Sequence[Figure], field: _Field) -> tuple[Figure, ...]:
    return each(tuple(figures), lambda figure: _described(figure, field))


def _block(block: Block, field: _Field) -> Block:
    match block:
        case Figure():
            return _described(block, field)
        case CodeBlock() if block.title:
            title = field(block.title, block.span)
            return block if title == block.title else replace(block, title=title)
        case Gallery():
            return replace(block, figures=_figures(block.figures, field))
        case Cards():
            cards = tuple(
                replace(card, cover=_described(card.cover, field)) if card.cover is not None else card
                for card in block.cards
            )
            return replace(block, cards=cards)
        case _:
            return block
