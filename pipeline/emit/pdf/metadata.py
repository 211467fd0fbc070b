"""What a PDF says of itself outside its pages: XMP, and the older dictionary of information in agreement with it.

ISO 19005-3, 6.6.2 (XMP, and the schemas that it may use) and 6.6.4 (PDF/A); ISO 14289-1, 5 (PDF/UA); the properties are
those of the XMP Specification of 2005, part 1, which PDF/A-3 knows beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape

from pipeline.emit.dates import iso_date
from pipeline.emit.front import edition_words
from pipeline.emit.order import Order
from pipeline.model.text import plain

# Spaces of names: those of XMP, and those of ISO 19005-3, 6.6.2.3.3 for a schema that it does not know.
_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/UA's mark is younger than PDF/A-3: a file that carries it has to describe it.
_DESCRIBED = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_NAMES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


class Facts(NamedTuple):
    """What is said.

    Attributes:
        title: of the book, never empty.
        language: a BCP 47 tag.
        authors: their names.
        publisher: the organisation, or "".
        description: a sentence, or "".
        keywords: what it is about: the titles of its parts.
        version: as printed on the cover, or "".
        edition: the word for a draft or for the final edition, in the book's language.
        day: of publication, else of the build.
        producer: the program that wrote the file.
    """

    title: str
    language: str
    authors: tuple[str, ...]
    publisher: str
    description: str
    keywords: tuple[str, ...]
    version: str
    edition: str
    day: date
    producer: str


def facts(order: Order, producer: str) -> Facts:
    """Give what the file of an order says of itself; white space is that of one line."""
    identity = order.handbook.identity
    titles = (_line(plain(part.title)) for part in order.handbook.parts)
    return Facts(
        title=_line(identity.title) or "—",
        language=identity.language,
        authors=tuple(filter(None, map(_line, identity.authors))),
        publisher=_line(identity.organisation),
        description=_line(identity.subtitle),
        keywords=tuple(dict.fromkeys(filter(None, titles))),
        version=_line(identity.version),
        edition=edition_words(order),
        day=iso_date(identity.date) or order.built,
        producer=producer,
    )


def _line(text: str) -> str:
    """Give a text as one line, without what no XML may hold."""
    return " ".join(_NO_XML.sub("", text).split())


def xmp(known: Facts) -> bytes:
    """Give the packet of XMP: one RDF that claims PDF/A-3a and PDF/UA-1. The same bytes for the same facts."""
    day = f"{known.day.isoformat()}T00:00:00Z"
    said = (
        _one("pdfaid:part", "3"),
        _one("pdfaid:conformance", "A"),
        _one("pdfuaid:part", "1"),
        _DESCRIBED,
        _one("dc:format", "application/pdf"),
        _words("dc:title", known.title, known.language),
        _words("dc:description", known.description, known.language),
        _several("dc:creator", "Seq", known.authors),
        _several("dc:publisher", "Bag", filter(None, (known.publisher,))),
        _several("dc:subject", "Bag", known.keywords),
        _several("dc:language", "Bag", (known.language,)),
        _one("xmp:CreateDate", day),
        _one("xmp:ModifyDate", day),
        _one("xmp:MetadataDate", day),
        _one("xmp:Label", known.edition),
        _one("xmpMM:VersionID", known.version),
        _one("pdf:Producer", known.producer),
        _one("pdf:Keywords", ", ".join(known.keywords)),
    )
    lines = "\n".join(filter(None, said))
    names = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _NAMES.items())
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about=""{names}>\n{lines}\n</rdf:Description>\n'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )
    return packet.encode()


def _one(name: str, value: str) -> str:
    return f"<{name}>{escape(_NO_XML.sub('', value))}</{name}>" if value else ""


def _several(name: str, kind: str, values: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _words(name: str, value: str, language: str) -> str:
    """Give words in their language, first for whoever asks for no language (XMP: language alternative)."""
    if not value:
        return ""
    said = "".join(f'<rdf:li xml:lang="{tag}">{escape(value)}</rdf:li>' for tag in ("x-default", language))
    return f"<{name}><rdf:Alt>{said}</rdf:Alt></{name}>"


def information(known: Facts) -> Mapping[str, str]:
    """Give the entries of the dictionary of information (ISO 32000-1, 14.3.3), in agreement with the XMP."""
    day = f"D:{known.day:%Y%m%d}000000Z"
    entries = {
        "Title": known.title,
        "Author": ", ".join(known.authors),
        "Subject": known.description,
        "Keywords": ", ".join(known.keywords),
        "Producer": known.producer,
        "CreationDate": day,
        "ModDate": day,
        "edition": known.edition,
    }
    return {name: value for name, value in entries.items() if value}
