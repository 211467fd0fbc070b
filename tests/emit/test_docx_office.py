"""LibreOffice, a real client: it opens the file, and its pages say the same words where the contents say."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from pipeline.emit.docx import FILE, emit
from tests.emit.docx_reading import every, part, said, style
from tests.emit.sample import sample_order
from tests.emit.words import words
from tests.office import printed
from tests.reading_back import missing_words, squashed


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
