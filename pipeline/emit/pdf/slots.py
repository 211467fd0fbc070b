"""Finding, in what was drawn of a page, the operators that show page numbers: they become slots.

A style sheet for fragments writes noughts where a page number is to stand (`fragment_sheet`). On the page, the run of
noughts is found by the box that drew it, and the digits of its font are noted, so that the number can be written
later without laying out anything again: figures all have the same width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.emit.fonts import Digits, digits_of
from pipeline.emit.pdf.fragment import Slot

FOLIO = "0000"  # for the page itself: room for 9,999 pages
_COUNTER = re.compile(r"target-counter\(\s*attr\(href\)\s*,\s*page\s*\)")
_OWN = re.compile(r"counter\(\s*page\s*\)")
_LINK = re.compile(r'(<a\b[^>]*?\shref="#([^"]+)")')
_FONT = re.compile(rb"/(\S+) \S+ Tf")


class Hole(bytes):
    """An operator that is to become a slot; as bytes it is what was drawn."""

    slot: Slot


def fragment_sheet(sheet: str) -> str:
    """Give a style sheet with noughts for page numbers."""
    return _OWN.sub(f'"{FOLIO}"', _COUNTER.sub("attr(data-folio)", sheet))


def with_room(html: str, digits: Mapping[str, int]) -> str:
    """Give HTML whose links inside the book say how many digits the number of their page has."""
    return _LINK.sub(lambda found: f'{found[1]} data-folio="{"0" * digits.get(found[2], 1)}"', html)


def targets(html: str) -> set[str]:
    """Give the places that links of a fragment lead to."""
    return {found[2] for found in _LINK.finditer(html)}


def open_slots(document: Any, streams: list[Any]) -> dict[str, Digits]:
    """Turn the page numbers on the pages of a document, which is drawn, into holes; give the digits by font."""
    digits: dict[str, Digits] = {}
    fonts = {font.hash: font for font in document.fonts.values()}
    for page, stream in zip(document.pages, streams, strict=True):
        marks = ((at, item) for at, item in enumerate(stream.stream) if isinstance(item, dict))
        places = {item["MCID"]: at for at, item in marks if "MCID" in item}
        for box, slot in _numbers(page._page_box, stream._tags):
            _open(stream.stream, places[stream._tags[box]["mcid"]], slot, fonts, digits)
    return digits


def _numbers(page: Any, tags: Mapping[Any, Any]) -> Iterator[tuple[Any, Slot]]:
    """Give the boxes of words on a page that hold a page number, with what is known of the slot."""
    for child in page.children:
        keyword = getattr(child, "at_keyword", "")
        if keyword:
            for box in _words(child):
                if box.text == FOLIO:
                    yield box, _slot("", len(FOLIO), is_right=not keyword.endswith("left"))
    for box in tags:
        tag = getattr(box, "element_tag", None) or ""
        if tag.endswith("::after") and hasattr(box, "text"):
            room = box.element.get("data-folio")
            if room and room in box.text:
                target = box.element.get("href").removeprefix("#")
                after_leader = box.text == room
                yield box, _slot(target, len(room), is_right=after_leader, is_exact=not after_leader)


def _slot(target: str, digits: int, *, is_right: bool, is_exact: bool = False) -> Slot:
    return Slot(target, b"", b"", (), digits, 0.0, is_right, is_exact)


def _words(box: Any) -> Iterator[Any]:
    if hasattr(box, "text"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _words(child)


def _open(drawn: list[Any], at: int, slot: Slot, fonts: Mapping[str, Any], digits: dict[str, Digits]) -> None:
    """Put a hole in place of the last operator of a piece that shows as many noughts as the slot has room for.

    Raises:
        ValueError: there is none; noughts would be printed.
    """
    last = next((place for place in range(at, len(drawn)) if drawn[place] == b"EMC"), len(drawn))
    for place in range(last - 1, at, -1):
        operator = drawn[place]
        if isinstance(operator, bytes) and operator.endswith(b"] TJ"):
            name = _font_at(drawn, place)
            if name not in digits:
                digits[name] = digits_of(fonts[name].file_content, fonts[name].index)
            own = digits[name]
            nought = b"%04x" % own.glyphs[0]
            run = re.compile(rb"(?:%s(?:>-?[\d.e-]+<)*){%d}" % (nought, slot.digits))
            found = list(run.finditer(operator))
            if found:
                hole = Hole(operator)
                hole.slot = Slot(
                    slot.target,
                    operator[: found[-1].start()],
                    operator[found[-1].end() :],
                    tuple(f"{glyph:04x}" for glyph in own.glyphs),
                    slot.digits,
                    own.advance,
                    slot.is_right,
                    slot.is_exact,
                )
                drawn[place] = hole
                return
    raise ValueError(f"a page number was not found where it is drawn: {slot.target or 'the page itself'}")


def _font_at(drawn: list[Any], place: int) -> str:
    """Give the name of the font in force at a place of a page's contents."""
    for item in reversed(drawn[:place]):
        found = _FONT.fullmatch(item) if isinstance(item, bytes) else None
        if found:
            return found[1].decode()
    return ""


def written(slot: Slot, number: int) -> bytes:
    """Give the operator that shows a page number.

    Raises:
        ValueError: there is no room for it.
    """
    digits = str(number)
    missing = slot.digits - len(digits)
    if missing < 0 or (missing and slot.is_exact):
        raise ValueError(number)
    codes = "".join(slot.glyphs[int(digit)] for digit in digits)
    shift = f">{-slot.advance * missing:g}<" if missing and slot.is_right else ""
    return slot.before + shift.encode() + codes.encode() + slot.behind
