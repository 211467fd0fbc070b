"""What stands on lines of its own: the closed union `Block`.

Emitters draw each type as what it is. Heading levels are relative to the page (its title is 1), so that the same
page can stand as a chapter or deeper in a book.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from pipeline.model.inline import CalloutKind, Inlines
from pipeline.model.matrix import ResponsibilityMatrix, SkillsMatrix
from pipeline.source import Span

Alignment: TypeAlias = Literal["", "left", "center", "right"]
SectionKind: TypeAlias = Literal["presentation", "brief", "work", "skills", "conditions", "career", "access", "other"]


class Paragraph(Struct, frozen=True, tag=True):
    """A paragraph of text."""

    children: Inlines
    span: Span


class Heading(Struct, frozen=True, tag=True, omit_defaults=True):
    """A heading inside a page, level 2 to 6. `anchor` is its id in the whole book."""

    level: int
    children: Inlines
    span: Span
    anchor: str = ""


class ListItem(Struct, frozen=True, omit_defaults=True):
    """One item; `done` is None for an ordinary item, else whether the task's box is ticked."""

    blocks: Blocks
    span: Span
    done: bool | None = None


class BulletList(Struct, frozen=True, tag=True):
    """Items without order; `tight` when no blank line parts them (CommonMark 5.3)."""

    items: tuple[ListItem, ...]
    tight: bool
    span: Span


class OrderedList(Struct, frozen=True, tag=True):
    """Numbered items, from `start`."""

    items: tuple[ListItem, ...]
    tight: bool
    start: int
    span: Span


class CodeBlock(Struct, frozen=True, tag=True, omit_defaults=True):
    """Code or text to show as it is."""

    text: str
    language: str
    span: Span
    title: str = ""
    numbered: bool = False


class Quote(Struct, frozen=True, tag=True):
    """Words of somebody else."""

    blocks: Blocks
    span: Span


class Callout(Struct, frozen=True, tag=True, omit_defaults=True):
    """A GitBook hint. `icon` is a Font Awesome name that the author chose instead of the kind's own."""

    kind: CalloutKind
    blocks: Blocks
    span: Span
    icon: str = ""


class Tab(Struct, frozen=True):
    """One tab of a group."""

    title: Inlines
    blocks: Blocks
    span: Span


class Tabs(Struct, frozen=True, tag=True):
    """A group of tabs: real tabs on screen, labelled parts in print."""

    tabs: tuple[Tab, ...]
    span: Span


class Details(Struct, frozen=True, tag=True):
    """A part that opens on demand on screen and stands open in print."""

    summary: Inlines
    blocks: Blocks
    span: Span


class Cell(Struct, frozen=True, omit_defaults=True):
    """A table cell; `heading` when it names its row or column."""

    blocks: Blocks
    span: Span
    heading: bool = False
    columns: int = 1
    rows: int = 1
    align: Alignment = ""


class Row(Struct, frozen=True):
    """A row of cells."""

    cells: tuple[Cell, ...]
    span: Span


class Table(Struct, frozen=True, tag=True, omit_defaults=True):
    """A table with no meaning of its own known to us. `head` may be empty."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    span: Span
    caption: Inlines = ()


class Figure(Struct, frozen=True, tag=True, omit_defaults=True):
    """A picture on its own. `asset` is "" when the file is missing: a labelled frame is drawn instead."""

    source: str
    asset: str
    alt: str
    caption: Inlines
    span: Span


class ThematicBreak(Struct, frozen=True, tag=True):
    """A break between subjects (`---`)."""

    span: Span


class RomeCode(Struct, frozen=True, omit_defaults=True):
    """A code of France Travail's directory of trades (`^[A-N][0-9]{4}$`) and its label where known."""

    code: str
    span: Span
    label: str = ""


class Training(Struct, frozen=True):
    """A course that leads to the job; `identifier` is ONISEP's `FOR.n`, or ""."""

    name: Inlines
    identifier: str
    span: Span


class SheetSection(Struct, frozen=True):
    """A titled part of a job sheet, in the order of the source."""

    kind: SectionKind
    title: Inlines
    blocks: Blocks
    span: Span


class JobSheet(Struct, frozen=True, tag=True):
    """A job sheet in ONISEP's layout: the facts as fields, the prose as sections."""

    identifier: str
    feminine: Inlines
    masculine: Inlines
    other_names: tuple[Inlines, ...]
    rome: tuple[RomeCode, ...]
    level: Inlines
    statuses: tuple[Inlines, ...]
    trainings: tuple[Training, ...]
    interests: tuple[Inlines, ...]
    sections: tuple[SheetSection, ...]
    span: Span


class UnreadBlock(Struct, frozen=True, tag=True):
    """Lines that were not understood: kept as their text, and reported."""

    text: str
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
    | Table
    | Figure
    | ThematicBreak
    | SkillsMatrix
    | ResponsibilityMatrix
    | JobSheet
    | UnreadBlock
)

Blocks: TypeAlias = tuple[Block, ...]
