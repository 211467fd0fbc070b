"""The shipped handbook as a real Word file: printed, read back, worked on, and found again in its sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.build.run import order_of
from pipeline.build.stages import Opened, open_sources, silent_book
from pipeline.emit.docx import FILE, emit
from pipeline.ingest import text_of
from pipeline.manuscript.edition import Edition, unpacked
from pipeline.manuscript.manuscript import Manuscript, Paragraph, Run, whole
from pipeline.manuscript.reading import read
from pipeline.model import Handbook
from pipeline.review.placing import reviewed
from pipeline.review.remark import Remark

SOURCES = Path(__file__).parents[2] / "sources"


class _Sent:
    """The handbook, its sources, and the file as it was sent out."""

    def __init__(self, opened: Opened, handbook: Handbook) -> None:
        self.opened, self.handbook = opened, handbook
        self.manuscript = read(emit(order_of(handbook, opened))[FILE], lambda _finding: None, FILE)
        edition = unpacked(self.manuscript.packed)
        assert edition is not None
        self.edition: Edition = edition

    def returned(self, manuscript: Manuscript) -> tuple[Remark, ...]:
        return reviewed(manuscript, FILE, self.edition, self.handbook, lambda file: text_of(self.opened.folder, file))


@pytest.fixture(scope="module")
def sent() -> _Sent:
    opened = open_sources(SOURCES, lambda _finding: None)
    return _Sent(opened, silent_book(opened, lambda _finding: None))


def test_the_file_as_it_was_sent_says_nothing(sent: _Sent) -> None:
    assert sent.returned(sent.manuscript) == ()


def _worked_on(number: int, paragraph: Paragraph) -> Paragraph:
    """Put a word of its own in the place of one of a paragraph's, where it has words of the sources."""
    text = whole(paragraph)
    anchors = [(one.start, one.end) for one in paragraph.anchors]
    inside = [
        one for one in re.finditer(r"[^\W\d]{4,}", text) if any(a <= one.start() < one.end() <= b for a, b in anchors)
    ]
    if not inside:
        return paragraph
    word = inside[number % len(inside)]
    return replace(paragraph, runs=(Run(f"{text[: word.start()]}zz{number}zz{text[word.end() :]}"),))


def test_a_word_in_every_second_paragraph_is_told_and_nearly_always_exactly(sent: _Sent) -> None:
    paragraphs = tuple(
        _worked_on(number, one) if number % 2 else one for number, one in enumerate(sent.manuscript.paragraphs)
    )
    put_in = set(re.findall(r"zz\d+zz", " ".join(whole(one) for one in paragraphs)))
    remarks = sent.returned(replace(sent.manuscript, paragraphs=paragraphs))
    assert put_in
    assert {word for one in remarks for word in re.findall(r"zz\d+zz", one.new)} == put_in
    # The glossary's words stand in handbook.yml, which is not written, and those around them are ours.
    on_pages = [one for one in remarks if one.span and one.span.file.endswith(".md")]
    exact = [one for one in on_pages if one.certainty == "exact" and one.edit is not None]
    assert len(exact) >= 0.95 * len(on_pages)
