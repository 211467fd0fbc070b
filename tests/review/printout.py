"""Editions and returned manuscripts made by hand: a book is printed plainly, then somebody works on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from pipeline.build.stages import Opened, silent_book
from pipeline.config import Config
from pipeline.ingest import text_of
from pipeline.manuscript.edition import Edition, Printed, Source, anchor_name
from pipeline.manuscript.manuscript import Anchor, Change, Comment, Manuscript, Paragraph, Point, Run, whole
from pipeline.model import Handbook, Heading, ListItem
from pipeline.review.placing import reviewed
from pipeline.review.proving import applied
from pipeline.review.remark import Remark
from pipeline.review.units import Unit, units_of
from pipeline.source import Span
from tests.cases import folder_of

WHEN = "2024-03-01T10:00:00Z"
_NOWHERE = Span("", 1, 1, 1, 1)


def book_of(sources: Mapping[str, str]) -> Handbook:
    """Read a book as a build does."""
    return silent_book(Opened(folder_of(sources), Config()), lambda _finding: None)


def reader(sources: Mapping[str, str]) -> Callable[[str], str]:
    """Give the function that reads a source."""
    return lambda file: text_of(folder_of(sources), file)


class Printout(NamedTuple):
    """A book as it was sent out: its edition and the file, nothing changed yet."""

    sources: Mapping[str, str]
    edition: Edition
    manuscript: Manuscript

    def returned(self, manuscript: Manuscript, today: Mapping[str, str] | None = None) -> tuple[Remark, ...]:
        """Give the remarks on a returned file, as the sources are today."""
        now = today or self.sources
        return reviewed(manuscript, "retour.docx", self.edition, book_of(now), reader(now))


def printout(sources: Mapping[str, str], front: tuple[str, ...] = ()) -> Printout:
    """Print a book: the lines of `front`, which have no anchors, then a paragraph for each unit."""
    units = [unit for unit in units_of(book_of(sources)) if unit.text.strip()]
    plain = [Paragraph((Run(text),), style="TOC1") for text in front]
    drawn = [_drawn(number, unit) for number, unit in enumerate(units)]
    sources_of = {
        one.anchors[0].name: Source(unit.span or _NOWHERE, unit.digest) for one, unit in zip(drawn, units, strict=True)
    }
    paragraphs = (*plain, *drawn)
    printed = tuple(
        Printed(whole(one), tuple((each.name, each.start, each.end) for each in one.anchors)) for one in paragraphs
    )
    return Printout(sources, Edition("Guide", True, printed, sources_of), Manuscript("docx", paragraphs))


def _drawn(number: int, unit: Unit) -> Paragraph:
    is_heading = isinstance(unit.holder, Heading)
    style = "Heading" if is_heading else "List" if any(isinstance(node, ListItem) for node in unit.path) else "Body"
    anchor = Anchor(anchor_name(number, unit.text), 0, len(unit.text))
    level = unit.holder.level if isinstance(unit.holder, Heading) else 0
    return Paragraph((Run(unit.text),), (anchor,), style, level=level)


def at(manuscript: Manuscript, words: str) -> Point:
    """Give the place of words."""
    for number, paragraph in enumerate(manuscript.paragraphs):
        offset = whole(paragraph).find(words)
        if offset >= 0:
            return Point(number, offset)
    raise LookupError(words)


def swapped(manuscript: Manuscript, number: int, *paragraphs: Paragraph) -> Manuscript:
    """Put paragraphs in the place of one."""
    old = manuscript.paragraphs
    return replace(manuscript, paragraphs=(*old[:number], *paragraphs, *old[number + 1 :]))


def _cut(paragraph: Paragraph, start: int, end: int) -> tuple[tuple[Run, ...], tuple[Run, ...], tuple[Run, ...]]:
    sides: tuple[list[Run], list[Run], list[Run]] = ([], [], [])
    done = 0
    for run in paragraph.runs:
        for side, (first, last) in zip(sides, ((0, start), (start, end), (end, 10**9)), strict=True):
            text = run.text[max(0, first - done) : max(0, last - done)]
            if text:
                side.append(Run(text, run.changes))
        done += len(run.text)
    return tuple(sides[0]), tuple(sides[1]), tuple(sides[2])


def _stretched(paragraph: Paragraph, start: int, end: int, size: int) -> tuple[Anchor, ...]:
    """Move anchors as a word processor does when `size` characters come in the place of `start` to `end`."""

    def moved(offset: int, is_start: bool) -> int:
        if offset > end or (offset == end and not is_start) or (offset == end and offset > start):
            return offset + size - (end - start)
        return min(offset, start) if offset > start else offset

    return tuple(Anchor(one.name, moved(one.start, True), moved(one.end, False)) for one in paragraph.anchors)


def typed(manuscript: Manuscript, old: str, new: str) -> Manuscript:
    """Change words without tracking."""
    number, start = (point := at(manuscript, old)).paragraph, point.offset
    paragraph = manuscript.paragraphs[number]
    before, _gone, after = _cut(paragraph, start, start + len(old))
    anchors = _stretched(paragraph, start, start + len(old), len(new))
    return swapped(manuscript, number, replace(paragraph, runs=(*before, Run(new), *after), anchors=anchors))


def tracked(
    manuscript: Manuscript, old: str, new: str, author: str = "Léa", start: int = 0, end: int = -1
) -> Manuscript:
    """Change words with tracking: characters `start` to `end` of `old` go, `new` comes behind them."""
    end = len(old) if end < 0 else end
    point = at(manuscript, old)
    paragraph = manuscript.paragraphs[point.paragraph]
    first, last = point.offset + start, point.offset + end
    before, gone, after = _cut(paragraph, first, last)
    deleted = tuple(Run(run.text, (*run.changes, Change("deletion", author, WHEN))) for run in gone)
    inserted = (Run(new, (Change("insertion", author, WHEN),)),) if new else ()
    anchors = _stretched(paragraph, last, last, len(new))
    changed = replace(paragraph, runs=(*before, *deleted, *inserted, *after), anchors=anchors)
    return swapped(manuscript, point.paragraph, changed)


def split(manuscript: Manuscript, words: str, author: str = "") -> Manuscript:
    """Split a paragraph before words; with an author, tracked."""
    point = at(manuscript, words)
    paragraph = manuscript.paragraphs[point.paragraph]
    before, _none, after = _cut(paragraph, point.offset, point.offset)
    ending = (Change("insertion", author, WHEN),) if author else ()
    anchors = tuple(Anchor(one.name, one.start, min(one.end, point.offset)) for one in paragraph.anchors)
    first = replace(paragraph, runs=before, anchors=anchors, ending=ending)
    return swapped(manuscript, point.paragraph, first, replace(paragraph, runs=after, anchors=()))


def put_in(
    manuscript: Manuscript, after: str, text: str, author: str = "", style: str = "", level: int = 0
) -> Manuscript:
    """Put in a paragraph after the one with some words, of its style unless another is said."""
    number = at(manuscript, after).paragraph
    paragraph = manuscript.paragraphs[number]
    inserted = (Change("insertion", author, WHEN),) if author else ()
    new = Paragraph((Run(text, inserted),), style=style or paragraph.style, level=level)
    return swapped(manuscript, number, replace(paragraph, ending=inserted), new)


def taken_out(manuscript: Manuscript, words: str, author: str = "") -> Manuscript:
    """Take out the paragraph with some words; with an author, tracked."""
    number = at(manuscript, words).paragraph
    if not author:
        return swapped(manuscript, number)
    paragraph = manuscript.paragraphs[number]
    deletion = (Change("deletion", author, WHEN),)
    runs = tuple(Run(run.text, (*run.changes, *deletion)) for run in paragraph.runs)
    return swapped(manuscript, number, replace(paragraph, runs=runs, ending=deletion))


def said(
    manuscript: Manuscript, words: str, text: str, identifier: str = "1", author: str = "Léa", **more: Any
) -> Manuscript:
    """Comment on words."""
    start = at(manuscript, words)
    end = Point(start.paragraph, start.offset + len(words))
    comment = replace(Comment(identifier, author, text, WHEN, start=start, end=end), **more)
    return replace(manuscript, comments=(*manuscript.comments, comment))


def with_edits(sources: Mapping[str, str], remarks: tuple[Remark, ...]) -> dict[str, str]:
    """Make the edits of remarks."""
    changed = dict(sources)
    for file, text in sources.items():
        edits = [one.edit for one in remarks if one.edit is not None and one.edit.span.file == file]
        new = applied(text, edits)
        assert new is not None, "edits overlap"
        changed[file] = new
    return changed
