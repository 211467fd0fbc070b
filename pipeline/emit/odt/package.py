"""The package of an OpenDocument file (1.3, part 2): the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.emit.odt.xml import Element, make, manifest_root, plain_file, q
from pipeline.emit.zipped import zipped

MEDIA = "application/vnd.oasis.opendocument.text"
_TYPE = "mimetype"
_VERSION = "1.3"
_XML = "text/xml"


def packed(files: Mapping[str, bytes], media: Mapping[str, str]) -> bytes:
    """Give the file: its type first and as it is, so that it can be known by its first bytes."""
    first, last = (_TYPE, MEDIA.encode()), ("META-INF/manifest.xml", _manifest(files, media))
    return zipped((first, *sorted(files.items()), last), lambda name: name == _TYPE)


def _manifest(files: Mapping[str, bytes], media: Mapping[str, str]) -> bytes:
    root = manifest_root()
    root.set(q("manifest:version"), _VERSION)
    root.append(_entry("/", MEDIA, {"manifest:version": _VERSION}))
    for name in sorted({*files, *(name for name in media if name.endswith("/"))}):
        root.append(_entry(name, media.get(name, _XML), {}))
    return plain_file(root)


def _entry(name: str, kind: str, more: Mapping[str, str]) -> Element:
    return make("manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": kind, **more})
