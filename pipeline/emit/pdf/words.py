"""Words as a PDF string (ISO 32000-1, 7.9.2)."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE

_SPECIAL = re.compile(rb"([\\()])")


def words(text: str) -> bytes:
    """Give a text as a string: letters of ASCII as they are, others as UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        return b"(" + _SPECIAL.sub(rb"\\\1", text.encode("ascii")) + b")"
    return b"<" + (BOM_UTF16_BE + text.encode("utf-16-be")).hex().encode() + b">"
