"""A small complete handbook: its model and what its outputs say, as text, beside it. Rewritten by `--update`.

Never compared as bytes: what a reader gets is compared, so that a new version of a tool does not fail the test.
"""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from pipeline.build import stages
from pipeline.diagnostics import Diagnostic
from pipeline.emit import EMITTERS
from pipeline.emit.look import look
from pipeline.emit.order import Order
from pipeline.messages import speaker
from pipeline.model.coding import decode, encode
from tests.emit.epub_reading import NAVIGATION, found, members
from tests.printed import printed
from tests.reading_back import epub_text, html_text, pdf_text

HERE = Path(__file__).parent
_LIST = "{http://www.w3.org/1999/xhtml}ol"
OUTPUTS = ("docx", "pdf", "html", "epub", "todo")


@pytest.fixture(scope="module", params=["draft", "final"])
def order(request: pytest.FixtureRequest) -> Order:
    """The small book, as a draft and as a final edition."""
    findings: list[Diagnostic] = []
    opened = stages.open_sources(HERE / "book", findings.append)
    book = stages.whole_book(opened, findings.append)
    if request.param == "final":
        book = stages.final_edition(book, opened)
    return Order(book, request.param, look(), opened.folder.read, speaker("fr"), findings.append, date(2026, 1, 31))


def _compare(name: str, text: str, update: bool) -> None:
    file = HERE / "expected" / name
    if update:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), name


def _lines(text: str) -> str:
    """Give a text with its blank lines and doubled blanks taken out."""
    lines = (re.sub(r"[ \t\u00a0\u202f]+", " ", line).strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def test_the_model(order: Order, update: bool) -> None:
    name = "model.txt" if order.edition == "draft" else "model-final.txt"
    _compare(name, printed(order.handbook), update)


def test_the_web_page(order: Order, update: bool) -> None:
    data = EMITTERS["html"](order)["handbook.html"]
    _compare(f"html-{order.edition}.txt", _lines(html_text(data)), update)


def test_the_e_book(order: Order, update: bool) -> None:
    """The navigation, and the text in reading order."""
    data = EMITTERS["epub"](order)["handbook.epub"]
    lines = found(members(data)[NAVIGATION], "//h:nav//h:a")
    contents = "".join(f"{'  ' * len(list(one.iterancestors(_LIST)))}{''.join(one.itertext())}\n" for one in lines)
    _compare(f"epub-{order.edition}.txt", contents + _lines(epub_text(data)), update)


def test_the_word_file(order: Order, update: bool) -> None:
    """Each paragraph with its style: what a restyling in Word would act on."""
    document = Document(io.BytesIO(EMITTERS["docx"](order)["handbook.docx"]))
    tables = [
        f"| {' | '.join(cell.text.replace(chr(10), ' / ') for cell in row.cells)} |"
        for table in document.tables
        for row in table.rows
    ]
    paragraphs = [
        f"{paragraph.style.name if paragraph.style else ''}: {paragraph.text}"
        for paragraph in document.paragraphs
        if paragraph.text.strip()
    ]
    comments = [f"# {comment.author}: {comment.text}" for comment in document.comments]
    _compare(f"docx-{order.edition}.txt", "\n".join([*paragraphs, *tables, *comments]) + "\n", update)


def test_the_pdf(order: Order, update: bool) -> None:
    """The number of pages, the bookmarks, and the words in order: line ends depend on the fonts' versions."""
    import pypdfium2

    data = EMITTERS["pdf"](order)["handbook.pdf"]
    document = pypdfium2.PdfDocument(data)
    marks = [f"{'  ' * mark.level}{mark.get_title()}" for mark in document.get_toc()]
    words = " ".join(pdf_text(data).replace("\ufffe", "").split())
    _compare(f"pdf-{order.edition}.txt", "\n".join([f"{len(document)} pages", *marks, "", words]) + "\n", update)


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_same_bytes_twice_and_from_the_model_read_back(
    order: Order, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    again = order._replace(handbook=decode(encode(order.handbook)))
    assert dict(EMITTERS[name](order)) == dict(EMITTERS[name](again))


def test_a_final_edition_shows_no_marker_number(order: Order) -> None:
    page = EMITTERS["html"](order)["handbook.html"].decode()
    assert ('class="marker' in page) is (order.edition == "draft")
