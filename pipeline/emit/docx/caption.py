"""Captions for Word: their numbers are fields that Word counts (ISO/IEC 29500-1, 17.16.5.56)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.emit.captions import Matrix, Sort, caption_id, label, matrix_name
from pipeline.emit.docx.ast import Node, Nodes, raw, span, words
from pipeline.emit.docx.inline import field, inlines
from pipeline.emit.docx.names import bookmark
from pipeline.emit.docx.scene import Scene, once
from pipeline.model import Inlines

SERIES: Mapping[Sort, str] = MappingProxyType({"figure": "Figure", "table": "Table"})


def counter(scene: Scene, sort: Sort) -> Node:
    """Count a figure or a table; give what stands before its caption, a place that a list can lead to."""
    progress = scene.progress
    if sort == "figure":
        progress.figures += 1
    else:
        progress.tables += 1
    number = progress.figures if sort == "figure" else progress.tables
    before, _, after = label(sort, number, scene.say).partition(str(number))
    counted = raw(field(f"SEQ {SERIES[sort]} \\* ARABIC", str(number), "CaptionNumber"))
    name = span([*words(before), counted, *words(after)], "Caption Number")
    return span([name], identifier=once(scene, bookmark(caption_id(scene.page, sort, number))))


def table_caption(caption: Inlines, scene: Scene) -> Nodes:
    """Draw the caption of a table, numbered; nothing for a table without one. To be drawn before what it holds."""
    return [counter(scene, "table"), *words(" "), *inlines(caption, scene)] if caption else []


def matrix_caption(node: Matrix, scene: Scene) -> Nodes:
    """Draw the caption of a matrix: its author's, else what it is."""
    number = counter(scene, "table")
    return [number, *words(" "), *(inlines(node.caption, scene) or words(matrix_name(node, scene.say)))]
