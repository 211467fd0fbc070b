"""Numbers of figures and tables: counted through the whole book, the same in every format.

What has a caption has a number; a picture or a table without one has none, for nothing can be said of it in a list.
Matrices always have one: they are what they are called, so that where their author gives no caption they are numbered
under that name. Covers of pages and cards, panels of job sheets, and what is set as a grid are no figures of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from msgspec.structs import replace

from pipeline.messages import Say
from pipeline.model import Card, Figure, Handbook, Inlines, Page, ResponsibilityMatrix, SkillsMatrix, Table
from pipeline.model.text import plain
from pipeline.model.walk import each_page, walk

Sort: TypeAlias = Literal["figure", "table"]
Matrix: TypeAlias = SkillsMatrix | ResponsibilityMatrix

_FEWEST = 3  # so many make a list of them worth its page
# A caption that fills more than a line says its subject in its first sentence.
_LONG, _SHORT = 56, 12  # letters: a shorter one is not cut, and none is before
_SENTENCE = re.compile(r"\.(?=\s)|(?<=[?!…])(?=\s)")


class Captioned(NamedTuple):
    """A numbered figure or table: its number in the book, the page it stands on, its caption.

    `name` is what a matrix without a caption is called, "" for all else.
    """

    sort: Sort
    number: int
    page: Page
    caption: Inlines
    name: str = ""

    @property
    def id(self) -> str:
        """Give the place that its line in the list leads to."""
        return caption_id(self.page.id, self.sort, self.number)


class Counts(NamedTuple):
    """How many figures and tables of a book are numbered."""

    figures: int = 0
    tables: int = 0


def caption_id(page: str, sort: Sort, number: int) -> str:
    """Give the id of a numbered figure or table on a page."""
    return f"{page}--{sort}-{number}"


def label(sort: Sort, number: int, say: Say) -> str:
    """Give what stands before a caption: "Figure 3"."""
    return say("Figure {number}", number=number) if sort == "figure" else say("Table {number}", number=number)


def matrix_name(node: Matrix, say: Say) -> str:
    """Give the name of a matrix to which its author gave none."""
    return say("Skills matrix") if isinstance(node, SkillsMatrix) else say("Responsibility matrix")


def counted(page: Page) -> Counts:
    """Count the numbered figures and tables of a page and those below it."""
    sorts = [sort for one in each_page((page,)) for sort, _caption, _name in _of_page(one, lambda text, **_: text)]
    return Counts(sorts.count("figure"), sorts.count("table"))


def captions(handbook: Handbook, say: Say) -> Iterator[Captioned]:
    """Give the numbered figures and tables of a book in reading order."""
    last: dict[Sort, int] = {"figure": 0, "table": 0}
    for part in handbook.parts:
        for page in each_page(part.chapters):
            for sort, caption, name in _of_page(page, say):
                last[sort] += 1
                yield Captioned(sort, last[sort], page, caption, name)


def lists(handbook: Handbook, say: Say) -> Iterator[tuple[str, tuple[Captioned, ...]]]:
    """Give the lists that the book has, each with its title: that of figures, that of tables, where they are some."""
    every = tuple(captions(handbook, say))
    titles: tuple[tuple[Sort, str], ...] = (("figure", say("List of figures")), ("table", say("List of tables")))
    for sort, title in titles:
        found = tuple(one for one in every if one.sort == sort)
        if len(found) >= _FEWEST:
            yield title, found


def first_sentence(caption: Inlines) -> str:
    """Give what a list says of a long caption: its first sentence, without its stop; "" where it says it whole."""
    said = plain(caption)
    end = _SENTENCE.search(said, _SHORT) if len(said) > _LONG else None
    return said[: end.start()] if end is not None else ""


def _of_page(page: Page, say: Say) -> Iterator[tuple[Sort, Inlines, str]]:
    """Give what is numbered on a page, without the pages below it, in the order in which it is drawn."""
    covers = {id(page.cover)}
    for node in walk(replace(page, children=())):
        match node:
            case Card():
                covers.add(id(node.cover))
            case Figure() if node.caption and id(node) not in covers:
                yield "figure", node.caption, ""
            case Table() if node.caption:
                yield "table", node.caption, ""
            case SkillsMatrix() | ResponsibilityMatrix():
                yield "table", node.caption, "" if node.caption else matrix_name(node, say)
            case _:
                pass
