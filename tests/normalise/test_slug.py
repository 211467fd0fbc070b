"""What holds for any anchor: GitBook's rule applied twice is applied once, and every heading is found by its slug."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic
from pipeline.model import Blocks, CrossReference, Handbook, Heading, Identity, Link, Page, Paragraph, Part, Text
from pipeline.model.walk import walk
from pipeline.normalise import Context, normalise
from pipeline.normalise.slug import slug
from pipeline.source import Span

HERE = Span("a.md", 1, 1, 1, 2)
WORDS = st.text(st.sampled_from("aàéÉœŒßAZ09 .-_–—'’«»\"&/()!?:;,🚀\u00a0\u200b\u0301ﬁΩ"), min_size=1, max_size=24)


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("Démarche qualité", "demarche-qualite"),
        ("L’équipe & l'œuvre", "lequipe-and-loeuvre"),
        ("1. Définir", "id-1.-definir"),
        ("🚀 Lancer !", "lancer"),
        ("snake_case v2.0", "snake_case-v2.0"),
        ("«\u00a0Où\u00a0» ?", "ou"),
        ("e\u0301te\u0301 — fin", "ete-fin"),
        ("🚀", ""),
    ],
)
def test_gitbooks_rule(words: str, anchor: str) -> None:
    assert slug(words) == anchor


@given(WORDS)
def test_a_slug_is_its_own_slug_and_fits_in_an_address(words: str) -> None:
    once = slug(words)
    assert slug(once) == once
    assert re.fullmatch(r"[\w.-]*", once)
    assert once == once.lower()


@given(st.lists(WORDS, min_size=1, max_size=6), st.booleans())
def test_every_heading_is_found_by_its_own_words(titles: list[str], is_quoted: bool) -> None:
    """A link to a heading's slug, percent-encoded or not, leads to the first heading of these words."""

    def text(words: str) -> Text:
        return Text(words, Span("a.md", 1, 1, 1, 1 + len(words)))

    named = [title for title in titles if slug(title)]
    links = [
        Link("a.md#" + (quote(slug(title)) if is_quoted else slug(title)), (text("ici"),), HERE) for title in named
    ]
    blocks: Blocks = tuple(Heading(2, (text(title),), HERE) for title in titles)
    blocks = (*blocks, Paragraph((text("début"), *links), HERE))
    page = Page("a", "a.md", "page", (text("A"),), blocks, HERE)
    findings: list[Diagnostic] = []
    book = normalise(Handbook(Identity("Guide"), (Part("part", (), (page,)),)), Context(findings.append, frozenset()))
    anchors = [node.anchor for node in walk(book) if isinstance(node, Heading)]
    targets = [node.target for node in walk(book) if isinstance(node, CrossReference)]
    assert len(set(anchors)) == len(anchors)
    assert targets == [f"a--{slug(title)}" for title in named]
    assert set(targets) <= set(anchors)
    assert not [finding for finding in findings if finding.code.name == "S151"]
