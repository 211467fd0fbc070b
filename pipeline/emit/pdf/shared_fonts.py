"""The fonts of a book, written once for all fragments: each with the glyphs that any of them uses.

Fragments name glyphs by their numbers in the font file, which a subset keeps; so the subset of a union serves all
(ISO 32000-1, 9.7: composite fonts; 9.10.3: ToUnicode).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import NamedTuple, TypeAlias

import msgspec

from pipeline.emit.fonts import PRINT_FACES, blank, cut, font_bytes
from pipeline.emit.order import Store, remembered
from pipeline.emit.pdf.fragment import Fragment, Use
from pipeline.emit.pdf.words import words
from pipeline.emit.pdf.writing import Writer

_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_FOOT = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_File: TypeAlias = tuple[str, int, tuple[tuple[str, float], ...]]
_BATCH = 100  # the most that one operator may map


def write_fonts(fragments: Sequence[Fragment], writer: Writer, store: Store) -> int:
    """Write the fonts that fragments use; give the number of the dictionary that names them.

    `store` keeps the files as they were cut.
    """
    faces = {digest: data for fragment in fragments for digest, data in fragment.faces.items()}
    united: dict[str, Use] = {}
    for fragment in fragments:
        for use in fragment.fonts:
            known = united.get(use.name)
            united[use.name] = use if known is None else _united(known, use)
    dictionary = writer.reserve()
    files = _Files(faces, {}, store)
    named = [
        b"/%s %d 0 R" % (name.encode(), _write_font(use, files, united, writer)) for name, use in sorted(united.items())
    ]
    writer.add(dictionary, b"<<%s>>" % b"".join(named))
    return dictionary


def _which(use: Use) -> _File:
    return use.digest, use.index, tuple(sorted(use.axes.items()))


def _united(one: Use, other: Use) -> Use:
    from msgspec.structs import replace

    return replace(one, glyphs={**one.glyphs, **other.glyphs}, widths={**one.widths, **other.widths})


@cache
def _own_files() -> dict[str, str]:
    return {sha256(font_bytes(face.file)).hexdigest(): face.file for face in PRINT_FACES}


class _Files(NamedTuple):
    """The font files: those that are no part of the project, the numbers of those that are written, what was cut."""

    faces: Mapping[str, bytes]
    written: dict[_File, int]
    store: Store


def _data(use: Use, glyphs: tuple[int, ...], files: _Files) -> bytes:
    """Give a font file with the glyphs that are used; what was cut once is kept."""
    if use.is_pictures:
        return blank(use.widths)
    key = msgspec.msgpack.encode(("font", version("fonttools"), *_which(use), glyphs))
    own = _own_files().get(use.digest)

    def made() -> bytes:
        return cut(font_bytes(own) if own else files.faces[use.digest], use.index, glyphs, use.axes)

    return remembered(files.store, key, made)


def _write_font(
    use: Use,
    files: _Files,
    united: Mapping[str, Use],
    writer: Writer,
) -> int:
    """Write a font: the file, its descriptor, the font of its glyphs and what they stand for."""
    same = [one for one in united.values() if _which(one) == _which(use)]
    glyphs = tuple(sorted({glyph for one in same for glyph in one.glyphs}))
    data = _data(use, glyphs, files)
    is_opentype = data[:4] == b"OTTO"
    file = files.written.get(_which(use))
    if file is None:
        file = files.written[_which(use)] = writer.reserve()
        entries = b"/Subtype/OpenType" if is_opentype else b"/Length1 %d" % len(data)
        writer.compressed(file, entries, data)
    unicode, descriptor, inner, outer = (writer.reserve() for _ in range(4))
    writer.compressed(unicode, b"", _to_unicode(use.glyphs))
    metrics = b"".join(b"/%s %g" % (key.encode(), value) for key, value in use.metrics.items())
    box = (0, use.metrics["Descent"], max(use.widths.values(), default=0), use.metrics["Ascent"])
    writer.add(
        descriptor,
        b"<</Type/FontDescriptor/FontName%s/FontFamily%s%s/CapHeight %g/FontBBox[%g %g %g %g]/FontFile%s %d 0 R>>"
        % (use.base.encode(), words(use.family), metrics, box[3], *box, b"3" if is_opentype else b"2", file),
    )
    writer.add(
        inner,
        b"<</Type/Font/Subtype/CIDFontType%s/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/CIDToGIDMap/Identity/W[%s]/FontDescriptor %d 0 R>>"
        % (b"0" if is_opentype else b"2", use.base.encode(), _widths(use.widths), descriptor),
    )
    writer.add(
        outer,
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (use.base.encode(), inner, unicode),
    )
    return outer


def _to_unicode(glyphs: Mapping[int, str]) -> bytes:
    pairs = ((glyph, text.encode("utf-16-be").hex().encode()) for glyph, text in sorted(glyphs.items()))
    lines = [b"<%04x> <%s>" % pair for pair in pairs]
    batches = [lines[at : at + _BATCH] for at in range(0, len(lines), _BATCH)]
    return _HEAD + b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(one), b"\n".join(one)) for one in batches) + _FOOT


def _widths(widths: Mapping[int, float]) -> bytes:
    """Give the widths in runs of neighbours (ISO 32000-1, 9.7.4.3)."""
    runs: list[tuple[int, list[bytes]]] = []
    for glyph, width in sorted(widths.items()):
        if not runs or runs[-1][0] + len(runs[-1][1]) != glyph:
            runs.append((glyph, []))
        runs[-1][1].append(b"%g" % width)
    return b"".join(b"%d[%s]" % (first, b" ".join(run)) for first, run in runs)
