"""Drawing cards: one below the other, parted by hairlines, the cover of each small in the outer column.

No table: a grid of cards in a table is a layout, not data, and Word's accessibility checker says so.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from pipeline.emit.docx.ast import Nodes, image, link, para, span, words
from pipeline.emit.docx.dialect_styles import beside_width
from pipeline.emit.docx.inline import inlines, unanchored
from pipeline.emit.docx.names import bookmark
from pipeline.emit.docx.picture import described, fitted
from pipeline.emit.docx.places import at_the_end, holds_link, target_of
from pipeline.emit.docx.scene import CARD, Scene, is_roomy
from pipeline.model import Blocks, Card, Cards, Emphasis, Figure, Heading, Inlines, Paragraph, Strong, Text
from pipeline.model.text import plain
from pipeline.model.walk import walk

DrawFigure = Callable[[Figure, Scene], Nodes]

_LETTERS_A_LINE = 66
_LONGEST_TITLE = 110  # letters: a first paragraph that is longer is text
_TALLEST = 62.0  # points: a cover beside its card


def cards(node: Cards, scene: Scene, figure: DrawFigure) -> Nodes:
    """Draw the cards in their order."""
    if not is_roomy(scene):
        return [one for card in node.cards for one in _plain_card(card, scene, figure)]
    return [one for card in node.cards for one in _card(card, scene, figure)]


def _plain_card(card: Card, scene: Scene, figure: DrawFigure) -> Nodes:
    cover = figure(card.cover, scene) if card.cover is not None else []
    target = inlines(card.link, scene)
    return [*cover, *scene.draw(card.blocks, scene), *([para(scene.frame.text, target)] if target else [])]


def _card(card: Card, scene: Scene, figure: DrawFigure) -> Nodes:
    title, rest = _title(card.blocks)
    linked = _is_same(title, card.link)
    drawn: Nodes = []
    if title:
        inner = inlines(title, scene)
        if linked and (target := _address(card, scene)):
            inner = [link(inner, target), *at_the_end(target_of(card.link), scene)]
        drawn.append(para("Card Title", inner))
    drawn += scene.draw(rest, scene._replace(frame=CARD if drawn else CARD._replace(text="Card Start")))
    if not linked and (shown := inlines(card.link, scene)):
        arrow = span(words("→ "), "Pointer")
        style = "Card Link" if drawn else "Card Title"
        drawn.append(para(style, [arrow, *shown, *at_the_end(target_of(card.link), scene)]))
    cover, is_beside = _cover(card, scene, figure, bool(drawn))
    # What stands beside comes before the words it stands beside; a figure, or what it lacks, below the card's title.
    return [*cover, *drawn] if is_beside or not title else [drawn[0], *cover, *drawn[1:]]


def _title(run: Blocks) -> tuple[Inlines, Blocks]:
    """Give the words that name a card, and what stands below them."""
    first = run[0] if run else None
    if isinstance(first, Heading) and not first.anchor:
        return first.children, run[1:]
    if isinstance(first, Paragraph) and len(plain(first.children)) <= _LONGEST_TITLE:
        return first.children, run[1:]
    return (), run


def _is_same(title: Inlines, target: Inlines) -> bool:
    """Tell whether a link says nothing but the title, which then can be the link."""
    simple = all(isinstance(node, (Text, Strong, Emphasis)) for one in title for node in walk(one))
    return simple and holds_link(target) and plain(title).strip() == plain(target).strip() != ""


def _address(card: Card, scene: Scene) -> str:
    """Give where a card's own link leads, "" for nowhere."""
    shown = unanchored(card.link, scene._replace(bare=False))
    found = next((str(one["c"][2][0]) for one in shown if one["t"] == "Link"), "")
    target = target_of(card.link)
    return f"#{bookmark(target)}" if target and target in scene.ids else found


def _cover(card: Card, scene: Scene, figure: DrawFigure, has_words: bool) -> tuple[Nodes, bool]:
    """Draw the cover beside the card's words, no taller than they are, and tell so; alone, it is a figure."""
    cover = card.cover
    if cover is None:
        return [], False
    picture = scene.picture(cover.asset) if cover.asset else None
    if picture is None or not has_words or cover.caption:
        return figure(cover, scene), False
    room = beside_width(scene.look.tokens)
    width, height = fitted(picture, room, min(_TALLEST, _height(card)))
    return [para("Beside Picture", [image(picture.name, described(cover.alt, scene.say), width, height)])], True


def _height(card: Card) -> float:
    """Give about how tall the words of a card are, in points."""
    texts = [plain(one.children) for one in card.blocks if isinstance(one, (Paragraph, Heading))]
    lines = sum(max(1, ceil(len(text) / _LETTERS_A_LINE)) for text in texts) + bool(card.link)
    return 15.0 * max(lines, 1) + 4
