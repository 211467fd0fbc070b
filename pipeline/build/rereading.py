"""What pages say once markers were put into them, compared with what they said: nothing else may have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct

from pipeline.model import Block, Handbook, Marked, Paragraph, Text
from pipeline.model.walk import children, each_page
from pipeline.source import Span

# Kinds of places without words: one that somebody writes in is no longer empty.
_WORDLESS = frozenset(("empty-row", "empty-skill", "empty-section", "empty-page"))
_NEAR = 40  # letters between a marker and what it may change


class Told(NamedTuple):
    """What the pages of a file say and of what blocks they are, without blanks and without some markers.

    `at` is where each of those stands in `pieces`, by its number.
    """

    pieces: list[str]
    at: dict[int, int]


def told(handbook: Handbook, file: str, ours: Container[int]) -> Told:
    """Give what the pages of a file say, without the markers of these numbers."""
    said = Told([], {})
    for page in (page for part in handbook.parts for page in each_page(part.chapters) if page.file == file):
        for node in (*page.title, *page.blocks, *page.footnotes):
            _tell(node, ours, said)
    return said


def _tell(node: Struct, ours: Container[int], said: Told) -> None:
    if isinstance(node, Marked) and node.number in ours:
        said.at[node.number] = len(said.pieces)
        return
    if isinstance(node, Block) and not (isinstance(node, Paragraph) and _is_ours(node, ours)):
        said.pieces.append(f"<{type(node).__name__}>")
    text = getattr(node, "text", "")
    if isinstance(text, str):
        said.pieces.extend("".join(text.split()))
    for child in children(node):
        _tell(child, ours, said)


def _is_ours(node: Paragraph, ours: Container[int]) -> bool:
    """Tell a paragraph that says nothing but some markers."""
    return all(
        (isinstance(one, Marked) and one.number in ours) or (isinstance(one, Text) and not one.text.strip())
        for one in node.children
    )


def culprits(old: Told, new: Told) -> Iterable[int]:
    """Give the markers near what is told otherwise since they are there; all of them where none is near."""
    if old.pieces == new.pieces:
        return ()
    first = _same(old.pieces, new.pieces)
    last = len(new.pieces) - _same(reversed(old.pieces), reversed(new.pieces))
    near = [number for number, at in new.at.items() if first - _NEAR <= at <= max(first, last) + _NEAR]
    return near or new.at


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    """Count how many things two sequences begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def loses_markers(file: str, old: Handbook, book: Handbook) -> bool:
    """Tell whether a marker of words that the file had is no longer read."""
    before, after = (
        Counter(marker.text for marker in each.markers if marker.span.file == file and marker.kind not in _WORDLESS)
        for each in (old, book)
    )
    return bool(before - after)


def within(one: Span, other: Span) -> bool:
    """Tell whether a place stands in another one."""
    return (
        one.file == other.file
        and (other.line, other.column) <= (one.line, one.column)
        and (one.end_line, one.end_column) <= (other.end_line, other.end_column)
    )
