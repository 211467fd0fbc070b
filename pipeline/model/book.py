"""The book as a whole: handbook, parts, pages, what a page's front matter says, and the markers."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from pipeline.model.block import Blocks
from pipeline.model.inline import Inlines, Link
from pipeline.model.leaf import Figure
from pipeline.source import Span

PageKind: TypeAlias = Literal["page", "article", "job-sheet"]
MarkerLevel: TypeAlias = Literal["sure", "suspected", "blank"]


class Footnote(Struct, frozen=True):
    """The text of a footnote, found by its `label`."""

    label: str
    blocks: Blocks
    span: Span


class Record(Struct, frozen=True, omit_defaults=True):
    """What an article's front matter says, whatever the generator's names for it (field guide: articles).

    `date` and `updated` are ISO 8601 dates or ""; `others` keeps the keys that have no place here, as written.
    """

    subtitle: Inlines = ()
    date: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[Inlines, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


class Page(Struct, frozen=True, omit_defaults=True):
    """One source file as a page of the book; `children` are the pages that SUMMARY.md nests below it.

    `id` is unique in the book and stable: it comes from the file's path. `label` is the navigation's own title where
    it differs. `icon` is a Font Awesome name. `cover` is the picture that the front matter names.
    """

    id: str
    file: str
    kind: PageKind
    title: Inlines
    blocks: Blocks
    span: Span
    description: Inlines = ()
    label: Inlines = ()
    icon: str = ""
    cover: Figure | None = None
    record: Record = Record()
    footnotes: tuple[Footnote, ...] = ()
    children: tuple[Page, ...] = ()


class Part(Struct, frozen=True, omit_defaults=True):
    """A part of the book; the title is empty when the book has no parts. Its pages are the chapters.

    `links` are the addresses outside the book that its table of contents names.
    """

    id: str
    title: Inlines
    chapters: tuple[Page, ...]
    links: tuple[Link, ...] = ()


class Repair(Struct, frozen=True, omit_defaults=True, gc=False):
    """One change to an author's text that is more than white space: listed in hygiene.md, never made in silence.

    `rule` is the name by which handbook.yml switches it off; `span` cuts exactly the words `before` (as they stand on
    disk) out of the file, and putting `after` in their place makes the repair there. Where that can't be promised (the
    words are not known as they stand on disk, or writing them could change what stands around them), `is_writable` is
    False: `span` then only shows the place, and `handbook fix` leaves the file as it is.
    """

    rule: str
    span: Span
    before: str
    after: str
    is_writable: bool = True


class Marker(Struct, frozen=True, omit_defaults=True):
    """One unfinished place.

    `number` counts from 1 in reading order; `text` is the marker as written, `subject` what it speaks of,
    `section` the headings above it from the chapter's title down, `fingerprint` an identity that survives moving
    the text about (kind, normalised text, heading path, ordinal among equals).
    """

    number: int
    kind: str
    level: MarkerLevel
    span: Span
    text: str
    subject: str
    section: tuple[str, ...]
    page: str
    fingerprint: str
    owner: str = ""


class Identity(Struct, frozen=True, omit_defaults=True):
    """What the cover says. `language` is a BCP 47 tag, `date` ISO 8601 or ""."""

    title: str
    language: str = "fr"
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    organisation: str = ""
    version: str = ""
    date: str = ""


class Handbook(Struct, frozen=True, omit_defaults=True):
    """The canonical model of one book: everything the emitters need but the pictures' bytes."""

    identity: Identity
    parts: tuple[Part, ...]
    markers: tuple[Marker, ...] = ()
    repairs: tuple[Repair, ...] = ()
