"""pandoc's own messages: what it could not show is told, whatever weight it gives to it; what it only did is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.emit.docx.ast import image, math
from pipeline.emit.pandoc import NO_FORMULA, Message, _messages, convert


def _made(*inlines: dict[str, object]) -> dict[str, Message]:
    made = convert([{"t": "Para", "c": list(inlines)}], "docx", "x.docx", {})
    return {message.kind: message for message in made.messages}


def test_an_inline_that_is_dropped_is_told() -> None:
    said = _made({"t": "RawInline", "c": ["html", "<b>"]})
    assert "<b>" in said["InlineNotRendered"].text


def test_a_picture_that_is_not_there_is_told() -> None:
    said = _made(image("nowhere.png", "", 10, 10))
    assert "nowhere.png" in said["CouldNotFetchResource"].text


def test_a_formula_that_is_not_understood_is_told_with_its_words() -> None:
    said = _made(math("\\souhait{x}"), math("x^2"))
    assert set(said) == {NO_FORMULA}
    assert said[NO_FORMULA].subject == "\\souhait{x}"
    assert "\n" not in said[NO_FORMULA].text


@pytest.mark.parametrize(
    ("kind", "weight", "is_told"),
    [
        ("BlockNotRendered", "INFO", True),
        ("SkippedContent", "INFO", True),
        ("IgnoredElement", "INFO", True),
        ("MissingCharacter", "WARNING", True),
        ("CouldNotConvertImage", "WARNING", True),
        ("SomethingNewInPandoc", "INFO", True),
        ("LoadedResource", "INFO", False),
        ("RunningFilter", "INFO", False),
        ("NoLangSpecified", "INFO", False),
        ("SkippedContent", "DEBUG", False),
    ],
)
def test_what_counts_of_a_log(tmp_path: Path, kind: str, weight: str, is_told: bool) -> None:
    log = tmp_path / "log.json"
    entry = {"type": kind, "verbosity": weight, "pretty": "Something\nwas lost"}
    log.write_text(json.dumps([entry, entry]), encoding="utf-8")
    assert _messages(log) == ((Message(kind, "", "Something was lost"),) if is_told else ())
