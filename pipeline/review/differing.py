"""What changed between what was printed and what came back: tracked by the word processor, or found by comparing.

Places are characters of the whole printed text, its paragraphs joined by `returned.END`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.manuscript.manuscript import Change, Paragraph, Point
from pipeline.review.likeness import has_words, likened, tokens
from pipeline.review.pairing import Segment
from pipeline.review.returned import END, Piece, Returned, is_joined, pieces
from pipeline.review.wording import Stretch, changed_words


class Difference(NamedTuple):
    """A change: characters `start` to `end` of the printed text were `old` and are `new`.

    `END` in `old` or `new` is the end of a paragraph. `change` is None for one that nobody tracked; `at` is
    where the first new characters stand, or the place of the old ones; `is_undone`: put in by one and taken out again.
    """

    start: int
    end: int
    old: str
    new: str
    change: Change | None
    at: Point
    is_undone: bool = False


@dataclass
class _Told:
    """Differences being made: words put in and taken out without a word between them are one, if of the same author."""

    done: list[Difference] = field(default_factory=list)
    is_open: bool = False

    def tell(self, one: Difference) -> None:
        last = self.done[-1] if self.done else None
        is_more = self.is_open and last is not None and not last.is_undone and not one.is_undone
        if is_more and last is not None and _who(last) == _who(one) and last.end == one.start:
            new_at = one.at if not last.new else last.at
            self.done[-1] = Difference(last.start, one.end, last.old + one.old, last.new + one.new, last.change, new_at)
        else:
            self.done.append(one)
        self.is_open = True

    def close(self) -> None:
        """Say that words which did not change follow."""
        self.is_open = False


def _who(one: Difference) -> tuple[str, bool] | None:
    return (one.change.author, one.change.is_move) if one.change else None


class _Sides(NamedTuple):
    """Both sides: the printed paragraphs, where each begins in the whole printed text, and the returned ones."""

    texts: Sequence[str]
    starts: Sequence[int]
    returned: Sequence[Returned]
    paragraphs: Sequence[Paragraph]


def differences(
    texts: Sequence[str],
    starts: Sequence[int],
    returned: Sequence[Returned],
    paragraphs: Sequence[Paragraph],
    found: Sequence[Segment],
) -> list[Difference]:
    """Give every difference, in the order of the printed text."""
    sides, told = _Sides(texts, starts, returned, paragraphs), _Told()
    shape = ""
    for segment in found:
        new_shape = "both" if segment.left and segment.right else "left" if segment.left else "right"
        if shape != new_shape and not _is_tracked_on(told):
            told.close()
        shape = new_shape
        if segment.left and segment.right:
            _both(segment, sides, told)
        elif segment.left:
            _gone(segment, sides, told)
        else:
            _come(segment, sides, told)
        _ended(segment, sides, told)
    return told.done


def _is_tracked_on(told: _Told) -> bool:
    """Tell whether the last difference is a tracked one, which may go on in the next paragraph."""
    return bool(told.done) and told.done[-1].change is not None


def _ended(segment: Segment, sides: _Sides, told: _Told) -> None:
    """Tell of the end of a segment: it stays, or somebody tracked that it was taken away."""
    if not segment.right:
        return
    last = sides.paragraphs[sides.returned[segment.right[-1]].last]
    if not is_joined(last):
        if segment.left:
            told.close()
        return
    place = _end(segment, sides)
    if place + 1 < sides.starts[-1] and segment.left:
        change = next(one for one in last.ending if one.sort == "deletion")
        length = sum(len(run.text) for run in last.runs)
        at = Point(sides.returned[segment.right[-1]].last, length)
        told.tell(Difference(place, place + 1, END, "", change, at))


def _end(segment: Segment, sides: _Sides) -> int:
    """Give the place where the printed paragraphs of a segment end."""
    if not segment.left:
        return sides.starts[segment.left.start] - 1 if segment.left.start else 0
    last = segment.left[-1]
    return sides.starts[last] + len(sides.texts[last])


def _both(segment: Segment, sides: _Sides, told: _Told) -> None:
    """Compare printed paragraphs with what they became."""
    start = sides.starts[segment.left[0]]
    old = END.join(sides.texts[at] for at in segment.left)
    found = list(_pieces(segment, sides))
    if len(segment.left) == len(segment.right) == 1 and all(not piece.changes for piece in found):
        text = sides.returned[segment.right[0]].text
        if likened(old) == likened(text):
            told.close()
            return
    _walked(old, start, found, told)


def _pieces(segment: Segment, sides: _Sides) -> Iterator[Piece]:
    first, last = sides.returned[segment.right[0]].first, sides.returned[segment.right[-1]].last
    return pieces(sides.paragraphs, first, last)


def _walked(old: str, start: int, found: Sequence[Piece], told: _Told) -> None:
    """Go through what came back beside what was printed, and tell of each change in its order."""
    was = "".join(piece.text for piece in found if piece.was_there)
    untracked = changed_words(old, was)
    walk = _Walk(old, start, was, untracked, told)
    for piece in found:
        if piece.was_there:
            walk.through(piece)
        else:
            walk.put_in(piece)
    walk.finish(found[-1].at if found else Point(0, 0))


@dataclass
class _Walk:
    """A walk along two texts: `here` in the old one, `there` in what stood before tracked changes, `next` stretch."""

    old: str
    start: int
    was: str
    stretches: Sequence[Stretch]
    told: _Told
    here: int = 0
    there: int = 0
    next: int = 0

    def through(self, piece: Piece) -> None:
        """Pass characters that were there, some of which somebody deleted."""
        change = next((one for one in piece.changes if one.sort == "deletion"), None)
        begin, end = self.there, self.there + len(piece.text)
        while self.there < end:
            stretch = self.stretches[self.next] if self.next < len(self.stretches) else None
            at = Point(piece.at.paragraph, piece.at.offset + self.there - begin)
            if stretch is None or self.there < stretch.new_start:
                self._same(min(end, stretch.new_start if stretch else end), change, at, stretch)
            else:
                self._taken(stretch, at)
                self._typed(min(end, stretch.new_end), change, at)
                if self.there >= stretch.new_end:
                    self.next += 1

    def _same(self, end: int, change: Change | None, at: Point, stretch: Stretch | None) -> None:
        """Pass characters that were printed."""
        size = end - self.there
        is_last = end == (stretch.new_start if stretch else len(self.was))
        until = (stretch.start if stretch else len(self.old)) if is_last else self._mapped(end)
        if change is not None:
            text = self.was[self.there : end]
            self.told.tell(Difference(self.start + self.here, self.start + until, text, "", change, at))
        elif size:
            self.told.close()
        self.here, self.there = until, end

    def _mapped(self, end: int) -> int:
        """Give the place in the old text of one in the middle of what is the same in both."""
        before = self.stretches[self.next - 1] if self.next else Stretch(0, 0, 0, 0)
        after = self.stretches[self.next] if self.next < len(self.stretches) else None
        old = self.old[before.end : after.start if after else len(self.old)]
        was = self.was[before.new_end : after.new_start if after else len(self.was)]
        at = end - before.new_end
        if len(old) == len(was):
            return before.end + at
        inside = [(one.start, other.start) for one, other in zip(tokens(old), tokens(was), strict=False)]
        ours, theirs = max(((i, j) for i, j in inside if j <= at), default=(0, 0))
        return max(self.here, before.end + min(ours + at - theirs, len(old)))

    def _taken(self, stretch: Stretch, at: Point) -> None:
        """Tell of printed characters that are gone, once."""
        if self.here < stretch.end:
            old = self.old[self.here : stretch.end]
            self.told.tell(Difference(self.start + self.here, self.start + stretch.end, old, "", None, at))
            self.here = stretch.end

    def _typed(self, end: int, change: Change | None, at: Point) -> None:
        """Tell of characters that nobody tracked and that were not printed."""
        text, place = self.was[self.there : end], self.start + self.here
        if text:
            self.told.tell(Difference(place, place, "", text, None, at, is_undone=change is not None))
        if text and change is not None:
            self.told.tell(Difference(place, place, text, "", change, at, is_undone=True))
        self.there = end

    def put_in(self, piece: Piece) -> None:
        """Tell of characters that somebody inserted, and that somebody perhaps deleted again."""
        stretch = self.stretches[self.next] if self.next < len(self.stretches) else None
        if stretch is not None and stretch.new_start <= self.there:
            self._taken(stretch, piece.at)
        place = self.start + self.here
        changes = sorted(piece.changes, key=lambda one: one.sort == "deletion")
        is_undone = len(changes) > 1
        for one in changes:
            old, new = ("", piece.text) if one.sort == "insertion" else (piece.text, "")
            self.told.tell(Difference(place, place, old, new, one, piece.at, is_undone))

    def finish(self, at: Point) -> None:
        """Tell of what is gone at the end."""
        for stretch in self.stretches[self.next :]:
            self._taken(stretch, at)


def _gone(segment: Segment, sides: _Sides, told: _Told) -> None:
    """Tell of printed paragraphs that nothing came back of."""
    for at in segment.left:
        if not has_words(sides.texts[at]):
            continue
        start, end = sides.starts[at], sides.starts[at] + len(sides.texts[at])
        place = Point(0, 0)
        if at and not (told.done and told.done[-1].end >= start):
            start -= 1
        elif not at:
            end += 1
        text = (END if start < sides.starts[at] else "") + sides.texts[at] + (END if not at else "")
        told.tell(Difference(start, end, text, "", None, place))


def _come(segment: Segment, sides: _Sides, told: _Told) -> None:
    """Tell of paragraphs that were not printed."""
    place = _end(segment, sides)
    is_first = segment.left.start == 0
    for at in segment.right:
        one = sides.returned[at]
        found: Sequence[Piece] = list(pieces(sides.paragraphs, one.first, one.last))
        if not has_words("".join(piece.text for piece in found)):
            continue
        found = _seen_as_one(found, place, told)
        first = next(piece for piece in found if has_words(piece.text))
        beside = first.at if is_first else Point(max(0, one.first - 1), 0)
        ends = [Piece(END, tuple(change for change in first.changes if change.sort == "insertion"), beside)]
        for piece in (*found, *ends) if is_first else (*ends, *found):
            _told_new(piece, place, told)


def _seen_as_one(found: Sequence[Piece], place: int, told: _Told) -> Sequence[Piece]:
    """Give the pieces of a new paragraph that nobody tracked as what it says now, and tell what was tracked in it.

    It was put in as a whole: of its parts none could be written without the others.
    """
    if all(piece.changes for piece in found if has_words(piece.text)):
        return found
    for piece in found:
        for change in piece.changes:
            old, new = ("", piece.text) if change.sort == "insertion" else (piece.text, "")
            told.tell(Difference(place, place, old, new, change, piece.at, is_undone=True))
    stays = [piece for piece in found if not any(change.sort == "deletion" for change in piece.changes)]
    return [Piece("".join(piece.text for piece in stays), (), found[0].at)]


def _told_new(piece: Piece, place: int, told: _Told) -> None:
    """Tell of characters of a paragraph that was not printed."""
    inserted = next((one for one in piece.changes if one.sort == "insertion"), None)
    deleted = next((one for one in piece.changes if one.sort == "deletion"), None)
    told.tell(Difference(place, place, "", piece.text, inserted, piece.at, deleted is not None))
    if deleted is not None:
        told.tell(Difference(place, place, piece.text, "", deleted, piece.at, is_undone=True))
