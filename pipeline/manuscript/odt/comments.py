"""Comments of an OpenDocument text (ODF 1.3, part 3, 14.1)."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.manuscript.gathering import Gathering
from pipeline.manuscript.manuscript import Comment, Point, after
from pipeline.manuscript.odt.changes import said_by
from pipeline.manuscript.odt.names import LOEXT, META, OFFICE, TEXT
from pipeline.manuscript.odt.story import Story
from pipeline.manuscript.xml import Element


def read_comments(found: Mapping[str, Element], places: Mapping[str, tuple[Point, Point]]) -> tuple[Comment, ...]:
    """Read the comments found in a text by their identifier; `places` are where they stand in it.

    Threads, and what is dealt with, are LibreOffice's own addition to the standard.
    """
    return tuple(_comment(key, one, found, *places.get(key, (None, None))) for key, one in found.items())


def _comment(
    key: str, element: Element, found: Mapping[str, Element], start: Point | None, end: Point | None
) -> Comment:
    author, when = said_by(element)
    parent = str(element.get(f"{LOEXT}parent-name", element.get(f"{OFFICE}parent-name", "")))
    is_resolved = element.get(f"{LOEXT}resolved", element.get(f"{OFFICE}resolved")) == "true"
    when = when or (element.findtext(f"{META}date-string") or "").strip()
    return Comment(key, author, _words(element), when, parent if parent in found else "", is_resolved, start, end)


def _words(element: Element) -> str:
    gathering = Gathering()
    story = Story(gathering, {}, {})
    for block in element.iterchildren(f"{TEXT}p", f"{TEXT}list"):
        story.read(block)
    return "\n".join(map(after, gathering.paragraphs()))
