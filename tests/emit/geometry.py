"""The geometry of a finished PDF, read back letter by letter: what stands outside the margins, on others, too small."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2

from pipeline.emit.look import look

_POINTS = 72 / 25.4
_FRONT = 3  # the pages before the first chapter: cover, colophon, contents
_SLACK = 1.0  # points: what a letter may reach out of its place (an italic, an accent)
_PIXEL = 0.75  # WeasyPrint counts in CSS pixels
_RAISED = 0.72  # of the type around it: the end of an ordinal
_FOLIO = re.compile(r"\d+")
_BUCKET = 12.0
_LIGATURE = 2  # letters drawn as one have one rectangle: ff, fi, ffi


class Letter(NamedTuple):
    """A letter: its rectangle in points, from the lower left corner of its page, and the size of its type.

    `number` is its place in the text of the page.
    """

    number: int
    sign: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


class Sheet(NamedTuple):
    """A page after the front: its number, its size, its letters."""

    number: int
    width: float
    height: float
    letters: tuple[Letter, ...]

    def body(self) -> tuple[float, float, float, float]:
        """Give left, bottom, right and top of the page without its margins."""
        page = look().tokens["page"]
        left, right = (page[side] * _POINTS for side in ("inner", "outer"))
        return left, page["bottom"] * _POINTS, self.width - right, self.height - page["top"] * _POINTS


def sheets(data: bytes, front: int = _FRONT) -> Iterator[Sheet]:
    """Read the pages of a book behind its front."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document, start=1):
            if number > front:
                width, height = page.get_size()
                yield Sheet(number, width, height, tuple(_letters(page.get_textpage())))
    finally:
        document.close()


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        sign = text.get_text_range(place, 1)
        if right > left and sign.strip():
            size = pypdfium2.raw.FPDFText_GetFontSize(text, place) * _PIXEL
            yield Letter(place, sign, left, bottom, right, top, size)


def stray(data: bytes) -> list[tuple[int, str]]:
    """Give the letters of each page that stand neither between its margins nor in its running head or foot."""
    found = []
    for sheet in sheets(data):
        left, bottom, right, _top = sheet.body()
        foot = "".join(one.sign for one in sheet.letters if one.top < bottom)
        out = [
            one.sign
            for one in sheet.letters
            if one.left < left - _SLACK
            or one.right > right + _SLACK
            or one.top > sheet.height
            or (one.bottom < bottom - _SLACK and one.top > bottom)
        ]
        if out or (foot and not _FOLIO.fullmatch(foot)):
            found.append((sheet.number, "".join(out) or foot))
    return found


def piled(data: bytes) -> list[tuple[int, str]]:
    """Give the pairs of letters that stand on each other, with their page."""
    found = []
    for sheet in sheets(data):
        buckets: dict[tuple[int, int], list[Letter]] = defaultdict(list)
        for letter in sheet.letters:
            here = int(letter.left // _BUCKET), int(letter.bottom // _BUCKET)
            near = ((here[0] + x, here[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
            found += [
                (sheet.number, f"{other.sign}{letter.sign}")
                for place in near
                for other in buckets.get(place, ())
                if letter.number - other.number > _LIGATURE and _share(letter, other) > 0.4
            ]
            buckets[here].append(letter)
    return found


def _share(one: Letter, other: Letter) -> float:
    """Give how much of the smaller letter the other covers."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    if width <= 0 or height <= 0:
        return 0.0
    areas = ((each.right - each.left) * (each.top - each.bottom) for each in (one, other))
    return width * height / min(areas)


def smallest(data: bytes) -> float:
    """Give the smallest type of the pages behind the front, in points; running heads and raised letters left out."""
    sizes = {
        one.size
        for sheet in sheets(data)
        for one in sheet.letters
        if sheet.body()[1] <= one.bottom and one.top <= sheet.body()[3]
    }
    raised = {size for size in sizes if any(abs(size - _RAISED * other) < 0.02 for other in sizes)}
    return min(sizes - raised, default=float("inf"))
