"""Reading an OpenDocument file's parts by lxml alone, for tests: nothing here shares code with what wrote it."""

from __future__ import annotations

import io
import zipfile
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    **{name: f"{_OASIS}{name}:1.0" for name in ("office", "style", "text", "table", "meta", "config", "manifest")},
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "math": "http://www.w3.org/1998/Math/MathML",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}


def members(data: bytes) -> dict[str, bytes]:
    """Give the members of a package by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(data: bytes, name: str) -> Element:
    """Give the root of a part."""
    return etree.fromstring(members(data)[name])


def q(name: str) -> str:
    """Give a prefixed name as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def every(root: Element, *names: str) -> list[Element]:
    """Give all elements of some names below a root, in order."""
    return list(root.iter(*(q(name) for name in names)))


def value(element: Element, name: str) -> str:
    """Give an attribute, "" where there is none of that name."""
    return str(element.get(q(name), ""))


def said(element: Element) -> str:
    """Give the words of an element, those of comments apart."""
    if element.tag == q("office:annotation"):
        return element.tail or ""
    if element.tag in (q("text:s"), q("text:tab"), q("text:line-break")):
        return " " + (element.tail or "")
    return (element.text or "") + "".join(said(one) for one in element) + (element.tail or "")


def style(data: bytes, name: str) -> Element:
    """Give a style by its name.

    Raises:
        StopIteration: there is none of that name.
    """
    roots = (part(data, "styles.xml"), part(data, "content.xml"))
    return next(one for root in roots for one in every(root, "style:style") if value(one, "style:name") == name)
