"""What a finished file holds, stretch by stretch, as its reader finds it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.build.verify.things import Seen, Sort


class Places(NamedTuple):
    """What a reader must know of the book: the ids where stretches begin, and those that links may lead to.

    `chapters` are in the order of the book; `fronts` are ids behind which no chapter stands until the next one begins
    (parts, and the list of unfinished places). `notes` are what a draft's notes beside the text say.
    """

    chapters: tuple[str, ...]
    fronts: frozenset[str]
    ids: frozenset[str]
    notes: frozenset[str] = frozenset()


class Found(NamedTuple):
    """What a stretch of a file holds: its words in reading order, and things.

    `blind` are the sorts of things that this kind of file does not mark as such: their words tell whether they are
    there.
    """

    text: str
    things: tuple[Seen, ...]
    blind: frozenset[Sort] = frozenset()


class UnreadableError(Exception):
    """A file that is not what its name says."""
