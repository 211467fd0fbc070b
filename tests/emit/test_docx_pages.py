"""The Word file names the pages that the PDF of the same book has, the same ones each time."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pikepdf

from pipeline.emit import in_order
from pipeline.emit.captions import captions
from pipeline.emit.docx import FILE
from pipeline.emit.docx import emit as emit_docx
from pipeline.emit.order import Order, Store
from pipeline.emit.pdf import emit as emit_pdf
from pipeline.model import Figure
from tests.emit.docx_reading import every, part, said, style
from tests.emit.sample_make import at, p, t
from tests.emit.small import small_order


def _both(order: Order) -> tuple[dict[str, int], bytes, bytes]:
    """Give the pages that the PDF tells, the PDF, and the Word file made after it."""
    pages: dict[str, int] = {}
    pdf = emit_pdf(order._replace(paginated=pages.update))["handbook.pdf"]
    return pages, pdf, emit_docx(order._replace(pages=pages))[FILE]


def _order() -> Order:
    figure = Figure("images/atelier.png", "images/atelier.png", "Une salle", t("Une salle"), at())
    many = [p(f"Un paragraphe de plus, le numéro {number}, pour remplir la page.") for number in range(60)]
    return small_order(figure, *many, figure, figure)


def _lines(data: bytes, *styles: str) -> list[tuple[str, int]]:
    lines = [said(one).split("\t") for one in every(part(data, "document.xml"), "w:p") if style(one) in styles]
    return [(line[1], int(line[2])) for line in lines]


def test_contents_and_lists_name_the_pages_of_the_pdf() -> None:
    order = _order()
    pages, pdf, data = _both(order)
    shown = _lines(data, "TOC1", "TOC2")
    assert shown == [
        ("Essai", pages["page"]),
        ("Une autre page", pages["autre"]),
        ("Sa section", pages["autre-section"]),
    ]
    figures = [pages[one.id] for one in captions(order.handbook, order.say)]
    assert [page for _name, page in _lines(data, "TableofFigures")] == figures
    assert figures[0] < figures[-1]
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == max(pages.values())


def test_the_same_word_file_whether_the_pdf_was_kept_or_laid_out() -> None:
    kept: dict[bytes, bytes] = {}

    def keep(values: Mapping[bytes, bytes]) -> None:
        kept.update(values)

    order = _order()._replace(store=Store(kept.get, keep))
    first, again = _both(order), _both(order)
    assert kept
    assert first == again
    assert first[2] == _both(order._replace(store=Store()))[2]


def test_without_a_pdf_the_pages_are_estimated() -> None:
    data = emit_docx(_order())[FILE]
    found = [page for _name, page in _lines(data, "TOC1", "TOC2")]
    assert found == sorted(found)
    assert found[0] < found[1]


def test_a_booklet_has_pages_of_its_own_that_the_word_file_does_not_name() -> None:
    order = _order()
    with_booklet = order._replace(paper=type(order.paper)(booklet=True))
    assert _both(with_booklet)[0] == _both(order)[0]


def test_the_word_file_is_made_after_the_pdf() -> None:
    assert in_order(("docx", "pdf", "html")) == ("pdf", "html", "docx")
    assert in_order(("docx", "html")) == ("html", "docx")
