"""An article's front matter as one record, whatever generator its author wrote it for (field guide: articles)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.config import YamlValue
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import front_matter
from pipeline.ingest.lines import Script
from pipeline.messages import mark as _
from pipeline.model import Inlines, Record, Text
from pipeline.model.text import part

_ALIASES: dict[str, tuple[str, ...]] = {
    "title": ("title", "name", "linktitle", "sidebar_label", "title_meta"),
    "subtitle": ("subtitle", "tagline"),
    "description": ("description", "summary", "excerpt", "abstract", "teaser", "lead", "seo_description"),
    "date": ("date", "publishdate", "pubdate", "published", "publishedat", "date.created", "createdat"),
    "updated": (
        *("lastmod", "modified", "last_modified_at", "updated", "date.updated", "last_update.date"),
        *("date_modified", "updatedat"),
    ),
    "authors": ("author", "authors", "by", "creator"),
    "tags": ("tags", "tag", "keywords", "topics", "categories", "series"),
    "image": (
        *("image", "images", "cover", "coverimage", "hero", "heroimage", "thumbnail", "banner"),
        *("featured_image", "og_image"),
    ),
    "image_alt": ("imagealtattribute", "image_alt", "imagealt", "image.alt", "cover.alt"),
    "icon": ("icon",),
}
# Keys that tell an article from a GitBook page, which has only description, icon, layout, cover and the like.
_ARTICLE_FIELDS = ("date", "authors", "tags", "image")
_GITBOOK_ONLY = frozenset(("cover", "covery", "layout", "metalinks", "hidden"))


class Settings(NamedTuple):
    """What a page's front matter says, its texts with their places."""

    title: Inlines
    description: Inlines
    icon: str
    image: YamlValue | None
    image_alt: Inlines
    record: Record
    is_article: bool


def settings(page: Script, values: YamlValue | None, report: Report) -> Settings:
    """Read a page's front matter; keys that have no place in the record are kept in it as written."""
    flat = tuple(_flat(values)) if values is not None else ()
    by_field = {field: _first(flat, names) for field, names in _ALIASES.items()}
    used = {id(value) for value in by_field.values() if value is not None}
    others = tuple((name, value.text()) for name, value in flat if value.sort == "scalar" and id(value) not in used)

    def text(field: str) -> Inlines:
        value = by_field[field]
        if value is None:
            return ()
        if value.sort != "scalar":
            if field not in ("image_alt",):
                _wrong(page, report, field, value, _("a text"))
            return ()
        return front_matter.inlines(page, value)

    record = Record(
        subtitle=text("subtitle"),
        date=_date(page, report, "date", by_field["date"]),
        updated=_date(page, report, "updated", by_field["updated"]),
        authors=tuple(_names(by_field["authors"])),
        tags=tuple(_tags(page, by_field["tags"])),
        others=others,
    )
    icon = by_field["icon"]
    names = {name for name, _value in flat}
    is_article = any(by_field[field] is not None for field in _ARTICLE_FIELDS) and not names & _GITBOOK_ONLY
    return Settings(
        title=text("title"),
        description=text("description"),
        icon=icon.text() if icon is not None else "",
        image=_image(by_field["image"]),
        image_alt=text("image_alt"),
        record=record,
        is_article=is_article,
    )


def _flat(values: YamlValue, prefix: str = "") -> Iterator[tuple[str, YamlValue]]:
    """Give every key with its value; keys compare without case, `-` as `_`, inner keys as `outer.inner`."""
    for key, value in values.entries:
        name = prefix + key.text().lower().replace("-", "_")
        yield name, value
        if value.sort == "mapping":
            yield from _flat(value, f"{name}.")


def _first(flat: tuple[tuple[str, YamlValue], ...], names: tuple[str, ...]) -> YamlValue | None:
    return next((value for name in names for key, value in flat if key == name), None)


def _wrong(page: Script, report: Report, key: str, value: YamlValue, expected: str) -> None:
    given = {"list": _("a list"), "mapping": _("a group of settings")}.get(value.sort, value.text())
    report(found(Code.S111, front_matter.place(page, value), key=key, expected=expected, given=given))


_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def _date(page: Script, report: Report, key: str, value: YamlValue | None) -> str:
    """Give a date as ISO 8601, "" for none; a mapping is looked into by the aliases' dotted names."""
    if value is None or value.sort == "mapping":
        return ""
    written = value.text()
    matched = _DATE.match(written)
    if value.sort == "scalar" and matched and 1 <= int(matched.group(2)) <= 12 and 1 <= int(matched.group(3)) <= 31:
        return matched.group(0)
    if written or value.sort != "scalar":
        _wrong(page, report, key, value, _("a date such as 2026-01-31"))
    return ""


def _names(value: YamlValue | None) -> Iterator[str]:
    """Give the authors: a name, a record with a name, or a list of either."""
    if value is None:
        return
    if value.sort == "list":
        for item in value.items:
            yield from _names(item)
    elif value.sort == "mapping":
        name = value.get("name") or value.get("nom")
        if name is not None:
            yield name.text()
        else:
            yield from (key.text() for key, _value in value.entries)
    elif value.text().strip():
        yield value.text().strip()


def _tags(page: Script, value: YamlValue | None) -> Iterator[Inlines]:
    """Give the tags: a list, or one string parted by commas, or else by blanks."""
    if value is None:
        return
    if value.sort == "list":
        for item in value.items:
            yield from _tags_of_list(page, item)
    elif value.sort == "scalar":
        words = front_matter.inlines(page, value)
        if len(words) == 1 and isinstance(words[0], Text):
            yield from _split(words[0])
        elif words:
            yield words


def _tags_of_list(page: Script, item: YamlValue) -> Iterator[Inlines]:
    words = front_matter.inlines(page, item) if item.sort == "scalar" else ()
    if words:
        yield words


def _split(text: Text) -> Iterator[Inlines]:
    pattern = r"[^,]+" if "," in text.text else r"\S+"
    for match in re.finditer(pattern, text.text):
        start, end = match.span()
        while start < end and text.text[start] == " ":
            start += 1
        while end > start and text.text[end - 1] == " ":
            end -= 1
        if start < end:
            yield (part(text, start, end),)


def _image(value: YamlValue | None) -> YamlValue | None:
    """Give the value that names the picture: a string, a record's `src`, or a list's first."""
    if value is None:
        return None
    if value.sort == "list":
        return _image(value.items[0]) if value.items else None
    if value.sort == "mapping":
        return value.get("src") or value.get("url") or value.get("path")
    return value if value.text().strip() else None
