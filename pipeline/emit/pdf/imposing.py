"""A booklet: the pages of a book two by two on larger sheets, so that the stapled and folded pile is the book.

A print file: the pages are drawn as they are, without tags, links and bookmarks. The book to be read is the PDF itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

import pikepdf

_POINTS = 72 / 25.4
_WIDTH, _HEIGHT = 297 * _POINTS, 210 * _POINTS  # A4 on its side
THICKEST = 80  # pages: twenty sheets are as many as an office staples and folds
_FOLDED = 4  # pages on a sheet that is folded once


class Booklet(NamedTuple):
    """The sheets as a file, and how many pages of the book are on them."""

    data: bytes
    pages: int


def imposition(count: int) -> Iterator[tuple[int, int]]:
    """Give the left and right page of each side of the sheets, from 1, for `count` pages; 0 is an empty page.

    The outermost sheet comes first, its outside before its inside. What is missing to whole sheets is left empty at
    the end.
    """
    total = -(-count // _FOLDED) * _FOLDED
    for side in range(total // 2):
        low, high = side + 1, total - side
        pair = (high, low) if side % 2 == 0 else (low, high)
        yield tuple(page if page <= count else 0 for page in pair)  # type: ignore[misc]


def booklet(data: bytes, told: Mapping[str, str]) -> Booklet:
    """Give the sheets of a book, the same bytes for the same book; `told` is what the file says of itself."""
    with pikepdf.open(BytesIO(data)) as book, pikepdf.new() as sheets:
        forms = [sheets.copy_foreign(page.as_form_xobject()) for page in book.pages]
        for pair in imposition(len(forms)):
            _add_side(sheets, [forms[page - 1] if page else None for page in pair])
        for name, words in told.items():
            sheets.docinfo[f"/{name}"] = words
        # Whoever prints it without a thought gets it right (ISO 32000-1, table 150).
        sheets.Root.ViewerPreferences = pikepdf.Dictionary(
            PrintScaling=pikepdf.Name("/None"), Duplex=pikepdf.Name("/DuplexFlipShortEdge")
        )
        out = BytesIO()
        sheets.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Booklet(out.getvalue(), len(forms))


def _add_side(sheets: pikepdf.Pdf, pair: Sequence[pikepdf.Object | None]) -> None:
    """Add a side of a sheet."""
    side = sheets.add_blank_page(page_size=(_WIDTH, _HEIGHT))
    drawn, shown = [], pikepdf.Dictionary()
    for place, form in enumerate(pair):
        if form is not None:
            name = f"/Page{place}"
            shown[name] = form
            matrix = b" ".join(b"%.3f" % number for number in _matrix([float(edge) for edge in form.BBox], place))
            drawn.append(b"q %s cm %s Do Q" % (matrix, name.encode()))
    side.Resources = pikepdf.Dictionary(XObject=shown)
    side.Contents = sheets.make_stream(b"\n".join(drawn))


def _matrix(box: Sequence[float], place: int) -> tuple[float, ...]:
    """Give how a page is put on the left (0) or right (1) half, against the fold; a page on its side is turned."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    if width > height:
        start = _WIDTH / 2 + (height if place else 0)
        return 0, 1, -1, 0, start + bottom, (_HEIGHT - width) / 2 - left
    start = _WIDTH / 2 - (0 if place else width)
    return 1, 0, 0, 1, start - left, (_HEIGHT - height) / 2 - bottom
