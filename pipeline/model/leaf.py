"""Blocks that hold no other blocks: pictures, code, formulas, and what points to something outside the text."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from pipeline.model.inline import CrossReference, Inlines
from pipeline.source import Span

IndexKind: TypeAlias = Literal["names", "rome", "interests", "terms"]


class CodeBlock(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """Code or text to show as it is.

    `numbered` shows line numbers, `wraps` breaks long lines (GitBook's `overflow="wrap"`), `strong` names the
    stretches of `text` that the author put in bold, as (start, end).
    """

    text: str
    language: str
    span: Span
    title: str = ""
    numbered: bool = False
    wraps: bool = False
    strong: tuple[tuple[int, int], ...] = ()


class Figure(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A picture on its own. `asset` is "" when the file is missing: a labelled frame is drawn instead.

    `width` is what the author asked for, in CSS pixels ("300") or as a share of the text ("50%"), "" for none; `dark`
    is the asset to show on a dark screen.
    """

    source: str
    asset: str
    alt: str
    caption: Inlines
    span: Span
    width: str = ""
    dark: str = ""


class Gallery(Struct, frozen=True, gc=False, tag=True):
    """Figures that stand together."""

    figures: tuple[Figure, ...]
    span: Span


class MathBlock(Struct, frozen=True, gc=False, tag=True):
    """A formula on lines of its own, in TeX."""

    text: str
    span: Span


class ContentReference(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A pointer to another page, drawn with the page's title and description (GitBook's `{% content-ref %}`).

    `link` holds one `Link`, or once resolved one `CrossReference`; or the words that stayed of a dead one.
    """

    link: Inlines
    span: Span
    description: Inlines = ()


class Embed(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """Something shown from another site: its address, and the author's words on it."""

    address: str
    span: Span
    caption: Inlines = ()


class Attachment(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A file to take along; `asset` is "" when it is not in the source folder, `size` in bytes (0: not known)."""

    source: str
    asset: str
    name: str
    span: Span
    size: int = 0
    caption: Inlines = ()


class IndexEntry(Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of an index: its words, and the places it leads to (with their page numbers in print).

    Of terms: `main` is the one of its places where it is explained, "" for none; `see` the words that it sends to.
    """

    words: Inlines
    references: tuple[CrossReference, ...]
    code: str = ""
    main: str = ""
    see: Inlines = ()


class IndexGroup(Struct, frozen=True, gc=False):
    """Entries of an index under one title: a letter, a code, a subject."""

    title: Inlines
    entries: tuple[IndexEntry, ...]


class Index(Struct, frozen=True, gc=False, tag=True):
    """An index of the book, made by a pass: by names, by ROME code, by interest, of terms."""

    kind: IndexKind
    groups: tuple[IndexGroup, ...]
    span: Span


class ThematicBreak(Struct, frozen=True, gc=False, tag=True):
    """A break between subjects (`---`)."""

    span: Span


class RomeCode(Struct, frozen=True, gc=False, omit_defaults=True):
    """A code of France Travail's directory of trades (`^[A-N][0-9]{4}$`) and its label where known."""

    code: str
    span: Span
    label: str = ""


class JobName(Struct, frozen=True, gc=False, omit_defaults=True):
    """Another name of a job, as written (`soigneur/euse`), and its two forms where the sheet writes them out."""

    title: Inlines
    span: Span
    feminine: Inlines = ()
    masculine: Inlines = ()


class Training(Struct, frozen=True, gc=False):
    """A course that leads to the job; `identifier` is ONISEP's `FOR.n`, or ""."""

    name: Inlines
    identifier: str
    span: Span


class UnreadBlock(Struct, frozen=True, gc=False, tag=True):
    """Lines that were not understood: kept as their text, and reported."""

    text: str
    span: Span
