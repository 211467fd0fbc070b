"""A fragment: one chapter laid out alone, its PDF objects not yet numbered, ready to be linked into a book.

What a fragment cannot know is left open in it: the numbers of objects (tokens, see `references`), the keys of its
pages and annotations in the tree of tags, and the page numbers that it prints (`Slot`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from msgspec import Struct

from pipeline.emit.pdf.annotations import Comment

# In the bytes of an object: "\0 12 \0" stands for a reference to the fragment's own object 12, "\1 3 \1" for the key of
# its annotation 3 in the tree of tags. Neither byte can stand in an object otherwise.
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|\b(\d+) 0 R\b", re.DOTALL)
_TOKEN = re.compile(rb"\x00(\d+)\x00")
_KEY = re.compile(rb"\x01(\d+)\x01")


class Job(Struct, frozen=True):
    """What a fragment is made of, and nothing else: the same job gives the same fragment.

    Attributes:
        html: the document.
        sheet: its style.
        files: what its addresses stand for: address, media type, bytes.
        side: millimetres of the outer column.
        comments: those of a draft, by the anchor of their marker.
        day: ISO date, for fonts that want one.
        grey: it is drawn in shades of grey.
        version: of the libraries that lay out; another one gives other fragments.
    """

    html: str
    sheet: str
    files: tuple[tuple[str, str, bytes], ...] = ()
    side: float = 0.0
    comments: dict[str, Comment] = {}
    day: str = "1980-01-01"
    grey: bool = False
    version: str = ""


class Slot(Struct, frozen=True):
    """An operator that shows a page number, to be written when the number is known.

    Attributes:
        target: the named place whose page is meant, "" for the page itself.
        before, behind: the operator around the digits.
        glyphs: the codes of the ten digits, in hexadecimal.
        digits: for how many digits there is room.
        advance: the width of a digit, in thousandths of the size of type.
        is_right: the number ends where its room ends; else it has to fill its room exactly, or begins where its room
            begins where there is more than enough.
        is_exact: the text goes on behind it.
    """

    target: str
    before: bytes
    behind: bytes
    glyphs: tuple[str, ...]
    digits: int
    advance: float
    is_right: bool = False
    is_exact: bool = False


class Sheet(Struct, frozen=True):
    """A page: its dictionary without contents and tags, its contents in turn (compressed), and its own anchors."""

    number: int
    dictionary: bytes
    contents: tuple[bytes | Slot, ...]


class Bookmark(Struct, frozen=True):
    """A line of the outline: its level from 1, and the place in points from the lower left corner of a page."""

    level: int
    label: str
    page: int
    left: float
    top: float
    is_open: bool


class Use(Struct, frozen=True):
    """How a fragment uses a font.

    Attributes:
        name: the key in the resources of pages.
        base: the name in the file.
        digest: of the font file.
        index: the font's place in a collection.
        axes: where a font that varies stands on its axes (ISO/IEC 14496-22, fvar).
        is_pictures: its glyphs are drawn as pictures; the font only says what they are.
        glyphs: the text that each glyph stands for.
        widths: advance of each glyph, in thousandths.
        metrics: what a descriptor says (ISO 32000-1, table 122).
    """

    name: str
    base: str
    family: str
    digest: str
    index: int
    axes: dict[str, float]
    is_pictures: bool
    glyphs: dict[int, str]
    widths: dict[int, float]
    metrics: dict[str, float]


class Fragment(Struct, frozen=True):
    """A chapter laid out.

    Attributes:
        objects: number and bytes of each object; the first byte tells a stream's dictionary from other objects.
        streams: the data of the streams, by the number of their object.
        pages: in order.
        places: named places: page, left, top (points).
        tags: the numbers of the elements that hang from the root of the tree of tags.
        document: the number that stands for that root in the objects.
        pages_root: the number that stands for the root of the pages.
        page_tags: for each page, what the numbered pieces of its contents belong to (bytes with references).
        annotation_tags: the element of each tagged annotation.
        identifiers: the elements with a name.
        bookmarks: in order.
        fonts: those that are used.
        faces: font files that are no part of the project, by digest.
        fonts_object: the number that stands for the dictionary of fonts.
        told: what the layout had to say.
        openings: the first words of each page, a line for each piece of text.
    """

    objects: tuple[tuple[int, bytes], ...]
    streams: dict[int, bytes]
    pages: tuple[Sheet, ...]
    places: dict[str, tuple[int, float, float]]
    tags: tuple[int, ...]
    document: int
    pages_root: int
    page_tags: tuple[bytes, ...]
    annotation_tags: tuple[int, ...]
    identifiers: tuple[tuple[bytes, int], ...]
    bookmarks: tuple[Bookmark, ...]
    fonts: tuple[Use, ...]
    faces: dict[str, bytes]
    fonts_object: int
    told: tuple[str, ...]
    openings: tuple[str, ...] = ()


def pack(value: Job | Fragment) -> bytes:
    """Give a job or a fragment as bytes."""
    return msgspec.msgpack.encode(value)


def unpack_job(data: bytes) -> Job:
    """Read a job."""
    return msgspec.msgpack.decode(data, type=Job)


def unpack(data: bytes) -> Fragment:
    """Read a fragment.

    Raises:
        msgspec.ValidationError: it is none (what was kept by another version).
    """
    return msgspec.msgpack.decode(data, type=Fragment)


def loosened(data: bytes) -> bytes:
    """Give the bytes of an object with tokens in place of its references, those in strings of words left alone."""
    return _REFERENCE.sub(lambda found: b"\0%s\0" % found[1] if found[1] else found[0], data)


def bound(data: bytes, reference: Callable[[int], bytes], first_key: int = 0) -> bytes:
    """Give the bytes with the references and keys of a book."""
    data = _TOKEN.sub(lambda found: reference(int(found[1])), data)
    return _KEY.sub(lambda found: b"%d" % (first_key + int(found[1])), data) if b"\1" in data else data


def key_token(number: int) -> bytes:
    """Give the token for the key of an annotation."""
    return b"\1%d\1" % number
