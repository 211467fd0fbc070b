"""The edition that a file carries: text of the base 64 alphabet (RFC 4648), as a part or as a property."""

from __future__ import annotations

import binascii
from base64 import b64decode

from pipeline.manuscript.edition import identity


def decoded(text: str | None) -> bytes:
    """Give the bytes that a text stands for, none for any other text."""
    try:
        return b64decode("".join((text or "").split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def known_as(said: str, packed: bytes) -> str:
    """Give the identity of the edition: what the file says, else that of what it carries."""
    return said.strip() or (identity(packed) if packed else "")
