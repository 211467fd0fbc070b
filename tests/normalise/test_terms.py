"""What holds for any vocabulary: its words are recognised once, in their place, and nothing is lost or made twice."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic
from pipeline.model import (
    Abbreviation,
    CrossReference,
    Handbook,
    Headword,
    Identity,
    Page,
    Paragraph,
    Part,
    Term,
    Text,
)
from pipeline.model.text import plain
from pipeline.model.walk import walk
from pipeline.normalise import Context, normalise, terms_again
from pipeline.normalise.expanding import is_written_out
from pipeline.normalise.lexicon import find, lexicon
from pipeline.normalise.terms import terms
from pipeline.source import Span
from tests.strategies import FILES, written

_BOOKS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_NOWHERE = Span("handbook.yml", 1, 1, 1, 1)


def _unheard(_finding: Diagnostic) -> None:
    """What is told does not matter here."""


_CONTEXT = Context(_unheard, frozenset(FILES))


def _made(words: str, column: int = 1) -> tuple[Text, ...]:
    return (Text(words, Span("handbook.yml", 1, column, 1, column + len(words))),)


def _word(words: str, expansion: str = "", *, forms: tuple[str, ...] = ()) -> Headword:
    return Headword(words, _made(words), _NOWHERE, _made(expansion) if expansion else (), forms=forms)


@st.composite
def _books(draw: st.DrawFn) -> Handbook:
    """Give a book with a vocabulary of words of its own."""
    book = draw(written())
    known = sorted(
        {word for node in walk(book) if isinstance(node, Text) for word in node.text.split() if len(word) > 1}
    )
    listed = draw(st.lists(st.sampled_from(known or ["mot"]), unique_by=str.casefold, min_size=1, max_size=4))
    words = tuple(_word(one, draw(st.sampled_from(("", "Ce qu’il abrège")))) for one in listed)
    return replace(book, vocabulary=words)


@_BOOKS
@given(_books())
def test_recognising_twice_is_once(book: Handbook) -> None:
    once = normalise(book, _CONTEXT)
    assert normalise(once, _CONTEXT) == once
    assert terms(once, _CONTEXT) is once
    again = terms_again(once, _CONTEXT)
    assert again == once, "recognised anew, a book whose words did not change is the same"


@_BOOKS
@given(_books())
def test_words_stay_as_they_are_and_where_they_are(book: Handbook) -> None:
    bare, done = normalise(replace(book, vocabulary=()), _CONTEXT), normalise(book, _CONTEXT)
    assert [plain(page.title) for page in _pages(done)] == [plain(page.title) for page in _pages(bare)]
    assert _letters(done) == _letters(bare)
    for node in walk(done):
        if isinstance(node, Text) and node.span.line == node.span.end_line and node.span.file != "handbook.yml":
            columns = len(node.text) + sum(width - 1 for _, width in node.widths)
            assert node.span.end_column - node.span.column == columns


@_BOOKS
@given(_books())
def test_every_place_has_an_id_of_its_own_and_every_reference_leads_to_one(book: Handbook) -> None:
    done = normalise(book, _CONTEXT)
    anchors = Counter(node.anchor for node in walk(done) if isinstance(node, Term) and node.anchor.startswith("term-"))
    assert not anchors or max(anchors.values()) == 1
    ends = [page for part in done.parts for page in part.chapters if page.kind in ("glossary", "index")]
    ids = {node.anchor for node in walk(done) if hasattr(node, "anchor")} | {page.id for page in _all_pages(done)}
    for page in ends:
        assert {node.target for node in walk(page) if isinstance(node, CrossReference)} <= ids


def _all_pages(book: Handbook) -> list[Page]:
    return [node for node in walk(book) if isinstance(node, Page)]


def _pages(book: Handbook) -> list[Page]:
    return [page for page in _all_pages(book) if page.kind not in ("glossary", "index")]


def _letters(book: Handbook) -> Counter[str]:
    texts = (node.text for page in _pages(book) for node in walk(replace(page, children=())) if isinstance(node, Text))
    return Counter("".join(texts))


@_BOOKS
@given(written())
def test_a_book_without_vocabulary_is_not_even_looked_at(book: Handbook) -> None:
    assert terms(book, _CONTEXT) is book
    assert terms_again(book, _CONTEXT) is book


@pytest.mark.parametrize(
    ("words", "line", "found"),
    [
        (["RGAA"], "Le RGAA, (RGAA) RGAAx xRGAA RGAA-bis non-RGAA rgaa RGAA.fr", ["RGAA", "RGAA"]),
        (["US", "USB"], "US, USB, USs et USBs", ["US", "USB", "USs", "USBs"]),
        (["R&D", "C++"], "R&D et C++.", ["R&D", "C++"]),
        (["#US"], "le salon #US", ["#US"]),
    ],
)
def test_acronyms_are_whole_words(words: list[str], line: str, found: list[str]) -> None:
    of = lexicon([_word(word, "Expansion") for word in words])
    assert [line[hit.start : hit.end] for hit in find(line, of)] == found


@pytest.mark.parametrize(
    ("form", "line", "found"),
    [
        ("équipe d'appui", "L’équipe d’appui, Équipes d'appuis, équipe\u00a0d’appui", 3),
        ("tableau de bord", "des tableaux de bord", 1),
        ("cas", "des cass, un cas", 1),
        ("été", "Été comme été", 2),
    ],
)
def test_terms_are_found_with_a_capital_and_in_the_plural(form: str, line: str, found: int) -> None:
    assert len(list(find(line, lexicon([_word(form)])))) == found


def test_each_hit_says_which_word_it_is() -> None:
    of = lexicon([_word("équipe"), _word("équipe produit", forms=("team",)), _word("ÉQUIPE", "Sigle")])
    line = "Équipe, équipes produit, team, ÉQUIPE"
    assert [hit.word.key for hit in find(line, of)] == ["équipe", "équipe produit", "équipe produit", "ÉQUIPE"]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Le référentiel général d'accessibilité (RGA) vaut.", True),
        ("Le RGA (Référentiel général d’accessibilité).", True),
        ("Un rapport global annuel (RGA).", True),
        ("Le référentiel (RGA).", False),
        ("Le RGA.", False),
    ],
)
def test_what_the_author_wrote_out(paragraph: str, expected: bool) -> None:
    assert is_written_out("RGA", "Référentiel général d’accessibilité", paragraph) is expected


def test_an_acronym_is_written_out_once_in_a_book() -> None:
    place = Span("a.md", 1, 1, 1, 1)
    texts = [Text("Un RGA, un RGA.", Span("a.md", line, 1, line, 16)) for line in (1, 2)]
    page = Page("a", "a.md", "page", _made("A"), tuple(Paragraph((one,), place) for one in texts), place)
    book = Handbook(Identity("Guide"), (Part("part", (), (page,)),), vocabulary=(_word("RGA", "Référentiel"),))
    done = terms(book, _CONTEXT)
    uses = [node for node in walk(done) if isinstance(node, Abbreviation)]
    assert [use.added for use in uses] == [" (Référentiel)", "", "", ""]
    assert [(one.rule, one.before, one.after) for one in done.repairs] == [("acronym", "RGA", "RGA (Référentiel)")]
    off = terms(book, _CONTEXT._replace(off=frozenset(("acronym",))))
    assert not off.repairs
    assert not any(node.added for node in walk(off) if isinstance(node, Abbreviation))
