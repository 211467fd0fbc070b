"""Names of OpenDocument as lxml writes them (ODF 1.3, part 3)."""

from __future__ import annotations

from typing import Final

OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
MANIFEST: Final = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
# LibreOffice's own, for what the standard does not have yet.
LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
FIELD: Final = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
OOO: Final = "{http://openoffice.org/2004/office}"
# What holds no words of the text: deleted ones (they stand where they stood), numbers, models of indexes.
LEFT_OUT: Final = (
    *(f"{TEXT}{name}" for name in ("tracked-changes", "number", "note-citation", "script", "sequence-decls")),
    *(f"{TEXT}{name}-index-source" for name in ("illustration", "table", "object", "user", "alphabetical")),
    *(f"{TEXT}table-of-content-source", f"{TEXT}bibliography-source", f"{TEXT}variable-decls"),
    *(f"{TEXT}user-field-decls", f"{TEXT}dde-connection-decls", f"{TEXT}hidden-paragraph"),
    *(f"{OFFICE}forms", f"{OFFICE}event-listeners", f"{OFFICE}scripts", f"{OFFICE}binary-data"),
    *(f"{SVG}title", f"{SVG}desc"),
)
SHAPES: Final = tuple(
    f"{DRAW}{name}"
    for name in (
        *("frame", "g", "custom-shape", "rect", "line", "polyline", "polygon", "regular-polygon", "path", "circle"),
        *("ellipse", "connector", "control", "caption", "measure", "page-thumbnail"),
    )
)
