"""GitBook's variables: a space's own (`.gitbook/vars.yaml`) and a page's (`vars:` in its front matter).

Their names are those of GitBook's expressions: `space.vars.name`, `page.vars.name`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from pipeline.config import YamlProblem, YamlValue, read_yaml
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest.folder import Folder, Index
from pipeline.source import Span

_FILE = ".gitbook/vars.yaml"


def variables(source: Folder, files: Index, page: str, matter: YamlValue | None, report: Report) -> Mapping[str, str]:
    """Give the variables that a page may use, by name; those of the nearest space around it."""
    found_file = _space_file(files, page)
    space = _read(source.read(found_file)) if found_file else None
    if isinstance(space, YamlProblem):
        row, column = space.at
        place = Span(found_file, row + 1, column + 1, row + 1, column + 1)
        report(found(Code.S206, place, file=found_file, problem=space.problem))
        space = None
    own = matter.get("vars") if matter is not None else None
    if space is None and own is None:
        return {}
    return {**dict(_named(space, "space.vars")), **dict(_named(own, "page.vars"))}


def _space_file(files: Index, page: str) -> str:
    """Give the nearest list of variables at or above a page's folder, "" for none."""
    for parent in PurePosixPath(page).parents:
        name = files.find(f"{parent}/{_FILE}".removeprefix("./"))
        if name is not None:
            return name
    return ""


@lru_cache(maxsize=8)
def _read(data: bytes) -> YamlValue | YamlProblem | None:
    return read_yaml(data.decode("utf-8-sig", "replace"))


def _named(values: YamlValue | None, prefix: str) -> Iterator[tuple[str, str]]:
    """Give every scalar by its whole name."""
    for key, value in values.entries if values is not None else ():
        name = f"{prefix}.{key.text()}"
        if value.sort == "scalar":
            yield name, value.text()
        else:
            yield from _named(value, name)
