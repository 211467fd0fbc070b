"""The book as chapters of HTML: what screen and print share, up to the point where they part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from pipeline.emit.captions import Counts, counted
from pipeline.emit.html.chapter import chapter
from pipeline.emit.html.setting import Medium, Progress, Setting
from pipeline.emit.html.side import side_label
from pipeline.emit.html.todo import TODO_ID, todo_chapter
from pipeline.emit.order import Order
from pipeline.emit.outline import Entry, outline
from pipeline.emit.places import places
from pipeline.emit.remembering import of_page
from pipeline.emit.spots import numbered, spots
from pipeline.memory import Memory
from pipeline.model import Handbook, Heading, Inlines, Page, Part, Step, Term, Text
from pipeline.model.goals import goal_words
from pipeline.model.text import plain
from pipeline.model.walk import walk
from pipeline.source import whole_file


class Chapter(NamedTuple):
    """One chapter ready to be put in a book: its line in the outline, its part, and its HTML."""

    entry: Entry
    part: Part | None
    page: Page | None
    html: Markup


def setting(order: Order, medium: Medium, picture: Callable[[str], str], icon: Callable[[str, str], Markup]) -> Setting:
    """Give the setting of a book; each chapter gets its own progress."""
    titles = book_titles(order.handbook, order.memory)
    draft = order.edition == "draft"
    return Setting(
        medium=medium,
        draft=draft,
        language=order.handbook.identity.language,
        say=order.say,
        look=order.look,
        picture=picture,
        icon=icon,
        ids=frozenset(titles),
        titles=titles,
        places=places(order.handbook, order.memory),
        spots=spots(order.handbook, order.memory) if draft else {},
        markers=numbered(order.handbook) if draft else {},
        built=order.built,
        noting=draft and medium == "screen",
        is_two_sided=medium == "print" and order.paper.sides == "two",
        link_list="links" if order.print_links and medium == "print" else "",
        progress=Progress(0, 0, 0, set()),
    )


def book_titles(handbook: Handbook, memory: Memory | None = None) -> dict[str, Inlines]:
    """Give the title of every place that a link inside the book may lead to, by its id."""
    titles = {part.id: part.title for part in handbook.parts if part.title}
    for part in handbook.parts:
        for page in part.chapters:
            titles.update(of_page(memory, "titles", page, _titles))
    return titles


def _titles(page: Page) -> dict[str, Inlines]:
    titles: dict[str, Inlines] = {}
    for node in walk(page):
        if isinstance(node, Page):
            titles[node.id] = node.title
        elif isinstance(node, (Heading, Step)) and node.anchor:
            titles[node.anchor] = goal_words(node)
        elif isinstance(node, Term) and node.anchor:
            titles[node.anchor] = node.children
    return titles


def chapters(order: Order, base: Setting, first_level: int) -> Iterator[Chapter]:
    """Draw the chapters in order; a draft with markers ends with the list of them.

    `first_level` is the heading level of the highest line of the book: parts where it has parts.
    """
    handbook = order.handbook
    entries = outline(handbook)
    by_id = {entry.id: entry for entry in entries}
    before = Counts()
    for part in handbook.parts:
        for page in part.chapters:
            entry = by_id[page.id]
            own = base._replace(progress=Progress(before.figures, 0, 0, {page.id}, tables=before.tables))
            running = plain(part.title) or handbook.identity.title
            side = side_label(part, handbook, own)
            drawn = chapter(page, entry.number, running, first_level + entry.depth, own, side)
            yield Chapter(entry, part if part.title else None, page, drawn)
            here = counted(page)
            before = Counts(before.figures + here.figures, before.tables + here.tables)
    if base.draft and handbook.markers:
        own = base._replace(progress=Progress(0, 0, first_level - 1, set()))
        title = todo_entry(order)
        side = side_label(None, handbook, own)
        yield Chapter(title, None, None, todo_chapter(handbook, entries, first_level, own, side))


def index_chapter(
    order: Order, base: Setting, first_level: int, folio: Callable[[str], int | None] | None = None
) -> Chapter | None:
    """Draw the index of terms by itself, None for a book without one.

    `folio` gives the printed page of an id once all other chapters are laid out: the index then holds real numbers,
    each page once, runs of pages put together. Without it the style sheet puts in the numbers.
    """
    entries = {entry.id: entry for entry in outline(order.handbook)}
    for part in order.handbook.parts:
        for page in part.chapters:
            if page.kind == "index":
                own = base._replace(progress=Progress(0, 0, 0, {page.id}))
                own = own if folio is None else own._replace(folio=folio)
                running = plain(part.title) or order.handbook.identity.title
                side = side_label(part, order.handbook, own)
                drawn = chapter(page, "", running, first_level + entries[page.id].depth, own, side)
                return Chapter(entries[page.id], part if part.title else None, page, drawn)
    return None


def todo_entry(order: Order) -> Entry:
    """Give the line of the outline that stands for the list of unfinished places."""
    title = (Text(order.say("To be completed"), whole_file("")),)
    return Entry(TODO_ID, "chapter", 0, "", title, title)
