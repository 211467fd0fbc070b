"""The model: JSON both ways, walking, rebuilding, and edits of text that keep every column."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Handbook, Heading, Inlines, Paragraph, SkillsMatrix, Strong, Text, coding
from pipeline.model.text import Edit, column, edit, part, plain
from pipeline.model.walk import rebuild, walk
from pipeline.source import Span, cut
from tests.strategies import handbooks


@given(handbooks())
def test_json_both_ways(book: Handbook) -> None:
    data = coding.encode(book)
    assert coding.decode(data) == book
    assert coding.encode(coding.decode(data)) == data


@given(handbooks())
def test_the_schema_describes_the_json(book: Handbook) -> None:
    jsonschema.validate(json.loads(coding.encode(book)), coding.schema())


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        coding.decode(b'{"identity": {"title": 3}, "parts": []}')


@given(handbooks())
def test_rebuilding_without_a_change_gives_the_same_object(book: Handbook) -> None:
    assert rebuild(book, on_inlines=lambda run: run, on_blocks=lambda blocks: blocks) is book


@given(handbooks())
def test_rebuilding_reaches_every_text_that_walking_reaches(book: Handbook) -> None:
    def louder(run: Inlines) -> Inlines:
        return tuple(
            msgspec.structs.replace(inline, text=inline.text + "!") if isinstance(inline, Text) else inline
            for inline in run
        )

    before = [node.text + "!" for node in walk(book) if isinstance(node, Text)]
    after = [node.text for node in walk(rebuild(book, on_inlines=louder)) if isinstance(node, Text)]
    assert after == before


def test_lines_of_inlines_are_walked() -> None:
    here = Span("a.md", 1, 1, 1, 2)
    words: Inlines = (Strong((Text("fort", here),)),)
    matrix = SkillsMatrix(words, words, words, words, (), (), (), here)
    assert sum(isinstance(node, Text) for node in walk(matrix)) == 4
    assert plain(words) == "fort"


SOURCE = "Le \\[mot\\] &amp; la suite"


def _text() -> Text:
    r"""The text that Markdown makes of SOURCE: `\[`, `\]` and `&amp;` are one character each."""
    return Text("Le [mot] & la suite", Span("a.md", 1, 1, 1, len(SOURCE) + 1), ((3, 2), (7, 2), (9, 5)))


def _source_of(text: Text) -> str:
    return cut(SOURCE, text.span)


@pytest.mark.parametrize(
    ("words", "source"),
    [("[mot]", "\\[mot\\]"), ("mot", "mot"), ("&", "&amp;"), ("la", "la"), ("suite", "suite")],
)
def test_a_part_cuts_its_words_out_of_the_source(words: str, source: str) -> None:
    text = _text()
    start = text.text.index(words)
    assert _source_of(part(text, start, start + len(words))) == source


@given(st.data())
def test_edits_never_move_what_they_do_not_touch(data: st.DataObject) -> None:
    text = _text()
    count = len(text.text)
    edges = sorted(data.draw(st.lists(st.integers(0, count), max_size=6).filter(lambda e: len(e) % 2 == 0)))
    new = st.text("xyz\u202f", max_size=3)
    edits = [Edit(a, b, data.draw(new)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    done = edit(text, edits)
    assert done.span == text.span
    assert column(done, len(done.text)) <= column(text, count)
    touched = {index for change in edits for index in range(change.start, change.end)}
    for index, character in enumerate(text.text):
        if index not in touched:
            shift = sum(len(change.new) - (change.end - change.start) for change in edits if change.end <= index)
            assert done.text[index + shift] == character


def test_an_edit_of_one_word_leaves_the_others_in_place() -> None:
    text = _text()
    at = text.text.index("&")
    done = edit(text, [Edit(at, at + 1, "et aussi")])
    start = done.text.index("suite")
    assert _source_of(part(done, start, start + 5)) == "suite"
    start = done.text.index("et aussi")
    assert _source_of(part(done, start, start + 8)) == "&amp;"


def test_headings_and_paragraphs_differ_in_json() -> None:
    here = Span("a.md", 1, 1, 1, 2)
    kinds = {json.loads(msgspec.json.encode(block))["type"] for block in (Heading(2, (), here), Paragraph((), here))}
    assert kinds == {"Heading", "Paragraph"}
