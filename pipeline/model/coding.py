"""The model as JSON, both ways, and its JSON Schema."""

from __future__ import annotations

from typing import Any

import msgspec

from pipeline.model.book import Handbook


def encode(handbook: Handbook) -> bytes:
    """Give the handbook as JSON (UTF-8, one line), the same bytes for the same book."""
    return msgspec.json.encode(handbook) + b"\n"


def decode(data: bytes) -> Handbook:
    """Read a handbook back: `decode(encode(book)) == book`.

    Raises:
        msgspec.ValidationError: the JSON is not a model; the message names the path in it.
        msgspec.DecodeError: the bytes are not JSON.
    """
    return msgspec.json.decode(data, type=Handbook)


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of `model.json`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Handbook)}
