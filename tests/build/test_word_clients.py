"""Every Word file of ours before real clients: Word's checkers, the Open XML SDK, LibreOffice and its PDF."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model import Handbook, Heading
from pipeline.model.text import plain
from pipeline.model.walk import walk
from tests.build.clients import NAMES, Client, Made
from tests.build.heard import changed_tables, letters, unheard
from tests.build.tagged import LINES, NAMED, OWN, outside_tags, remapped, rules
from tests.emit.docx_reading import every, inside, part, said, sections, style, value
from tests.emit.open_xml import schema_errors
from tests.emit.word_access import Found, findings
from tests.emit.word_package import heading_level, opened
from tests.reading_back import squashed

pytestmark = pytest.mark.clients

# -- Word ----------------------------------------------------------------------------------------------------------


def _by_the_author(found: Found, book: Handbook, name: str) -> bool:
    """Tell whether a finding is in the words of the sources, which are not ours to change.

    The sample has on purpose what HTML lets an author write: a table without heads, and one with merged cells.
    """
    if found.rule == "headings are short":
        titles = (plain(node.children) for node in walk(book) if isinstance(node, Heading))
        return squashed(found.words) in {squashed(title) for title in titles}
    tables = ("tables name their header row", "tables are simple: no merged or split cells")
    return name.startswith("sample") and found.rule in tables and found.words.startswith("<tbl> Tableau:")


@pytest.mark.parametrize("name", NAMES)
def test_words_accessibility_checker_finds_nothing(made: Callable[[str], Made], name: str) -> None:
    own = made(name)
    assert [one for one in findings(own.docx) if not _by_the_author(one, own.book, name)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_open_xml_sdk_finds_no_error(made: Callable[[str], Made], name: str, tmp_path: Path) -> None:
    file = tmp_path / "book.docx"
    file.write_bytes(made(name).docx)
    assert schema_errors(file) == []


def test_the_open_xml_sdk_finds_a_planted_error(made: Callable[[str], Made], tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    with zipfile.ZipFile(io.BytesIO(made("sample-final").docx)) as package, zipfile.ZipFile(bad, "w") as planted:
        for name in package.namelist():
            planted.writestr(name, package.read(name).replace(b"<w:body>", b"<w:body><w:tc/>"))
    assert any("child element" in error for error in schema_errors(bad))


# -- LibreOffice ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_says_the_same_words_in_the_same_order(clients: Callable[[str], Client], name: str) -> None:
    own = clients(name).word
    assert unheard(own.file.read_bytes(), own.aloud()) == []


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_has_the_same_tables(clients: Callable[[str], Client], name: str) -> None:
    own = clients(name).word
    assert changed_tables(own.file.read_bytes(), own.aloud()) == []


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_sees_the_same_headings(clients: Callable[[str], Client], name: str) -> None:
    own = clients(name).word
    package = opened(own.file.read_bytes())
    headings = [
        squashed(letters(said(paragraph)))
        for paragraph in every(package.body, "w:p")
        if heading_level(paragraph, package.styles)
    ]
    outline = [squashed(letters(title)) for title in own.outline()]
    assert len(outline) == len(headings)
    assert [(told, seen) for told, seen in zip(headings, outline, strict=True) if not seen.endswith(told)] == []


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_as_the_sections_say(clients: Callable[[str], Client], name: str) -> None:
    own = clients(name).word
    data = own.file.read_bytes()
    asked = {
        tuple(round(int(value(inside(section, "w:pgSz"), f"w:{side}")) / 20) for side in "wh")
        for section in sections(data)
    }
    sizes, pages = own.sizes(), own.pages()
    assert {_near(size, asked) for size in sizes} == asked
    bare = sum(1 for text in pages if not re.search(r"page\s+\d+\s+sur\s+\d+", text))
    assert bare <= _bare_pages(data)
    for place, (size, text) in enumerate(zip(sizes, pages, strict=True), start=1):
        counted = re.search(r"page\s+(\d+)\s+sur\s+(\d+)", text)
        assert counted is None or (int(counted[1]), int(counted[2])) == (place, len(sizes))
        if size[0] > size[1]:
            assert counted is not None, f"no footer on page {place}, which is turned"


def _near(size: tuple[int, ...], asked: set[tuple[int, ...]]) -> tuple[int, ...]:
    """Give the size asked for that a page has, to a point."""
    return next((one for one in asked if all(abs(a - b) <= 1 for a, b in zip(one, size, strict=True))), size)


def _bare_pages(data: bytes) -> int:
    """Give how many pages may be without a number: cover, colophon, the pages that open parts."""
    return 3 + sum(1 for paragraph in every(part(data, "document.xml"), "w:p") if style(paragraph) == "PartNumber")


@pytest.mark.parametrize("name", NAMES)
def test_its_tagged_pdf_is_accessible(clients: Callable[[str], Client], name: str) -> None:
    """PDF/UA-1 by veraPDF: headings, alternative texts, header cells are in the Word file, or they were not here."""
    own = clients(name).word
    broken = rules(own)
    allowed = OWN | {LINES, NAMED}
    assert {rule: line for rule, line in broken.items() if rule not in allowed} == {}
    assert outside_tags(own.pdf) == []
    assert remapped(own.pdf) <= {"/Quote"}
