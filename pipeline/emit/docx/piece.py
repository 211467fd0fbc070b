"""Drawing pieces that hold no other blocks: galleries, formulas, references, embeds, attachments, indexes."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.emit.docx.ast import Nodes, math, para
from pipeline.emit.docx.ast import code as code_words
from pipeline.emit.docx.indexes import index
from pipeline.emit.docx.pointers import attachment, embed, reference
from pipeline.emit.docx.scene import Scene, is_roomy
from pipeline.model import (
    Attachment,
    ContentReference,
    Embed,
    Figure,
    Gallery,
    Index,
    MathBlock,
)

Piece = Gallery | MathBlock | ContentReference | Embed | Attachment | Index
DrawFigure = Callable[[Figure, Scene], Nodes]

_GALLERY_SHARE = 0.7  # of the column: pictures that stand together are smaller than one alone


def piece(node: Piece, scene: Scene, figure: DrawFigure) -> Nodes:
    """Draw a piece."""
    match node:
        case Gallery():
            smaller = scene._replace(width=scene.width * _GALLERY_SHARE) if len(node.figures) > 1 else scene
            return [one for each in node.figures for one in figure(each, smaller)]
        case MathBlock():
            return _formula(node, scene)
        case ContentReference():
            return reference(node, scene)
        case Embed():
            return embed(node, scene)
        case Attachment():
            return attachment(node, scene)
        case Index():
            return index(node, scene)


def _formula(node: MathBlock, scene: Scene) -> Nodes:
    """Draw a formula as an equation, or as it is written where pandoc has none."""
    style = "Formula Line" if is_roomy(scene) else scene.frame.text
    if node.text in scene.dead_formulas:
        return [para(style, [code_words(node.text)])]
    return [para(style, [math(node.text, display=True)])]
