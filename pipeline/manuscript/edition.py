"""What a file made by us says of itself: which words stood where in the sources when it was made.

It is kept in the file and in the build's cache, under the edition's identity, as compressed JSON.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
from typing import Final

import msgspec
from msgspec import Struct

from pipeline.source import Span

# Where an edition lies in a Word file, a custom XML part (ISO/IEC 29500-1, 22.5), and the name of the property that
# holds its identity, in Word and in OpenDocument; there the edition itself is a property too.
NAMESPACE: Final = "urn:handbook:edition"
IDENTITY: Final = "Handbook edition"
CARRIED: Final = "Handbook edition data"
# The beginning of the names of our anchors; a low line first hides a bookmark in Word's own list.
ANCHOR: Final = "_hb_"
_LARGEST: Final = 256 * 2**20  # bytes of JSON: a hundred handbooks
_DIGITS: Final = 8


class Source(Struct, frozen=True, array_like=True):
    """The words of one anchor: their place in the sources, and the digest of their text (see `digest`)."""

    span: Span
    digest: str


class Printed(Struct, frozen=True, array_like=True):
    """A paragraph as it was made: its text, and its anchors as (name, start, end)."""

    text: str
    anchors: tuple[tuple[str, int, int], ...] = ()


class Edition(Struct, frozen=True):
    """An edition.

    `draft`: it shows its markers. `paragraphs` are those of `Manuscript.paragraphs` when the file was made, `sources`
    the places of the anchors by name, `comments` our own as (author, text).
    """

    title: str
    draft: bool
    paragraphs: tuple[Printed, ...]
    sources: dict[str, Source]
    comments: tuple[tuple[str, str], ...] = ()


def digest(text: str) -> str:
    """Give eight digits that stand for a text, whatever its spaces are."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def anchor_name(number: int, text: str) -> str:
    """Give the name of an anchor: its number in its file, and the digest of its words."""
    return f"{ANCHOR}{number}_{digest(text)}"


def packed(edition: Edition) -> bytes:
    """Give an edition as bytes; the same for the same edition."""
    return zlib.compress(msgspec.json.encode(edition), 9)


def unpacked(data: bytes) -> Edition | None:
    """Give the edition of `packed`, None for anything else, or for what is larger than any handbook."""
    stream = zlib.decompressobj()
    try:
        plain = stream.decompress(data, _LARGEST)
        if stream.unconsumed_tail:
            return None
        return msgspec.json.decode(plain, type=Edition)
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError):
        return None


def identity(data: bytes) -> str:
    """Give the identity of a packed edition."""
    return sha256(data).hexdigest()[:16]


def cache_key(known: str) -> bytes:
    """Give the key of an edition in the build's cache, by its identity."""
    return b"edition " + known.encode()
