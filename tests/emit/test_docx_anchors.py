"""Every run of the sources' words in a Word file has an anchor that leads back to its place."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.emit.docx import FILE, emit
from pipeline.emit.docx.book import book
from pipeline.emit.docx.picture import pictures
from pipeline.emit.order import Store
from pipeline.manuscript.edition import ANCHOR, Source, cache_key, digest, identity, unpacked
from pipeline.manuscript.manuscript import whole
from pipeline.manuscript.reading import read
from pipeline.model import Heading, Paragraph
from pipeline.model.text import plain
from pipeline.model.walk import walk
from tests.emit.docx_reading import every, part, value
from tests.emit.sample import sample_order


@pytest.fixture(scope="module")
def data() -> bytes:
    return emit(sample_order())[FILE]


def _sources() -> dict[str, Source]:
    order = sample_order()
    return book(order, {}, pictures(order, {})).scene.progress.sources


def test_every_anchor_of_the_drawing_stands_in_the_file_hidden_and_inside_a_paragraph(data: bytes) -> None:
    found = [
        start
        for name in ("document.xml", "footnotes.xml")
        for start in every(part(data, name), "w:bookmarkStart")
        if value(start, "w:name").startswith(ANCHOR)
    ]
    assert {value(start, "w:name") for start in found} == set(_sources())
    assert all(ancestor_is_paragraph(start) for start in found)


def ancestor_is_paragraph(element: object) -> bool:
    return any(str(one.tag).endswith("}p") for one in element.iterancestors())  # type: ignore[attr-defined]


def test_no_words_of_a_page_are_without_an_anchor() -> None:
    order = sample_order()
    digests = {source.digest for source in _sources().values()}

    said_ = [
        plain(node.children)
        for one in order.handbook.parts
        for node in walk(one)
        if isinstance(node, Paragraph | Heading) and plain(node.children).strip() and getattr(node, "span", None)
    ]
    assert said_
    missing = [text for text in said_ if digest(text) not in digests]
    assert not missing


def test_the_file_carries_the_edition_that_it_is(data: bytes) -> None:
    manuscript = read(data, _silent, FILE)
    edition = unpacked(manuscript.packed)
    assert edition is not None
    assert identity(manuscript.packed) == manuscript.edition
    assert [one.text for one in edition.paragraphs] == [whole(one) for one in manuscript.paragraphs]
    assert edition.sources == _sources()
    assert edition.comments == tuple((one.author, one.text) for one in manuscript.comments)
    assert edition.draft


def test_the_edition_is_kept_for_files_that_lose_theirs_on_the_way() -> None:
    kept: dict[bytes, bytes] = {}
    order = sample_order()._replace(store=Store(kept.get, kept.update))
    manuscript = read(emit(order)[FILE], _silent, FILE)
    assert kept[cache_key(manuscript.edition)] == manuscript.packed


def _silent(_finding: Diagnostic) -> None:
    raise AssertionError(_finding)
