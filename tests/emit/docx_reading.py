"""Reading a Word file's parts by lxml alone, for tests: nothing here shares code with what wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}


def parts(data: bytes) -> dict[str, bytes]:
    """Give the members of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(data: bytes, name: str) -> Element:
    """Give a part's root by its name below `word/`."""
    return etree.fromstring(parts(data)[f"word/{name}"])


def q(name: str) -> str:
    """Give a prefixed name as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def every(root: Element, name: str) -> list[Element]:
    """Give all elements of a name below a root, in order."""
    return list(root.iter(q(name)))


def value(element: Element | None, name: str = "w:val") -> str:
    """Give an attribute, "" where there is no element or none of that name."""
    return "" if element is None else str(element.get(q(name), ""))


def inside(element: Element, path: str) -> Element | None:
    """Give the first element at a path of prefixed names."""
    return element.find("/".join(q(step) for step in path.split("/")))


def style(paragraph: Element) -> str:
    """Give the id of a paragraph's style."""
    return value(inside(paragraph, "w:pPr/w:pStyle"))


def said(element: Element) -> str:
    """Give the words of an element, tabs as tabs."""
    signs = {q("w:tab"): "\t", q("w:br"): "\n"}
    return "".join(signs.get(str(node.tag)) or node.text or "" for node in element.iter(q("w:t"), *signs))


def sections(data: bytes) -> Iterator[Element]:
    """Give the properties of each section, in order."""
    yield from part(data, "document.xml").iter(q("w:sectPr"))
