"""Finishing pictures: the pattern of the cover, the ground of part pages, and every drawing's words."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Emu

from pipeline.emit.docx.dialect_styles import dialect_styles
from pipeline.emit.docx.measures import MILLIMETRE, Page
from pipeline.emit.docx.picture import LOGO
from pipeline.emit.docx.style_xml import frame_xml, twips
from pipeline.emit.docx.xml import Element, made, style_of
from pipeline.emit.order import Order
from pipeline.emit.pattern import pattern
from pipeline.emit.raster import draw

_COLUMNS, _ROWS = 7, 5
_EMU_A_POINT = 12700
# Word's mark for a picture that says nothing, so that no reader is told of it ([MS-ODRAWXML], decorative).
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def add_grounds(document: Document, order: Order, page: Page) -> None:
    """Put the pattern on the cover, and the ground behind the pages that open parts."""
    body = document.element.body
    drawn = draw(pattern(order.handbook.identity.title, order.look, _COLUMNS, _ROWS), 1680)
    _behind(document, _end_of_cover(body), drawn, page.width, order.look.tokens["page"]["pattern"] * MILLIMETRE)
    color = order.look.tokens["color"]["light"]["primary_soft"]
    plain = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="{color}" d="M0 0H8V8H0z"/></svg>'
    ground = draw(plain, 8)
    for paragraph in body.iterfind(qn("w:p")):
        if style_of(paragraph) == "PartNumber":
            _behind(document, paragraph, ground, page.width, page.height)


def _end_of_cover(body: Element) -> Element:
    """Give the paragraph that ends the cover's section: the pattern stands in it, so that it is not empty."""
    sections = (one for one in body.iterfind(qn("w:p")) if one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None)
    return next(sections)


def _behind(document: Document, paragraph: Element, png: bytes, width: float, height: float) -> None:
    """Put a picture behind the text, from the upper left corner of each page of the paragraph's section.

    It hangs in the running head, which is made for it: there it is no part of what is read (Word's accessibility
    checker warns of objects beside the text, and LibreOffice 7.4 knows no decoration but that of heads and feet).
    """
    for reference in _section_of(paragraph).iterfind(qn("w:headerReference")):
        old = document.part.related_parts[reference.get(qn("r:id"))]
        head, name = document.part.add_header_part()  # type: ignore[no-untyped-call]
        for child in list(head.element):
            head.element.remove(child)
        head.element.extend(deepcopy(list(old.element)))
        identifier, _image = head.get_or_add_image(BytesIO(png))
        head.element.find(qn("w:p")).append(made(_ground(identifier, width, height)))
        reference.set(qn("r:id"), name)


def _section_of(paragraph: Element) -> Element:
    """Give the properties of a paragraph's section: they stand in its last paragraph, or at the end of the body."""
    ends = (one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") for one in (paragraph, *paragraph.itersiblings(qn("w:p"))))
    return next((one for one in ends if one is not None), paragraph.getparent().find(qn("w:sectPr")))


def _ground(identifier: str, width: float, height: float) -> str:
    """Give a run with a picture behind the text."""
    cx, cy = Emu(round(width * _EMU_A_POINT)), Emu(round(height * _EMU_A_POINT))
    picture = (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Image 1" descr=""/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0" behindDoc="1" '
        'locked="1" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="1" name="Image 1" descr="">{_DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"{picture}</a:graphicData></a:graphic></wp:anchor>"
    )
    return f"<w:r><w:drawing>{anchor}</w:drawing></w:r>"


def set_beside(root: Element, tokens: dict[str, Any]) -> None:
    """Put the pictures beside the text in their frames: LibreOffice 7.4 takes none from a style."""
    frame = next(style.shape for style in dialect_styles(tokens) if style.name == "Beside Picture")
    for paragraph in root.iter(qn("w:p")):
        if style_of(paragraph) == "BesidePicture":
            paragraph.find(qn("w:pPr")).find(qn("w:pStyle")).addnext(made(frame_xml(frame.side)))


def set_cover_foot(root: Element, tokens: dict[str, Any]) -> None:
    """Put who and when at the foot of the cover, whatever the length of its title, and the logo beside them.

    All lines of a frame are in one style: LibreOffice makes no frame of others.
    """
    size = {name: value * MILLIMETRE for name, value in tokens["page"].items()}
    whole = size["width"] - 2 * size["cover_side"]
    styles = [style_of(paragraph) for paragraph in root.iterfind(qn("w:p"))]
    facts = whole - LOGO[0] - 6 * MILLIMETRE if "CoverLogo" in styles else whole
    frames = {
        "CoverFact": (size["cover_side"], facts),
        "CoverLogo": (size["cover_side"] + whole - LOGO[0], LOGO[0]),
    }
    for paragraph in root.iterfind(qn("w:p")):
        if style_of(paragraph) in frames:
            place, width = frames[style_of(paragraph)]
            frame = (
                f'<w:framePr w:w="{twips(width)}" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="page" '
                f'w:x="{twips(place)}" w:yAlign="bottom"/>'
            )
            paragraph.find(qn("w:pPr")).find(qn("w:pStyle")).addnext(made(frame))


def relate_pictures(document: Document, notes: Element, part: Part) -> None:
    """Say in the footnotes' own part which pictures they show: pandoc says it in the document's only."""
    for blip in notes.iter(qn("a:blip")):
        image = document.part.related_parts[blip.get(qn("r:embed"))]
        blip.set(qn("r:embed"), part.relate_to(image, RELATIONSHIP_TYPE.IMAGE))


def settle_drawings(roots: list[Element]) -> None:
    """Number the drawings, and repeat their words where other programs look for them."""
    number = 0
    for root in roots:
        for drawing in root.iter(qn("w:drawing")):
            number += 1
            for inline in drawing.iterfind(qn("wp:inline")):
                for side in "TBLR":
                    inline.set(f"dist{side}", "0")
            said = next(drawing.iter(qn("wp:docPr")))
            said.set("id", str(number))
            said.set("name", f"Image {number}")
            for inner in drawing.iter(qn("pic:cNvPr")):
                inner.set("id", str(number))
                inner.set("name", f"Image {number}")
                inner.set("descr", said.get("descr", ""))
