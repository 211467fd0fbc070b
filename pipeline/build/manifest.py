"""What a build wrote into a folder of many files, so that the next one takes away what it does not make again.

The list stands in the folder itself, in the form that the program `sha256sum` reads. A file is only taken away when the
list names it and it still holds the bytes of then: what somebody else put there stays.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

MANIFEST = ".handbook-files"
_ROW = re.compile(r"([0-9a-f]{64})  (\S.*)")


def listed(folder: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Give the list of the files below a folder, by its own name; nothing where there are none."""
    inside = {name.removeprefix(f"{folder}/"): data for name, data in files.items() if name.startswith(f"{folder}/")}
    rows = (f"{sha256(inside[name]).hexdigest()}  {name}\n" for name in sorted(inside))
    return {f"{folder}/{MANIFEST}": "".join(rows).encode()} if inside else {}


def folders_of(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Give the folders of which files to be written are the lists."""
    return tuple(str(PurePosixPath(name).parent) for name in files if PurePosixPath(name).name == MANIFEST)


def stale(folder: Path, names: Container[str]) -> tuple[Path, ...]:
    """Give the files that the former list of a folder names, that are as it says, and that are not written again.

    `names` are the paths of those to be written, from `folder`. A damaged or foreign list names nothing: no path
    leads out of the folder, or through a link.
    """
    try:
        former = (folder / MANIFEST).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(_as_written(folder, former, names))


def _as_written(folder: Path, former: str, names: Container[str]) -> Iterator[Path]:
    root = folder.resolve()
    for row in former.split("\n"):
        match = _ROW.fullmatch(row)
        if match is None or match.group(2) in names:
            continue
        path = root / match.group(2)
        if _is_inside(path, root) and sha256(path.read_bytes()).hexdigest() == match.group(1):
            yield path


def _is_inside(path: Path, root: Path) -> bool:
    """Tell whether a path is that of a file which really stands below a folder."""
    try:
        return path.resolve() == path and path.is_relative_to(root) and path.is_file()
    except (OSError, ValueError):  # ValueError: a null character in a name
        return False


def take_away(folder: Path, gone: tuple[Path, ...]) -> None:
    """Take files away, and the folders below `folder` that are then empty.

    Raises:
        OSError: a file can't be taken away.
    """
    root = folder.resolve()
    for path in gone:
        path.unlink(missing_ok=True)
        for above in path.parents:
            if above == root or not above.is_relative_to(root) or any(above.iterdir()):
                break
            above.rmdir()
