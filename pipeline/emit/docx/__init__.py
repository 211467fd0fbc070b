"""Word: the book as pandoc's tree, made into a document by pandoc with a reference document of our own, then finished.

`book` draws the tree (`chapter`, `block`, `inline` and their neighbours), `reference` makes the reference document
from the tokens, `finish` does with python-docx what pandoc cannot: sections, comments, cover, header rows.
"""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.diagnostics import found
from pipeline.diagnostics.codes import Code
from pipeline.emit.order import Files, Order
from pipeline.emit.told import place_told

FILE = "handbook.docx"


def emit(order: Order) -> Files:
    """Give `handbook.docx` (ISO/IEC 29500, transitional), on the paper of the order.

    Where the PDF of the book has told its pages, contents, lists and indexes name these; else they are estimated.

    Raises:
        StopBuildError: pandoc is missing or failed (E102).
    """
    from pipeline.emit.docx.book import book
    from pipeline.emit.docx.estimate import estimated_pages
    from pipeline.emit.docx.finish import finish
    from pipeline.emit.docx.formulas import report_formulas
    from pipeline.emit.docx.names import bookmark
    from pipeline.emit.docx.picture import pictures
    from pipeline.emit.docx.reference import reference
    from pipeline.emit.docx.restyled import restyled
    from pipeline.emit.formats import sized
    from pipeline.emit.pandoc import NO_FORMULA, convert

    order = order._replace(look=sized(order.look, replace(order.paper, marks=False)))
    shelf: dict[str, bytes] = {}
    picture = pictures(order, shelf)
    drawn = book(order, {}, picture)
    known = {bookmark(identifier): page for identifier, page in order.pages.items()}
    known = {**estimated_pages(drawn.blocks, drawn.scene.measures), **known}
    template = reference(order.look, order.handbook.identity.language)
    if order.reference.data:
        template = restyled(template, order.reference, order.report)
    drawn = book(order, known, picture)
    made = convert(drawn.blocks, "docx", FILE, {**shelf, **drawn.scene.progress.drawn}, template)
    dead = frozenset(message.subject for message in made.messages if message.kind == NO_FORMULA)
    if dead:
        # pandoc leaves such a formula between dollars, in the middle of the text.
        drawn = book(order, known, picture, dead)
        made = convert(drawn.blocks, "docx", FILE, {**shelf, **drawn.scene.progress.drawn}, template)
        report_formulas(order, dead, FILE)
    for message in made.messages:
        where = place_told(message.text, order.handbook)
        order.report(found(Code.E103, where, tool="pandoc", output=FILE, problem=message.text))
    return {FILE: finish(made.data, drawn, order)}
