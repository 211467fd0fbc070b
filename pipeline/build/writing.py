"""Writing the outputs, all or none: files are written beside the former ones and renamed when all of them are whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.diagnostics import Code, StopBuildError, found


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder (made when missing). An error or an interrupt leaves the former files whole.

    Raises:
        StopBuildError: the folder can't be written or the disk is full (E101).
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((_write_beside(target, data), target))
        for beside, target in waiting:
            beside.replace(target)
    except OSError as error:
        problem = error.strerror or str(error)
        raise StopBuildError(found(Code.E101, None, folder=folder, problem=problem)) from error
    finally:
        for beside, _target in waiting:
            beside.unlink(missing_ok=True)
    return tuple(target for _beside, target in waiting)


def _write_beside(target: Path, data: bytes) -> Path:
    """Write a whole file next to its target and give its path; nothing is left of it when that fails."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(0o644)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside
