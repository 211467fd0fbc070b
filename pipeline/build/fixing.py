"""Writing repairs back to the sources: what would change in each file, as bytes and as a diff; written when asked for.

The bytes around a repair stay as they are: encoding, line endings, a byte order mark. A file damaged by a wrong
encoding is repaired in that first, then read again, for the places of its other repairs are those of the damaged text.
Reading again until nothing is left to write makes a second `fix` find nothing.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.build.stages import Opened, read_and_normalise
from pipeline.build.writing import rewrite_all
from pipeline.diagnostics import Code, Diagnostic, Report, found
from pipeline.ingest import Folder
from pipeline.model import Repair
from pipeline.source import whole_file

# How often the sources are read again at most: each round writes what stood in the way of the next (a bold heading
# with an apostrophe in it), and two or three do.
_ROUNDS = 8
_LINE_END = re.compile(r"\r\n|\r|\n")


class Fixed(NamedTuple):
    """One source file that repairs change: its bytes now and then, and the repairs written into it."""

    file: str
    before: bytes
    after: bytes
    repairs: tuple[Repair, ...]


class Fixes(NamedTuple):
    """What `fix` would write, and the repairs that nobody can write but the author."""

    files: tuple[Fixed, ...]
    by_hand: tuple[Repair, ...]


def fixes(opened: Opened, rules: frozenset[str] | None, report: Report) -> Fixes:
    """Give what writing the repairs of some rules (None: of all) would change in the sources. Nothing is written.

    Raises:
        StopBuildError: the sources hold no text.
    """
    folder, config = opened.folder, opened.config
    now: dict[str, bytes] = {}
    made: dict[str, list[Repair]] = {}
    refused: set[str] = set()
    repairs: tuple[Repair, ...] = ()

    def read(file: str) -> bytes:
        return now[file] if file in now else folder.read(file)

    for turn in range(_ROUNDS):
        told: Report = report if turn == 0 else _unheard
        book = read_and_normalise(Opened(Folder(folder.name, folder.files, read), config), told)
        repairs = tuple(one for one in book.repairs if rules is None or one.rule in rules)
        changed = False
        for file, own in _by_file(repairs, folder.files).items():
            if file in refused:
                continue
            data = read(file)
            if not _is_utf8(data):
                refused.add(file)
                report(found(Code.E130, whole_file(file), file=file))
                continue
            after, written = apply(data, own)
            if after != data:
                now[file] = after
                made.setdefault(file, []).extend(written)
                changed = True
        if not changed:
            break
    files = tuple(Fixed(file, folder.read(file), now[file], tuple(made[file])) for file in sorted(now))
    return Fixes(files, tuple(one for one in repairs if not one.is_writable))


def _unheard(_finding: Diagnostic) -> None:
    """Say nothing: the first reading said it."""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _by_file(repairs: Sequence[Repair], files: Sequence[str]) -> Mapping[str, list[Repair]]:
    """Give each file's repairs that can be written now: those of its encoding alone where it has any."""
    known = frozenset(files)
    found_in: dict[str, list[Repair]] = {}
    for repair in repairs:
        if repair.is_writable and repair.span.file in known:
            found_in.setdefault(repair.span.file, []).append(repair)
    return {file: [one for one in own if one.rule == "encoding"] or own for file, own in found_in.items()}


def apply(data: bytes, repairs: Sequence[Repair]) -> tuple[bytes, tuple[Repair, ...]]:
    """Give a UTF-8 file's bytes with repairs made, and those that were.

    A repair whose words do not stand at its place, or that overlaps an earlier one, is left out.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode("utf-8")
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    ends = [*(match.start() for match in _LINE_END.finditer(text)), len(text)]
    pieces: list[str] = []
    written: list[Repair] = []
    done = 0
    for repair in sorted(repairs, key=lambda one: one.span):
        span = repair.span
        if span.end_line > len(starts):
            continue
        start = starts[span.line - 1] + span.column - 1
        end = starts[span.end_line - 1] + span.end_column - 1
        there = _LINE_END.sub("\n", text[start:end])
        if start < done or end > ends[span.end_line - 1] or there != repair.before:
            continue
        pieces += (text[done:start], repair.after)
        written.append(repair)
        done = end
    pieces.append(text[done:])
    return mark + "".join(pieces).encode("utf-8"), tuple(written)


def diff(fixed: Fixed) -> Iterator[str]:
    """Give a file's unified diff, line by line, without line ends."""
    before, after = (_LINE_END.split(data.decode("utf-8-sig")) for data in (fixed.before, fixed.after))
    yield from difflib.unified_diff(before, after, f"a/{fixed.file}", f"b/{fixed.file}", lineterm="", n=0)


def write(root: Path, files: Sequence[Fixed]) -> tuple[Path, ...]:
    """Write the changed sources, all or none, each with the rights it had.

    Raises:
        StopBuildError: the folder can't be written (E101).
    """
    return rewrite_all(root.resolve(), {fixed.file: fixed.after for fixed in files})
