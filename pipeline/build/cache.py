"""What earlier runs worked out, kept on disk: a value for a key, in the user's own cache folder.

Keys are the content that a value was made from, so nothing kept is ever out of date; it is only no longer asked for.
The folder may vanish, be full, be read-only or be damaged at any time: then it is as if it were empty. Values are
data, to be decoded strictly by whoever asks; they are never code.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

# All that is kept takes no more bytes than this; a single value no more than that.
MOST = 256_000_000
MOST_OF_ONE = 16_000_000
_DIGEST = sha256().digest_size
_NAMESPACE = re.compile(r"[a-z]+")


class Cache(NamedTuple):
    """A folder of values; without one, nothing is found and nothing is kept."""

    folder: Path | None
    most: int = MOST


def own_cache() -> Cache:
    """Give the cache of the user who runs this: in XDG_CACHE_HOME, else ~/.cache (XDG Base Directory Specification)."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return Cache(named / "handbook")
    try:
        return Cache(Path.home() / ".cache" / "handbook")
    except RuntimeError:  # a user without a home
        return Cache(None)


def _place(folder: Path, namespace: str, key: bytes) -> Path:
    if not _NAMESPACE.fullmatch(namespace):
        raise ValueError(namespace)
    name = sha256(key).hexdigest()
    return folder / namespace / name[:2] / name


def kept(cache: Cache, namespace: str, key: bytes) -> bytes | None:
    """Give the value of a key, None where none is kept or where it is damaged."""
    if cache.folder is None:
        return None
    place = _place(cache.folder, namespace, key)
    try:
        data = place.read_bytes()
        os.utime(place)  # what is asked for goes last when room is made
    except OSError:
        return None
    digest, value = data[:_DIGEST], data[_DIGEST:]
    return value if sha256(key + value).digest() == digest else None


def keep(cache: Cache, namespace: str, values: Mapping[bytes, bytes]) -> None:
    """Keep values by their keys; where that is not possible, nothing happens. Room is made for them at the end."""
    folder = cache.folder
    if folder is None or not values:
        return
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for key, value in values.items():
            if len(value) <= MOST_OF_ONE:
                _write(_place(folder, namespace, key), sha256(key + value).digest() + value)
    with suppress(OSError):
        _make_room(folder, cache.most)


def _write(place: Path, data: bytes) -> None:
    """Write a whole file or none: others may be reading and writing the same one."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, waiting = tempfile.mkstemp(prefix=".", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(waiting).replace(place)
    except BaseException:
        Path(waiting).unlink(missing_ok=True)
        raise


def _make_room(folder: Path, most: int) -> None:
    """Take away what was not asked for the longest, down to three quarters of what is allowed."""
    found: list[tuple[float, int, Path]] = []
    for base, _folders, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                told = (Path(base) / name).lstat()
                found.append((told.st_mtime, told.st_size, Path(base) / name))
    size = sum(one[1] for one in found)
    if size <= most:
        return
    for _when, its_size, place in sorted(found):
        if size <= most * 3 // 4:
            return
        place.unlink(missing_ok=True)
        size -= its_size
