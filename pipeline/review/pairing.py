"""Which returned paragraphs are which of those that were printed: by words, by anchors, then by likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.review.aligning import Gap, Pair, gaps, in_common
from pipeline.review.likeness import has_words, likened, likeness, words

# How much of the words of two paragraphs must be the same for one to be the other, changed.
_ALIKE = 0.4
# The most paragraphs of each side that are compared with each other at once.
_WINDOW = 100


class Lines(NamedTuple):
    """Paragraphs of one side: their texts, and the names of the anchors that each holds."""

    texts: Sequence[str]
    anchors: Sequence[tuple[str, ...]]


class Segment(NamedTuple):
    """Printed paragraphs and the returned ones that they became; one side may be empty."""

    left: range
    right: range


def segments(printed: Lines, returned: Lines) -> list[Segment]:
    """Give both sides as segments, in order, every paragraph in one of them.

    Raises nothing, whatever the two are: of two documents that have nothing in common all of the first is gone and all
    of the second is new.
    """
    everything = Gap(0, len(printed.texts), 0, len(returned.texts))
    ours = [likened(text) for text in printed.texts]
    theirs = [likened(text) for text in returned.texts]
    pairs = _refined([], _whole(ours, printed.anchors), _whole(theirs, returned.anchors), everything)
    pairs = _refined(pairs, *_by_anchor(printed.anchors, returned.anchors), everything)
    pairs = _refined(pairs, _said(ours, "<"), _said(theirs, ">"), everything)
    pairs += [pair for gap in gaps(pairs, everything) for pair in _alike(gap, printed.texts, returned.texts)]
    return _widened(_between(sorted(pairs), everything), printed.texts, returned.texts)


def _refined(pairs: list[Pair], left: Sequence[Hashable], right: Sequence[Hashable], within: Gap) -> list[Pair]:
    """Add to pairs what is equal between them."""
    more: list[Pair] = []
    for gap in gaps(pairs, within):
        if gap.left < gap.left_end and gap.right < gap.right_end:
            same = in_common(left[gap.left : gap.left_end], right[gap.right : gap.right_end])
            more += ((gap.left + i, gap.right + j) for i, j in same)
    return sorted([*pairs, *more])


def _whole(texts: Sequence[str], anchors: Sequence[tuple[str, ...]]) -> list[Hashable]:
    return list(zip(texts, anchors, strict=True))


def _by_anchor(
    ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]
) -> tuple[list[Hashable], list[Hashable]]:
    """Compare paragraphs by the first anchor that each holds; an anchor that was copied says nothing."""
    copies = Counter(name for names in theirs for name in names)
    left = [next((name for name in names if copies[name] == 1), -at) for at, names in enumerate(ours, start=1)]
    right = [next((name for name in names if copies[name] == 1), at) for at, names in enumerate(theirs, start=1)]
    return list(left), list(right)


def _said(texts: Sequence[str], side: str) -> list[Hashable]:
    """Compare paragraphs by their words; an empty one is like no other."""
    return [text or (side, at) for at, text in enumerate(texts)]


def _alike(gap: Gap, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Pair]:
    """Pair paragraphs of a gap that have most of their words in common, so that they have the most in all."""
    left = [i for i in range(gap.left, gap.left_end) if has_words(ours[i])]
    right = [j for j in range(gap.right, gap.right_end) if has_words(theirs[j])]
    if len(left) == len(right) == 1:
        yield left[0], right[0]
        return
    while left and right:
        near, far = left[:_WINDOW], right[:_WINDOW]
        found = _best([words(ours[i]) for i in near], [words(theirs[j]) for j in far])
        yield from ((near[i], far[j]) for i, j in found)
        is_all = len(near) == len(left) and len(far) == len(right)
        i, j = found[-1] if found and not is_all else (len(near) - 1, len(far) - 1)
        left, right = left[i + 1 :], right[j + 1 :]


def _best(left: Sequence[Counter[str]], right: Sequence[Counter[str]]) -> list[Pair]:
    """Give the pairs, in order on both sides, whose likeness is the greatest in all."""
    rows, columns = len(left), len(right)
    best = [[0.0] * (columns + 1) for _row in range(rows + 1)]
    gain = [[likeness(one, other) - _ALIKE for other in right] for one in left]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gain[i][j])
    found: list[Pair] = []
    i = j = 0
    while i < rows and j < columns:
        if gain[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + gain[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _between(pairs: Iterable[Pair], within: Gap) -> Iterator[Segment]:
    """Give pairs and what stands between them as segments."""
    start, other = within.left, within.right
    for i, j in (*pairs, (within.left_end, within.right_end)):
        if start < i:
            yield Segment(range(start, i), range(other, other))
        if other < j:
            yield Segment(range(i, i), range(other, j))
        if i < within.left_end:
            yield Segment(range(i, i + 1), range(j, j + 1))
        start, other = i + 1, j + 1


def _widened(found: Iterable[Segment], ours: Sequence[str], theirs: Sequence[str]) -> list[Segment]:
    """Give to changed paragraphs the ones beside them that they were split into or joined with."""
    done: list[Segment] = []
    for segment in found:
        before = done[-1] if done else None
        if before is not None and (joined := _joined(before, segment, ours, theirs)):
            done[-1:] = joined
        else:
            done.append(segment)
    return done


def _joined(first: Segment, last: Segment, ours: Sequence[str], theirs: Sequence[str]) -> list[Segment]:
    """Give two segments made of a pair and one that stands on one side; none where the pair gains nothing."""
    if bool(first.left and first.right) == bool(last.left and last.right):
        return []
    pair_is_first = bool(first.left and first.right)
    pair, rest = (first, last) if pair_is_first else (last, first)
    side = 0 if rest.left else 1
    texts = (ours, theirs)[side]
    other = " ".join((theirs, ours)[side][at] for at in pair[1 - side])
    mine = " ".join(texts[at] for at in pair[side])
    if likened(other) == likened(mine):
        return []
    most = likeness(words(other), words(mine))
    taken = 0
    for count in range(1, min(3, len(rest[side])) + 1):
        more = rest[side][:count] if pair_is_first else rest[side][-count:]
        much = likeness(words(other), words(" ".join((*(texts[at] for at in more), mine))))
        if much > most + 0.02:
            most, taken = much, count
    return _given(pair, rest, side, taken, pair_is_first) if taken else []


def _given(pair: Segment, rest: Segment, side: int, count: int, pair_is_first: bool) -> list[Segment]:
    """Move the nearest paragraphs of one segment to the other."""
    near, far = pair[side], rest[side]
    empty = pair[1 - side]
    if pair_is_first:
        wide, left_over = range(near.start, near.stop + count), far[count:]
        edge = range(empty.stop, empty.stop)
    else:
        wide, left_over = range(near.start - count, near.stop), far[: len(far) - count]
        edge = range(empty.start, empty.start)
    grown = Segment(wide, empty) if side == 0 else Segment(empty, wide)
    small = Segment(left_over, edge) if side == 0 else Segment(edge, left_over)
    kept = [small] if left_over else []
    return [grown, *kept] if pair_is_first else [*kept, grown]
