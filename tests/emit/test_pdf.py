"""The printed book: all its words, on the page, accessible, and the same each time."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic, StopBuildError
from pipeline.emit.html.chapter import running_heads
from pipeline.emit.look import look
from pipeline.emit.order import Order
from pipeline.emit.outline import outline
from pipeline.emit.pdf import emit
from pipeline.emit.pdf.book import style_sheet
from pipeline.emit.pdf.fragment import Job
from pipeline.emit.pdf.layout import lay
from pipeline.emit.pdf.shelf import named, shelf
from pipeline.emit.spots import anchor_of, entry_of
from pipeline.model import Cell, Page, Part, Row, Table
from pipeline.model.text import plain
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, p, row, t
from tests.emit.verapdf import broken_rules, lacking
from tests.emit.words import words
from tests.reading_back import missing_words, pdf_text

_POINTS = 72 / 25.4
_EDGE = 9 * _POINTS


@pytest.fixture(scope="module")
def findings() -> list[Diagnostic]:
    return []


@pytest.fixture(scope="module")
def data(findings: list[Diagnostic]) -> bytes:
    return emit(sample_order(report=findings.append))["handbook.pdf"]


@pytest.fixture(scope="module")
def book(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(data)
    yield document
    document.close()


def _order(*blocks: Table, title: str = "Essai") -> Order:
    """Give an order for a book of one page."""
    order = sample_order("final")
    page = Page(id="page", file="page.md", kind="page", title=t(title), blocks=blocks, span=at())
    return order._replace(handbook=replace(order.handbook, parts=(Part("", (), (page,)),), markers=()))


def test_every_word_is_in_the_book(data: bytes) -> None:
    assert missing_words(words(sample_order().handbook), pdf_text(data)) == []


def test_weasyprint_has_nothing_to_complain_of(data: bytes, findings: list[Diagnostic]) -> None:
    assert data
    assert findings == []


def test_the_same_bytes_twice(data: bytes) -> None:
    assert emit(sample_order())["handbook.pdf"] == data


@pytest.mark.clients
def test_it_is_accessible(data: bytes, tmp_path: Path) -> None:
    if lacking() and os.environ.get("CI", "").lower() != "true":
        pytest.skip(f"veraPDF needs {', '.join(lacking())}")
    file = tmp_path / "handbook.pdf"
    file.write_bytes(data)
    assert broken_rules(file) == []


def test_it_says_what_it_is(data: bytes) -> None:
    import io

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Travailler en mode produit"
        assert str(pdf.docinfo["/Author"]) == "Camille Martin, Dominique Petit"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260302")
        assert str(pdf.Root.Lang) == "fr"


def test_bookmarks_are_parts_chapters_and_sections(book: pypdfium2.PdfDocument) -> None:
    lines = [(mark.level, mark.get_title()) for mark in book.get_toc()]
    assert (0, "1 Avant-propos") in lines
    assert (0, "Partie I. Écrire une page") in lines
    assert (1, "3 Toutes les pièces d’une page") in lines
    assert (2, "Les encadrés") in lines
    assert (2, "5.1 Accueillir une personne") in lines
    assert lines[-1][0] == 0


def test_the_contents_give_the_pages_of_chapters(book: pypdfium2.PdfDocument) -> None:
    contents = book[2].get_textpage().get_text_range()
    pages = {mark.get_title().partition(" ")[0]: mark.get_dest().get_index() + 1 for mark in book.get_toc()}
    for entry in outline(sample_order().handbook):
        if entry.sort == "chapter":
            line = rf"{entry.number} {re.escape(plain(entry.label)[:12])}[^\n]*?\D{pages[entry.number]}\r?\n"
            assert re.search(line, contents), entry.number


def test_pages_carry_part_chapter_folio_and_draft(book: pypdfium2.PdfDocument) -> None:
    blocks = [page.get_textpage().get_text_range() for page in book]
    second = next(place for place, text in enumerate(blocks) if "Un titre qui saute un niveau" in text)
    assert str(second + 1) in blocks[second].split()
    assert "Brouillon du 14 mars 2026" in blocks[second]
    assert "Écrire une page" in blocks[second]
    assert "Toutes les pièces d’une page" in blocks[second]


def test_a_final_edition_says_nothing_of_markers() -> None:
    text = pdf_text(emit(sample_order("final"))["handbook.pdf"])
    assert "Brouillon" not in text
    assert "À compléter" not in text
    assert "[ENRICHIR]" in text


def test_each_marker_and_its_line_lead_to_each_other(data: bytes) -> None:
    import io

    with pikepdf.open(io.BytesIO(data)) as pdf:
        wanted = [str(link.Dest) for page in pdf.pages for link in page.get("/Annots", []) if "/Dest" in link]
    for marker in sample_order().handbook.markers:
        assert entry_of(marker) in wanted
        assert anchor_of(marker) in wanted


def test_links_out_keep_their_address(data: bytes) -> None:
    import io

    with pikepdf.open(io.BytesIO(data)) as pdf:
        links = {str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link}
    assert "https://www.example.org/a?b=1&c=2" in links
    assert "https://www.onisep.fr/http/redirection/metier/slug/MET.901" in links
    assert "https://candidat.francetravail.fr/metierscope/fiche-metier/K1207" in links
    assert not [link for link in links if link.startswith(("javascript", "book:"))]


def test_no_letter_stands_outside_the_margins(book: pypdfium2.PdfDocument) -> None:
    page = look().tokens["page"]
    narrow = min(page["inner"], page["outer"]) * _POINTS - 1
    for number, sheet in enumerate(book, start=1):
        if number > 1:
            assert _outside(sheet, narrow) == "", f"page {number}"


def _outside(sheet: pypdfium2.PdfPage, margin: float) -> str:
    """Give the letters of a page that stand left or right of its margins, or off the sheet.

    Labels of parts stand at the edge, in a column of their own.
    """
    width, height = sheet.get_size()
    text = sheet.get_textpage()
    stray = []
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        at_edge = (left >= 0 and right <= _EDGE) or (width - _EDGE <= left and right <= width)
        if (
            right - left
            and not at_edge
            and not (margin <= left and right <= width - margin and bottom >= 0 and top <= height)
        ):
            stray.append(text.get_text_range(place, 1))
    return "".join(stray)


@pytest.mark.parametrize("columns", [2, 7, 12, 18])
def test_wide_tables_stay_on_the_page_and_readable(columns: int) -> None:
    long = "interministérialité professionnalisation accompagnement"
    head = row(*(f"Compétence {place}" for place in range(columns)), heading=True)
    table = Table(head=(head,), body=tuple(row(*[long] * columns) for _ in range(3)), span=at())
    findings: list[Diagnostic] = []
    document = pypdfium2.PdfDocument(emit(_order(table)._replace(report=findings.append))["handbook.pdf"])
    margin = look().tokens["page"]["outer"] * _POINTS - 1
    assert findings == []
    assert "".join(_outside(page, margin) for page in list(document)[1:]) == ""
    turned = [page for page in document if page.get_width() > page.get_height()]
    assert bool(turned) is (columns == 7)
    floor = look().tokens["print"]["table_floor"]
    for page in document:
        text = page.get_textpage()
        sizes = [pypdfium2.raw.FPDFText_GetFontSize(text, place) for place in range(text.count_chars())]
        # WeasyPrint counts in CSS pixels, 0.75 pt each; PDFium gives 1 for the spaces that it makes up itself.
        assert all(size <= 1 or size * 0.75 >= floor - 0.01 for size in sizes)
    document.close()


def test_a_table_of_many_pages_repeats_its_head() -> None:
    head = row("Ligne numérotée", "Valeur", heading=True)
    table = Table(head=(head,), body=tuple(row(f"n° {place}", str(place)) for place in range(120)), span=at())
    document = pypdfium2.PdfDocument(emit(_order(table))["handbook.pdf"])
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    with_rows = [text for text in pages if "n° " in text.replace("\u00a0", " ")]
    assert len(with_rows) >= 3
    assert all("Ligne numérotée" in text for text in with_rows)


def test_a_long_word_stays_on_the_page() -> None:
    order = _order(title="Titre " + "x" * 300)
    text = pypdfium2.PdfDocument(emit(order)["handbook.pdf"])
    for number in range(len(text)):
        page = text[number]
        letters = page.get_textpage()
        boxes = [letters.get_charbox(place) for place in range(letters.count_chars())]
        assert all(right <= page.get_width() for _left, _bottom, right, _top in boxes)


def test_a_long_title_is_cut_in_the_running_head() -> None:
    heads = running_heads("Partie", "mot " * 125)
    assert heads["data_part"] == "Partie"
    assert heads["data_chapter"].endswith("mot…")
    assert len(heads["data_chapter"]) <= 80
    assert len(running_heads("", "x" * 500)["data_chapter"]) == 80


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "https://example.org/a.png", "data:image/svg+xml,<svg/>"),
        *("book:fonts/../x", "book:x", "/etc/passwd"),
    ],
)
def test_nothing_but_the_book_is_read(address: str) -> None:
    order = sample_order()
    page = f'<html lang="fr"><title>x</title><h1>x</h1><img src="{address}" alt="x">'
    heard = lay(Job(page, style_sheet(order.look), named(page, shelf(order)))).told
    assert len(heard) == 1
    assert "Failed to load image" in heard[0]


def test_without_weasyprint_the_build_stops_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(StopBuildError) as stopped:
        emit(_order())
    assert stopped.value.diagnostic.code.name == "E104"


def test_the_screen_page_does_not_import_weasyprint() -> None:
    import subprocess

    program = (
        "import sys; from pipeline.emit import EMITTERS; from tests.emit.sample import sample_order;"
        "EMITTERS['html'](sample_order()); print('weasyprint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_cell_over_rows_keeps_its_header() -> None:
    """WeasyPrint loses the headers of cells beside a cell over rows; the repaired file must pass all the same."""
    body = (
        Row((Cell((p("Printemps"),), at(), True, rows=2), Cell((p("mars"),), at()), Cell((p("ouvrir"),), at())), at()),
        Row((Cell((p("avril"),), at()), Cell((), at())), at()),
    )
    head = Row((Cell((p("Période"),), at(), True, columns=2), Cell((p("Suite"),), at(), True)), at())
    data = emit(_order(Table(head=(head,), body=body, span=at())))["handbook.pdf"]
    assert data.startswith(b"%PDF-1.7")
