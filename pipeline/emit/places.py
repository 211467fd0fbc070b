"""The places of the book that an index leads to: the section that each stands in, and runs of page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.emit.remembering import of_page
from pipeline.memory import Memory
from pipeline.model import CrossReference, Handbook, Heading, Inlines, Page, Term
from pipeline.model.walk import walk


class Place(NamedTuple):
    """Where a place stands: its page and its section, by their ids, and their titles."""

    page: str
    section: str
    page_title: Inlines
    title: Inlines


class Folios(NamedTuple):
    """Pages that follow one another, from one place to another; `last` is "" for a single page."""

    first: str
    first_page: int
    last: str
    last_page: int
    is_main: bool


def places(handbook: Handbook, memory: Memory | None = None) -> dict[str, Place]:
    """Give the place of every page, heading and term of a book that has a vocabulary, by its id; else none."""
    if not handbook.vocabulary:
        return {}
    found: dict[str, Place] = {}
    for part in handbook.parts:
        for chapter in part.chapters:
            found.update(of_page(memory, "places", chapter, _places))
    return found


def _places(chapter: Page) -> dict[str, Place]:
    found: dict[str, Place] = {}
    here = Place("", "", (), ())
    for node in walk(chapter):
        if isinstance(node, Page):
            here = found[node.id] = Place(node.id, node.id, node.title, node.title)
        elif isinstance(node, Heading) and node.anchor:
            here = found[node.anchor] = here._replace(section=node.anchor, title=node.children)
        elif isinstance(node, Term) and node.anchor:
            found[node.anchor] = here
    return found


def one_each(
    references: Sequence[CrossReference], main: str, known: Mapping[str, Place], *, by_page: bool
) -> Iterator[CrossReference]:
    """Give one place of each section (or page) that a line of an index leads to; of its main place, that one."""
    homes: dict[str, CrossReference] = {}
    for one in references:
        place = known.get(one.target)
        home = one.target if place is None else place.page if by_page else place.section
        if home not in homes or one.target == main:
            homes[home] = one
    yield from homes.values()


def folios(pages: Sequence[tuple[str, int]], main: str) -> Iterator[Folios]:
    """Give the pages of places, each once, in order; three or more that follow one another as a run.

    The main place stands by itself: it is shown in another way.
    """
    by_page: dict[int, str] = {}
    for target, page in sorted(pages, key=lambda one: one[1]):
        if page not in by_page or target == main:
            by_page[page] = target
    run: list[int] = []
    for page in by_page:
        if run and (page != run[-1] + 1 or main in (by_page[page], by_page[run[-1]])):
            yield from _runs(run, by_page, main)
            run = []
        run.append(page)
    yield from _runs(run, by_page, main)


def _runs(run: Sequence[int], by_page: Mapping[int, str], main: str) -> Iterator[Folios]:
    if len(run) > 2:
        yield Folios(by_page[run[0]], run[0], by_page[run[-1]], run[-1], is_main=False)
        return
    for page in run:
        yield Folios(by_page[page], page, "", page, is_main=by_page[page] == main)
