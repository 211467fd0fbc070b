"""What a pass is, and what it is given besides the handbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from pipeline.diagnostics import Report
from pipeline.model import Handbook


class Context(NamedTuple):
    """What a pass may know of the world around the handbook.

    Attributes:
        report: where to tell what was found or changed.
        files: every file of the source folder, relative to it, with forward slashes.
        off: the names of the repairs that are switched off (`model.repair`).
        is_final: whether this is the final edition, which leaves drafts out.
        catalogue: whether the book is a catalogue of job sheets; None: by how many it holds.
    """

    report: Report
    files: frozenset[str]
    off: frozenset[str] = frozenset()
    is_final: bool = False
    catalogue: bool | None = None


Pass: TypeAlias = Callable[[Handbook, Context], Handbook]
