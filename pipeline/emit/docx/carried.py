"""What a Word file carries of its own making: the edition, in a custom XML part, and its identity, in a property.

The parts are put in before the file is saved and filled in afterwards: an edition is what a reader finds in the file.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from uuid import UUID
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from pipeline.manuscript.edition import IDENTITY, NAMESPACE, Edition, Printed, Source, identity
from pipeline.manuscript.manuscript import Manuscript, whole

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_ITEM = "/customXml/item1.xml"
_ITEM_PROPERTIES = "/customXml/itemProps1.xml"
_CUSTOM = "/docProps/custom.xml"
# The set of properties that anybody may add to (ISO/IEC 29500-1, 22.3.2.2).
_ANYBODY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def add_parts(document: Document) -> None:
    """Put in the parts, empty as yet."""
    package = document.part.package
    types = {
        _ITEM: "application/xml",
        _ITEM_PROPERTIES: "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        _CUSTOM: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    blank = _parts("", UUID(int=0), {})
    parts = {name: Part(PackURI(name), kind, blank[name], package) for name, kind in types.items()}
    document.part.relate_to(parts[_ITEM], f"{_OFFICE}/relationships/customXml")
    parts[_ITEM].relate_to(parts[_ITEM_PROPERTIES], f"{_OFFICE}/relationships/customXmlProps")
    package.relate_to(parts[_CUSTOM], f"{_OFFICE}/relationships/custom-properties")


def edition_of(manuscript: Manuscript, title: str, sources: Mapping[str, Source], *, draft: bool) -> Edition:
    """Give the edition that a file is, as a reader finds it; `sources` are the places of its anchors by name."""
    printed = tuple(
        Printed(whole(one), tuple((anchor.name, anchor.start, anchor.end) for anchor in one.anchors))
        for one in manuscript.paragraphs
    )
    comments = tuple((one.author, one.text) for one in manuscript.comments)
    return Edition(title, draft, printed, dict(sources), comments)


def carried_parts(data: bytes, properties: Mapping[str, str | bool]) -> dict[str, bytes]:
    """Give the parts of a file for its packed edition, by name; `properties` are its other custom ones."""
    known = identity(data)
    return _parts(b64encode(data).decode(), UUID(known * 2), {IDENTITY: known, **properties})


def _parts(data: str, name: UUID, properties: Mapping[str, str | bool]) -> dict[str, bytes]:
    """Give the parts: the edition, the name it has among the custom parts (22.5.2.1), the properties."""
    kept = f"{{{str(name).upper()}}}"
    reference = f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
    about = f'<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{kept}">{reference}</ds:datastoreItem>'
    return {
        _ITEM: f'{_HEAD}<edition xmlns="{NAMESPACE}">{data}</edition>'.encode(),
        _ITEM_PROPERTIES: f"{_HEAD}{about}".encode(),
        _CUSTOM: custom_xml(properties).encode(),
    }


def custom_xml(properties: Mapping[str, str | bool]) -> str:
    """Give the part of custom properties: texts, and answers to yes-or-no questions."""
    said = "".join(
        f'<property fmtid="{_ANYBODY}" pid="{place}" name="{escape(name)}">{_value(value)}</property>'
        for place, (name, value) in enumerate(properties.items(), start=2)
    )
    spaces = f'xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"'
    return f"{_HEAD}<Properties {spaces}>{said}</Properties>"


def _value(value: str | bool) -> str:
    if isinstance(value, bool):
        return f"<vt:bool>{str(value).lower()}</vt:bool>"
    return f"<vt:lpwstr>{escape(value)}</vt:lpwstr>"
