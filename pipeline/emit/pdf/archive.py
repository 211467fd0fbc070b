"""What makes a PDF one for the archive (PDF/A-3a) and for all readers (PDF/UA-1), put into the file that was made.

Each function changes one thing of a `pydyf.PDF` that is not yet written (ISO 19005-3; ISO 14289-1).
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import md5
from importlib.metadata import version
from importlib.resources import files

import pydyf

from pipeline.emit.order import Order
from pipeline.emit.pdf.attached import Attachment, attachments
from pipeline.emit.pdf.metadata import Facts, facts, information, xmp

VERSION = "1.7"
_PROFILE = "sRGB2014.icc"
_PRINTED = 4  # ISO 32000-1, table 165


def archived(order: Order) -> Callable[[pydyf.PDF], None]:
    """Give the function that makes a whole tagged file one for the archive."""
    known = facts(order, f"WeasyPrint {version('weasyprint')}")
    held = attachments(order)

    def finish(pdf: pydyf.PDF) -> None:
        describe(pdf, known)
        give_colours(pdf)
        show_annotations(pdf)
        attach(pdf, held, order.built)

    return finish


def describe(pdf: pydyf.PDF, known: Facts) -> None:
    """Say what the file is: XMP, dictionary of information, language, and its title in the window's bar."""
    packet = pydyf.Stream([xmp(known)], pydyf.Dictionary({"Type": "/Metadata", "Subtype": "/XML"}))
    pdf.add_object(packet)
    pdf.catalog["Metadata"] = packet.reference
    pdf.catalog["Lang"] = pydyf.String(known.language)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.info.clear()
    pdf.info.update({name: pydyf.String(value) for name, value in information(known).items()})


def give_colours(pdf: pydyf.PDF) -> None:
    """Say which red, green and blue are meant: those of sRGB (6.2.3), by the profile that WeasyPrint brings."""
    if "OutputIntents" in pdf.catalog:
        return
    profile = pydyf.Stream(
        [(files("weasyprint.pdf") / _PROFILE).read_bytes()], pydyf.Dictionary({"N": 3}), compress=True
    )
    pdf.add_object(profile)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String("sRGB"),
        "Info": pydyf.String(_PROFILE),
        "DestOutputProfile": profile.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


def show_annotations(pdf: pydyf.PDF) -> None:
    """Have every annotation printed, and none hidden (6.3.2)."""
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("Type") == "/Annot":
            one["F"] = _PRINTED


def attach(pdf: pydyf.PDF, attachments: Iterable[Attachment], day: date) -> None:
    """Put files into the file, associated with the whole of it (6.8; ISO 32000-1, 7.11), dated of a day."""
    names, associated = [], []
    for one in sorted(attachments, key=lambda one: _written(one.name)):
        held = pydyf.Dictionary(_specification(pdf, one, f"D:{day:%Y%m%d}000000Z"))
        pdf.add_object(held)
        names += [pydyf.String(one.name), held.reference]
        associated.append(held.reference)
    if not names:
        return
    tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array(associated)


def _written(text: str) -> bytes:
    """Give a text as the file holds it: by these bytes names are in order (ISO 32000-1, 7.9.6)."""
    return text.encode() if text.isascii() else BOM_UTF16_BE + text.encode("utf-16-be")


def _specification(pdf: pydyf.PDF, one: Attachment, day: str) -> dict[str, object]:
    told = {
        "Size": len(one.data),
        "CheckSum": f"<{md5(one.data, usedforsecurity=False).hexdigest()}>",
        "CreationDate": pydyf.String(day),
        "ModDate": pydyf.String(day),
    }
    kind = re.sub("[^A-Za-z0-9.-]", lambda sign: f"#{ord(sign[0]):02x}", one.media)
    extra = {"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": pydyf.Dictionary(told)}
    stream = pydyf.Stream([one.data], pydyf.Dictionary(extra), compress=True)
    pdf.add_object(stream)
    return {
        "Type": "/Filespec",
        "F": pydyf.String(one.name.encode("ascii", "replace").decode().replace("?", "_")),
        "UF": pydyf.String(one.name),
        "Desc": pydyf.String(one.description),
        "AFRelationship": f"/{one.relationship}",
        "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
    }
