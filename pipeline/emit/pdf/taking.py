"""Taking a fragment out of what WeasyPrint drew: its objects, without what the book makes once for all fragments."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from pipeline.emit.fonts import Digits
from pipeline.emit.pdf.fragment import Bookmark, Fragment, Sheet, Slot, Use, key_token, loosened
from pipeline.emit.pdf.slots import Hole

POINTS = 72 / 96  # in a CSS pixel
_PRINTED = 4  # ISO 32000-1, table 165
_LEFT_OUT = ("Contents", "Parent", "StructParents")


def taken(pdf: Any, document: Any, digits: Mapping[str, Digits], own_faces: frozenset[str]) -> Fragment:
    """Take the fragment out of a `pydyf.PDF` that holds a drawn document and its tags.

    `digits` are those of the fonts in which page numbers are written; `own_faces` are the digests of the font files
    that the book has anyway.
    """
    by_number = {f"{one.number} 0 R".encode(): one for one in pdf.objects[1:]}
    root = by_number[_bytes(pdf.catalog["StructTreeRoot"])]
    top = by_number[_bytes(root["K"][0])]
    tree = by_number[_bytes(root["ParentTree"])]
    pages = [by_number[reference] for reference in pdf.page_references]
    contents = {by_number[page["Contents"]].number for page in pages}
    annotations = [by_number[_bytes(number)] for number in tree["Nums"][1::2][len(pages) :]]
    _open_keys(pdf)
    left_out = {one.number for one in (pdf.pages, pdf.info, pdf.catalog, root, top, tree, *pages)} | contents
    objects, streams = [], {}
    for one in pdf.objects[1:]:
        if one.number is not None and one.number not in left_out:
            if hasattr(one, "stream"):
                head, data = _parted(one)
                objects.append((one.number, b"s" + loosened(head)))
                streams[one.number] = data
            else:
                objects.append((one.number, b"o" + loosened(one.data)))
    uses, faces = _fonts(document, digits, own_faces)
    return Fragment(
        objects=tuple(objects),
        streams=streams,
        pages=tuple(_sheet(page, by_number[page["Contents"]]) for page in pages),
        places=_places(pdf, document),
        tags=tuple(by_number[_bytes(kid)].number for kid in top["K"]),
        document=top.number,
        pages_root=pdf.pages.number,
        page_tags=tuple(loosened(b"[%s]" % b" ".join(map(_bytes, keys))) for keys in tree["Nums"][1::2][: len(pages)]),
        annotation_tags=tuple(one.number for one in annotations),
        identifiers=tuple(_identifiers(root, by_number)),
        bookmarks=tuple(_bookmarks(document)),
        fonts=uses,
        faces=faces,
        fonts_object=pdf.fonts_number,
        told=(),
    )


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    return value.data if hasattr(value, "data") else str(value).encode("ascii")


def _open_keys(pdf: Any) -> None:
    """Leave open the keys of annotations in the tree of tags: they come behind those of all pages of the book.

    Every annotation is printed, and none hidden (ISO 19005-3, 6.3.2).
    """
    first = pdf.pages["Count"]
    for one in pdf.objects[1:]:
        if isinstance(one, dict) and one.get("Type") == "/Annot":
            one["F"] = _PRINTED
        if isinstance(one, dict) and "StructParent" in one:
            one["StructParent"] = key_token(one["StructParent"] - first)


def _parted(stream: Any) -> tuple[bytes, bytes]:
    """Give the dictionary of a stream and its data, compressed where that was asked for."""
    joined = b"\n".join(map(_bytes, stream.stream))
    extra = dict(stream.extra)
    if stream.compress and "Filter" not in extra:
        extra["Filter"] = b"/FlateDecode"
        joined = zlib.compress(joined, 6)
    extra["Length"] = len(joined)
    return _dictionary(extra), joined


def _dictionary(entries: Mapping[str, Any]) -> bytes:
    return b"<<" + b"".join(b"/%s %s" % (key.encode(), _number(value)) for key, value in entries.items()) + b">>"


def _number(value: Any) -> bytes:
    if isinstance(value, float):
        return f"{value:f}".rstrip("0").rstrip(".").encode()
    return _bytes(value)


def _sheet(page: Any, stream: Any) -> Sheet:
    entries = {key: value for key, value in page.items() if key not in _LEFT_OUT}
    parts: list[bytes | Slot] = []
    waiting: list[bytes] = []
    for item in stream.stream:
        if isinstance(item, Hole):
            parts += [zlib.compress(b"\n".join(waiting), 6), item.slot]
            waiting = []
        else:
            waiting.append(_bytes(item) if not isinstance(item, float) else _number(item))
    parts.append(zlib.compress(b"\n".join(waiting), 6))
    return Sheet(page.number, loosened(_dictionary(entries)), tuple(parts))


def _places(pdf: Any, document: Any) -> dict[str, tuple[int, float, float]]:
    places: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document.pages):
        for name, (left, top, _right, _bottom) in page.anchors.items():
            places.setdefault(name, (number, round(left * POINTS, 3), round((page.height - top) * POINTS, 3)))
    return places


def _identifiers(root: Any, by_number: Mapping[bytes, Any]) -> Iterator[tuple[bytes, int]]:
    """Give the elements with a name."""
    if "IDTree" not in root:
        return
    names = root["IDTree"]["Names"]
    for name, reference in zip(names[::2], names[1::2], strict=True):
        yield _bytes(name), by_number[_bytes(reference)].number


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    for number, page in enumerate(document.pages):
        for level, label, (left, top), state in page.bookmarks:
            yield Bookmark(
                level,
                label,
                number,
                round(left * POINTS, 3),
                round((page.height - top) * POINTS, 3),
                state != "closed",
            )


def _fonts(
    document: Any, digits: Mapping[str, Digits], own_faces: frozenset[str]
) -> tuple[tuple[Use, ...], dict[str, bytes]]:
    uses, faces = [], {}
    for font in document.fonts.values():
        data = font.file_content
        digest = sha256(data).hexdigest()
        is_pictures = bool(font.png or font.svg or font.colr)
        if digest not in own_faces and not is_pictures:
            faces[digest] = data
        uses.append(_use(font, digest, is_pictures, digits.get(font.hash)))
    return tuple(uses), faces


def _use(font: Any, digest: str, is_pictures: bool, digits: Digits | None) -> Use:
    glyphs, widths = dict(font.to_unicode), dict(font.widths)
    for value, glyph in enumerate(digits.glyphs if digits else ()):
        glyphs.setdefault(glyph, str(value))
        widths.setdefault(glyph, round(digits.advance) if digits else 0)
    return Use(
        name=font.hash,
        base=font.name.decode(),
        family=font.family,
        digest=digest,
        index=font.index,
        axes=_axes(font),
        is_pictures=is_pictures,
        glyphs=glyphs,
        widths=widths,
        metrics={
            "Flags": font.flags,
            "ItalicAngle": font.italic_angle,
            "Ascent": font.ascent,
            "Descent": font.descent,
            "StemV": font.stemv,
            "StemH": font.stemh,
        },
    )


def _axes(font: Any) -> dict[str, float]:
    """Give where a font that varies stands on its axes."""
    if "fvar" not in font.tables:
        return {}
    return {"wght": float(font.weight), **font.variations}
