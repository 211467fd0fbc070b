"""Where tables and framed pieces meet: Word joins two tables that touch, and wants a paragraph after one.

No paragraph is left empty for it, which Word's accessibility checker would tell of and a screen reader would stop at:
a table without a caption is named ("Table") where something must stand before it, and is said to be at its end where
something must stand after it. Framed paragraphs that follow each other are kept apart by styles whose lines are a hair
wider: Word joins only what has the same borders (ISO/IEC 29500-1, 17.3.1.24).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from docx.oxml.ns import qn

from pipeline.emit.docx.frames import NEXT
from pipeline.emit.docx.names import WIDE, ZONE
from pipeline.emit.docx.style_xml import LAST, Shape, Style, style_id, style_xml
from pipeline.emit.docx.xml import Element, made, previous, set_style, style_of
from pipeline.messages import Say

_BELOW = 13.0  # points: white above a table
_FAMILIES = ("Reference", "SourceCode", "MissingPictureFrame")
_NEXT_IDS = frozenset(map(style_id, NEXT))


def part_frames(root: Element) -> None:
    """Give every second one of framed pieces that touch the style that is not joined with the one above."""
    for paragraph in root.iter(qn("w:p")):
        before = previous(paragraph)
        family = next((name for name in _FAMILIES if style_of(paragraph).startswith(name)), "")
        if before is None or not family or not style_of(before).startswith(family):
            continue
        above, is_next = style_of(before), style_of(before).endswith("Next")
        goes_on = style_of(paragraph) == "ReferenceText" and above.startswith("ReferenceTitle")
        named = f"{style_of(paragraph)}Next"
        if named in _NEXT_IDS and is_next == goes_on:
            set_style(paragraph, named)


def part_tables(root: Element, styles: Element, say: Say) -> None:
    """Put a line where a table touches another, the edge of a section, or the end of a cell or of the text.

    What stands above a table gets a style that leaves room below it, added to `styles`: a table has none above itself.
    """
    for table in list(root.iter(qn("w:tbl"))):
        if table.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}") is not None:
            continue
        before = previous(table)
        if before is not None and before.tag == qn("w:p") and table.getparent().tag != qn("w:tc"):
            _leave_room(before, styles)
        touches = before is not None and before.tag == qn("w:tbl")
        if touches or (_opens_turned(table) and _is_wide(table)):
            table.addprevious(_line("TableNameWide" if _is_wide(table) else "TableName", say("Table")))
    starts = list(root.iter(qn("w:bookmarkStart")))
    zones = frozenset(one.get(qn("w:id")) for one in starts if one.get(qn("w:name")).startswith(ZONE))
    for table in list(root.iter(qn("w:tbl"))):
        if _ends(table, zones):
            table.addnext(_line("TableEnd", say("End of the table")))


def _leave_room(above: Element, styles: Element) -> None:
    """Let a paragraph stand apart from the table below it; titles and captions belong to it, and stay as near."""
    found = {one.get(qn("w:styleId")): one for one in styles.iter(qn("w:style"))}
    chain = list(_chain(style_of(above), found))
    if not chain or any(one.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for one in chain):
        return
    based = chain[0].find(qn("w:name")).get(qn("w:val"))
    style = Style(f"{based} Before Table", based, shape=Shape(after=_BELOW), quick=False)
    if style_id(style.name) not in found:
        styles.append(made(style_xml(style, LAST)))
    set_style(above, style_id(style.name))


def _chain(name: str, found: Mapping[str, Element]) -> Iterator[Element]:
    """Give a style and those that it is based on."""
    while name in found:
        yield found[name]
        based = found[name].find(qn("w:basedOn"))
        name = "" if based is None else based.get(qn("w:val"))


def _line(style: str, words: str) -> Element:
    return made(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{escape(words)}</w:t></w:r></w:p>')


def _is_wide(table: Element) -> bool:
    indent = table.find(f"{qn('w:tblPr')}/{qn('w:tblInd')}")
    return indent is not None and indent.get(qn("w:w"), "0").startswith("-")


def _opens_turned(table: Element) -> bool:
    """Tell whether nothing stands before a table on a turned page: LibreOffice turns one for a paragraph only."""
    before = table.getprevious()
    return before is not None and before.tag == qn("w:bookmarkStart") and before.get(qn("w:name")).startswith(WIDE)


def _ends(table: Element, zones: frozenset[str]) -> bool:
    """Tell whether no paragraph follows a table in its cell, its note or its section; `zones` are their bookmarks."""
    after = table.getnext()
    while after is not None and after.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        if after.get(qn("w:id")) in zones:
            return True
        after = after.getnext()
    return after is None or after.tag == qn("w:sectPr")
