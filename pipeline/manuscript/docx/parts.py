"""The parts of a Word file and the ways between them (ISO/IEC 29500-2, 6.5)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline.manuscript.docx.names import transitional
from pipeline.manuscript.package import Package
from pipeline.manuscript.xml import Element

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN: Final = "word/document.xml"
# Where Word puts them, for files whose relations say nothing.
_USUAL: Final = ("styles", "footnotes", "endnotes", "comments", "commentsExtended")


class Parts(NamedTuple):
    """A package, the name of its main part, and the names of the parts beside it by the sort of their relation."""

    package: Package
    main: str
    beside: dict[str, str]

    def root(self, sort: str) -> Element | None:
        """Give the root element of a part beside the main one, in the transitional form; None where there is none."""
        return part(self.package, self.beside.get(sort, ""))


def parts_of(package: Package) -> Parts:
    """Find the parts of a Word file."""
    main = next((name for sort, name in _relations(package, "") if sort == "officeDocument"), _MAIN)
    folder = posixpath.dirname(main)
    beside = {sort: posixpath.join(folder, f"{sort}.xml") for sort in _USUAL}
    return Parts(package, main, beside | dict(_relations(package, main)))


def part(package: Package, name: str) -> Element | None:
    """Give the root element of a part, in the transitional form; None where there is no such part."""
    root = package.root(name)
    return None if root is None else transitional(root)


def _relations(package: Package, name: str) -> Iterator[tuple[str, str]]:
    """Give the sort and the part of each relation of a part, "" for the package, that leads to a part there is."""
    folder, file = posixpath.split(name)
    root = package.root(posixpath.join(folder, "_rels", f"{file}.rels"))
    for one in root.iter(_RELATION) if root is not None else ():
        target = posixpath.normpath(posixpath.join("/", folder, str(one.get("Target", "")))).lstrip("/")
        if one.get("TargetMode") != "External" and target in package:
            yield str(one.get("Type", "")).rpartition("/")[2], target
