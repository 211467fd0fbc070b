"""What a link inside the source folder can lead to: pages, headings and other files.

Both sides are compared in one form (NFC), first letter for letter, then without regard to case (field guide,
GitBook, rules 5 and 6).
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from pipeline.memory import Memory, recall
from pipeline.model import Handbook, Page
from pipeline.model.goals import Goal, goal_words, goals
from pipeline.model.text import plain
from pipeline.model.walk import each_page
from pipeline.normalise.anchors import BETWEEN
from pipeline.normalise.slug import slug

# What a link to a folder, or to a page without its ending, stands for.
_ENDINGS = ("", ".md", ".markdown", ".txt", "/README.md", "/index.md")
# GitBook's own targets for a link that it lost.
_LOST = re.compile(r"broken-reference/?|/?broken/pages/.*")


# What GitBook and site generators read as a page: a link to one that is no page of the book leads nowhere.
_TEXTS = (".md", ".markdown", ".mdx")


class Found(NamedTuple):
    """Where a link leads.

    Attributes:
        id: the page's or the heading's; "" for a file that is not a page of the book.
        title: what the page's title or the heading says.
        whole: False when the page is there but not the heading that was asked for.
        is_left_out: True for a page on disk that is no page of the book.
    """

    id: str
    title: str
    whole: bool = True
    is_left_out: bool = False


class Face(NamedTuple):
    """What other pages can know of a page: nothing of its text, so that they need not care for its changes."""

    id: str
    file: str
    title: str
    description: str
    aliases: tuple[str, ...]


class Place(NamedTuple):
    """A heading or a step that has a title: its anchor and its words."""

    anchor: str
    title: str


class Targets(NamedTuple):
    """Everything that links can lead to, as questions.

    Attributes:
        page: gives a page by its file, in one of the two forms of names.
        address: gives a page by its slug, permalink or former path.
        known: gives a page by its id.
        file: gives a file of the source folder by its name, in one of the two forms.
        headings: gives the headings and steps of the page of an id by their anchors in the three forms of `_FORMS`.
    """

    page: Callable[[str], Face | None]
    address: Callable[[str], Face | None]
    known: Callable[[str], Face | None]
    file: Callable[[str], str | None]
    headings: Callable[[str], tuple[Mapping[str, Place], ...]]


class Listed(NamedTuple):
    """All pages that have a file, by its name in both forms, and all files of the source folder likewise."""

    pages: Mapping[str, Face]
    files: Mapping[str, str]


def all_targets(handbook: Handbook, files: Iterable[str], memory: Memory | None = None) -> tuple[Targets, Listed]:
    """Give the targets of a book whose headings have their anchors, and of the files of its folder."""
    pages = [page for part in handbook.parts for page in each_page(part.chapters)]
    by_id = {page.id: page for page in pages}
    faces = {page.id: _face(page) for page in pages}

    @cache
    def headings(name: str) -> tuple[Mapping[str, Place], ...]:
        page = by_id[name]
        given = (page.id, page.blocks)
        return recall(memory, ("headings", name), given, (), lambda _world: _headings(page))

    by_file: dict[str, Face] = {}
    written = [page for page in pages if page.file]  # a group of the table of contents has no file
    for page in written:
        by_file.setdefault(_exact(page.file), faces[page.id])
    for page in written:
        by_file.setdefault(loose(page.file), faces[page.id])
    by_address: dict[str, Face] = {}
    for page in written:
        for address in page.record.addresses:
            by_address.setdefault(_address(address.path, page), faces[page.id])
    names = sorted(files)
    by_name = {loose(name): name for name in names} | {_exact(name): name for name in names}
    targets = Targets(by_file.get, by_address.get, faces.get, by_name.get, headings)
    return targets, Listed(by_file, by_name)


def _face(page: Page) -> Face:
    return Face(page.id, page.file, plain(page.title), plain(page.description), page.aliases)


def find(targets: Targets, target: str, page: Page | Face | None) -> Found | None:
    """Give where a relative target written on `page` (None: beside the root) leads, or None: nowhere."""
    if is_lost(target):
        return None
    for path, fragment in spellings(target):
        goal = page_at(targets, path, page) if path else targets.known(page.id) if page is not None else None
        if goal is not None:
            return _inside(targets, goal, fragment, is_own=page is not None and goal.id == page.id)
        if path and (name := _file(targets, path, page)):
            return Found("", "", is_left_out=name.lower().endswith(_TEXTS))
    return None


def is_lost(target: str) -> bool:
    """Tell whether GitBook lost what a link led to, or its author left it out."""
    return not target or _LOST.fullmatch(target) is not None


def _exact(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def loose(name: str) -> str:
    """Give a name in the form that compares without regard to case."""
    return unicodedata.normalize("NFC", name).casefold()


def spellings(target: str) -> Iterator[tuple[str, str]]:
    """Give path and fragment of a target: as written, then decoded, then each without a query."""
    path, _, fragment = target.partition("#")
    for name in dict.fromkeys((path, unquote(path), path.partition("?")[0], unquote(path.partition("?")[0]))):
        yield name, unquote(fragment)


def folder_of(page: Page | Face | None) -> str:
    """Give the folder that a page's links start from; "" is the source folder."""
    return posixpath.dirname(page.file) if page is not None else ""


def places_of(path: str, page: Page | Face | None) -> Iterator[str]:
    """Give the files that a path may mean, from the source folder, which a leading slash means."""
    folder = "" if path.startswith("/") else folder_of(page)
    whole = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    for ending in _ENDINGS:
        yield (whole + ending).removeprefix("./")


def page_at(targets: Targets, path: str, page: Page | Face | None) -> Face | None:
    """Give the page of the book that a path written on `page` means, or None."""
    places = tuple(places_of(path, page))
    for form in (_exact, loose):
        for place in places:
            goal = targets.page(form(place))
            if goal is not None:
                return goal
    return targets.address(_address(path, page))


def _address(path: str, page: Page | Face | None) -> str:
    """Give the form in which slugs, permalinks and former paths are compared: without ending and outer slashes."""
    whole = loose(next(places_of(path, page))).strip("/")
    name, ending = posixpath.splitext(whole)
    return name if ending in (*_TEXTS, ".html") else whole


def _file(targets: Targets, path: str, page: Page | Face | None) -> str:
    """Give the file of the source folder that a path means, a text also without its ending; "" where there is none."""
    places = tuple(places_of(path, page))
    hits = (targets.file(form(place)) or "" for place in places for form in (_exact, loose))
    return next((hit for hit in hits if hit), "")


def _inside(targets: Targets, goal: Face, fragment: str, *, is_own: bool) -> Found | None:
    """Give the page or, for a fragment, its heading; None for a dead fragment on the very same page."""
    if not fragment:
        return Found(goal.id, goal.title)
    heading = _heading(targets, goal, fragment)
    if heading is not None:
        return Found(heading.anchor, heading.title)
    if any(form(fragment) in map(form, goal.aliases) for form in _FORMS[:2]):
        return Found(goal.id, goal.title)
    return None if is_own else Found(goal.id, goal.title, whole=False)


def _letters(name: str) -> str:
    """Give only the letters and digits of an anchor: generators differ in what they make of punctuation."""
    return "".join(character for character in slug(name) if character.isalnum())


# How a fragment is compared: as it is; by GitBook's rule, which drops the accents; by its letters alone.
_FORMS = (_exact, slug, _letters)


def _headings(page: Page) -> tuple[Mapping[str, Place], ...]:
    headings = [(goal, Place(goal.anchor, plain(goal_words(goal)))) for block in page.blocks for goal in goals(block)]
    return tuple(_by_anchor(headings[::-1], page.id + BETWEEN, form) for form in _FORMS)


def _by_anchor(headings: Sequence[tuple[Goal, Place]], prefix: str, form: Callable[[str], str]) -> Mapping[str, Place]:
    """Give headings and steps by their anchors, then by what their words alone would make, in one form.

    They come last first: of two with one name the first is meant.
    """
    named = {form(place.anchor.removeprefix(prefix)): place for _goal, place in headings}
    worded = {form(slug(place.title)): place for _goal, place in headings}
    also = {form(name): place for goal, place in headings for name in goal.aliases}
    return worded | also | named


def _heading(targets: Targets, page: Face, fragment: str) -> Place | None:
    """Find a heading by the exact form of a fragment, else by a looser one."""
    for form, named in zip(_FORMS, targets.headings(page.id), strict=True):
        if form(fragment) and form(fragment) in named:
            return named[form(fragment)]
    return None
