"""Opening the source folder: the entrance through which every byte of the sources comes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.ingest import Folder, natural_key

# Folders that hold no sources, whoever put them there.
PASSED_OVER = frozenset((".git", ".venv", "venv", "node_modules", "__pycache__", ".github", ".idea", ".vscode"))


# What is known of the sources, in their folder, and is none of them.
BASELINE_FILE = ".handbook-baseline.json"

_FRESH = 3_000_000_000  # nanoseconds: a clock of two seconds, and one more

# What a build leaves in its folder, the to-do report alone, and the report of a review: such a folder holds no
# sources, wherever it stands.
_OURS = frozenset(("todo.json", "todo.md", "todo.csv", "todo.html"))
_REVIEW = frozenset(("review.json", "review.md", "review.html"))
_DOCUMENTS = frozenset(
    (
        *("handbook.docx", "handbook.odt", "handbook.pdf", "handbook.html", "model.json"),
        *("hygiene.md", "hygiene.json", "todo.xlsx", "todo.svg"),
    )
)


def holds_outputs(names: Iterable[str]) -> bool:
    """Tell whether a folder with files of these names is one of outputs."""
    held = frozenset(names)
    return held >= _OURS or held >= _REVIEW


def without_outputs(names: Iterable[str]) -> list[str]:
    """Give the files of a folder of sources into which outputs were written too."""
    return [name for name in names if name not in _OURS | _REVIEW | _DOCUMENTS]


def real_path(path: Path) -> Path:
    """Give a path without links; one that leads in a circle stays as it is (where `Path.resolve` raises an error)."""
    return Path(os.path.realpath(path))


def name_of(path: PurePath) -> str:
    """Give a path as the model can hold it: bytes of a name that are no UTF-8 are written in escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _walked(root: Path, passed: Path | None, report: Report) -> Iterator[Path]:
    """Give the files that lie below a folder, those of outputs and of the folder `passed` aside."""

    def refused(error: OSError) -> None:
        folder = name_of(Path(error.filename).relative_to(root)) if error.filename else root
        report(found(Code.S108, None, folder=folder, problem=error.strerror or error))

    for base, folders, names in os.walk(root, onerror=refused):
        here = Path(base)
        if holds_outputs(names):
            if here != root:
                folders.clear()
                continue
            names = without_outputs(names)
        kept = (n for n in folders if n not in PASSED_OVER)
        folders[:] = sorted(n for n in kept if passed is None or real_path(here / n) != passed)
        for name in names:
            file = here / name
            # No link is followed on the way here: only one that stands for the file itself can lead out.
            inside = not file.is_symlink() or real_path(file).is_relative_to(root)
            if name != BASELINE_FILE and inside and file.is_file():
                yield file


def open_folder(path: Path, report: Report, without: Path | None = None) -> Folder:
    """Give a source folder's files; `without` is a folder inside it to pass over (the outputs').

    Only files that really lie below the folder are given: a link that leads out of it does not exist here. Folders of
    outputs are passed over; a folder that can't be opened is reported (S108).

    Raises:
        StopBuildError: there is no such folder (S102), or it is a file (S232).
    """
    if path.is_file():
        raise StopBuildError(found(Code.S232, None, file=path, folder=path.parent))
    if not path.is_dir():
        raise StopBuildError(found(Code.S102, None, folder=path))
    root = path.resolve()
    passed = real_path(without) if without is not None else None
    files = {name_of(file.relative_to(root)): file for file in _walked(root, passed, report)}
    ordered = tuple(sorted(files, key=lambda file: (natural_key(file), file)))

    def target(file: str) -> Path:
        real = real_path(files.get(file, root / file))
        if not real.is_relative_to(root):
            raise FileNotFoundError(file)
        return real

    def read(file: str) -> bytes:
        return target(file).read_bytes()

    def measure(file: str) -> int:
        return target(file).stat().st_size

    def stamp(file: str) -> object | None:
        return _stamp(files.get(file, root / file))

    return Folder(name_of(PurePath(root.name)), ordered, read, measure, stamp)


def _stamp(path: Path) -> object | None:
    """Give what the system says of a file, which is another when its contents are.

    None for one that was written just now: it may be written again before the file system's clock ticks (two seconds on
    FAT). One that can't be asked about has the reason for a stamp.
    """
    try:
        told = path.stat()
    except OSError as error:
        return error.strerror or str(error)
    if max(told.st_mtime_ns, told.st_ctime_ns) > time.time_ns() - _FRESH:
        return None
    return told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino, told.st_dev
