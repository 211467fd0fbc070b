"""Comments of reviewers as remarks on today's sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.manuscript.manuscript import Paragraph, Point
from pipeline.review.drafting import Desk, Placed, is_elsewhere, spoken
from pipeline.review.ground import Ground, Spot, spot
from pipeline.review.inlining import place
from pipeline.review.likeness import has_words
from pipeline.review.pairing import Segment
from pipeline.review.remark import Answer, Certainty, Remark
from pipeline.review.returned import END, Piece, Returned, pieces
from pipeline.review.threads import Thread
from pipeline.review.wording import changed_words
from pipeline.source import Span, join


class Sheet(NamedTuple):
    """What came back beside what was printed: the groups of paragraphs, and the segment of each paragraph."""

    ground: Ground
    returned: Sequence[Returned]
    paragraphs: Sequence[Paragraph]
    by_paragraph: Mapping[int, Segment]


def sheet_of(
    ground: Ground, returned: Sequence[Returned], paragraphs: Sequence[Paragraph], found: Sequence[Segment]
) -> Sheet:
    """Give the sheet of a comparison."""
    by_paragraph = {
        at: segment
        for segment in found
        for group in segment.right
        for at in range(returned[group].first, returned[group].last + 1)
    }
    return Sheet(ground, returned, paragraphs, by_paragraph)


def printed_place(point: Point, sheet: Sheet) -> tuple[int, bool]:
    """Give the place in the printed text of a point of the manuscript, and whether it stands in what was printed."""
    segment = sheet.by_paragraph.get(point.paragraph)
    if segment is None:
        return 0, False
    starts = sheet.ground.starts
    if not segment.left:
        return max(0, starts[segment.left.start] - 1), False
    base = starts[segment.left[0]]
    old = END.join(sheet.ground.texts[at] for at in segment.left)
    first, last = sheet.returned[segment.right[0]].first, sheet.returned[segment.right[-1]].last
    found = list(pieces(sheet.paragraphs, first, last))
    was = "".join(piece.text for piece in found if piece.was_there)
    at, is_there = _was(point, found)
    place, is_same = _old(at, old, was)
    return base + place, is_there and is_same


def _was(point: Point, found: Sequence[Piece]) -> tuple[int, bool]:
    """Give the place of a point in what stood there before tracked changes, and whether it stood there."""
    at, is_there = 0, True
    for piece in found:
        start = piece.at
        end = Point(start.paragraph, start.offset + len(piece.text))
        if piece.text == END and start >= point:
            break
        if piece.was_there:
            if start.paragraph == point.paragraph and start.offset <= point.offset <= end.offset:
                return at + point.offset - start.offset, True
            at += len(piece.text) if start < point else 0
        elif start.paragraph == point.paragraph and start.offset < point.offset < end.offset:
            is_there = False
    return at, is_there


def _old(at: int, old: str, was: str) -> tuple[int, bool]:
    """Give the place in an old text of one in a new text, and whether it stands in, or beside, what is in both."""
    if old == was:
        return at, True
    done = new_done = 0
    for stretch in changed_words(old, was):
        if at <= stretch.new_start:
            break
        if at < stretch.new_end:
            return stretch.start, False
        done, new_done = stretch.end, stretch.new_end
    return min(done + at - new_done, len(old)), True


def commented(thread: Thread, sheet: Sheet, desk: Desk) -> Placed:
    """Give the remark of a thread."""
    comment = thread.comment
    author, when, text = _said(thread)
    remark = Remark(
        desk.file,
        "comment",
        "nowhere",
        author,
        when,
        text,
        is_resolved=comment.is_resolved,
        on_marker=thread.marker,
        answers=tuple(Answer(one.author, one.when, one.text) for one in thread.answers),
    )
    point = next((one for one in (comment.start, *(each.start for each in thread.answers)) if one is not None), None)
    if point is None:
        return Placed(sheet.ground.starts[-1], remark)
    return _placed(remark, point, comment.end or point, sheet, desk)


def _said(thread: Thread) -> tuple[str, str, str]:
    """Give who did something with a comment, when, and what it says.

    One of ours speaks by those who answered it; who marked it as dealt with, no file says. The line that it is known
    by is for the program.
    """
    comment = thread.comment
    if not thread.is_ours:
        return comment.author, comment.when, comment.text
    lines = comment.text.split("\n")
    text = "\n".join(lines[:-1] if thread.marker and len(lines) > 1 else lines)
    last = thread.answers[-1] if thread.answers else None
    return (last.author, last.when, text) if last is not None else ("", "", text)


def _placed(remark: Remark, start: Point, end: Point, sheet: Sheet, desk: Desk) -> Placed:
    first, is_first = printed_place(start, sheet)
    last, is_last = printed_place(max(start, end), sheet)
    words, is_known = _between(start, end, sheet), is_first and is_last
    spots = list(_spots(first, max(first, last), sheet.ground))
    certainty = _certainty(spots, is_known and (has_words(words) or start == end))
    unit = next((each.unit for each in spots if each.unit), None)
    context = sheet.ground.texts[sheet.ground.paragraph(first)] if sheet.ground.texts else ""
    span = _span(spots, desk)
    if certainty == "exact" and has_words(words) and is_elsewhere(span):
        certainty = "near"
    made = Remark(
        remark.file,
        remark.sort,
        certainty,
        remark.author,
        remark.when,
        remark.text,
        old=words,
        context=context,
        span=span,
        headings=unit.headings if unit else (),
        is_resolved=remark.is_resolved,
        on_marker=remark.on_marker,
        answers=remark.answers,
        today="\n".join(each.unit.text for each in spots if each.unit) if certainty == "conflict" else "",
    )
    return Placed(first, made)


def _between(start: Point, end: Point, sheet: Sheet) -> str:
    """Give the words of the manuscript between two points: those of the handbook, else those that were put in."""
    kept: list[str] = []
    new: list[str] = []
    last = min(max(start.paragraph, end.paragraph), len(sheet.paragraphs) - 1)
    for piece in pieces(sheet.paragraphs, min(start.paragraph, last), last):
        stop = Point(piece.at.paragraph, piece.at.offset + len(piece.text))
        begin = max(piece.at, start).offset - piece.at.offset if piece.at.paragraph == start.paragraph else 0
        cut = min(stop, end).offset - piece.at.offset if piece.at.paragraph == end.paragraph else len(piece.text)
        (kept if piece.was_there else new).append(piece.text[max(0, begin) : max(0, cut)])
    words = "".join(kept)
    return spoken(words if has_words(words) else "".join(new))


def _spots(start: int, end: int, ground: Ground) -> Iterator[Spot]:
    """Give the spots of a stretch, paragraph by paragraph, those without words aside."""
    if not ground.texts:
        return
    found = 0
    for at in range(ground.paragraph(start), ground.paragraph(max(start, end - 1)) + 1):
        begin, stop = ground.starts[at], ground.starts[at] + len(ground.texts[at])
        first, last = max(start, begin), min(end, stop)
        if first < last and has_words(ground.text(first, last)):
            found += 1
            yield _tight(first, last, ground)
    if not found:
        place = min(start, max(0, ground.starts[-1] - 1))
        yield spot(ground, place, place)


def _tight(start: int, end: int, ground: Ground) -> Spot:
    """Find words that a reviewer chose, with a label beside them perhaps, in the anchor they are most of."""
    text = ground.text(start, end)
    begin, stop = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
    around = ground.anchors[ground.paragraph(begin)]
    if not any(one.start <= begin and stop <= one.end for one in around):
        inside = [one for one in around if begin < one.end and one.start < stop]
        if inside:
            return spot(ground, max(begin, inside[0].start), min(stop, inside[-1].end, inside[0].end))
    return spot(ground, begin, stop)


def _certainty(spots: Sequence[Spot], is_known: bool) -> Certainty:
    holds = {each.hold for each in spots}
    if not spots or holds == {"lost"} or not any(each.unit for each in spots):
        return "nowhere"
    if "changed" in holds:
        return "conflict"
    return "exact" if holds == {"same"} and is_known else "near"


def _span(spots: Sequence[Spot], desk: Desk) -> Span | None:
    spans = []
    for each in spots:
        if each.unit is not None:
            is_known = each.hold in ("same", "changed")
            span = place(desk.words(each.unit), each.start, each.end) if is_known else each.unit.span
            spans += [span] if span else []
    same = [span for span in spans if span.file == spans[0].file and spans[0] <= span]
    return join(same[0], same[-1]) if same else None
