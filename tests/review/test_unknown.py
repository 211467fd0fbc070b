"""Documents that were not made by us."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.diagnostics import Code, StopBuildError
from pipeline.manuscript.manuscript import Manuscript, Paragraph, Run
from pipeline.review.placing import reviewed
from pipeline.review.remark import Remark
from tests.review import printout as made

SOURCES = {
    "README.md": (
        "# Accueillir\n\nLe premier **contact** dure cinq minutes.\n\nUne suite claire et simple.\n\n"
        "- Lire le dossier\n- Réserver une salle\n"
    )
}


def _reviewed(manuscript: Manuscript) -> tuple[Remark, ...]:
    return reviewed(manuscript, "autre.docx", None, made.book_of(SOURCES), made.reader(SOURCES))


def test_a_copy_that_lost_all_it_carried_is_placed_by_its_words() -> None:
    printed = made.printout(SOURCES).manuscript
    bare = Manuscript("odt", tuple(replace(one, anchors=()) for one in printed.paragraphs))
    changed = made.put_in(made.tracked(bare, "cinq", "six"), "dossier", "Relire")
    told = [(one.sort, one.certainty, one.old, one.new, one.edit is not None) for one in _reviewed(changed)]
    assert told == [("replacement", "exact", "cinq", "six", True), ("insertion", "exact", "", "Relire", True)]


def test_a_document_of_something_else_stops_the_command() -> None:
    texts = ("Compte rendu", "Présents : Anne, Paul", "Le premier point est reporté.", "Fin à midi.")
    other = Manuscript("docx", tuple(Paragraph((Run(text),)) for text in texts))
    with pytest.raises(StopBuildError) as stop:
        _reviewed(other)
    assert stop.value.diagnostic.code is Code.E220
    assert dict(stop.value.diagnostic.values)["count"] == "4"


def test_an_empty_document_stops_the_command() -> None:
    with pytest.raises(StopBuildError):
        _reviewed(Manuscript("docx", ()))
