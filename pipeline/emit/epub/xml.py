"""XHTML, the package document and the navigation as trees. The only module of the e-book that knows lxml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from pipeline.emit.characters import readable

Element: TypeAlias = etree._Element

_NAMES = {
    "": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_TAG = re.compile(r"<([a-zA-Z][\w:-]*)((?:\s[^<>]*?)?)\s*/?>")
_ATTRIBUTE = re.compile(r'\s+([\w:-]+)(?:="([^"]*)")?')
_VOID = frozenset({"br", "hr", "img", "col", "meta", "link", "input", "wbr"})
_SPACES = {"svg": _NAMES["svg"], "math": _NAMES["math"]}


def q(name: str) -> str:
    """Give a name such as "p" (XHTML), "epub:type" or "dc:title" with its namespace written out."""
    prefix, _, local = name.rpartition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def well_formed(drawn: str) -> str:
    """Give HTML as `html.tag` writes it in the syntax of XML: its elements closed, its attributes with values.

    An attribute whose value is empty is left out: pandoc would leave its value out.
    """

    def rewritten(match: re.Match[str]) -> str:
        name = match[1]
        given = (f' {key}="{key if value is None else value}"' for key, value in _attributes(match[2]) if value != "")
        space = f' xmlns="{_SPACES[name]}"' if name in _SPACES else ""
        return f"<{name}{space}{''.join(given)}{' /' if name in _VOID else ''}>"

    return _TAG.sub(rewritten, readable(drawn))


def _attributes(text: str) -> Iterator[tuple[str, str | None]]:
    for match in _ATTRIBUTE.finditer(text):
        yield match[1], match[2]


def parsed(data: bytes | str) -> Element:
    """Read a file of the package.

    Raises:
        lxml.etree.XMLSyntaxError: it is not well formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data.encode() if isinstance(data, str) else data, parser)


def written(root: Element) -> bytes:
    """Give a file of the package; a page of XHTML with the document type of HTML."""
    page = root.tag == q("html")
    if page:
        etree.cleanup_namespaces(root, top_nsmap={None: _NAMES[""], "epub": _NAMES["epub"]})  # type: ignore[dict-item]  # the stubs know no default namespace
    # A document type that is not HTML's would be looked up: the package has none.
    kind = b"<!DOCTYPE html>\n" if page else b""
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + kind + bytes(etree.tostring(root, encoding="utf-8")) + b"\n"


def make(name: str, attributes: Mapping[str, str | None] | None = None, *inside: Element | str) -> Element:
    """Give an element with attributes (None leaves one out), texts and elements; see `fill`."""
    element = etree.Element(q(name), {q(key) if ":" in key else key: value for key, value in _said(attributes)})
    fill(element, inside)
    return element


def _said(attributes: Mapping[str, str | None] | None) -> Iterator[tuple[str, str]]:
    for key, value in (attributes or {}).items():
        if value is not None:
            yield key, readable(value)


def fill(element: Element, inside: Iterable[Element | str]) -> None:
    """Put texts (but for the control characters that XML can't hold) and elements behind what an element holds."""
    for one in inside:
        if not isinstance(one, str):
            element.append(one)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + readable(one)
        else:
            element.text = (element.text or "") + readable(one)


def fragment(drawn: str) -> list[Element | str]:
    """Read a run of HTML as `html.tag` writes it."""
    root = parsed(f'<div xmlns="{_NAMES[""]}" xmlns:epub="{_NAMES["epub"]}">{well_formed(drawn)}</div>')
    return [*([root.text] if root.text else []), *root]


def drop(element: Element, *names: str) -> None:
    """Take attributes away from an element, those that it has."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def rename(element: Element, name: str) -> None:
    """Make an element another one of XHTML; what it holds and says stays."""
    element.tag = q(name)


def classes(element: Element) -> frozenset[str]:
    """Give the classes of an element."""
    return frozenset((element.get("class") or "").split())


def texts(root: Element, silent: frozenset[str]) -> Iterator[tuple[Element, bool, str]]:
    """Give the texts below an element in their order: the element they belong to, whether they stand behind it.

    What is in elements of a `silent` class, in drawings and in formulas is left out.
    """
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if not isinstance(element.tag, str) or _is_silent(element, silent):
                walker.skip_subtree()
            elif element.text:
                yield element, False, element.text
        elif element is not root and element.tail:
            yield element, True, element.tail


def _is_silent(element: Element, silent: frozenset[str]) -> bool:
    space = etree.QName(element).namespace
    return space in _SPACES.values() or not silent.isdisjoint(classes(element))


def insert_in_text(element: Element, behind: bool, offset: int, new: Element) -> None:
    """Put an element into a text, `offset` letters from its beginning; see `texts`."""
    text = (element.tail if behind else element.text) or ""
    new.tail = text[offset:] or None
    if behind:
        element.tail = text[:offset] or None
        parent = element.getparent()
        if parent is None:
            raise ValueError("what stands behind the root is no text")
        tail, element.tail = element.tail, None
        parent.insert(parent.index(element) + 1, new)
        element.tail = tail
    else:
        element.text = text[:offset] or None
        element.insert(0, new)
