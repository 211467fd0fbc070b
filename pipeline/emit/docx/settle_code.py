"""Finishing code: the numbers of its lines, and the stretches that the author put in bold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import pairwise

from docx.oxml.ns import qn

from pipeline.emit.docx.names import CODE
from pipeline.emit.docx.style_xml import style_id
from pipeline.emit.docx.xml import Element, bookmarks, made, set_style, take_out
from pipeline.emit.docx.zones import CodePlan


def settle_code(root: Element, plans: Mapping[str, CodePlan]) -> None:
    """Finish every block of code that has a plan; the bookmarks that named them go."""
    for name, start, end in list(bookmarks(root, CODE)):
        paragraph = start.getparent() if start.getparent().tag == qn("w:p") else None
        if paragraph is None:
            paragraph = next((one for one in start.itersiblings() if one.tag == qn("w:p")), None)
        plan = plans.get(name)
        if paragraph is not None and plan is not None:
            if plan.strong:
                _stress(paragraph, plan.strong)
            if plan.numbered:
                _number(paragraph)
        take_out(start, end)


def _stress(paragraph: Element, stretches: tuple[tuple[int, int], ...]) -> None:
    """Put stretches of the text in the style of stressed code, parting runs where they begin and end."""
    edges = sorted({edge for stretch in stretches for edge in stretch})
    for run, begin, text in list(_texts(paragraph)):
        cuts = [0, *(edge - begin for edge in edges if begin < edge < begin + len(text)), len(text)]
        for left, right in pairwise(cuts):
            piece = deepcopy(run)
            shown = piece.find(qn("w:t"))
            shown.text = text[left:right]
            shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            if any(first <= begin + left and begin + right <= last for first, last in stretches):
                take_out(piece.find(qn("w:rPr")))
                piece.insert(0, made(f'<w:rPr><w:rStyle w:val="{style_id("Code Strong")}"/></w:rPr>'))
            run.addprevious(piece)
        take_out(run)


def _texts(paragraph: Element) -> Iterator[tuple[Element, int, str]]:
    """Give each run of text and where it begins; a line ending counts for one character."""
    at = 0
    for run in paragraph.iter(qn("w:r")):
        shown = run.find(qn("w:t"))
        if run.find(qn("w:br")) is not None:
            at += 1
        elif shown is not None and shown.text:
            yield run, at, shown.text
            at += len(shown.text)


def _number(paragraph: Element) -> None:
    """Number the lines: each number is a run of its own style, so that code can be copied without them by style."""
    set_style(paragraph, style_id("Source Code Numbered"))
    breaks = [run for run in paragraph.iter(qn("w:r")) if run.find(qn("w:br")) is not None]
    width = len(str(len(breaks) + 1))
    first = next((child for child in paragraph if child.tag != qn("w:pPr")), None)
    if first is not None:
        for piece in _line_number(1, width):
            first.addprevious(piece)
    for number, run in enumerate(breaks, start=2):
        for piece in reversed(_line_number(number, width)):
            run.addnext(piece)


def _line_number(number: int, width: int) -> tuple[Element, Element]:
    look = f'<w:rPr><w:rStyle w:val="{style_id("line number")}"/></w:rPr>'
    shown = str(number).rjust(width, "\u2007")
    return made(f"<w:r>{look}<w:t>{shown}</w:t></w:r>"), made("<w:r><w:tab/></w:r>")
