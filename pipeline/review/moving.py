"""A review at its places in the sources as they stand once markers were written into them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from pipeline.review.changing import Put, moved
from pipeline.review.original import Original, offsets, original
from pipeline.review.remark import Remark, Review
from pipeline.source import Span


def moved_review(
    review: Review, before: Mapping[str, bytes], after: Mapping[str, bytes], puts: Mapping[str, Sequence[Put]]
) -> Review:
    """Give the review with the places of remarks and edits moved by what was put before them.

    Args:
        review: the remarks, placed in `before`.
        before: the bytes of the files that changed, as they were.
        after: their bytes now.
        puts: what was put into each, in order.
    """
    texts = {file: (original(before[file]), original(after[file])) for file in puts}

    def place(span: Span) -> Span:
        old, new = texts.get(span.file, (None, None))
        return span if old is None or new is None else _moved(span, old, new, puts[span.file])

    def one(remark: Remark) -> Remark:
        span = place(remark.span) if remark.span is not None else None
        edit = replace(remark.edit, span=place(remark.edit.span)) if remark.edit is not None else None
        return replace(remark, span=span, edit=edit)

    return replace(review, remarks=tuple(map(one, review.remarks)))


def _moved(span: Span, old: Original, new: Original, puts: Sequence[Put]) -> Span:
    place = offsets(old, span)
    if place is None:
        return span
    put = moved(Put(*place, "", ()), puts)
    return Span(span.file, *_at(new, put.start), *_at(new, put.end))


def _at(file: Original, offset: int) -> tuple[int, int]:
    line = bisect_right(file.starts, offset)
    return line, offset - file.starts[line - 1] + 1
