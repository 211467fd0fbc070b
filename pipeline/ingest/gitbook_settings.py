"""`.gitbook.yaml`: where a book's pages and list are, and where pages that moved went.

GitBook's documentation, "Content configuration": `root`, `structure.readme`, `structure.summary` and `redirects`; all
paths but `root` are relative to it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.config import YamlProblem, YamlValue, read_yaml
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import folder
from pipeline.ingest.folder import Folder, Index
from pipeline.messages import mark as _
from pipeline.model import Address
from pipeline.source import Span

FILES = (".gitbook.yaml", ".gitbook.yml", "docs.yaml")


class GitBook(NamedTuple):
    """What the settings say, paths from the source folder.

    Attributes:
        root: the folder of the pages, "" for the source folder.
        readme: the first page, which may be missing.
        summary: the list, which may be missing.
        redirects: for a file of the book, the paths that it had before.
    """

    root: str = ""
    readme: str = "README.md"
    summary: str = "SUMMARY.md"
    redirects: Mapping[str, tuple[Address, ...]] = {}


def gitbook_settings(source: Folder, files: Index, report: Report) -> GitBook:
    """Read the settings; what cannot be followed is told (S137) and left aside."""
    usual = GitBook(readme=_usual(files, "", "README.md"), summary=_usual(files, "", "SUMMARY.md"))
    name = next((one for one in FILES if one in files.exact), None)
    if name is None:
        return usual
    value = read_yaml(source.read(name).decode("utf-8-sig", "replace"))
    if isinstance(value, YamlProblem):
        row, column = value.at
        place = Span(name, row + 1, column + 1, row + 1, column + 1)
        report(found(Code.S137, place, file=name, problem=value.problem))
        return usual
    if value is None or value.sort != "mapping":
        return usual
    return _Reader(name, files, report).read(value)


class _Reader(NamedTuple):
    """The settings file being read."""

    name: str
    files: Index
    report: Report

    def read(self, value: YamlValue) -> GitBook:
        written = value.get("root")
        root = _clean(written.text()) if written is not None else ""
        if root and not any(file.startswith(root + "/") for file in self.files.exact):
            assert written is not None  # noqa: S101  (a root that is not empty was written)
            self.tell(written)
            root = ""
        structure = value.get("structure")
        readme = self.file(root, structure, "readme", "README.md")
        summary = self.file(root, structure, "summary", "SUMMARY.md")
        return GitBook(root, readme, summary, self.redirects(root, value.get("redirects")))

    def file(self, root: str, structure: YamlValue | None, key: str, usual: str) -> str:
        """Give a file of the structure; one that is named and not there is told, and the usual one is taken."""
        value = structure.get(key) if structure is not None else None
        if value is not None and value.text().strip():
            path = folder.resolve(self.files, _base(root), value.text().strip().lstrip("/"))
            if path:
                return path
            self.tell(value)
        return _usual(self.files, root, usual)

    def redirects(self, root: str, value: YamlValue | None) -> Mapping[str, tuple[Address, ...]]:
        """Give the former paths of each file; each stands from the source folder and from the root."""
        moved: dict[str, tuple[Address, ...]] = {}
        for key, target in value.entries if value is not None else ():
            path = target.text().strip().partition("#")[0].lstrip("/")
            hit = page_file(self.files, _base(root), path) if path else ""
            if not hit:
                self.tell(target)
                continue
            old = key.text().strip().strip("/")
            paths = dict.fromkeys((f"/{old}", f"/{root}/{old}" if root else f"/{old}"))
            moved[hit] = (*moved.get(hit, ()), *(Address(one, self.place(key)) for one in paths))
        return moved

    def tell(self, value: YamlValue) -> None:
        self.report(found(Code.S137, self.place(value), file=value.text() or self.name, problem=_("it is not there")))

    def place(self, value: YamlValue) -> Span:
        """Give the place of a value in the settings file."""
        (row, column), (end_row, end_column) = value.start, value.end
        return Span(self.name, row + 1, column + 1, end_row + 1, end_column + 1)


def _base(root: str) -> str:
    """Give a file's path from which targets start in the root."""
    return f"{root}/README.md" if root else ""


def _usual(files: Index, root: str, name: str) -> str:
    """Give a file of the root by its usual name, in the letter case that it has on disk."""
    path = f"{root}/{name}" if root else name
    return files.folded.get(folder.fold(path), path)


def _clean(path: str) -> str:
    """Give a folder's path without `./` and slashes at its ends; "" where it leaves the source folder."""
    clean = posixpath.normpath(path.strip().strip("/") or ".")
    return "" if clean == "." or clean.startswith("..") else clean


def page_file(files: Index, base: str, path: str) -> str:
    """Give the file that a path names, also without its ending, or by its folder; "" where there is none."""
    for ending in ("", ".md", ".markdown", "/README.md", "/index.md"):
        hit = folder.resolve(files, base, path + ending)
        if hit:
            return hit
    return ""
