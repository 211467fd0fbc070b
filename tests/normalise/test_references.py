"""Pointers to pages show their target's title and description: content references and cards."""

from __future__ import annotations

import pytest

from pipeline.config import Config
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import ingest
from pipeline.model import Block, Card, Cards, ContentReference, CrossReference, Handbook, Inlines, Link, Text
from pipeline.model.text import plain
from pipeline.model.walk import rebuild_pages
from pipeline.normalise import Context, normalise
from pipeline.source import Span
from tests.cases import folder_of

SOURCES = {
    "a.md": "# A\n\nTexte.\n",
    "b/README.md": "---\ndescription: Ce que contient B\n---\n\n# Le **bilan**\n\n## La fin\n",
}
HERE = Span("a.md", 3, 1, 3, 7)


def _unheard(_finding: Diagnostic) -> None:
    """What is told does not matter here."""


def _normalised(block: Block) -> Block:
    """Give a block as it is once its page `a.md`, which holds it alone, is normalised; twice is once."""
    folder = folder_of(SOURCES)

    def with_block(book: Handbook) -> Handbook:
        return rebuild_pages(
            book, lambda page: type(page)(page.id, page.file, page.kind, page.title,
                                          (block,) if page.file == "a.md" else page.blocks, page.span,
                                          description=page.description)
        )  # fmt: skip

    context = Context(_unheard, frozenset(folder.files))
    once = normalise(with_block(ingest(folder, Config(), _unheard)), context)
    assert normalise(once, context) == once
    return once.parts[0].chapters[0].blocks[0]


def _link(target: str, words: str) -> Inlines:
    return (Link(target, (Text(words, HERE),) if words else (), HERE),)


@pytest.mark.parametrize(
    ("target", "words", "said", "description"),
    [
        ("b/README.md", "README.md", "Le bilan", "Ce que contient B"),
        ("b/", "b", "Le bilan", "Ce que contient B"),
        ("b/", "", "Le bilan", "Ce que contient B"),
        ("b/README.md", "Les mots de l’auteur", "Les mots de l’auteur", "Ce que contient B"),
        ("b/README.md#la-fin", "b/README.md#la-fin", "La fin", ""),
    ],
)
def test_a_content_reference_takes_title_and_description(target: str, words: str, said: str, description: str) -> None:
    block = _normalised(ContentReference(_link(target, words), HERE))
    assert isinstance(block, ContentReference)
    assert isinstance(block.link[0], CrossReference)
    assert (plain(block.link), plain(block.description)) == (said, description)


def test_a_dead_content_reference_keeps_its_address() -> None:
    block = _normalised(ContentReference(_link("perdu.md", ""), HERE))
    assert isinstance(block, ContentReference)
    assert plain(block.link) == "perdu.md"


def test_the_authors_description_stays() -> None:
    block = _normalised(ContentReference(_link("b/", ""), HERE, (Text("La sienne", HERE),)))
    assert isinstance(block, ContentReference)
    assert plain(block.description) == "La sienne"


def test_a_card_takes_the_title_of_its_target() -> None:
    block = _normalised(Cards((Card((), HERE, link=_link("b/README.md", "")),), HERE))
    assert isinstance(block, Cards)
    assert plain(block.cards[0].link) == "Le bilan"
