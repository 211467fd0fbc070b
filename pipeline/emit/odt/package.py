"""The package of an OpenDocument file (1.3, part 2): the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pipeline.emit.odt.xml import Element, make, manifest_root, plain_file, q

MEDIA = "application/vnd.oasis.opendocument.text"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_VERSION = "1.3"
_XML = "text/xml"


def packed(files: Mapping[str, bytes], media: Mapping[str, str]) -> bytes:
    """Give the file: its type first and as it is, so that it can be known by its first bytes."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        _write(package, "mimetype", MEDIA.encode(), ZIP_STORED)
        for name in sorted(files):
            _write(package, name, files[name], ZIP_DEFLATED)
        _write(package, "META-INF/manifest.xml", _manifest(files, media), ZIP_DEFLATED)
    return out.getvalue()


def _write(package: ZipFile, name: str, data: bytes, how: int) -> None:
    member = ZipInfo(name, _EARLIEST)
    member.compress_type = how
    member.create_system = 0
    package.writestr(member, data)


def _manifest(files: Mapping[str, bytes], media: Mapping[str, str]) -> bytes:
    root = manifest_root()
    root.set(q("manifest:version"), _VERSION)
    root.append(_entry("/", MEDIA, {"manifest:version": _VERSION}))
    for name in sorted({*files, *(name for name in media if name.endswith("/"))}):
        root.append(_entry(name, media.get(name, _XML), {}))
    return plain_file(root)


def _entry(name: str, kind: str, more: Mapping[str, str]) -> Element:
    return make("manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": kind, **more})
