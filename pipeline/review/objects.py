"""Pictures and equations that a client put elsewhere when it saved: nobody moved them.

LibreOffice takes a picture out of its paragraph into the next one, or into a frame of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.manuscript.manuscript import OBJECT
from pipeline.review.differing import Difference
from pipeline.review.likeness import has_words


def without_moved_objects(changes: Sequence[Difference]) -> list[Difference]:
    """Take out changes that nobody tracked in which objects, and no words, went from one place to another.

    As many went away as came: each that is left over was taken out, or put in, by somebody, and stays a change.
    """
    sizes = {at: _objects(one.old, one.new) - _objects(one.new, one.old) for at, one in enumerate(changes)}
    sizes = {at: size for at, size in sizes.items() if size and changes[at].change is None}
    ways = [(to - at, at, to) for at in sizes for to in sizes if at < to and sizes[at] == -sizes[to]]
    moved: set[int] = set()
    for _far, at, to in sorted(ways):
        if moved.isdisjoint((at, to)):
            moved |= {at, to}
    return [one for at, one in enumerate(changes) if at not in moved]


def _objects(words: str, others: str) -> int:
    """Count the objects of words, where nothing else was said there."""
    is_alone = not has_words(words.replace(OBJECT, "")) and not has_words(others)
    return words.count(OBJECT) if is_alone else 0
