"""handbook.yml -> `Config`, every mistake with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import msgspec

from pipeline.config.settings import (
    AcceptedLoss,
    Accessibility,
    Acronym,
    Budget,
    Chapter,
    Config,
    GlossaryTerm,
    IndexTerm,
    KindSettings,
    MarkerSettings,
    PartOrder,
    PrintSettings,
    RepairSettings,
    Theme,
)
from pipeline.config.yaml_places import YamlProblem, YamlValue, read_yaml
from pipeline.diagnostics import Code, Diagnostic, Report, StopBuildError, found
from pipeline.messages import mark as _
from pipeline.source import Span, whole_file

CONFIG_FILE = "handbook.yml"


def read_config(data: bytes | None, report: Report) -> Config:
    """Read the settings; no file gives the defaults.

    Every mistake is reported; a key that is wrong keeps its default, so that all mistakes are shown at once.

    Raises:
        StopBuildError: the file is not YAML, not text, or not a mapping: nothing of it can be trusted.
    """
    if data is None:
        return Config()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"0x{data[error.start]:02X}"
        place = Span(CONFIG_FILE, line, 1, line, 1)
        raise StopBuildError(found(Code.S104, place, file=CONFIG_FILE, byte=byte)) from None
    value = read_yaml(text)
    if value is None:
        return Config()
    if isinstance(value, YamlProblem):
        row, column = value.at
        place = Span(CONFIG_FILE, row + 1, column + 1, row + 1, column + 1)
        raise StopBuildError(found(Code.S120, place, problem=value.problem))
    if value.sort != "mapping":
        problem = _("it must be made of lines such as “title: My handbook”")
        raise StopBuildError(found(Code.S120, whole_file(CONFIG_FILE), problem=problem))
    for key in _repeated(value):
        report(found(Code.S231, place_of(key), key=key.text()))
    config = _convert(value, report)
    _report_paper(value, config, report)
    return config


# What lists words: those that stand there twice are told where the vocabulary is read (S225).
_LISTING = ("acronyms", "glossary", "index")


def _repeated(value: YamlValue) -> Iterator[YamlValue]:
    """Give the keys that a mapping has already, at any depth."""
    known: set[str] = set()
    for key, item in value.entries:
        if key.text() in known:
            yield key
        known.add(key.text())
        yield from _repeated(item) if key.text() not in _LISTING else ()
    for item in value.items:
        yield from _repeated(item)


def _report_paper(value: YamlValue, config: Config, report: Report) -> None:
    """Report what was asked of the paper and cannot be (S240)."""
    paper = value.get("print")
    size = paper.get("size") if paper is not None else None
    if size is not None and config.print.large and config.print.size == "A5":
        report(found(Code.S240, place_of(size)))


def place_of(value: YamlValue) -> Span:
    """Give the place of a value of handbook.yml."""
    (row, column), (end_row, end_column) = value.start, value.end
    return Span(CONFIG_FILE, row + 1, column + 1, end_row + 1, end_column + 1)


def setting_at(data: bytes, *keys: str) -> YamlValue | None:
    """Give what handbook.yml says under a key below others (`markers`, `budgets`), None where it says nothing."""
    read = read_yaml(data.decode("utf-8-sig", "replace"))
    value = read if isinstance(read, YamlValue) else None
    for key in keys:
        value = value.get(key) if value is not None else None
    return value


def _convert(value: YamlValue, report: Report) -> Config:
    """Convert key by key, so that one wrong key does not hide the next."""
    known = Config.__struct_fields__
    good: dict[str, Any] = {}
    for key, item in value.entries:
        name = key.text()
        if name not in known:
            report(_unknown(key, known))
            continue
        plain = _plain(item)
        try:
            msgspec.convert({name: plain}, Config, strict=False)
            good[name] = plain
        except msgspec.ValidationError as error:
            report(_wrong(name, item, str(error)))
    return msgspec.convert(good, Config, strict=False)


def _plain(value: YamlValue) -> Any:
    """Give a value as plain data; dates and numbers as the author wrote them, for texts are what most keys want."""
    if value.sort == "list":
        return [_plain(item) for item in value.items]
    if value.sort == "mapping":
        return {key.text(): _plain(item) for key, item in value.entries}
    return value.plain if isinstance(value.plain, bool) else value.text()


def _unknown(key: YamlValue, known: tuple[str, ...]) -> Diagnostic:
    name = key.text()
    guesses = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    guess = guesses[0] if guesses else ""
    return found(Code.S121, place_of(key), key=name, guess=guess, known=", ".join(known))


_PATH = re.compile(r"^(.*?)(?: - at `\$(.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([\w-]+)|\[(\d+|\.\.\.)\]")
_UNKNOWN_FIELD = re.compile(r"Object contains unknown field `(.+)`")
_EXPECTED = {
    "Expected `array`, got `str`": _("a list is expected, one line beginning with “- ” per item"),
    "Expected `array`, got `object`": _("a list is expected, one line beginning with “- ” per item"),
    "Expected `array`, got `bool`": _("a list is expected, one line beginning with “- ” per item"),
    "Expected `object`, got `bool`": _("more lines are expected below it, indented"),
    "Expected `object`, got `str`": _("more lines are expected below it, indented"),
    "Expected `object`, got `array`": _("lines such as “key: value” are expected, not a list"),
    "Object missing required field `file`": _("it lacks a line such as “file: page.md”"),
    "Object missing required field `title`": _("it lacks a line such as “title: My part”"),
    "Object missing required field `output`": _("it lacks a line such as “output: docx”"),
    "Object missing required field `max`": _("it lacks a line such as “max: 10”"),
    "Object missing required field `reason`": _("it lacks a line such as “reason: why it is accepted”"),
    "Object missing required field `words`": _("it lacks a line such as “words: what it stands for”"),
    "Object missing required field `definition`": _("it lacks a line such as “definition: what it means”"),
    "Object missing required field `term`": _("it lacks a line such as “term: my term”"),
    "Expected `str | object`, got `array`": _("a text is expected, not a list"),
    "Expected `str | object`, got `bool`": _("a text is expected: put it between quotes"),
    "Expected `str`, got `array`": _("a text is expected, not a list"),
    "Expected `str`, got `object`": _("a text is expected"),
    "Expected `str`, got `bool`": _("a text is expected: put it between quotes"),
}


# What may stand below a setting, by its name; below any other, what a part or a chapter may say.
_BELOW: dict[str, tuple[str, ...]] = {
    "markers": MarkerSettings.__struct_fields__,
    "kinds": KindSettings.__struct_fields__,
    "budgets": Budget.__struct_fields__,
    "repairs": RepairSettings.__struct_fields__,
    "theme": Theme.__struct_fields__,
    "print": PrintSettings.__struct_fields__,
    "accepted_losses": AcceptedLoss.__struct_fields__,
    "acronyms": Acronym.__struct_fields__,
    "glossary": GlossaryTerm.__struct_fields__,
    "index": IndexTerm.__struct_fields__,
    "accessibility": Accessibility.__struct_fields__,
}
_STRUCTS = (Accessibility, Config, Chapter, MarkerSettings, KindSettings, RepairSettings, AcceptedLoss, PrintSettings)


def _allowed(annotation: object) -> Iterator[str]:
    """Give the values that an annotation lists, wherever in it."""
    for inner in get_args(annotation):
        yield from (inner,) if isinstance(inner, str) else _allowed(inner)


# The values that a setting may have, by its name, where they are listed.
_CHOICES = {
    name: ", ".join(values)
    for struct in _STRUCTS
    for name, annotation in get_type_hints(struct).items()
    if (values := tuple(_allowed(annotation)))
}
_PAGES = (*PartOrder.__struct_fields__, *Chapter.__struct_fields__)


def _wrong(name: str, value: YamlValue, error: str) -> Diagnostic:
    """Turn msgspec's words and path into a finding at the value they speak of."""
    matched = _PATH.match(error)
    problem, path = (matched.group(1), matched.group(2) or "") if matched else (error, "")
    steps = [key or index for key, index in _STEP.findall(path)][1:]
    root, key, setting = value, name, name
    for step in steps:
        if step.isdigit() and int(step) < len(value.items):
            value = value.items[int(step)]
        elif step == "..." and (entry := _wrong_entry(name, root, value, error)) is not None:
            key, value = f"{key}.{entry[0].text()}", entry[1]
        elif (inner := value.get(step)) is not None:
            value, key, setting = inner, f"{key}.{step}", step
    unknown = _UNKNOWN_FIELD.match(problem)
    if unknown:
        for entry_key, _item in value.entries:
            if entry_key.text() == unknown.group(1):
                return _unknown(entry_key, _BELOW.get(setting, _PAGES))
    known = _CHOICES.get(setting, "") if problem.startswith("Invalid enum value") else ""
    if problem.startswith("Expected `object"):
        known = ", ".join(_BELOW.get(setting, ()))
    return found(Code.S122, place_of(value), key=key, problem=_in_words(problem), known=known)


def _wrong_entry(name: str, root: YamlValue, mapping: YamlValue, error: str) -> tuple[YamlValue, YamlValue] | None:
    """Give the entry of a mapping, somewhere in the setting `name`, that an error is about: msgspec does not say."""
    for entry in mapping.entries:
        alone = _with(root, mapping, mapping._replace(entries=(entry,)))
        try:
            msgspec.convert({name: _plain(alone)}, Config, strict=False)
        except msgspec.ValidationError as again:
            if str(again) == error:
                return entry
    return None


def _with(value: YamlValue, old: YamlValue, new: YamlValue) -> YamlValue:
    """Give a value with one that stands in it replaced."""
    if value is old:
        return new
    items = tuple(_with(item, old, new) for item in value.items)
    return value._replace(items=items, entries=tuple((key, _with(item, old, new)) for key, item in value.entries))


def _in_words(problem: str) -> str:
    """Give an editor's words for what msgspec finds wrong, never msgspec's own."""
    problem = problem.replace(" | null`", "`")
    if problem in _EXPECTED:
        return _EXPECTED[problem]
    if problem.startswith("Invalid enum value"):
        return _("it is not one of the values allowed")
    if problem.startswith("Expected `int"):
        return _("a whole number is expected, such as 10")
    if problem.startswith("Expected `bool"):
        return _("true or false is expected")
    if "https?" in problem and "[^{}]" not in problem:
        return _("an address that begins with https:// is expected, without “?” or “#”")
    if "https?" in problem:
        return _("an address that begins with https:// is expected; {file} and {line} are its only braces")
    if "[a-z]{2,3}" in problem:
        return _("a language such as en or fr is expected")
    if "[0-9]{4}" in problem:
        return _("a date such as 2026-01-31 is expected")
    if "#[0-9a-fA-F]" in problem:
        return _("a colour such as #0f4c5c is expected, between quotes")
    return _("a value of another kind is expected")
