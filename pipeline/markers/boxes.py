"""The neutral boxes of a final edition, and what stands for the pictures that are not there."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from pipeline.markers.cutting import is_missing, is_online, made_words
from pipeline.markers.shape import Home
from pipeline.markers.taking import Coming, Press, says_something, take, withheld
from pipeline.model import Block, Blocks, Callout, Cards, Embed, Figure, Gallery, Inlines, Paragraph
from pipeline.model.text import plain
from pipeline.source import Span


class Room(NamedTuple):
    """Where blocks stand.

    Attributes:
        press: what making the edition needs.
        bare: where a title stands that has nothing below it, as (file, line).
        roomy: whether a box has room here: not in a list, a cell or a note.
        home: what runs of words are here.
    """

    press: Press
    bare: frozenset[tuple[str, int]]
    roomy: bool = True
    home: Home = "text"


def box(span: Span, room: Room, coming: Coming = "text", said: Blocks = ()) -> Block:
    """Give the neutral box, with what may be said already of what is to come; a line where a box has no room."""
    say = room.press.say
    if not room.roomy:
        return Paragraph((made_words(say("Content to come"), span),), span)
    title: Inlines = (made_words(say("Illustration to come"), span),) if coming == "picture" else ()
    return Callout("pending", said, span, title=title)


def nameless(run: Inlines, room: Room) -> Inlines:
    """Give a title, a caption or a field without its markers: nothing where it was nothing else."""
    taken = take(run, "title", room.press)
    return () if taken.took and taken.blank else taken.run


def tell_missing(figure: Figure, room: Room, said: str = "") -> None:
    """Tell that a picture's name is withheld, and of the words that describe it those that are not `said`."""
    room.press.tell(withheld(figure.span, figure.source, said if said in (figure.alt, plain(figure.caption)) else ""))
    _tell_words(figure, room, said)


def _tell_words(figure: Figure, room: Room, said: str) -> None:
    for one in dict.fromkeys((figure.alt, plain(figure.caption))):
        if one.strip() and one != said:
            room.press.tell(withheld(figure.span, one))


def figure(block: Figure, room: Room) -> Block | None:
    """Give a figure; where it is missing, a box with what it was to show, or None where nothing can stand."""
    caption = nameless(block.caption, room)
    said = caption or ((made_words(block.alt, block.span),) if block.alt else ())
    if is_online(block):
        _tell_words(block, room, plain(said))
        return Embed(block.source, block.span, said)
    if not is_missing(block):
        return block if caption == block.caption else replace(block, caption=caption)
    words: Blocks = (Paragraph(said, block.span),) if says_something(said) else ()
    tell_missing(block, room, plain(said))
    if room.roomy:
        return box(block.span, room, "picture", words)
    return words[0] if words else None


def gallery(block: Gallery, room: Room) -> list[Block]:
    """Give the figures that are there, then a box for each that is not."""
    drawn = [new for one in block.figures if (new := figure(one, room)) is not None]
    figures = tuple(one for one in drawn if isinstance(one, Figure))
    others = [one for one in drawn if not isinstance(one, Figure)]
    return [*([replace(block, figures=figures)] if figures else []), *others]


def covered(block: Cards, room: Room) -> Cards:
    """Give cards without the covers that are not there."""
    cards = []
    for card in block.cards:
        if card.cover is not None and not card.cover.asset:
            tell_missing(card.cover, room)
            card = replace(card, cover=None)
        cards.append(card)
    return replace(block, cards=tuple(cards))
