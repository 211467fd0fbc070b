"""Running heads and footers: part and chapter by fields that look them up, the page and how many there are.

Sections that say the same share one part of the package.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias
from xml.sax.saxutils import escape

from docx.document import Document

from pipeline.emit.characters import readable
from pipeline.emit.docx.inline import field
from pipeline.emit.docx.xml import Element, made
from pipeline.emit.docx.zones import Zone
from pipeline.messages import Say

# The side of an open book that a page lies on; "" where only one side of a sheet is printed.
Side: TypeAlias = Literal["", "left", "right"]


class Furniture(NamedTuple):
    """What stands at the head and foot of pages, and the parts made for it so far, by their content.

    `stamp` draws the watermark of a draft by its number, "" for none.
    """

    document: Document
    say: Say
    title: str
    draft: str
    stamp: Callable[[int], str]
    made: dict[str, str]

    def head(self, zone: Zone | None, turned: bool, bare: bool, side: Side = "") -> str:
        """Give the relationship of a running head; without a zone it says only that this is a draft."""
        style = "HeaderLandscape" if turned else "Header"
        lines = [] if zone is None else [_head_line(zone, self.title, side)]
        if self.draft and not bare:
            across = "<w:r><w:tab/></w:r>" if side == "right" else ""
            lines.append(across + _run(self.draft, "Draft"))
        return self._part("header", [_paragraph(style, line) for line in lines] or [_paragraph(style, "")], bare)

    def foot(self, turned: bool, bare: bool, side: Side = "") -> str:
        """Give the relationship of a footer: the handbook's title, and "page x of y", on the outer edge of a sheet."""
        style = "FooterLandscape" if turned else "Footer"
        ends = [_run(self.title), _page_line(self.say)]
        line = "" if bare else "<w:r><w:tab/></w:r>".join(reversed(ends) if side == "left" else ends)
        return self._part("footer", [_paragraph(style, line)], True)

    def _part(self, kind: str, paragraphs: list[str], bare: bool) -> str:
        key = f"{kind} {bare} {''.join(paragraphs)}"
        if key not in self.made:
            if not bare:
                paragraphs[0] = paragraphs[0].replace("</w:p>", f"{self.stamp(len(self.made))}</w:p>")
            main = self.document.part
            add = main.add_header_part if kind == "header" else main.add_footer_part
            part, identifier = add()  # type: ignore[no-untyped-call]
            _fill(part.element, paragraphs)
            self.made[key] = identifier
        return self.made[key]


def _fill(root: Element, paragraphs: list[str]) -> None:
    for child in list(root):
        root.remove(child)
    for paragraph in paragraphs:
        root.append(made(paragraph))


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(readable(text))}</w:t></w:r>'


def _head_line(zone: Zone, title: str, side: Side) -> str:
    """Give part and chapter, on both sides of a sheet one each.

    `STYLEREF 1` is the last heading of level 1 in every language of Word (17.16.5.59); styles that are not Word's own
    have one name in all of them.
    """
    part = field('STYLEREF "Part Title"', zone.part) if zone.part else _run(title)
    chapter = "<w:r><w:tab/></w:r>" + field(_looked_up(zone.titled), zone.chapter)
    return {"left": part, "right": chapter}.get(side, part + chapter)


def _looked_up(style: str) -> str:
    return f'STYLEREF "{style}"' if style else "STYLEREF 1"


def _page_line(say: Say) -> str:
    """Give "page x of y" in the handbook's language, both numbers fields."""
    before, between, after = say("page {number} of {total}", number="\0", total="\0").split("\0")
    return _run(before) + field("PAGE", "1") + _run(between) + field("NUMPAGES", "1") + (_run(after) if after else "")
