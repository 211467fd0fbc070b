"""The reference document: pandoc's own, with every style replaced by ours, made from the tokens.

A pure function of the tokens and the language, so that a build may keep it and a command may write it for people who
start a document of their own in the handbook's look.
"""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from pipeline.emit.docx.fonts import embed_fonts, font_table
from pipeline.emit.docx.language import word_language
from pipeline.emit.docx.measures import page
from pipeline.emit.docx.numbering import numbering_xml
from pipeline.emit.docx.package import part_named, same_bytes, written
from pipeline.emit.docx.piece_styles import CALLOUT_PADDING, piece_styles
from pipeline.emit.docx.sections import page_xml
from pipeline.emit.docx.specimen import set_specimen, specimen
from pipeline.emit.docx.style_xml import fonts, half_points, hexadecimal, style_xml
from pipeline.emit.docx.styles import text_styles
from pipeline.emit.docx.table_styles import table_styles
from pipeline.emit.docx.xml import made
from pipeline.emit.look import Look
from pipeline.emit.pandoc import default_file
from pipeline.messages import Say


def reference(look: Look, language: str) -> bytes:
    """Give the reference document of a look in a language.

    Raises:
        StopBuildError: pandoc, whose own document it starts from, is missing (E102).
    """
    return _reference(json.dumps(look.tokens, sort_keys=True), language)


def reference_with_specimen(look: Look, language: str, say: Say) -> bytes:
    """Give the reference document as people restyle it: every style is shown by its name.

    Raises:
        StopBuildError: pandoc is missing (E102).
    """
    document = Document(BytesIO(reference(look, language)))
    styles = (*text_styles(look.tokens), *piece_styles(look.tokens))
    set_specimen(document.element.body, [made(one) for one in specimen(styles, say)])
    core = document.core_properties
    core.title, core.author, core.language = say("Styles of the handbook"), "", word_language(language)
    core.last_modified_by = core.comments = ""
    embed_fonts(document, look.tokens)
    out = BytesIO()
    document.save(out)
    return same_bytes(out.getvalue(), {})


@cache
def _reference(tokens_json: str, language: str) -> bytes:
    tokens = json.loads(tokens_json)
    document = Document(BytesIO(default_file("reference.docx")))
    _set_styles(document, tokens, word_language(language))
    _set_part(document, "/word/numbering.xml", numbering_xml(tokens, CALLOUT_PADDING))
    _set_part(document, "/word/fontTable.xml", font_table(tokens))
    _set_theme(document, tokens)
    body = document.element.body
    body.replace(body.sectPr, made(page_xml(page(tokens))))
    out = BytesIO()
    document.save(out)
    return same_bytes(out.getvalue(), {})


def _set_styles(document: DocumentType, tokens: dict[str, Any], language: str) -> None:
    """Put our styles in the place of all others."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    size = half_points(tokens["print"]["body"])
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(tokens['font']['body'])}"
        f'<w:kern w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    root.append(made(defaults))
    for order, style in enumerate((*text_styles(tokens), *piece_styles(tokens)), start=1):
        root.append(made(style_xml(style, order)))
    for xml in table_styles(tokens):
        root.append(made(xml))


def _set_part(document: DocumentType, name: str, xml: str) -> None:
    """Give a part of the package new content."""
    part = part_named(document, name)
    if isinstance(part, XmlPart):
        part._element = made(xml)
    else:
        part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


def _set_theme(document: DocumentType, tokens: dict[str, Any]) -> None:
    """Name our font in the theme, and our colours: what Word's pickers offer."""
    part = part_named(document, "/word/theme/theme1.xml")
    root = parse_xml(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for font in root.iterfind(".//a:fontScheme/*/a:latin", space):
        font.set("typeface", tokens["font"]["body"])
        if "panose" in font.attrib:
            del font.attrib["panose"]
    colors, hints = tokens["color"]["light"], tokens["hint"]["light"]
    values = {
        "dk2": colors["primary"],
        "lt2": colors["paper_tint"],
        "accent1": colors["primary"],
        "accent2": colors["accent"],
        "accent3": hints["info"],
        "accent4": hints["success"],
        "accent5": hints["warning"],
        "accent6": hints["danger"],
        "hlink": colors["primary"],
        "folHlink": colors["primary"],
    }
    for name, value in values.items():
        for slot in root.iterfind(f".//a:clrScheme/a:{name}", space):
            for child in list(slot):
                slot.remove(child)
            slot.append(parse_xml(f'<a:srgbClr xmlns:a="{space["a"]}" val="{hexadecimal(value)}"/>'))
    part._blob = written(root)
