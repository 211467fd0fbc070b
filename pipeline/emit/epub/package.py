"""The package of an e-book (EPUB 3.3, OCF): its files, and the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from pipeline.emit.zipped import zipped

MEDIA = "application/epub+zip"
_TYPE = "mimetype"
# They are packed already.
_PACKED = (".png", ".jpg", ".gif", ".webp", ".woff2")


def unpacked(data: bytes) -> dict[str, bytes]:
    """Give the files of a package by their paths."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if name != _TYPE}


def packed(files: Mapping[str, bytes]) -> bytes:
    """Give the package: its type first and as it is, so that it can be known by its first bytes."""
    first = (_TYPE, MEDIA.encode())
    return zipped((first, *sorted(files.items())), lambda name: name == _TYPE or name.endswith(_PACKED))
