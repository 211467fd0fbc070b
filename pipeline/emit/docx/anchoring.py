"""Anchors: a hidden bookmark on the words of each paragraph, heading, cell and caption leads back to the sources."""

from __future__ import annotations

from pipeline.emit.docx.ast import Nodes, span
from pipeline.emit.docx.names import ANCHORED
from pipeline.emit.docx.scene import Scene, serial
from pipeline.manuscript.edition import Source, anchor_name, digest
from pipeline.source import Span


def anchored(drawn: Nodes, text: str, place: Span | None, scene: Scene) -> Nodes:
    """Give nodes with an anchor around them: `text` are their words, `place` where these stand in the sources.

    Words without a place are ours; words that are repeated have their anchor where they stand first.
    """
    name = _named(text, place, scene) if drawn else ""
    return [span(drawn, identifier=name)] if name else drawn


def anchor_of(text: str, place: Span | None, scene: Scene) -> str:
    """Give the identifier of an anchor for something that is drawn as a whole, "" where it needs none."""
    return _named(text, place, scene)


def _named(text: str, place: Span | None, scene: Scene) -> str:
    if scene.bare or place is None or not place.file or not text.strip():
        return ""
    name = anchor_name(serial(scene), text)
    scene.progress.sources[name] = Source(place, digest(text))
    return ANCHORED + name
