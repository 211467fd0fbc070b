"""The tags of whole books: all fits together, comments stand with their words, twice the pages are twice the work."""

from __future__ import annotations

import pytest

from pipeline.emit.pdf import emit
from tests.effort import effort
from tests.emit.laid import laid
from tests.emit.sample import sample_order
from tests.emit.tag_tree import Tag, faults, misplaced, tag_tree


@pytest.fixture(scope="module")
def data() -> bytes:
    return emit(sample_order())["handbook.pdf"]


@pytest.fixture(scope="module")
def tree(data: bytes) -> Tag:
    return tag_tree(data)


def test_everything_fits_together(data: bytes, tree: Tag) -> None:
    assert faults(data) == []
    assert misplaced(tree) == []


def test_comments_stand_with_the_words_that_they_are_about(tree: Tag) -> None:
    markers = [one for one in tree.all("Span") if one.all("Annot")]
    assert [one.shape for one in markers] == ["Span(Link Annot)"] * 4
    assert markers[0].words.startswith("[ENRICHIR]")
    assert markers[0].all("Annot")[0].links[0].startswith("n°\u00a01 · À enrichir")


def test_notes_signs_and_lists_are_what_they_are(tree: Tag) -> None:
    assert len(tree.all("Note")) == 3
    assert len(tree.all("Reference")) > 3
    assert "cadenas fermé" in {one.facts.get("Alt") for one in tree.all("Span")}
    assert {"Disc", "Decimal", "None"} == {one.facts["ListNumbering"] for one in tree.all("L")}
    assert len(tree.all("Index")) == 3
    assert tree.all("Formula")


def _work(chapters: int) -> int:
    """Count what laying out and tagging so many chapters costs beyond laying them out without tags of ours."""
    rows = "".join("<tr><th scope=row>a<td>b<td>c</tr>" for _ in range(40))
    body = "".join(f"<section id=c{number}><table>{rows}</table><ul><li>d</ul></section>" for number in range(chapters))
    html = f'<html lang="fr"><title>Essai</title><body>{body}'
    return effort(lambda: laid(html, "@page { size: 300px 200px }", lambda _said: None))


def test_twice_the_pages_are_twice_the_work() -> None:
    _work(1)  # what is read once
    few, many = _work(4), _work(16)
    assert many < few * 4.4
