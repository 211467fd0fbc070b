"""Places in the book as a line names them at its end: the page, by a field that Word counts."""

from __future__ import annotations

from pipeline.emit.docx.ast import Nodes, raw, span, tab, words
from pipeline.emit.docx.inline import field
from pipeline.emit.docx.names import bookmark
from pipeline.emit.docx.scene import Scene
from pipeline.model import CrossReference, Inlines, Link
from pipeline.model.walk import walk


def page_number(target: str, scene: Scene) -> Nodes:
    """Give the page of a place (ISO/IEC 29500-1, 17.16.5.42); nothing for one that the book does not have."""
    name = bookmark(target)
    if scene.bare or target not in scene.ids or name not in scene.pages:
        return []
    return [raw(field(f"PAGEREF {name} \\h", str(scene.pages[name]), "PageNumber"))]


def at_the_end(target: str, scene: Scene) -> Nodes:
    """Give the page of a place at the end of its line."""
    number = page_number(target, scene)
    if not number:
        return []
    before, _, after = scene.say("p. {page}").partition("{page}")
    return [tab(), *_quiet(before), *number, *_quiet(after)]


def _quiet(text: str) -> Nodes:
    return [span(words(text), "Page Number")] if text else []


def target_of(run: Inlines) -> str:
    """Give the id that a run leads to: that of its first cross-reference, "" for none."""
    return next((node.target for one in run for node in walk(one) if isinstance(node, CrossReference)), "")


def holds_link(run: Inlines) -> bool:
    """Tell whether a run holds a link already: links do not stand in links."""
    return any(isinstance(node, (Link, CrossReference)) for one in run for node in walk(one))
