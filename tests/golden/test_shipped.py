"""The handbook that ships with the project: it is what the README promises, in every format."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from pipeline.build import stages
from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit import EMITTERS
from pipeline.emit.look import look
from pipeline.emit.order import Order
from pipeline.messages import speaker
from pipeline.model import (
    BulletList,
    Callout,
    Cards,
    CodeBlock,
    CrossReference,
    Embed,
    Figure,
    Handbook,
    JobSheet,
    Keyboard,
    MathBlock,
    Quote,
    ResponsibilityMatrix,
    SkillsMatrix,
    Steps,
    Table,
    Tabs,
    Text,
)
from pipeline.model.walk import walk
from tests.emit.epub_check import complaints
from tests.emit.page_ends import headings_at_the_foot
from tests.emit.tag_tree import faults, misplaced, tag_tree
from tests.emit.verapdf import broken_rules, lacking
from tests.reading_back import docx_text, epub_text, html_text, missing_words, pdf_text

SOURCES = Path(__file__).parents[2] / "sources"


@pytest.fixture(scope="module")
def findings() -> list[Diagnostic]:
    """What is said about the book while it is made."""
    return []


@pytest.fixture(scope="module")
def book(findings: list[Diagnostic]) -> Handbook:
    """The model of the shipped handbook."""
    return stages.whole_book(stages.open_sources(SOURCES, findings.append), findings.append)


@pytest.fixture(scope="module")
def files(book: Handbook, findings: list[Diagnostic]) -> dict[str, bytes]:
    """Its three documents."""
    read = stages.open_sources(SOURCES, findings.append).folder.read
    order = Order(book, "draft", look(), read, speaker("fr"), findings.append, date(2026, 1, 31))
    order = order._replace(attached=("handbook.yml", "README.md"), source=read)
    made: dict[str, bytes] = {}
    pages: dict[str, int] = {}
    openings: dict[int, str] = {}
    for name in ("docx", "pdf", "html", "epub"):
        told = order._replace(paginated=pages.update, opened=openings.update)
        made |= EMITTERS[name](told._replace(pages=pages, openings=openings) if name == "epub" else told)
    return made


def test_only_what_is_unfinished_is_reported(files: dict[str, bytes], findings: list[Diagnostic]) -> None:
    assert files
    codes = {finding.code for finding in findings}
    assert codes <= {Code.M101, Code.M102, Code.M103, Code.N103, Code.N131}


def test_it_shows_every_construct(book: Handbook) -> None:
    nodes = list(walk(book))
    pieces = (Cards, Embed, MathBlock, Steps)
    for kind in (BulletList, CodeBlock, CrossReference, Figure, Keyboard, Quote, Table, Tabs, *pieces):
        assert any(isinstance(node, kind) for node in nodes), kind.__name__
    assert {node.kind for node in nodes if isinstance(node, Callout)} == {"info", "success", "warning", "danger"}
    assert sum(isinstance(node, JobSheet) for node in nodes) == 2
    assert sum(isinstance(node, SkillsMatrix | ResponsibilityMatrix) for node in nodes) == 2
    assert all(node.asset for node in nodes if isinstance(node, Figure))
    assert any(page.kind == "article" for part in book.parts for chapter in part.chapters for page in chapter.children)


def test_it_has_unfinished_places_of_many_kinds(book: Handbook) -> None:
    assert {marker.level for marker in book.markers} == {"sure", "suspected", "blank"}
    assert len({marker.kind for marker in book.markers}) >= 10
    assert any(marker.owner for marker in book.markers)


def test_it_is_fifteen_to_twenty_five_pages_before_its_glossary_and_index(files: dict[str, bytes]) -> None:
    document = pypdfium2.PdfDocument(files["handbook.pdf"])
    texts = [page.get_textpage().get_text_range() for page in document]
    last = max(number for number, text in enumerate(texts) if "Glossaire et sigles" in text)
    assert 15 <= last <= 25


@pytest.mark.parametrize("name", ["handbook.docx", "handbook.pdf", "handbook.html", "handbook.epub"])
def test_every_word_is_in_every_document(book: Handbook, files: dict[str, bytes], name: str) -> None:
    read = {"docx": docx_text, "pdf": pdf_text, "html": html_text, "epub": epub_text}[name.rpartition(".")[2]]
    chapters = [page for part in book.parts for page in part.chapters]
    words = [word for page in chapters for node in walk(page) if isinstance(node, Text) for word in node.text.split()]
    assert len(words) > 3000
    assert missing_words(words, read(files[name])) == []


def test_no_word_leaves_the_page(files: dict[str, bytes]) -> None:
    document = pypdfium2.PdfDocument(files["handbook.pdf"])
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            assert min(left, bottom, width - right, height - top) >= 0, text.get_text_range()[:80]


@pytest.mark.clients
def test_the_pdf_is_accessible(files: dict[str, bytes], tmp_path: Path) -> None:
    if lacking() and os.environ.get("CI", "").lower() != "true":
        pytest.skip(f"veraPDF needs {', '.join(lacking())}")
    file = tmp_path / "handbook.pdf"
    file.write_bytes(files["handbook.pdf"])
    assert broken_rules(file) == []


def test_the_e_book_keeps_the_standard(files: dict[str, bytes], tmp_path: Path) -> None:
    assert complaints({"handbook": files["handbook.epub"]}, tmp_path) == []


def test_no_page_ends_with_a_heading(files: dict[str, bytes]) -> None:
    assert headings_at_the_foot(files["handbook.pdf"]) == []


def test_its_tags_fit_together(files: dict[str, bytes]) -> None:
    assert faults(files["handbook.pdf"]) == []
    assert misplaced(tag_tree(files["handbook.pdf"])) == []
