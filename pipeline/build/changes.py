"""When each file of the sources was last changed, by whom, and what it was called before: one question to git.

A file that was only renamed keeps its day. One that is not as recorded has none, nor has one whose last change lies
before the beginning of a shallow clone. Days are those of the authors' own clocks; names are what .mailmap makes of
them, never an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha1, sha256
from typing import NamedTuple

import msgspec

from pipeline.build.authorship import shown_name
from pipeline.build.cache import Cache, keep, kept, own_cache
from pipeline.build.former import entries
from pipeline.build.git import Checkout, GitError, ask, checkout
from pipeline.build.stages import Opened
from pipeline.diagnostics import Code, Report, found
from pipeline.emit.publication import Change
from pipeline.messages import mark as _
from pipeline.model import Handbook
from pipeline.model.walk import each_page

_NAMESPACE = "changes"
# Changes when what is kept is made another way.
_WAY = b"2"
_MOST_COMMITS = 20_000
_MOST_AUTHORS = 5
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOT_KEPT = _("the sources are not kept with git")


class Told(msgspec.Struct, frozen=True):
    """What the history says of a folder, by paths from it; `cut` are files whose last change is not known."""

    changes: dict[str, tuple[str, tuple[str, ...]]] = {}
    former: dict[str, str] = {}
    blobs: dict[str, str] = {}
    cut: tuple[str, ...] = ()


class Changes(NamedTuple):
    """The last change of each file, and the file of today for each path that one had before."""

    changes: Mapping[str, Change]
    former: Mapping[str, str]


def changes_of(handbook: Handbook, opened: Opened, report: Report, cache: Cache | None = None) -> Changes:
    """Give what the history of the sources tells of the files of a book's pages.

    Reported: that there is no history that can be read (E174), pages that are not as recorded (E175), pages whose last
    change a shallow clone does not hold (E176).
    """
    if opened.path is None:
        return Changes({}, {})
    try:
        with checkout(opened.path) as history:
            told = _told(history, cache or own_cache()) if history is not None else None
    except GitError as error:
        report(found(Code.E174, None, problem=error.problem))
        return Changes({}, {})
    if told is None:
        report(found(Code.E174, None, problem=_NOT_KEPT))
        return Changes({}, {})
    files = tuple(dict.fromkeys(page.file for part in handbook.parts for page in each_page(part.chapters) if page.file))
    changed = [file for file in files if not _is_as_recorded(file, told, opened)]
    cut = [file for file in files if file in told.cut]
    if changed:
        report(found(Code.E175, None, count=len(changed)))
    if cut:
        report(found(Code.E176, None, count=len(cut)))
    known = {file: Change(*told.changes[file]) for file in files if file in told.changes and file not in changed}
    return Changes(known, told.former)


def _is_as_recorded(file: str, told: Told, opened: Opened) -> bool:
    """Tell whether a file holds what the commit checked out holds, however its lines end."""
    name = told.blobs.get(file)
    try:
        data = opened.folder.read(file)
    except OSError:
        return False
    return name in (_blob(data, name), _blob(data.replace(b"\r\n", b"\n"), name)) if name else False


def _blob(data: bytes, like: str) -> str:
    """Give the name that git gives to contents, by the digest of a name like it (gitformat-pack)."""
    whole = b"blob %d\0" % len(data) + data
    return sha1(whole, usedforsecurity=False).hexdigest() if len(like) == 40 else sha256(whole).hexdigest()


# -- what git answers --------------------------------------------------------------------------------------------


def _told(history: Checkout, cache: Cache) -> Told:
    """Give what is known of a folder: from the cache, else from git."""
    key = b"\0".join((_WAY, history.head.encode(), history.below.encode(), "".join(sorted(history.shallow)).encode()))
    value = kept(cache, _NAMESPACE, key)
    if value is not None:
        try:
            return msgspec.json.decode(value, type=Told)
        except msgspec.DecodeError:
            pass  # damaged: asked again
    told = _asked(history)
    keep(cache, _NAMESPACE, {key: msgspec.json.encode(told)})
    return told


def _asked(history: Checkout) -> Told:
    blobs = {path: blob.name for path, blob in entries(history, f"{history.head}:{history.below}").items()}
    mapped = ("-c", f"mailmap.blob={history.head}:.mailmap")
    form = ("--format=%x01%H%x00%aN%x00%as", "-z", "--name-status", "-M", "--no-ext-diff", "--no-textconv")
    where = ("--", history.below) if history.below else ()
    answer = ask(history, *mapped, "log", *form, f"--max-count={_MOST_COMMITS}", history.head, *where)
    return _read(_steps(answer.decode("utf-8", "replace").split("\0"), history.below), blobs, history.shallow)


class _Step(NamedTuple):
    """What one commit did to one file: the kind of change (A, M, R100 …), its path before and after."""

    commit: str
    author: str
    day: str
    kind: str
    before: str
    after: str


def _steps(fields: list[str], below: str) -> Iterator[_Step]:
    """Read the answer (git-log, --name-status -z): a commit's three facts, then its changes; the newest first."""
    facts = ("", "", "")
    at = 0
    while at + 1 < len(fields):
        if fields[at].startswith("\x01") and at + 2 < len(fields):
            facts = (fields[at][1:], shown_name(fields[at + 1]), fields[at + 2])
            at += 3
            continue
        kind = fields[at].lstrip("\n")
        paths = fields[at + 1 : at + 3] if kind[:1] in ("R", "C") else fields[at + 1 : at + 2] * 2
        if kind and len(paths) == 2:
            yield _Step(*facts, kind, _own(paths[0], below), _own(paths[1], below))
        at += 3 if kind[:1] in ("R", "C") else 2


def _own(path: str, below: str) -> str:
    """Give a path from the source folder, "" for one that does not lie in it."""
    if not below:
        return path
    return path.removeprefix(f"{below}/") if path.startswith(f"{below}/") else ""


def _read(steps: Iterator[_Step], blobs: Mapping[str, str], shallow: frozenset[str]) -> Told:
    """Follow every file of today back through its names."""
    today = {file: file for file in blobs}
    days: dict[str, str] = {}
    authors: dict[str, dict[str, None]] = {}
    former: dict[str, str] = {}
    cut: dict[str, None] = {}
    for step in steps:
        file = today.get(step.after, "")
        if step.kind[:1] == "R" and step.before and file:
            if step.before not in today:
                former[step.before] = file
            today[step.before] = file  # what bears this name since then is another page
        if not file or step.kind in ("R100", "D"):
            continue
        if step.commit in shallow:
            if file not in days:
                cut[file] = None
            continue
        if _DAY.fullmatch(step.day):
            days.setdefault(file, step.day)
        if step.author:
            authors.setdefault(file, {}).setdefault(step.author)
    known = {file: (day, tuple(authors.get(file, ()))[:_MOST_AUTHORS]) for file, day in days.items()}
    return Told(known, former, dict(blobs), tuple(cut))
