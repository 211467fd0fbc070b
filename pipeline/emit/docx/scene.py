"""What drawing a chapter for Word needs to know, and what it uses up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from pipeline.emit.docx.ast import Nodes
from pipeline.emit.docx.looks import Measures
from pipeline.emit.docx.picture import Picture
from pipeline.emit.docx.zones import CodePlan, TablePlan
from pipeline.emit.fit import Fit
from pipeline.emit.look import Look
from pipeline.emit.places import Place
from pipeline.emit.spots import Spot
from pipeline.manuscript.edition import Source
from pipeline.messages import Say
from pipeline.model import Blocks, Footnote, Marker


class Frame(NamedTuple):
    """The styles of the paragraphs of a place: running text, a kind of callout, a table cell, a quotation.

    Lists have a style for each level; the last serves for all below it. `heading` is "" where headings stay headings.
    """

    text: str
    bullets: tuple[str, ...]
    numbers: tuple[str, ...]
    continued: tuple[str, ...]
    heading: str = ""
    code: str = "Source Code"
    tasks: tuple[str, ...] = ("List Task", "List Task 2", "List Task 3")


BODY = Frame(
    "Body Text",
    ("List Bullet", "List Bullet 2", "List Bullet 3"),
    ("List Number", "List Number 2", "List Number 3"),
    ("List Continue", "List Continue 2", "List Continue 3"),
)
QUOTE = BODY._replace(text="Quote")
STEP_BODY = Frame(
    "Step Text",
    ("Step Bullet", "List Bullet 2", "List Bullet 3"),
    ("Step Number", "List Number 2", "List Number 3"),
    ("Step Continue", "List Continue 2", "List Continue 3"),
)
DEFINITION = Frame("Definition", ("Definition Bullet",), ("Definition Number",), ("Definition Continue",))
CARD = BODY._replace(text="Card Text", heading="Card Title")
CELL = Frame(
    "Table Text",
    ("Table Bullet",),
    ("Table Number",),
    ("Table Continue",),
    heading="Table Row Head",
    code="Table Code",
    tasks=("Table Task",),
)
NOTE = CELL._replace(text="footnote text")


class Progress(Struct):
    """What the drawing has used up so far.

    `level` is that of the last heading, `figures`, `tables` and `notes` count the numbered ones, `serial` makes names.
    `bookmarks` holds the names that are given, `plans` and `codes` what
    finishing must do with tables and with code, `called` the number of each footnote by its bookmark, `drawn` the
    pictures that were made on the way, by name, `sources` where the words of each anchor come from.
    """

    level: int = 0
    figures: int = 0
    tables: int = 0
    notes: int = 0
    serial: int = 0
    bookmarks: set[str] = set()
    plans: dict[str, TablePlan] = {}
    called: dict[str, int] = {}
    sources: dict[str, Source] = {}
    codes: dict[str, CodePlan] = {}
    drawn: dict[str, bytes] = {}


class Scene(NamedTuple):
    """How a chapter is drawn.

    Attributes:
        draft: markers are shown.
        say: the words of the outputs.
        language: the handbook's, a BCP 47 tag.
        look: the tokens.
        picture: gives a picture by its path in the source folder, ready for Word, or None where it cannot be shown.
        ids: every id of the book that a link may lead to.
        progress: what is used up.
        measures: how tall things will be.
        markers: the markers by number; none in a final edition.
        built: the day from which it is seen whether a marker is late.
        pages: the page of each bookmark, as far as it is known.
        dead_formulas: formulas, in TeX, that pandoc has no equation for: they are shown as they are written.
        draw: draws blocks (a line of text may hold some: those of a footnote).
        spots: the markers without words, by the start of their place; none in a final edition.
        page: the id of the page being drawn, and `title` its title in plain words.
        above: how far down its page the first block of a page stands, in points; None where that is not known.
        offset: what is added to a heading's level in its page.
        notes: the page's footnotes by label.
        frame: the styles of paragraphs here.
        depth: how many lists stand around.
        width: the room for a picture, in points.
        bare: only words: no bookmarks, links, notes or markers (contents, lists, running heads).
        in_note: inside a footnote, where Word allows neither notes nor comments.
        in_marker: inside the words of a marker.
        sheet: inside a job sheet.
        in_table: inside a table, which another one must not be wider than.
        fits: what was decided about the page's tables.
        places: the places that an index may lead to, by their ids; none without a vocabulary.
        titles: the words of each page's title and of each heading, by its id.
    """

    draft: bool
    say: Say
    language: str
    look: Look
    picture: Picture
    ids: frozenset[str]
    progress: Progress
    measures: Measures
    draw: Callable[[Blocks, Scene], Nodes]
    markers: Mapping[int, Marker]
    built: date
    pages: Mapping[str, int] = {}
    dead_formulas: frozenset[str] = frozenset()
    spots: Mapping[Spot, Marker] = {}
    page: str = ""
    title: str = ""
    above: float | None = None
    offset: int = 0
    notes: Mapping[str, Footnote] = {}
    frame: Frame = BODY
    depth: int = 0
    width: float = 0.0
    bare: bool = False
    in_note: bool = False
    in_marker: bool = False
    sheet: bool = False
    in_table: bool = False
    fits: Mapping[int, Fit] = {}
    places: Mapping[str, Place] = {}
    titles: Mapping[str, str] = {}


def is_roomy(scene: Scene) -> bool:
    """Tell whether pieces with a look of their own have room here: not in a list, cell, card, callout or note."""
    return not scene.frame.heading and scene.depth == 0 and not scene.in_note


def once(scene: Scene, bookmark: str) -> str:
    """Give a bookmark the first time it is asked for, then "": a name may stand only once."""
    if scene.bare or not bookmark or bookmark in scene.progress.bookmarks:
        return ""
    scene.progress.bookmarks.add(bookmark)
    return bookmark


def serial(scene: Scene) -> int:
    """Give a number that is not given yet."""
    scene.progress.serial += 1
    return scene.progress.serial


def heading_level(scene: Scene, level: int) -> int:
    """Give the level that a heading gets in the book, from 1 to 6, never skipping one."""
    given = max(1, min(level + scene.offset, scene.progress.level + 1, 6))
    scene.progress.level = given
    return given
