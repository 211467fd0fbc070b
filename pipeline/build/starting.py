"""Starting: the files of `templates/new` as a handbook in a new folder, those of `templates/ci` where people work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.build.writing import write_all
from pipeline.diagnostics import Code, StopBuildError, found
from pipeline.emit.look import templates

# For each place where people work: the file of templates/ci, and where it belongs in a repository.
PLACES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "github": ("github.yml", ".github/workflows/handbook.yml"),
        "gitlab": ("gitlab-ci.yml", ".gitlab-ci.yml"),
        "pre-commit": ("pre-commit-config.yaml", ".pre-commit-config.yaml"),
        "vscode": ("vscode-tasks.json", ".vscode/tasks.json"),
    }
)


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


def settle(place: str, folder: Path) -> Path:
    """Write the file of one of `PLACES` into a repository, and give it.

    Raises:
        StopBuildError: it is there already (E146), or can't be written (E101).
    """
    name, target = PLACES[place]
    pattern = templates() / "ci" / name
    if (folder / target).exists() or (folder / target).is_symlink():
        raise StopBuildError(found(Code.E146, None, file=folder / target, pattern=pattern))
    (written,) = write_all(folder, {target: pattern.read_bytes()})
    return written
