"""The vocabulary that handbook.yml lists: acronyms, the glossary, terms of the index; each word with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.config import Acronym, Config, GlossaryTerm, IndexTerm, YamlValue, place_of
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest.folder import Folder, Index
from pipeline.ingest.own_settings import OwnSettings, items, own_settings, words_of
from pipeline.model import Headword, Inlines
from pipeline.model.text import plain


class _Listed(NamedTuple):
    """A word as one setting lists it, and the place of the whole line."""

    setting: str
    word: Headword
    value: YamlValue


def vocabulary(source: Folder, files: Index, config: Config, report: Report) -> tuple[Headword, ...]:
    """Give the words, each once: what several settings say of one is put together.

    A word that a setting lists twice, however written, is reported (S225), as is one about which it says nothing
    (S226) and one that sends readers to a word that is not there (S227).
    """
    if not (config.acronyms or config.glossary or config.index):
        return ()
    settings = own_settings(source, files, config)
    known: dict[str, Headword] = {}
    told: set[tuple[str, str]] = set()
    sent: list[tuple[Headword, YamlValue]] = []
    for setting, word, value in _listed(settings, config, report):
        name = word.key.casefold()
        if (setting, name) in told:
            report(found(Code.S225, place_of(value), word=plain(word.words), setting=setting, other=known[name].key))
            continue
        told.add((setting, name))
        known[name] = _together(known[name], word) if name in known else word
        if word.see:
            sent.append((word, value))
    for word, value in sent:
        if word.see.casefold() not in known or word.see.casefold() == word.key.casefold():
            report(found(Code.S227, place_of(value), word=plain(word.words), see=word.see))
    return tuple(_sent(word, known) for word in known.values())


def _together(first: Headword, second: Headword) -> Headword:
    """Give what two settings say of one word."""
    return replace(
        first,
        definition=first.definition or second.definition,
        forms=tuple(dict.fromkeys((*first.forms, *second.forms))),
        see=first.see or second.see,
    )


def _sent(word: Headword, known: dict[str, Headword]) -> Headword:
    """Give a word that sends to the key of another, or to none."""
    goal = known.get(word.see.casefold()) if word.see else None
    see = goal.key if goal is not None and goal is not word else ""
    return word if see == word.see else replace(word, see=see)


def _listed(settings: OwnSettings, config: Config, report: Report) -> Iterator[_Listed]:
    for key, value in _entries(settings, "acronyms"):
        said = config.acronyms.get(key.text(), "")
        whole = said if isinstance(said, Acronym) else Acronym(said)
        name, place = _name(key), value.get("words") or value
        if name and _says(whole.words, "acronyms", name, value, report):
            word = _word(name, key, settings)
            expansion = _words(whole.words, place, settings)
            yield _Listed("acronyms", replace(word, expansion=expansion, language=whole.language), key)
    for key, value in _entries(settings, "glossary"):
        told = config.glossary.get(key.text(), "")
        term = told if isinstance(told, GlossaryTerm) else GlossaryTerm(told)
        name, place = _name(key), value.get("definition") or value
        if name and _says(term.definition, "glossary", name, value, report):
            definition = _words(term.definition, place, settings)
            yield _Listed("glossary", replace(_word(name, key, settings), definition=definition, forms=term.forms), key)
    for item, one in zip(items(settings.value, "index"), config.index, strict=False):
        listed = one if isinstance(one, IndexTerm) else IndexTerm(one)
        value, name = item.get("term") or item, " ".join(listed.term.split())
        if _says(name, "index", name, item, report):
            word = _word(name, value, settings)
            see = " ".join(listed.see.split())
            yield _Listed("index", replace(word, forms=listed.forms, see=see), value)


def _entries(settings: OwnSettings, name: str) -> tuple[tuple[YamlValue, YamlValue], ...]:
    value = settings.value.get(name) if settings.value is not None else None
    return value.entries if value is not None else ()


def _name(key: YamlValue) -> str:
    return " ".join(key.text().split())


def _says(words: str, setting: str, name: str, value: YamlValue, report: Report) -> bool:
    """Tell whether a setting says something of a word; that it does not is reported."""
    if words.strip():
        return True
    report(found(Code.S226, place_of(value), word=name, setting=setting))
    return False


def _word(name: str, value: YamlValue, settings: OwnSettings) -> Headword:
    words = words_of(settings, value, name)
    return Headword(name, (words,), words.span)


def _words(said: str, value: YamlValue, settings: OwnSettings) -> Inlines:
    return (words_of(settings, value, " ".join(said.split())),)
