"""Markdown that stands in another file, such as what an API's description says of a call, read into a page.

Its words have no place in the page: all of them stand, without width, where the tag that asks for them begins.
"""

from __future__ import annotations

from pipeline.ingest.lines import Line, Script
from pipeline.ingest.markdown.context import Reading
from pipeline.source import Span

# In characters; a description is a few paragraphs.
_LONGEST = 20_000


def foreign_page(words: str, place: Span) -> Reading:
    """Give the reading of such a text: its findings and repairs are not the page's and are not told."""
    text = words[:_LONGEST]
    rows = text.replace("\r\n", "\n").split("\n")
    cut = place.column - 1
    widest = max(map(len, rows), default=0)
    widths = {place.line: tuple((cut + index, 0) for index in range(widest))}
    lines = tuple(Line(row, place.line, cut) for row in rows)
    return Reading(
        Script(place.file, lines, widths), lambda _found: None, lambda _written, _place: "", lambda _w, _p: ()
    )
