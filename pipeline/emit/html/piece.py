"""Drawing pieces that hold no other blocks: galleries, formulas, references, embeds, attachments, indexes."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.emit.html.figure import gallery
from pipeline.emit.html.formula import formula_block
from pipeline.emit.html.index import index
from pipeline.emit.html.pointer import attachment, content_reference, embed
from pipeline.emit.html.setting import Setting
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
            return gallery(node, setting)
        case MathBlock():
            return formula_block(node, setting)
        case ContentReference():
            return content_reference(node, setting)
        case Embed():
            return embed(node, setting)
        case Attachment():
            return attachment(node, setting)
        case Index():
            return index(node, setting)
