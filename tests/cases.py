"""Case files: Markdown that reads as a specification.

A file holds cases. Each begins with a `## ` heading, holds one fenced block per source file (its info string is the
file's path, `page.md` where there is none), and a last one, marked `expected`, with what must come out. A run with
`--update` rewrites the expected blocks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.ingest.folder import Folder, natural_key


class Case(NamedTuple):
    """One case: where it stands, its sources by path, what is expected, and the lines that say so."""

    file: Path
    title: str
    sources: Mapping[str, str]
    expected: str
    lines: tuple[int, int]


def read_cases(folder: Path) -> list[Case]:
    """Give every case of a folder's files."""
    return [case for file in sorted(folder.glob("*.md")) for case in _cases(file)]


def _cases(file: Path) -> list[Case]:
    found: list[Case] = []
    title, name = "", ""
    sources: dict[str, str] = {}
    fence, begin = "", 0
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for number, line in enumerate(lines):
        opening = re.match(r"(~{3,})(.*)$", line)
        if not fence and line.startswith("## "):
            title, sources = line[3:].strip(), {}
        elif not fence and opening:
            fence, name, begin = opening.group(1), opening.group(2).strip() or "page.md", number + 1
        elif fence and line.rstrip() == fence:
            fence, text = "", "".join(lines[begin:number])
            if name == "expected":
                found.append(Case(file, title, dict(sources), text, (begin, number)))
            else:
                sources[_escapes(name)] = _escapes(text)
    return found


def _escapes(text: str) -> str:
    r"""Undo `\u{XXXX}`, so that invisible characters can be seen in a case file."""
    return re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda match: chr(int(match.group(1), 16)), text)


def folder_of(sources: Mapping[str, str | bytes]) -> Folder:
    """Give a source folder that holds these files."""
    data = {name: text.encode() if isinstance(text, str) else text for name, text in sources.items()}

    def read(name: str) -> bytes:
        if name not in data:
            raise FileNotFoundError(name)
        return data[name]

    return Folder("guide", tuple(sorted(data, key=natural_key)), read)


def check(case: Case, result: str, update: bool) -> None:
    """Compare what came out with what is expected; with `update`, write it down instead."""
    if update and result != case.expected:
        _rewrite(case, result)
    else:
        assert result == case.expected, f"{case.file.name}: {case.title}"


def _rewrite(case: Case, result: str) -> None:
    """Put the result in the place of the expected lines, found again because others may have changed before them."""
    now = next(one for one in _cases(case.file) if one.title == case.title)
    lines = case.file.read_text(encoding="utf-8").splitlines(keepends=True)
    start, end = now.lines
    case.file.write_text("".join([*lines[:start], result, *lines[end:]]), encoding="utf-8")
