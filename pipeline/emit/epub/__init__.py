"""EPUB: the chapters as the web page draws them, put together by pandoc into an e-book, then finished.

`book` draws the leaves (openers of parts, chapters), `making` has pandoc make the package of them, `chapter` finishes
each file of text, `page_list` marks where the pages of the PDF begin, `navigation` and `metadata` finish what is said
of the book, `style` and `cover` are its look, `package` gives the same bytes for the same content. `xml` is the only
module that knows lxml.
"""

from __future__ import annotations

from pipeline.emit.order import Files, Order

FILE = "handbook.epub"


def emit(order: Order) -> Files:
    """Give `handbook.epub` (EPUB 3.3, W3C Recommendation).

    Where the PDF of the book has told its pages, the e-book has a list of them.

    Raises:
        StopBuildError: pandoc is missing or failed (E102).
    """
    from pipeline.diagnostics import found
    from pipeline.diagnostics.codes import Code
    from pipeline.emit.epub.addresses import unfollowed
    from pipeline.emit.epub.book import drawn
    from pipeline.emit.epub.finish import finish
    from pipeline.emit.epub.making import made
    from pipeline.emit.told import place_told

    book = drawn(order)
    package = made(order, book)
    for finding in unfollowed(order.handbook):
        order.report(finding)
    for message in package.messages:
        where = place_told(message.text, order.handbook)
        order.report(found(Code.E103, where, tool="pandoc", output=FILE, problem=message.text))
    return {FILE: finish(package.data, book, order)}
