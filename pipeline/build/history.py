"""How many markers there were over time: former states of the source folder, read from git and counted as today's are.

Each state is read by the rules of today, with the settings of its own handbook.yml. What was counted is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache as once
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

import pipeline
from pipeline.build.cache import Cache, keep, kept, own_cache
from pipeline.build.former import former_folder, is_as_recorded
from pipeline.build.git import TOO_SLOW, Checkout, GitError, checkout
from pipeline.build.run import Step
from pipeline.build.stages import Opened, silent_book
from pipeline.build.states import State, Walk, spread, walk_of
from pipeline.build.today import print_date
from pipeline.config import CONFIG_FILE, Config, read_config
from pipeline.diagnostics import Code, Diagnostic, Report, StopBuildError, found
from pipeline.emit.history import Point
from pipeline.ingest import Folder
from pipeline.messages import mark as _
from pipeline.model import Handbook

POINTS = 40
READING_HISTORY = _("Counting the markers of former states")

_NAMESPACE = "counts"
_NO_GIT = _("it is not kept with git, or nothing was recorded yet")
# What decides how many markers a text has: a change there makes what was counted before count no more.
_RULES = ("config", "ingest", "markers", "model", "normalise", "build/stages.py", "build/former.py")
_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "PyYAML")
_MOST_NAMES = 5
_SHOWN = 7  # characters of a commit's name, as git shows it


class Counts(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """How many markers of each level."""

    sure: int
    suspected: int
    blank: int


class Recorded(NamedTuple):
    """What the history tells: a point for each state, and whether the folder on disk is as it was recorded last."""

    points: tuple[Point, ...]
    is_current: bool


def recorded(opened: Opened, points: int, report: Report, step: Step, cache: Cache | None = None) -> Recorded:
    """Count the markers of at most `points` recorded states (the first, the last, evenly between), the oldest first.

    `step` hears of each state.

    Raises:
        StopBuildError: there is no history to read (E125).
    """
    try:
        if opened.path is None:
            raise GitError(_NO_GIT)
        with checkout(opened.path) as history:
            if history is None:
                raise GitError(_NO_GIT)
            return _recorded(opened, history, points, report, step, cache or own_cache())
    except GitError as error:
        folder = opened.path or opened.folder.name
        raise StopBuildError(found(Code.E125, None, folder=folder, problem=error.problem)) from error


def with_today(past: Recorded, now: Handbook) -> tuple[Point, ...]:
    """Give the points with one for the folder on disk, without a commit, where it is not as it was recorded."""
    own = msgspec.structs.astuple(_counted(now))
    if past.is_current and past.points and past.points[-1][2:] == own:
        return past.points
    today = max(print_date().isoformat(), past.points[-1].day if past.points else "")
    return (*past.points, Point(today, "", *own))


def _recorded(opened: Opened, history: Checkout, points: int, report: Report, step: Step, cache: Cache) -> Recorded:
    walk = walk_of(history)
    counted: list[Point] = []
    lost: list[str] = []
    known: dict[str, bytes] = {}
    for state in spread(walk.states, points):
        step(READING_HISTORY)
        counts = _counts(history, state, opened, known, cache)
        if counts is None:
            lost.append(state.commit[:_SHOWN])
        else:
            counted.append(Point(state.day, state.commit, *msgspec.structs.astuple(counts)))
    _tell(walk, history, lost, report)
    is_last = bool(counted) and counted[-1].commit == walk.states[-1].commit
    return Recorded(tuple(counted), is_last and is_as_recorded(opened.folder, history))


def _tell(walk: Walk, history: Checkout, lost: list[str], report: Report) -> None:
    """Tell what the curve lacks."""
    if lost:
        shown = ", ".join(lost[:_MOST_NAMES]) + (", …" if len(lost) > _MOST_NAMES else "")
        report(found(Code.E128, None, count=len(lost), commits=shown))
    if walk.states and history.shallow:
        report(found(Code.E127, None, day=walk.states[0].day))
    elif walk.states and walk.is_gathered:
        report(found(Code.E126, None, folder=history.below, day=walk.states[0].day))


# -- counting a state ---------------------------------------------------------------------------------------------


def _counts(history: Checkout, state: State, opened: Opened, known: dict[str, bytes], cache: Cache) -> Counts | None:
    """Count the markers of a state, or give what was counted before; None for a state that can't be read.

    Raises:
        GitError: git takes too long.
    """
    own = b"\0".join((_rules().encode(), state.tree.encode()))
    todays = own + b"\0" + msgspec.json.encode(opened.config)
    for key in (own, todays):
        counts = _decoded(kept(cache, _NAMESPACE, key))
        if counts is not None:
            return counts
    try:
        folder = former_folder(history, state.tree, opened.folder.name, known)
        config = _settings(folder)
        counts = _counted(silent_book(Opened(folder, config or opened.config), _unheard))
    except GitError as error:
        if error.problem == TOO_SLOW:
            raise  # each of the others might be as slow
        return None
    except StopBuildError:
        return None
    keep(cache, _NAMESPACE, {own if config is not None else todays: msgspec.json.encode(counts)})
    return counts


def _settings(folder: Folder) -> Config | None:
    """Give the settings of a former state; None where they can't be trusted, and today's serve."""
    try:
        return read_config(folder.read(CONFIG_FILE) if CONFIG_FILE in folder.files else None, _unheard)
    except StopBuildError:
        return None


def _counted(handbook: Handbook) -> Counts:
    levels = Counter(marker.level for marker in handbook.markers)
    return Counts(levels["sure"], levels["suspected"], levels["blank"])


def _decoded(value: bytes | None) -> Counts | None:
    try:
        return None if value is None else msgspec.json.decode(value, type=Counts)
    except msgspec.DecodeError:
        return None


def _unheard(_finding: Diagnostic) -> None:
    """Tell nothing: what was wrong in a former state is no longer of interest."""


@once
def _rules() -> str:
    """Give a name for the rules by which markers are found; other rules have another name."""
    from importlib.metadata import version  # here, for the sake of the other commands' start

    root = Path(pipeline.__file__).parent
    digest = sha256("".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode())
    for file in _rule_files(root):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _rule_files(root: Path) -> Iterator[Path]:
    for name in _RULES:
        yield from sorted((root / name).rglob("*.py")) if (root / name).is_dir() else [root / name]
