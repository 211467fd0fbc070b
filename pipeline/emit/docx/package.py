"""The package around a Word file: its parts, and the same bytes for the same content (ISO/IEC 29500-2)."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, cast
from zipfile import ZipFile

from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part

from pipeline.emit.zipped import zipped

_CONTENT_TYPES = "[Content_Types].xml"


def part_named(document: Document, name: str) -> Part:
    """Give a part by its name in the package.

    Raises:
        LookupError: there is none of that name.
    """
    for part in document.part.package.iter_parts():
        if str(part.partname) == name:
            return cast(Part, part)
    raise LookupError(name)


def written(root: Any) -> bytes:
    """Give an element as the bytes of a part."""
    return bytes(serialize_part_xml(root))


def same_bytes(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Give a zip file with its members in a fixed order and without times, so that equal content is equal bytes.

    `parts` are what stands in place of members, by the names of parts ("/word/document.xml").
    """
    with ZipFile(BytesIO(data)) as old:
        names = sorted(old.namelist(), key=lambda member: (member != _CONTENT_TYPES, member))
        return zipped((name, parts.get(f"/{name}") or old.read(name)) for name in names)
