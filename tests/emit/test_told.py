"""What pandoc and WeasyPrint say is told where the book holds what they speak of; nothing of it is passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.diagnostics import Code
from pipeline.emit.pandoc import _messages, convert
from pipeline.emit.pdf.findings import findings
from pipeline.emit.pdf.fragment import Job
from pipeline.emit.pdf.layout import lay
from pipeline.emit.told import place_told
from pipeline.model import CrossReference, Figure, Handbook, Identity, Math, Page, Part
from tests.emit.sample import sample_book
from tests.emit.sample_make import at, p


def _book() -> Handbook:
    formula, link = Math(r"\frac{1}{", at(7)), CrossReference("nulle-part", (), at(8))
    picture = Figure("a b.png", "images/a b.png", "", (), at(9))
    page = Page("un", "blocs.md", "page", (), (p(formula, link), picture), at(1))
    return Handbook(Identity("Titre"), (Part("", (), (page,)),))


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        (r"Could not convert TeX math '\frac{1}{', rendering as TeX", 7),
        ("No anchor #nulle-part for internal URI reference", 8),
        ("Failed to load image at 'book:pictures/images%2Fa%20b.png': no image", 9),
        ("images/a b.png: cannot be read", 9),
    ],
)
def test_a_sentence_leads_to_what_it_quotes(sentence: str, line: int) -> None:
    place = place_told(sentence, _book())
    assert place is not None
    assert place.line == line


def test_a_sentence_about_nothing_of_the_book_has_no_place() -> None:
    assert place_told("Font-face 'X' cannot be loaded", replace(sample_book(), parts=())) is None


def test_a_formula_that_pandoc_cannot_write_is_told_at_its_place() -> None:
    broken = {"t": "Para", "c": [{"t": "Math", "c": [{"t": "InlineMath"}, r"\frac{1}{"]}]}
    made = convert([broken], "docx", "x.docx", {})
    assert any(r"\frac{1}{" in message.text for message in made.messages)
    places = [place_told(message.text, _book()) for message in made.messages]
    assert [place.line for place in places if place] == [7]


def test_information_of_pandoc_is_told_unless_it_is_about_its_own_doings(tmp_path: Path) -> None:
    log = tmp_path / "log.json"
    entries = [
        {"type": "SkippedContent", "verbosity": "INFO", "pretty": "Skipped 'mot'"},
        {"type": "LoadedResource", "verbosity": "INFO", "pretty": "Loaded a.png"},
        {"type": "CouldNotFetchResource", "verbosity": "WARNING", "pretty": "Could not fetch b.png"},
        {"type": "Something new", "verbosity": "INFO"},
    ]
    log.write_text(json.dumps(entries))
    told = [message.text for message in _messages(log)]
    assert told == ["Skipped 'mot'", "Could not fetch b.png", "Something new"]


def test_what_weasyprint_cannot_show_is_told() -> None:
    picture = '<img src="book:pictures/images%2Fa%20b.png" alt="x">'
    html = f'<html lang="fr"><title>T</title><p>{picture}'
    heard = lay(Job(html, "p { rien: 1 }")).told
    told = [finding for sentence in heard for finding in findings(sentence, _book())]
    assert {finding.code for finding in told} == {Code.E103}
    assert {finding.where.line for finding in told if finding.where} == {9}
    assert any("rien" in sentence for sentence in heard)
