"""Opening the source folder: the entrance through which every byte of the sources comes."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.diagnostics import Code, StopBuildError, found
from pipeline.ingest import Folder, natural_key

# Folders that hold no sources, whoever put them there.
_PASSED_OVER = frozenset((".git", ".venv", "venv", "node_modules", "__pycache__", ".github", ".idea", ".vscode"))


def open_folder(path: Path, without: Path | None = None) -> Folder:
    """Give a source folder's files; `without` is a folder inside it to pass over (the outputs').

    Only files that really lie below the folder are given: a link that leads out of it does not exist here.

    Raises:
        StopBuildError: there is no such folder (S102).
    """
    if not path.is_dir():
        raise StopBuildError(found(Code.S102, None, folder=path))
    root = path.resolve()
    passed = without.resolve() if without is not None else None
    files: list[str] = []
    for base, folders, names in os.walk(root):
        here = Path(base)
        folders[:] = sorted(n for n in folders if n not in _PASSED_OVER and (here / n).resolve() != passed)
        for name in names:
            file = here / name
            if file.resolve().is_relative_to(root) and file.is_file():
                files.append(file.relative_to(root).as_posix())
    ordered = tuple(sorted(files, key=lambda file: (natural_key(file), file)))

    def read(file: str) -> bytes:
        target = (root / file).resolve()
        if not target.is_relative_to(root):
            raise FileNotFoundError(file)
        return target.read_bytes()

    return Folder(root.name, ordered, read)
