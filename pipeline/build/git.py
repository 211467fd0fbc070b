"""The one door to the program `git`: what the history of the sources tells.

The sources are not to be trusted, and neither is the repository they stand in: its settings can name programs (for
fsmonitor, filters, textconv, hooks, pagers) and other people's folders. So it is asked one harmless question only,
where its objects are. All others are put to an empty repository of ours, with settings of ours, that borrows those
objects: nothing that the sources' own repository says is carried out, nothing is fetched, nothing is written in it.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.build.running import Ended, run
from pipeline.messages import mark as _

# Seconds for one question, and bytes of one answer.
PATIENCE = 60.0
MOST = 64_000_000
_SHORT = 1_000_000

# Why git does not tell.
TOO_SLOW = _("git takes too long")
TOO_LARGE = _("there is more than can be read")
UNREADABLE = _("git cannot read it")
_ABSENT = _("the program git is not installed")
_ELSEWHERE = _("its .git leads to the repository of another folder")
_ANOTHER_USER = _("git refuses a folder of another user (its setting safe.directory allows it)")

_ALWAYS = (
    *("--no-pager", "--literal-pathspecs", "--no-replace-objects", "--no-optional-locks"),
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.attributesFile=/dev/null"),
    *("-c", "protocol.allow=never", "-c", "credential.helper="),
)
_CAREFUL = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ATTR_NOSYSTEM": "1",
}
_NAME = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class GitError(Exception):
    """git could not or may not tell; `problem` says why, in a text of the catalogue."""

    def __init__(self, problem: str) -> None:
        """Keep the reason."""
        super().__init__(problem)
        self.problem = problem


class Checkout(NamedTuple):
    """A source folder that is kept with git.

    Attributes:
        root: the source folder, without links.
        below: its path from the top of the checkout, "" where it is the top.
        head: the name of the commit that is checked out.
        shallow: the commits where a shallow clone was cut off; what came before them is not known.
        program: the program git.
        store: the folder of the objects.
        own: our own repository, that borrows them.
    """

    root: Path
    below: str
    head: str
    shallow: frozenset[str]
    program: str
    store: Path
    own: Path

    def path(self, file: str) -> str:
        """Give the path from the top of the checkout of a file of the source folder."""
        return f"{self.below}/{file}" if self.below else file


@contextmanager
def checkout(folder: Path) -> Iterator[Checkout | None]:
    """Open the history of a source folder; None where it is not kept with git, or nothing was recorded yet.

    Raises:
        GitError: it is kept with git, and git can't or may not read it.
    """
    root = folder.resolve()
    found = _located(root) if _is_kept(root) else None
    if found is None:
        yield None
        return
    with _own_repository(found) as own:
        yield Checkout(root, found.below, found.head, found.shallow, found.program, found.store, own)


def ask(history: Checkout, *question: str, given: bytes = b"", most: int = MOST) -> bytes:
    """Put a question to git; `given` is what it reads, `most` the most bytes of an answer.

    Raises:
        GitError: it has no answer, a too long one, or takes too long.
    """
    here = history.own / "empty"
    code, told, _said = _run(history.program, here, question, _environment_of(history), given, most)
    if code:
        raise GitError(UNREADABLE)
    return told


def version() -> str:
    """Give the version of the program git, "" where it is not installed."""
    try:
        _code, told, _said = _run(_program(), Path.cwd(), ("version",), _environment(), b"", _SHORT)
    except (GitError, OSError):
        return ""
    return told.decode("utf-8", "replace").strip().removeprefix("git version ")


# -- where the history is ----------------------------------------------------------------------------------------


class _Located(NamedTuple):
    """What the sources' own repository was asked."""

    program: str
    below: str
    head: str
    store: Path
    shallow: frozenset[str]


def _is_kept(root: Path) -> bool:
    """Tell whether a folder or one above it has a `.git`: without one, git need not be there at all."""
    return any(os.path.lexists(folder / ".git") for folder in (root, *root.parents))


def _program() -> str:
    """Give the program git, by its whole path: one that stands in the folder we are in is not the user's."""
    found = shutil.which("git")
    if found is None or not Path(found).is_absolute():
        raise GitError(_ABSENT)
    return found


def _located(root: Path) -> _Located | None:
    program = _program()
    wanted = ("--show-toplevel", "--absolute-git-dir", "--git-common-dir", "--show-object-format", "HEAD^{commit}")
    code, told, said = _run(program, root, ("rev-parse", *wanted), _environment(), b"", _SHORT)
    lines = os.fsdecode(told).split("\n")
    if b"not a git repository" in said:
        return None
    if b"dubious ownership" in said or b"unsafe repository" in said:
        raise GitError(_ANOTHER_USER)
    if code and len(lines) == len(wanted) + 1 and lines[4] == "HEAD^{commit}":
        return None  # a repository in which nothing was recorded yet
    if code or len(lines) != len(wanted) + 1 or not _NAME.fullmatch(lines[4]):
        raise GitError(UNREADABLE)
    top, git_dir, common = _real(root, lines[0]), Path(lines[1]), _real(root, lines[2])
    if not root.is_relative_to(top) or not _is_its_own(program, top, git_dir, common):
        raise GitError(_ELSEWHERE)
    below = root.relative_to(top).as_posix()
    return _Located(program, "" if below == "." else below, lines[4], common / "objects", _cut_at(common / "shallow"))


def _is_its_own(program: str, top: Path, git_dir: Path, common: Path) -> bool:
    """Tell whether a repository knows that it belongs to the folder whose `.git` leads to it.

    An archive of sources could bring a `.git` that leads to another repository of the reader's: who wrote that one
    is not the archive's affair. A linked worktree is known to its repository by the file `gitdir`, a submodule by the
    setting `core.worktree` (gitrepository-layout).
    """
    door = top / ".git"
    if any(place.is_symlink() for place in (door, common / "objects", common / "refs", git_dir / "HEAD")):
        return False
    if door.is_dir():
        return common == door
    back = git_dir / "gitdir"
    try:
        if back.is_file():
            return _real(git_dir, back.read_bytes()) == door
        question = ("config", "--file", str(git_dir / "config"), "--get", "core.worktree")
        _code, told, _said = _run(program, top, question, _environment(), b"", _SHORT)
        return told != b"" and _real(git_dir, told) == top
    except OSError:
        return False


def _real(base: Path, written: bytes | str) -> Path:
    """Give a place that git wrote on a line, seen from `base`, without links; a circle of links is no error here."""
    return Path(os.path.realpath(base / os.fsdecode(written).rstrip("\n")))


def _cut_at(file: Path) -> frozenset[str]:
    """Give the commits at which a shallow clone was cut off."""
    try:
        with file.open("rb") as stream:
            return frozenset(_NAME.findall(stream.read(MOST).decode("ascii", "replace")))
    except OSError:
        return frozenset()


@contextmanager
def _own_repository(found: _Located) -> Iterator[Path]:
    """Give our own repository; it goes away afterwards."""
    try:
        held = tempfile.TemporaryDirectory(prefix="handbook-")
        own = Path(held.name)
        _furnish(own, found)
    except OSError as error:
        raise GitError(UNREADABLE) from error
    with held:
        yield own


def _furnish(own: Path, found: _Located) -> None:
    """Make our own repository: it has a head, settings of ours and nothing else (gitrepository-layout)."""
    for name in ("objects", "refs", "empty"):
        (own / name).mkdir()
    (own / "HEAD").write_text(f"{found.head}\n", encoding="ascii")
    version, extension = (1, "[extensions]\nobjectformat = sha256\n") if len(found.head) == 64 else (0, "")
    settings = f"[core]\nrepositoryformatversion = {version}\nbare = false\n{extension}"
    (own / "config").write_text(settings, encoding="ascii")
    if found.shallow:
        (own / "shallow").write_text("".join(f"{name}\n" for name in sorted(found.shallow)), encoding="ascii")


# -- running it --------------------------------------------------------------------------------------------------


def _environment() -> dict[str, str]:
    """Give the environment for the sources' own repository: the user's, with nothing of another git's (a hook's)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    kept.update({name: value for name, value in os.environ.items() if name.startswith(("GIT_CONFIG", "GIT_EXEC"))})
    return {**kept, **_CAREFUL}


def _environment_of(history: Checkout) -> dict[str, str]:
    """Give the environment for our own repository: nobody's settings, and the objects of the sources'."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name == "GIT_EXEC_PATH"}
    own = str(history.own)
    ours = {"HOME": own, "XDG_CONFIG_HOME": own, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    places = {"GIT_DIR": own, "GIT_WORK_TREE": f"{own}/empty", "GIT_OBJECT_DIRECTORY": str(history.store)}
    return {**kept, **_CAREFUL, **ours, **places}


def _run(
    program: str, here: Path, question: tuple[str, ...], environment: Mapping[str, str], given: bytes, most: int
) -> Ended:
    """Run git in a folder.

    Raises:
        GitError: it takes too long, its answer is too long, or it can't be run.
    """
    command = (program, "-C", str(here), *_ALWAYS, *question)
    try:
        return run(command, environment, given, most, PATIENCE)
    except TimeoutError as error:
        raise GitError(TOO_SLOW) from error
    except BufferError as error:
        raise GitError(TOO_LARGE) from error
    except (OSError, ValueError) as error:  # ValueError: a null character in a name
        raise GitError(UNREADABLE) from error
