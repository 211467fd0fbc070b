"""What the tags, links and named places of a finished PDF say, for whoever verifies it (ISO 32000-1, 12.3.2, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple, TypeAlias

from pikepdf import Array, Dictionary, NameTree, Object, Pdf, PdfError, String

Numbers: TypeAlias = dict[tuple[int, int], int]  # of pages, by the object that each is
KINDS = ("Figure", "Table", "Note", "FENote", "Formula")


class Tag(NamedTuple):
    """An element of the tree of tags: its kind, the page where it begins (from 0), the words for who cannot see it."""

    kind: str
    page: int
    alt: str


class Tags(NamedTuple):
    """What a PDF says of itself.

    `places` gives the page of each named place; `elements` are those of `KINDS`; `links` the (page, name or address,
    whether it leads inside) of each link.
    """

    places: dict[str, int]
    elements: tuple[Tag, ...]
    links: tuple[tuple[int, str, bool], ...]


def tags(data: bytes) -> Tags:
    """Read them.

    Raises:
        ValueError: it is no PDF that can be read.
    """
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            numbers: Numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            root = pdf.Root.get("/StructTreeRoot")
            elements = tuple(_elements(root, numbers)) if root is not None else ()
            return Tags(_places(pdf, numbers), elements, tuple(_links(pdf)))
    except PdfError as error:
        raise ValueError(str(error)) from error


def _places(pdf: Pdf, numbers: Numbers) -> dict[str, int]:
    names = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    places: dict[str, int] = {}
    if names is not None:
        for name, place in NameTree(names).items():
            target = place.D if isinstance(place, Dictionary) else place
            number = numbers.get(target[0].objgen) if isinstance(target, Array) and len(target) else None
            if number is not None:
                places[str(name)] = number
    return places


def _elements(root: Object, numbers: Numbers) -> Iterator[Tag]:
    """Give the elements below one, in their order, without calling oneself: trees may be deep."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        kind = str(element.get("/S", "")).removeprefix("/")
        if kind in KINDS:
            yield Tag(kind, _page(element, numbers), str(element.get("/Alt", "")))
        waiting += [kid for kid in reversed(_kids(element)) if isinstance(kid, Dictionary) and "/S" in kid]


def _kids(element: Object) -> list[Object]:
    if "/K" not in element:
        return []
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def _page(element: Object, numbers: Numbers) -> int:
    """Give the page of the first thing in an element that says its own, or -1."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if "/Pg" in one and (number := numbers.get(one.Pg.objgen)) is not None:
            return number
        waiting += [kid for kid in reversed(_kids(one)) if isinstance(kid, Dictionary)]
    return -1


def _links(pdf: Pdf) -> Iterator[tuple[int, str, bool]]:
    for number, page in enumerate(pdf.pages):
        for one in page.get("/Annots", Array()):
            action = one.get("/A", Dictionary())
            place = one.get("/Dest", action.get("/D"))
            if "/URI" in action:
                yield number, str(action.URI), False
            elif isinstance(place, String):
                yield number, str(place), True
