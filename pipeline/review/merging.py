"""Several reviewers' remarks as one review, in the order of the sources; what contradicts is told, not chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from pipeline.review.remark import Edit, Remark, Review
from pipeline.source import Span


class _Kept(NamedTuple):
    """A remark of a file, by the file's number, and its number in it; `place` is its own, or that before it."""

    remark: Remark
    file: int
    number: int
    place: Span | None


def merged(title: str, reviews: Sequence[tuple[str, tuple[Remark, ...]]]) -> Review:
    """Give one review of all files: (name, its remarks in the order of the book).

    Remarks on the same place stand next to each other, and the same change made by two reviewers stays two remarks
    with the same edit: whoever writes the edits makes it once. Where two reviewers changed the same words otherwise,
    neither is written: both are in conflict, each with what the other wants.
    """
    ranks = {file: rank for rank, file in enumerate(_files([remarks for _name, remarks in reviews]))}
    kept = [one for number, (_name, remarks) in enumerate(reviews) for one in _placed(number, remarks)]
    last = (len(ranks), 0, 0)

    def order(one: _Kept) -> tuple[tuple[int, int, int], int, tuple[str, str, str], int]:
        place = (ranks[one.place.file], one.place.line, one.place.column) if one.place else last
        remark = one.remark
        return place, int(remark.sort == "comment"), (remark.old, remark.new, remark.text), one.file

    is_one = len(reviews) == 1
    ordered = kept if is_one else sorted(kept, key=order)
    return Review(title, tuple(name for name, _remarks in reviews), _without_conflicts(ordered))


def _files(reviews: Sequence[Sequence[Remark]]) -> list[str]:
    """Give the source files in the order of the book: each where its review has it, after the one before it."""
    found: list[str] = []
    for remarks in reviews:
        at = 0
        for remark in remarks:
            if remark.span is None:
                continue
            if remark.span.file not in found:
                found.insert(at, remark.span.file)
            at = found.index(remark.span.file) + 1
    return found


def _placed(number: int, remarks: Sequence[Remark]) -> list[_Kept]:
    """Give each remark a place; one without a place of its own stands after the one before it."""
    kept: list[_Kept] = []
    place: Span | None = None
    for at, remark in enumerate(remarks):
        place = remark.span or place
        kept.append(_Kept(remark, number, at, place))
    return kept


def _without_conflicts(ordered: Sequence[_Kept]) -> tuple[Remark, ...]:
    """Take the edits away from remarks of two files that contradict, and tell each what the other says."""
    against: dict[int, list[Remark]] = {}
    with_edits = [(at, one) for at, one in enumerate(ordered) if one.remark.edit is not None]
    with_edits.sort(key=lambda item: _span_of(item[1].remark))
    for number, (at, one) in enumerate(with_edits):
        for other_at, other in with_edits[number + 1 :]:
            if not _may_meet(_span_of(one.remark), _span_of(other.remark)):
                break
            if one.file != other.file and _contradict(one.remark.edit, other.remark.edit):
                against.setdefault(at, []).append(other.remark)
                against.setdefault(other_at, []).append(one.remark)
    return tuple(
        _in_conflict(one.remark, against[at]) if at in against else one.remark for at, one in enumerate(ordered)
    )


def _span_of(remark: Remark) -> Span:
    assert remark.edit is not None  # noqa: S101  (its caller asked)
    return remark.edit.span


def _may_meet(first: Span, last: Span) -> bool:
    return first.file == last.file and (last.line, last.column) <= (first.end_line, first.end_column)


def _contradict(one: Edit | None, other: Edit | None) -> bool:
    """Tell whether two edits cannot both be made: they cover the same characters, or write at the same place."""
    if one is None or other is None or one == other:
        return False
    first, last = sorted((one.span, other.span))
    start, end = (last.line, last.column), (first.end_line, first.end_column)
    return start < end or first == last or (start == end and _is_place(first, last))


def _is_place(first: Span, last: Span) -> bool:
    """Tell whether one of two spans that touch covers nothing: words put in beside words that are replaced."""
    return (first.line, first.column) == (first.end_line, first.end_column) and first == last


def _in_conflict(remark: Remark, others: Sequence[Remark]) -> Remark:
    """Give a remark that is not to be written, with what the others would have there."""
    today = "\n".join(dict.fromkeys(other.new or other.old for other in others))
    return msgspec.structs.replace(remark, certainty="conflict", edit=None, today=today)
