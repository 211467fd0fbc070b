"""Starting a handbook: the files of `templates/new`, copied into a new folder."""

from __future__ import annotations

from pathlib import Path

from pipeline.build.writing import write_all
from pipeline.diagnostics import Code, StopBuildError, found
from pipeline.emit.look import templates


def start(folder: Path) -> tuple[Path, ...]:
    """Write a small handbook into a folder that is new or empty, and give its files.

    Raises:
        StopBuildError: the folder holds files already (S180), or can't be written (E101).
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StopBuildError(found(Code.S180, None, folder=folder))
    pattern = templates() / "new"
    paths = sorted(path for path in pattern.rglob("*") if path.is_file())
    return write_all(folder, {path.relative_to(pattern).as_posix(): path.read_bytes() for path in paths})
