"""What holds for any handbook: normalising twice is normalising once, nothing is lost, nothing leads nowhere."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic
from pipeline.model import (
    Block,
    Cell,
    CrossReference,
    Emphasis,
    Handbook,
    Heading,
    Identity,
    Inline,
    JobSheet,
    Link,
    Page,
    Paragraph,
    Part,
    Row,
    Strong,
    Table,
    Text,
)
from pipeline.model.text import plain
from pipeline.model.walk import each_page, walk
from pipeline.normalise import PASSES, Context, Pass, normalise
from pipeline.source import Span
from tests.strategies import FILES, handbooks, written

_BOOKS = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _unheard(_finding: Diagnostic) -> None:
    """What is told does not matter here."""


_CONTEXT = Context(_unheard, frozenset(FILES))


def _pages(book: Handbook) -> list[Page]:
    return [page for part in book.parts for page in each_page(part.chapters)]


@_BOOKS
@given(written())
def test_normalising_twice_is_normalising_once(book: Handbook) -> None:
    once = normalise(book, _CONTEXT)
    assert normalise(once, _CONTEXT) == once


@pytest.mark.parametrize("each_pass", PASSES, ids=lambda each_pass: each_pass.__name__)
@settings(_BOOKS, max_examples=10)
@given(book=written())
def test_each_pass_twice_is_once(each_pass: Pass, book: Handbook) -> None:
    once = each_pass(book, _CONTEXT)
    again = each_pass(once, _CONTEXT)
    assert again == once
    assert again is once, "what a pass does not change it gives back as it is"


@_BOOKS
@given(handbooks())
def test_a_finished_book_keeps_its_ids_and_markers(book: Handbook) -> None:
    done = normalise(book, _CONTEXT)
    assert done.markers == book.markers
    assert [page.id for page in _pages(done)] == [page.id for page in _pages(book)]
    kept = {node.anchor for node in walk(done) if isinstance(node, Heading)}
    assert kept <= {node.anchor for node in walk(book) if isinstance(node, Heading)}


@_BOOKS
@given(written())
def test_every_inner_link_leads_somewhere(book: Handbook) -> None:
    done = normalise(book, _CONTEXT)
    headings = [node.anchor for node in walk(done) if isinstance(node, Heading)]
    ids = Counter([page.id for page in _pages(done)] + headings)
    assert set(ids.values()) == {1}
    before = {node.target for node in walk(book) if isinstance(node, CrossReference)}
    for node in walk(done):
        if isinstance(node, CrossReference):
            assert node.target in ids or node.target in before
        elif isinstance(node, Link):
            assert node.target.startswith(("https:", "mailto:")) or node.target.endswith("plan.pdf")


@_BOOKS
@given(written())
def test_levels_follow_one_another(book: Handbook) -> None:
    for page in _pages(normalise(book, _CONTEXT)):
        scopes = [section for block in page.blocks if isinstance(block, JobSheet) for section in block.sections]
        first = 3 if scopes else 2
        for blocks in [scope.blocks for scope in scopes] or [page.blocks]:
            levels = [first - 1, *(heading.level for block in blocks for heading in _headings(block))]
            assert all(first <= after <= min(before + 1, 6) for before, after in pairwise(levels))


def _headings(block: Block) -> list[Heading]:
    return [node for node in walk(block) if isinstance(node, Heading)]


@_BOOKS
@given(written())
def test_no_word_is_lost(book: Handbook) -> None:
    """Every text that says something is still there, at its place: whole, or but for its ends and its signs."""
    done = normalise(book, _CONTEXT)
    # A sign of a responsibility matrix stands in a field of its own, a joiner is new.
    assert not Counter(_letters(book)) - Counter(_letters(done))


def _letters(book: Handbook) -> str:
    kinds = Inline.__args__
    words = (plain((node,)) for node in walk(book) if isinstance(node, kinds) and not hasattr(node, "children"))
    return "".join(letter for text in words for letter in text if letter.isalnum())


@_BOOKS
@given(written())
def test_every_text_keeps_its_columns(book: Handbook) -> None:
    for node in walk(normalise(book, _CONTEXT)):
        if isinstance(node, Text) and node.span.line == node.span.end_line:
            columns = len(node.text) + sum(width - 1 for _, width in node.widths)
            assert node.span.end_column - node.span.column == columns


_SAID = (
    *("", "", " ", "Axe", "Sous-axe", "Intention", "Compétence", "Niv 1", "Niv 2", "Expert", "Activité", "Métier"),
    *("🤝", "🙆♂️ Responsable", "🔒 Co-responsable (du budget)", "👀", "✅", "Participe", "R", "A/C", "Autre chose"),
)


@st.composite
def _tables(draw: st.DrawFn) -> Handbook:
    """Give a book of one table whose cells are those of matrices: ragged, empty, in italics, with dead links."""
    place = Span("page.md", 1, 1, 1, 1)

    def cell() -> Cell:
        said = draw(st.sampled_from(_SAID))
        text = Text(said, Span("page.md", 1, 1, 1, 1 + len(said)))
        ways: list[Inline] = [text, text, Emphasis((text,)), Strong((text,)), Link("rien", (text,), place)]
        inline = draw(st.sampled_from(ways))
        return Cell((Paragraph((inline,), place),) if said else (), place)

    width = draw(st.integers(2, 5))
    uneven = st.one_of(st.just(width), st.just(width), st.integers(1, 6))
    lines = tuple(Row(tuple(cell() for _ in range(draw(uneven))), place) for _ in range(draw(st.integers(1, 6))))
    head = draw(st.integers(0, 1))
    page = Page("page", "page.md", "page", (), (Table(lines[:head], lines[head:], place),), place)
    return Handbook(Identity("Guide"), (Part("part", (), (page,)),))


@settings(_BOOKS, max_examples=150)
@given(_tables())
def test_any_table_is_normalised_once_and_keeps_its_words(book: Handbook) -> None:
    once = normalise(book, _CONTEXT)
    assert normalise(once, _CONTEXT) == once
    assert not Counter(_letters(book)) - Counter(_letters(once))
