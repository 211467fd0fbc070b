"""The source folder, read at the entrance: its list of files, and their bytes on demand, never from outside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

TEXTS = (".md", ".markdown", ".txt")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


class Folder(NamedTuple):
    """A source folder.

    Attributes:
        name: the folder's own name, for a title when nothing better is known.
        files: every file below it, paths with forward slashes, in natural order.
        read: gives a file's bytes.
        measure: gives a file's size in bytes without reading it, where the folder can.
        stamp: gives what is another when a file's contents are, without reading them; None where that can't be told.
            It raises nothing.
    """

    name: str
    files: tuple[str, ...]
    read: Callable[[str], bytes]
    measure: Callable[[str], int] | None = None
    stamp: Callable[[str], object | None] | None = None

    def size(self, file: str) -> int:
        """Give a file's size in bytes, 0 for one that can't be opened."""
        try:
            return self.measure(file) if self.measure is not None else len(self.read(file))
        except OSError:
            return 0

    def texts(self) -> tuple[str, ...]:
        """Give the files that are read as Markdown, but for GitBook's own folders and lists."""
        return tuple(file for file in self.files if file.lower().endswith(TEXTS))


def natural_key(path: str) -> tuple[tuple[int, int, str], ...]:
    """Order paths as a person does: README first in its folder, numbers by value, accents and case aside."""
    pure = PurePosixPath(path)
    first = pure.stem.lower() in ("readme", "index")
    parts = [*pure.parts[:-1], "" if first else pure.name]
    keys: list[tuple[int, int, str]] = []
    for part in parts:
        bare = unicodedata.normalize("NFKD", part.lower())
        for digits, words in re.findall(r"(\d+)|(\D+)", bare):
            keys.append((0, int(digits), "") if digits else (1, 0, words))
        keys.append((0, -1, ""))
    return tuple(keys)


class Index(NamedTuple):
    """Files by a form of their path in which two spellings of the same name are one: NFC, lower case.

    `find` gives the file that a path means, None where there is none: the one of this very name first.
    """

    exact: frozenset[str]
    folded: Mapping[str, str]
    find: Callable[[str], str | None]


def fold(path: str) -> str:
    """Give the form of a path that comparisons use: GitBook's exports mix NFC and NFD, and letter case."""
    return unicodedata.normalize("NFC", path).casefold()


def index(files: tuple[str, ...]) -> Index:
    """Make the index of a folder's files; of two that fold to the same, the first wins."""
    folded: dict[str, str] = {}
    for file in files:
        folded.setdefault(fold(file), file)
    exact = frozenset(files)

    def find(path: str) -> str | None:
        return path if path in exact else folded.get(fold(path))

    return Index(exact, folded, find)


def resolve(files: Index, base: str, target: str) -> str | None:
    """Find the file that a relative target names, seen from the file `base`.

    Returns:
        The file's path, "" when there is none, None when the target climbs out of the folder or is absolute.
    """
    for written in dict.fromkeys((target, unquote(target))):
        path = _joined(base, written)
        if path is None:
            return None
        hit = files.find(path)
        if hit is not None:
            return hit
    return ""


def _joined(base: str, target: str) -> str | None:
    """Join and reduce; a leading slash means the folder's root (GitBook's own way), `..` may not pass it."""
    if "\\" in target or re.match(r"[A-Za-z]:", target) or "\x00" in target:
        return None
    start: list[str] = [] if target.startswith("/") else list(PurePosixPath(base).parts[:-1])
    for step in target.split("/"):
        if step == "..":
            if not start:
                return None
            start.pop()
        elif step not in ("", "."):
            start.append(step)
    return "/".join(start)
