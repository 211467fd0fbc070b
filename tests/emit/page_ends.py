"""How pages of print end, by the sizes of the letters on them: no tags, no marks of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw

HEAD, OPENING = 11.5, 18.0  # points: headings of sections are larger than the first, titles of pages than the second
_FOOT = 26 * 72 / 25.4  # points: below it stands the folio
_TOP = 20 * 72 / 25.4  # points: above it stand the running heads


def _letters(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float]]:
    """Give (foot, size) in points of each letter of a page, without its running heads and folio."""
    text = page.get_textpage()
    for number in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(number)
        if right - left > 0.5 and bottom > _FOOT and top < page.get_height() - _TOP:
            matrix = pypdfium2.raw.FS_MATRIX()
            pypdfium2.raw.FPDFText_GetMatrix(text.raw, number, matrix)
            yield bottom, pypdfium2.raw.FPDFText_GetFontSize(text.raw, number) * abs(matrix.d)


def last_sizes(data: bytes) -> list[float]:
    """Give, for each page, the size of the lowest letters: 0 where it has none."""
    return [min(_letters(page), default=(0.0, 0.0))[1] for page in pypdfium2.PdfDocument(data)]


def headings_at_the_foot(data: bytes) -> list[int]:
    """Give the numbers of the pages, the cover aside, that end with a heading though the next goes on with the text."""
    document = pypdfium2.PdfDocument(data)
    largest = [max((size for _foot, size in _letters(page)), default=OPENING) for page in document]
    sizes = last_sizes(data)
    return [
        number
        for number, (size, behind) in enumerate(zip(sizes, largest[1:], strict=False), start=1)
        if number > 1 and size > HEAD and behind < OPENING
    ]
