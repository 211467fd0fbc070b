"""What a pass is, and what it is given besides the handbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from pipeline.diagnostics import Report
from pipeline.memory import Memory
from pipeline.model import Handbook


def nothing_to_read(file: str) -> str:
    """Read no file: repairs then can't be promised to cut their words out of it.

    Raises:
        LookupError: always.
    """
    raise LookupError(file)


class Context(NamedTuple):
    """What a pass may know of the world around the handbook.

    Attributes:
        report: where to tell what was found or changed.
        files: every file of the source folder, relative to it, with forward slashes.
        off: the names of the repairs that are switched off (`model.repair`).
        is_final: whether this is the final edition, which leaves drafts out.
        catalogue: whether the book is a catalogue of job sheets; None: by how many it holds.
        read: gives a file's text as it stands on disk, decoded; it may raise OSError, LookupError or UnicodeError.
        memory: what is known of a former run, and where this one's work is kept; None: nothing is.
    """

    report: Report
    files: frozenset[str]
    off: frozenset[str] = frozenset()
    is_final: bool = False
    catalogue: bool | None = None
    read: Callable[[str], str] = nothing_to_read
    memory: Memory | None = None


Pass: TypeAlias = Callable[[Handbook, Context], Handbook]
