"""WordprocessingML at hand: parsing fragments, finding bookmarks, putting elements in.

Only what several steps of finishing share.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

Element = Any  # lxml's own class has no public name; python-docx hides it too


_DRAWN = (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
)


def made(xml: str) -> Element:
    """Make an element of a fragment that uses the usual prefixes (w, r, wp, a, pic; v, o, w10 for what is drawn so)."""
    end = min(place for place in (xml.find(" "), xml.find(">"), xml.find("/>")) if place > 0)
    drawn = _DRAWN if "<v:" in xml else ""
    return parse_xml(f"{xml[:end]} {nsdecls('w', 'r', 'wp', 'a', 'pic')}{drawn}{xml[end:]}")


def bookmarks(root: Element, prefix: str) -> Iterator[tuple[str, Element, Element | None]]:
    """Give each bookmark whose name begins so: its name, its start and its end."""
    ends = {end.get(qn("w:id")): end for end in root.iter(qn("w:bookmarkEnd"))}
    for start in list(root.iter(qn("w:bookmarkStart"))):
        name = start.get(qn("w:name"))
        if name.startswith(prefix):
            yield name, start, ends.get(start.get(qn("w:id")))


def take_out(*elements: Element | None) -> None:
    """Take elements out of their document."""
    for element in elements:
        if element is not None and element.getparent() is not None:
            element.getparent().remove(element)


def spacer() -> Element:
    """Make a line of no height: it parts what Word would join, and carries the end of a section."""
    return made('<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p>')


def previous(element: Element) -> Element | None:
    """Give the paragraph or table before an element, bookmarks passed over."""
    before = element.getprevious()
    while before is not None and before.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        before = before.getprevious()
    return before


def style_of(paragraph: Element) -> str:
    """Give the id of a paragraph's style, "" where it has none."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def properties(paragraph: Element) -> Element:
    """Give a paragraph's properties, made where there are none."""
    found = paragraph.find(qn("w:pPr"))
    if found is None:
        found = made("<w:pPr/>")
        paragraph.insert(0, found)
    return found


def set_style(paragraph: Element, style: str) -> None:
    """Give a paragraph a style by its id."""
    inside = properties(paragraph)
    take_out(inside.find(qn("w:pStyle")))
    inside.insert(0, made(f'<w:pStyle w:val="{style}"/>'))


_BEFORE_NUMBERING = tuple(
    qn(f"w:{tag}") for tag in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


def number(paragraph: Element, level: int, list_number: int) -> None:
    """Put a paragraph in a list; number 0 takes it out of the one its style names."""
    put_numbering(
        properties(paragraph), made(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_number}"/></w:numPr>')
    )


def put_numbering(inside: Element, new: Element) -> None:
    """Put a list into the properties of a paragraph or a style, in the place of another."""
    take_out(inside.find(qn("w:numPr")))
    place = sum(1 for child in inside if child.tag in _BEFORE_NUMBERING)
    inside.insert(place, new)
