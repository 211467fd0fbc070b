"""Elements of the Word file that is read and of the OpenDocument file that is made, by prefixed names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

# ISO/IEC 29500-1 (transitional) and its extensions.
WORD: MappingProxyType[str, str] = MappingProxyType(
    {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w10": "urn:schemas-microsoft-com:office:word",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "dcterms": "http://purl.org/dc/terms/",
        "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        "op": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    }
)
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
# OpenDocument 1.3, part 3, 2.2; `loext` is what LibreOffice adds to it.
OPEN: MappingProxyType[str, str] = MappingProxyType(
    {
        "office": f"{_OASIS}office:1.0",
        "style": f"{_OASIS}style:1.0",
        "text": f"{_OASIS}text:1.0",
        "table": f"{_OASIS}table:1.0",
        "draw": f"{_OASIS}drawing:1.0",
        "fo": f"{_OASIS}xsl-fo-compatible:1.0",
        "svg": f"{_OASIS}svg-compatible:1.0",
        "meta": f"{_OASIS}meta:1.0",
        "config": f"{_OASIS}config:1.0",
        "manifest": f"{_OASIS}manifest:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
        "math": "http://www.w3.org/1998/Math/MathML",
        "ooo": "http://openoffice.org/2004/office",
        "ooow": "http://openoffice.org/2004/writer",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
        "xml": "http://www.w3.org/XML/1998/namespace",
    }
)
_BOTH = {**WORD, **OPEN}
_PREFIX = {namespace: prefix for prefix, namespace in _BOTH.items()}
# What the root of each file declares.
DECLARED = {prefix: name for prefix, name in OPEN.items() if prefix not in ("xml", "manifest")}


@cache
def q(name: str) -> str:
    """Give the qualified name of a prefixed one: `w:p`."""
    prefix, _colon, local = name.partition(":")
    return f"{{{_BOTH[prefix]}}}{local}"


def short(element: Element) -> str:
    """Give the prefixed name of an element; one of an unknown namespace keeps it whole, a comment is ""."""
    tag: object = element.tag
    return short_name(tag) if isinstance(tag, str) else ""


def short_name(name: str) -> str:
    """Give the prefixed form of a qualified name."""
    if not name.startswith("{"):
        return name
    namespace, _brace, local = name[1:].partition("}")
    prefix = _PREFIX.get(namespace)
    return f"{prefix}:{local}" if prefix else name


def make(name: str, attributes: Mapping[str, str] | None = None, *children: Element | str) -> Element:
    """Give a new element; attributes have prefixed names, a text child is its text (before any element)."""
    element = etree.Element(q(name), nsmap=None)
    for key, value in (attributes or {}).items():
        element.set(q(key) if ":" in key else key, value)
    for child in children:
        if isinstance(child, str):
            element.text = (element.text or "") + child
        else:
            element.append(child)
    return element


def root_of(name: str, attributes: Mapping[str, str], *children: Element) -> Element:
    """Give the root of a file, with all prefixes declared once."""
    element = etree.Element(q(name), nsmap=DECLARED)
    for key, value in attributes.items():
        element.set(q(key), value)
    for child in children:
        element.append(child)
    return element


def plain(element: Element) -> bytes:
    """Give an element as it is, to be compared."""
    return etree.tostring(element)


def plain_file(root: Element) -> bytes:
    """Give the bytes of a file that declares only what it names."""
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def manifest_root() -> Element:
    """Give the root of the list of a package's files."""
    return etree.Element(q("manifest:manifest"), nsmap={"manifest": OPEN["manifest"]})


def written(root: Element) -> bytes:
    """Give a file's bytes."""
    # Some prefixes stand in values alone (`ooo:configuration-settings`, `ooow:Figure+1`).
    etree.cleanup_namespaces(root, top_nsmap=DECLARED, keep_ns_prefixes=list(DECLARED))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def read(data: bytes) -> Element:
    """Read a part: no entity, no network."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def get(element: Element, name: str, default: str = "") -> str:
    """Give an attribute by its prefixed name."""
    return str(element.get(q(name) if ":" in name else name, default))


@cache
def _path(path: str) -> str:
    return "/".join(q(step) for step in path.split("/"))


def child(element: Element | None, path: str) -> Element | None:
    """Give the first element of a path of prefixed names, `w:pPr/w:sectPr`."""
    return None if element is None else element.find(_path(path))


def need(element: Element | None, path: str) -> Element:
    """Give the first element of a path.

    Raises:
        LookupError: there is none; a Word file of ours has it.
    """
    found = child(element, path)
    if found is None:
        raise LookupError(path)
    return found


def value(element: Element | None, path: str, default: str = "") -> str:
    """Give the `w:val` of the first element of a path."""
    found = child(element, path)
    return default if found is None else get(found, "w:val", default)


def holds(element: Element | None, path: str) -> bool:
    """Tell whether a switch is there and on (ISO/IEC 29500-1, 17.17.4)."""
    found = child(element, path)
    return found is not None and get(found, "w:val", "1") not in ("0", "false", "off")
