"""The words of the reference document when it is written for people: every style shown by its name, to be restyled."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from pipeline.emit.docx.style_xml import Style, style_id
from pipeline.emit.docx.table_styles import HANDBOOK_TABLE
from pipeline.messages import Say
from pipeline.messages import mark as _

_HOW = (
    _("Change these styles in Word; keep their names, and keep the file as .docx."),
    _("Then put the file among the sources and name it in handbook.yml: “reference: my-styles.docx”."),
)
_SIZES = ("", " Small", " Smallest")
_FRONT = ("Title", "Subtitle")
# Frames, and what stands in heads: they have no place in running text.
_ELSEWHERE = ("header", "footer", "Header Landscape", "Footer Landscape", "Section End", "annotation text")


def specimen(styles: tuple[Style, ...], say: Say) -> list[str]:
    """Give the paragraphs and tables that show the styles, each a fragment of WordprocessingML."""
    shown = [one for one in styles if one.name not in (*_FRONT, *_ELSEWHERE) and one.shape.side is None]
    paragraphs = [_paragraph(one.name, _run(one.name)) for one in shown if one.kind == "paragraph"]
    words = "".join(_run(one.name, one.name) + _run("  ") for one in shown if one.kind == "character")
    return [
        _paragraph("Title", _run(say("Styles of the handbook"))),
        *(_paragraph("Body Text", _run(say(line))) for line in _HOW),
        *paragraphs,
        _paragraph("Body Text", words),
        *(part for size in _SIZES for part in _shown_table(f"{HANDBOOK_TABLE}{size}")),
        _paragraph("Body Text", _run(say("End of the styles."))),
    ]


def set_specimen(body: Any, fragments: list[Any]) -> None:
    """Put the specimen in the place of all that a body holds but the properties of its section."""
    for child in list(body)[:-1]:
        body.remove(child)
    for place, fragment in enumerate(fragments):
        body.insert(place, fragment)


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{runs}</w:p>'


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _shown_table(style: str) -> tuple[str, str]:
    """Show a style of tables below its name."""
    rows = (f"{_row('Table Head', '<w:trPr><w:tblHeader/></w:trPr>')}", _row("Table Text"), _row("Table Text"))
    return _paragraph("Table Caption", _run(style)), (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(style)}"/><w:tblW w:w="4000" w:type="dxa"/>'
        '<w:tblLook w:val="0420" w:firstRow="1"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _row(style: str, properties: str = "") -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{_paragraph(style, _run(style))}</w:tc>'
    return f"<w:tr>{properties}{cell}{cell}</w:tr>"
