"""Finishing text: lists that are Word's own, character styles instead of direct formatting, numbered titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from pipeline.emit.docx.numbering import (
    BULLETS,
    CALLOUT_BULLETS,
    CALLOUT_NUMBERS,
    DEFINITION_BULLETS,
    DEFINITION_NUMBERS,
    FIRST_FREE,
    HEADINGS,
    NUMBERS,
    STEP_NUMBERS,
    TABLE_BULLETS,
    TABLE_NUMBERS,
    list_xml,
    numbering_xml,
)
from pipeline.emit.docx.package import part_named
from pipeline.emit.docx.piece_styles import CALLOUT_PADDING
from pipeline.emit.docx.style_xml import style_id
from pipeline.emit.docx.xml import Element, made, number, previous, set_style, style_of, take_out

# What the styles begin with of pieces that stand apart from the text after them.
_BLOCKS = ("Callout", "Card", "Reference", "Attachment", "Definition", "Step", "Index")
# Those of them that no list stands in.
_CLOSED = ("Callout", "CardLink", "Reference", "Embed", "Attachment", "Index")
_FIRST_ITEMS = frozenset(("ListBullet", "ListNumber", "ListTask"))
_PLAIN_LEVELS = 3  # List Bullet, List Bullet 2, List Bullet 3


def settle_lists(document: Document, roots: list[Element], tokens: dict[str, Any]) -> None:
    """Put every list paragraph in one of our lists, instead of those that pandoc made."""
    pandoc = part_named(document, "/word/numbering.xml").element  # type: ignore[attr-defined]
    starts = _starts(pandoc)
    new = made(numbering_xml(tokens, CALLOUT_PADDING))
    given: dict[str, int] = {}
    steps: list[tuple[int, int]] = []
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            old = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            level = -1 if old is None else int(old.find(qn("w:ilvl")).get(qn("w:val")))
            if old is None:
                continue
            pandoc_list = old.find(qn("w:numId")).get(qn("w:val"))
            if style_of(paragraph) in ("StepTitle", "StepFirst"):
                given[pandoc_list] = _step_list(starts.get(pandoc_list, 1), steps, len(given), new)
                number(paragraph, 0, given[pandoc_list])
            else:
                _settle_item(paragraph, level, pandoc_list, starts, given, new)
    for child in list(pandoc):
        pandoc.remove(child)
    for child in list(new):
        pandoc.append(child)


def _settle_item(
    paragraph: Element, level: int, old: str, starts: Mapping[str, int], given: dict[str, int], new: Element
) -> None:
    style = style_of(paragraph)
    take_out(paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}"))
    bullets, numbers = _lists_of(style)
    if bullets:
        # The style of the first levels names its list itself: nothing is left to say.
        if not (style.startswith("ListBullet") and level < _PLAIN_LEVELS):
            number(paragraph, level, bullets)
    elif numbers:
        if old not in given:
            given[old] = FIRST_FREE + len(given)
            new.append(made(list_xml(given[old], numbers, level, starts.get(old, 1))))
        number(paragraph, level, given[old])


def _step_list(place: int, steps: list[tuple[int, int]], taken: int, new: Element) -> int:
    """Give the list of a step: that of the step before it, so that Word counts on; a new one for the first.

    `steps` are the lists still open, innermost last, each with the number that it comes to next.
    """
    while steps and steps[-1][1] != place:
        if place == 1:
            break
        steps.pop()
    if place == 1 or not steps:
        made_list = FIRST_FREE + taken
        new.append(made(list_xml(made_list, STEP_NUMBERS, 0, place)))
    else:
        made_list, _next = steps.pop()
    steps.append((made_list, place + 1))
    return made_list


def _lists_of(style: str) -> tuple[int, int]:
    """Give the list of bullets, or the definition of numbers, that a paragraph style calls for."""
    if style.startswith("ListBullet"):
        return BULLETS, 0
    if style == "StepBullet":
        return BULLETS, 0
    if style == "DefinitionBullet":
        return DEFINITION_BULLETS, 0
    if style == "DefinitionNumber":
        return 0, DEFINITION_NUMBERS
    if style.startswith("ListNumber") or style == "StepNumber":
        return 0, NUMBERS
    if style == "TableBullet":
        return TABLE_BULLETS, 0
    if style == "TableNumber":
        return 0, TABLE_NUMBERS
    if style.startswith("Callout") and style.endswith("Bullet"):
        return CALLOUT_BULLETS, 0
    if style.startswith("Callout") and style.endswith("Number"):
        return 0, CALLOUT_NUMBERS
    return 0, 0


def _starts(numbering: Element) -> dict[str, int]:
    """Give the first number of each of pandoc's lists."""
    found: dict[str, int] = {}
    for one in numbering.iter(qn("w:num")):
        override = one.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")
        if override is not None:
            found[one.get(qn("w:numId"))] = int(override.get(qn("w:val")))
    return found


# Lines of the contents and of lists, whose links have no look of their own.
_ENTRIES = ("TOC1", "TOC2", "TOC3", "TOCPart", "TableofFigures", "PartEntry")


def settle_runs(root: Element) -> None:
    """Give code in titles, and the links of contents, part pages and indexes, looks of their own."""
    for paragraph in root.iter(qn("w:p")):
        style = style_of(paragraph)
        if style.startswith("Heading") or style == "PartTitle":
            for named in paragraph.iter(qn("w:rStyle")):
                if named.get(qn("w:val")) == "VerbatimChar":
                    named.set(qn("w:val"), "TitleCode")
        if style.startswith("Index"):
            _settle_index_links(paragraph)
        if style in _ENTRIES:
            for run in paragraph.iter(qn("w:r")):
                named = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
                if named is not None and named.get(qn("w:val")) in ("Number", "ContentsPart", "ContentsPage"):
                    continue
                take_out(run.find(qn("w:rPr")))
                look = "PartLink" if style == "PartEntry" else "ContentsLink"
                run.insert(0, made(f'<w:rPr><w:rStyle w:val="{look}"/></w:rPr>'))


def _settle_index_links(paragraph: Element) -> None:
    """Give the links of an index their own quiet look: a line of dots is not to be underlined."""
    for link in paragraph.iter(qn("w:hyperlink")):
        for run in link.iter(qn("w:r")):
            named = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
            if named is not None and named.get(qn("w:val")) == "Hyperlink":
                named.set(qn("w:val"), "IndexLink")
            elif run.find(qn("w:rPr")) is None:
                run.insert(0, made('<w:rPr><w:rStyle w:val="IndexLink"/></w:rPr>'))


def settle_spaces(root: Element) -> None:
    """Keep text at a distance from the table or callout before it: Word has no margins around them."""
    for paragraph in root.iter(qn("w:p")):
        before = previous(paragraph)
        if before is None:
            continue
        style, above = style_of(paragraph), style_of(before)
        if style == "BodyText" and (before.tag == qn("w:tbl") or above.startswith(_BLOCKS)):
            set_style(paragraph, "AfterBlock")
        elif style == "BodyText" and above.startswith("List"):
            set_style(paragraph, "AfterList")
        elif style in _FIRST_ITEMS and (before.tag == qn("w:tbl") or above.startswith(_CLOSED)):
            set_style(paragraph, f"{style}First")


def settle_notes(body: Element, notes: Element) -> None:
    """Number the footnotes without gaps, as Word does: LibreOffice 7.4 mixes them up otherwise.

    The number of each comes to the head of its first paragraph: pandoc gives it a line of its own.
    """
    separators = [note for note in notes if note.get(qn("w:type"))]
    for note in sorted(separators, key=lambda one: int(one.get(qn("w:id"))), reverse=True):
        notes.insert(0, note)
    texts = [note for note in notes if not note.get(qn("w:type"))]
    numbers = {note.get(qn("w:id")): str(place) for place, note in enumerate(texts, start=1)}
    for call in (*texts, *body.iter(qn("w:footnoteReference"))):
        call.set(qn("w:id"), numbers[call.get(qn("w:id"))])
    for note in texts:
        lines = note.findall(qn("w:p"))
        if len(lines) < 2 or lines[0].find(f"{qn('w:r')}/{qn('w:footnoteRef')}") is None:
            continue
        head = [run for run in lines[0] if run.tag != qn("w:pPr")]
        if len(head) == 1:
            inside = lines[1].find(qn("w:pPr"))
            space = made('<w:r><w:t xml:space="preserve"> </w:t></w:r>')
            place = 0 if inside is None else 1
            lines[1].insert(place, head[0])
            lines[1].insert(place + 1, space)
            take_out(lines[0])


def settle_titles(root: Element, levels: Mapping[str, int]) -> None:
    """Number the titles of pages below a chapter, by bookmark; level -1 takes the number of a chapter away."""
    for start in root.iter(qn("w:bookmarkStart")):
        level = levels.get(start.get(qn("w:name")))
        paragraph = start.getparent()
        if level and paragraph.tag == qn("w:p") and style_of(paragraph).startswith(style_id("heading")):
            number(paragraph, max(level, 0), HEADINGS if level > 0 else 0)
