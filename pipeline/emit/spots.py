"""Markers of a draft: which of them stand in the text, and where those are drawn that have no words to highlight.

A missing picture, an empty row of a matrix or a page without text is unfinished too, but no word of the text is its
marker: its mark is put on the picture's frame, under the matrix or behind the title, found by the place in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from pipeline.emit.remembering import of_page
from pipeline.memory import Memory
from pipeline.model import (
    Attachment,
    ContentReference,
    Figure,
    Handbook,
    Heading,
    Marked,
    Marker,
    Page,
    ResponsibilityMatrix,
    SkillRow,
    SkillsMatrix,
)
from pipeline.model.walk import each_page, walk
from pipeline.source import Span

Spot: TypeAlias = tuple[str, int, int]
ANCHOR = "m-"  # what the anchor of a marker begins with
# What a marker without words may be about, besides the empty rows of a matrix.
_SPOTS = (Attachment, ContentReference, Figure, Heading, Page, SkillRow)


def spot_of(span: Span) -> Spot:
    """Give the start of a place, by which marks without words are found."""
    return span.file, span.line, span.column


def anchor_of(marker: Marker) -> str:
    """Give the anchor of a marker in every output: the same from one build to the next, wherever its text moves to."""
    return f"{ANCHOR}{marker.fingerprint}"


def entry_of(marker: Marker) -> str:
    """Give the anchor of a marker's line in the list at the end of a draft."""
    return f"todo-{marker.fingerprint}"


def numbered(handbook: Handbook) -> dict[int, Marker]:
    """Give the markers by their numbers: of the words that stand for one in the text, only its number is known."""
    return {marker.number: marker for marker in handbook.markers}


def highlighted(handbook: Handbook) -> frozenset[int]:
    """Give the numbers of the markers whose words are highlighted: not those of navigation labels."""
    return frozenset(number for one in _drawn(handbook) for number in one.worded)


def spots(handbook: Handbook, memory: Memory | None = None) -> dict[Spot, Marker]:
    """Give the markers that have no words but a place that is drawn, by the start of that place."""
    drawn = list(_drawn(handbook, memory))
    worded = {number for one in drawn for number in one.worded}
    rest = {spot_of(marker.span): marker for marker in handbook.markers if marker.number not in worded}
    by_file: dict[str, list[Marker]] = {}
    for marker in rest.values():
        by_file.setdefault(marker.span.file, []).append(marker)
    for span in (span for one in drawn for span in one.pictures):
        if (inside := _inside(span, by_file.get(span.file, ()))) is not None:
            rest.setdefault(spot_of(span), inside)
    places = frozenset[Spot]().union(*(one.places for one in drawn))
    return {place: marker for place, marker in rest.items() if place in places}


def _inside(span: Span, markers: Iterable[Marker]) -> Marker | None:
    """Give the marker, of one file's, that stands among the words for a picture."""
    first, last = (span.line, span.column), (span.end_line, span.end_column)
    return next((one for one in markers if first < (one.span.line, one.span.column) < last), None)


class _Drawn(NamedTuple):
    """What is drawn where it stands: the numbers of words, the places without words, the pictures with words."""

    worded: frozenset[int]
    places: frozenset[Spot]
    pictures: tuple[Span, ...]


def _drawn(handbook: Handbook, memory: Memory | None = None) -> Iterator[_Drawn]:
    """Give what is drawn of each page, where it stands: a navigation label repeats words elsewhere."""
    yield _seen(node for part in handbook.parts for word in part.title for node in walk(word))
    for page in each_page(tuple(page for part in handbook.parts for page in part.chapters)):
        yield of_page(memory, "spots", page, lambda one: _seen(walk(replace(one, label=(), children=()))))


def _seen(nodes: Iterable[Struct]) -> _Drawn:
    worded: set[int] = set()
    places: set[Spot] = set()
    pictures: list[Span] = []
    for node in nodes:
        if isinstance(node, Marked):
            worded.add(node.number)
        elif isinstance(node, _SPOTS):
            places.add(spot_of(node.span))
            if isinstance(node, Figure) and node.alt:
                pictures.append(node.span)
        elif isinstance(node, (SkillsMatrix, ResponsibilityMatrix)) and node.empty_rows:
            places.add(spot_of(node.empty_rows[0]))
    return _Drawn(frozenset(worded), frozenset(places), tuple(pictures))
