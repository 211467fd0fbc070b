"""The book as a whole: handbook, parts, pages, what a page's front matter says, and the markers."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from pipeline.model.block import Blocks
from pipeline.model.inline import Inlines, Link
from pipeline.model.leaf import Figure
from pipeline.source import Span

PageKind: TypeAlias = Literal["page", "article", "job-sheet", "glossary", "index"]
"""The last two are made by a pass, and have no number."""
MarkerLevel: TypeAlias = Literal["sure", "suspected", "blank"]
MarkerPriority: TypeAlias = Literal["", "high", "low"]


class Unshown(Struct, frozen=True, gc=False, omit_defaults=True):
    """Words of the sources that no output shows as a run of text, on one line, with their place (as a `Text` has)."""

    text: str
    span: Span
    widths: tuple[tuple[int, int], ...] = ()


class Address(Struct, frozen=True, gc=False):
    """A path by which links may name a page besides its file's, as written, and the place that says so."""

    path: str
    span: Span


class Footnote(Struct, frozen=True, gc=False):
    """The text of a footnote, found by its `label`."""

    label: str
    blocks: Blocks
    span: Span


class Record(Struct, frozen=True, gc=False, omit_defaults=True):
    """What an article's front matter says, whatever the generator's names for it (field guide: articles).

    `date` and `updated` are ISO 8601 dates or ""; `language` is a BCP 47 tag or ""; `order` is the author's own rank of
    the page among its neighbours; `addresses` are the paths by which links may name the page besides its file's (its
    slug, its permalink, those it had before), from the source folder where they begin with a slash, else from the
    page's own; a page that `is_draft` is not for the final edition; `others` keeps the keys that have no place here, as
    written, and `unshown` their words with their places, with the title where the page has another at its head.
    """

    subtitle: Inlines = ()
    date: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[Inlines, ...] = ()
    language: str = ""
    order: float | None = None
    addresses: tuple[Address, ...] = ()
    is_draft: bool = False
    others: tuple[tuple[str, str], ...] = ()
    unshown: tuple[Unshown, ...] = ()


class Page(Struct, frozen=True, gc=False, omit_defaults=True):
    """One source file as a page of the book; `children` are the pages that SUMMARY.md nests below it.

    `file` is "" for a page that a pass made. A file of ONISEP's XML makes a page of each of its sheets.
    `id` is unique in the book and stable: it comes from the file's path. `label` is the navigation's own title where
    it differs. `icon` is a Font Awesome name. `cover` is the picture that the front matter names. `aliases` are ids
    that the author gave to its title or to places above its first heading.
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
    aliases: tuple[str, ...] = ()


class Part(Struct, frozen=True, gc=False, omit_defaults=True):
    """A part of the book; the title is empty when the book has no parts. Its pages are the chapters.

    `links` are the addresses outside the book that its table of contents names.
    """

    id: str
    title: Inlines
    chapters: tuple[Page, ...]
    links: tuple[Link, ...] = ()


class Repair(Struct, frozen=True, gc=False, omit_defaults=True):
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


class Marker(Struct, frozen=True, gc=False, omit_defaults=True):
    """One unfinished place.

    `number` counts from 1 in reading order; `text` is the marker as written, `subject` what it speaks of,
    `section` the headings above it from the chapter's title down, `fingerprint` an identity that survives moving
    the text about (kind, normalised text, heading path, ordinal among equals).

    What its author wrote with it: `owner`, who is to see to it; `due`, by when (ISO 8601, "" where none is said);
    `priority`. What the history of the sources tells, where they are a git checkout: `author`, who last changed its
    line, and `since`, the day of that change (ISO 8601); "" where it is not known.
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
    due: str = ""
    priority: MarkerPriority = ""
    author: str = ""
    since: str = ""


class Suppression(Struct, frozen=True, gc=False, omit_defaults=True):
    """An author's comment that says: what stands here is no unfinished place.

    `span` is the comment, `kinds` are the kinds of markers it is about (none: all of them), `reason` is why ("" is
    reported, and suppresses nothing), and it holds for lines `first` to `last` of its file.
    """

    span: Span
    kinds: tuple[str, ...]
    reason: str
    first: int
    last: int


class SuppressedMarker(Struct, frozen=True, gc=False, omit_defaults=True):
    """A marker that its author vouches for: it is not drawn and not counted; `reason` is the author's."""

    marker: Marker
    reason: str


class DeadLink(Struct, frozen=True, gc=False, omit_defaults=True):
    """A link that led nowhere: its words stay in the text, without it. `span` is the whole link as written."""

    span: Span
    target: str


class Identity(Struct, frozen=True, gc=False, omit_defaults=True):
    """What the cover and its back say. `language` is a BCP 47 tag, `date` ISO 8601 or "", `logo` a picture's path."""

    title: str
    language: str = "fr"
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    organisation: str = ""
    version: str = ""
    date: str = ""
    licence: str = ""
    logo: str = ""


class Headword(Struct, frozen=True, gc=False, omit_defaults=True):
    """A word of the book's vocabulary: an acronym, a term of the glossary or of the index, as handbook.yml lists it.

    `key` tells it from the others, whatever is done to its words; an acronym has an `expansion`, in a `language` of
    its own or "" for the book's; `forms` are other ways to write it, and `see` the key of the one that it sends to.
    """

    key: str
    words: Inlines
    span: Span
    expansion: Inlines = ()
    language: str = ""
    definition: Inlines = ()
    forms: tuple[str, ...] = ()
    see: str = ""


class Handbook(Struct, frozen=True, gc=False, omit_defaults=True):
    """The canonical model of one book: everything the emitters need but the pictures' bytes.

    `cover` are the words of the cover that a list or handbook.yml says, with their places; `vocabulary` the words that
    handbook.yml wants explained or listed at the end.
    """

    identity: Identity
    parts: tuple[Part, ...]
    markers: tuple[Marker, ...] = ()
    repairs: tuple[Repair, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    suppressed: tuple[SuppressedMarker, ...] = ()
    dead_links: tuple[DeadLink, ...] = ()
    cover: tuple[Unshown, ...] = ()
    vocabulary: tuple[Headword, ...] = ()
