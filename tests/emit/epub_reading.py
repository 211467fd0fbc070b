"""Reading an e-book by means of the tests' own: its files, its package, its navigation."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "m": "http://www.w3.org/1998/Math/MathML",
}
PACKAGE = "EPUB/content.opf"
NAVIGATION = "EPUB/nav.xhtml"


def members(data: bytes) -> dict[str, bytes]:
    """Give the files of an e-book by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def found(data: bytes, path: str) -> list[Any]:
    """Give what a path of XPath finds in one file."""
    result = etree.fromstring(data).xpath(path, namespaces=NAMES)
    assert isinstance(result, list)
    return result


def texts(data: bytes) -> dict[str, bytes]:
    """Give the files of text in reading order, by their names without a folder."""
    files = members(data)
    order = found(files[PACKAGE], "//opf:itemref/@idref")
    items = {one.get("id"): one.get("href") for one in found(files[PACKAGE], "//opf:item")}
    names = [items[one] for one in order if items[one].startswith("text/")]
    return {name.removeprefix("text/"): files[f"EPUB/{name}"] for name in names}


def everywhere(data: bytes, path: str) -> list[Any]:
    """Give what a path finds in all files of text, in reading order."""
    return [one for text in texts(data).values() for one in found(text, path)]
