"""What a PDF says of itself: its properties, twice, as ISO 32000-1 (14.3) has them."""

from __future__ import annotations

from xml.sax.saxutils import escape

from pipeline.emit.dates import iso_date
from pipeline.emit.front import edition_words
from pipeline.emit.order import Order
from pipeline.emit.pdf.linking import Frame
from pipeline.emit.pdf.words import words
from pipeline.emit.pdf.writing import Writer


def frame(order: Order) -> Frame:
    """Give what the book's file says of itself."""
    identity = order.handbook.identity
    day = f"D:{iso_date(identity.date) or order.built:%Y%m%d}"
    entries = {
        "Title": identity.title,
        "Author": ", ".join(identity.authors),
        "Subject": identity.subtitle,
        "CreationDate": day,
        "ModDate": day,
        "edition": edition_words(order),
    }

    def info(writer: Writer) -> int:
        number = writer.reserve()
        pairs = (b"/%s%s" % (key.encode(), words(value)) for key, value in entries.items() if value)
        writer.add(number, b"<<%s>>" % b"".join(pairs))
        return number

    def catalogue(writer: Writer) -> bytes:
        number = writer.reserve()
        data = _xmp(identity.title).encode()
        writer.stream(number, b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(data), data)
        return b"/Metadata %d 0 R" % number

    return Frame(identity.language, info, catalogue)


def _xmp(title: str) -> str:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{escape(title)}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    )
