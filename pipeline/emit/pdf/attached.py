"""The files attached inside a PDF: the sources that an edition was made of, and its to-do report (PDF/A-3, 6.8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Literal, NamedTuple

from pipeline.diagnostics import found
from pipeline.diagnostics.codes import Code
from pipeline.emit.order import Order
from pipeline.messages import mark as _
from pipeline.source import whole_file

# Media types by the end of the name (RFC 7763, 9512, 8259, 7303; ECMA-376).
_MEDIA = MappingProxyType(
    {
        ".md": "text/markdown",
        ".markdown": "text/markdown",
        ".txt": "text/plain",
        ".yml": "application/yaml",
        ".yaml": "application/yaml",
        ".json": "application/json",
        ".xml": "application/xml",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
# Of the to-do report, by its form.
_REPORTS = {
    "md": _("To-do report of this edition"),
    "json": _("To-do report of this edition, for programs"),
    "xlsx": _("To-do report of this edition, as a workbook"),
}


class Attachment(NamedTuple):
    """A file attached to a PDF.

    Attributes:
        name: its path, with forward slashes.
        media: its media type.
        data: its bytes.
        description: what it is, for readers.
        relationship: what it is to the document (ISO 19005-3, 6.8): what it was made of, or an addition to it.
    """

    name: str
    media: str
    data: bytes
    description: str
    relationship: Literal["Source", "Supplement"]


def attachments(order: Order) -> tuple[Attachment, ...]:
    """Give what is to be attached, in the order of the names; nothing where the order names no source.

    A source that can't be read any more is reported (E180) and left out.
    """
    if not order.attached:
        return ()
    return tuple(sorted((*_sources(order), *_reports(order)), key=lambda one: one.name))


def _sources(order: Order) -> Iterator[Attachment]:
    for file in order.attached:
        try:
            data = order.source(file)
        except OSError as error:
            order.report(found(Code.E180, whole_file(file), file=file, problem=error.strerror or error))
            continue
        description = order.say("Source of this edition: {file}", file=file)
        yield Attachment(f"sources/{file}", _media(file), data, description, "Source")


def _reports(order: Order) -> Iterator[Attachment]:
    from pipeline.emit.todo import as_files

    for name, data in as_files(order, _REPORTS).items():
        description = _REPORTS[name.partition(".")[2]]
        yield Attachment(name, _media(name), data, order.say(description), "Supplement")


def _media(file: str) -> str:
    return _MEDIA.get(PurePosixPath(file).suffix.lower(), "application/octet-stream")
