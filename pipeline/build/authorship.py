"""Who last changed the line of each marker, and when: what `git blame` tells of a source folder kept with git.

A line that was only indented anew is as old as its words (`-w`), and so is a passage that was moved within its page
(`-M`) or with it. A line that is not recorded yet has no author and no day. A marker of several lines is as old as the
youngest of them. Names are what the sources' own .mailmap makes of them; an address is never shown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from pipeline.build.cache import Cache, keep, kept, own_cache
from pipeline.build.git import TOO_SLOW, Checkout, GitError, ask, checkout
from pipeline.build.stages import Opened
from pipeline.diagnostics import Code, Report, found
from pipeline.model import Handbook, Marker

_NAMESPACE = "blame"
# Changes when what is kept is made another way.
_WAY = b"1"
_LONGEST_NAME = 80
_EPOCH = date(1970, 1, 1)

_HEADER = re.compile(rb"([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?$")
_LONE_RETURN = re.compile(rb"\r(?!\n)")


class Signature(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Who last changed a line, in which commit, and the day in the author's own time zone (ISO 8601)."""

    line: int
    commit: str
    author: str
    day: str


class _Asked(NamedTuple):
    """A file whose lines are asked about: its path from the top of the checkout, and what it holds now."""

    path: str
    data: bytes
    lines: tuple[int, ...]


def signed(handbook: Handbook, opened: Opened, report: Report, cache: Cache | None = None) -> Handbook:
    """Fill in the author and the day of each marker, where the history of the sources tells them.

    Reported: a history that git can't or may not read (S218), and one that is cut short (S217).
    """
    if opened.path is None or not handbook.markers:
        return handbook
    try:
        with checkout(opened.path) as history:
            if history is None:
                return handbook
            asked = _asked(handbook.markers, opened, history)
            told = _answers(asked, history, cache or own_cache(), report)
    except GitError as error:
        report(found(Code.S218, None, problem=error.problem))
        return handbook
    known = {file: {one.line: one for one in signatures} for file, signatures in told.items()}
    return _filled(handbook, known, history.shallow, report)


# -- what is asked -----------------------------------------------------------------------------------------------


def _asked(markers: tuple[Marker, ...], opened: Opened, history: Checkout) -> dict[str, _Asked]:
    """Give each file that has markers, with their lines; a link stands for the file that it leads to."""
    lines: dict[str, set[int]] = {}
    for marker in markers:
        lines.setdefault(marker.span.file, set()).update(range(marker.span.line, marker.span.end_line + 1))
    asked: dict[str, _Asked] = {}
    for file, wanted in lines.items():
        try:
            data = _with_lines_as_ours(opened.folder.read(file))
            real = Path(os.path.realpath(history.root / file)).relative_to(history.root).as_posix()
        except (OSError, ValueError):
            continue
        asked[file] = _Asked(history.path(real), data, tuple(sorted(wanted)))
    return asked


def _with_lines_as_ours(data: bytes) -> bytes:
    """Give bytes whose lines git counts as `ingest.decoding` does: a lone carriage return ends a line too."""
    return _LONE_RETURN.sub(b"\n", data)


def _key(asked: _Asked, history: Checkout) -> bytes:
    """Give all that an answer depends on."""
    lines = ",".join(map(str, asked.lines))
    parts = (_WAY, history.head.encode(), "".join(sorted(history.shallow)).encode(), lines.encode())
    return b"\0".join((*parts, sha256(asked.data).digest(), asked.path.encode("utf-8", "surrogateescape")))


def _answers(
    asked: Mapping[str, _Asked], history: Checkout, cache: Cache, report: Report
) -> dict[str, tuple[Signature, ...]]:
    """Give what is known of each file: from the cache, else from git."""
    known: dict[str, tuple[Signature, ...]] = {}
    for file, one in asked.items():
        answer = _decoded(kept(cache, _NAMESPACE, _key(one, history)))
        if answer is not None:
            known[file] = answer
    new: dict[bytes, bytes] = {}
    problems: list[str] = []
    tracked = _tracked(history) if len(known) < len(asked) else frozenset()
    for file, one in asked.items():
        if file in known or one.path not in tracked:
            continue
        try:
            known[file] = _blamed(one, history)
        except GitError as error:
            problems.append(error.problem)
            if error.problem == TOO_SLOW:
                break  # each of the others might be as slow
            continue
        new[_key(one, history)] = msgspec.json.encode(known[file])
    keep(cache, _NAMESPACE, new)
    if problems:
        report(found(Code.S218, None, problem=problems[0]))
    return known


def _decoded(value: bytes | None) -> tuple[Signature, ...] | None:
    try:
        return None if value is None else msgspec.json.decode(value, type=tuple[Signature, ...])
    except msgspec.DecodeError:
        return None


def _tracked(history: Checkout) -> frozenset[str]:
    """Give the paths of the recorded files of the source folder: none where it is new, which is no fault."""
    where = ("--", f"{history.below}/") if history.below else ()
    told = ask(history, "ls-tree", "-r", "-z", "--name-only", "--full-tree", history.head, *where)
    return frozenset(name.decode("utf-8", "surrogateescape") for name in told.split(b"\0") if name)


# -- what git answers --------------------------------------------------------------------------------------------


def _blamed(asked: _Asked, history: Checkout) -> tuple[Signature, ...]:
    """Ask about the lines of a file as it is now; those that are not recorded are left out.

    The whole file is asked about: of a passage that was moved, git knows the words again by what stands around them.
    """
    how = ("--porcelain", "--root", "-w", "-M", "--no-textconv", "--encoding=UTF-8", "--contents", "-")
    mapped = ("-c", f"mailmap.blob={history.head}:.mailmap")
    told = ask(history, *mapped, "blame", *how, "--", asked.path, given=asked.data)
    wanted = frozenset(asked.lines)
    return tuple(one for one in _signatures(told) if one.line in wanted)


def _signatures(told: bytes) -> Iterator[Signature]:
    """Read the porcelain format (git-blame): what is said of a commit is said once, before its first line's text."""
    facts: dict[str, dict[str, str]] = {}
    commit, line = "", 0
    for row in told.split(b"\n"):
        if row.startswith(b"\t"):
            if commit.strip("0"):
                said = facts[commit]
                yield Signature(line, commit, shown_name(said.get("author", "")), _day(said))
        elif header := _HEADER.match(row):
            commit, line = header.group(1).decode("ascii"), int(header.group(2))
            facts.setdefault(commit, {})
        else:
            name, _space, value = row.decode("utf-8", "replace").partition(" ")
            facts.setdefault(commit, {}).setdefault(name, value)


def shown_name(written: str) -> str:
    """Give a person's name fit for any output: one line, nothing invisible, never an address."""
    words = " ".join(written.split())
    shown = "".join(character for character in words if character.isprintable())
    return shown.partition("@")[0].strip()[:_LONGEST_NAME]


def _day(said: Mapping[str, str]) -> str:
    """Give the day of a change in its author's own time zone, "" for one that no calendar has."""
    seconds, zone = said.get("author-time", ""), said.get("author-tz", "")
    if not (seconds.isascii() and seconds.isdigit() and re.fullmatch(r"[+-]\d{4}", zone, re.ASCII)):
        return ""
    away = int(zone[1:3]) * 3600 + int(zone[3:]) * 60
    try:
        return (_EPOCH + timedelta(seconds=int(seconds) + (-away if zone[0] == "-" else away))).isoformat()
    except OverflowError:
        return ""


# -- what the markers then say -----------------------------------------------------------------------------------


def _filled(
    handbook: Handbook, known: Mapping[str, Mapping[int, Signature]], shallow: frozenset[str], report: Report
) -> Handbook:
    markers: list[Marker] = []
    lost = 0
    for marker in handbook.markers:
        lines = range(marker.span.line, marker.span.end_line + 1)
        signatures = [known.get(marker.span.file, {}).get(line) for line in lines]
        told = [one for one in signatures if one is not None]
        if len(told) == len(signatures):
            if any(one.commit in shallow for one in told):
                lost += 1
            else:
                youngest = max(told, key=lambda one: one.day)
                marker = replace(marker, author=youngest.author, since=youngest.day)
        markers.append(marker)
    if lost:
        report(found(Code.S217, None, count=lost))
    return replace(handbook, markers=tuple(markers))
