"""The words that differ between two texts, typography aside."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.review.aligning import Gap, gaps, in_common
from pipeline.review.likeness import tokens

# What may stand between two changes of a sentence without making them two: a space, a comma.
_ISLAND = re.compile(r"[^\w\n\u2029]{0,2}")


class Stretch(NamedTuple):
    """Characters `start` to `end` of a text as it was, and `new_start` to `new_end` of what stands there now."""

    start: int
    end: int
    new_start: int
    new_end: int


def changed_words(old: str, new: str) -> list[Stretch]:
    """Give the words that differ between two texts; typography is no difference (`likeness`)."""
    ours, theirs = tokens(old), tokens(new)
    pairs = in_common([one.key for one in ours], [one.key for one in theirs])
    found: list[Stretch] = []
    for gap in gaps(pairs, Gap(0, len(ours), 0, len(theirs))):
        if gap.left == gap.left_end and gap.right == gap.right_end:
            continue
        start = ours[gap.left - 1].end if gap.left else 0
        other = theirs[gap.right - 1].end if gap.right else 0
        left = ours[gap.left : gap.left_end]
        right = theirs[gap.right : gap.right_end]
        one = Stretch(
            left[0].start if left else start,
            left[-1].end if left else start,
            right[0].start if right else other,
            right[-1].end if right else other,
        )
        if found and _is_one(found[-1], one, old, new):
            found[-1] = Stretch(found[-1].start, one.end, found[-1].new_start, one.new_end)
        else:
            found.append(one)
    return found


def _is_one(first: Stretch, last: Stretch, old: str, new: str) -> bool:
    """Tell whether two stretches are the same change: words were put in the place of words, a space between them."""
    between = old[first.end : last.start]
    is_full = all(one.start < one.end and one.new_start < one.new_end for one in (first, last))
    return is_full and bool(_ISLAND.fullmatch(between)) and bool(_ISLAND.fullmatch(new[first.new_end : last.new_start]))
