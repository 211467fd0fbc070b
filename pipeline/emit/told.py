"""Where in the sources a sentence of pandoc or WeasyPrint points to, by what it quotes of the book."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from msgspec import Struct

from pipeline.diagnostics import Diagnostic, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.bounds import EndlessDrawingError, VastPictureError
from pipeline.model import CrossReference, Figure, Handbook, Image, Link, Math, MathBlock
from pipeline.model.walk import walk
from pipeline.source import Span


def unshown(asset: str, error: Exception, handbook: Handbook) -> Diagnostic:
    """Give the finding of a picture that can't be shown, at its first place; all outputs tell the same."""
    where = place_told(asset, handbook)
    match error:
        case VastPictureError():
            return found(Code.E183, where, image=asset, size=error)
        case EndlessDrawingError():
            return found(Code.E184, where, image=asset)
        case _:
            return found(Code.E185, where, image=asset, problem=error)


def place_told(sentence: str, handbook: Handbook) -> Span | None:
    """Give the place of the first formula, picture or link that a sentence quotes, or None.

    The longest quotation counts: a formula `x` stands in many sentences.
    """
    best: tuple[int, Span] | None = None
    for node in walk(handbook):
        for text, span in _quoted(node):
            if text and text in sentence and (best is None or len(text) > best[0]):
                best = len(text), span
    return best[1] if best else None


def _quoted(node: Struct) -> Iterator[tuple[str, Span]]:
    """Give what a tool may quote of a node, with the node's place."""
    match node:
        case Math() | MathBlock():
            yield node.text, node.span
        case Figure() | Image():
            yield node.asset, node.span
            yield quote(node.asset, safe=""), node.span
        case CrossReference():
            yield f"#{node.target}", node.span
        case Link():
            yield node.target, node.span
        case _:
            pass
