"""Linking fragments into a PDF file: numbers of objects and pages, shared fonts and pictures, tags, outline, names."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from pipeline.emit.order import Store
from pipeline.emit.pdf.cutting import Marks, boxes
from pipeline.emit.pdf.fragment import Fragment, Sheet, bound
from pipeline.emit.pdf.outlining import write_outlines
from pipeline.emit.pdf.pagination import Piece, folios
from pipeline.emit.pdf.shared_fonts import write_fonts
from pipeline.emit.pdf.slots import written
from pipeline.emit.pdf.words import words
from pipeline.emit.pdf.writing import Writer

_MOST_PIECES = 3  # of the contents of a page: more are joined


class Said(NamedTuple):
    """What a file says of itself: the number of its properties, entries of its catalogue, entries of its names."""

    info: int
    catalogue: bytes
    names: bytes


class Frame(NamedTuple):
    """What is around the pages: the language, what writes what the file says of itself, whether there are marks."""

    language: str
    write: Callable[[Writer], Said]
    is_marked: bool = False


class _Sharing(NamedTuple):
    """What fragments have in common: the streams that are written already, by their content; marks for cutting."""

    streams: dict[bytes, int]
    fonts: int
    marks: Marks | None


class _Linked(NamedTuple):
    """The numbers of a fragment in the file: its objects, its pages, and its first key in the tree of tags."""

    objects: Mapping[int, int]
    pages: Sequence[int]
    key: int


def link(pieces: Sequence[Piece], frame: Frame, store: Store) -> bytes:
    """Give the file. The same bytes for the same pieces and the same frame."""
    writer = Writer()
    pages_root, tags_root, document, tree = (writer.reserve() for _ in range(4))
    numbers = folios(pieces)
    fonts = write_fonts([piece.fragment for piece in pieces], writer, store)
    sharing = _Sharing({}, fonts, Marks(writer) if frame.is_marked else None)
    total = pieces[-1].first + len(pieces[-1].fragment.pages) - 1 if pieces else 0
    sheets = [writer.reserve() for _ in range(total)]
    linked: list[_Linked] = []
    key = total
    for piece in pieces:
        own = _numbered(piece, writer, sharing, sheets, document, pages_root, key)
        linked.append(own)
        _write_objects(piece.fragment, own, writer, sharing)
        for place, sheet in enumerate(piece.fragment.pages):
            _write_page(sheet, piece.first + place, own, numbers, (pages_root, sharing.marks), writer)
        key += len(piece.fragment.annotation_tags)
    _write_blanks(pieces, sheets, (pages_root, sharing.marks), writer)
    kids = b" ".join(b"%d 0 R" % sheet for sheet in sheets)
    writer.add(pages_root, b"<</Type/Pages/Count %d/Kids[%s]>>" % (total, kids))
    _write_tags(pieces, linked, (tags_root, document, tree), frame.language, writer)
    outlines = write_outlines(pieces, sheets, writer)
    places = _names(pieces, sheets)
    said = frame.write(writer)
    catalogue = writer.reserve()
    writer.add(
        catalogue,
        b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>/Lang%s"
        b"/ViewerPreferences<</DisplayDocTitle true>>/PageMode/UseOutlines/PageLabels<</Nums[0<</S/D>>]>>%s%s%s>>"
        % (
            *(pages_root, tags_root, words(frame.language)),
            outlines,
            b"/Names<</Dests<</Names[%s]>>%s>>" % (places, said.names),
            said.catalogue,
        ),
    )
    return writer.finish(catalogue, said.info)


def _numbered(
    piece: Piece,
    writer: Writer,
    sharing: _Sharing,
    sheets: Sequence[int],
    document: int,
    pages_root: int,
    key: int,
) -> _Linked:
    fragment = piece.fragment
    numbers = {fragment.document: document, fragment.pages_root: pages_root, fragment.fonts_object: sharing.fonts}
    own = sheets[piece.first - 1 : piece.first - 1 + len(fragment.pages)]
    numbers.update(zip((sheet.number for sheet in fragment.pages), own, strict=True))
    first = writer.reserve(len(fragment.objects))
    for place, (number, _data) in enumerate(fragment.objects):
        numbers.setdefault(number, first + place)
    return _Linked(numbers, own, key)


def _write_objects(fragment: Fragment, own: _Linked, writer: Writer, sharing: _Sharing) -> None:
    """Write the objects of a fragment; pictures that stand in the file already are pointed to."""
    numbers = dict(own.objects)
    pending: list[tuple[int, bytes]] = []
    for number, data in fragment.objects:
        if data[:1] == b"s" and b"\0" not in data:
            _share(number, data[1:], fragment, numbers, writer, sharing)
        else:
            pending.append((number, data))
    masked = [one for one in pending if b"/SMask\0" in one[1].replace(b" ", b"")]
    for number, data in masked:
        _share(number, bound(data[1:], lambda local: b"%d 0 R" % numbers[local]), fragment, numbers, writer, sharing)
    done = {number for number, _data in masked}
    for number, data in pending:
        if number in done or number == fragment.fonts_object:
            continue
        whole = bound(data[1:], lambda local: b"%d 0 R" % numbers[local], own.key)
        if data[:1] == b"s":
            writer.stream(numbers[number], whole, fragment.streams[number])
        else:
            writer.add(numbers[number], whole)


def _share(
    number: int, head: bytes, fragment: Fragment, numbers: dict[int, int], writer: Writer, sharing: _Sharing
) -> None:
    data = fragment.streams[number]
    content = sha256(head + b"\n" + data).digest()
    known = sharing.streams.get(content)
    if known is None:
        sharing.streams[content] = numbers[number]
        writer.stream(numbers[number], head, data)
    else:
        numbers[number] = known


def _write_page(
    sheet: Sheet,
    number: int,
    own: _Linked,
    numbers: Mapping[str, int],
    around: tuple[int, Marks | None],
    writer: Writer,
) -> None:
    parts = [
        one if isinstance(one, bytes) else written(one, numbers.get(one.target, number) if one.target else number)
        for one in sheet.contents
    ]
    if len(parts) > _MOST_PIECES:
        whole = b"\n".join(
            zlib.decompress(part) if isinstance(one, bytes) else part
            for one, part in zip(sheet.contents, parts, strict=True)
        )
        streams = [(zlib.compress(whole, 6), True)]
    else:
        streams = [(part, isinstance(one, bytes)) for one, part in zip(sheet.contents, parts, strict=True)]
    contents = [writer.reserve() for _ in streams]
    for one, (data, is_packed) in zip(contents, streams, strict=True):
        packed = b"/Filter/FlateDecode" if is_packed else b""
        writer.stream(one, b"<<%s/Length %d>>" % (packed, len(data)), data)
    pages_root, marks = around
    entries = bound(sheet.dictionary, lambda local: b"%d 0 R" % own.objects[local])
    if marks is not None:
        entries, drawn = marks.around(entries)
        contents.insert(0, drawn)
    references = b" ".join(b"%d 0 R" % one for one in contents)
    writer.add(
        own.objects[sheet.number],
        entries[:-2] + b"/Parent %d 0 R/StructParents %d/Contents[%s]>>" % (pages_root, number - 1, references),
    )


def _write_blanks(
    pieces: Sequence[Piece], sheets: Sequence[int], around: tuple[int, Marks | None], writer: Writer
) -> None:
    """Write the empty pages before those that have to be right pages, as large as these."""
    pages_root, marks = around
    for before, piece in pairwise(pieces):
        last = before.first + len(before.fragment.pages)
        for number in range(last, piece.first):
            entries = b"<</Type/Page%s/Resources<<>>/Tabs/S>>" % boxes(piece.fragment.pages[0].dictionary)
            contents = b""
            if marks is not None:
                entries, drawn = marks.around(entries)
                contents = b"/Contents %d 0 R" % drawn
            writer.add(sheets[number - 1], entries[:-2] + b"/Parent %d 0 R%s>>" % (pages_root, contents))


def _write_tags(
    pieces: Sequence[Piece],
    linked: Sequence[_Linked],
    numbers: tuple[int, int, int],
    language: str,
    writer: Writer,
) -> None:
    """Write the root of the tree of tags and what it maps."""
    root, document, tree = numbers
    kids = b" ".join(
        b"%d 0 R" % own.objects[tag] for piece, own in zip(pieces, linked, strict=True) for tag in piece.fragment.tags
    )
    writer.add(
        document,
        b"<</Type/StructElem/S/Document/P %d 0 R/Lang%s/K[%s]>>" % (root, words(language), kids),
    )
    writer.add(tree, b"<</Nums[%s]>>" % b" ".join(_keys(pieces, linked)))
    names = sorted(
        (name, own.objects[tag])
        for piece, own in zip(pieces, linked, strict=True)
        for name, tag in piece.fragment.identifiers
    )
    identifiers = b"/IDTree<</Names[%s]>>" % b" ".join(b"%s %d 0 R" % one for one in names) if names else b""
    writer.add(
        root,
        b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R%s>>" % (document, tree, identifiers),
    )


def _keys(pieces: Sequence[Piece], linked: Sequence[_Linked]) -> Iterator[bytes]:
    """Give what each page and each annotation belongs to, by their keys in order."""
    for piece, own in zip(pieces, linked, strict=True):
        for place, tags in enumerate(piece.fragment.page_tags):
            inside = bound(tags, lambda local, own=own: b"%d 0 R" % own.objects[local])  # type: ignore[misc]
            yield b"%d %s" % (piece.first - 1 + place, inside)
    for piece, own in zip(pieces, linked, strict=True):
        for place, tag in enumerate(piece.fragment.annotation_tags):
            yield b"%d %d 0 R" % (own.key + place, own.objects[tag])


def _names(pieces: Sequence[Piece], sheets: Sequence[int]) -> bytes:
    places: dict[str, bytes] = {}
    for piece in pieces:
        for name, (page, left, top) in piece.fragment.places.items():
            where = b"[%d 0 R/XYZ %g %g 0]" % (sheets[piece.first - 1 + page], left, top)
            places.setdefault(name, where)
    return b" ".join(words(name) + place for name, place in sorted(places.items()))
