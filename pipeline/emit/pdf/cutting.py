"""Marks for cutting: lines around the corners of a sheet, outside of all that is printed on it.

The sheet grows around the page: 3 mm of bleed are the page's own (`bleed` in the style), the marks stand behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.emit.pdf.writing import Writer

_POINTS = 72 / 25.4
_SHEET = 10 * _POINTS  # how far the sheet reaches over the page
_NEAR, _FAR = 4 * _POINTS, 9 * _POINTS  # where a mark begins and ends, from the edge of the page
_BOX = re.compile(rb"/(?:Media|Bleed|Trim)Box ?\[[^\]]*\]")
_MEDIA = re.compile(rb"/MediaBox ?\[[^\]]*\]")
_TRIM = re.compile(rb"/TrimBox ?\[([^\]]*)\]")


def boxes(dictionary: bytes) -> bytes:
    """Give the entries of a page that say how large it is (ISO 32000-1, 14.11.2)."""
    return b"".join(_BOX.findall(dictionary))


class Marks:
    """Marks for the pages of a file; pages of one size share theirs."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._drawn: dict[bytes, int] = {}

    def around(self, dictionary: bytes) -> tuple[bytes, int]:
        """Give a page's dictionary with a sheet that holds marks, and the number of the contents that draw them.

        Raises:
            ValueError: the dictionary has no TrimBox.
        """
        trim = _TRIM.search(dictionary)
        if trim is None:
            raise ValueError("a page without a TrimBox")
        left, bottom, right, top = (float(side) for side in trim[1].split())
        sheet = (left - _SHEET, bottom - _SHEET, right + _SHEET, top + _SHEET)
        larger = b"/MediaBox[%s]" % b" ".join(b"%.3f" % side for side in sheet)
        if trim[1] not in self._drawn:
            self._drawn[trim[1]] = self._writer.reserve()
            self._writer.compressed(self._drawn[trim[1]], b"", _drawing(left, bottom, right, top))
        return _MEDIA.sub(larger, dictionary), self._drawn[trim[1]]


def _drawing(left: float, bottom: float, right: float, top: float) -> bytes:
    lines = b" ".join(b"%.3f %.3f m %.3f %.3f l" % line for line in _lines(left, bottom, right, top))
    # Production aids outside the page are artifacts of their own type (ISO 32000-1, table 330).
    return b"/Artifact<</Type/Page>>BDC q 0 G 0.25 w %s S Q EMC" % lines


def _lines(left: float, bottom: float, right: float, top: float) -> Iterator[tuple[float, float, float, float]]:
    for edge, away in ((left, -1), (right, 1)):
        for side in (bottom, top):
            yield edge + away * _NEAR, side, edge + away * _FAR, side
    for edge, away in ((bottom, -1), (top, 1)):
        for side in (left, right):
            yield side, edge + away * _NEAR, side, edge + away * _FAR
