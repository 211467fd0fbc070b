"""The quick test that ordinary text fails loses nothing, and a thousand pages take well under a second."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from pipeline.markers import KINDS, recognise
from pipeline.markers.find import find
from pipeline.markers.flat import flatten
from pipeline.markers.passages import Passage, read_page
from pipeline.markers.shape import RuleBook, rule_book
from pipeline.model import Block, Handbook, Heading, Identity, Page, Paragraph, Part, Text
from pipeline.model.walk import each_page
from pipeline.source import Span
from tests.cases import read_cases
from tests.markers.reading import cleaned

CASES = read_cases(Path(__file__).parent / "cases")
SENTENCE = "Le formulaire à compléter (douze pages) est joint ; l'équipe produit y note ce qui reste à faire. "


def patient(book: RuleBook) -> RuleBook:
    """Give the rules with every gate open."""
    always = re.compile("")
    places = tuple(rules._replace(gate=always, small_gate=always) for rules in book.places)
    return RuleBook(places, always, always, always, always, always)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_the_gates_pass_every_marker(case):
    book = cleaned(case.sources)
    quick = rule_book(KINDS)
    for part in book.parts:
        for page in each_page(part.chapters):
            for passage in read_page(page):
                if isinstance(passage, Passage):
                    flat = flatten(passage.run)
                    looked = find(flat, passage.home, passage.alone, patient(quick))
                    assert find(flat, passage.home, passage.alone, quick) == looked


def big_book(pages: int, paragraphs: int, words: str) -> Handbook:
    """Give a book of ordinary pages."""

    def text(words: str, file: str, line: int) -> Text:
        return Text(words, Span(file, line, 1, line, 1 + len(words)))

    def page(number: int) -> Page:
        file = f"{number}.md"
        whole = Span(file, 1, 1, 1, 1)
        blocks: list[Block] = [Heading(2, (text("Un titre", file, 2),), whole)]
        blocks += [Paragraph((text(words, file, 3 + line),), whole) for line in range(paragraphs)]
        return Page(str(number), file, "page", (text(f"Page {number}", file, 1),), tuple(blocks), whole)

    chapters = tuple(page(number) for number in range(pages))
    return Handbook(Identity("Guide"), (Part("part", (), chapters),))


def seconds(book: Handbook) -> float:
    start = time.process_time()
    recognise(book)
    return time.process_time() - start


def test_a_thousand_pages_take_well_under_a_second():
    recognise(big_book(1, 1, SENTENCE))
    assert seconds(big_book(1000, 12, SENTENCE)) < 0.8


def test_time_grows_with_length_and_no_faster():
    recognise(big_book(1, 1, SENTENCE + "TODO"))
    once = seconds(big_book(1, 1, (SENTENCE + "TODO [ENRICHIR] 🚧 XXX ") * 150))
    eight = seconds(big_book(1, 1, (SENTENCE + "TODO [ENRICHIR] 🚧 XXX ") * 1200))
    assert eight < max(24 * once, 0.5)
