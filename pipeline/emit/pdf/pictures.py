"""Pictures in the tree of tags: one element for a figure with its picture and caption, with words and a place."""

from __future__ import annotations

from typing import Any, TypeAlias

import pydyf
from weasyprint.formatting_structure import boxes

from pipeline.emit.pdf.structure import Element, Source

Box: TypeAlias = Any  # WeasyPrint has no types

_POINTS = 72 / 96  # in a CSS pixel
_AROUND = frozenset(("Div", "Link", "Span", "P"))  # what may stand between a figure and its picture


def picture(box: Box, role: str, source: Source, parent: Element, height: float) -> Element | None:
    """Give the element that a picture on a page of that height belongs to; None if it is decoration.

    A picture in a figure is that figure: one element, with its words and its caption.
    """
    words = _words(source)
    if not words:
        return None
    figure = _figure(parent) if role == "Figure" else None
    made = figure or parent.add(role, source)
    made.facts["Alt"] = words
    left, top = box.content_box_x(), box.content_box_y()
    sides = (left, height - top - box.height, left + box.width, height - top)
    made.attributes["BBox"] = pydyf.Array(round(side * _POINTS, 2) for side in sides)
    made.attributes["Placement"] = "/Block" if figure is not None or isinstance(box, boxes.BlockLevelBox) else "/Inline"
    return parent if figure is not None else made


def _figure(parent: Element) -> Element | None:
    """Give the figure around, if it has no picture yet."""
    for one in parent.above():
        if one.role == "Figure":
            return None if "Alt" in one.facts else one
        if one.role not in _AROUND:
            break
    return None


def _words(source: Source) -> str:
    """Give what a picture says to who cannot see it."""
    given: str = source.get("alt") or source.get("aria-label") or ""
    if not given:
        title = source.find("{http://www.w3.org/2000/svg}title")
        given = (title.text if title is not None else "") or ""
    return given.strip()
