"""Drawing again only the pages of a site that changed: those whose text did, and those that show what did elsewhere.

What a page is drawn from is told apart in `inputs`; two pages with the same inputs have the same bytes (a test says so
for every page of books that are edited in many ways). Pictures are known by their names: a changed file of a picture
changes no page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from pipeline.emit.front import colophon
from pipeline.emit.order import Files
from pipeline.emit.site.addresses import HOME
from pipeline.emit.site.drawing import drawn
from pipeline.emit.site.navigation import MOST_LINES
from pipeline.emit.site.pictures import assets_of
from pipeline.emit.site.plan import Leaf, Site
from pipeline.emit.spots import anchor_of
from pipeline.model import Marked, Page
from pipeline.model.walk import alone, walk


class Inputs(NamedTuple):
    """All that a page is drawn from. `named` are the ids of the book and the numbers of markers that its text names."""

    text: Page | None
    named: tuple[frozenset[str], frozenset[int]]
    rest: tuple[Any, ...]


class Sheets(NamedTuple):
    """The pages of a site, drawn, by their addresses, with what each was drawn from."""

    pages: Files
    inputs: Mapping[str, Inputs]


def redrawn(site: Site, former: Sheets | None = None) -> Sheets:
    """Draw the pages of a site; those that would be as they were are taken over."""
    known = former.inputs if former is not None else {}
    inputs = dict(_all_inputs(site, known))
    pages: dict[str, bytes] = {}
    for address, own in inputs.items():
        is_same = former is not None and known.get(address) == own
        pages[address] = former.pages[address] if former is not None and is_same else drawn(site, address)
    return Sheets(pages, inputs)


def _all_inputs(site: Site, known: Mapping[str, Inputs]) -> Iterator[tuple[str, Inputs]]:
    """Give the inputs of every page; what stands around all of them is gathered once."""
    shell = _shell(site)
    lines = {identifier: _line(site, identifier) for identifier in site.entries}
    parts = tuple(
        (lines.get(part.id), part.links, tuple(lines[page.id] for page in part.chapters))
        for part in site.order.handbook.parts
    )
    yield HOME, Inputs(None, _NOTHING, (shell, parts, tuple(map(_about, _chapters(site))), _offered(site)))
    is_short = len(site.pages) <= MOST_LINES
    for place, leaf in enumerate(site.pages):
        text = alone(leaf.page) if leaf.page is not None else None
        before = known.get(leaf.address)
        named = before.named if before is not None and before.text == text else _named(text, site)
        around = site.pages[max(0, place - 1) : place] + site.pages[place + 1 : place + 2]
        shown = parts if is_short else tuple(_seen_from(leaf, site, parts))
        rest = (
            *(shell, leaf.entry, leaf.before, leaf.chain, shown),
            tuple(lines[one.entry.id] for one in around),
            tuple(lines[one] for one in leaf.chain),
            tuple(lines[page.id] for page in _unfolded(leaf, site)),
            tuple((_about(page), lines[page.id]) for page in _listed(leaf)),
            tuple(map(_told(site), sorted(named[0]))),
            tuple(site.base.markers.get(number) for number in sorted(named[1])),
            _particular(leaf, site, lines),
        )
        yield leaf.address, Inputs(text, named, rest)


_NOTHING: tuple[frozenset[str], frozenset[int]] = (frozenset(), frozenset())


def _shell(site: Site) -> tuple[Any, ...]:
    """Give what every page shows or is drawn by, whatever it holds."""
    order = site.order
    look = (order.look.tokens, order.edition, order.built, order.edit_url, site.extra, tuple(site.versions.items()))
    publication = (order.publication.url, order.publication.names_authors, order.publication.accessibility)
    return (order.handbook.identity, tuple(colophon(order)), look, publication, assets_of(order.handbook))


def _line(site: Site, identifier: str) -> tuple[Any, ...]:
    """Give what the contents say of a page, and where it leads."""
    return identifier, site.entries[identifier].number, site.names[identifier], site.addresses[identifier]


def _about(page: Page) -> tuple[Any, ...]:
    return page.id, page.description


def _chapters(site: Site) -> Iterator[Page]:
    for part in site.order.handbook.parts:
        yield from part.chapters


def _offered(site: Site) -> tuple[tuple[str, int], ...]:
    return tuple((name, len(data)) for name, data in site.order.made.items())


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


def _named(page: Page | None, site: Site) -> tuple[frozenset[str], frozenset[int]]:
    """Give the ids of the book and the numbers of markers that stand in a page's text."""
    ids: set[str] = set()
    numbers: set[int] = set()
    for node in walk(page) if page is not None else ():
        if isinstance(node, Marked):
            numbers.add(node.number)
        ids.update(value for value in _texts(node) if value in site.base.titles)
    return frozenset(ids), frozenset(numbers)


def _texts(node: Struct) -> Iterator[str]:
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, str) and value:
            yield value


def _told(site: Site) -> Any:
    def told(identifier: str) -> tuple[Any, ...]:
        return identifier, site.base.titles.get(identifier), site.addresses.get(identifier)

    return told


def _particular(leaf: Leaf, site: Site, lines: Mapping[str, tuple[Any, ...]]) -> tuple[Any, ...]:
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
