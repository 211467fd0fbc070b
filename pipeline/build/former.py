"""A former state of the source folder, read from git's objects as if it stood on disk: nothing is written anywhere.

The same files are given as `reading.open_folder` would give of that state: a link that leads out of the folder does not
exist, folders of outputs and of tools are passed over. A path is only a name here: no file of that name is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from hashlib import sha1, sha256
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.build.git import MOST, TOO_LARGE, UNREADABLE, Checkout, GitError, ask
from pipeline.build.reading import PASSED_OVER, holds_outputs, without_outputs
from pipeline.ingest import Folder, natural_key

# What is read of a state: these at once, in one question, the others when they are asked for.
_READ = (".md", ".markdown", ".txt", ".yml", ".yaml", ".xml")
_MOST_FILES = 20_000
_LONGEST_LINK = 4_096
_MOST_LINKS = 40  # as many as Linux follows before it gives up (path_resolution(7))
_LINK, _FILES = "120000", ("100644", "100755", "100664")


class Blob(NamedTuple):
    """A file in a tree: the name of its contents, its mode, and how many bytes they are."""

    name: str
    mode: str
    size: int


def entries(history: Checkout, tree: str) -> dict[str, Blob]:
    """Give every file below a tree, by its path from there; submodules are none.

    Raises:
        GitError: the tree is damaged, or has more files than are read.
    """
    told = ask(history, "ls-tree", "-r", "-l", "-z", "--full-tree", tree)
    found: dict[str, Blob] = {}
    for row in told.split(b"\0")[:-1]:
        facts, _tab, path = row.partition(b"\t")
        mode, sort, name, size = facts.decode("ascii", "replace").split()
        steps = path.decode("utf-8", "surrogateescape").split("/")
        if sort == "blob" and size.isdigit() and not any(step in ("", ".", "..") for step in steps):
            found["/".join(steps)] = Blob(name, mode, int(size))
    if len(found) > _MOST_FILES:
        raise GitError(TOO_LARGE)
    return found


def former_folder(history: Checkout, tree: str, name: str, known: dict[str, bytes]) -> Folder:
    """Give the source folder as it was; `known` holds contents by name, and afterwards those of this state only.

    Raises:
        GitError: something of it is missing, damaged or too large.
    """
    listed = entries(history, tree)
    links = {path: blob.name for path, blob in listed.items() if blob.mode == _LINK and blob.size <= _LONGEST_LINK}
    targets = _contents(history, set(links.values()), listed.values())
    leads = {path: targets[blob].decode("utf-8", "surrogateescape") for path, blob in links.items()}
    files: dict[str, Blob] = {}
    for path in _sources(listed):
        landing = _landing(path, leads)
        blob = listed.get(landing) if landing is not None else None
        if blob is not None and blob.mode in _FILES:
            files[path] = blob
    _provide(history, files, known)

    def read(file: str) -> bytes:
        blob = files.get(file)
        if blob is None:
            raise FileNotFoundError(file)
        if blob.name not in known:
            known.update(_contents(history, {blob.name}, (blob,)))
        return known[blob.name]

    def measure(file: str) -> int:
        if file not in files:
            raise FileNotFoundError(file)
        return files[file].size

    ordered = tuple(sorted(files, key=lambda file: (natural_key(file), file)))
    return Folder(name, ordered, read, measure)


def is_as_recorded(folder: Folder, history: Checkout) -> bool:
    """Tell whether the texts of a folder on disk are those that are recorded, line endings aside (gitattributes: text).

    Raises:
        GitError: what is recorded can't be read.
    """
    listed = entries(history, f"{history.head}:{history.below}")
    recorded = {path: listed[path] for path in _sources(listed) if path.lower().endswith(_READ)}
    texts = {file for file in folder.files if file.lower().endswith(_READ)}
    if not recorded.keys() >= texts or _lacks(recorded, texts):
        return False
    try:
        return all(recorded[file].mode == _LINK or recorded[file].name in _names(folder.read(file)) for file in texts)
    except OSError:
        return False


def _lacks(recorded: Mapping[str, Blob], texts: Set[str]) -> bool:
    """Tell whether a recorded text is not there; a link that leads nowhere never is."""
    return any(blob.mode != _LINK for path, blob in recorded.items() if path not in texts)


def _names(data: bytes) -> set[str]:
    """Give the names that git may have for a file's contents: in its two ways of naming, and of ending lines."""
    names: set[str] = set()
    for form in (data, data.replace(b"\r\n", b"\n")):
        whole = b"blob %d\0" % len(form) + form
        names |= {sha1(whole, usedforsecurity=False).hexdigest(), sha256(whole).hexdigest()}
    return names


def _sources(paths: Iterable[str]) -> list[str]:
    """Give the paths of sources: neither in a tool's folder nor outputs."""
    names: dict[str, list[str]] = {}
    for path in paths:
        base, _slash, name = path.rpartition("/")
        names.setdefault(base, []).append(name)
    outputs = {base for base, own in names.items() if base and holds_outputs(own)}
    if holds_outputs(names.get("", ())):
        names[""] = without_outputs(names[""])
    kept: list[str] = []
    for base, own in names.items():
        above = [base, *map(str, PurePosixPath(base).parents)]
        if not PASSED_OVER.intersection(base.split("/")) and not outputs.intersection(above):
            kept.extend(f"{base}/{name}" if base else name for name in own)
    return kept


def _landing(path: str, leads: Mapping[str, str]) -> str | None:
    """Follow a path through the links of a tree; None where it leads out of it, or in a circle."""
    done: list[str] = []
    left = path.split("/")[::-1]
    followed = 0
    while left:
        step = left.pop()
        if step == "..":
            if not done:
                return None
            done.pop()
        elif step not in ("", "."):
            done.append(step)
            target = leads.get("/".join(done))
            if target is not None:
                followed += 1
                if followed > _MOST_LINKS or target.startswith("/"):
                    return None
                done.pop()
                left.extend(target.split("/")[::-1])
    return "/".join(done)


def _provide(history: Checkout, files: Mapping[str, Blob], known: dict[str, bytes]) -> None:
    """Read at once the contents of a state's texts that are not known yet; forget those of other states."""
    texts = {blob.name: blob for path, blob in files.items() if path.lower().endswith(_READ)}
    for name in known.keys() - texts.keys():
        del known[name]
    known.update(_contents(history, texts.keys() - known.keys(), texts.values()))


def _contents(history: Checkout, names: set[str], sized: Iterable[Blob]) -> dict[str, bytes]:
    """Give contents by their names, in one question (git-cat-file, batch output).

    Raises:
        GitError: one is missing or damaged, or they are too large together.
    """
    if not names:
        return {}
    sizes = {blob.name: blob.size for blob in sized if blob.name in names}
    if sum(sizes.values()) > MOST // 2:
        raise GitError(TOO_LARGE)
    told = ask(history, "cat-file", "--batch", given="".join(f"{name}\n" for name in sorted(names)).encode())
    found: dict[str, bytes] = {}
    at = 0
    for name in sorted(names):
        head = f"{name} blob {sizes[name]}\n".encode()
        end = at + len(head) + sizes[name]
        if told[at : at + len(head)] != head or told[end : end + 1] != b"\n":
            raise GitError(UNREADABLE)
        found[name] = told[at + len(head) : end]
        at = end + 1
    return found
