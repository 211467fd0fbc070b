"""The finished documents of an earlier build, read again to be verified."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.build.verify import FILES
from pipeline.diagnostics import Code, StopBuildError, found


def finished(folder: Path, outputs: Sequence[str]) -> dict[str, bytes]:
    """Give the documents of a folder by the name of their output.

    Raises:
        StopBuildError: one of them is not there, or cannot be opened (E141).
    """
    files: dict[str, bytes] = {}
    missing: list[str] = []
    for output in outputs:
        try:
            files[output] = (folder / FILES[output]).read_bytes()
        except OSError:
            missing.append(FILES[output])
    if missing or not outputs:
        raise StopBuildError(found(Code.E141, None, folder=folder, files=", ".join(missing) or "handbook.*"))
    return files
