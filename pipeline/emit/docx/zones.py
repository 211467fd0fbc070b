"""What the drawing of the book tells finishing: how tables stand, and which zones the book falls into."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from pipeline.emit.docx.measures import Page

Place: TypeAlias = Literal["column", "page", "landscape"]
# "beside": in the outer column, where a job sheet has its facts.
Stand: TypeAlias = Literal["column", "page", "landscape", "beside"]


# Points between a table in the outer column and the text beside it.
BESIDE = 14.0


class TablePlan(NamedTuple):
    """How a table stands.

    `style` is its style, `shares` the widths of its columns (1 in all), `title` what a reader who cannot see it is
    told it is. `loose`: its rows may go on over the next page; `tall`: those that may, counted from its head, 0;
    `whole`: no page cuts it in two. `columns` is the sentence that lists the names of its columns, at `{names}`.
    """

    style: str
    place: Stand
    shares: tuple[float, ...]
    title: str
    loose: bool = False
    whole: bool = False
    columns: str = ""
    tall: frozenset[int] = frozenset()


class CodePlan(NamedTuple):
    """What a block of code shows beside its words: line numbers; `strong` as in `model.CodeBlock`."""

    numbered: bool
    strong: tuple[tuple[int, int], ...]


def room(place: Stand, measured: Page) -> float:
    """Give a table's width in points by its place."""
    match place:
        case "column":
            return measured.text
        case "page":
            return measured.whole
        case "landscape":
            return measured.turned
        case "beside":
            return measured.side - BESIDE


class Zone(NamedTuple):
    """A stretch of the book with a head of its own: what its running head says of part and chapter.

    `part` and `chapter` are words to stand there until Word has looked them up; `titled` is the style of the
    chapter's title, "" for Word's own.
    """

    name: str
    part: str = ""
    chapter: str = ""
    titled: str = ""
