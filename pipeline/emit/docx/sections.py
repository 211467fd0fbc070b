"""Finishing sections: every zone of the book its own, each with its page, its running head and its footer.

A section of Word ends in the properties of its last paragraph; the book's last one stands at the end of the body
(ISO/IEC 29500-1, 17.6). Each names its heads and footers itself: none is lost when a page is turned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docx.document import Document
from docx.oxml.ns import qn

from pipeline.emit.docx.measures import Page
from pipeline.emit.docx.names import CHAPTER, CONTENTS, PART, WIDE, ZONE
from pipeline.emit.docx.running import Furniture, Side
from pipeline.emit.docx.style_xml import twips
from pipeline.emit.docx.xml import Element, made, properties, spacer, take_out
from pipeline.emit.docx.zones import Zone


class _Stretch(NamedTuple):
    """Elements of the body that stand in one section."""

    zone: Zone
    turned: bool
    first: bool
    elements: list[Element]


def page_xml(page: Page, turned: bool = False) -> str:
    """Give the properties of a section: the page and its margins, upright or turned."""
    return f"<w:sectPr>{_size(page, turned)}</w:sectPr>"


def _size(page: Page, turned: bool) -> str:
    width, height = (page.height, page.width) if turned else (page.width, page.height)
    orient = ' w:orient="landscape"' if turned else ""
    margins = {"top": page.top, "right": page.right, "bottom": page.bottom, "left": page.left}
    sides = " ".join(f'w:{side}="{twips(value)}"' for side, value in margins.items())
    edge = twips(page.edge)
    return (
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{orient}/>'
        f'<w:pgMar {sides} w:header="{edge}" w:footer="{edge}" w:gutter="0"/>'
    )


def divide(
    document: Document, zones: Sequence[Zone], page: Page, furniture: Furniture, two_sided: bool = False
) -> None:
    """Make the sections of the zones; the bookmarks that named the zones go.

    `two_sided`: both sides of the sheets are printed; parts and chapters begin on right pages.
    """
    body = document.element.body
    stretches = list(_stretches(body, zones))
    take_out(body.find(qn("w:sectPr")))
    for place, stretch in enumerate(stretches):
        section = _section(stretch, _centred(page) if two_sided else page, furniture, two_sided)
        last = _last_paragraph(stretch)
        if stretch.turned and stretch.elements[0].tag == qn("w:tbl"):
            # LibreOffice turns a page for a paragraph, not always for a table.
            stretch.elements[0].addprevious(spacer())
        if place == len(stretches) - 1:
            body.append(section)
        else:
            properties(last).append(section)


def _stretches(body: Element, zones: Sequence[Zone]) -> Iterator[_Stretch]:
    """Walk through the body and give what stands in each section, in order."""
    by_name = {zone.name: zone for zone in zones}
    open_: list[tuple[str, str]] = []
    zone, turned, first = zones[0], False, True
    elements: list[Element] = []
    for child in list(body):
        edge = _edge(child, open_)
        if edge is None:
            if child.tag in (qn("w:p"), qn("w:tbl")):
                elements.append(child)
            continue
        if elements:
            yield _Stretch(zone, turned, first, elements)
            elements, first = [], False
        if child.tag == qn("w:bookmarkStart") and edge in by_name:
            zone, first = by_name[edge], True
        turned = any(name.startswith(WIDE) for name, _identifier in open_)
        take_out(child)
    if elements:
        yield _Stretch(zone, turned, first, elements)


def _edge(child: Element, open_: list[tuple[str, str]]) -> str | None:
    """Give the name of the zone that begins or ends with an element, and keep the list of those that are open."""
    identifier = child.get(qn("w:id"))
    if child.tag == qn("w:bookmarkStart") and child.get(qn("w:name")).startswith(ZONE):
        open_.append((child.get(qn("w:name")), identifier))
        return open_[-1][0]
    if child.tag == qn("w:bookmarkEnd"):
        for place, (name, known) in enumerate(open_):
            if known == identifier:
                del open_[place]
                return name
    return None


def _last_paragraph(stretch: _Stretch) -> Element:
    """Give the paragraph that ends a stretch; a table cannot, so a line of no height is put after it.

    This is true of the book's last stretch too: without a paragraph, the page of a table there is not turned.
    """
    last = stretch.elements[-1]
    if last.tag == qn("w:p"):
        return last
    end = spacer()
    last.addnext(end)
    return end


def _centred(page: Page) -> Page:
    """Give a page whose text stands as far from both edges as the outer column allows, so that both sides register.

    Word's mirrored margins are not used: the outer column is at the left of the text on left pages too, where they
    would put what hangs in it over the edge of the sheet.
    """
    aside = (page.left - page.side - page.right) / 2
    return page._replace(left=page.left - aside, right=page.right + aside)


def _section(stretch: _Stretch, page: Page, furniture: Furniture, two_sided: bool) -> Element:
    """Give the properties of a stretch's section."""
    name = stretch.zone.name
    bare = not name.startswith((CHAPTER, CONTENTS))
    opens = stretch.first and name.startswith(CHAPTER)
    zone = stretch.zone if name.startswith(CHAPTER) else None
    right: Side = "right" if two_sided else ""
    kinds: list[tuple[str, Zone | None, Side]] = [("default", zone, right)]
    if two_sided:
        kinds.append(("even", zone, "left"))
    if opens:
        kinds.append(("first", None, right))
    references = "".join(
        f'<w:headerReference w:type="{kind}" r:id="{furniture.head(said, stretch.turned, bare, side)}"/>'
        f'<w:footerReference w:type="{kind}" r:id="{furniture.foot(stretch.turned, bare, side)}"/>'
        for kind, said, side in kinds
    )
    begins = "oddPage" if two_sided and stretch.first and name.startswith((CHAPTER, PART, CONTENTS)) else "nextPage"
    title = "<w:titlePg/>" if opens else ""
    return made(f'<w:sectPr>{references}<w:type w:val="{begins}"/>{_size(page, stretch.turned)}{title}</w:sectPr>')
