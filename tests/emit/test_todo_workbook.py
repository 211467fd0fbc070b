"""The to-do report as a workbook, read back by openpyxl: what its cells are, what they are not, and how it looks."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from pipeline.emit.todo import as_file
from pipeline.model import Handbook
from tests.emit.sample_todo import FORGE, HOSTILE, a_marker, dated, many, order, with_marker


def opened(book: Handbook, edit_url: str = FORGE) -> Workbook:
    return load_workbook(BytesIO(as_file(order(book, edit_url=edit_url), "xlsx")))


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    return opened(dated())


def test_the_list_has_a_row_for_each_marker(workbook):
    rows = list(workbook["À compléter"].values)
    assert rows[0] == (
        *("Numéro", "Nature", "Certitude", "Marqueur", "Sujet", "Chapitre", "Section", "Personne", "Échéance"),
        *(
            "En retard",
            "Priorité",
            "Auteur",
            "Modifié le",
            "Âge en jours",
            "Fichier",
            "Ligne",
            "Colonne",
            "Identifiant",
        ),
    )
    assert rows[1] == (
        *(1, "À faire", "à compléter", "TODO", "les rôles", "1 Les rôles", None, "lea", datetime(2026, 3, 13)),
        *("en retard d’un jour", None, "Léa Perrin", datetime(2024, 12, 1), 468, "roles.md", 5, 3, "m-" + "a" * 16),
    )
    assert rows[2][8:11] == (datetime(2026, 12, 31), None, "prioritaire")
    assert len(rows) == 5


def test_the_header_stays_and_the_list_can_be_filtered(workbook):
    sheet = workbook["À compléter"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:R5"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["E2"].alignment.wrap_text
    assert sheet.column_dimensions["E"].width > 40
    assert len(sheet.conditional_formatting) == 2


def test_files_lead_to_the_forge_and_nothing_else_does(workbook):
    cells = [cell for row in workbook["À compléter"].iter_rows() for cell in row if cell.hyperlink]
    assert {cell.coordinate for cell in cells} == {"O2", "O3", "O4", "O5"}
    assert {cell.hyperlink.target for cell in cells} == {"https://forge.example/guide/edit/main/sources/roles.md"}
    assert {cell.hyperlink.location for cell in cells} == {"L5"}


def test_the_second_sheet_counts(workbook):
    rows = list(workbook["Bilan"].values)
    assert rows[1][0] == "4\xa0passages attendent encore d’être complétés avant la publication. 2 en retard."
    assert [name for name in rows[3] if name and name != "Nombre"] == [
        *("Par certitude", "Par nature", "Par personne", "Par chapitre", "Par ancienneté"),
    ]
    assert rows[4][:11] == ("à compléter", 3, None, "À faire", 3, None, "Sans responsable", 2, None, "1 Les rôles", 3)


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+1", "-1", "@SUM(1)", "https://x.example", "mailto:a@b.fr", "internal:Bilan!A1", "12", "\x01a", HOSTILE],
)
def test_an_authors_words_are_only_words(words):
    marker = a_marker(
        **dict.fromkeys(("text", "subject", "owner", "author", "kind", "due"), words), section=(words, words)
    )
    sheet = opened(replace(with_marker(), markers=(marker,)), edit_url="")["À compléter"]
    row = [cell for cell in sheet[2] if cell.value is not None]
    assert {cell.data_type for cell in row if isinstance(cell.value, str)} == {"s"}
    assert [cell.coordinate for cell in row if cell.hyperlink] == []
    assert [cell.column_letter for cell in row if cell.data_type == "n"] == ["A", "P", "Q"]


def test_what_is_longer_than_a_cell_is_cut():
    sheet = opened(with_marker(subject="a" * 40_000))["À compléter"]
    assert len(sheet["E2"].value) == 32_767
    assert sheet["E2"].value.endswith("a…")
    assert sheet.row_dimensions[2].height == 408.75


def test_an_address_too_long_for_a_cell_is_left_out():
    sheet = opened(with_marker(), edit_url="https://forge.example/" + "a" * 3000)["À compléter"]
    assert (sheet["O2"].value, sheet["O2"].hyperlink) == ("roles.md", None)


@pytest.mark.parametrize("due", ["0001-01-01", "1899-12-31", "bientôt"])
def test_a_day_that_a_workbook_cannot_hold_is_words(due):
    assert opened(with_marker(due=due))["À compléter"]["I2"].value == due


def test_its_only_date_is_that_of_the_report():
    data = as_file(order(dated()), "xlsx")
    assert load_workbook(BytesIO(data)).properties.created == datetime(2026, 3, 14)
    assert load_workbook(BytesIO(data)).properties.title == "À compléter\xa0: Guide"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_a_finished_book_has_a_header_and_no_row():
    assert len(list(opened(replace(dated(), markers=()))["À compléter"].values)) == 1


def test_many_markers_fit():
    assert opened(many(500))["À compléter"].max_row == 501
