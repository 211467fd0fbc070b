"""Reading a finished e-book back as a program that shows it does: by its package, file by file in reading order."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from lxml import etree

from pipeline.build.verify.found import Found, Places, UnreadableError
from pipeline.build.verify.page import read_tree

_CONTAINER = "META-INF/container.xml"
_ROOT_FILE: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
# A label of a host that has letters beyond those of ASCII (RFC 5890, 2.3.2.1).
_ASCII_HOST = re.compile(r"(?<=[/.])xn--[a-z0-9-]+")
_OPF: Final = "{http://www.idpf.org/2007/opf}"


def read_epub(data: bytes, places: Places) -> Mapping[str, Found]:
    """Give what each chapter of an e-book holds, by its id; what stands outside them is the front.

    A link inside the book counts where its file and its place are there, a picture where its file is.

    Raises:
        UnreadableError: it is no e-book (a file that is not well formed is shown by no program).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            pages = {name: _tree(package.read(name)) for name in _spine(package)}
            known = frozenset(package.namelist())
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, OSError, StopIteration) as error:
        raise UnreadableError(str(error)) from error
    ids = {name: frozenset(str(one.get("id")) for one in page.iter() if one.get("id")) for name, page in pages.items()}
    book = etree.Element("html")
    for name, page in pages.items():
        for element in page.iter("a", "img"):
            _resolve(element, name, ids, known)
        book.extend(page.iterchildren("body"))
    return read_tree(book, places)


def _tree(data: bytes) -> etree._Element:
    """Give the tree of a file of text, its elements by their names alone, a note as an item of the list of notes."""
    # Links and entities of an unknown file lead nowhere.
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
        if element.tag == "aside" and "--note-" in element.get("id", ""):
            element.tag = "li"
    return root


def _spine(package: zipfile.ZipFile) -> Iterator[str]:
    """Give the names of the files of text in reading order, but for the navigation, which repeats their titles."""
    start = next(etree.fromstring(package.read(_CONTAINER)).iter(_ROOT_FILE)).get("full-path", "")
    root = etree.fromstring(package.read(start))
    items = {one.get("id"): one for one in root.iter(f"{_OPF}item")}
    for one in root.iter(f"{_OPF}itemref"):
        item = items[one.get("idref")]
        if "nav" not in item.get("properties", "").split():
            yield _path(start, item.get("href", ""))


def _path(here: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(address)))


def _resolve(element: etree._Element, here: str, ids: Mapping[str, frozenset[str]], known: frozenset[str]) -> None:
    """Make an address one inside the book as `read_tree` knows it, or none where it leads to nothing."""
    if element.tag == "img":
        if _path(here, element.get("src", "")) not in known:
            element.tag = "span"
        return
    address = element.get("href", "")
    file, _, place = address.partition("#")
    if not address or ":" in file:
        element.set("href", _ASCII_HOST.sub(lambda label: label[0].encode().decode("idna"), address))
        return
    target = _path(here, file) if file else here
    if place in ids.get(target, ()):
        element.set("href", f"#{place}")
    else:
        del element.attrib["href"]
