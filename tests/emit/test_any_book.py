"""Every emitter can write every book that the model can hold, and loses none of its words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import Phase, given, settings

from pipeline.emit import EMITTERS
from pipeline.emit.look import look
from pipeline.emit.order import Order
from pipeline.messages import speaker
from pipeline.model import Handbook, Text
from pipeline.model.walk import walk
from tests.reading_back import docx_text, epub_text, html_text, missing_words
from tests.strategies import handbooks

# Making a file takes half a second to two: few examples, and no shrinking of one that fails.
_SLOW = settings(max_examples=12, phases=[Phase.explicit, Phase.generate])
_SLOWER = settings(_SLOW, max_examples=6)

_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>E</title><path d="M0 0h9v9z"/></svg>'


def _order(book: Handbook) -> Order:
    return Order(book, "draft", look(), lambda _path: _PICTURE, speaker("fr"), lambda _found: None, date(2026, 1, 31))


def _words(book: Handbook) -> list[str]:
    """Give the words of every text of the pages; labels stand in the navigation only."""
    pages = [page for part in book.parts for page in part.chapters]
    return [word for page in pages for node in walk(page) if isinstance(node, Text) for word in _split(node.text)]


def _split(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(handbooks())
@_SLOW
def test_the_web_page_holds_every_word(book: Handbook) -> None:
    text = html_text(EMITTERS["html"](_order(book))["handbook.html"])
    assert missing_words(_words(book), text) == []


@given(handbooks())
@_SLOWER
def test_the_word_file_holds_every_word(book: Handbook) -> None:
    text = docx_text(EMITTERS["docx"](_order(book))["handbook.docx"])
    assert missing_words(_words(book), text) == []


@given(handbooks())
@_SLOW
def test_the_e_book_holds_every_word(book: Handbook) -> None:
    text = epub_text(EMITTERS["epub"](_order(book))["handbook.epub"])
    assert missing_words(_words(book), text) == []


@given(handbooks())
@_SLOWER
def test_a_pdf_is_made_of_any_book(book: Handbook) -> None:
    assert EMITTERS["pdf"](_order(book))["handbook.pdf"].startswith(b"%PDF")


@given(handbooks())
@_SLOW
def test_the_report_holds_every_marker(book: Handbook) -> None:
    files = EMITTERS["todo"](_order(book))
    for marker in book.markers:
        assert marker.fingerprint in files["todo.json"].decode()


@pytest.mark.parametrize("name", sorted(EMITTERS))
def test_an_emitter_gives_bytes_by_name(name: str) -> None:
    from tests.emit.sample import sample_book

    files = EMITTERS[name](_order(sample_book()))
    assert files
    assert all(files.values())
    assert all(file.startswith("site/") if name == "site" else "/" not in file for file in files)
