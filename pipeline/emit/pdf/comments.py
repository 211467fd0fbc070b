"""What the comments of a draft's PDF say, and where each stands on its page."""

from __future__ import annotations

from pipeline.emit.order import Order
from pipeline.emit.pdf.annotations import Comment, Quad
from pipeline.emit.pdf.layout import Laid
from pipeline.emit.pdf.margin import Mark, Rectangle
from pipeline.emit.spots import anchor_of, entry_of
from pipeline.emit.unfinished import comment_lines, said
from pipeline.model import Marker

_POINTS = 72 / 96  # in a CSS pixel


def comments(laid: Laid, order: Order) -> list[Comment]:
    """Give a comment for each marker that stands in the text of a draft, in reading order."""
    if order.edition != "draft":
        return []
    first: dict[str, Mark] = {}
    for mark in laid.marks:
        first.setdefault(mark.anchor, mark)
    placed = ((marker, first.get(anchor_of(marker))) for marker in order.handbook.markers)
    return [_comment(marker, mark, order) for marker, mark in placed if mark is not None]


def _comment(marker: Marker, mark: Mark, order: Order) -> Comment:
    one = said(marker, order.built, order.handbook.identity.language, order.say)
    return Comment(
        name=one.anchor,
        entry=entry_of(marker),
        page=mark.page,
        quads=tuple(_quad(line, mark.height) for line in mark.lines),
        author=one.owner or order.say("Editors"),
        subject=order.say("To be completed"),
        words="\n".join(comment_lines(one)),
        day=order.built,
    )


def _quad(line: Rectangle, height: float) -> Quad:
    """Give a rectangle in points from the lower left corner (ISO 32000-1, 8.3.2.3)."""
    sides = (line.left, height - line.bottom, line.right, height - line.top)
    return Quad(*(round(side * _POINTS, 2) for side in sides))
