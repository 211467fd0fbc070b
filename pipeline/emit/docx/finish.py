"""Finishing what pandoc made, step by step, with python-docx."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml

from pipeline.emit.docx import FILE
from pipeline.emit.docx.book import Book
from pipeline.emit.docx.carried import add_parts, carried_parts, edition_of
from pipeline.emit.docx.comments import add_comments
from pipeline.emit.docx.drawings import add_grounds, relate_pictures, set_beside, set_cover_foot, settle_drawings
from pipeline.emit.docx.fonts import embed_fonts
from pipeline.emit.docx.listening import settle_listening
from pipeline.emit.docx.measures import page
from pipeline.emit.docx.names import bookmark
from pipeline.emit.docx.package import part_named, same_bytes, written
from pipeline.emit.docx.partings import part_frames, part_tables
from pipeline.emit.docx.properties import custom_properties, drop_custom, set_properties, set_settings
from pipeline.emit.docx.running import Furniture
from pipeline.emit.docx.sections import divide
from pipeline.emit.docx.settle_anchors import settle_anchors
from pipeline.emit.docx.settle_code import settle_code
from pipeline.emit.docx.settle_formulas import settle_formulas
from pipeline.emit.docx.settle_tables import settle_tables
from pipeline.emit.docx.settle_text import settle_lists, settle_notes, settle_runs, settle_spaces, settle_titles
from pipeline.emit.docx.settle_words import settle_words
from pipeline.emit.docx.todo import TODO, said_of
from pipeline.emit.docx.watermark import watermark
from pipeline.emit.docx.xml import Element
from pipeline.emit.front import draft_line
from pipeline.emit.order import Order
from pipeline.emit.outline import outline
from pipeline.manuscript.edition import cache_key, identity, packed
from pipeline.manuscript.reading import read

_NOTES = "/word/footnotes.xml"


def finish(data: bytes, book: Book, order: Order) -> bytes:
    """Give the finished Word file: the same bytes for the same order."""
    document = Document(BytesIO(data))
    tokens = order.look.tokens
    body = document.element.body
    notes = parse_xml(part_named(document, _NOTES).blob)
    roots: list[Element] = [body, notes]
    for root in roots:
        settle_anchors(root)
        settle_tables(root, book.scene.progress.plans, tokens)
        settle_code(root, book.scene.progress.codes)
        settle_formulas(root)
        settle_runs(root)
        settle_spaces(root)
        part_tables(root, document.styles.element, order.say)
        part_frames(root)
    settle_words(roots, document.styles.element)
    settle_notes(body, notes)
    settle_lists(document, roots, tokens)
    settle_titles(body, _numbered_titles(order))
    _divide(document, book, order)
    add_grounds(document, order, page(tokens))
    set_beside(body, tokens)
    set_cover_foot(body, tokens)
    settle_drawings(roots)
    relate_pictures(document, notes, part_named(document, _NOTES))
    settle_listening(document, body, notes, part_named(document, _NOTES))
    part_named(document, _NOTES)._blob = written(notes)
    if book.scene.draft:
        comments = [(marker, said_of(marker, book.scene)) for marker in order.handbook.markers]
        add_comments(document, comments, order.say("Editors"), order.built)
    set_properties(document, order)
    set_settings(document, order, embedded=embed_fonts(document, tokens))
    drop_custom(document)
    add_parts(document)
    out = BytesIO()
    document.save(out)
    return same_bytes(out.getvalue(), _carried(out.getvalue(), book, order))


def _carried(data: bytes, book: Book, order: Order) -> dict[str, bytes]:
    """Give the parts by which a file finds its way back; what it carries is kept for files that lose it on the way."""
    manuscript = read(data, order.report, FILE)
    title, sources = order.handbook.identity.title, book.scene.progress.sources
    data = packed(edition_of(manuscript, title, sources, draft=book.scene.draft))
    order.store.keep({cache_key(identity(data)): data})
    return carried_parts(data, custom_properties(order))


def _divide(document: DocumentType, book: Book, order: Order) -> None:
    title = order.handbook.identity.title
    tokens, draft = order.look.tokens, draft_line(order)
    measured = page(tokens)

    def stamp(number: int) -> str:
        color = tokens["color"]["light"]["line"]
        return watermark(draft, number, measured, color, tokens["font"]["body"]) if draft else ""

    furniture = Furniture(document, order.say, title, draft, stamp, {})
    divide(document, book.zones, measured, furniture, order.paper.sides == "two")


def _numbered_titles(order: Order) -> Mapping[str, int]:
    """Give the level of number of each page's title: 0 for chapters, whose style has it, -1 for none."""
    levels = {bookmark(TODO): -1}
    for entry in outline(order.handbook):
        if entry.sort != "part":
            levels[bookmark(entry.id)] = entry.number.count(".") if entry.number else -1
    return levels
