"""Drawing pieces that hold no other blocks: galleries, formulas, references, embeds, attachments, indexes."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.emit.docx.ast import Nodes, code, para, words
from pipeline.emit.docx.inline import inlines
from pipeline.emit.docx.scene import Scene
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


def piece(node: Piece, scene: Scene, figure: DrawFigure) -> Nodes:
    """Draw a piece."""
    style = scene.frame.text
    match node:
        case Gallery():
            return [one for each in node.figures for one in figure(each, scene)]
        case MathBlock():
            return [para(style, [code(node.text)])]
        case ContentReference():
            return [para(style, [*inlines(node.link, scene), *words(" "), *inlines(node.description, scene)])]
        case Embed():
            return [para(style, [*words(f"{node.address} "), *inlines(node.caption, scene)])]
        case Attachment():
            return [para(style, [*words(f"{node.name} "), *inlines(node.caption, scene)])]
        case Index():
            return _index(node, scene)


def _index(node: Index, scene: Scene) -> Nodes:
    drawn: Nodes = []
    for group in node.groups:
        drawn.append(para(scene.frame.text, inlines(group.title, scene)))
        for entry in group.entries:
            line = [*words(f"{entry.code} "), *inlines(entry.words, scene), *words(" ")]
            drawn.append(para(scene.frame.text, [*line, *inlines(entry.references, scene)]))
    return drawn
