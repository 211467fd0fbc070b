"""Finishing a tree of tags: elements that say nothing go, lists and sections say what they are."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import pydyf

from pipeline.emit.pdf.headers import head_cells
from pipeline.emit.pdf.structure import Content, Element, Held, Kid

# What stands there even when it is empty: without it, the others would take its place.
_KEPT = frozenset(("TR", "TH", "TD", "Document"))
_IN_LINE = frozenset(("Span", "Link", "Reference", "Code", "Quote", "Formula", "Annot", "Note"))
_SECTIONS = frozenset(("Sect", "Art", "Part"))
_HEADINGS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))

_NUMBERS = frozenset(("todo-number", "note-number"))


def settle(top: Element, prefix: str) -> None:
    """Finish the tree below a Document; identities begin with `prefix`."""
    top.kids = _settled(top)
    notes, tables = count(1), count(1)
    for element in top.below():
        if element.role == "Note":
            element.facts["ID"] = f"{prefix}n{next(notes)}"
        elif element.role == "L":
            element.attributes["ListNumbering"] = f"/{_numbering(element)}"
        elif element.role == "Table":
            _summary(element)
            head_cells(element, f"{prefix}t{next(tables)}")
        elif element.role in _SECTIONS:
            _title(element)


def _settled(element: Element) -> list[Kid]:
    """Give what an element holds when it is finished: empty elements and those that only group are gone."""
    kids: list[Kid] = []
    for kid in element.kids:
        if not isinstance(kid, Element):
            kids.append(kid)
            continue
        kid.kids = _settled(kid)
        if not kid.kids and kid.role not in _KEPT:
            continue
        _retag(kid)
        if kid.role == "Div" and not kid.facts:
            kids += _moved(kid.kids, element)
        else:
            kids.append(kid)
    return kids


def _moved(kids: Iterable[Kid], parent: Element) -> Iterable[Kid]:
    for kid in kids:
        if isinstance(kid, Element):
            kid.parent = parent
        yield kid


def _retag(element: Element) -> None:
    """Make of a group of words a paragraph, of a figure without a picture a group."""
    if element.role == "Figure" and "Alt" not in element.facts:
        element.role = "Div"
        for kid in element.elements():
            if kid.role == "Caption":
                kid.role = "P"
    if element.role == "Div" and all(_is_in_line(kid) for kid in element.kids):
        element.role = "P"


def _is_in_line(kid: Kid) -> bool:
    return isinstance(kid, (Content, Held)) or kid.role in _IN_LINE


def _numbering(listed: Element) -> str:
    """Give how a list is numbered (ISO 32000-1, table 347), from what stands before its items."""
    labels = [one for item in listed.elements() for one in item.elements() if one.role == "Lbl"]
    if not labels or listed.source.tag == "dl":
        return "None"
    said = labels[0].source.get("class") or ""
    if listed.source.tag == "ol" or said in _NUMBERS:
        return "Decimal"
    return "None" if said == "box" else "Disc"


def _summary(table: Element) -> None:
    words = table.source.get("aria-label")
    if words and not any(one.role == "Caption" for one in table.elements()):
        table.attributes["Summary"] = pydyf.String(words)


def _title(section: Element) -> None:
    """Give a section the title that its bookmark has."""
    head = next((one for one in section.elements() if one.role in _HEADINGS), None)
    words = head.source.get("data-label") if head is not None else None
    if words:
        section.facts["T"] = words
