"""The book as leaves of an e-book, each a file: openers of parts, chapters, the list of what is unfinished."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from typing import Literal, NamedTuple, TypeAlias

from markupsafe import Markup

from pipeline.emit.epub.xml import well_formed
from pipeline.emit.formula import mathml, unread
from pipeline.emit.html.book import Chapter, chapters, setting
from pipeline.emit.html.icon import drawn_icon
from pipeline.emit.html.inline import inlines, words
from pipeline.emit.html.pointer import outside_links
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.style import shown_picture
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.order import Order
from pipeline.emit.outline import Entry, outline
from pipeline.emit.told import unshown
from pipeline.model import Part
from pipeline.model.text import plain

Sort: TypeAlias = Literal["part", "chapter", "glossary", "index", "todo"]

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/svg+xml": "svg"}
SPLIT = 2  # the level of headings down to which pandoc makes a file of each


class Line(NamedTuple):
    """A line of the navigation: the level of its heading, its id, its words."""

    level: int
    id: str
    words: str


class Leaf(NamedTuple):
    """A file of the book: what it is, its line in the navigation and those below it, its content in XML syntax."""

    sort: Sort
    line: Line
    below: tuple[Line, ...]
    html: str


class Book(NamedTuple):
    """The leaves in order, the pictures they show by name, and the way to draw words of the front."""

    leaves: tuple[Leaf, ...]
    pictures: dict[str, bytes]
    setting: Setting


def drawn(order: Order) -> Book:
    """Draw the book."""
    shelf: dict[str, bytes] = {}
    base = setting(order, "screen", _pictures(order, shelf), drawn_icon)
    for finding in unread(order.handbook, lambda tex, display: mathml(tex, display) is not None):
        order.report(finding)
    return Book(tuple(_leaves(order, base)), shelf, base)


def _pictures(order: Order, shelf: dict[str, bytes]) -> Callable[[str], str]:
    """Give the function that puts a picture on the shelf and gives its name, each read once."""

    @cache
    def name(asset: str) -> str:
        try:
            kind, data = shown_picture(order.picture(asset), order.look)
        except (OSError, ValueError) as error:
            order.report(unshown(asset, error, order.handbook))
            return ""
        own = f"{sha256(data).hexdigest()[:24]}.{_ENDINGS[kind]}"
        shelf[own] = data
        return own

    return name


def _leaves(order: Order, base: Setting) -> Iterator[Leaf]:
    entries = outline(order.handbook)
    by_id = {entry.id: entry for entry in entries}
    part: Part | None = None
    for one in chapters(order, base, first_level=1):
        if one.part is not None and one.part is not part:
            yield _opener(one.part, by_id, base)
        part = one.part
        yield _chapter(one, entries, base)


def _opener(part: Part, by_id: dict[str, Entry], base: Setting) -> Leaf:
    """Draw the page that opens a part: its number, its title, its chapters."""
    number = base.say("Part {number}", number=by_id[part.id].number)
    name = tag("span", inlines(part.title, base), class_="title-words")
    head = tag("h1", tag("span", number, class_="part-number"), " ", name)
    lines = [_opener_line(by_id[page.id], base) for page in part.chapters]
    listed = tag("ol", *lines, outside_links(part.links, base), class_="part-chapters")
    drawn_part = tag("section", head, listed, class_="part", id=part.id)
    return Leaf("part", _line(by_id[part.id], base), (), well_formed(drawn_part))


def _opener_line(entry: Entry, base: Setting) -> Markup:
    number = tag("span", entry.number, class_="nav-number")
    return tag("li", tag("a", number, " ", tag("span", words(entry.label, base)), href=f"#{entry.id}"))


def _chapter(one: Chapter, entries: tuple[Entry, ...], base: Setting) -> Leaf:
    sort: Sort = "todo" if one.page is None else "chapter"
    if one.page is not None and one.page.kind in ("glossary", "index"):
        sort = "glossary" if one.page.kind == "glossary" else "index"
    below = (
        # A heading of the level of files would begin one.
        Line(max(entry.depth + 1, SPLIT + 1), entry.id, _said(entry, base))
        for entry in entries
        if one.entry.number and entry.sort == "page" and entry.number.startswith(f"{one.entry.number}.")
    )
    return Leaf(sort, _line(one.entry, base), tuple(below), well_formed(one.html))


def _line(entry: Entry, base: Setting) -> Line:
    return Line(min(entry.depth + 1, SPLIT), entry.id, _said(entry, base))


def _said(entry: Entry, base: Setting) -> str:
    """Give the words of an entry behind its number."""
    number = base.say("Part {number}", number=entry.number) + " –" if entry.sort == "part" else entry.number
    said = " ".join(plain(entry.label).split())
    return joined((number, said), " ").unescape().strip() if number else said
