"""Reading what changed only: what came of a file is remembered with all that was looked at for it.

That is the contents of every file that was opened (the page, its pieces, its pictures' first bytes, the space's
variables) and what stands, or does not, behind each name that was looked up. Names the page looks for in vain are among
them: a picture that is put into the folder later on is found.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from hashlib import sha256
from typing import NamedTuple, TypeVar

from pipeline.diagnostics import Diagnostic, Report
from pipeline.ingest.folder import Folder, Index
from pipeline.ingest.markdown import Vouch
from pipeline.memory import Memory
from pipeline.model import Repair, Suppression
from pipeline.model.repair import Mending

Made = TypeVar("Made")


class Ears(NamedTuple):
    """Where reading tells what it finds, what it repairs, and what authors vouch for."""

    report: Report
    mending: Mending
    vouch: Vouch


class _Folder(NamedTuple):
    """What reading may ask of the source folder: whether a file is the same, and which file a path means."""

    stamp: Callable[[str], object]
    find: Callable[[str], str | None]


class _Seen(NamedTuple):
    """What may be asked of a file before it is opened: what its folder says of it."""

    told: Callable[[str], object]


def stamps(source: Folder, memory: Memory) -> Callable[[str], object]:
    """Give the function that gives the digest of a file (or why it has none); it opens only what may have changed.

    A digest, because what the folder says of a file changes more often than the file does.
    """

    def told(file: str) -> object:
        said = source.stamp(file) if source.stamp is not None else None
        return object() if said is None else said  # like no other: it is looked at anew

    @cache
    def stamp(file: str) -> object:
        def digest(asked: _Seen) -> bytes | str:
            asked.told(file)
            try:
                return sha256(source.read(file)).digest()
            except OSError as error:
                return error.strerror or str(error)

        return memory.recall(("stamp", file), None, _Seen(told), digest)

    return stamp


class _Heard(NamedTuple):
    """What came of reading, and what was told meanwhile."""

    made: object
    findings: tuple[Diagnostic, ...]
    repairs: tuple[Repair, ...]
    suppressions: tuple[Suppression, ...]


def _unasked(_file: str) -> None:
    return None


class Readings(NamedTuple):
    """The folder that pages are read from, and what is remembered of former readings, if anything.

    `stamp` gives the digest of a file (`stamps`), where there is a memory.
    """

    source: Folder
    files: Index
    ears: Ears
    memory: Memory | None = None
    stamp: Callable[[str], object] = _unasked

    def read(self, key: Hashable, given: object, work: Callable[[Folder, Index, Ears], Made]) -> Made:
        """Give what `work` makes of files of the folder; of the folder's list it may ask by name only.

        What it tells is told again where it is remembered. `given` is all else that it is made from.
        """
        return self._recalled(key, given, work, is_whole=False)

    def read_list(self, key: Hashable, given: object, work: Callable[[Folder, Index, Ears], Made]) -> Made:
        """Do as `read`, for work that looks through the whole list of files: it is done again when that changes."""
        return self._recalled(key, (self.source.files, given), work, is_whole=True)

    def _recalled(
        self, key: Hashable, given: object, work: Callable[[Folder, Index, Ears], Made], *, is_whole: bool
    ) -> Made:
        source, files, ears, memory, stamp = self
        if memory is None:
            return work(source, files, ears)

        def heard(asked: _Folder) -> _Heard:
            findings: list[Diagnostic] = []
            repairs: list[Repair] = []
            vouched: list[Suppression] = []
            own = Ears(findings.append, ears.mending._replace(tell=repairs.append), vouched.append)
            there = _overheard(source, asked)
            if is_whole:
                new = work(there, files, own)
            else:  # nothing but what is asked for by name
                new = work(there._replace(files=()), Index(frozenset(), {}, asked.find), own)
            return _Heard(new, tuple(findings), tuple(repairs), tuple(vouched))

        told = memory.recall(key, (given, ears.mending.off), _Folder(stamp, files.find), heard)
        for finding in told.findings:
            ears.report(finding)
        for repair in told.repairs:
            ears.mending.tell(repair)
        for suppression in told.suppressions:
            ears.vouch(suppression)
        made: Made = told.made  # type: ignore[assignment]
        return made


def _overheard(source: Folder, asked: _Folder) -> Folder:
    """Give a folder whose files are asked for before they are read: what is written meanwhile is read the next time."""

    def read(file: str) -> bytes:
        asked.stamp(file)
        return source.read(file)

    def measure(file: str) -> int:
        asked.stamp(file)
        return source.size(file)

    return source._replace(read=read, measure=measure)
