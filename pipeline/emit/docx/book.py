"""The whole book as pandoc's tree: cover, contents, parts, chapters, each in a zone that finishing finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.emit.docx.anchoring import anchored
from pipeline.emit.docx.ast import Nodes, div, image, link, para, raw, span, tab, words, wrapped
from pipeline.emit.docx.block import blocks
from pipeline.emit.docx.chapter import chapter, page_ids
from pipeline.emit.docx.contents import contents
from pipeline.emit.docx.estimate import measures_of
from pipeline.emit.docx.heading_styles import SHEET_TITLE
from pipeline.emit.docx.headings import is_sheet
from pipeline.emit.docx.inline import bare, field, inlines, title_words
from pipeline.emit.docx.measures import page as page_of
from pipeline.emit.docx.names import CHAPTER, COLOPHON, CONTENTS, COVER, PART, bookmark
from pipeline.emit.docx.picture import LOGO, Picture, fitted
from pipeline.emit.docx.scene import Progress, Scene, once
from pipeline.emit.docx.todo import TODO, todo_chapter
from pipeline.emit.docx.zones import Zone
from pipeline.emit.front import colophon, cover_facts
from pipeline.emit.order import Order
from pipeline.emit.outline import Entry, outline
from pipeline.emit.places import places
from pipeline.emit.spots import numbered, spots
from pipeline.model import Handbook, Heading, Page, Part, Text
from pipeline.model.text import plain
from pipeline.model.walk import walk
from pipeline.source import whole_file


class Book(NamedTuple):
    """The book as pandoc's tree, its zones in order, and what its drawing used up."""

    blocks: Nodes
    zones: tuple[Zone, ...]
    scene: Scene


def book(order: Order, pages: Mapping[str, int], picture: Picture, dead_formulas: frozenset[str] = frozenset()) -> Book:
    """Draw the book; `pages` gives the page of a bookmark, as far as it is known; see `Scene` for `dead_formulas`."""
    handbook = order.handbook
    scene = scene_of(order, picture)._replace(pages=pages, dead_formulas=dead_formulas)
    entries = list(outline(handbook))
    drawn: Nodes = []
    zones = [Zone(COVER), Zone(COLOPHON), Zone(CONTENTS)]
    for zone, nodes in _chapters(order, entries, pages, scene):
        zones.append(zone)
        drawn.append(div(nodes, identifier=zone.name))
    if scene.draft and handbook.markers:
        title = (Text(order.say("To be completed"), whole_file("")),)
        entries.append(Entry(TODO, "chapter", 0, "", title, title))
        zones.append(Zone(f"{CHAPTER}{TODO}", chapter=order.say("To be completed")))
        drawn.append(div(todo_chapter(handbook, entries, scene), identifier=zones[-1].name))
    front = [
        div(_cover(order, scene), identifier=COVER),
        div(_colophon(order), identifier=COLOPHON),
        div(contents(handbook, entries, pages, scene), identifier=CONTENTS),
    ]
    return Book([*front, *drawn], tuple(zones), scene)


def scene_of(order: Order, picture: Picture) -> Scene:
    """Give the scene of a book."""
    draft = order.edition == "draft"
    progress = Progress()
    return Scene(
        draft=draft,
        say=order.say,
        language=order.handbook.identity.language,
        look=order.look,
        picture=picture,
        ids=_ids(order.handbook),
        progress=progress,
        measures=measures_of(order.look, progress.plans),
        draw=blocks,
        markers=numbered(order.handbook) if draft else {},
        built=order.built,
        spots=spots(order.handbook) if draft else {},
        width=page_of(order.look.tokens).text,
        places=places(order.handbook),
        titles=_titles(order.handbook),
    )


def _titles(handbook: Handbook) -> dict[str, str]:
    """Give the words of each page's title and of each heading, by its id."""
    found: dict[str, str] = {}
    for part in handbook.parts:
        for node in (node for page in part.chapters for node in walk(page)):
            if isinstance(node, Page):
                found[node.id] = plain(node.title).strip()
            elif isinstance(node, Heading) and node.anchor:
                found[node.anchor] = plain(node.children).strip()
    return found


def _ids(handbook: Handbook) -> frozenset[str]:
    """Give every id that a link inside the book may lead to."""
    pages = (page for part in handbook.parts for page in part.chapters)
    parts = (part.id for part in handbook.parts if part.title)
    return frozenset(identifier for page in pages for identifier in page_ids(page)) | frozenset(parts)


def _chapters(
    order: Order, entries: list[Entry], pages: Mapping[str, int], scene: Scene
) -> Iterator[tuple[Zone, Nodes]]:
    by_id = {entry.id: entry for entry in entries}
    number = 0
    for place, part in enumerate(order.handbook.parts, start=1):
        title = title_words(part.title)
        if part.title:
            yield Zone(f"{PART}{place}", part=title), _part(part, by_id, pages, scene)
        for page in part.chapters:
            number += 1
            titled = SHEET_TITLE if is_sheet(page) else ""
            yield Zone(f"{CHAPTER}{number}", title, title_words(page.title), titled), chapter(page, scene)


def _part(part: Part, by_id: Mapping[str, Entry], pages: Mapping[str, int], scene: Scene) -> Nodes:
    """Draw the page that opens a part: its number, its title, its chapters."""
    name = span(inlines(part.title, scene), identifier=once(scene, bookmark(part.id)))
    drawn = [
        para("Part Number", words(scene.say("Part {number}", number=by_id[part.id].number))),
        para("Part Title", [name]),
    ]
    for page in part.chapters:
        entry, target = by_id[page.id], bookmark(page.id)
        shown = [*words(entry.number), tab(), *bare(entry.label, scene)]
        if target in pages:
            shown += [tab(), raw(field(f"PAGEREF {target} \\h", str(pages[target])))]
        drawn.append(para("Part Entry", [link(shown, f"#{target}")]))
    return drawn + [para("Part Entry", [tab(), *inlines((one,), scene)]) for one in part.links]


def _cover(order: Order, scene: Scene) -> Nodes:
    """Draw the cover's words; finishing puts the pattern above them."""
    identity = order.handbook.identity
    places = {one.text: one.span for one in order.handbook.cover}

    def said(text: str) -> Nodes:
        return anchored(words(text), text, places.get(text), scene)

    drawn = [para("Title", said(identity.title))]
    if identity.subtitle:
        drawn.append(para("Subtitle", said(identity.subtitle)))
    logo = scene.picture(identity.logo) if identity.logo else None
    if logo is not None:
        width, height = fitted(logo, *LOGO)
        drawn.append(para("Cover Logo", [image(logo.name, identity.organisation or identity.title, width, height)]))
    for place, fact in enumerate(cover_facts(order)):
        drawn.append(para("Cover Fact", words(fact) if place else [wrapped("Strong", words(fact))]))
    # These stand in frames at the foot of the page; a section cannot end in one.
    return [*drawn, para("Section End", [raw("<w:r/>")])]


def _colophon(order: Order) -> Nodes:
    """Draw the back of the cover."""
    title = para("Colophon Title", words(order.handbook.identity.title))
    subtitle = order.handbook.identity.subtitle
    below = [para("Colophon Subtitle", words(subtitle))] if subtitle else []
    return [title, *below, *(para("Colophon", words(line)) for line in colophon(order))]
