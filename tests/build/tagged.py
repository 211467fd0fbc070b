"""What veraPDF finds in LibreOffice's tagged PDF, and what of it is LibreOffice's own doing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.build.clients import Printed
from tests.emit.verapdf import lacking

# What LibreOffice 7.4 breaks whatever a file says: the order of fields (7.18.3), links made of text (7.18.5), ids of
# notes (7.9).
OWN = frozenset(("7.18.3-1", "7.9-1", "7.18.5-1"))
# It draws the lines around paragraphs and words outside the tags (7.1-3), and calls a tag by its style, also where a
# style of Word's own has the name of a tag (7.1-7).
LINES, NAMED = "7.1-3", "7.1-7"
# ISO 32000-1, 14.8.4: the tags that a style could be called by.
_STANDARD = {
    *("/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index", "/Private"),
    *("/NonStruct", "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table"),
    *("/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Span", "/Quote", "/Note", "/Reference", "/BibEntry"),
    *("/Code", "/Link", "/Annot", "/Figure", "/Formula", "/Form"),
}


def rules(own: Printed) -> dict[str, str]:
    """Give what veraPDF says of each rule that is broken; without veraPDF the test is skipped."""
    if own.verdict is None:
        pytest.skip(f"veraPDF needs {', '.join(lacking())}")
    return {line.split()[1]: line for line in own.verdict}


def outside_tags(pdf: Path) -> list[str]:
    """Give what is drawn outside all tags and is more than a line or a ground: words and pictures."""
    with pikepdf.open(pdf) as document:
        return [fault for page in document.pages for fault in _outside_tags(page)]


def _outside_tags(page: pikepdf.Page) -> Iterator[str]:
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        sign = str(instruction.operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(sign, 0)
        if depth == 0 and sign in ("Tj", "TJ", "'", '"', "Do", "INLINE IMAGE"):
            yield f"{sign} {instruction.operands!s:.40}"


def remapped(pdf: Path) -> set[str]:
    """Give the names of standard tags that stand for something else."""
    with pikepdf.open(pdf) as document:
        return _STANDARD & set(document.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary()).keys())
