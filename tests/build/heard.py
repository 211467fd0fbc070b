"""Whether a tagged PDF says what a Word file says: every paragraph whole and in order, every table cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from tests.emit.docx_reading import Element, every, inside, part, parts, q, said
from tests.emit.read_aloud import Aloud
from tests.reading_back import squashed

# What LibreOffice looks up or counts itself: its numbers need not be those that the file names.
_COUNTED = ("w:fldChar", "w:fldSimple", "w:footnoteReference")


def letters(text: str) -> str:
    """Give a text without what LibreOffice's PDF has no letters for: pictographs."""
    return "".join(letter for letter in text if letter.isascii() or letter.isalpha())


def _essence(text: str, figures: bool = False) -> str:
    bare = squashed(letters(text))
    return bare if figures else re.sub(r"\d", "", bare)


def unheard(docx: bytes, aloud: Aloud) -> list[str]:
    """Give the beginnings of paragraphs outside tables that are not said whole where their place is.

    What stands beside the text may be said before or after it; a note where it is called.
    """
    whole = _essence(aloud.text)
    missed: list[str] = []
    place = 0
    for paragraph in _paragraphs(docx):
        words = _essence(said(paragraph))
        found = whole.find(words, 0 if _stands_apart(paragraph) else place)
        if found < 0:
            missed.append(f"{'moved' if words in whole else 'lost'}: {said(paragraph)[:60]}")
        elif not _stands_apart(paragraph):
            place = found + 1
    return missed


def _paragraphs(docx: bytes) -> Iterator[Element]:
    roots = [part(docx, name) for name in ("document.xml", "footnotes.xml") if f"word/{name}" in parts(docx)]
    for paragraph in (one for root in roots for one in every(root, "w:p")):
        if not _ancestor(paragraph, "w:tbl") and _essence(said(paragraph)):
            yield paragraph


def _stands_apart(paragraph: Element) -> bool:
    return inside(paragraph, "w:pPr/w:framePr") is not None or _ancestor(paragraph, "w:footnote")


def _ancestor(element: Element, name: str) -> bool:
    return next(iter(element.iterancestors(q(name))), None) is not None


def unsaid(docx: bytes, text: str) -> list[str]:
    """Give the beginnings of paragraphs that a text does not hold whole, wherever."""
    whole = _essence(text)
    roots = [part(docx, name) for name in ("document.xml", "footnotes.xml") if f"word/{name}" in parts(docx)]
    texts = (said(one) for root in roots for one in every(root, "w:p"))
    return [words[:60] for words in texts if _essence(words) not in whole]


def changed_tables(docx: bytes, aloud: Aloud) -> list[str]:
    """Give the tables that are not said as they are written: their rows and cells, empty ones left out."""
    written = every(part(docx, "document.xml"), "w:tbl")
    changed = [f"{len(written)} tables are written, {len(aloud.tables)} said"] * (len(written) != len(aloud.tables))
    for table, told in zip(written, aloud.tables, strict=False):
        counted = any(every(table, name) for name in _COUNTED)
        asked = [[said(cell) for cell in row.findall(q("w:tc"))] for row in table.findall(q("w:tr"))]
        pairs = list(zip_longest(_bare(asked, not counted), _bare(told, not counted)))
        changed += [f"{said(table)[:40]}: {ours} is said as {theirs}" for ours, theirs in pairs if ours != theirs]
    return changed


def _bare(rows: list[list[str]] | tuple[tuple[str, ...], ...], figures: bool) -> list[list[str]]:
    return [[words for cell in row if (words := _essence(cell, figures))] for row in rows]
