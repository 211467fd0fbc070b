"""PDF: the chapters as HTML, wrapped into a printed book and laid out by WeasyPrint.

`book` writes the document, `contents` its table of contents, `shelf` serves it its files, `layout` lays it
out (`margin` its outer column), `repair` mends the tags and `annotations` adds the `comments`. `archive` makes it a
file for the archive: its `metadata`, its colours, the files `attached` to it. `glyphs` and `typefaces` see to it that
every character is drawn, and in the same font everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.diagnostics import Diagnostic, StopBuildError
from pipeline.diagnostics.codes import Code
from pipeline.emit.order import Files, Order
from pipeline.model import Page

if TYPE_CHECKING:
    from pipeline.emit.pdf.layout import Laid


def emit(order: Order) -> Files:
    """Give `handbook.pdf` (PDF/UA-1, ISO 14289-1, and PDF/A-3a, ISO 19005-3, at once).

    Raises:
        StopBuildError: WeasyPrint or one of its libraries is missing (E104), a character has no drawing (E181), or the
            layout failed (E182).
    """
    from pipeline.emit.formula import drawing, unread
    from pipeline.emit.pdf.book import book_html
    from pipeline.emit.pdf.comments import comments
    from pipeline.emit.pdf.findings import crowded, findings
    from pipeline.emit.pdf.glyphs import missing, refuse
    from pipeline.emit.pdf.repair import repair

    lacking: list[Diagnostic] = []

    def hear(sentence: str) -> None:
        for finding in findings(sentence, order.handbook):
            (lacking.append if finding.code is Code.E106 else order.report)(finding)

    book = book_html(order)
    refuse(missing(book, order.handbook), order.report)
    for finding in crowded(order.handbook, order.look):
        order.report(finding)
    ink = order.look.tokens["color"]["light"]["ink"]
    for finding in unread(order.handbook, lambda tex, display: drawing(tex, display, ink) is not None):
        order.report(finding)
    laid = _laid(order, book, hear)
    refuse(lacking, order.report)
    return {"handbook.pdf": repair(laid.data, comments(laid, order))}


def _laid(order: Order, book: str, hear: Callable[[str], None]) -> Laid:
    from pipeline.emit.pdf.archive import archived
    from pipeline.emit.pdf.book import book_html, style_sheet
    from pipeline.emit.pdf.failing import alone, blame
    from pipeline.emit.pdf.layout import layout
    from pipeline.emit.pdf.shelf import shelf

    sheet, side, finish = style_sheet(order.look), order.look.tokens["page"]["side"], archived(order)

    def fails(page: Page) -> bool:
        one = alone(page, order)
        try:
            layout(book_html(one), sheet, shelf(one), lambda _sentence: None, order.built, side)
        except Exception:  # noqa: BLE001  (whatever it is, it is what is looked for)
            return True
        return False

    try:
        return layout(book, sheet, shelf(order), hear, order.built, side, finish)
    except StopBuildError:
        raise
    except Exception as error:
        raise StopBuildError(blame(order.handbook, fails, error)) from error
