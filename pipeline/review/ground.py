"""From a place in the printed text to a place in a unit of today's book, by way of the anchors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from pipeline.manuscript.edition import Edition
from pipeline.review.aligning import in_common
from pipeline.review.likeness import has_words, tokens
from pipeline.review.matching import Match
from pipeline.review.returned import END
from pipeline.review.units import Unit

# same: all the characters are the unit's own; extra: some are words of the output; lost: the unit is gone.
Hold: TypeAlias = Literal["same", "extra", "changed", "lost"]


class Anchored(NamedTuple):
    """An anchor in the whole printed text; `match` is None where its unit is gone."""

    start: int
    end: int
    name: str
    match: Match | None


class Spot(NamedTuple):
    """Characters `start` to `end` of a unit, and how well they are known; `unit` is the nearest one for "lost"."""

    hold: Hold
    unit: Unit | None
    start: int
    end: int


class Ground(NamedTuple):
    """The whole printed text: its paragraphs, where each begins, and its anchors, in order and by paragraph."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    anchors: tuple[tuple[Anchored, ...], ...]

    def paragraph(self, place: int) -> int:
        """Give the paragraph that a place stands in."""
        return max(0, min(bisect_right(self.starts, place) - 1, len(self.texts) - 1))

    def text(self, start: int, end: int) -> str:
        """Give printed characters, `END` between paragraphs."""
        first, last = self.paragraph(start), self.paragraph(max(start, end - 1))
        whole = END.join(self.texts[first : last + 2])
        return whole[start - self.starts[first] : end - self.starts[first]]

    def nearest(self, paragraph: int) -> Anchored | None:
        """Give the last anchor before the end of a paragraph whose unit is known, else the first after it."""
        for at in chain(range(paragraph, -1, -1), range(paragraph + 1, len(self.texts))):
            known = [one for one in self.anchors[at] if one.match is not None]
            if known:
                return known[-1] if at <= paragraph else known[0]
        return None


def ground_of(edition: Edition, found: Mapping[str, Match]) -> Ground:
    """Give the ground of an edition; `starts` has the end of the text as its last item."""
    starts = [0]
    for one in edition.paragraphs:
        starts.append(starts[-1] + len(one.text) + 1)
    anchors = tuple(
        tuple(
            Anchored(base + start, base + end, name, found.get(name))
            for name, start, end in sorted(one.anchors, key=lambda anchor: anchor[1:])
            if name in edition.sources
        )
        for base, one in zip(starts, edition.paragraphs, strict=False)
    )
    return Ground(tuple(one.text for one in edition.paragraphs), tuple(starts), anchors)


def spot(ground: Ground, start: int, end: int) -> Spot:
    """Find characters of one paragraph of the printed text in their unit."""
    paragraph = ground.paragraph(start)
    around = [one for one in ground.anchors[paragraph] if one.start <= start and end <= one.end]
    if not around:
        near = ground.nearest(paragraph)
        return Spot("extra", near.match.unit if near and near.match else None, 0, 0)
    anchor = max(around, key=lambda one: (one.match is not None, one.start))
    if anchor.match is None:
        near = ground.nearest(paragraph)
        return Spot("lost", near.match.unit if near and near.match else None, 0, 0)
    unit, is_same = anchor.match
    printed = ground.texts[paragraph][anchor.start - ground.starts[paragraph] : anchor.end - ground.starts[paragraph]]
    first, last, is_clean = _mapped(printed, unit.text, start - anchor.start, end - anchor.start)
    return Spot(("same" if is_clean else "extra") if is_same else "changed", unit, first, last)


def _mapped(printed: str, text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Give the characters of a unit's text for some of a printed text, and whether it holds all of them."""
    if printed == text:
        return start, end, True
    own = _own(printed, text)
    if start == end:
        return _boundary(own, start, len(text)), _boundary(own, start, len(text)), True
    inside = [own[at] for at in range(start, end) if own[at] >= 0]
    strange = "".join(char for at, char in enumerate(printed[start:end], start=start) if own[at] < 0)
    if not inside:
        place = _boundary(own, start, len(text))
        return place, place, False
    first, last = inside[0], inside[-1] + 1
    hidden = text[first:last]
    # Between its first and its last character the unit may hold others that were not printed.
    is_whole = len(hidden) - len(inside) <= hidden.count(" ")
    return first, last, is_whole and not has_words(strange)


def _own(printed: str, text: str) -> list[int]:
    """Give for each printed character its place in the unit's text, -1 for none."""
    own = [-1] * len(printed)
    ours, theirs = tokens(printed.replace("\n", " ")), tokens(text.replace("\n", " "))
    for i, j in in_common([one.key for one in ours], [one.key for one in theirs]):
        one, other = ours[i], theirs[j]
        size = other.end - other.start
        for at in range(one.start, one.end):
            own[at] = other.start + min(at - one.start, size - 1)
    return own


def _boundary(own: Sequence[int], at: int, size: int) -> int:
    """Give the place in a unit's text of the boundary before a printed character."""
    before = next((own[one] + 1 for one in range(at - 1, -1, -1) if own[one] >= 0), None)
    if before is not None:
        return before
    return next((one for one in own[at:] if one >= 0), min(size, 0))
