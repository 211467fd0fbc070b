"""What is wrong with the names of kinds in handbook.yml and with the comments that suppress markers."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pipeline.config import CONFIG_FILE, Config, YamlValue, place_of, setting_at
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import Folder
from pipeline.markers.kinds import KINDS
from pipeline.markers.own import kinds_of, names_of, shapes_of
from pipeline.markers.vouched import unused
from pipeline.messages import LANGUAGES, speaker
from pipeline.model import Handbook
from pipeline.model.kind import KIND_TITLES
from pipeline.source import Span, whole_file


def nearest(name: str, config: Config) -> str:
    """Give the kind that a name was most likely to be, "" where none comes near.

    The name that readers see (“À enrichir”) is a near one; of several in a row, each that is one is given.
    """
    titles = {say(title).casefold(): kind for say in map(speaker, LANGUAGES) for kind, title in KIND_TITLES}
    by_letters = titles | {one.casefold(): one for one in names_of(config.markers)}
    several = name.casefold().split()
    if all(one in by_letters for one in several):
        return ", ".join(by_letters[one] for one in several)
    guesses = difflib.get_close_matches(name.casefold(), by_letters, n=1, cutoff=0.5)
    return by_letters[guesses[0]] if guesses else ""


def _wrong_names(config: Config) -> Iterator[str]:
    """Give the names under `off` and in budgets that are no kind's, each once."""
    known = frozenset(names_of(config.markers))
    asked = (*config.markers.off, *(budget.kind for budget in config.markers.budgets if budget.kind))
    return iter(dict.fromkeys(name for name in asked if name not in known))


def _without_words(config: Config) -> Iterator[tuple[str, str]]:
    """Give what handbook.yml looks for in vain: (kind, words), words that are none, or "" for a kind without any."""
    built_in = frozenset(kind.name for kind in KINDS)
    for name, settings in config.markers.kinds.items():
        if not settings.words and name not in built_in:
            yield name, ""
        yield from ((name, words) for words in settings.words if not shapes_of(words))


def _inside(value: YamlValue) -> Iterator[YamlValue]:
    yield value
    for item in value.items:
        yield from _inside(item)
    for key, entry in value.entries:
        yield key
        yield from _inside(entry)


def _place(source: Folder, name: str) -> Span:
    """Give the place of a name below `markers` in handbook.yml."""
    markers = setting_at(source.read(CONFIG_FILE), "markers") if CONFIG_FILE in source.files else None
    for value in _inside(markers) if markers is not None else ():
        if value.sort == "scalar" and value.text() == name:
            return place_of(value)
    return whole_file(CONFIG_FILE)


def report_kinds(source: Folder, config: Config, report: Report) -> None:
    """Report the names of kinds in handbook.yml that are none (S213), and words that are none (S214)."""
    for name in _wrong_names(config):
        report(found(Code.S213, _place(source, name), kind=name, guess=nearest(name, config)))
    for name, words in _without_words(config):
        guess = "" if words else nearest(name, config)
        report(found(Code.S214, _place(source, words or name), kind=name, guess=guess))


def report_suppressions(handbook: Handbook, config: Config, report: Report) -> None:
    """Report the comments that suppress nothing: without a reason (M106), unused (M107), of no kind there is (M108)."""
    if not handbook.suppressions:
        return
    names = {name.casefold() for name in names_of(config.markers)}
    for one in handbook.suppressions:
        if not one.reason:
            report(found(Code.M106, one.span))
        for kind in one.kinds:
            if kind.casefold() not in names:
                report(found(Code.M108, one.span, kind=kind, guess=nearest(kind, config)))
    for one in unused(handbook, kinds_of(config.markers)):
        report(found(Code.M107, one.span))
