"""The comments of a manuscript as threads, and which of them are our own markers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.emit.spots import anchor_of
from pipeline.manuscript.edition import Edition
from pipeline.manuscript.manuscript import Comment
from pipeline.model import Handbook
from pipeline.review.likeness import likened

_NUMBER = re.compile(r"\d+")


class Thread(NamedTuple):
    """A comment and those that answer it; `marker` is the number of our own marker that it tells of, 0 for none.

    `is_ours`: its author and words are those that we wrote.
    """

    comment: Comment
    answers: tuple[Comment, ...]
    marker: int = 0
    is_ours: bool = False

    @property
    def is_untouched(self) -> bool:
        """Whether nobody did anything with this comment of ours."""
        return self.is_ours and not self.answers and not self.comment.is_resolved


def threads(comments: Sequence[Comment], edition: Edition | None, handbook: Handbook) -> Iterator[Thread]:
    """Give the threads, in their order; an answer to nothing that is there is a comment of its own."""
    known = {one.identifier: one for one in comments}
    roots: dict[str, list[Comment]] = {}
    for one in comments:
        top = _top(one, known)
        roots.setdefault(top.identifier, [])
        if top is not one:
            roots[top.identifier].append(one)
    ours = Counter((author, likened(text)) for author, text in (edition.comments if edition else ()))
    marks = {anchor_of(marker): marker.number for marker in handbook.markers}
    for one in comments:
        if one.identifier not in roots or _top(one, known) is not one:
            continue
        key = one.author, likened(one.text)
        is_ours = ours[key] > 0
        ours[key] -= is_ours
        yield Thread(one, tuple(roots[one.identifier]), _marker(one, marks, is_ours, edition), is_ours)


def _top(comment: Comment, known: Mapping[str, Comment]) -> Comment:
    """Give the comment at the top of a thread, however deep; of those that answer each other in a circle the first."""
    chain = [comment.identifier]
    while comment.parent and comment.parent in known:
        comment = known[comment.parent]
        if comment.identifier in chain:
            return known[next(identifier for identifier in known if identifier in chain)]
        chain.append(comment.identifier)
    return comment


def _marker(comment: Comment, marks: Mapping[str, int], is_ours: bool, edition: Edition | None) -> int:
    """Give the number of the marker that a comment tells of, today's where it is still there, else as it says."""
    lines = comment.text.split("\n")
    last = lines[-1].strip()
    if last in marks:
        return marks[last]
    own_lines = {text.split("\n")[-1].strip() for _author, text in (edition.comments if edition else ())}
    number = _NUMBER.search(lines[0])
    return int(number.group()) if number and (is_ours or (len(lines) > 1 and last in own_lines)) else 0
