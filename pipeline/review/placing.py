"""From a returned manuscript to remarks: what its reviewers changed and said, at its place in today's sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import msgspec

from pipeline.manuscript.edition import Edition
from pipeline.manuscript.manuscript import Manuscript
from pipeline.model import Handbook, Heading, Page
from pipeline.review.commenting import commented, sheet_of
from pipeline.review.differing import differences
from pipeline.review.drafting import Desk, Placed, is_counting, placed
from pipeline.review.ground import Ground, ground_of
from pipeline.review.matching import matches
from pipeline.review.merging import merged as merged
from pipeline.review.objects import without_moved_objects
from pipeline.review.pairing import Lines, Segment, segments
from pipeline.review.proving import Draft, proven
from pipeline.review.remark import Remark
from pipeline.review.returned import Returned, returned_lines
from pipeline.review.threads import threads
from pipeline.review.units import units_of
from pipeline.review.unknown import edition_of_today, must_resemble


def reviewed(
    manuscript: Manuscript,
    file: str,
    edition: Edition | None,
    handbook: Handbook,
    read_text: Callable[[str], str],
) -> tuple[Remark, ...]:
    """Give the remarks of a returned file, in the order of the book.

    `handbook` is today's, normalised, its markers recognised, as the edition would be made today: that of a final
    edition is the one of `build.stages.final_edition`. `read_text` gives a source file as it stands on disk. Without
    an `edition` the document is compared with today's book; one that has nothing to do with it stops the command.

    Raises:
        StopBuildError: the document was not made by us and resembles the handbook too little (E220).
    """
    units = units_of(handbook)
    if edition is None:
        must_resemble(manuscript, file, units)
        edition = edition_of_today(handbook.identity.title, units)
    ground = ground_of(edition, matches(edition, units))
    returned = returned_lines(manuscript)
    found = _segments(edition, returned)
    levels = _levels(ground, found, returned, manuscript)
    desk = Desk(file, ground, units, manuscript.paragraphs, cache(read_text), levels)
    changes = differences(ground.texts, ground.starts, returned, manuscript.paragraphs, found)
    meant = without_moved_objects([one for one in changes if not is_counting(one, ground)])
    marks = [placed(one, desk) for one in meant]
    sheet = sheet_of(ground, returned, manuscript.paragraphs, found)
    told = (one for one in threads(manuscript.comments, edition, handbook) if not one.is_untouched)
    marks += (commented(one, sheet, desk) for one in told)
    return _finished(sorted(marks, key=lambda mark: mark.start), desk)


def _segments(edition: Edition, returned: Sequence[Returned]) -> list[Segment]:
    printed = Lines(
        [one.text for one in edition.paragraphs],
        [tuple(name for name, _start, _end in one.anchors) for one in edition.paragraphs],
    )
    return segments(printed, Lines([one.text for one in returned], [one.anchors for one in returned]))


def _levels(
    ground: Ground, found: Sequence[Segment], returned: Sequence[Returned], manuscript: Manuscript
) -> dict[int, int]:
    """Give for each heading that came back how many signs more it has in the sources than its style has levels."""
    levels: dict[int, int] = {}
    for segment in found:
        if len(segment.left) != 1 or len(segment.right) != 1:
            continue
        paragraph = manuscript.paragraphs[returned[segment.right[0]].first]
        holders = [one.match.unit.holder for one in ground.anchors[segment.left[0]] if one.match]
        if paragraph.level and holders and isinstance(holders[0], Heading | Page):
            level = holders[0].level if isinstance(holders[0], Heading) else 1
            levels[ground.starts[segment.left[0]]] = level - paragraph.level
    return levels


def _finished(marks: Sequence[Placed], desk: Desk) -> tuple[Remark, ...]:
    """Give remarks with the edits that were proven."""
    drafts: list[Draft] = [mark.draft for mark in marks if mark.draft is not None]
    pages = dict.fromkeys(unit.page for unit in desk.units if unit.page)
    edits = iter(proven(drafts, desk.read_text, tuple(pages)))
    return tuple(
        msgspec.structs.replace(mark.remark, edit=next(edits)) if mark.draft is not None else mark.remark
        for mark in marks
    )
