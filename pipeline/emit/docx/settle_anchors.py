"""Finishing anchors: their names begin with a low line, which hides them in Word; each stands inside its paragraph."""

from __future__ import annotations

from docx.oxml.ns import qn

from pipeline.emit.docx.names import ANCHORED
from pipeline.emit.docx.xml import Element, bookmarks, properties, take_out
from pipeline.manuscript.edition import ANCHOR

_HOLDERS = (qn("w:p"), qn("w:hyperlink"))


def settle_anchors(root: Element) -> None:
    """Finish every anchor. One around a whole paragraph is put into it: between two paragraphs it would be lost."""
    for name, start, end in list(bookmarks(root, ANCHORED + ANCHOR)):
        start.set(qn("w:name"), name.removeprefix(ANCHORED))
        if start.getparent().tag in _HOLDERS:
            continue
        paragraph = next((one for one in start.itersiblings() if one.tag == qn("w:p")), None)
        if paragraph is None or end is None:
            take_out(start, end)
            continue
        properties(paragraph).addnext(start)
        paragraph.append(end)
