"""A document of HTML laid out alone and written as a file: what chapters go through, without a book around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.emit.order import Store
from pipeline.emit.pdf.annotations import Comment
from pipeline.emit.pdf.fragment import Job
from pipeline.emit.pdf.layout import lay
from pipeline.emit.pdf.linking import Frame, Said, link
from pipeline.emit.pdf.pagination import Piece
from pipeline.emit.pdf.slots import fragment_sheet, with_room
from pipeline.emit.pdf.writing import Writer

Hear = Callable[[str], None]

# Without a font of the book there would be none at all: those of the machine are not taken.
FACE = '@font-face { font-family: "Source Sans Pro"; src: url(book:fonts/SourceSansPro-Regular.ttf) }\n'
_LETTERS = FACE + '* { font-family: "Source Sans Pro" }\n'


def laid(
    html: str,
    sheet: str,
    hear: Hear,
    files: Mapping[str, tuple[str, bytes]] | None = None,
    comments: Mapping[str, Comment] | None = None,
    *,
    grey: bool = False,
) -> bytes:
    """Give the file; `files` are what its addresses stand for."""
    named = tuple((address, *file) for address, file in (files or {}).items())
    letters = fragment_sheet(_LETTERS + sheet)
    fragment = lay(Job(with_room(html, {}), letters, named, comments=dict(comments or {}), grey=grey))
    for sentence in fragment.told:
        hear(sentence)
    return link([Piece(fragment, 1)], Frame("fr", said_nothing), Store())


def said_nothing(writer: Writer) -> Said:
    """Write empty properties."""
    info = writer.reserve()
    writer.add(info, b"<<>>")
    return Said(info, b"", b"")
