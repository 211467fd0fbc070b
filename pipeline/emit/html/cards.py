"""Drawing cards: a grid of two or three columns, each card with its cover on top and its link below."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from pipeline.emit.html.figure import columns_of, in_rows, picture_or_frame
from pipeline.emit.html.inline import inlines
from pipeline.emit.html.pointer import card_link
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import tag
from pipeline.model import Blocks, Card, Cards, Figure

Draw = Callable[[Blocks, Setting], Markup]


def cards(node: Cards, setting: Setting, blocks: Draw) -> Markup:
    """Draw a grid of cards; in print each row of it is one, so that its cards are equally tall."""
    columns = columns_of(len(node.cards), setting)
    rows = in_rows((_card(card, setting, blocks) for card in node.cards), columns, setting)
    return tag("div", *rows, class_=f"cards grid-{columns}")


def _card(card: Card, setting: Setting, blocks: Draw) -> Markup:
    """Draw one card. A cover has no number: it is no figure of the text."""
    cover = _cover(card.cover, setting) if card.cover is not None else ""
    inside = tag("div", blocks(card.blocks, setting), class_="inner") if card.blocks else ""
    link = card_link(card.link, setting)
    return tag("div", cover, tag("div", inside, link, class_="card-body"), class_="card")


def _cover(cover: Figure, setting: Setting) -> Markup:
    caption = tag("figcaption", inlines(cover.caption, setting)) if cover.caption else ""
    return tag("figure", picture_or_frame(cover, setting), caption, class_="card-cover")
