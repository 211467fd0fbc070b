"""Names of WordprocessingML as lxml writes them (ISO/IEC 29500-1), and those of its strict form brought to them."""

from __future__ import annotations

from typing import Final

from pipeline.manuscript.xml import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CUSTOM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

# ISO/IEC 29500-1 (strict) -> 29500-4 (transitional), which is what Word writes unless asked otherwise.
_STRICT: Final = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": RELATIONS,
    "http://purl.oclc.org/ooxml/officeDocument/customProperties": CUSTOM[1:-1],
}


def transitional(root: Element) -> Element:
    """Give a part with the names of the transitional form, whichever it was written in."""
    if not any(space in _STRICT for space in root.nsmap.values()):
        return root
    for element in root.iter():
        element.tag = _renamed(str(element.tag))
        for key, value in list(element.attrib.items()):
            name = _renamed(str(key))
            if name != key:
                del element.attrib[key]
                element.set(name, value)
    return root


def _renamed(name: str) -> str:
    space, found, local = name[1:].partition("}")
    return f"{{{_STRICT[space]}}}{local}" if found and space in _STRICT else name


def val(element: Element | None) -> str:
    """Give the value of an element, "" where there is none."""
    return "" if element is None else str(element.get(f"{W}val", ""))


def is_on(element: Element | None) -> bool:
    """Say whether a switch is on (ISO/IEC 29500-1, 22.9.2.7)."""
    return element is not None and val(element) not in ("0", "false", "off")
