"""Books of one chapter for tests of a single piece, and their outputs as trees and pages."""

from __future__ import annotations

from typing import Any

import pypdfium2
from lxml import html
from msgspec.structs import replace

from pipeline.emit.html import emit as emit_html
from pipeline.emit.order import Edition, Order
from pipeline.emit.pdf import emit as emit_pdf
from pipeline.model import Block, Link, Page, Part
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, h, p, t


def small_order(*blocks: Block, edition: Edition = "final", links: tuple[Link, ...] = ()) -> Order:
    """Give an order for a chapter `page` of these blocks and a chapter `autre` with a section, without parts."""
    order = sample_order(edition)
    page = Page(id="page", file="page.md", kind="page", title=t("Essai"), blocks=blocks, span=at())
    other = Page(
        id="autre",
        file="autre.md",
        kind="page",
        title=t("Une autre page"),
        blocks=(h(2, "Sa section", "autre-section"), p("Fin.")),
        span=at(),
    )
    return order._replace(handbook=replace(order.handbook, parts=(Part("", (), (page, other), links),), markers=()))


def screen(order: Order) -> Any:
    """Give the tree of the screen page."""
    return html.document_fromstring(emit_html(order)["handbook.html"].decode())


def pages(order: Order) -> list[str]:
    """Give the text of each printed page, lines joined and spaces as one."""
    document = pypdfium2.PdfDocument(emit_pdf(order)["handbook.pdf"])
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return texts
