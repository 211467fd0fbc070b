"""The quick test that ordinary text fails loses no marker."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.markers import kinds_of
from pipeline.markers.find import find
from pipeline.markers.flat import flatten
from pipeline.markers.passage import Passage
from pipeline.markers.passages import read_page
from pipeline.markers.shape import RuleBook, rule_book
from pipeline.model.walk import each_page
from tests.cases import read_cases
from tests.markers.labels import read_lines, sources_of
from tests.markers.reading import cleaned, settings_of

CASES = read_cases(Path(__file__).parent / "cases")
BOOKS = [pytest.param(case.sources, id=f"{case.file.stem}: {case.title}") for case in CASES]


def patient(book: RuleBook) -> RuleBook:
    """Give the rules with every gate open."""
    always = re.compile("")
    places = tuple(rules._replace(gate=always, small_gate=always) for rules in book.places)
    return RuleBook(places, always, always, always, always, always, always)


@pytest.mark.parametrize("sources", [*BOOKS, pytest.param(sources_of(read_lines()), id="the labelled lines")])
def test_the_gates_pass_every_marker(sources):
    book = cleaned(sources)
    quick = rule_book(kinds_of(settings_of(sources).markers))
    for part in book.parts:
        for page in each_page(part.chapters):
            for passage in read_page(page):
                if isinstance(passage, Passage):
                    flat = flatten(passage.run)
                    looked = find(flat, passage.home, passage.alone, patient(quick))
                    assert find(flat, passage.home, passage.alone, quick) == looked
