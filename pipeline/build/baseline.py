"""The baseline: the findings that a handbook is known to have, so that a check fails on new ones only.

`.handbook-baseline.json` stands in the source folder. An entry is a line and knows no line number, so that diffs read
well and merges rarely meet; the entries stand in the order of their files and words, so that the same findings give
the same bytes.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from pipeline.build.reading import BASELINE_FILE, real_path
from pipeline.build.writing import write_all
from pipeline.diagnostics import Code, Level, StopBuildError, found
from pipeline.diagnostics.finding import Finding, Fixed
from pipeline.messages import Say
from pipeline.messages import mark as _
from pipeline.source import Span, whole_file

VERSION = 1
_OF_BUDGETS = frozenset((Code.M110, Code.M111, Code.M112))


class Entry(Struct, frozen=True):
    """A finding that is known: what it is known by (`Finding.fingerprint`, `.trace`), and its words for people."""

    rule: str
    file: str
    text: str
    fingerprint: str
    trace: str = ""


class _Written(Struct, frozen=True):
    """The file as a whole."""

    version: int
    findings: tuple[Entry, ...]


class Compared(NamedTuple):
    """Findings beside a baseline, each with its state, and what was fixed."""

    findings: tuple[Finding, ...]
    fixed: tuple[Fixed, ...]


def is_counted(finding: Finding) -> bool:
    """Tell whether a finding belongs in a baseline.

    What is suppressed is settled; notes never fail a check; what is wrong with a budget is said as long as it is.
    """
    code = finding.diagnostic.code
    return finding.state != "suppressed" and code.value.level >= Level.warning and code not in _OF_BUDGETS


def entry_of(finding: Finding, say: Say) -> Entry:
    """Give a finding's entry; `say` speaks the handbook's language, so that everybody writes the same words."""
    told = finding.diagnostic
    values = dict(told.values)
    is_marker = finding.rule != told.code.name
    text = f"{values['text']} — {values['subject']}" if is_marker else told.message(say)
    return Entry(finding.rule, told.where.file if told.where else "", text, finding.fingerprint, finding.trace)


# What a finding may be known by, from the surest: a marker that was moved has its words and its subject; one whose
# subject was written anew has its place.
_KEYS: tuple[Callable[[Entry], tuple[str, ...]], ...] = (
    lambda entry: (entry.fingerprint, entry.trace, entry.file),
    lambda entry: (entry.fingerprint, entry.trace),
    lambda entry: (entry.rule, entry.trace, entry.file),
    lambda entry: (entry.rule, entry.trace),
    lambda entry: (entry.rule, entry.fingerprint),
)


def compared(findings: Sequence[Finding], baseline: Sequence[Entry], say: Say) -> Compared:
    """Compare findings with a baseline, one to one: two equal findings are known only where it holds two.

    Notes are known always.
    """
    open_now = {at: entry_of(one, say) for at, one in enumerate(findings) if is_counted(one)}
    left = dict(enumerate(baseline))
    for key in _KEYS:
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in reversed(left):
            places[key(left[at])].append(at)
        for at in list(open_now):
            if same := places.get(key(open_now[at])):
                del left[same.pop()], open_now[at]
    states = tuple(
        one if one.state == "suppressed" or at in open_now else one._replace(state="known")
        for at, one in enumerate(findings)
    )
    fixed = tuple(Fixed(entry.fingerprint, entry.rule, entry.file, entry.text) for entry in left.values())
    return Compared(states, fixed)


def write_baseline(folder: Path, entries: Iterable[Entry]) -> Path:
    """Write the baseline of a source folder, whole or not at all.

    Raises:
        StopBuildError: the folder can't be written (E101).
    """
    (written,) = write_all(folder, {BASELINE_FILE: as_bytes(entries)})
    return written


def as_bytes(entries: Iterable[Entry]) -> bytes:
    """Give the file of a baseline: one line an entry, in the order of files and words."""
    ordered = sorted(entries, key=lambda one: (one.file, one.text, one.rule, one.fingerprint, one.trace))
    lines = ",\n".join(msgspec.json.encode(entry).decode() for entry in ordered)
    return f'{{"version": {VERSION}, "findings": [\n{lines}\n]}}\n'.encode()


def read_baseline(folder: Path) -> tuple[Entry, ...] | None:
    """Read the baseline of a source folder, None where it has none. A link that leads out of the folder is none.

    Raises:
        StopBuildError: it can't be opened (S106) or read (M114), holds a merge that is not settled (M115), or a later
            version wrote it (M116).
    """
    file = folder / BASELINE_FILE
    try:
        if not real_path(file).is_relative_to(real_path(folder)) or not file.is_file():
            return None
        data = file.read_bytes()
    except OSError as error:
        problem = error.strerror or str(error)
        raise StopBuildError(
            found(Code.S106, whole_file(BASELINE_FILE), file=BASELINE_FILE, problem=problem)
        ) from error
    return _entries(data.decode("utf-8-sig", "replace"))


_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)


def _entries(text: str) -> tuple[Entry, ...]:
    if conflict := _CONFLICT.search(text):
        raise StopBuildError(found(Code.M115, _place(text, conflict.start()), file=BASELINE_FILE))
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        raise _damaged(_place(text, error.pos), _("a comma, a quote or a bracket is missing or too many")) from None
    except (RecursionError, ValueError):  # too many lists in one another, or a number of thousands of digits
        raise _damaged(whole_file(BASELINE_FILE), _("it holds no list of findings")) from None
    version = whole.get("version") if isinstance(whole, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise StopBuildError(found(Code.M116, whole_file(BASELINE_FILE), file=BASELINE_FILE, version=version))
    if not isinstance(whole, dict) or version != VERSION or not isinstance(whole.get("findings"), list):
        raise _damaged(whole_file(BASELINE_FILE), _("it holds no list of findings"))
    return tuple(_entry(item, number, text) for number, item in enumerate(whole["findings"]))


def _entry(item: object, number: int, text: str) -> Entry:
    try:
        return msgspec.convert(item, Entry)
    except msgspec.ValidationError:
        place = _place(text, next((at for n, at in enumerate(_items(text)) if n == number), 0))
        raise _damaged(place, _("this entry lacks its rule, its file, its words or its fingerprint")) from None


def _items(text: str) -> Iterator[int]:
    """Give where each item of the list of findings begins in the file, however it is laid out."""
    begun = re.search(r'"findings"\s*:\s*\[', text)
    at = begun.end() if begun is not None else len(text)  # its name may be written in escapes
    with suppress(json.JSONDecodeError):  # these words stand in a text, before the list
        while start := re.compile(r"[\s,]*(?=[^\s,\]])").match(text, at):
            yield start.end()
            _item, at = json.JSONDecoder().raw_decode(text, start.end())


def _damaged(place: Span, problem: str) -> StopBuildError:
    return StopBuildError(found(Code.M114, place, file=BASELINE_FILE, problem=problem))


def _place(text: str, at: int) -> Span:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Span(BASELINE_FILE, line, column, line, column)
