"""The finished Word file: its parts, what they point to, its styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple
from zipfile import ZipFile

from pipeline.emit.odt.xml import Element, child, get, q, read, value

DOCUMENT = "word/document.xml"


class WordStyle(NamedTuple):
    """A named style, with its properties of paragraphs and of characters; `parent` and `next` are identifiers or ""."""

    identifier: str
    name: str
    sort: str
    parent: str
    next: str
    element: Element
    paragraph: Element | None
    text: Element | None


class Word(NamedTuple):
    """A Word file: bytes by name, trees by name, targets by part and identifier, styles by identifier."""

    parts: Mapping[str, bytes]
    trees: Mapping[str, Element]
    targets: Mapping[str, Mapping[str, str]]
    styles: Mapping[str, WordStyle]

    def tree(self, name: str) -> Element | None:
        """Give the tree of a part, None where there is no such part."""
        return self.trees.get(name)

    def chain(self, identifier: str) -> Iterator[WordStyle]:
        """Give a style and those it is based on, itself first."""
        seen: set[str] = set()
        while identifier in self.styles and identifier not in seen:
            seen.add(identifier)
            style = self.styles[identifier]
            yield style
            identifier = style.parent


def opened(data: bytes) -> Word:
    """Read a Word file of our own making."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    trees = {name: read(parts[name]) for name in parts if name.endswith(".xml") and not name.startswith("customXml/")}
    targets = {_owner(name): _targets(name, read(parts[name])) for name in parts if name.endswith(".rels")}
    return Word(parts, trees, targets, _styles(trees["word/styles.xml"]))


def _owner(name: str) -> str:
    return join(dirname(dirname(name)), basename(name).removesuffix(".rels"))


def _targets(name: str, root: Element) -> dict[str, str]:
    """Give the targets of relations: a part's whole name, or an address as it is."""
    folder = dirname(dirname(name))
    found = {}
    for one in root:
        target = get(one, "Target")
        is_outside = get(one, "TargetMode") == "External"
        found[get(one, "Id")] = target if is_outside else normpath(join(folder, target)).lstrip("/")
    return found


def _styles(root: Element) -> dict[str, WordStyle]:
    styles = {}
    for one in root.findall(q("w:style")):
        identifier = get(one, "w:styleId")
        styles[identifier] = WordStyle(
            identifier,
            value(one, "w:name"),
            get(one, "w:type"),
            value(one, "w:basedOn"),
            value(one, "w:next"),
            one,
            child(one, "w:pPr"),
            child(one, "w:rPr"),
        )
    return styles
