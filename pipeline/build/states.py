"""The recorded states of the source folder, in order, and where it stood before it had its name.

They are those of the branch that is checked out, by first parents only: a merge counts when it was merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.build.former import Blob, entries
from pipeline.build.git import UNREADABLE, Checkout, GitError, ask
from pipeline.emit.history import evenly
from pipeline.ingest.folder import TEXTS

_MOST_RENAMES = 5


class State(NamedTuple):
    """The source folder at a commit: `day` is ISO 8601, `tree` the name of all that it holds."""

    day: str
    commit: str
    tree: str


class Walk(NamedTuple):
    """The states in order, and whether the folder was put together from several before the first of them."""

    states: tuple[State, ...]
    is_gathered: bool


def spread(states: tuple[State, ...], points: int) -> tuple[State, ...]:
    """Choose at most `points` states: the first, the last, and evenly between; where days suffice, one of a day."""
    if len(states) > points:
        first, *others = states
        states = (first, *{state.day: state for state in others}.values())
    return evenly(states, points)


class _Commit(NamedTuple):
    """A commit that changed the source folder: its name, its day, its first parent ("" for none), the folder's path."""

    name: str
    day: str
    parent: str
    below: str


def walk_of(history: Checkout) -> Walk:
    """Give the states of the source folder, the oldest first, under whatever name it had then."""
    commits = _commits(history, history.head, history.below)
    before = _origin(history, commits)
    for _rename in range(_MOST_RENAMES):
        if before.below is None:
            break
        commits += _commits(history, commits[-1].parent, before.below)
        before = _origin(history, commits)
    return Walk(_states(history, commits[::-1]), before.is_gathered)


def _commits(history: Checkout, tip: str, below: str) -> list[_Commit]:
    """Give the commits that changed a folder, the newest first; the day is that of committing, not of writing."""
    where = (below,) if below else ()
    told = ask(history, "log", "--first-parent", "--format=%H %cs %P", tip, "--", *where)
    rows = (line.split(" ") for line in told.decode("ascii", "replace").splitlines())
    return [_Commit(row[0], row[1], row[2] if len(row) > 2 else "", below) for row in rows]


class Origin(NamedTuple):
    """Where a folder's texts stood before it was there: in one other folder, in several, or (None, False) nowhere."""

    below: str | None
    is_gathered: bool


def _origin(history: Checkout, commits: list[_Commit]) -> Origin:
    """Find where the texts of the folder stood before the oldest of the commits."""
    if not commits or not commits[-1].parent or not commits[-1].below:
        return Origin(None, False)
    oldest = commits[-1]
    try:
        own = entries(history, f"{oldest.name}:{oldest.below}")
        before = entries(history, oldest.parent)
    except GitError:
        return Origin(None, False)
    return origin(own, before)


def origin(own: Mapping[str, Blob], before: Mapping[str, Blob]) -> Origin:
    """Tell from which folder of a tree the texts of a folder come: half of them at least, unchanged, at the same place.

    `own` are the files of the folder, by their paths in it, `before` those of the whole tree before it was there.
    """
    texts = {path: blob for path, blob in own.items() if path.lower().endswith(TEXTS) and blob.size}
    places: dict[str, list[str]] = {}
    for path, blob in before.items():
        places.setdefault(blob.name, []).append(path)
    votes = Counter(
        place.removesuffix(path).rstrip("/")
        for path, blob in sorted(texts.items())
        for place in places.get(blob.name, ())
        if f"/{place}".endswith(f"/{path}")
    )
    for below, count in votes.most_common(1):
        if count * 2 >= len(texts):
            return Origin(below, False)
    known = sum(1 for blob in texts.values() if blob.name in places)
    return Origin(None, known > 0 and known * 2 >= len(texts))


def _states(history: Checkout, commits: list[_Commit]) -> tuple[State, ...]:
    """Give the states at commits, the oldest first, but for those in which nothing changed.

    A clock that was wrong must not make time run back: a day before that of the former state is that of the former.
    """
    if any("\n" in commit.below for commit in commits):
        raise GitError(UNREADABLE)
    asked = "".join(f"{commit.name}:{commit.below}\n" for commit in commits)
    told = ask(history, "cat-file", "--batch-check", given=asked.encode("utf-8", "surrogateescape"))
    states: list[State] = []
    for commit, row in zip(commits, told.split(b"\n"), strict=False):
        tree, _space, rest = row.decode("ascii", "replace").partition(" ")
        if rest.startswith("tree ") and not (states and states[-1].tree == tree):
            states.append(State(max(commit.day, states[-1].day if states else ""), commit.name, tree))
    return tuple(states)
