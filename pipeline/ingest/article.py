"""An article's front matter as one record, whatever generator its author wrote it for (field guide: articles)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.config import YamlValue
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import front_matter
from pipeline.ingest.aliases import (
    ALIASES,
    UNPUBLISHED_BY_NO,
    UNPUBLISHED_BY_YES,
    UNPUBLISHED_STATUS,
    Key,
    as_text,
    keys,
)
from pipeline.ingest.lines import Script
from pipeline.ingest.people import names
from pipeline.messages import mark as _
from pipeline.model import Address, Inlines, Record, Text, Unshown
from pipeline.model.dates import read_date
from pipeline.model.text import part, plain
from pipeline.source import Span

# GitBook writes these beside pictures and tags of its own: their page is no article.
_GITBOOK_ONLY = frozenset(("cover", "covery", "layout", "metalinks", "hidden"))
_YES = ("true", "yes", "oui", "on", "1")
_NO = ("false", "no", "non", "off", "0")
_DRAFT = ("draft", "brouillon", "wip")
_FILE_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})-")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # BCP 47, as far as guides need it


class Settings(NamedTuple):
    """What a page's front matter says, its texts with their places; `label` is its title in the navigation."""

    title: Inlines
    label: Inlines
    description: Inlines
    icon: str
    image: YamlValue | None
    image_alt: Inlines
    image_caption: Inlines
    record: Record
    is_article: bool


class _Matter(NamedTuple):
    """Front matter being read: `used` gathers the values that found their place, by identity."""

    page: Script
    keys: tuple[Key, ...]
    by_name: Mapping[str, list[Key]]
    report: Report
    used: set[int]

    def each(self, names: tuple[str, ...]) -> Iterator[Key]:
        """Give the keys of these names, in the order of the names."""
        for name in names:
            yield from self.by_name.get(name, ())

    def use(self, value: YamlValue) -> None:
        """Note that a value found its place, whole."""
        self.used.add(id(value))
        for item in value.items:
            self.use(item)

    def wrong(self, key: Key, expected: str) -> None:
        """Tell that a value is of another kind than expected (S111); it stays among the others."""
        given = {"list": _("a list"), "mapping": _("a group of settings")}.get(key.value.sort, key.value.text())
        place = self.place(key.value)
        self.report(found(Code.S111, place, key=key.written, expected=expected, given=given))

    def place(self, value: YamlValue) -> Span:
        """Give the place in the file of a value."""
        return front_matter.place(self.page, value)

    def text(self, field: str) -> Inlines:
        """Give the first value of a field as a text."""
        for key in self.each(ALIASES[field]):
            if key.value.sort == "scalar":
                self.use(key.value)
                return front_matter.inlines(self.page, key.value)
            self.wrong(key, _("a text"))
            return ()
        return ()


def settings(page: Script, values: YamlValue | None, report: Report) -> Settings:
    """Read a page's front matter; keys that have no place in the record are kept in it as written."""
    written = tuple(keys(values)) if values is not None else ()
    by_name: dict[str, list[Key]] = {}
    for key in written:
        by_name.setdefault(key.name, []).append(key)
    matter = _Matter(page, written, by_name, report, set())
    image = _image(matter)
    title, label, description = matter.text("title"), matter.text("label"), matter.text("description")
    alt, caption, icon = matter.text("image alt"), matter.text("image caption"), plain(matter.text("icon"))
    record = Record(
        subtitle=matter.text("subtitle"),
        date=_date(matter, "date") or _file_date(page),
        updated=_date(matter, "updated"),
        authors=_authors(matter),
        tags=_tags(matter),
        language=_language(matter),
        order=_order(matter),
        addresses=tuple(_addresses(matter)),
        is_draft=_is_draft(matter),
    )
    loose = bool(record.tags or image) and not by_name.keys() & _GITBOOK_ONLY
    return Settings(
        title=title,
        label=label,
        description=description,
        icon=icon,
        image=image,
        image_alt=alt,
        image_caption=caption,
        record=replace(record, others=_others(matter), unshown=tuple(_unshown(matter))),
        is_article=bool(record.date or record.authors or "date" in by_name or loose),
    )


def _others(matter: _Matter) -> tuple[tuple[str, str], ...]:
    """Give what found no place, as text; of a list of records each record's own keys."""

    def is_plain(value: YamlValue) -> bool:
        return value.sort == "scalar" or (
            value.sort == "list" and not any(item.sort == "mapping" for item in value.items)
        )

    return tuple(
        (key.written, as_text(key.value))
        for key in matter.keys
        if is_plain(key.value) and id(key.value) not in matter.used
    )


def _unshown(matter: _Matter) -> Iterator[Unshown]:
    """Give the words of what found no place, with their places."""
    for key in matter.keys:
        for value in (key.value.items or (key.value,)) if id(key.value) not in matter.used else ():
            if value.sort == "scalar" and isinstance(value.plain, str):
                yield from unshown(front_matter.inlines(matter.page, value))


def unshown(run: Inlines) -> Iterator[Unshown]:
    """Give the words of a run of settings as words that no output shows."""
    return (Unshown(node.text, node.span, node.widths) for node in run if isinstance(node, Text))


def _date(matter: _Matter, field: str) -> str:
    """Give a date as ISO 8601, "" for none. `published: true` is no date, and a group is looked into."""
    for key in matter.each(ALIASES[field]):
        if key.value.sort == "mapping" or isinstance(key.value.plain, bool):
            continue
        written = key.value.text().strip()
        if key.value.sort == "scalar" and not written:
            matter.use(key.value)
            continue
        read = read_date(written) if key.value.sort == "scalar" else None
        if read is None:
            matter.wrong(key, _("a date such as 2026-01-31"))
            return ""
        if read.is_guess:
            matter.report(found(Code.S115, matter.place(key.value), written=written, date=read.iso))
        matter.use(key.value)
        return read.iso
    return ""


def _file_date(page: Script) -> str:
    """Give the date that a file's name begins with (Jekyll's `2023-12-25-title.md`)."""
    matched = _FILE_DATE.match(PurePosixPath(page.file).name)
    read = read_date(matched.group(1)) if matched else None
    return read.iso if read is not None else ""


def _authors(matter: _Matter) -> tuple[str, ...]:
    for key in matter.each(ALIASES["authors"]):
        said = tuple(dict.fromkeys(names(key.value, matter.used)))
        if said:
            return said
    return ()


def _tags(matter: _Matter) -> tuple[Inlines, ...]:
    """Give the tags of all the keys that hold some, each once: a list, or words parted by commas, or by blanks."""
    tags: dict[str, Inlines] = {}
    for key in matter.each(ALIASES["tags"]):
        if key.value.sort == "mapping" or any(item.sort != "scalar" for item in key.value.items):
            matter.wrong(key, _("a list of texts"))
            continue
        matter.use(key.value)
        items = key.value.items if key.value.sort == "list" else (key.value,)
        for item in items:
            words = front_matter.inlines(matter.page, item)
            is_many = key.value.sort == "scalar" and len(words) == 1
            for tag in _split(words[0]) if is_many and isinstance(words[0], Text) else (words,):
                tags.setdefault(plain(tag).strip().casefold(), tag)
    return tuple(tag for said, tag in tags.items() if said)


def _split(text: Text) -> Iterator[Inlines]:
    pattern = r"[^,\s](?:[^,]*[^,\s])?" if "," in text.text else r"\S+"
    for match in re.finditer(pattern, text.text):
        yield (part(text, *match.span()),)


def _language(matter: _Matter) -> str:
    for key in matter.each(ALIASES["language"]):
        tag = key.value.text().strip().replace("_", "-")
        if key.value.sort == "scalar" and _LANGUAGE.fullmatch(tag):
            matter.use(key.value)
            return tag
        if key.value.sort != "scalar" or tag:
            matter.wrong(key, _("a language such as fr"))
    return ""


def _order(matter: _Matter) -> float | None:
    for key in matter.each(ALIASES["order"]):
        if re.fullmatch(r"-?\d{1,9}(?:\.\d{1,9})?", key.value.text().strip()):
            matter.use(key.value)
            return float(key.value.text())
        if key.value.sort != "scalar" or key.value.text().strip():
            matter.wrong(key, _("a number"))
    return None


def _addresses(matter: _Matter) -> Iterator[Address]:
    """Give the slugs, permalinks and former paths; an address of another site is none of them."""
    for key in matter.each(ALIASES["addresses"]):
        for value in key.value.items or (key.value,):
            written = value.text().strip()
            if value.sort == "scalar" and written and ":" not in written:
                matter.used.add(id(value))
                yield Address(written, matter.place(value))
        if key.value.sort == "list" and all(id(item) in matter.used for item in key.value.items):
            matter.used.add(id(key.value))


def _is_draft(matter: _Matter) -> bool:
    """Tell whether the author keeps the page from being published, and tell it (S112)."""
    for names_, words in (
        (UNPUBLISHED_BY_YES, _YES),
        (UNPUBLISHED_BY_NO, _NO),
        (UNPUBLISHED_STATUS, _DRAFT),
    ):
        for key in matter.each(names_):
            said = key.value.text().strip().casefold()
            if said in (*_YES, *_NO) and names_ is not UNPUBLISHED_STATUS:
                matter.use(key.value)
            if said in words:
                matter.report(found(Code.S112, matter.place(key.value), setting=f"{key.written}: {key.value.text()}"))
                return True
    return False


def _image(matter: _Matter) -> YamlValue | None:
    """Give the value that names the picture: a text, a record's source, or a list's first."""
    for key in matter.each(ALIASES["image"]):
        value: YamlValue | None = key.value
        if value is not None and value.sort == "list":
            value = value.items[0] if value.items else None
        if value is not None and value.sort == "mapping":
            sources = (value.get(name) for name in ("src", "url", "path", "image", "file"))
            value = next((one for one in sources if one is not None), None)
        if value is not None and value.sort == "scalar" and isinstance(value.plain, str) and value.text().strip():
            matter.used.add(id(value))
            if len(key.value.items) == 1:
                matter.used.add(id(key.value))
            return value
    return None
