"""The fonts: which files there are, what they can draw, subsets of them for the web, and the widths of their letters.

The only module that knows fontTools and the font packages. Print sets every character in a font of a package, so that
the same sources give the same bytes on every machine; only the coloured emoji are a font of the machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont


class Face(NamedTuple):
    """One font file of the body family, by what CSS calls it."""

    file: str
    weight: int
    style: str


FACES = (
    Face("SourceSansPro-Light.ttf", 300, "normal"),
    Face("SourceSansPro-Regular.ttf", 400, "normal"),
    Face("SourceSansPro-It.ttf", 400, "italic"),
    Face("SourceSansPro-Semibold.ttf", 600, "normal"),
    Face("SourceSansPro-SemiboldIt.ttf", 600, "italic"),
)


class PrintFace(NamedTuple):
    """A font file of print, by what CSS calls it; `family` is the key of its name in the tokens."""

    family: str
    file: str
    weight: str
    style: str


# In the order in which a character looks for its drawing.
PRINT_FACES = (
    *(PrintFace("body", face.file, str(face.weight), face.style) for face in FACES),
    # Without a weight: one file has them all.
    PrintFace("code_print", "SourceCodePro[wght].ttf", "", "normal"),
    PrintFace("code_print", "SourceCodePro-Italic[wght].ttf", "", "italic"),
    # Arrows, ticks, boxes and other signs that the letters' own fonts lack.
    PrintFace("signs", "DejaVuSans.ttf", "400", "normal"),
)
_FOLDERS = {
    "SourceCodePro[wght].ttf": ("fontpkg_source_code_pro", "files"),
    "SourceCodePro-Italic[wght].ttf": ("fontpkg_source_code_pro", "files"),
    "DejaVuSans.ttf": ("ziafont", "fonts"),
}
# Where machines keep fonts (Debian, Fedora, macOS, a person's own), and the emoji font that setup/install looks for.
MACHINE_FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/Library/Fonts", "~/Library/Fonts"),
)
EMOJI_FAMILY = "Noto Color Emoji"
_EMOJI_FILES = ("NotoColorEmoji*.ttf", "Noto-COLRv1*.ttf")
_FEATURES = ("kern", "liga", "mark", "mkmk", "ccmp", "locl", "sups", "ordn", "tnum", "lnum", "pnum")


@cache
def font_bytes(file: str) -> bytes:
    """Give a font file of its package.

    Raises:
        FileNotFoundError: there is no such file.
    """
    package, folder = _FOLDERS.get(file, ("font_source_sans_pro", "files"))
    return (files(package) / folder / file).read_bytes()


@cache
def _characters(file: str) -> frozenset[int]:
    with TTFont(BytesIO(font_bytes(file)), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def emoji_font() -> Path | None:
    """Give the machine's font of coloured emoji, None where it has none."""
    for folder in MACHINE_FOLDERS:
        for base, _folders, names in os.walk(Path(folder).expanduser(), followlinks=True):
            for name in sorted(names):
                if any(Path(name).match(pattern) for pattern in _EMOJI_FILES):
                    return Path(base) / name
    return None


@cache
def _emoji() -> frozenset[int]:
    file = emoji_font()
    if file is None:
        return frozenset()
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def undrawn(points: Iterable[int]) -> frozenset[int]:
    """Give those of some characters (their numbers) that no font of print has."""
    left = frozenset(points)
    for face in PRINT_FACES:
        if not left:
            return left
        if face.style == "normal" and face.weight in ("400", ""):
            left -= _characters(face.file)
    return left - _emoji() if left else left


def subset_woff2(file: str, characters: Iterable[str], *, kerned: bool = True) -> bytes:
    """Give a font file cut down to `characters` (those it has), in WOFF2; the same bytes each time.

    Without kerning and ligatures it is done ten times as fast: enough for the labels of a drawing.
    """
    wanted = sorted({ord(character) for character in characters} & _characters(file))
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(_FEATURES) if kerned else []
    if not kerned:
        options.drop_tables += ["GPOS", "GSUB", "GDEF"]
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    font = TTFont(BytesIO(font_bytes(file)), recalcTimestamp=False, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


class Digits(NamedTuple):
    """The ten digits of a font: their glyphs, and their common width in thousandths of the size of type."""

    glyphs: tuple[int, ...]
    advance: float


def digits_of(data: bytes, index: int = 0) -> Digits:
    """Give the digits of a font file, or of the font with that place in a collection."""
    with TTFont(BytesIO(data), fontNumber=index, lazy=True) as font:
        names = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
        advance = font["hmtx"][names[0]][0] * 1000 / font["head"].unitsPerEm
        return Digits(tuple(font.getGlyphID(name) for name in names), advance)


def cut(data: bytes, index: int, glyphs: Iterable[int], axes: Mapping[str, float] = MappingProxyType({})) -> bytes:
    """Give a font file with the drawings of some glyphs only, each under its number; the same bytes each time.

    A font that varies is fixed at its place on the `axes`.
    """
    options = subset.Options()
    options.retain_gids = True
    options.ignore_missing_glyphs = True  # those of characters without a drawing have numbers behind the last
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "DSIG", "EBDT", "EBLC", "EBSC", "JSTF", "PCLT", "SVG "]
    options.drop_tables += ["FFTM"]
    font = TTFont(BytesIO(data), fontNumber=index, recalcTimestamp=False, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(gids=sorted(glyphs))
    cutter.subset(font)
    if axes:
        font = instantiateVariableFont(font, dict(axes), static=True)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def blank(widths: Mapping[int, float]) -> bytes:
    """Give a font of empty glyphs with these widths (thousandths), for text that is drawn as pictures."""
    names = [f"g{number}" for number in range(max(widths, default=0) + 1)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names[1:]])
    builder.setupCharacterMap({})
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf(dict.fromkeys(builder.font.getGlyphOrder(), empty))
    builder.setupHorizontalMetrics(
        {name: (round(widths.get(number, 0)), 0) for number, name in enumerate(builder.font.getGlyphOrder())}
    )
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Blank", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


class Widths(NamedTuple):
    """Advance widths of a font in ems, and the width taken for a character it lacks."""

    advances: dict[str, float]
    unknown: float

    def of(self, text: str) -> float:
        """Give the width of a text in ems, kerning left out."""
        get = self.advances.get
        return sum(get(character, self.unknown) for character in text)


@cache
def widths(weight: int = 400) -> Widths:
    """Give the widths of the upright letters of a weight."""
    file = next(face.file for face in FACES if (face.weight, face.style) == (weight, "normal"))
    with TTFont(BytesIO(font_bytes(file)), lazy=True) as font:
        metrics, per_em = font["hmtx"].metrics, font["head"].unitsPerEm
        advances = {chr(code): metrics[name][0] / per_em for code, name in font.getBestCmap().items()}
    return Widths(advances, 1.25)
