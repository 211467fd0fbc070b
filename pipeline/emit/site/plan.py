"""The plan of a site: which pages it has, where each stands and what is around it; nothing is drawn yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from pipeline.emit.captions import Counts, counted
from pipeline.emit.html.book import setting, todo_entry
from pipeline.emit.html.icon import drawn_icon
from pipeline.emit.html.inline import words
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.skeleton import filler
from pipeline.emit.html.todo import TODO_ID
from pipeline.emit.order import Files, Order
from pipeline.emit.outline import Entry, outline
from pipeline.emit.remembering import of_page
from pipeline.emit.site.addresses import addresses, homes
from pipeline.emit.site.attached import AttachedFiles, attached_files
from pipeline.emit.site.pictures import Pictures, pictures
from pipeline.emit.site.style import style_and_script, version
from pipeline.model import Page, Part
from pipeline.model.text import plain
from pipeline.model.walk import alone


class Extra(NamedTuple):
    """What a page holds besides the book: addresses of scripts and style sheets (those of a live preview).

    `search` is the address of the search's script from the root of the site, "" for a site without search.
    """

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    search: str = ""


class Leaf(NamedTuple):
    """One page of the site in reading order: a part's, a page's of the book, or the list of what is unfinished.

    `before` is how many figures and tables are numbered before it, `chain` the ids of what it stands below, the
    highest first.
    """

    address: str
    entry: Entry
    page: Page | None
    part: Part | None
    before: Counts
    chain: tuple[str, ...]


class Site(NamedTuple):
    """A site whose pages can be drawn, one at a time.

    Attributes:
        order: the order that it was made for.
        base: how its pages are drawn, but for their own addresses.
        pages: its pages in reading order, without the home page.
        addresses: where each id of the book is found, from the root of the site.
        entries: the lines of the outline by their ids.
        names: the words of each line, drawn once.
        pictures: the way to its pictures, and
        attached: that to the files it offers.
        styled: its style sheet and its script by their addresses, and
        versions: what stands behind those addresses.
        fill: fills in the skeletons of its pages.
        extra: what its pages hold besides.
    """

    order: Order
    base: Setting
    pages: tuple[Leaf, ...]
    addresses: Mapping[str, str]
    entries: Mapping[str, Entry]
    names: Mapping[str, Markup]
    pictures: Pictures
    attached: AttachedFiles
    styled: Files
    versions: Mapping[str, str]
    fill: Callable[..., str]
    extra: Extra


def laid_out(order: Order, extra: Extra = Extra()) -> Site:  # noqa: B008  (frozen)
    """Lay a site out: everything but the drawing of its pages."""
    known, styled = pictures(order), style_and_script(order.look)
    base = setting(order, "screen", known.address, drawn_icon)._replace(permalinks=True)
    entries = {entry.id: entry for entry in outline(order.handbook)}
    if base.draft and order.handbook.markers:
        entries[TODO_ID] = todo_entry(order)
    places = addresses(order.handbook)
    return Site(
        order=order,
        base=base,
        pages=tuple(_leaves(order, entries, places)),
        addresses=homes(order.handbook, places, order.memory),
        entries=entries,
        names={name: words(entry.label, base) for name, entry in entries.items()},
        pictures=known,
        attached=attached_files(order),
        styled=styled,
        versions={name: version(data) for name, data in styled.items()},
        fill=filler(order.look),
        extra=extra,
    )


def _leaves(order: Order, entries: Mapping[str, Entry], places: Mapping[str, str]) -> Iterator[Leaf]:
    before = Counts()
    for part in order.handbook.parts:
        chain = (part.id,) if part.title else ()
        if part.title:
            yield Leaf(places[part.id], entries[part.id], None, part, before, ())
        for page, above in _below(part.chapters, chain):
            yield Leaf(places[page.id], entries[page.id], page, part if part.title else None, before, above)
            here = of_page(order.memory, "counted", page, lambda one: counted(alone(one)))
            before = Counts(before.figures + here.figures, before.tables + here.tables)
    if TODO_ID in entries:
        yield Leaf(places[TODO_ID], entries[TODO_ID], None, None, before, ())


def _below(pages: tuple[Page, ...], chain: tuple[str, ...]) -> Iterator[tuple[Page, tuple[str, ...]]]:
    for page in pages:
        yield page, chain
        yield from _below(page.children, (*chain, page.id))


def title_of(leaf: Leaf) -> str:
    """Give the title of a page in plain words."""
    return " ".join(plain(leaf.entry.title).split())
