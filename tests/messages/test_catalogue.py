"""The French catalogue holds every sentence of the program, with the same values, compiled."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import pipeline
from pipeline.messages import LOCALE, speaker

KEYWORDS = {"say": None, "mark": None, "_": None}
FRENCH = LOCALE / "fr" / "LC_MESSAGES"


def _said() -> set[str]:
    found = extract_from_dir(str(Path(pipeline.__file__).parent), keywords=KEYWORDS)
    return {text for _file, _line, text, _comments, _context in found if isinstance(text, str)}


def _catalogue() -> Catalog:
    with (FRENCH / "handbook.po").open("rb") as stream:
        return read_po(stream, locale="fr")


def _texts() -> dict[str, str]:
    return {str(message.id): str(message.string) for message in _catalogue() if message.id}


def test_every_sentence_is_in_french() -> None:
    french = _texts()
    assert sorted(text for text in _said() if not french.get(text)) == []


def test_no_sentence_is_left_over() -> None:
    from_click = {"Usage:", "Options", "Commands", "Error: {message}"}
    clicks = {text for text in _texts() if "%" in text or text in from_click}
    left = set(_texts()) - _said() - clicks
    assert {text for text in left if not _is_click(text)} == set()


def _is_click(text: str) -> bool:
    """Tell whether one of Click's own sentences, which speak French by our catalogue too."""
    import click

    folder = Path(click.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    bare = re.sub(r"\"\s*\n\s*\"", "", source)
    return text.replace("\n", "\\n") in bare or text in bare


def test_translations_keep_the_values() -> None:
    for text, french in _texts().items():
        assert set(re.findall(r"\{[^}]*\}", text)) == set(re.findall(r"\{[^}]*\}", french)), text


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    stream = io.BytesIO()
    write_mo(stream, _catalogue())
    assert (FRENCH / "handbook.mo").read_bytes() == stream.getvalue(), "run `make messages`"


def test_french_typography() -> None:
    """No-break spaces before double signs and inside quotes, curly apostrophes: the messages set the example."""
    wrong = [
        french
        for french in _texts().values()
        if re.search(r"(?<=\w) [;:!?»]|« |\w'\w", re.sub(r"`[^`]*`|\bhttps?://\S+|%\(\w+\)s", "", french))
    ]
    assert wrong == []


def test_an_unknown_language_is_english_and_braces_are_safe() -> None:
    assert speaker("xx")("{not} a value") == "{not} a value"
    assert speaker("fr-FR")("") == ""
