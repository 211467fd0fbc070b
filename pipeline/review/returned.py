"""The paragraphs of a manuscript as they were before anybody tracked a change: what was split is one again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.manuscript.manuscript import Change, Manuscript, Paragraph, Point, before

# The end of a paragraph in the words of a change (paragraph separator): a line ending inside one is U+000A.
END = "\u2029"


class Piece(NamedTuple):
    """Characters with the same tracked changes, or the end of a paragraph, and where they begin."""

    text: str
    changes: tuple[Change, ...]
    at: Point

    @property
    def was_there(self) -> bool:
        """Whether it was there before anybody tracked a change."""
        return not any(one.sort == "insertion" for one in self.changes)


class Returned(NamedTuple):
    """Paragraphs of a manuscript that were one, by their places, from `first` to `last`; `text` is what it said."""

    first: int
    last: int
    text: str
    anchors: tuple[str, ...]


def returned_lines(manuscript: Manuscript) -> list[Returned]:
    """Give the paragraphs of a manuscript as they were."""
    found: list[Returned] = []
    start = 0
    paragraphs = manuscript.paragraphs
    for at, paragraph in enumerate(paragraphs):
        is_split = any(one.sort == "insertion" for one in paragraph.ending)
        if is_split and at + 1 < len(paragraphs) and paragraphs[at + 1].region == paragraph.region:
            continue
        group = paragraphs[start : at + 1]
        names = tuple(anchor.name for one in group for anchor in one.anchors)
        found.append(Returned(start, at, "".join(map(before, group)), names))
        start = at + 1
    return found


def pieces(paragraphs: Sequence[Paragraph], first: int, last: int) -> Iterator[Piece]:
    """Give what stands in paragraphs `first` to `last`, with the ends between them, without that of the last."""
    for at in range(first, last + 1):
        offset = 0
        for run in paragraphs[at].runs:
            yield Piece(run.text, run.changes, Point(at, offset))
            offset += len(run.text)
        if at < last:
            yield Piece(END, paragraphs[at].ending, Point(at, offset))


def is_joined(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph was joined with the next."""
    return any(one.sort == "deletion" for one in paragraph.ending)
