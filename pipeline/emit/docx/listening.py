"""Finishing for those who listen: where links lead, and no blanks that a voice would read one by one.

A program that reads aloud says "blank" for each of several spaces, and "bullet" for an item in which nothing stands;
Word's accessibility checker warns of them ("Repeated blank characters"). Of white space nothing is listed as repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document
from docx.opc.part import Part
from docx.oxml.ns import qn

from pipeline.emit.docx.xml import Element, style_of, take_out

_FEW = 3  # words: so many seldom say where a link leads ("ici", "ce lien", "en savoir plus")
_LONGEST_TIP = 260  # characters, ISO/IEC 29500-1, 17.16.22
_KEEPING = "\u00a0\u202f"  # blanks that keep words together
_RUN = re.compile(rf"[ {_KEEPING}]{{2,}}")
_CODE = ("SourceCode", "TableCode")
_CODE_WORDS = "VerbatimChar"
_OWN_LINKS = ("TOC", "Index", "Part")  # lines whose links are titles


def settle_listening(document: Document, body: Element, notes: Element, part: Part) -> None:
    """Let links with few words say where they lead, take out blanks that follow blanks, and bullets without words."""
    titles = {name: said for name, said in _titles(body) if said}
    for root, holder in ((body, document.part), (notes, part)):
        _tip_links(root, holder, titles)
        _drop_bullets(root)
        for paragraph in root.iter(qn("w:p")):
            if not style_of(paragraph).startswith(_CODE):
                _join_blanks(paragraph)


def _titles(body: Element) -> Iterator[tuple[str, str]]:
    """Give the words of the paragraph in which each bookmark stands."""
    for start in body.iter(qn("w:bookmarkStart")):
        around = start.getparent()
        if around.tag == qn("w:p"):
            yield start.get(qn("w:name")), _said(around)


def _said(element: Element) -> str:
    return " ".join("".join(text.text or "" for text in element.iter(qn("w:t"))).split())


def _tip_links(root: Element, holder: Part, titles: Mapping[str, str]) -> None:
    """Give links of few words a tip: the address, or the title that they lead to (17.16.22)."""
    for link in root.iter(qn("w:hyperlink")):
        around = link.getparent()
        if around.tag == qn("w:p") and style_of(around).startswith(_OWN_LINKS):
            continue
        identifier, said = link.get(qn("r:id")), _said(link)
        goal = holder.rels[identifier].target_ref if identifier else titles.get(link.get(qn("w:anchor"), ""), "")
        if len(said.split()) <= _FEW and goal and goal != said:
            link.set(qn("w:tooltip"), goal[:_LONGEST_TIP])


def _drop_bullets(root: Element) -> None:
    """Take out bullets of lists beside which nothing stands: an item that begins with code or a table, or is empty."""
    for paragraph in list(root.iter(qn("w:p"))):
        if _is_bare(paragraph) and style_of(paragraph).rstrip("0123456789").endswith("Bullet") and _may_go(paragraph):
            take_out(paragraph)


def _is_bare(paragraph: Element) -> bool:
    texts = [child for run in paragraph.iter(qn("w:r")) for child in run if child.tag != qn("w:rPr")]
    blank = all(text.tag == qn("w:t") and not (text.text or "").strip() for text in texts)
    return blank and all(child.tag in (qn("w:pPr"), qn("w:r")) for child in paragraph)


def _may_go(paragraph: Element) -> bool:
    """Tell whether a paragraph is neither the last of its cell nor the end of a section."""
    inside = paragraph.find(qn("w:pPr"))
    after = paragraph.getnext()
    return (inside is None or inside.find(qn("w:sectPr")) is None) and after is not None and after.tag == qn("w:p")


def _join_blanks(paragraph: Element) -> None:
    """Leave one blank of several that stand side by side: the one that keeps words together, else a plain space."""
    before: Element | None = None
    for piece in paragraph.iter(qn("w:r")):
        texts = [child for child in piece if child.tag != qn("w:rPr")]
        if _is_solid(piece, texts):
            before = None
            continue
        for text in texts:
            if text.tag != qn("w:t"):
                before = None
                continue
            text.text = _RUN.sub(_one, text.text or "")
            if before is not None:
                _meet(before, text)
            before = text if text.text or before is None else before


def _is_solid(run: Element, texts: Sequence[Element]) -> bool:
    """Tell whether the blanks of a run are its own: those of code, and the padding of words on a ground."""
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    name = "" if style is None else style.get(qn("w:val"))
    said = "".join(text.text or "" for text in texts if text.tag == qn("w:t"))
    return name.startswith(_CODE_WORDS) or (bool(name) and said[:1] == "\u00a0" == said[-1:])


def _one(blanks: re.Match[str]) -> str:
    return next((blank for blank in blanks[0] if blank in _KEEPING), " ")


def _meet(before: Element, text: Element) -> None:
    """Let a blank at the end of one text and one at the head of the next be one."""
    blanks = f" {_KEEPING}"
    left, right = before.text or "", text.text or ""
    if left[-1:] and left[-1] in blanks and right[:1] and right[0] in blanks:
        if right[0] == " ":
            text.text = right[1:]
        else:
            before.text = left[:-1]
