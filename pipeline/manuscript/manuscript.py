"""A word processor's file as plain data: paragraphs, tracked changes, anchors, comments.

Offsets count the characters of a paragraph's `whole` text: everything that stands in it, inserted and deleted alike.
A tab is U+0009, a line ending inside a paragraph U+000A, a picture or an equation one U+FFFC. What a reader does not
see as words of the author is left out: calls of notes, the codes of fields (their shown words stay), page breaks, and
the numbers that a client counts (of pages, figures, notes), which it counts anew, or empties, when it saves.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Sort: TypeAlias = Literal["insertion", "deletion"]
Region: TypeAlias = Literal["body", "note", "frame"]
Format: TypeAlias = Literal["docx", "odt"]
OBJECT = "\ufffc"
# Where a clock begins: nobody wrote anything then.
_NO_YEARS = frozenset(("0000", "0001", "1601", "1899", "1900", "1970"))


class Change(Struct, frozen=True):
    """A tracked change: who made it, and when as the file says it (ISO 8601), "" where it does not.

    `is_move`: the words went to, or came from, another place.
    """

    sort: Sort
    author: str
    when: str = ""
    is_move: bool = False


class Run(Struct, frozen=True):
    """Characters with the same tracked changes: none, one, or an insertion that was deleted by another one later."""

    text: str
    changes: tuple[Change, ...] = ()


class Anchor(Struct, frozen=True):
    """A bookmark of ours (`edition.ANCHOR`), from `start` to `end` in its paragraph's `whole` text.

    One that ends in a later paragraph ends here with its first paragraph.
    """

    name: str
    start: int
    end: int


class Paragraph(Struct, frozen=True):
    """A paragraph, wherever it stands: in the text, a cell, a note, a frame.

    `style` is the name of its style as the file says it, `table` the place of its cell as numbers from 1 (table, row,
    column; of inner tables, one group after the other), `ending` the tracked changes of its own ending: inserted, its
    paragraph was split here; deleted, it was joined with the next. `level` is that of a heading, 0 for other text.
    """

    runs: tuple[Run, ...]
    anchors: tuple[Anchor, ...] = ()
    style: str = ""
    region: Region = "body"
    table: tuple[int, ...] = ()
    ending: tuple[Change, ...] = ()
    level: int = 0


class Point(Struct, frozen=True, order=True):
    """A place in a manuscript: a paragraph by its place in `paragraphs`, and an offset in its `whole` text."""

    paragraph: int
    offset: int


class Comment(Struct, frozen=True):
    """A comment: `parent` is the identifier of the one it answers, "" for none; `text` has a line for a paragraph.

    `start` and `end` are None where nothing is anchored (an answer stands where its parent does).
    """

    identifier: str
    author: str
    text: str
    when: str = ""
    parent: str = ""
    is_resolved: bool = False
    start: Point | None = None
    end: Point | None = None


class Manuscript(Struct, frozen=True):
    """A file as it was read.

    `edition` is the identity of the edition it was made as, "" for none; `packed` what it carries of it (see
    `edition.unpacked`), empty where that was lost. Paragraphs stand in the order of reading: the text, then notes.
    """

    format: Format
    paragraphs: tuple[Paragraph, ...]
    comments: tuple[Comment, ...] = ()
    edition: str = ""
    packed: bytes = b""


def whole(paragraph: Paragraph) -> str:
    """Give all the characters of a paragraph, inserted and deleted alike."""
    return "".join(run.text for run in paragraph.runs)


def before(paragraph: Paragraph) -> str:
    """Give a paragraph as if every tracked change were refused."""
    return "".join(run.text for run in paragraph.runs if not any(one.sort == "insertion" for one in run.changes))


def after(paragraph: Paragraph) -> str:
    """Give a paragraph as if every tracked change were accepted."""
    return "".join(run.text for run in paragraph.runs if not any(one.sort == "deletion" for one in run.changes))


def told_when(written: str) -> str:
    """Give a date as a file says it; "" for the noughts and first days that programs write for a date they hide."""
    return "" if written.strip()[:4] in _NO_YEARS or not written.strip()[:4].isdigit() else written.strip()
