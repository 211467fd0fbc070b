"""Drawing again only the pages of a site that changed: those whose text did, and those that show what did elsewhere.

What a page is drawn from is told apart in `Inputs`; two pages with the same inputs have the same bytes (a test says so
for every page of books that are edited in many ways). A picture's file counts by whether it can be shown and as what:
the page names it, the browser fetches it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct

from pipeline.emit.front import colophon
from pipeline.emit.site.addresses import HOME
from pipeline.emit.site.drawing import drawn
from pipeline.emit.site.navigation import MOST_LINES
from pipeline.emit.site.pictures import assets_of
from pipeline.emit.site.plan import Leaf, Site
from pipeline.emit.spots import anchor_of
from pipeline.model import Attachment, Marked, Page
from pipeline.model.walk import alone, walk

# What the contents say of a page, and where it leads.
Line: TypeAlias = tuple[Any, ...]


class Inputs(NamedTuple):
    """All that a page is drawn from: its own text, and what it shows of the rest of the book."""

    text: Page | None
    rest: tuple[Any, ...]


class Sheet(NamedTuple):
    """A page of a site, drawn, with what it was drawn from."""

    page: bytes
    inputs: Inputs


class Around(NamedTuple):
    """What the pages of a site are drawn from besides their own texts, gathered once for all of them.

    Attributes:
        site: the site.
        shell: what every page shows or is drawn by.
        lines: what the contents say of each page, by its id.
        parts: the parts with the lines of their chapters.
        places: where each page stands in reading order, by its address.
        assets: the pictures of the book.
    """

    site: Site
    shell: tuple[Any, ...]
    lines: Mapping[str, Line]
    parts: tuple[tuple[Any, ...], ...]
    places: Mapping[str, int]
    assets: frozenset[str]


def around(site: Site) -> Around:
    """Gather what stands around the pages of a site."""
    lines = {identifier: _line(site, identifier) for identifier in site.entries}
    parts = tuple(
        (lines.get(part.id), part.links, tuple(lines[page.id] for page in part.chapters))
        for part in site.order.handbook.parts
    )
    places = {leaf.address: place for place, leaf in enumerate(site.pages)}
    return Around(
        site, _shell(site), lines, parts, places, frozenset(assets_of(site.order.handbook, site.order.memory))
    )


def redrawn(whole: Around, address: str, former: Sheet | None = None) -> Sheet:
    """Draw a page of a site; where it would be as it was, it is taken over.

    Raises:
        KeyError: the site has no such page.
    """
    inputs = _home(whole) if address == HOME else _inputs(whole, whole.places[address])
    if former is not None and former.inputs == inputs:
        return former
    return Sheet(drawn(whole.site, address), inputs)


def _home(whole: Around) -> Inputs:
    site = whole.site
    offered = tuple((name, len(data)) for name, data in site.order.made.items())
    return Inputs(None, (whole.shell, whole.parts, tuple(map(_about, _chapters(site))), offered))


def _inputs(whole: Around, place: int) -> Inputs:
    site, lines = whole.site, whole.lines
    leaf = site.pages[place]
    text = alone(leaf.page) if leaf.page is not None else None
    beside = site.pages[max(0, place - 1) : place] + site.pages[place + 1 : place + 2]
    is_short = len(site.pages) <= MOST_LINES
    shown = whole.parts if is_short else tuple(_seen_from(leaf, site, whole.parts))
    rest = (
        *(whole.shell, leaf.entry, leaf.before, leaf.chain, shown),
        tuple(lines[one.entry.id] for one in beside),
        tuple(lines[one] for one in leaf.chain),
        tuple(lines[page.id] for page in _unfolded(leaf, site)),
        tuple((_about(page), lines[page.id]) for page in _listed(leaf)),
        tuple(_named(text, whole)),
        _particular(leaf, site, lines),
    )
    return Inputs(text, rest)


def _shell(site: Site) -> tuple[Any, ...]:
    """Give what every page shows or is drawn by, whatever it holds."""
    order = site.order
    look = (order.look.tokens, order.edition, order.built, order.edit_url, site.extra, tuple(site.versions.items()))
    publication = (order.publication.url, order.publication.names_authors, order.publication.accessibility)
    logo = site.pictures.address(order.handbook.identity.logo) if order.handbook.identity.logo else ""
    return (order.handbook.identity, tuple(colophon(order)), look, publication, logo)


def _line(site: Site, identifier: str) -> Line:
    return identifier, site.entries[identifier].number, site.names[identifier], site.addresses[identifier]


def _about(page: Page) -> tuple[Any, ...]:
    return page.id, page.description


def _chapters(site: Site) -> Iterator[Page]:
    for part in site.order.handbook.parts:
        yield from part.chapters


def _seen_from(leaf: Leaf, site: Site, parts: tuple[tuple[Any, ...], ...]) -> Iterator[tuple[Any, ...]]:
    """Give the parts as the contents of a long book show them: only the one being read is unfolded."""
    for part, shown in zip(site.order.handbook.parts, parts, strict=True):
        yield shown if leaf.part is part or not part.title else shown[:1]


def _unfolded(leaf: Leaf, site: Site) -> Iterator[Page]:
    """Give the pages below those that the reader is in, which the contents show."""
    way = (*leaf.chain, leaf.entry.id)
    pages = tuple(_chapters(site))
    while pages:
        branch = next((page for page in pages if page.id in way), None)
        pages = branch.children if branch is not None else ()
        yield from pages


def _listed(leaf: Leaf) -> tuple[Page, ...]:
    """Give the pages that a page lists under its text."""
    if leaf.page is not None:
        return leaf.page.children
    return leaf.part.chapters if leaf.part is not None else ()


def _named(page: Page | None, whole: Around) -> Iterator[tuple[Any, ...]]:
    """Give what a page's text names: ids of the book with what is said of them, markers, pictures, files to take."""
    site = whole.site
    for node in walk(page) if page is not None else ():
        if isinstance(node, Marked):
            yield node.number, site.base.markers.get(node.number)
        for name in _texts(node):
            if name in site.base.titles or name in site.addresses:
                yield name, site.base.titles.get(name), site.addresses.get(name)
            if name in whole.assets:
                yield name, site.pictures.address(name)
            if isinstance(node, Attachment):
                yield name, site.attached.address(name)


def _texts(node: Struct) -> Iterator[str]:
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, str) and value:
            yield value


def _particular(leaf: Leaf, site: Site, lines: Mapping[str, Line]) -> tuple[Any, ...]:
    """Give what only some pages are drawn from: their own history, markers without words, the whole book's places."""
    if leaf.page is None and leaf.part is not None:
        return (leaf.part.title,)
    if leaf.page is None:
        markers = site.order.handbook.markers
        names = tuple(dict.fromkeys(marker.page for marker in markers))
        places = tuple(site.addresses.get(anchor_of(marker)) for marker in markers)
        return (markers, places, tuple((site.entries.get(name), site.addresses.get(name)) for name in names))
    file = leaf.page.file
    spots = tuple((spot, marker) for spot, marker in site.base.spots.items() if marker.span.file == file)
    is_whole = leaf.page.kind in ("index", "glossary")
    whole = (site.base.places, tuple(lines.values())) if is_whole else ()
    return (site.order.publication.changes.get(file), spots, whole)
