"""Writing the outputs, all or none: in a folder beside the former ones, then moved when all of them are whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pipeline.build.manifest import MANIFEST, folders_of, stale, take_away
from pipeline.diagnostics import Code, StopBuildError, found

_WAITING = ".handbook-"


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder (made when missing). An error or an interrupt leaves the former files whole.

    Where they bring the list of a folder (`manifest`), what a former build wrote into it and this one does not goes
    away; the list is written last, so that an interrupt in between leaves this to the next build.

    Raises:
        StopBuildError: the folder can't be written or the disk is full (E101).
    """
    with _beside(folder) as waiting:
        for name, data in files.items():
            _write(waiting / name, data)
        lists = {name for name in files if PurePosixPath(name).name == MANIFEST}
        _move(waiting, folder, files.keys() - lists)
        for inner in folders_of(files):
            own = {name.removeprefix(f"{inner}/") for name in files}
            take_away(folder / inner, stale(folder / inner, own))
        _move(waiting, folder, lists)
    return tuple(folder / name for name in files)


def _move(waiting: Path, folder: Path, names: Iterable[str]) -> None:
    for name in sorted(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (waiting / name).replace(folder / name)


def rewrite_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files that are there already, all made whole beside them first; each keeps its rights, and a link its file.

    Raises:
        StopBuildError: the folder can't be written or the disk is full (E101).
    """
    targets = {name: (folder / name).resolve() for name in files}
    with _beside(folder) as waiting:
        for name, data in files.items():
            _write(waiting / name, data)
            shutil.copymode(targets[name], waiting / name)
        for name, target in targets.items():
            (waiting / name).replace(target)
    return tuple(folder / name for name in files)


def write_file(file: Path, data: bytes) -> None:
    """Write one file (its folder is made when missing), whole or not at all; a link keeps its file.

    Raises:
        OSError: it can't be written.
    """
    target = file.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a device such as the terminal; a folder refuses
        return
    waiting = target.with_name(f"{_WAITING}{os.getpid()}-{target.name}")
    try:
        _write(waiting, data)
        waiting.replace(target)
    finally:
        waiting.unlink(missing_ok=True)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a new folder inside `folder` to make files in; it goes away afterwards, and so does one left by a crash.

    Raises:
        StopBuildError: something can't be written (E101).
    """
    waiting: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for abandoned in folder.glob(f"{_WAITING}*"):
            shutil.rmtree(abandoned, ignore_errors=True)
        waiting = Path(tempfile.mkdtemp(prefix=_WAITING, dir=folder))
        yield waiting
    except OSError as error:
        problem = error.strerror or str(error)
        raise StopBuildError(found(Code.E101, None, folder=folder, problem=problem)) from error
    finally:
        if waiting is not None:
            shutil.rmtree(waiting, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    """Write a whole file, down to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
