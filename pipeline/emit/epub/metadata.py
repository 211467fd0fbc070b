"""What the package says of the book: what it is called, since when it stands so, and for whom it can be read.

The words for accessibility are those of schema.org that EPUB Accessibility 1.1 asks for (W3C Recommendation, 3.2).
Nothing is claimed that a program cannot know: no conformance to WCAG (which somebody must have evaluated), and no
words for pictures where one has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from pipeline.emit.dates import iso_date
from pipeline.emit.epub.xml import Element, make, q
from pipeline.emit.order import Order


class Holds(NamedTuple):
    """What the files of the book hold: pictures (and some without words for them), formulas, an index, pages."""

    pictures: bool
    undescribed: bool
    moving: bool
    formulas: bool
    has_index: bool
    pages: bool


def identifier(order: Order) -> str:
    """Give the name of the book: the same for every edition of it."""
    identity = order.handbook.identity
    return uuid5(NAMESPACE_URL, "\0".join((identity.language, identity.organisation, identity.title))).urn


def issued(order: Order) -> str:
    """Give the day of the edition as ISO 8601 writes it, "" where it has none."""
    day = iso_date(order.handbook.identity.date)
    return day.isoformat() if day else ""


def settle(package: Element, order: Order, holds: Holds) -> None:
    """Put into a package document what is said of the book."""
    metadata = package.find(q("opf:metadata"))
    if metadata is None:
        raise ValueError("the package says nothing of the book")
    for one in list(metadata):
        said = one.get("property", "")
        undated = one.tag == q("dc:date") and not issued(order)
        if undated or said == "dcterms:modified" or said.startswith("schema:"):
            metadata.remove(one)
    modified = datetime.combine(order.built, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    added = [_meta("dcterms:modified", modified)]
    for name, text in _accessibility(order, holds):
        added.append(_meta(f"schema:{name}", text))
    if holds.pages:
        source = order.say("{title}, PDF edition", title=order.handbook.identity.title)
        added.append(make("dc:source", {"id": "pages-source"}, source))
        added.append(_meta("pageBreakSource", source))
    for one in added:
        one.tail = "\n    "
    added[-1].tail = "\n  "
    metadata.extend(added)


def _meta(name: str, text: str) -> Element:
    return make("opf:meta", {"property": name}, text)


def _accessibility(order: Order, holds: Holds) -> Iterator[tuple[str, str]]:
    yield "accessMode", "textual"
    if holds.pictures:
        yield "accessMode", "visual"
        yield "accessModeSufficient", "textual,visual"
    if not holds.undescribed:
        yield "accessModeSufficient", "textual"
    for feature in _features(holds):
        yield "accessibilityFeature", feature
    for hazard in ("unknown",) if holds.moving else ("none",):
        yield "accessibilityHazard", hazard
    yield "accessibilitySummary", _summary(order, holds)


def _features(holds: Holds) -> Iterator[str]:
    yield from (
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
        "unlocked",
        "ARIA",
    )
    if holds.pictures and not holds.undescribed:
        yield "alternativeText"
    if holds.formulas:
        yield from ("MathML", "latex")
    if holds.has_index:
        yield "index"
    if holds.pages:
        yield from ("pageBreakMarkers", "pageNavigation")


def _summary(order: Order, holds: Holds) -> str:
    """Say in sentences what readers can expect."""
    say = order.say
    said = [
        say(
            "The text can be enlarged, its colours changed and read aloud; headings, tables, lists and notes are "
            "marked as such, and a table of contents leads to every page."
        )
    ]
    if holds.pages:
        said.append(say("The page numbers are those of the PDF edition."))
    if holds.formulas:
        said.append(say("Formulas can be read aloud (MathML)."))
    if holds.undescribed:
        said.append(say("Some pictures have no description."))
    elif holds.pictures:
        said.append(say("Every picture has a description."))
    if order.edition == "draft":
        said.append(say("This is a draft: the places still to be completed are numbered, and listed at the end."))
    return " ".join(said)
