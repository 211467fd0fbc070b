"""Marked content in the streams of pages: what is no part of the text, and hyphens at the ends of lines.

WeasyPrint marks every piece of text and every picture as content of the tree, and decoration as artifacts without a
type. This passes once over the operators of a page and sets them right (ISO 32000-1, 14.8.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

HEADER = b"<</Type/Pagination/Subtype/Header>>"
FOOTER = b"<</Type/Pagination/Subtype/Footer>>"
PAGINATION = b"<</Type/Pagination>>"
LAYOUT = b"<</Type/Layout>>"
NOTHING = b""  # no mark at all: the content is empty

# 14.8.2.2.3: a hyphen that only the end of a line asked for is a soft hyphen.
_SOFT = [b"/Span", b"<</ActualText<FEFF00AD>>>", b"BDC"]
_LAST_GLYPH = re.compile(rb"(.*)([0-9a-f]{4})(>[^<>]*)\] TJ", re.DOTALL)


class _Open(NamedTuple):
    """Marked content that has begun: if its end is to be written, its number if it is text, where it begins."""

    is_written: bool
    number: int | None
    start: int


def mend(stream: Any, artifacts: Mapping[int, bytes], hyphens: frozenset[int] | set[int]) -> None:
    """Set the marks of a page right.

    `artifacts` gives the properties of the content that is no part of the text, by number; `hyphens` are the
    numbers of those that end with a hyphen of the layout's.
    """
    out: list[Any] = []
    open_ones: list[_Open] = []
    for item in stream.stream:
        if item == b"BDC" and isinstance(out[-1], dict) and "MCID" in out[-1]:
            number = out[-1]["MCID"]
            properties = artifacts.get(number)
            open_ones.append(_Open(properties != NOTHING, number, len(out)))
            if properties is None:
                out.append(item)
            else:
                out[-2:] = [b"/Artifact", properties, item] if properties else []
        elif item == b"BMC" and out[-1] == "/Artifact":
            # A line drawn with a text (struck out, underlined) is part of it: no artifact may stand in content (7.1 of
            # ISO 14289-1).
            inside = any(one.number is not None for one in open_ones)
            open_ones.append(_Open(not inside, None, len(out)))
            out[-1:] = [] if inside else [b"/Artifact", LAYOUT, b"BDC"]
        elif item == b"BDC" or item == b"BMC":
            open_ones.append(_Open(True, None, len(out)))
            out.append(item)
        elif item == b"EMC":
            closed = open_ones.pop()
            if closed.number in hyphens:
                _soften(out, closed.start)
            if closed.is_written:
                out.append(item)
        else:
            out.append(item)
    stream.stream[:] = out


def _soften(out: list[Any], start: int) -> None:
    """Say of the last glyph of the text behind `start` that it is a soft hyphen."""
    at = next((place for place in range(len(out) - 1, start - 1, -1) if _shows_text(out[place])), None)
    match = _LAST_GLYPH.fullmatch(out[at]) if at is not None else None
    if at is not None and match is not None:
        before, glyph, after = match.groups()
        out[at : at + 1] = [before + b">] TJ", *_SOFT, b"[<" + glyph + after + b"] TJ", b"EMC"]


def _shows_text(item: Any) -> bool:
    return isinstance(item, bytes) and item.endswith(b"] TJ")
