"""Job sheets in Word: their facts stand beside the text where they surely end on its page, else above it; none is lost.

LibreOffice 7.4 does not carry a table beside the text over to the next page: what it prints is read back here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from pipeline.config import PrintSettings
from pipeline.emit.docx import FILE, emit
from pipeline.emit.order import Order
from pipeline.model import Block, Footnote, JobSheet, Page, Part, RomeCode, SheetSection, Training
from tests.emit.docx_reading import Element, every, inside, part, said, style, value
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, p, t
from tests.emit.small import small_order
from tests.emit.test_docx_valid import check
from tests.emit.words import words
from tests.office import printed
from tests.reading_back import missing_words

_A4 = PrintSettings()


def _sheet(trainings: int, *text: Block) -> JobSheet:
    """Give a sheet with so many trainings, each with a word and a number of its own."""
    learned = tuple(
        Training(t(f"titre professionnel d’horlogerie, parcours{number}"), f"FOR.{number:04}", at())
        for number in range(trainings)
    )
    sections = (SheetSection("presentation", t("Présentation"), text, at()),) if text else ()
    rome = (RomeCode("K1207", at(), "Intervention socioéducative"),)
    return JobSheet("", (), (), (), rome, t("bac + 2"), (), learned, (), sections, at())


def _order(*blocks: Block, paper: PrintSettings = _A4, notes: tuple[Footnote, ...] = ()) -> Order:
    order = small_order()._replace(paper=paper)
    page = Page("metier", "metier.md", "job-sheet", t("horloger/ère"), blocks, at(), footnotes=notes)
    return order._replace(handbook=replace(order.handbook, parts=(Part("", (), (page,)),)))


def _text(lines: int) -> Block:
    return p("On règle, on remonte, on écoute le mouvement avant de refermer la montre. " * lines)


LONG = {
    "one": _order(_sheet(1, _text(6))),
    "sixteen": _order(_sheet(16, _text(60))),
    "sixty": _order(_sheet(60, _text(6))),
    "alone": _order(_sheet(60)),
    "lower": _order(_text(40), _sheet(9, _text(6))),
    "a5": _order(_sheet(12, _text(6)), paper=PrintSettings(size="A5")),
    "sample": sample_order("final"),
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {name: emit(order)[FILE] for name, order in LONG.items()}


def _panel(data: bytes) -> Element:
    body = part(data, "document.xml")
    (panel,) = (one for one in every(body, "w:tbl") if value(inside(one, "w:tblPr/w:tblStyle")) == "FactTable")
    return panel


def _is_beside(panel: Element) -> bool:
    return inside(panel, "w:tblPr/w:tblpPr") is not None


def _cells(panel: Element) -> list[list[str]]:
    return [[said(cell) for cell in every(row, "w:tc")] for row in every(panel, "w:tr")]


@pytest.mark.clients
def test_libreoffice_prints_every_fact(files: dict[str, bytes], tmp_path: Path) -> None:
    printed(tmp_path, files)
    assert {name: missing_words(_asked(order), _printed(tmp_path / f"{name}.pdf")) for name, order in LONG.items()} == {
        name: [] for name in LONG
    }


def _asked(order: Order) -> list[str]:
    return [word for word in words(order.handbook) if word.isascii() or word.isalpha()]


def _printed(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("name", ["one", "sample"])
def test_facts_that_end_on_their_page_stand_beside_the_text(files: dict[str, bytes], name: str) -> None:
    panel = _panel(files[name])
    assert int(value(inside(panel, "w:tblPr/w:tblpPr"), "w:tblpX")) < 0
    assert _cells(panel)[0] == ["Le métier en un coup d’œil"]
    assert {len(row) for row in _cells(panel)} == {1}


@pytest.mark.parametrize("name", ["sixteen", "sixty", "alone", "lower", "a5"])
def test_others_are_a_table_of_facts_and_their_values(files: dict[str, bytes], name: str) -> None:
    check(files[name])
    panel = _panel(files[name])
    assert not _is_beside(panel)
    head, *rows = _cells(panel)
    assert head[0] == "Le métier en un coup d’œil"
    assert head[1] == "horloger/ère"
    assert [style(one) for one in every(panel, "w:p")][:4] == ["FactTitle", "FactTitle", "FactLabel", "FactText"]
    assert all(len(row) == 2 and all(row) for row in rows)
    first, *others = every(panel, "w:tr")
    assert inside(first, "w:trPr/w:tblHeader") is not None
    assert all(inside(row, "w:trPr/w:tblHeader") is None for row in others)
    look = inside(panel, "w:tblPr/w:tblLook")
    assert (value(look, "w:firstRow"), value(look, "w:firstColumn")) == ("1", "1")


@pytest.mark.parametrize(("name", "split"), [("sixteen", 0), ("sixty", 1)])
def test_a_row_stays_whole_unless_it_is_taller_than_pages(files: dict[str, bytes], name: str, split: int) -> None:
    """LibreOffice cuts off what it may not split, and may lose a line where it does: the trainings alone go on."""
    rows: Sequence[Element] = every(_panel(files[name]), "w:tr")
    loose = [row for row in rows[1:] if inside(row, "w:trPr/w:cantSplit") is None]
    assert len(loose) == split
    assert all(len(every(row, "w:p")) > 60 for row in loose)


def test_where_the_height_above_is_not_known_nothing_stands_beside() -> None:
    small = _sheet(1, _text(2))
    note = (Footnote("a", (p("Une note."),), at()),)
    orders = {"below": _order(p("Avant."), small), "noted": _order(small, notes=note), "two": _order(small, small)}
    found = {
        name: {_is_beside(one) for one in every(part(emit(order)[FILE], "document.xml"), "w:tbl")}
        for name, order in orders.items()
    }
    assert found == {name: {False} for name in orders}
