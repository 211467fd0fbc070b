"""pandoc: its own document tree as JSON in, a finished file out. The only module that knows pypandoc.

pandoc runs with a folder of its own for data, so that no file of the user's changes an output, and finds pictures
only among those handed over: every name in the tree that is not one of them would be looked up in an empty folder.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pipeline.diagnostics import StopBuildError, found
from pipeline.diagnostics.codes import Code

API_VERSION = [1, 23, 1]
_LONGEST_RUN = 600  # seconds


class Made(NamedTuple):
    """What pandoc made, and what it said about it (`--log`), each as a short sentence of its own."""

    data: bytes
    messages: tuple[str, ...]


def program() -> Path:
    """Give pandoc's program: the one that comes with the package, whatever else is installed.

    PYPANDOC_PANDOC names another one, as in pypandoc itself.

    Raises:
        StopBuildError: there is none (E102).
    """
    import pypandoc

    named = os.environ.get("PYPANDOC_PANDOC")
    bundled = Path(pypandoc.__file__).parent / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
    if named:
        return Path(named)
    if bundled.is_file():
        return bundled
    try:
        return Path(pypandoc.get_pandoc_path())
    except OSError as error:
        problem = str(error).strip().splitlines()[0]
        raise StopBuildError(found(Code.E102, None, output="pandoc", problem=problem)) from error


def convert(
    blocks: Sequence[Mapping[str, Any]],
    to: str,
    output: str,
    pictures: Mapping[str, bytes],
    reference: bytes = b"",
    meta: Mapping[str, Any] | None = None,
    options: Sequence[str] = (),
) -> Made:
    """Make a document from blocks of pandoc's tree.

    Args:
        blocks: the document, as pandoc-types writes it in JSON.
        to: pandoc's name of the format.
        output: the file's name, for messages; its ending is the one pandoc sees.
        pictures: the bytes of each picture by the name that the tree uses (no folder in it).
        reference: the reference document, for formats that take one.
        meta: the document's metadata as pandoc's tree.
        options: more options of pandoc's command line.

    Raises:
        StopBuildError: pandoc is missing or failed (E102).
    """
    tree = {"pandoc-api-version": API_VERSION, "meta": dict(meta or {}), "blocks": list(blocks)}
    with TemporaryDirectory(prefix="handbook-") as name:
        folder = Path(name)
        shelf = folder / "pictures"
        shelf.mkdir()
        for picture, data in pictures.items():
            (shelf / Path(picture).name).write_bytes(data)
        result, log = folder / output, folder / "log.json"
        (folder / "data").mkdir()
        arguments = ["--from=json", f"--to={to}", f"--output={result}", f"--log={log}", "--quiet"]
        arguments += [f"--data-dir={folder / 'data'}", f"--resource-path={shelf}", *options]
        if reference:
            (folder / "reference").write_bytes(reference)
            arguments.append(f"--reference-doc={folder / 'reference'}")
        _run(arguments, output, json.dumps(tree, ensure_ascii=False).encode(), shelf)
        return Made(result.read_bytes(), _messages(log))


@cache
def default_file(name: str) -> bytes:
    """Give one of the files that pandoc itself brings (`--print-default-data-file`), such as `reference.docx`.

    Raises:
        StopBuildError: pandoc is missing or has no such file (E102).
    """
    return _run([f"--print-default-data-file={name}"], name)


def _run(arguments: Sequence[str], output: str, given: bytes = b"", folder: Path | None = None) -> bytes:
    """Run pandoc in a folder of its own and give what it prints."""
    command = [str(program()), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, cwd=folder, timeout=_LONGEST_RUN)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StopBuildError(found(Code.E102, None, output=output, problem=str(error))) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or f"code {done.returncode}"
        raise StopBuildError(found(Code.E102, None, output=output, problem=said.splitlines()[0]))
    return done.stdout


def _messages(log: Path) -> tuple[str, ...]:
    """Give what a log tells, each sentence once; what pandoc does by the way is left out."""
    if not log.is_file():
        return ()
    entries = json.loads(log.read_text(encoding="utf-8") or "[]")
    said = (str(entry.get("pretty") or entry.get("type")) for entry in entries if _matters(entry))
    return tuple(dict.fromkeys(said))


# What pandoc tells of its own doings (Text.Pandoc.Logging): nothing of the document is left out or changed by it.
_DOINGS = frozenset(
    (
        "Extracting",
        "Fetching",
        "FilterCompleted",
        "LoadedResource",
        "RunningFilter",
        "ScriptingInfo",
        "UsingResourceFrom",
    )
)


def _matters(entry: Mapping[str, Any]) -> bool:
    """Tell whether a message may be about something left out or changed: also where pandoc calls it information."""
    return entry.get("verbosity") in ("WARNING", "ERROR") or entry.get("type") not in _DOINGS


def version() -> str:
    """Give pandoc's version, such as "3.9".

    Raises:
        StopBuildError: there is no pandoc, or it does not run (E102).
    """
    return _run(["--version"], "pandoc").decode("utf-8", "replace").split("\n")[0].removeprefix("pandoc ")
