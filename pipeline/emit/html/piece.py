"""Drawing pieces that hold no other blocks: galleries, formulas, references, embeds, attachments, indexes."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from pipeline.emit.html.figure import figure
from pipeline.emit.html.inline import inlines
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import joined, tag
from pipeline.model import (
    Attachment,
    ContentReference,
    Embed,
    Gallery,
    Index,
    MathBlock,
)

Piece = Gallery | MathBlock | ContentReference | Embed | Attachment | Index


def piece(node: Piece, setting: Setting) -> Markup:
    """Draw a piece."""
    match node:
        case Gallery():
            return tag("div", *(figure(one, setting) for one in node.figures), class_="gallery")
        case MathBlock():
            return tag("pre", node.text, class_="math")
        case ContentReference():
            return tag("p", inlines(node.link, setting), " ", inlines(node.description, setting), class_="reference")
        case Embed():
            return tag("p", node.address, " ", inlines(node.caption, setting), class_="embed")
        case Attachment():
            return tag("p", node.name, " ", inlines(node.caption, setting), class_="attachment")
        case Index():
            return tag("div", *_index(node, setting), class_="index")


def _index(node: Index, setting: Setting) -> Iterator[Markup]:
    for group in node.groups:
        yield tag("p", inlines(group.title, setting))
        for entry in group.entries:
            places = joined((inlines((one,), setting) for one in entry.references), ", ")
            yield tag("p", entry.code, " ", inlines(entry.words, setting), " ", places)
