"""What drawing a chapter needs to know: the medium, the words, the way to pictures, what is used up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from markupsafe import Markup
from msgspec import Struct

from pipeline.emit.fit import Fit
from pipeline.emit.look import Look
from pipeline.emit.places import Place
from pipeline.emit.spots import Spot
from pipeline.messages import Say
from pipeline.model import Footnote, Inlines, Marker

Medium: TypeAlias = Literal["screen", "print"]


class Progress(Struct):
    """What the drawing of one chapter has used up: born and dead with it, so a chapter is a pure function.

    `figures` and `tables` count the numbered ones, `serial` makes ids, `level` is that of the last heading, `given`
    holds the ids that may stand only once, `waiting` the markers that are drawn and whose notes are not, `links` the
    words of each link out of the book by its address, in the order of their numbers, `parts` counts the titled parts of
    job sheets by page.
    """

    figures: int
    serial: int
    level: int
    given: set[str]
    waiting: list[Marker] = []
    tables: int = 0
    links: dict[str, str] = {}
    parts: dict[str, int] = {}


def in_this_file(identifier: str) -> str:
    """Give the address of a place in a book that is one file."""
    return f"#{identifier}"


class Setting(NamedTuple):
    """How a chapter is drawn.

    Attributes:
        medium: a screen has tabs and folding parts; print shows everything.
        draft: markers are shown with their numbers.
        language: the handbook's, a BCP 47 tag.
        say: the words of the outputs.
        look: the tokens.
        picture: gives the address of a picture by its path in the source folder, "" where it cannot be shown.
        icon: draws an icon by name; nothing where there is none of that name.
        ids: every id of the book that a link may lead to.
        spots: the markers without words, by the start of their place; empty in a final edition.
        markers: the markers by number; empty in a final edition.
        built: the day from which it is seen whether a marker is late.
        progress: what this chapter has used up.
        page: the id of the page being drawn, and `title` its title in plain words.
        offset: what is added to a heading's level in its page.
        notes: the page's footnotes by label.
        numbers: the numbers of the page's footnotes by label, in the order of their calls.
        bare: only words: no ids, links or numbers (for contents and running heads).
        titles: the title of every page, heading and part of the book by its id.
        noting: the notes of markers may stand here, behind a block (on a screen only; print has its margin).
        linked: inside a link, which may not hold another.
        places: the places that an index may lead to, by their ids; none without a vocabulary.
        folio: gives the printed page of an id, None where it is not known before the layout.
        made: gives the address of a drawing that print makes of words, by its kind and the words ("" for none):
        "formula" and "formula-block" of TeX, "qr" of an address.
        fits: what was decided about the page's tables (print only).
        is_two_sided: both sides of the sheet are printed: left and right pages differ.
        address: gives the address of an id of the book, as links on this page name it.
        file: gives the address of a file to take along by its path in the source folder, "" where none leads to it.
        permalinks: a link to itself stands behind each heading.
        link_list: the id of the list in which links out of the book are numbered, "" where they are not.
    """

    medium: Medium
    draft: bool
    language: str
    say: Say
    look: Look
    picture: Callable[[str], str]
    icon: Callable[[str, str], Markup]
    ids: frozenset[str]
    spots: Mapping[Spot, Marker]
    markers: Mapping[int, Marker]
    built: date
    progress: Progress
    page: str = ""
    title: str = ""
    offset: int = 0
    notes: Mapping[str, Footnote] = {}
    numbers: Mapping[str, int] = {}
    bare: bool = False
    titles: Mapping[str, Inlines] = {}
    noting: bool = False
    linked: bool = False
    places: Mapping[str, Place] = {}
    folio: Callable[[str], int | None] = lambda _id: None
    made: Callable[[str, str], str] = lambda _kind, _words: ""
    fits: Mapping[int, Fit] = {}
    is_two_sided: bool = False
    link_list: str = ""
    address: Callable[[str], str] = in_this_file
    file: Callable[[str], str] = lambda _asset: ""
    permalinks: bool = False


def once(setting: Setting, identifier: str) -> str | None:
    """Give an id the first time it is asked for in a chapter, then None: an id may stand only once."""
    if setting.bare or not identifier or identifier in setting.progress.given:
        return None
    setting.progress.given.add(identifier)
    return identifier


def own_label(setting: Setting, label: str) -> str:
    """Give a label of a frame that no other frame has: with the page's title, and a number from the second on."""
    named = f"{label} – {setting.title}" if setting.title else label
    count = 1
    while once(setting._replace(bare=False), f"label {named} {count}") is None:
        count += 1
    return named if count == 1 else f"{named} ({count})"


def serial(setting: Setting, kind: str) -> str:
    """Give a new id of the page for something that has none of its own."""
    setting.progress.serial += 1
    return f"{setting.page}--{kind}-{setting.progress.serial}"


def heading_level(setting: Setting, level: int) -> int:
    """Give the level that a heading gets in the book, from 1 to 6, never skipping one."""
    given = min(level + setting.offset, setting.progress.level + 1, 6)
    setting.progress.level = given
    return given
