"""The French catalogues hold every sentence of the program, with the same values, compiled, and nothing else."""

from __future__ import annotations

import ast
import errno
import io
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import pipeline
from pipeline.emit.look import templates
from pipeline.messages import LIBRARIES, LOCALE, speaker

OURS = "handbook"
KEYWORDS = {"say": None, "mark": None, "_": None}
FRENCH = LOCALE / "fr" / "LC_MESSAGES"
CODE = Path(pipeline.__file__).parent
TOML_MISTAKES = (
    *("a = b\n", "a\n", 'a "b"\n', "a = 1 2\n", "a = 1\na = 2\n", "= 1\n", "[a\nb = 1\n", "a = [1\n[b]\n"),
    *("a = [1", 'a = "b', 'a = "b\n', "a = 2026-02-30\n"),
)


def _catalogue(domain: str) -> Catalog:
    with (FRENCH / f"{domain}.po").open("rb") as stream:
        return read_po(stream, locale="fr")


def _pairs(domain: str) -> Iterator[tuple[str, str]]:
    """Give each text with its translation, plural forms one by one."""
    for message in _catalogue(domain):
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id:
            yield message.id, message.string
        elif isinstance(message.id, tuple | list) and isinstance(message.string, tuple | list):
            yield from ((text, french or "") for text, french in zip(message.id, message.string, strict=True))


def _names(text: str) -> set[str]:
    """Give the names of the values that a text quotes: {name}, {name!r}."""
    return set(re.findall(r"\{(\w+)[^}]*\}", text))


def _extracted(folder: Path, method: str, pattern: str) -> set[str]:
    """Give the sentences that `make messages` finds."""
    found = extract_from_dir(str(folder), [(pattern, method)], keywords=KEYWORDS)
    return {text for _file, _line, text, _comments, _context in found if isinstance(text, str)}


def _of_code() -> set[str]:
    """Give the sentences that are in the code, wherever they stand: Babel passes over those inside an f-string."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(CODE.rglob("*.py"))]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    texts = [call.args[0] for call in calls if _called(call.func) in KEYWORDS]
    return {text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)} - {""}


def _said() -> set[str]:
    return _of_code() | _extracted(templates(), "jinja2", "**.jinja")


def _called(function: ast.expr) -> str:
    """Give the name of what is called: `say` for say(…) and order.say(…)."""
    match function:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def test_every_sentence_can_be_found() -> None:
    assert _of_code() - _extracted(CODE, "python", "**.py") == set(), "say them outside of the f-string"


def test_every_sentence_is_in_french() -> None:
    french = dict(_pairs(OURS))
    assert sorted(text for text in _said() if not french.get(text)) == [], "run `make messages`"


def test_no_sentence_is_left_over() -> None:
    assert set(dict(_pairs(OURS))) - _said() == set(), "run `make messages`"


@pytest.mark.skipif(sys.platform != "linux", reason="the system's sentences are those of Linux")
def test_the_libraries_say_those_sentences() -> None:
    found = extract_from_dir(str(Path(click.__file__).parent), keywords=DEFAULT_KEYWORDS)
    clicks = {text for _file, _line, texts, *_rest in found for text in ([texts] if isinstance(texts, str) else texts)}
    systems = {os.strerror(number) for number in errno.errorcode}
    assert set(dict(_pairs(LIBRARIES))) - clicks - systems - {_said_of_toml(text) for text in TOML_MISTAKES} == set()


def _said_of_toml(text: str) -> str:
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads(text)
    return re.sub(r" \(at .*\)$", "", str(raised.value))


def test_translations_keep_the_values() -> None:
    assert [text for text, french in _pairs(OURS) if _names(text) != _names(french)] == []
    assert [text for text, french in _pairs(LIBRARIES) if not _names(french) <= _names(text)] == []


@pytest.mark.parametrize("domain", [OURS, LIBRARIES])
def test_the_compiled_catalogue_is_that_of_the_source(domain: str) -> None:
    stream = io.BytesIO()
    write_mo(stream, _catalogue(domain))
    assert (FRENCH / f"{domain}.mo").read_bytes() == stream.getvalue(), "run `make messages`"


@pytest.mark.parametrize("domain", [OURS, LIBRARIES])
def test_french_typography(domain: str) -> None:
    """No-break spaces before double signs and inside quotes, curly apostrophes: the messages set the example."""
    commands = re.compile(r"`[^`]*`|https?://\S+")
    wrong = re.compile(r" (?:[;:!»]|\?(?!\?))|\w[;!?»]|« |«\w|\w'\w|\bn° ")
    assert [french for _text, french in _pairs(domain) if wrong.search(commands.sub("", french))] == []


def test_french_is_spoken_by_the_libraries_too() -> None:
    assert speaker("fr-FR")("Permission denied") == "accès refusé"
    assert speaker("en")("Permission denied") == "Permission denied"


def test_an_unknown_language_is_english_and_braces_are_safe() -> None:
    assert speaker("xx")("{not} a value") == "{not} a value"
    assert speaker("fr-FR")("") == ""
