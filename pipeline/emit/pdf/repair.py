"""Mending the tags that WeasyPrint 70 leaves wrong for PDF/UA-1.

- Every element inside a link gets a link of its own, tagged as what it is (ISO 14289-1, 7.18.5): the link
around it
  is kept, those inside go.
- Header cells have no Scope, and cells under spans miss their headers (ISO 14289-1, 7.5): each header says
whether
  it heads a column or a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf

from pipeline.emit.pdf.annotations import Comment, annotate


def repair(data: bytes, comments: Sequence[Comment] = ()) -> bytes:
    """Give the file with its tags mended and its comments added. The same bytes for the same file."""
    with Pdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        dropped = set(_mend(root, inside_link=False))
        for page in pdf.pages:
            if "/Annots" in page:
                page.Annots = Array([one for one in list(page.Annots) if one.objgen not in dropped])
        _forget(root.ParentTree)
        annotate(pdf, comments)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return out.getvalue()


def _kids(element: Object) -> list[Object]:
    if "/K" not in element:
        return []
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def _mend(element: Object, *, inside_link: bool) -> Iterator[tuple[int, int]]:
    """Mend an element and those below it; give the annotations that are to go."""
    if element.get("/S") == Name.TH:
        _give_scope(element)
    within = inside_link or element.get("/S") == Name.Link
    kept = []
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR and inside_link:
            yield kid.Obj.objgen
            continue
        kept.append(kid)
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _mend(kid, inside_link=within)
    if "/K" in element:
        element.K = Array(kept)


def _give_scope(header: Object) -> None:
    """Say what a header cell heads: in the head of a table its column, in the body its row."""
    if "/A" not in header:
        header.A = Dictionary(O=Name.Table)
    group = header.P.P.get("/S")
    header.A.Scope = Name.Column if group == Name.THead else Name.Row


def _forget(tree: Object) -> None:
    """Take the annotations that went out of the parent tree (ISO 32000-1, 7.9.7 and 14.7.4.4)."""
    numbers = list(tree.Nums)
    kept: list[Object] = []
    for key, value in zip(numbers[::2], numbers[1::2], strict=True):
        if isinstance(value, Array) or _holds_annotation(value, int(key)):
            kept += [key, value]
    tree.Nums = Array(kept)


def _holds_annotation(element: Object, number: int) -> bool:
    """Tell whether an element still refers to the annotation of that number."""
    return any(
        isinstance(kid, Dictionary)
        and kid.get("/Type") == Name.OBJR
        and int(kid.Obj.get("/StructParent", -1)) == number
        for kid in _kids(element)
    )
