"""Reading a finished PDF back: words by pypdfium2 (the only module that knows it), things by its tags."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from pipeline.build.verify.expected import FRONT
from pipeline.build.verify.found import Found, Places, UnreadableError
from pipeline.build.verify.text import fold
from pipeline.build.verify.things import Seen, Sort, address_key, inside_key
from pipeline.config import PrintSettings
from pipeline.emit.formats import sized
from pipeline.emit.look import Look
from pipeline.emit.pdf.tags import Tags, tags

_POINTS = 72 / 25.4  # in a millimetre
_SORTS: dict[str, Sort] = {
    "Figure": "picture",
    "Table": "table",
    "Note": "note",
    "FENote": "note",
    "Formula": "formula",
}
_EDGE = 12  # millimetres at the outer edge, where the labels of parts stand
# WeasyPrint tags footnotes as plain text.
_BLIND: frozenset[Sort] = frozenset()


def read_pdf(data: bytes, places: Places, look: Look) -> Mapping[str, Found]:
    """Give what each chapter of a PDF holds, by its id; what stands outside them is the front.

    A chapter begins on a page of its own. Running heads and folios stand in the margins that the look sets and are
    not read.

    Raises:
        UnreadableError: it is no PDF.
    """
    try:
        marked = tags(data)
        texts = list(_texts(data, look, places.notes))
    except ValueError as error:
        raise UnreadableError(str(error)) from error
    owners = _owners(marked, places, len(texts))
    pieces: dict[str, list[str]] = defaultdict(list)
    things: dict[str, list[Seen]] = defaultdict(list)
    for owner, text in zip(owners, texts, strict=True):
        pieces[owner].append(text)
    for page, seen in _seen(marked):
        things[owners[page]].append(seen)
    return {name: Found("\n".join(pieces[name]), tuple(things[name]), _BLIND) for name in pieces}


def _texts(data: bytes, look: Look, notes: frozenset[str]) -> Iterator[str]:
    """Give the text of each page without what stands in its margins and at its edges, which the cover has none of.

    `notes` are what the notes in the outer column may say: they are left out too.
    """
    import pypdfium2

    side = _EDGE * _POINTS
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        for number, page in enumerate(document):
            width, height = page.get_trimbox()[2:]
            measures = _measures(look, min(width, height))
            top, bottom = measures["top"] * _POINTS, measures["bottom"] * _POINTS
            column = (max(measures["inner"], measures["outer"]) + measures["side"]) * _POINTS
            text = page.get_textpage()
            whole = str(text.get_text_range())
            margins = (
                (
                    text.get_text_bounded(0, height - top, width, height),
                    text.get_text_bounded(0, 0, width, bottom),
                    text.get_text_bounded(0, bottom, side, height - top),
                    text.get_text_bounded(width - side, bottom, width, height - top),
                )
                if number
                else ()
            )
            beside = str(text.get_text_bounded(0, bottom, column, height - top))
            yield _without_notes(_without(whole, margins), beside, notes)
            text.close()
            page.close()
    finally:
        document.close()


def _measures(look: Look, width: float) -> dict[str, float]:
    """Give the measures of the paper that is nearest to a page's width in points."""
    papers = [sized(look, PrintSettings(size=size)).tokens["page"] for size in ("A4", "A5")]
    return min(papers, key=lambda page: abs(page["width"] * _POINTS - width))


def _without(whole: str, margins: tuple[str, ...]) -> str:
    """Give a page's text without the lines of its margins, which are written last."""
    for line in (line for margin in margins for line in margin.splitlines() if line.strip()):
        # Not inside a word (the big numeral of a chapter may reach into the margin); the hyphen of a word that the
        # page cuts stands against it.
        places = [match.span() for match in re.finditer(rf"(?<![^\s\ufffe]){re.escape(line.strip())}(?!\S)", whole)]
        if places:
            start, end = places[-1]
            whole = f"{whole[:start]}\n{whole[end:]}"
    return whole


def _without_notes(whole: str, column: str, notes: frozenset[str]) -> str:
    """Give a page's text without the notes of a draft in its outer column, which are written after all else.

    They would stand between the two halves of a word that the page cuts.
    """
    lines = Counter(line.strip() for line in column.splitlines() if line.strip())
    rest = whole.rstrip()
    while lines[last := rest.rpartition("\n")[2].strip()] and any(last.rstrip("…") in note for note in notes):
        lines[last] -= 1
        rest = rest[: -len(last)].rstrip()
    return rest + "\n"


def _owners(marked: Tags, places: Places, count: int) -> list[str]:
    """Give the stretch that each page belongs to; of two that begin on one page, the first has it."""
    begins: dict[int, str] = {}
    for name in places.chapters:
        if name in marked.places:
            begins.setdefault(marked.places[name], name)
    for name in places.fronts:
        if name in marked.places:
            begins.setdefault(marked.places[name], FRONT)
    owners, here = [], FRONT
    for number in range(count):
        here = begins.get(number, here)
        owners.append(here)
    return owners


def _seen(marked: Tags) -> Iterator[tuple[int, Seen]]:
    for element in marked.elements:
        if element.page >= 0:
            yield element.page, Seen(_SORTS[element.kind], fold(element.alt))
    for page, target, inside in marked.links:
        yield page, Seen("link", inside_key(target) if inside else address_key(target))
