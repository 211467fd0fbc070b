"""What makes a PDF one for the archive (PDF/A-3a) and for all readers (PDF/UA-1), as entries of its catalogue.

ISO 19005-3; ISO 14289-1. The pages' own part of it is done where fragments are taken (`taking`).
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE
from collections.abc import Sequence
from datetime import date
from hashlib import md5
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from pipeline.diagnostics import Code, StopBuildError, found
from pipeline.emit.order import Order
from pipeline.emit.pdf.attached import Attachment, attachments
from pipeline.emit.pdf.linking import Frame, Said
from pipeline.emit.pdf.metadata import facts, information, xmp
from pipeline.emit.pdf.words import words
from pipeline.emit.pdf.writing import Writer

_PROFILE = "sRGB2014.icc"


def frame(order: Order) -> Frame:
    """Give what the file of an order says of itself, and what is attached to it."""
    known = facts(order, f"WeasyPrint {version('weasyprint')}")
    held = attachments(order)

    def write(writer: Writer) -> Said:
        entries = b"".join((_packet(writer, xmp(known)), _colours(writer)))
        names, associated = _attached(writer, held, order.built)
        told = b"".join(b"/%s%s" % (name.encode(), words(value)) for name, value in information(known).items())
        info = writer.reserve()
        writer.add(info, b"<<%s>>" % told)
        return Said(info, entries + associated, names)

    return Frame(known.language, write, order.paper.marks)


def _packet(writer: Writer, data: bytes) -> bytes:
    """Write the XMP as it is: whoever does not know PDF must be able to find it (6.6.2.1)."""
    number = writer.reserve()
    writer.stream(number, b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(data), data)
    return b"/Metadata %d 0 R" % number


def _colours(writer: Writer) -> bytes:
    """Say which red, green and blue are meant: those of sRGB (6.2.3), by the profile that WeasyPrint brings."""
    number = writer.reserve()
    writer.compressed(number, b"/N 3", _profile())
    return (
        b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(%s)"
        b"/DestOutputProfile %d 0 R>>]" % (_PROFILE.encode(), number)
    )


def _profile() -> bytes:
    """Read the profile without importing WeasyPrint, which takes its time.

    Raises:
        StopBuildError: WeasyPrint is missing (E104): the chapters may all have been kept from a former build.
    """
    spec = find_spec("weasyprint")
    folders = spec.submodule_search_locations if spec is not None else None
    if not folders:
        raise StopBuildError(found(Code.E104, None, problem="weasyprint"))
    return (Path(folders[0]) / "pdf" / _PROFILE).read_bytes()


def _attached(writer: Writer, held: Sequence[Attachment], day: date) -> tuple[bytes, bytes]:
    """Put files into the file, associated with the whole of it (6.8; ISO 32000-1, 7.11), dated of a day.

    Returns:
        The entry for the names of the file, and that for its catalogue.
    """
    written = [(one, _specification(writer, one, b"(D:%s000000Z)" % f"{day:%Y%m%d}".encode())) for one in held]
    if not written:
        return b"", b""
    named = sorted(written, key=lambda one: _key(one[0].name))
    names = b" ".join(words(one.name) + b" %d 0 R" % number for one, number in named)
    associated = b" ".join(b"%d 0 R" % number for _one, number in named)
    return b"/EmbeddedFiles<</Names[%s]>>" % names, b"/AF[%s]" % associated


def _key(text: str) -> bytes:
    """Give a text as the file holds it: by these bytes names are in order (ISO 32000-1, 7.9.6)."""
    return text.encode() if text.isascii() else BOM_UTF16_BE + text.encode("utf-16-be")


def _specification(writer: Writer, one: Attachment, day: bytes) -> int:
    kind = re.sub("[^A-Za-z0-9.-]", lambda sign: f"#{ord(sign[0]):02x}", one.media).encode()
    check = md5(one.data, usedforsecurity=False).hexdigest().encode()
    stream, number = writer.reserve(), writer.reserve()
    told = b"/Size %d/CheckSum<%s>/CreationDate%s/ModDate%s" % (len(one.data), check, day, day)
    writer.compressed(stream, b"/Type/EmbeddedFile/Subtype/%s/Params<<%s>>" % (kind, told), one.data)
    plain = one.name.encode("ascii", "replace").decode().replace("?", "_")
    writer.add(
        number,
        b"<</Type/Filespec/F%s/UF%s/Desc%s/AFRelationship/%s/EF<</F %d 0 R/UF %d 0 R>>>>"
        % (words(plain), words(one.name), words(one.description), one.relationship.encode(), stream, stream),
    )
    return number
