"""How large a picture may be: a few bytes can ask for more memory, or more time, than any machine has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

# Pillow's own limit (MAX_IMAGE_PIXELS), above any photograph that a page can show.
MOST_PIXELS = 89_478_485
# A plan or a chart has some thousands of shapes; this many are drawn in some ten seconds.
MOST_SHAPES = 200_000

Size: TypeAlias = tuple[int, int]
Element: TypeAlias = Any  # of the XML library, whose door is `picture`


def size(data: bytes) -> Size | None:
    """Give the width and height in pixels that a PNG, GIF, WebP or JPEG picture claims, None where it claims none."""
    if data.startswith(b"\x89PNG"):
        return _big(data[16:20]), _big(data[20:24])
    if data.startswith(b"GIF8"):
        return _little(data[6:8]), _little(data[8:10])
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return _jpeg(data) if data.startswith(b"\xff\xd8") else None


def refuse_vast(data: bytes) -> None:
    """Refuse a picture of more pixels than can be shown.

    Raises:
        ValueError: it has.
    """
    width, height = size(data) or (0, 0)
    if width * height > MOST_PIXELS:
        raise ValueError(f"{width} × {height} pixels are too many (at most {MOST_PIXELS // 1_000_000} million)")


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _webp(data: bytes) -> Size | None:
    """Read the size of a picture in one of the three forms of WebP (RFC 9649, 2)."""
    match data[12:16]:
        case b"VP8X":
            return _little(data[24:27]) + 1, _little(data[27:30]) + 1
        case b"VP8L":
            bits = _little(data[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF
        case _:
            return None


def _jpeg(data: bytes) -> Size | None:
    """Read the size of a picture off its frame (ITU-T T.81, B.2.2)."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        kind = data[place + 1]
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return _big(data[place + 7 : place + 9]), _big(data[place + 5 : place + 7])
        place += 1 if kind == 0xFF else 2 + _big(data[place + 2 : place + 4])
    return None


_INSIDE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")


def refuse_endless(root: Element) -> None:
    """Refuse a drawing that shows parts of itself without end, or too often.

    Raises:
        ValueError: it does.
    """
    held = list(root.iter())  # so that each element stays the same object
    named = {name: one for one in held if (name := one.get("id"))}
    counted: dict[int, int] = {}
    entered: set[int] = set()
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        one, is_done = waiting.pop()
        key = id(one)
        parts = [*one, *(named[name] for name in _shown(one) if name in named)]
        if is_done:
            entered.discard(key)
            counted[key] = 1 + sum(counted[id(part)] for part in parts)
            if counted[key] > MOST_SHAPES:
                raise ValueError(f"the drawing has too many shapes (at most {MOST_SHAPES})")
        elif key in entered:
            raise ValueError("the drawing shows itself inside itself")
        elif key not in counted:
            entered.add(key)
            waiting.append((one, True))
            waiting += [(part, False) for part in parts]


def _shown(element: Element) -> Iterator[str]:
    """Give the names of the parts that an element shows again: by a reference, or as its paint, mask or marker."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == "href" and value.startswith("#") and not str(element.tag).endswith("}a"):
            yield value[1:]
        elif "url(" in value:
            yield from _INSIDE.findall(value)
