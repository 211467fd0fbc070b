"""Links: one annotation for each line that a link runs over, and words that say where it goes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from pipeline.emit.pdf.structure import Source


def whole_links(document: Any) -> None:
    """Join the links that WeasyPrint makes for every box inside a link into that of the link itself.

    Every box inside gets a link of its own, `::after` too; they would be heard one after the other (ISO 14289-1,
    7.18.5). The area of the link grows by them: a picture is taller than the line that holds it.
    """
    for page in document.pages:
        kept: list[tuple[Any, Any, tuple[float, ...], Any]] = []
        for kind, target, area, box in page.links:
            if box.link and "::" not in box.element_tag:
                kept.append((kind, target, area, box))
            elif kept and kept[-1][1] == target:
                kept[-1] = (kind, target, _around(kept[-1][2], area), kept[-1][3])
        page.links = kept


def _around(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


def said_of_link(source: Source, annotation: Any) -> str:
    """Give what a link says of itself: its words, and the site or address it leads to outside the book."""
    words = source.get("aria-label") or _words(source) or source.get("title") or ""
    action = annotation.get("A")
    if action is None:
        return words
    address = action["URI"].string
    if address in words:
        return words
    place = _site(address)
    return f"{words} ({place})" if words and place not in words else words or address


def _site(address: str) -> str:
    """Give the site of an address, or the whole of it where it has none (mailto:, tel:)."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def _words(source: Source) -> str:
    """Give the words in an element, with those for its pictures."""
    pieces = []
    for one in source.iter():
        pieces.append(one.get("alt") or "" if one.tag == "img" else one.text or "")
        if one is not source:
            pieces.append(one.tail or "")
    return " ".join("".join(pieces).split())
