"""Comments of a PDF: each marker of a draft as an annotation on its words, tagged, with its owner as the author.

ISO 32000-1, 12.5.6.10 (text markup annotations) and 14.7.4.3 (objects in the tree of tags); ISO 14289-1, 7.18
(annotations are tagged and have words); ISO 19005-3, 6.3 (they are printed, and have an appearance).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

_PRINTED = 4  # ISO 32000-1, table 165
_YELLOW = (1.0, 0.96, 0.82)  # laid over the highlight of the page, which it makes a little deeper


class Quad(NamedTuple):
    """A rectangle in points from the lower left corner of its page."""

    left: float
    bottom: float
    right: float
    top: float


class Comment(NamedTuple):
    """What is said of a marker, and where.

    Attributes:
        name: the marker's own identity in the file.
        entry: the named place of its line in the list at the end.
        page: from 0.
        quads: the rectangles of its words.
        author: who is to see to it.
        subject: what all comments are about.
        words: the comment.
        day: of the build.
    """

    name: str
    entry: str
    page: int
    quads: tuple[Quad, ...]
    author: str
    subject: str
    words: str
    day: date


class _Place(NamedTuple):
    """A place in the tree of tags: behind an element, in the one that holds it."""

    parent: Object
    before: Object | None


def annotate(pdf: Pdf, comments: Sequence[Comment]) -> None:
    """Add the comments to a tagged file."""
    if not comments:
        return
    root = pdf.Root.StructTreeRoot
    numbers = root.ParentTree.Nums
    owners = dict(zip(map(int, list(numbers)[::2]), list(numbers)[1::2], strict=True))
    following = max(owners, default=-1) + 1
    for key, comment in enumerate(comments, start=following):
        page = pdf.pages[comment.page]
        annotation = pdf.make_indirect(_annotation(pdf, page, comment, key))
        if "/Annots" not in page:
            page.Annots = Array()
        place = _place(page, comment, owners, root)
        element = pdf.make_indirect(_element(page, annotation, place.parent))
        _insert(element, place)
        page.Annots.append(annotation)
        numbers.append(key)
        numbers.append(element)


def _annotation(pdf: Pdf, page: Page, comment: Comment, key: int) -> Dictionary:
    quads = comment.quads
    box = Array(
        (
            min(one.left for one in quads),
            min(one.bottom for one in quads),
            max(one.right for one in quads),
            max(one.top for one in quads),
        )
    )
    day = String(f"D:{comment.day:%Y%m%d}000000Z")
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Highlight,
        Rect=box,
        QuadPoints=Array(number for one in quads for number in _corners(one)),
        C=Array(_YELLOW),
        F=_PRINTED,
        NM=String(comment.name),
        T=String(comment.author),
        Subj=String(comment.subject),
        Contents=String(comment.words),
        M=day,
        CreationDate=day,
        P=page.obj,
        StructParent=key,
        AP=Dictionary(N=_appearance(pdf, box, quads)),
    )


def _corners(quad: Quad) -> tuple[float, ...]:
    """Give the corners as every reader takes them: upper left, upper right, lower left, lower right."""
    return (quad.left, quad.top, quad.right, quad.top, quad.left, quad.bottom, quad.right, quad.bottom)


def _appearance(pdf: Pdf, box: Array, quads: Sequence[Quad]) -> Object:
    """Draw the annotation: a tint that is multiplied with the page, so that no letter is hidden."""
    drawn = " ".join(
        f"{one.left:.2f} {one.bottom:.2f} {one.right - one.left:.2f} {one.top - one.bottom:.2f} re" for one in quads
    )
    form = pdf.make_stream(f"/Multiply gs {_YELLOW[0]} {_YELLOW[1]} {_YELLOW[2]} rg {drawn} f".encode())
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, box
    form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    form.Resources = Dictionary(ExtGState=Dictionary(Multiply=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
    return form


def _element(page: Page, annotation: Object, parent: Object) -> Dictionary:
    held = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)
    return Dictionary(Type=Name.StructElem, S=Name.Annot, P=parent, Pg=page.obj, K=Array([held]))


def _place(page: Page, comment: Comment, owners: dict[int, Object], root: Object) -> _Place:
    """Give the place of a comment in the tree: behind the number of its marker, else behind the link around it."""
    for link in _links(page, comment):
        element = owners.get(int(link.get("/StructParent", -1)))
        if isinstance(element, Dictionary) and "/P" in element:
            return _Place(element.P, element)
    document = root.K[0] if isinstance(root.K, Array) else root.K
    return _Place(document, None)


def _links(page: Page, comment: Comment) -> Iterator[Object]:
    links = [one for one in page.Annots if one.get("/Subtype") == Name.Link]
    yield from (one for one in links if "/Dest" in one and str(one.Dest) == comment.entry)
    first = comment.quads[0]
    middle = ((first.left + first.right) / 2, (first.bottom + first.top) / 2)
    yield from (one for one in links if _holds(one.Rect, *middle))


def _holds(box: Object, across: float, up: float) -> bool:
    left, bottom, right, top = (float(one) for one in box)
    return left <= across <= right and min(bottom, top) <= up <= max(bottom, top)


def _insert(element: Object, place: _Place) -> None:
    # Words that stand among the elements are there as numbers (ISO 32000-1, 14.7.4.2).
    kids: list[Object | int] = list(place.parent.K) if isinstance(place.parent.get("/K"), Array) else [place.parent.K]
    at = len(kids)
    if place.before is not None:
        before = place.before.objgen
        found = (number for number, kid in enumerate(kids) if isinstance(kid, Object) and kid.objgen == before)
        at = next(found, at - 1) + 1
    place.parent.K = Array([*kids[:at], element, *kids[at:]])
