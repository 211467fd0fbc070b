"""What is no YAML is told in an editor's words, at the place to mend; no word of the parser's own ever shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pipeline.config import YamlProblem, read_config, read_yaml
from pipeline.config.settings import Config
from pipeline.diagnostics import Diagnostic, StopBuildError
from pipeline.messages import speaker

SIGNS = " \n\t:-?[]{}\"'|>%@`&*!#,\\a0é\x07."

PROBLEMS = [
    ("title: Guide: le retour", (0, 12), "a colon followed by a space stands inside a text without quotes"),
    (
        "a: b\n  c: d",
        (1, 3),
        "the line above lacks a colon followed by a space, or this one begins too far to the right",
    ),
    (
        "title\na: b",
        (1, 1),
        "the line above lacks a colon followed by a space, or this one begins too far to the right",
    ),
    ("a:\n\tb: c", (1, 0), "a tab stands where spaces are needed"),
    ('a: "b\nc: d', (0, 3), "a quote is opened and never closed"),
    ("a: 'b\n---\nc'", (0, 3), "a quote is opened and never closed"),
    ("a: 'l'été'", (0, 6), "the quotes end before the text does"),
    ("a: [b, c\nd: e", (0, 3), "a square bracket is opened and never closed"),
    ("a: {b: c\nd: e", (0, 3), "a brace is opened and never closed"),
    ("a: [\n", (1, 0), "a bracket or a brace is opened and never closed"),
    ("a: [b,, c]", (0, 6), "this character must be put between quotes"),
    ("a: }", (0, 3), "this character must be put between quotes"),
    ("a: @b", (0, 3), "this character must be put between quotes"),
    ("a: *b", (0, 3), "a text that begins with * or & must be put between quotes"),
    ("a: &b c\nd: &b e", (1, 3), "a text that begins with * or & must be put between quotes"),
    ("a: !b!c d", (0, 3), "a text that begins with ! must be put between quotes"),
    ("a: ? b", (0, 3), "a text that begins with ? must be put between quotes"),
    ("%b: c", (0, 2), "a line that begins with % must not stand there"),
    ("%YAML 3.0\n---\na: b", (0, 0), "a line that begins with % must not stand there"),
    ('a: "\\d"', (0, 5), "a text with \\ is put between single quotes"),
    ("a: > texte", (0, 5), "nothing may follow | or > on their line: the text begins on the line below"),
    ("a: - b", (0, 3), "a list begins on the line below its key"),
    ("a: b\n- c", (1, 0), "the items of this list are not aligned"),
    ("  a: b\nc: d", (1, 0), "a key is expected here, at the same indentation as the others"),
    ("[a] b", (0, 4), "nothing may follow the end of a list in brackets or braces"),
    ("a: b\n---\nc: d", (1, 0), "a second line --- must not stand there"),
    ("a: b\nc: \x07d", (1, 3), "an invisible character that is not allowed stands there"),
]


@pytest.mark.parametrize(("text", "at", "words"), PROBLEMS)
def test_a_mistake_is_told_where_it_is(text: str, at: tuple[int, int], words: str) -> None:
    assert read_yaml(text) == YamlProblem(words, at)


@given(some.text(alphabet=SIGNS, max_size=40))
def test_whatever_is_written_is_told_in_french(text: str) -> None:
    value = read_yaml(text)
    if isinstance(value, YamlProblem):
        assert speaker("fr")(value.problem) != value.problem


@pytest.mark.parametrize("value", ["oui", "true", "-3", "2.5", "''", "[]", "[true]", "[{a: b}]", "{}", "{a: [b]}"])
@pytest.mark.parametrize("key", Config.__struct_fields__)
def test_whatever_value_is_refused_is_refused_in_french(key: str, value: str) -> None:
    told: list[Diagnostic] = []
    try:
        read_config(f"{key}: {value}\n".encode(), told.append)
    except StopBuildError as stop:
        told.append(stop.diagnostic)
    for problem in (dict(one.values).get("problem", "") for one in told):
        assert not problem or speaker("fr")(problem) != problem
