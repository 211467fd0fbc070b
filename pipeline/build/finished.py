"""The finished documents of an earlier build, read again to be verified."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.build.verify import FILES, Finished
from pipeline.diagnostics import Code, StopBuildError, found


def finished(folder: Path, outputs: Sequence[str]) -> dict[str, Finished]:
    """Give the documents of a folder by the name of their output.

    Raises:
        StopBuildError: one of them is not there, or cannot be opened (E141).
    """
    files: dict[str, Finished] = {}
    missing: list[str] = []
    for output in outputs:
        try:
            files[output] = _read(folder / FILES[output], is_folder=FILES[output].endswith("/"))
        except OSError:
            missing.append(FILES[output])
    if missing or not outputs:
        raise StopBuildError(found(Code.E141, None, folder=folder, files=", ".join(missing) or "handbook.*"))
    return files


def _read(path: Path, *, is_folder: bool) -> Finished:
    """Give the bytes of a file, or of all files below a folder by their paths in it; none of them is an error."""
    if not is_folder:
        return path.read_bytes()
    inside = sorted(one for one in path.rglob("*") if one.is_file())
    if not inside:
        raise FileNotFoundError(path)
    return {one.relative_to(path).as_posix(): one.read_bytes() for one in inside}
