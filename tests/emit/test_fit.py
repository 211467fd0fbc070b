"""How tables are printed: decided by measure."""

from __future__ import annotations

import pytest

from pipeline.emit.fit import cell_room, fit
from pipeline.emit.fonts import widths
from pipeline.emit.look import look
from pipeline.emit.measure import Entry, Measured, Place

LONG = "Préparer et animer un cadrage avec des responsables d’horizons différents"
_USUAL = look().tokens["print"]["table"]
_FLOOR = look().tokens["print"]["table_floor"]
_WAYS = ["table column", "table page", "table landscape", "split page", "split landscape", "cards column"]


def _rows(columns: int, text: str, rows: int = 3) -> list[list[Entry]]:
    return [[Entry((text,)) for _ in range(columns)] for _ in range(rows)]


def _table(columns: int, text: str, rows: int = 3, narrowest: Place = "column") -> Measured:
    head = [[Entry((f"Colonne {number}",)) for number in range(columns)]]
    return Measured(head, _rows(columns, text, rows), narrowest)


def test_a_small_table_stays_in_the_column_of_text() -> None:
    chosen = fit(_table(3, "court"), look())
    assert (chosen.kind, chosen.place, chosen.size, chosen.reason) == ("table", "column", _USUAL, "")


@pytest.mark.parametrize("columns", range(1, 71))
@pytest.mark.parametrize("text", ["court", LONG, "professionnalisation", "x" * 300])
def test_shares_fill_the_table_and_type_is_never_too_small(columns: int, text: str) -> None:
    chosen = fit(_table(columns, text), look())
    assert _FLOOR <= chosen.size <= _USUAL
    assert chosen.columns == columns
    for shares in [piece.shares for piece in chosen.pieces] or [chosen.shares]:
        assert sum(shares) == pytest.approx(1, abs=0.01)
        assert min(shares) > 0
    if chosen.kind == "table":
        assert len(chosen.shares) == columns


def test_more_columns_go_from_one_way_to_the_next() -> None:
    chosen = [fit(_table(columns, LONG), look()) for columns in range(1, 71)]
    ways = [_WAYS.index(f"{one.kind} {one.place}") for one in chosen]
    assert ways == sorted(ways)
    assert set(ways) == set(range(len(_WAYS)))
    assert {_USUAL, _FLOOR} <= {one.size for one in chosen}


def test_a_split_table_repeats_the_first_column_and_shows_each_other_one_once() -> None:
    (chosen,) = (one for one in [fit(_table(20, "responsabilité"), look())] if one.kind == "split")
    assert [piece.columns[0] for piece in chosen.pieces] == [0] * len(chosen.pieces)
    assert [column for piece in chosen.pieces for column in piece.columns[1:]] == list(range(1, 20))
    lengths = [len(piece.columns) for piece in chosen.pieces]
    assert max(lengths) - min(lengths) <= 1


@pytest.mark.parametrize("columns", [8, 12, 20, 40])
def test_no_word_is_wider_than_its_column(columns: int) -> None:
    words = ("professionnalisation", "a", "interministériel b c d e f g h i j k l m n o p q r s t u v")
    texts = [words[number % 3] for number in range(columns)]
    chosen = fit(Measured([], [[Entry((text,)) for text in texts]] * 4), look())
    assert chosen.kind in ("table", "split")
    pieces = [(piece.columns, piece.shares) for piece in chosen.pieces] or [(tuple(range(columns)), chosen.shares)]
    for places, shares in pieces:
        for place, share in zip(places, shares, strict=True):
            longest = max(widths(600).of(word) for word in texts[place].split())
            assert share * chosen.width - 9 >= longest * chosen.size * 0.97


def test_a_row_of_half_a_page_moves_to_a_wider_place() -> None:
    chosen = fit(_table(3, " ".join([LONG] * 12)), look())
    assert (chosen.place, chosen.reason) == ("page", "rows")


def test_rows_taller_than_a_page_become_cards() -> None:
    chosen = fit(_table(4, " ".join([LONG] * 80)), look())
    assert (chosen.kind, chosen.place, chosen.reason) == ("cards", "column", "rows")
    assert len(chosen.heights) == 3
    assert min(chosen.heights) > 1


def test_tall_rows_without_names_stay_a_table_whose_rows_may_break() -> None:
    essay = " ".join([LONG] * 250)
    for columns in (1, 2):
        chosen = fit(Measured([], _rows(columns, essay)), look())
        assert (chosen.kind, chosen.loose) == ("table", True)


def test_columns_under_one_cell_stay_together_and_those_under_a_head_need_not() -> None:
    joined = [Entry(("Deux",), columns=1), Entry(("responsabilité",) * 2, columns=3)]
    rest = [Entry(("responsabilité",)) for _ in range(16)]
    table = _table(20, "responsabilité")
    chosen = fit(table._replace(body=[*table.body, [*joined, *rest]]), look())
    assert chosen.kind == "split"
    assert any({1, 2, 3} <= set(piece.columns) for piece in chosen.pieces)
    head = [Entry(("",)), Entry(("Tout",), columns=19)]
    split = fit(table._replace(head=[head, *table.head]), look())
    assert split.pieces == fit(table, look()).pieces


def test_a_cell_over_the_first_column_and_others_makes_cards() -> None:
    table = _table(20, "responsabilité")
    spanning = [Entry(("Ensemble",), columns=2), *(Entry(("x",)) for _ in range(18))]
    assert fit(table._replace(body=[*table.body, spanning]), look()).kind == "cards"


def test_a_band_over_all_columns_asks_nothing_of_them() -> None:
    table = _table(20, "responsabilité")
    band = [Entry((LONG * 3,), columns=20)]
    assert fit(table._replace(body=[band, *table.body]), look()).pieces == fit(table, look()).pieces


def test_inside_another_piece_no_table_is_wider_than_its_room() -> None:
    for room in (300.0, 150.0, 60.0):
        for columns in (2, 6, 30):
            chosen = fit(_table(columns, LONG), look(), room)
            assert (chosen.place, chosen.width) == ("column", room)
    assert fit(_table(6, LONG), look(), 60.0).kind == "cards"


def test_cells_over_columns_and_rows_are_counted_once() -> None:
    rows = [
        [Entry(("Période",), columns=2), Entry(("Suite",))],
        [Entry(("Printemps",), rows=2), Entry(("mars",)), Entry(("x",))],
    ]
    rows.append([Entry(("avril",)), Entry(())])
    table = Measured([], rows)
    chosen = fit(table, look())
    assert len(chosen.shares) == 3
    assert cell_room(table, chosen, 2, 0) == pytest.approx(chosen.shares[1] * chosen.width - 9)


def test_a_table_without_cells_has_no_columns() -> None:
    assert fit(Measured([], []), look()).shares == ()
    assert fit(Measured([], [[]]), look()).shares == ()
