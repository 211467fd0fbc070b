"""Finishing the document's properties and settings."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml

from pipeline.config import PrintSettings
from pipeline.emit.characters import readable
from pipeline.emit.docx.language import word_language
from pipeline.emit.docx.package import part_named
from pipeline.emit.front import draft_line, edition_words
from pipeline.emit.order import Order
from pipeline.model.text import plain
from pipeline.model.walk import each_page

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
# Large print has no hyphens.
_HYPHENS = '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:doNotHyphenateCaps/>'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def set_properties(document: Document, order: Order) -> None:
    """Say what the document is: title, subject, authors, keywords, language, company, dates."""
    identity, core = order.handbook.identity, document.core_properties
    core.title = _field(identity.title)
    core.subject = _field(identity.subtitle)
    core.author = _field(", ".join(identity.authors) or identity.organisation)
    core.last_modified_by = core.author
    core.keywords = _field(", ".join(_keywords(order)))
    core.language = word_language(identity.language)
    core.version = _field(identity.version)
    core.revision = 1
    core.comments = _field(_description(order))
    core.category = _field(order.say("Handbook"))
    # "Final" is what Word writes, in every language, when somebody marks a document as final.
    core.content_status = edition_words(order) if order.edition == "draft" else "Final"
    core.created = core.modified = datetime(order.built.year, order.built.month, order.built.day)
    _set_blob(document, "/docProps/app.xml", _application(_field(identity.organisation)))


def custom_properties(order: Order) -> dict[str, str | bool]:
    """Give the properties beyond the usual ones: a final edition is marked as final, so that Word says so."""
    return {} if order.edition == "draft" else {"_MarkAsFinal": True}


def _description(order: Order) -> str:
    """Say in a sentence what the document is: its edition, its version, who publishes it."""
    identity = order.handbook.identity
    version = order.say("Version {version}", version=identity.version) if identity.version else ""
    edition = draft_line(order) or edition_words(order)
    return " · ".join(part for part in (edition, version, identity.organisation, identity.licence) if part)


def _field(text: str) -> str:
    """Give a text as a property may hold it (python-docx takes 255 characters)."""
    return readable(text)[:255]


def _keywords(order: Order) -> list[str]:
    """Give the subjects that pages name in their front matter, each once."""
    pages = each_page(tuple(page for part in order.handbook.parts for page in part.chapters))
    return list(dict.fromkeys(plain(tag).strip() for page in pages for tag in page.record.tags))


def _application(company: str) -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    named = f"<Company>{escape(company)}</Company>" if company else ""
    program = "<Application>Microsoft Office Word</Application>"
    return f'<Properties xmlns="{space}">{program}{named}<AppVersion>16.0000</AppVersion></Properties>'


def _set_blob(document: Document, name: str, xml: str) -> None:
    part_named(document, name)._blob = (_HEAD + xml).encode()


def set_settings(document: Document, order: Order, embedded: bool) -> None:
    """Write the settings: hyphens, the reader's language, the newest layout; no field is updated on opening."""
    language = word_language(order.handbook.identity.language)
    comma = language.split("-")[0] != "en"
    root = parse_xml(_settings(language, comma, embedded, order.paper))
    part_named(document, "/word/settings.xml")._element = root  # type: ignore[attr-defined]


def _settings(language: str, comma: bool, embedded: bool, paper: PrintSettings) -> str:
    """Give `word/settings.xml`, its elements in the order of the schema (17.15.1.78)."""
    two_sided = "<w:evenAndOddHeaders/>" if paper.sides == "two" else ""
    hyphens = "" if paper.large else _HYPHENS
    fonts = "<w:embedTrueTypeFonts/>" if embedded else ""
    uri = "http://schemas.microsoft.com/office/word"
    modes = ("compatibilityMode", "15"), ("overrideTableStyleFontSizeAndJustification", "1")
    compatible = "".join(f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in modes)
    colors = " ".join(
        f'w:{name}="{value}"'
        for name, value in (
            *(("bg1", "light1"), ("t1", "dark1"), ("bg2", "light2"), ("t2", "dark2")),
            *((f"accent{number}", f"accent{number}") for number in range(1, 7)),
            *(("hyperlink", "hyperlink"), ("followedHyperlink", "followedHyperlink")),
        )
    )
    return (
        f'<w:settings {_W} {_M}><w:zoom w:percent="100"/>{fonts}<w:defaultTabStop w:val="709"/>{hyphens}{two_sided}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat>{compatible}</w:compat>"
        '<m:mathPr><m:mathFont m:val="Cambria Math"/></m:mathPr>'
        f'<w:themeFontLang w:val="{language}"/><w:clrSchemeMapping {colors}/>'
        f'<w:decimalSymbol w:val="{"," if comma else "."}"/>'
        f'<w:listSeparator w:val="{";" if comma else ","}"/></w:settings>'
    )


def drop_custom(document: Document) -> None:
    """Take out the part of custom properties, which pandoc leaves empty."""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/custom-properties")]:
        del relations[key]
