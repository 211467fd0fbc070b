"""What reviewers do to tables, to pictures and to paragraphs that others put in before them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.manuscript.manuscript import OBJECT, Change, Manuscript, Paragraph, Run, whole
from pipeline.review.remark import Remark
from tests.review import printout as made

TABLE = "# Suivre\n\n| Étape | Qui |\n| --- | --- |\n| Appel | Agent |\n| Visite | Chef |\n\nVoici la fin.\n"
SOURCES = {"README.md": TABLE}


@pytest.fixture(scope="module")
def printed() -> made.Printout:
    return made.printout(SOURCES)


def _in_cells(manuscript: Manuscript) -> Manuscript:
    """Give cells their places: two columns, from the paragraph after the title on."""
    placed = tuple(
        replace(one, table=(1, 1 + (at - 1) // 2, 1 + (at - 1) % 2)) if 1 <= at <= 6 else one
        for at, one in enumerate(manuscript.paragraphs)
    )
    return replace(manuscript, paragraphs=placed)


def _with_row(printed: made.Printout, after: str, *cells: Paragraph) -> tuple[Remark, ...]:
    manuscript = _in_cells(printed.manuscript)
    number = made.at(manuscript, after).paragraph
    return printed.returned(made.swapped(manuscript, number, manuscript.paragraphs[number], *cells))


def _cell(text: str, row: int, column: int, change: Change | None = None) -> Paragraph:
    return Paragraph((Run(text, (change,) if change else ()),), table=(1, row, column))


@pytest.mark.parametrize(
    ("after", "row", "line"),
    [("Chef", 4, "| Visite | Chef |\n"), ("Agent", 3, "| Appel | Agent |\n"), ("Qui", 2, "| --- | --- |\n")],
)
def test_a_row_that_was_put_in_is_one_of_the_sources(printed: made.Printout, after: str, row: int, line: str) -> None:
    (remark,) = _with_row(printed, after, _cell("Rappel | mardi", row, 1), _cell("Léa", row, 2))
    assert (remark.sort, remark.certainty) == ("insertion", "exact")
    assert made.with_edits(SOURCES, (remark,))["README.md"] == TABLE.replace(
        line, f"{line}| Rappel \\| mardi | Léa |\n"
    )


def test_an_empty_cell_of_a_new_row_stays_empty(printed: made.Printout) -> None:
    cells = (_cell("", 4, 1), _cell("Léa", 4, 2), _cell("Bilan", 5, 1), _cell("", 5, 2))
    (remark,) = _with_row(printed, "Chef", *cells)
    text = made.with_edits(SOURCES, (remark,))["README.md"]
    assert text == TABLE.replace("| Visite | Chef |\n", "| Visite | Chef |\n|  | Léa |\n| Bilan |  |\n")


def test_more_cells_than_the_table_has_are_told_and_not_written(printed: made.Printout) -> None:
    cells = (_cell("Rappel", 4, 1), _cell("Léa", 4, 2), _cell("mardi", 4, 3))
    (remark,) = _with_row(printed, "Chef", *cells)
    assert (remark.sort, remark.edit) == ("insertion", None)


def test_a_second_paragraph_of_a_cell_stays_in_its_cell(printed: made.Printout) -> None:
    (remark,) = _with_row(printed, "Chef", _cell("ou son adjointe", 3, 2))
    text = made.with_edits(SOURCES, (remark,))["README.md"]
    assert text == TABLE.replace("Chef", "Chef<br>ou son adjointe")


def _edited(manuscript: Manuscript, words: str, text: str) -> Manuscript:
    number = made.at(manuscript, words).paragraph
    return made.swapped(manuscript, number, replace(manuscript.paragraphs[number], runs=(Run(text),)))


def test_a_picture_that_a_client_put_elsewhere_is_no_remark() -> None:
    printed = made.printout(SOURCES, front=(OBJECT, f"Début {OBJECT}", "Une suite"))
    gone = made.swapped(printed.manuscript, 0)
    assert [one.old for one in printed.returned(gone)] == [OBJECT]
    moved = _edited(gone, "Une suite", f"{OBJECT}Une suite")
    assert printed.returned(moved) == ()
    twice = _edited(moved, "Voici", f"Voici la fin. {OBJECT}")
    assert [one.new.strip() for one in printed.returned(twice)] == [OBJECT]


def test_of_several_pictures_the_nearest_are_the_same_ones() -> None:
    printed = made.printout(SOURCES, front=(OBJECT, "Loin", OBJECT, "Près"))
    manuscript = made.swapped(made.swapped(printed.manuscript, 2), 0)
    manuscript = _edited(manuscript, "Près", f"{OBJECT}Près")
    (remark,) = printed.returned(manuscript)
    assert (remark.sort, remark.old) == ("deletion", OBJECT)
    assert "Loin" not in remark.context


def test_a_picture_whose_move_was_tracked_is_told() -> None:
    printed = made.printout(SOURCES, front=(OBJECT, "Une suite"))
    manuscript = _edited(made.tracked(printed.manuscript, OBJECT, ""), "Une suite", f"{OBJECT}Une suite")
    assert [one.sort for one in printed.returned(manuscript)] == ["deletion", "insertion"]


def test_a_new_paragraph_that_others_changed_is_written_as_it_reads_now(printed: made.Printout) -> None:
    manuscript = made.put_in(printed.manuscript, "Voici la fin", "Le calcul est montré ici.")
    manuscript = made.tracked(manuscript, "montré", "affiché", "Omar")
    remarks = printed.returned(manuscript)
    assert [(one.author, one.old, one.new, one.edit is not None) for one in remarks] == [
        ("Omar", "montré", "", False),
        ("Omar", "", "affiché", False),
        ("", "", "Le calcul est affiché ici.", True),
    ]
    text = made.with_edits(SOURCES, remarks)["README.md"]
    assert text == f"{TABLE}\nLe calcul est affiché ici.\n"
    assert "montré" in whole(manuscript.paragraphs[-1])
