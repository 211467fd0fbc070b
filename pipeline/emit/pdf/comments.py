"""What the comments of a draft's PDF say."""

from __future__ import annotations

from pipeline.emit.order import Order
from pipeline.emit.pdf.annotations import YELLOW, Comment
from pipeline.emit.pdf.grey import grey
from pipeline.emit.spots import anchor_of
from pipeline.emit.unfinished import comment_lines, said
from pipeline.model import Marker


def comments(order: Order) -> dict[str, Comment]:
    """Give a comment for each marker of a draft by its anchor; those without a place in the text are not laid out."""
    if order.edition != "draft":
        return {}
    return {anchor_of(marker): _comment(marker, order) for marker in order.handbook.markers}


def _comment(marker: Marker, order: Order) -> Comment:
    one = said(marker, order.built, order.handbook.identity.language, order.say)
    return Comment(
        name=one.anchor,
        author=one.owner or order.say("Editors"),
        subject=order.say("To be completed"),
        words="\n".join(comment_lines(one)),
        day=order.built,
        tint=(grey(*YELLOW),) * 3 if order.paper.grey else YELLOW,
    )
