"""LibreOffice, a real client: it opens the file, and its pages say the same words where the contents say."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from pipeline.emit.docx import FILE, emit
from pipeline.model import Footnote, FootnoteReference, Marked, Marker, Page, Part
from tests.emit.docx_reading import every, part, said, style
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, p, t
from tests.emit.words import words
from tests.office import printed
from tests.reading_back import missing_words, squashed

pytestmark = pytest.mark.clients


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample as Word files and as LibreOffice prints them."""
    made = tmp_path_factory.mktemp("office")
    printed(made, {"draft": emit(sample_order("draft"))[FILE], "final": emit(sample_order("final"))[FILE]})
    return made


def _pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("edition", ["draft", "final"])
def test_its_pages_hold_every_word(folder: Path, edition: str) -> None:
    text = "\n".join(_pages(folder / f"{edition}.pdf"))
    # Its PDF has no letters for emoji; an address may be broken by a sign of its own.
    asked = [word for word in words(sample_order().handbook) if word.isascii() or word.isalpha()]
    assert missing_words(asked, text) == []


def test_all_pages_are_a4(folder: Path) -> None:
    document = pypdfium2.PdfDocument(folder / "draft.pdf")
    try:
        assert {tuple(round(side) for side in page.get_size()) for page in document} == {(595, 842)}
    finally:
        document.close()


def test_the_contents_name_the_right_pages(folder: Path) -> None:
    pages = [squashed(text) for text in _pages(folder / "draft.pdf")]
    data = (folder / "draft.docx").read_bytes()
    wrong = []
    for line in (one for one in every(part(data, "document.xml"), "w:p") if style(one) in ("TOC1", "TOCPart")):
        *_before, title, number = said(line).split("\t")
        name = re.sub(r"[^\w’ ]", "", title)
        found = [place for place, text in enumerate(pages, start=1) if place > 3 and squashed(name) in text]
        if found and not any(abs(place - int(number)) <= 1 for place in found):
            wrong.append((title, number, found))
    assert wrong == []


def test_every_page_says_which_it_is(folder: Path) -> None:
    pages = _pages(folder / "final.pdf")
    for place, text in enumerate(pages[2:], start=3):
        if "Partie I" not in text.split("\n")[0] or place < 4:
            assert f"page {place} sur {len(pages)}" in " ".join(text.split()), place


def test_comments_between_footnotes_leave_their_words_alone(tmp_path: Path) -> None:
    """LibreOffice 7.4 confuses the words of all notes where a comment's mark stands between the first two calls."""
    notes = tuple(Footnote(name, (p(f"Note {name}."),), at()) for name in ("alpha", "bravo", "charlie"))
    calls = [FootnoteReference(name, at()) for name in ("alpha", "bravo", "charlie")]
    marked = Marked(1, t("[À COMPLÉTER]"))
    blocks = (p("Un", calls[0], " puis ", marked), p("deux", calls[1], " trois", calls[2]))
    page = Page("page", "page.md", "page", t("Essai"), blocks, at(), footnotes=notes)
    marker = Marker(1, "to-complete", "sure", at(), "[À COMPLÉTER]", "", (), "page", "f", "")
    order = sample_order()
    book = replace(order.handbook, parts=(Part("", (), (page,)),), markers=(marker,))
    data = emit(order._replace(handbook=book))[FILE]
    printed(tmp_path, {"notes": data})
    text = " ".join("\n".join(_pages(tmp_path / "notes.pdf")).split())
    assert [text.count(f"Note {name}.") for name in ("alpha", "bravo", "charlie")] == [1, 1, 1]
