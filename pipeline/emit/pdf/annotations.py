"""Comments of a PDF: each marker of a draft as an annotation on its words, tagged, with its owner as the author.

ISO 32000-1, 12.5.6.10 (text markup annotations) and 14.7.4.3 (objects in the tree of tags); ISO 14289-1, 7.18
(annotations are tagged and have words); ISO 19005-3, 6.3 (they are printed, and have an appearance).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import pydyf

from pipeline.emit.pdf.margin import Mark, Rectangle
from pipeline.emit.pdf.structure import Element, File, Held

Tint: TypeAlias = tuple[float, float, float]  # red, green, blue, from 0 to 1

_POINTS = 72 / 96  # in a CSS pixel
_PRINTED = 4  # ISO 32000-1, table 165
YELLOW: Tint = (1.0, 0.96, 0.82)  # laid over the highlight of the page, which it makes a little deeper


class Comment(NamedTuple):
    """What is said of a marker.

    Attributes:
        name: the marker's own identity in the file.
        author: who is to see to it.
        subject: what all comments are about.
        words: the comment.
        day: of the build.
        tint: what is laid over the words.
    """

    name: str
    author: str
    subject: str
    words: str
    day: date
    tint: Tint = YELLOW


class Quad(NamedTuple):
    """A rectangle in points from the lower left corner of its page."""

    left: float
    bottom: float
    right: float
    top: float


def place_comments(pdf: File, top: Element, comments: Mapping[str, Comment], marks: Iterable[Mark]) -> None:
    """Add the comments, by the anchor of their marks, to the pages of a file and to the tree below `top`.

    A marker that is cut by a page has its comment where it begins.
    """
    if not comments:
        return
    owners = {one.source.get("id"): one for one in top.below() if one.role == "Span" and one.source is not None}
    first: dict[str, Mark] = {}
    for mark in marks:
        first.setdefault(mark.anchor, mark)
    for anchor, mark in first.items():
        if anchor in comments:
            annotation = _annotation(pdf, mark, comments[anchor])
            element = _element_for(owners.get(anchor), top)
            element.kids.append(Held(mark.page, annotation))


def _element_for(owner: Element | None, top: Element) -> Element:
    """Give a new element for a comment: in that of its words, but behind a link around them."""
    if owner is None:
        return top.add("Annot")
    link = next((one for one in owner.above() if one.role == "Link"), None)
    if link is None or link.parent is None:
        return owner.add("Annot")
    made = Element("Annot", link.parent)
    link.parent.kids.insert(link.parent.kids.index(link) + 1, made)
    return made


def _annotation(pdf: File, mark: Mark, comment: Comment) -> Any:
    quads = [_quad(line, mark.height) for line in mark.lines]
    box = [
        min(one.left for one in quads),
        min(one.bottom for one in quads),
        max(one.right for one in quads),
        max(one.top for one in quads),
    ]
    day = pydyf.String(f"D:{comment.day:%Y%m%d}000000Z")
    reference = pdf.page_references[mark.page]
    appearance = _appearance(box, quads, comment.tint)
    pdf.add_object(appearance)
    annotation = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Highlight",
            "Rect": pydyf.Array(box),
            "QuadPoints": pydyf.Array(number for one in quads for number in _corners(one)),
            "C": pydyf.Array(comment.tint),
            "F": _PRINTED,
            "NM": pydyf.String(comment.name),
            "T": pydyf.String(comment.author),
            "Subj": pydyf.String(comment.subject),
            "Contents": pydyf.String(comment.words),
            "M": day,
            "CreationDate": day,
            "P": reference,
            "AP": pydyf.Dictionary({"N": appearance.reference}),
        }
    )
    pdf.add_object(annotation)
    page = pdf.objects[int(reference.split()[0])]
    page.setdefault("Annots", pydyf.Array()).append(annotation.reference)
    return annotation


def _quad(line: Rectangle, height: float) -> Quad:
    """Give a rectangle in points from the lower left corner (ISO 32000-1, 8.3.2.3)."""
    sides = (line.left, height - line.bottom, line.right, height - line.top)
    return Quad(*(round(side * _POINTS, 2) for side in sides))


def _corners(quad: Quad) -> tuple[float, ...]:
    """Give the corners as every reader takes them: upper left, upper right, lower left, lower right."""
    return (quad.left, quad.top, quad.right, quad.top, quad.left, quad.bottom, quad.right, quad.bottom)


def _appearance(box: list[float], quads: list[Quad], tint: Tint) -> Any:
    """Draw the annotation: a tint that is multiplied with the page, so that no letter is hidden."""
    drawn = " ".join(
        f"{one.left:.2f} {one.bottom:.2f} {one.right - one.left:.2f} {one.top - one.bottom:.2f} re" for one in quads
    )
    state = pydyf.Dictionary({"Type": "/ExtGState", "BM": "/Multiply"})
    return pydyf.Stream(
        [f"/Multiply gs {tint[0]:.4g} {tint[1]:.4g} {tint[2]:.4g} rg {drawn} f".encode()],
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array(box),
            "Group": pydyf.Dictionary({"S": "/Transparency", "CS": "/DeviceRGB"}),
            "Resources": pydyf.Dictionary({"ExtGState": pydyf.Dictionary({"Multiply": state})}),
        },
        compress=True,
    )
