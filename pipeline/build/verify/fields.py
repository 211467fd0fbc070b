"""Which fields of the model are words that every finished file must hold, and which are not, each with its reason.

Runs of inlines and blocks are always followed; only the fields that hold plain texts are decided here. A test reads
both tables against the types of the model: a new field must be put in one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.emit.dates import iso_date, long_date
from pipeline.model import (
    Abbreviation,
    ApiAnswer,
    ApiField,
    ApiOperation,
    Attachment,
    Code,
    CodeBlock,
    Conditional,
    Figure,
    Identity,
    Image,
    IndexEntry,
    JobSheet,
    Mention,
    Record,
    RomeCode,
    SignMeaning,
    Text,
    Training,
    UnreadBlock,
    UnreadInline,
    Update,
)

COUNTED: dict[type[Struct], tuple[str, ...]] = {
    Abbreviation: ("added",),
    Text: ("text",),
    Code: ("text",),
    CodeBlock: ("title", "text"),
    UnreadInline: ("text",),
    UnreadBlock: ("text",),
    Mention: ("name",),
    Attachment: ("name",),
    Conditional: ("condition",),
    ApiOperation: ("method", "path"),
    ApiField: ("name", "kind"),
    ApiAnswer: ("status",),
    IndexEntry: ("code",),
    JobSheet: ("identifier",),
    RomeCode: ("code", "label"),
    Training: ("identifier",),
    SignMeaning: ("word",),
    Record: ("authors",),
    Identity: ("title", "subtitle", "organisation", "authors", "version", "licence"),
}
"""Texts that stand in every output as they are."""

DATED: dict[type[Struct], tuple[str, ...]] = {Record: ("date", "updated"), Update: ("date",), Identity: ("date",)}
"""Dates: they stand in outputs in words, or as written where they are no ISO dates."""

FRAMED: dict[type[Struct], tuple[str, ...]] = {Figure: ("alt", "source"), Image: ("alt", "source")}
"""Words of the frame that stands where a picture is missing; of a picture that is there, see `things`."""

EXCLUDED: dict[str, str] = {
    "Abbreviation.expansion": "told by a title; `added` where it is drawn",
    "Abbreviation.language": "chooses how it is read aloud",
    "Term.headword": "an identity inside the book",
    "Term.anchor": "an identity inside the book",
    "IndexEntry.main": "an identity inside the book",
    "Headword.key": "an identity inside the book",
    "Headword.see": "an identity inside the book",
    "Headword.forms": "other ways to write it, which the text has",
    "Headword.language": "chooses how it is read aloud",
    "Icon.name": "a sign: it says nothing to a reader",
    "Callout.kind": "said in the words of the output's language",
    "Callout.icon": "a sign",
    "Button.icon": "a sign",
    "Page.icon": "a sign",
    "Page.id": "an identity inside the book",
    "Page.file": "a place, not a text",
    "Page.kind": "what sort of page it is",
    "Part.id": "an identity inside the book",
    "Heading.anchor": "an identity inside the book",
    "Step.anchor": "an identity inside the book",
    "Step.aliases": "identities inside the book",
    "Heading.aliases": "identities inside the book",
    "Page.aliases": "identities inside the book",
    "Address.path": "former places of the page",
    "Record.language": "chooses the words of the outputs",
    "CodeBlock.language": "chooses the colours",
    "Cell.align": "a look",
    "Figure.asset": "a place in the source folder",
    "Figure.width": "a look",
    "Figure.dark": "the same picture for another background",
    "Image.asset": "a place in the source folder",
    "Image.width": "a look",
    "Image.dark": "the same picture for another background",
    "Image.title": "shown by a mouse only",
    "Link.title": "shown by a mouse only",
    "Link.target": "counted as a link",
    "CrossReference.target": "counted as a link",
    "Mention.target": "a page behind GitBook's door",
    "Embed.address": "counted as a link, or as words where it is printed",
    "ApiOperation.address": "counted as a link, or as words where it is printed",
    "Attachment.source": "the file that goes along, not a text",
    "Attachment.asset": "a place in the source folder",
    "Foreign.language": "how the words are read aloud",
    "Highlight.color": "a look",
    "Highlight.background": "a look",
    "FootnoteReference.label": "readers see a number",
    "Footnote.label": "readers see a number",
    "Math.text": "counted as a formula: it is drawn, not written",
    "MathBlock.text": "counted as a formula: it is drawn, not written",
    "SheetSection.kind": "what sort of part it is",
    "ApiField.where": "said in the words of the output's language",
    "Index.kind": "what sort of index it is",
    "Responsibility.kind": "said in the words of the output's language",
    "Responsibility.sign": "a sign: its word stands beside it",
    "SignMeaning.kind": "said in the words of the output's language",
    "SignMeaning.sign": "a sign: its word stands beside it",
    "Record.others": "keys for other programs, kept in the model alone",
    "Identity.language": "chooses the words of the outputs",
    "Identity.logo": "a place in the source folder",
}
"""What readers of an output do not get as words, and why."""

ELSEWHERE = frozenset(("Page.label", "Handbook.markers", "Handbook.repairs", "Handbook.vocabulary"))
"""Runs that are not followed: words of the navigation, which the page's own title repeats; what reports
list; the vocabulary, of which glossary and index are made."""


def own_texts(node: Struct, language: str) -> Iterator[str]:
    """Give the texts of a node's own fields that every output must hold (not those of the nodes in it)."""
    kind = type(node)
    for name in COUNTED.get(kind, ()):
        value = getattr(node, name)
        yield from (value,) if isinstance(value, str) else value
    for name in DATED.get(kind, ()):
        text = getattr(node, name)
        day = iso_date(text)
        yield long_date(day, language) if day else text
    if isinstance(node, Figure | Image) and not node.asset:
        yield from (getattr(node, name) for name in FRAMED[kind])
