"""LibreOffice reads the ODT: its pages are those of the Word file, and what it saves of it for Word says the same."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from pipeline.emit import docx
from pipeline.emit.odt.document import told_again
from tests.emit.docx_reading import every, part, said, style
from tests.emit.sample import sample_order
from tests.emit.sample_dialect import dialect_order
from tests.emit.words import words
from tests.office import convert, printed
from tests.reading_back import docx_text, missing_words, squashed

pytestmark = pytest.mark.clients

_BOOKS = {"draft": sample_order("draft"), "final": sample_order("final"), "dialect": dialect_order("final")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples in both formats, each as LibreOffice prints it, and the ODT as it saves it for Word."""
    made = tmp_path_factory.mktemp("office")
    word = {name: docx.emit(order)[docx.FILE] for name, order in _BOOKS.items()}
    printed(made / "word", word)
    printed(made / "odt", {name: told_again(data, name != "draft").data for name, data in word.items()}, ending="odt")
    (made / "saved").mkdir()
    convert([made / "odt" / f"{name}.odt" for name in _BOOKS], "docx", made / "saved")
    return made


def _pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("name", list(_BOOKS))
def test_its_pages_hold_every_word(folder: Path, name: str) -> None:
    text = "\n".join(_pages(folder / "odt" / f"{name}.pdf"))
    # Its PDF has no letters for emoji; an address may be broken by a sign of its own.
    asked = [word for word in words(_BOOKS[name].handbook) if word.isascii() or word.isalpha()]
    assert missing_words(asked, text) == []


@pytest.mark.parametrize("name", list(_BOOKS))
def test_it_has_the_pages_of_the_word_file(folder: Path, name: str) -> None:
    own, other = (_pages(folder / kind / f"{name}.pdf") for kind in ("odt", "word"))
    assert abs(len(own) - len(other)) <= 1 + len(other) // 50


@pytest.mark.parametrize("name", list(_BOOKS))
def test_titles_stand_on_the_pages_where_the_word_file_has_them(folder: Path, name: str) -> None:
    own, other = ([squashed(page) for page in _pages(folder / kind / f"{name}.pdf")] for kind in ("odt", "word"))
    data = (folder / "word" / f"{name}.docx").read_bytes()
    titles = [squashed(said(one)) for one in every(part(data, "document.xml"), "w:p") if style(one) == "Heading1"]
    assert titles
    for title in (one for one in titles if one):
        places = [[place for place, page in enumerate(pages) if title in page] for pages in (own, other)]
        assert not places[1] or any(abs(a - b) <= 1 for a in places[0] for b in places[1]), title


def test_every_page_says_which_it_is(folder: Path) -> None:
    pages = _pages(folder / "odt" / "final.pdf")
    numbers = [re.search(r"page (\d+) sur (\d+)", " ".join(page.split())) for page in pages]
    found = [(place, int(one[1]), int(one[2])) for place, one in enumerate(numbers, 1) if one]
    assert len(found) > len(pages) / 2
    assert all(place == page and total == len(pages) for place, page, total in found)


@pytest.mark.parametrize("name", list(_BOOKS))
def test_what_it_saves_for_word_says_the_same(folder: Path, name: str) -> None:
    saved = (folder / "saved" / f"{name}.docx").read_bytes()
    asked = [word for word in words(_BOOKS[name].handbook) if word.isascii() or word.isalpha()]
    assert missing_words(asked, docx_text(saved)) == []
    root = part(saved, "document.xml")
    names = {one.get(one.nsmap["w"] and f"{{{one.nsmap['w']}}}name") for one in every(root, "w:bookmarkStart")}
    source = part((folder / "word" / f"{name}.docx").read_bytes(), "document.xml")
    asked_names = {one.get(f"{{{one.nsmap['w']}}}name") for one in every(source, "w:bookmarkStart")}
    assert asked_names - names == set()
    heads = [len(every(table, "w:tblHeader")) for table in every(root, "w:tbl")]
    assert sum(heads) >= sum(len(every(table, "w:tblHeader")) for table in every(source, "w:tbl"))
