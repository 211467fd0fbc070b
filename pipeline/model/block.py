"""What stands on lines of its own: the closed union `Block`.

Emitters draw each type as what it is. Heading levels are relative to the page (its title is 1), so that the same
page can stand as a chapter or deeper in a book.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from pipeline.model.inline import CalloutKind, Inlines
from pipeline.model.leaf import (
    Attachment,
    CodeBlock,
    ContentReference,
    Embed,
    Figure,
    Gallery,
    Index,
    JobName,
    MathBlock,
    RomeCode,
    ThematicBreak,
    Training,
    UnreadBlock,
)
from pipeline.model.matrix import ResponsibilityMatrix, SkillsMatrix
from pipeline.source import Span

Alignment: TypeAlias = Literal["", "left", "center", "right"]
SectionKind: TypeAlias = Literal["presentation", "brief", "work", "skills", "conditions", "career", "access", "other"]


class Paragraph(Struct, frozen=True, gc=False, tag=True):
    """A paragraph of text."""

    children: Inlines
    span: Span


class Heading(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A heading inside a page, level 2 to 6. `anchor` is its id in the whole book.

    `aliases` are other ids that the author gave to it or to places below it: links find it by them too.
    """

    level: int
    children: Inlines
    span: Span
    anchor: str = ""
    aliases: tuple[str, ...] = ()


class ListItem(Struct, frozen=True, gc=False, omit_defaults=True):
    """One item; `done` is None for an ordinary item, else whether the task's box is ticked."""

    blocks: Blocks
    span: Span
    done: bool | None = None


class BulletList(Struct, frozen=True, gc=False, tag=True):
    """Items without order; `tight` when no blank line parts them (CommonMark 5.3)."""

    items: tuple[ListItem, ...]
    tight: bool
    span: Span


class OrderedList(Struct, frozen=True, gc=False, tag=True):
    """Numbered items, from `start`."""

    items: tuple[ListItem, ...]
    tight: bool
    start: int
    span: Span


class Quote(Struct, frozen=True, gc=False, tag=True):
    """Words of somebody else."""

    blocks: Blocks
    span: Span


class Callout(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A GitBook hint or a GitHub alert.

    `icon` is a Font Awesome name that the author chose instead of the kind's own; `title` the author's own words for
    what it is, said instead of the kind's.
    """

    kind: CalloutKind
    blocks: Blocks
    span: Span
    icon: str = ""
    title: Inlines = ()


class Tab(Struct, frozen=True, gc=False):
    """One tab of a group."""

    title: Inlines
    blocks: Blocks
    span: Span


class Tabs(Struct, frozen=True, gc=False, tag=True):
    """A group of tabs: real tabs on screen, labelled parts in print."""

    tabs: tuple[Tab, ...]
    span: Span


class Details(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A part that opens on demand on screen (`is_open`: stands open from the start) and stands open in print."""

    summary: Inlines
    blocks: Blocks
    span: Span
    is_open: bool = False


class Step(Struct, frozen=True, gc=False, omit_defaults=True):
    """One step of a way of doing; its title is the heading that it begins with, or empty.

    `anchor` and `aliases` are those of a heading; a step without a title has none.
    """

    title: Inlines
    blocks: Blocks
    span: Span
    anchor: str = ""
    aliases: tuple[str, ...] = ()


class Steps(Struct, frozen=True, gc=False, tag=True):
    """Steps to take one after the other (GitBook's stepper): numbers joined by a line."""

    steps: tuple[Step, ...]
    span: Span


class Column(Struct, frozen=True, gc=False, omit_defaults=True):
    """One of the texts side by side; `share` is its part of the width, of 1 in all (0: an even one)."""

    blocks: Blocks
    span: Span
    share: float = 0.0


class Columns(Struct, frozen=True, gc=False, tag=True):
    """Texts side by side; one after the other where the page is narrow."""

    columns: tuple[Column, ...]
    span: Span


class Card(Struct, frozen=True, gc=False, omit_defaults=True):
    """One card: its cover, what it says, and at most one link (`link`: empty, or a `Link` or `CrossReference`).

    A link without words of its own takes its target's title.
    """

    blocks: Blocks
    span: Span
    cover: Figure | None = None
    link: Inlines = ()


class Cards(Struct, frozen=True, gc=False, tag=True):
    """A grid of cards (GitBook's `<table data-view="cards">`)."""

    cards: tuple[Card, ...]
    span: Span


class Definition(Struct, frozen=True, gc=False):
    """A term and what it means."""

    term: Inlines
    blocks: Blocks
    span: Span


class DefinitionList(Struct, frozen=True, gc=False, tag=True):
    """Terms and what they mean (`<dl>`, or a line that begins with `: `)."""

    items: tuple[Definition, ...]
    span: Span


class Conditional(Struct, frozen=True, gc=False, tag=True):
    """What only some readers are meant to see (GitBook's `{% if %}`): shown, with its condition said in a light line.

    `condition` is as written. Where the condition can be settled from the book's own variables, ingest settles it and
    no such node remains.
    """

    condition: str
    blocks: Blocks
    span: Span


class Update(Struct, frozen=True, gc=False, omit_defaults=True):
    """One entry of a journal of changes; `date` is ISO 8601, or the author's own words."""

    date: str
    blocks: Blocks
    span: Span
    tags: tuple[Inlines, ...] = ()


class Updates(Struct, frozen=True, gc=False, tag=True):
    """A journal of changes (GitBook's `{% updates %}`)."""

    items: tuple[Update, ...]
    span: Span


class ApiField(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a call of an API takes: `where` is path, query, header, cookie or body."""

    name: str
    where: str
    blocks: Blocks
    span: Span
    kind: str = ""
    is_required: bool = False


class ApiAnswer(Struct, frozen=True, gc=False):
    """What a call of an API gives back; `status` is as written ("200", "default")."""

    status: str
    blocks: Blocks
    span: Span


class ApiOperation(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """One call of an API (GitBook's openapi and swagger blocks).

    `address` is where its description lies when that is not in the source folder: then the rest may be empty.
    """

    method: str
    path: str
    title: Inlines
    blocks: Blocks
    span: Span
    fields: tuple[ApiField, ...] = ()
    answers: tuple[ApiAnswer, ...] = ()
    address: str = ""


class Cell(Struct, frozen=True, gc=False, omit_defaults=True):
    """A table cell; `heading` when it names its row or column."""

    blocks: Blocks
    span: Span
    heading: bool = False
    columns: int = 1
    rows: int = 1
    align: Alignment = ""


class Row(Struct, frozen=True, gc=False):
    """A row of cells."""

    cells: tuple[Cell, ...]
    span: Span


class Table(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A table with no meaning of its own known to us. `head` may be empty."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    span: Span
    caption: Inlines = ()


class SheetSection(Struct, frozen=True, gc=False):
    """A titled part of a job sheet, in the order of the source."""

    kind: SectionKind
    title: Inlines
    blocks: Blocks
    span: Span


class JobSheet(Struct, frozen=True, gc=False, tag=True):
    """A job sheet in ONISEP's layout: the facts as fields, the prose as sections.

    `feminine` and `masculine` are the forms of the job's name that the sheet writes out.
    """

    identifier: str
    feminine: Inlines
    masculine: Inlines
    other_names: tuple[JobName, ...]
    rome: tuple[RomeCode, ...]
    level: Inlines
    statuses: tuple[Inlines, ...]
    trainings: tuple[Training, ...]
    interests: tuple[Inlines, ...]
    sections: tuple[SheetSection, ...]
    span: Span


Block: TypeAlias = (
    Paragraph
    | Heading
    | BulletList
    | OrderedList
    | CodeBlock
    | Quote
    | Callout
    | Tabs
    | Details
    | Steps
    | Columns
    | Cards
    | DefinitionList
    | Conditional
    | Updates
    | ApiOperation
    | Table
    | Figure
    | Gallery
    | MathBlock
    | ContentReference
    | Embed
    | Attachment
    | Index
    | ThematicBreak
    | SkillsMatrix
    | ResponsibilityMatrix
    | JobSheet
    | UnreadBlock
)

Blocks: TypeAlias = tuple[Block, ...]
