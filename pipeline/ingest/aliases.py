"""The keys of front matter: which names the common generators give to one fact (field guide: articles).

Hugo, Jekyll, Nuxt Content, Astro, Docusaurus, MkDocs Material and Quarto. Names compare in their `bare` form; of
several names for one fact the first of the table that a page has is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.config import YamlValue

ALIASES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "name", "titlemeta"),
    "label": ("linktitle", "sidebarlabel"),
    "subtitle": ("subtitle", "tagline"),
    "description": ("description", "summary", "excerpt", "abstract", "teaser", "lead", "seodescription"),
    "date": (
        *("date", "publishdate", "pubdate", "published", "publishedat", "date.created", "date.published", "createdat"),
    ),
    "updated": (
        *("lastmod", "modified", "lastmodifiedat", "updated", "date.updated", "lastupdate.date", "datemodified"),
        *("updatedat", "updateddate", "date.modified"),
    ),
    "authors": ("author", "authors", "by", "creator"),
    "tags": ("tags", "tag", "keywords", "topics", "categories", "category", "series"),
    "image": (
        *("image", "images", "cover", "coverimage", "hero", "heroimage", "thumbnail", "banner"),
        *("featuredimage", "ogimage"),
    ),
    "image alt": (
        *("imagealtattribute", "imagealt", "image.alt", "images.0.alt", "cover.alt", "coverimage.alt", "hero.alt"),
        *("heroimage.alt", "thumbnail.alt", "banner.alt", "featuredimage.alt"),
    ),
    "image caption": ("imagecaption", "image.caption", "images.0.caption", "cover.caption"),
    "language": ("lang", "language", "locale"),
    "order": ("weight", "navorder", "sidebarposition", "order"),
    "addresses": ("slug", "permalink", "url", "aliases", "redirectfrom"),
    "icon": ("icon",),
}
# What says that a page is not to be published: by yes, by no, or by a word.
UNPUBLISHED_BY_YES = ("draft", "unlisted", "hidden", "noindex")
UNPUBLISHED_BY_NO = ("published", "navigation")
UNPUBLISHED_STATUS = ("status",)


class Key(NamedTuple):
    """A key of a page's settings: its bare dotted name, its name as written, and its value."""

    name: str
    written: str
    value: YamlValue


def bare(key: str) -> str:
    """Give the form of a key that comparisons use: without case, and `-` as `_` as nothing."""
    return key.lower().replace("-", "").replace("_", "")


def keys(values: YamlValue, name: str = "", written: str = "") -> Iterator[Key]:
    """Give every key, those of inner settings as `outer.inner`, those of a list's records as `outer.0.inner`."""
    for key, value in values.entries:
        own = Key(name + bare(key.text()), written + key.text(), value)
        yield own
        if value.sort == "mapping":
            yield from keys(value, f"{own.name}.", f"{own.written}.")
        for number, item in enumerate(value.items):
            if item.sort == "mapping":
                yield from keys(item, f"{own.name}.{number}.", f"{own.written}.{number}.")


def as_text(value: YamlValue) -> str:
    """Give any value as one text: the items of a list between commas."""
    if value.sort == "list":
        return ", ".join(as_text(item) for item in value.items)
    if value.sort == "mapping":
        return "{" + ", ".join(f"{key.text()}: {as_text(item)}" for key, item in value.entries) + "}"
    return value.text()
