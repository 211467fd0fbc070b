"""Tables of any width and shape: they stay on their page, and none of their cells is lost."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipeline.emit.docx import FILE, emit
from pipeline.emit.fit import fit
from pipeline.emit.grid import squared
from pipeline.emit.look import look
from pipeline.emit.measure import measured
from pipeline.messages import speaker
from pipeline.model import Block, BulletList, Callout, Cell, Handbook, Identity, ListItem, Page, Part, Row, Table
from tests.emit.docx_reading import Element, every, inside, part, q, said, value
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, p, row, t
from tests.emit.test_docx_valid import check
from tests.office import printed
from tests.reading_back import docx_text, missing_words

_WORDS = ("service", "date", "responsabilité", "objet", "durée", "public", "commentaire", "région", "échéance", "lieu")
_COLUMNS = (5, 9, 12, 20, 60)
_LARGEST_SPAN = 10**6


def _table(columns: int, rows: int = 3) -> Table:
    head = row(*(f"Colonne {number}" for number in range(columns)))
    words = [[_WORDS[(line + 5 * column) % len(_WORDS)] for column in range(columns)] for line in range(rows)]
    return Table((head,), tuple(row(*line) for line in words), at())


def _ordinary(columns: int) -> Table:
    """Give the table of QA: words that differ in length, each as wide as a wide column."""
    texts = ["responsabilité partagée"[: 12 + column % 12] for column in range(columns)]
    return Table(_table(columns).head, (row(*texts),) * 4, at())


def _document(*blocks: Block) -> bytes:
    page = Page("x", "x.md", "page", t("Grands tableaux"), blocks, at())
    book = Handbook(Identity(title="Tableaux"), (Part("p", t(""), (page,)),), ())
    return emit(sample_order("final")._replace(handbook=book))[FILE]


def _around(columns: int) -> bytes:
    """Put a table into a list, a callout and a cell of another."""
    one = _table(columns)
    within = Table((), (Row((Cell((one,), at()), Cell((p("à côté"),), at())), at()),), at())
    listed = BulletList((ListItem((p("Point"), one), at()),), False, at())
    return _document(listed, Callout("info", (p("Avant"), one, p("Après")), at()), within, p("Fin"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tables of many columns as LibreOffice prints them."""
    made = tmp_path_factory.mktemp("tables")
    documents = {f"alone{columns}": _document(_table(columns)) for columns in _COLUMNS}
    documents |= {f"ordinary{columns}": _document(_ordinary(columns)) for columns in _COLUMNS}
    documents |= {f"between{columns}": _document(p("Avant"), _table(columns), p("Après")) for columns in _COLUMNS}
    printed(made, documents | {f"around{columns}": _around(columns) for columns in _COLUMNS})
    return made


@pytest.mark.clients
@pytest.mark.parametrize("columns", _COLUMNS)
@pytest.mark.parametrize("name", ["alone", "ordinary", "between", "around"])
def test_no_word_stands_outside_the_page(folder: Path, name: str, columns: int) -> None:
    outside = []
    document = pypdfium2.PdfDocument(folder / f"{name}{columns}.pdf")
    try:
        for number, page in enumerate(document, start=1):
            width, height = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(place)
                if left < 0 or bottom < 0 or right > width or top > height:
                    outside.append((number, text.get_text_bounded(left, bottom, right, top)))
    finally:
        document.close()
    assert outside == []


@pytest.mark.parametrize("columns", _COLUMNS)
def test_a_table_stands_where_the_pdf_puts_it(columns: int) -> None:
    table = _table(columns)
    chosen = fit(measured(table, speaker("fr")), look())
    body = part(_document(table), "document.xml")
    last = every(body, "w:sectPr")[-1]
    assert (value(inside(last, "w:pgSz"), "w:orient") == "landscape") == (chosen.place == "landscape")


@pytest.mark.parametrize("columns", range(1, 62, 4))
def test_widths_never_sum_to_more_than_the_room(columns: int) -> None:
    for data in (_document(_table(columns)), _around(columns)):
        check(data)
        body = part(data, "document.xml")
        turned = [value(one, "w:orient") for one in every(body, "w:pgSz")]
        sheet = look().tokens["page"]
        side = sheet["height"] if "landscape" in turned else sheet["width"]
        room = (side - sheet["inner"] - sheet["outer"]) * 1440 / 25.4
        for table in every(body, "w:tbl"):
            _check_widths(table, room)


def _check_widths(table: Element, room: float) -> None:
    grid = [int(value(one, "w:w")) for one in table.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}")]
    assert min(grid) > 0
    assert sum(grid) <= room
    assert sum(grid) == int(value(inside(table, "w:tblPr/w:tblW"), "w:w"))
    assert value(inside(table, "w:tblPr/w:tblLayout"), "w:type") == "fixed"
    for line in table.findall(q("w:tr")):
        cells = [int(value(inside(cell, "w:tcPr/w:tcW"), "w:w")) for cell in line.findall(q("w:tc"))]
        assert sum(cells) == sum(grid)
    around = next((one for one in table.iterancestors() if one.tag == q("w:tc")), None)
    if around is not None:
        assert sum(grid) < int(value(inside(around, "w:tcPr/w:tcW"), "w:w"))


def test_no_table_text_is_under_seven_and_a_half_points() -> None:
    styles = [one for one in every(part(_around(60), "styles.xml"), "w:style") if value(one, "w:type") == "table"]
    sizes = [int(value(inside(one, "w:rPr/w:sz"))) for one in styles if inside(one, "w:rPr/w:sz") is not None]
    assert min(sizes) >= 15


_cells = st.builds(
    lambda word, columns, rows: Cell((p(word),), at(), columns=columns, rows=rows),
    st.sampled_from(_WORDS),
    st.sampled_from((0, 1, 1, 1, 2, 5, _LARGEST_SPAN)),
    st.sampled_from((0, 1, 1, 1, 2, 5, _LARGEST_SPAN)),
)
_rows = st.lists(st.builds(lambda cells: Row(tuple(cells), at()), st.lists(_cells, max_size=6)), max_size=5)


@given(_rows, _rows)
def test_any_table_is_squared_without_losing_a_cell(head: list[Row], body: list[Row]) -> None:
    lines, more = squared(head, body)
    columns = {sum(area.columns for area in line) for line in (*lines[:1], *more[:1])}
    assert len(columns) <= 1
    assert [[area.cell for area in line if area.cell] for line in (*lines, *more)] == [
        list(one.cells) for one in (*head, *body)
    ]
    for group in (lines, more):
        covered = [0] * len(group)
        for number, line in enumerate(group):
            for area in line:
                for below in range(number, number + area.rows):
                    covered[below] += area.columns
        assert set(covered) <= columns


@given(_rows, _rows)
@settings(max_examples=12, phases=[Phase.explicit, Phase.generate], deadline=None)
def test_no_table_breaks_the_file(head: list[Row], body: list[Row]) -> None:
    data = _document(Table(tuple(head), tuple(body), at()), p("Fin"))
    check(data)
    texts = [said(one) for one in every(part(data, "document.xml"), "w:tc")]
    asked = [word for one in (*head, *body) for cell in one.cells for word in _words(cell)]
    assert sorted(word for text in texts for word in text.split()) == sorted(asked)


def _words(cell: Cell) -> list[str]:
    return [node.text for block in cell.blocks for node in block.children]  # type: ignore[union-attr]


def test_rows_with_fewer_and_more_cells_and_spans_too_large() -> None:
    wide = Row((Cell((p("large"),), at(), columns=9), Cell((p("encore"),), at(), rows=7)), at())
    data = _document(Table((row("un", "deux", "trois"),), (row("seul"), row(*"abcde"), wide), at()))
    check(data)
    assert missing_words(["un", "deux", "trois", "seul", *"abcde", "large", "encore"], docx_text(data)) == []
    assert len(every(part(data, "document.xml"), "w:gridCol")) < 10
