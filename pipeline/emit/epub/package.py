"""The package of an e-book (EPUB 3.3, OCF): its files, and the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MEDIA = "application/epub+zip"
_TYPE = "mimetype"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
# They are packed already.
_PACKED = (".png", ".jpg", ".gif", ".webp", ".woff2")


def unpacked(data: bytes) -> dict[str, bytes]:
    """Give the files of a package by their paths."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if name != _TYPE}


def packed(files: Mapping[str, bytes]) -> bytes:
    """Give the package: its type first and as it is, so that it can be known by its first bytes."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        _write(package, _TYPE, MEDIA.encode(), ZIP_STORED)
        for name in sorted(files):
            _write(package, name, files[name], ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED)
    return out.getvalue()


def _write(package: ZipFile, name: str, data: bytes, how: int) -> None:
    member = ZipInfo(name, _EARLIEST)
    member.compress_type = how
    member.create_system = 0
    package.writestr(member, data)
