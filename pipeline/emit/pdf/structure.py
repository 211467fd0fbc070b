"""The tree of tags while it is made, and writing it into a file (ISO 32000-1, 14.7).

An element is kept open until the last page: what a page cuts in two goes on in the element where it began.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import pydyf

Source: TypeAlias = Any  # an element of the HTML tree, as WeasyPrint keeps it
File: TypeAlias = Any  # pydyf has no types


class Content(NamedTuple):
    """Marked content of a page (from 0), by its number there."""

    page: int
    number: int


class Held(NamedTuple):
    """An annotation of a page (from 0), with the object that it is."""

    page: int
    annotation: Any


class Element:
    """An element of the tree.

    `facts` are the entries that are words (Alt, E, Lang, T…), `attributes` those of its kind (14.8.5), `source` is the
    HTML element that it was made of.
    """

    __slots__ = ("attributes", "facts", "kids", "parent", "role", "source")

    def __init__(self, role: str, parent: Element | None, source: Source = None) -> None:
        self.role = role
        self.parent = parent
        self.source = source
        self.kids: list[Kid] = []
        self.facts: dict[str, str] = {}
        self.attributes: dict[str, Any] = {}

    def add(self, role: str, source: Source = None) -> Element:
        """Give a new element behind what this one holds."""
        made = Element(role, self, source)
        self.kids.append(made)
        return made

    def elements(self) -> list[Element]:
        """Give the elements right below this one."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def above(self) -> Iterator[Element]:
        """Give this element and those that hold it, from the inside out."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.parent

    def below(self) -> Iterator[Element]:
        """Give this element and those in it, in reading order."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting += reversed(here.elements())


Kid: TypeAlias = Element | Content | Held

_OWNERS = {"L": "List", "Figure": "Layout", "Formula": "Layout"}


def write(top: Element, pdf: File, counts: list[int]) -> None:
    """Write the tree below `top` (a Document) into a file whose pages hold `counts` pieces of marked content.

    Every page has an array in the parent tree, and behind the pages each annotation its element (14.7.4.4).
    """
    parents = pydyf.Dictionary()
    pdf.add_object(parents)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    pdf.add_object(root)
    pdf.catalog["StructTreeRoot"] = root.reference
    made = _Writing(pdf, counts)
    root["K"] = pydyf.Array([made.write(top, root.reference)])
    numbers = pydyf.Array()
    for page, owners in enumerate(made.owners):
        numbers += [page, pydyf.Array(owners)]
    for key, owner in enumerate(made.held, start=len(counts)):
        numbers += [key, owner]
    parents["Nums"] = numbers
    if made.names:
        # A tree of names is sorted (7.9.6).
        names = pydyf.Array()
        for name in sorted(made.names):
            names += [pydyf.String(name), made.names[name]]
        root["IDTree"] = pydyf.Dictionary({"Names": names})


class _Writing:
    """What is known of a file while a tree is written into it."""

    def __init__(self, pdf: File, counts: list[int]) -> None:
        self.pdf = pdf
        self.pages = pdf.page_references
        self.owners: list[list[bytes]] = [[b"null"] * count for count in counts]
        self.held: list[bytes] = []
        self.names: dict[str, bytes] = {}

    def write(self, element: Element, parent: bytes) -> bytes:
        """Write an element and what is in it; give its reference."""
        entries: dict[str, Any] = {"Type": "/StructElem", "S": f"/{element.role}", "P": parent}
        written = pydyf.Dictionary(entries)
        self.pdf.add_object(written)
        own: bytes = written.reference
        for name, words in element.facts.items():
            written[name] = pydyf.String(words)
            if name == "ID":
                self.names[words] = own
        if element.attributes:
            owner = _OWNERS.get(element.role, "Table")
            written["A"] = pydyf.Dictionary({"O": f"/{owner}", **element.attributes})
        page = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        if page is not None:
            written["Pg"] = self.pages[page]
        written["K"] = pydyf.Array([self._kid(kid, page, own) for kid in element.kids])
        return own

    def _kid(self, kid: Kid, page: int | None, own: bytes) -> Any:
        if isinstance(kid, Element):
            return self.write(kid, own)
        if isinstance(kid, Held):
            kid.annotation["StructParent"] = len(self.owners) + len(self.held)
            self.held.append(own)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": self.pages[kid.page]})
        self.owners[kid.page][kid.number] = own
        if kid.page == page:
            return kid.number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self.pages[kid.page], "MCID": kid.number})
