"""Where tables go: decided by measure."""

from __future__ import annotations

import pytest

from pipeline.emit.fit import Entry, fit
from pipeline.emit.fonts import widths
from pipeline.emit.look import look

LONG = "Préparer et animer un cadrage avec des responsables d’horizons différents"


def _rows(columns: int, text: str, rows: int = 3) -> list[list[Entry]]:
    return [[Entry((text,)) for _ in range(columns)] for _ in range(rows)]


def test_a_small_table_stays_in_the_column_of_text() -> None:
    chosen = fit(_rows(3, "court"), look())
    assert (chosen.place, chosen.size) == ("column", look().tokens["print"]["table"])


@pytest.mark.parametrize("columns", range(1, 16))
def test_shares_fill_the_table_and_type_is_never_too_small(columns: int) -> None:
    chosen = fit(_rows(columns, LONG), look())
    assert len(chosen.shares) == columns
    assert sum(chosen.shares) == pytest.approx(1, abs=0.01)
    assert chosen.size >= look().tokens["print"]["table_floor"]


def test_more_columns_ask_for_more_room() -> None:
    order = ["column", "page", "landscape"]
    places = [order.index(fit(_rows(columns, LONG), look()).place) for columns in range(1, 16)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == 2


def test_no_word_is_wider_than_its_column() -> None:
    words = ("professionnalisation", "a", "interministériel b c d e f g h i j k l m n o p q r s t u v")
    chosen = fit([[Entry((word,)) for word in words]] * 4, look(), "page")
    tokens = look().tokens["page"]
    room = (tokens["width"] - tokens["inner"] - tokens["outer"]) * 72 / 25.4
    for share, text in zip(chosen.shares, words, strict=True):
        longest = max(widths(600).of(word) for word in text.split())
        assert share * room - 9 >= longest * chosen.size * 0.99


def test_a_row_of_half_a_page_moves_to_a_wider_place() -> None:
    essay = " ".join([LONG] * 12)
    assert fit([[Entry((essay,)), Entry((essay,)), Entry((essay,))]], look()).place != "column"


def test_cells_over_columns_and_rows_are_counted_once() -> None:
    rows = [
        [Entry(("Période",), columns=2), Entry(("Suite",))],
        [Entry(("Printemps",), rows=2), Entry(("mars",)), Entry(("x",))],
    ]
    rows.append([Entry(("avril",)), Entry(())])
    assert len(fit(rows, look()).shares) == 3


def test_a_table_without_cells_has_no_columns() -> None:
    assert fit([], look()).shares == ()
    assert fit([[]], look()).shares == ()
