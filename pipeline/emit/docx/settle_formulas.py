"""Finishing equations: what pandoc 3.9 writes otherwise than the schema of Word's equations wants it."""

from __future__ import annotations

from docx.oxml.ns import qn

from pipeline.emit.docx.xml import Element, take_out

_COLUMN, _COUNT = qn("m:mcPr"), qn("m:count")
_RUN, _WORDS, _LETTERS, _STYLE = qn("m:rPr"), qn("m:nor"), qn("m:scr"), qn("m:sty")


def settle_formulas(root: Element) -> None:
    """Mend the properties of equations in a part of the package.

    The number of a matrix's columns stands before how they stand (ISO/IEC 29500-1, 22.1.2.62); a run is words or has
    letters of a kind, then a style (22.1.2.91).
    """
    for column in root.iter(_COLUMN):
        count = column.find(_COUNT)
        if count is not None:
            column.insert(0, count)
    for run in root.iter(_RUN):
        letters, style = run.find(_LETTERS), run.find(_STYLE)
        if run.find(_WORDS) is not None:
            take_out(letters, style)
        elif letters is not None and style is not None:
            style.addprevious(letters)
