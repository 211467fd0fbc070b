"""Making the package with pandoc: each leaf a heading and what it opens, with cover, fonts and style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.emit.characters import readable
from pipeline.emit.epub.book import SPLIT, Book, Line
from pipeline.emit.epub.cover import cover
from pipeline.emit.epub.metadata import identifier, issued
from pipeline.emit.epub.style import style
from pipeline.emit.order import Order
from pipeline.emit.pandoc import Made, convert

COVER = "cover.png"
STYLE = "handbook.css"
_DEEPEST = 6


def made(order: Order, book: Book) -> Made:
    """Give the package as pandoc makes it.

    Raises:
        StopBuildError: pandoc is missing or failed (E102).
    """
    look = style(order, book)
    # pandoc reads them from the folder of the pictures.
    shelf = {**book.pictures, COVER: cover(order), STYLE: look.sheet, **look.fonts}
    options = [
        f"--epub-cover-image={COVER}",
        f"--css={STYLE}",
        *(f"--epub-embed-font={name}" for name in look.fonts),
        f"--split-level={SPLIT}",
        "--toc",
        f"--toc-depth={_DEEPEST}",
    ]
    return convert(list(_blocks(book)), "epub3", "handbook.epub", shelf, meta=_meta(order), options=options)


def _blocks(book: Book) -> Iterator[Mapping[str, Any]]:
    for leaf in book.leaves:
        yield _heading(leaf.line)
        yield {"t": "RawBlock", "c": ["html", leaf.html]}
        # What these open stands in the leaf already: they are there for the navigation.
        yield from map(_heading, leaf.below)


def _heading(line: Line) -> Mapping[str, Any]:
    return {"t": "Header", "c": [line.level, [line.id, [], []], [_string(line.words)]]}


def _string(text: str) -> Mapping[str, Any]:
    return {"t": "Str", "c": readable(text)}


def _meta(order: Order) -> dict[str, Any]:
    """Give what the package says of the book in the words of the Dublin Core."""
    identity = order.handbook.identity
    said = {
        "title": identity.title,
        "lang": identity.language,
        "identifier": identifier(order),
        "publisher": identity.organisation,
        "description": identity.subtitle,
        "rights": identity.licence,
        "date": issued(order),
        "toc-title": order.say("Contents"),
    }
    meta: dict[str, Any] = {name: {"t": "MetaInlines", "c": [_string(text)]} for name, text in said.items() if text}
    if identity.authors:
        meta["creator"] = {
            "t": "MetaList",
            "c": [{"t": "MetaInlines", "c": [_string(author)]} for author in identity.authors],
        }
    return meta
