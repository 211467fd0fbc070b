"""The words of handbook.yml with their places: what the cover says, titles of parts and chapters, the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.config import CONFIG_FILE, Config, YamlValue, read_yaml
from pipeline.ingest.folder import Folder, Index
from pipeline.model import Text, Unshown
from pipeline.source import Span, whole_file

# What the cover and its back say, but for the date.
_COVER = ("title", "subtitle", "organisation", "authors", "version", "licence")
_VOCABULARY = ("acronyms", "glossary", "index")


class OwnSettings(NamedTuple):
    """What handbook.yml says, None where there is none to read, and its lines."""

    value: YamlValue | None
    rows: Sequence[str]


def own_settings(source: Folder, files: Index, config: Config) -> OwnSettings:
    """Read handbook.yml for the places of its words, where it says any that a book shows."""
    said = config.parts or config.chapters or any(getattr(config, name) for name in (*_COVER, *_VOCABULARY))
    if not said or CONFIG_FILE not in files.exact:
        return OwnSettings(None, ())
    text = source.read(CONFIG_FILE).decode("utf-8-sig", "replace")
    value = read_yaml(text)
    return OwnSettings(value if isinstance(value, YamlValue) else None, text.splitlines())


def items(value: YamlValue | None, name: str) -> tuple[YamlValue, ...]:
    """Give the values of the list that stands under a name."""
    inner = value.get(name) if value is not None else None
    return inner.items if inner is not None else ()


def words_of(settings: OwnSettings, value: YamlValue | None, said: str) -> Text:
    """Give what a value says as a text with its place; that of the whole file where it is not known."""
    if value is None:
        return Text(said, whole_file(CONFIG_FILE))
    (row, column), (end_row, end_column) = value.start, value.end
    at = settings.rows[row].find(said, column) if row < len(settings.rows) else -1
    if at >= 0:
        return Text(said, Span(CONFIG_FILE, row + 1, at + 1, row + 1, at + 1 + len(said)))
    return Text(said, Span(CONFIG_FILE, row + 1, column + 1, end_row + 1, end_column + 1))


def cover_words(settings: OwnSettings) -> Iterator[Unshown]:
    """Give what handbook.yml says on the cover."""
    for name in _COVER:
        value = settings.value.get(name) if settings.value is not None else None
        for one in (value.items or (value,)) if value is not None else ():
            said = one.text().strip() if one.sort == "scalar" else ""
            if said:
                text = words_of(settings, one, said)
                yield Unshown(text.text, text.span)
