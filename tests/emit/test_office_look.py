"""The Word file and the ODT as LibreOffice prints them: titles stand where print has them, pieces stand apart."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from msgspec.structs import replace

from pipeline.config import PrintSettings
from pipeline.emit.docx import FILE, emit
from pipeline.emit.odt.document import told_again
from pipeline.emit.order import Order
from pipeline.emit.pdf import emit as emit_pdf
from pipeline.model import Callout, ListItem, OrderedList, Page, Part, Table
from tests.emit.sample_make import at, p, row, t
from tests.emit.small import small_order
from tests.emit.test_docx_valid import check
from tests.office import printed

pytestmark = pytest.mark.clients

_TWO_SIDED = PrintSettings(size="A5", sides="two")
_NEAR = 3.0  # points that programs differ by where they round lines
_APART = 10.0
_LINES = 40  # paragraphs that fill a chapter's first page and more
_OFFICE = ("docx", "odt")


class _Place(NamedTuple):
    """Where words stand: their page from 0, the left edge of the first letter and its foot, from the upper left."""

    page: int
    left: float
    foot: float


def _book() -> Order:
    """Give a chapter with a table right below its words and a list in a box, and two pages below it."""
    order = small_order()
    deep = Page("profond", "c.md", "page", t("Niveau profond"), (p("Texte du fond."),), at())
    below = Page("dessous", "b.md", "page", t("Page dessous"), (p("Texte de dessous."),), at(), children=(deep,))
    table = Table((row("Colonne"),), (row("Valeur"),), at())
    steps = OrderedList((ListItem((p("Premier pas."),), at()), ListItem((p("Second pas."),), at())), True, 1, at())
    box = Callout("info", (p("Mot de la boîte."), steps), at())
    blocks = (p("Phrase avant le tableau."), table, p("Phrase après le tableau."), box)
    page = Page("essai", "a.md", "page", t("Grand titre"), blocks, at(), children=(below,))
    sheet = Page("fiche", "d.md", "job-sheet", t("horloger"), (p("Au haut de la page."),), at())
    return order._replace(handbook=replace(order.handbook, parts=(Part("", (), (page, sheet)),)))


def _long() -> Order:
    order = small_order(*(p(f"Ligne{number} du chapitre qui va de page en page.") for number in range(_LINES)))
    return order._replace(paper=_TWO_SIDED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both books as print makes them, and as LibreOffice prints their Word files and ODTs."""
    made = tmp_path_factory.mktemp("looks")
    for name, order in (("book", _book()), ("long", _long())):
        word = emit(order)[FILE]
        check(word)
        printed(made, {f"{name}-docx": word})
        printed(made, {f"{name}-odt": told_again(word, is_final=True).data}, ending="odt")
        (made / f"{name}-print.pdf").write_bytes(emit_pdf(order)["handbook.pdf"])
    return made


def _place(file: Path, words: str) -> _Place:
    """Give where words stand for the last time: they may stand in the contents before."""
    document = pypdfium2.PdfDocument(file)
    try:
        found = [_on_page(page, words) for page in document]
        number, place = next((number, one) for number, one in reversed(list(enumerate(found))) if one)
        return _Place(number, *place)
    finally:
        document.close()


def _on_page(page: pypdfium2.PdfPage, words: str) -> tuple[float, float] | None:
    text = page.get_textpage()
    hit = text.search(words).get_next()
    if hit is None:
        return None
    left, bottom, _right, _top = text.get_charbox(hit[0])
    return left, page.get_height() - bottom


@pytest.mark.parametrize("kind", _OFFICE)
@pytest.mark.parametrize("words", ["Grand titre", "horloger"])
def test_titles_stand_at_the_height_of_print(folder: Path, kind: str, words: str) -> None:
    ours, theirs = _place(folder / "book-print.pdf", words), _place(folder / f"book-{kind}.pdf", words)
    # At the head of a page, the numeral is smaller in print.
    assert theirs.foot == pytest.approx(ours.foot, abs=_NEAR if words == "Grand titre" else 4 * _NEAR)
    assert theirs.left == pytest.approx(ours.left, abs=_NEAR)


@pytest.mark.parametrize("kind", _OFFICE)
@pytest.mark.parametrize(("number", "title"), [("1.1", "Page dessous"), ("1.1.1", "Niveau profond")])
def test_pages_below_a_chapter_have_their_number_in_the_outer_column(
    folder: Path, kind: str, number: str, title: str
) -> None:
    file = folder / f"book-{kind}.pdf"
    named, numbered = _place(file, title), _place(file, f"{number}")
    assert numbered.page == named.page
    assert named.left == pytest.approx(_place(file, "Texte de dessous").left, abs=_NEAR)
    assert numbered.left < named.left - 100


@pytest.mark.parametrize("kind", _OFFICE)
def test_a_table_stands_apart_from_the_words_above_it(folder: Path, kind: str) -> None:
    file = folder / f"book-{kind}.pdf"
    above, table, below = (_place(file, words) for words in ("Phrase avant", "Colonne", "Phrase après"))
    value = _place(file, "Valeur")
    assert table.foot - above.foot > 2 * _APART
    assert below.foot - value.foot > 2 * _APART


@pytest.mark.parametrize("kind", _OFFICE)
def test_the_items_of_a_list_stand_in_their_box(folder: Path, kind: str) -> None:
    file = folder / f"book-{kind}.pdf"
    said, item = _place(file, "Mot de la boîte"), _place(file, "Premier pas")
    assert item.left - said.left == pytest.approx(17, abs=_NEAR)


def test_both_sides_of_the_sheets_of_an_odt_have_the_same_margins(folder: Path) -> None:
    file = folder / "long-odt.pdf"
    places = [_place(file, f"Ligne{number} du") for number in (0, _LINES - 1)]
    assert places[0].page % 2 != places[1].page % 2
    assert {round(one.left) for one in places} == {round(places[0].left)}
