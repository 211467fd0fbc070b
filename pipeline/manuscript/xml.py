"""XML of an unknown file as elements: it fetches nothing, expands nothing, and is refused beyond any real size.

The door to lxml here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
Event: TypeAlias = Literal["start", "end"]

# The signs of elements and attributes: a page of ours has 800.
_MOST_SIGNS: Final = 3_000_000
# libxml2's words for its own bounds (256 elements inside each other, ten million characters in a row).
_BOUNDS: Final = ("Excessive depth", "huge text", "XML_PARSE_HUGE", "amplification", "Resource limit", "too long")


class MalformedError(Exception):
    """The bytes are no well-formed XML."""


class VastError(Exception):
    """They are more, or deeper, than any document."""


class DeclaredError(Exception):
    """They declare a document type: entities that grow, or files that are fetched."""


def root_of(data: bytes) -> Element:
    """Give the root element of an XML file.

    Raises:
        MalformedError, VastError, DeclaredError: it cannot be read, or must not be.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DeclaredError
    if data.count(b"<") + data.count(b"=") > _MOST_SIGNS:
        raise VastError
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        if any(words in str(error) for words in _BOUNDS):
            raise VastError from error
        raise MalformedError(str(error).partition(",")[0]) from error
    # In another alphabet than ASCII's (UTF-16) its letters were not seen above.
    if root.getroottree().docinfo.internalDTD is not None:
        raise DeclaredError
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


class Walk:
    """One way through an element and all in it: each twice, as it begins and as it ends; what is in it can be left out.

    Not recursive: how deep a file is made does not matter.
    """

    def __init__(self, root: Element) -> None:
        self._walker = etree.iterwalk(root, events=("start", "end"))

    def __iter__(self) -> Iterator[tuple[Event, Element]]:
        """Give the events in order."""
        return iter(self._walker)

    def leave_out(self) -> None:
        """Pass over what stands inside the element that just began."""
        self._walker.skip_subtree()
