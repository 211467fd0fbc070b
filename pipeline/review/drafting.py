"""From a difference of the printed text to a remark on today's sources, and the edit that is still to be proven."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import msgspec

from pipeline.manuscript.manuscript import Paragraph, after
from pipeline.review.blocks import NewLine, added, joined, removed
from pipeline.review.differing import Difference
from pipeline.review.escaping import is_writable
from pipeline.review.ground import Ground, Spot, spot
from pipeline.review.inlining import Words, inline_edits, place
from pipeline.review.letters import letters_of
from pipeline.review.likeness import has_words
from pipeline.review.proving import Draft
from pipeline.review.remark import Certainty, Edit, Remark, Sort
from pipeline.review.returned import END
from pipeline.review.rows import added_rows, in_a_cell
from pipeline.review.units import Unit
from pipeline.source import Span, join

# What a word processor writes when it counts anew: numbers, with what parts them.
_COUNTED = re.compile(r"[\divxlcdm.\s–-]*")
# The end of a line of a table of contents, or of a list: its page; and its beginning, a number.
_PAGE = re.compile(r"\t\s*[\divxlcdm]+\s*$")
_BEFORE_PAGE = re.compile(r"\bp(?:\.|ages?)\s*$")


class Placed(NamedTuple):
    """A remark, where it stands in the printed text, and its edit as a draft."""

    start: int
    remark: Remark
    draft: Draft | None = None


@dataclass(frozen=True)
class Desk:
    """What placing needs: the ground of the edition, today's units, the returned paragraphs, the sources' text.

    `titles` are headings that came back, as (place in the printed text, level of its style less its signs).
    """

    file: str
    ground: Ground
    units: Sequence[Unit]
    paragraphs: Sequence[Paragraph]
    read_text: Callable[[str], str]
    levels: Mapping[int, int] = field(default_factory=dict)
    _words: dict[int, Words] = field(default_factory=dict)
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def lines(self, file: str) -> tuple[str, ...]:
        """Give the lines of a source file."""
        if file not in self._lines:
            self._lines[file] = tuple(self.read_text(file).split("\n"))
        return self._lines[file]

    def words(self, unit: Unit) -> Words:
        """Give a unit with its places."""
        if unit.number not in self._words:
            letters = letters_of(unit, self.lines)
            self._words[unit.number] = Words(unit, letters, self.lines(unit.file) if unit.file else ())
        return self._words[unit.number]

    @cached_property
    def level(self) -> int:
        """What the signs of a heading have more than the level of its style, most often."""
        counts = list(self.levels.values())
        return max(sorted(set(counts)), key=counts.count) if counts else 0


def is_counting(one: Difference, ground: Ground) -> bool:
    """Tell whether a difference is only a number of page, of a line or of a caption that a client counted anew.

    In lines without anchors that end with a page, even where it was tracked (Word tracks what it counts anew); else
    outside the words of the sources, where it was not.
    """
    old, new = one.old.replace(END, ""), one.new.replace(END, "")
    if END in one.old + one.new or not (old.strip() and new.strip()):
        return False
    if not (_COUNTED.fullmatch(old) and _COUNTED.fullmatch(new)):
        return False
    paragraph = ground.paragraph(one.start)
    if not ground.anchors[paragraph]:
        return _is_page(one, ground)
    if one.change is not None:
        return False
    return spot(ground, one.start, one.end).hold == "extra" and not re.search(r"[^\W\d]", old + new)


def _is_page(one: Difference, ground: Ground) -> bool:
    """Tell whether a number stands where a line without anchors names a page."""
    paragraph = ground.paragraph(one.start)
    text, begin = ground.texts[paragraph], one.start - ground.starts[paragraph]
    page = _PAGE.search(text)
    if page is not None and (begin >= page.start() or not re.search(r"[^\W\d]", text[:begin])):
        return True
    return one.change is None and _BEFORE_PAGE.search(text[:begin]) is not None


def placed(one: Difference, desk: Desk) -> Placed:
    """Give the remark of a difference."""
    parts = _parts(one, desk.ground)
    spots = [spot(desk.ground, start, end) for start, end in parts]
    certainty = _certainty(spots, one)
    remark = _remark(one, spots, certainty, desk)
    if certainty == "exact" and has_words(one.old.replace(END, "")) and is_elsewhere(remark.span):
        return Placed(one.start, msgspec.structs.replace(remark, certainty="near"))
    if certainty not in ("exact", "near") or one.is_undone or not is_writable(one.new + one.old):
        return Placed(one.start, remark)
    draft = _draft(one, parts, spots, desk) if all(each.hold == "same" for each in spots) else None
    return Placed(one.start, remark, draft)


def is_elsewhere(span: Span | None) -> bool:
    """Tell whether words do not stand where they are shown: the title of a page that another points to."""
    return span is None or (span.line, span.column) == (span.end_line, span.end_column)


def _parts(one: Difference, ground: Ground) -> list[tuple[int, int]]:
    """Give what a difference covers of each printed paragraph; ends of paragraphs alone are no part."""
    parts = []
    for at in range(ground.paragraph(one.start), ground.paragraph(max(one.start, one.end - 1)) + 1):
        begin, stop = ground.starts[at], ground.starts[at] + len(ground.texts[at])
        start, end = max(one.start, begin), min(one.end, stop)
        if start < end:
            is_all = (start, end) == (begin, stop)
            parts.append(_without_labels(at, ground) if is_all else (start, end))
    spoken_of = [part for part in parts if has_words(ground.text(*part))]
    return spoken_of or parts[:1] or [(one.start, one.start)]


def _without_labels(paragraph: int, ground: Ground) -> tuple[int, int]:
    """Give the words of a paragraph that are of the sources: boxes to tick, arrows and pages beside them are ours."""
    anchors = ground.anchors[paragraph]
    if len(anchors) == 1:
        return anchors[0].start, anchors[0].end
    return ground.starts[paragraph], ground.starts[paragraph] + len(ground.texts[paragraph])


def _certainty(spots: Sequence[Spot], one: Difference) -> Certainty:
    holds = {each.hold for each in spots}
    if "changed" in holds:
        return "conflict"
    if holds == {"lost"}:
        return "nowhere"
    if "lost" in holds or "extra" in holds or one.is_undone:
        return "near" if any(each.unit for each in spots) else "nowhere"
    return "exact"


def _sort(one: Difference) -> Sort:
    if one.old and one.new:
        return "replacement"
    return "insertion" if one.new else "deletion"


def spoken(words: str) -> str:
    """Give words of a change as a remark has them: a line for a paragraph, whole paragraphs without their ends."""
    return (words.strip(END) or words).replace(END, "\n")


def _remark(one: Difference, spots: Sequence[Spot], certainty: Certainty, desk: Desk) -> Remark:
    unit = next((each.unit for each in spots if each.unit), None)
    context = desk.ground.paragraph(one.start + (one.old.startswith(END) and bool(one.old.strip(END + " \n"))))
    remark = Remark(
        desk.file,
        _sort(one),
        certainty,
        old=spoken(one.old),
        new=spoken(one.new),
        context=desk.ground.texts[context],
        span=_span(spots, desk),
        headings=unit.headings if unit else (),
        today="\n".join(each.unit.text for each in spots if each.unit) if certainty == "conflict" else "",
    )
    if one.change is None:
        return remark
    return msgspec.structs.replace(remark, author=one.change.author, when=one.change.when, is_tracked=True)


def _span(spots: Sequence[Spot], desk: Desk) -> Span | None:
    """Give the place of spots in the sources, from the first to the last in the same file."""
    spans = []
    for each in spots:
        if each.unit is None:
            continue
        known = each.hold in ("same", "changed")
        span = place(desk.words(each.unit), each.start, each.end) if known else each.unit.span
        if span is not None:
            spans.append(span)
    same = [span for span in spans if span.file == spans[0].file and spans[0] <= span]
    return join(same[0], same[-1]) if same else None


def _draft(one: Difference, parts: Sequence[tuple[int, int]], spots: Sequence[Spot], desk: Desk) -> Draft | None:
    """Give the edit of a difference whose place is known, in one of the shapes that a change has."""
    units = [each.unit for each in spots if each.unit is not None]
    words = [desk.words(unit) for unit in units]
    if not words or any(not each.letters for each in words) or len({unit.file for unit in units}) > 1:
        return None
    first = spots[0]
    is_whole = all(each.start == 0 and each.end == len(unit.text) for each, unit in zip(spots, units, strict=True))
    if one.old and not one.new.strip(END) and is_whole and first.start < first.end:
        return _made(removed(words, desk.units), units, 0, sum(len(unit.text) + 1 for unit in units) - 1, "")
    return _over_many(one, parts, desk) if END in one.old else _in_one(one, first, words[0], desk)


def _in_one(one: Difference, where: Spot, words: Words, desk: Desk) -> Draft | None:
    """Give the edit of words of one unit, or of paragraphs put in beside it."""
    new = one.new
    if END in new and in_a_cell(words):
        beside, *rest = _put_in(one, desk)
        if not all(each.table == beside.table for each in rest):
            return _made(added_rows(words, beside, rest), [words.unit], where.start, where.end, new)
        # A cell is on one line: what were paragraphs stands behind a break.
        new = new.replace(END, "\n")
    if END not in new:
        ways = inline_edits(words, where.start, where.end, new)
    else:
        ways = added(words, where.start, where.end, _new_lines(one, new, desk))
    return _made(ways, [words.unit], where.start, where.end, new)


def _put_in(one: Difference, desk: Desk) -> Sequence[Paragraph]:
    """Give the paragraph that paragraphs were put in behind, and these, those without words between them too."""
    first = one.at.paragraph
    while first and not has_words(after(desk.paragraphs[first])):
        first -= 1
    last, left = first + 1, one.new.count(END)
    while left and last < len(desk.paragraphs):
        left -= has_words(after(desk.paragraphs[last]))
        last += 1
    return desk.paragraphs[first:last]


def _new_lines(one: Difference, new: str, desk: Desk) -> list[NewLine]:
    """Give the paragraphs put in, each with what the style of its paragraph says of it."""
    texts = new.split(END)
    here = one.at.paragraph
    beside = desk.paragraphs[min(here if not texts[0] else here + len(texts) - 1, len(desk.paragraphs) - 1)]
    found = []
    for number, text in enumerate(texts):
        at = here + number
        there = desk.paragraphs[at] if at < len(desk.paragraphs) else None
        level = there.level + desk.level if there is not None and there.level else 0
        is_alike = there is None or there.style == beside.style
        found.append(NewLine(text, is_alike, "#" * level + " " if level > 0 else ""))
    return found


def _over_many(one: Difference, parts: Sequence[tuple[int, int]], desk: Desk) -> Draft | None:
    """Give the edit that takes away the end of a paragraph with what stands on both sides of it."""
    ground = desk.ground
    begin = spot(ground, one.start, one.start)
    finish = spot(ground, one.end, one.end)
    if begin.hold != "same" or finish.hold != "same" or begin.unit is None or finish.unit is None or END in one.new:
        return None
    if begin.unit.number >= finish.unit.number:
        return None
    ways = joined(desk.words(begin.unit), begin.start, desk.words(finish.unit), finish.start, one.new)
    inside = {each.unit.number: each.unit for part in parts if (each := spot(ground, *part)).unit is not None}
    by_number = {unit.number: unit for unit in (begin.unit, *inside.values(), finish.unit)}
    ordered = [by_number[number] for number in sorted(by_number)]
    end = sum(len(unit.text) + 1 for unit in ordered[:-1]) + finish.start
    return _made(ways, ordered, begin.start, end, one.new)


def _made(ways: Sequence[Edit], units: Sequence[Unit], start: int, end: int, words: str) -> Draft | None:
    return Draft(tuple(ways), tuple(units), start, end, words) if ways else None
