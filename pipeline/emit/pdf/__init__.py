"""PDF: the book as leaves of HTML, each laid out alone by WeasyPrint, and linked into one file.

`book` writes the leaves, `contents` the table of contents, `shelf` gives the files they name. `engine` has each leaf
laid out (`layout`, `margin`, `slots`, `taking`), in other processes where there are many (`press`), and the `fragment`s
linked (`linking`, `shared_fonts`, `writing`). `tagging` makes the tree of tags and `annotations` adds the `comments`.
`archive` makes it a file for the archive: its `metadata`, its colours, the files `attached` to it. `glyphs` and
`typefaces` see to it that every character is drawn, and in the same font everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic, StopBuildError, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.order import Files, Order
from pipeline.emit.spots import ANCHOR

_MARKER = re.compile(rf"\b{ANCHOR}[0-9a-f]+\b")

if TYPE_CHECKING:
    from pipeline.emit.pdf.book import Printed
    from pipeline.emit.pdf.engine import Bound
    from pipeline.model import Page


def emit(order: Order) -> Files:
    """Give `handbook.pdf` (PDF/UA-1, ISO 14289-1, and PDF/A-3a, ISO 19005-3, at once), and `handbook-livret.pdf`.

    The second one is the booklet for a printer, where `order.paper` asks for it.

    Raises:
        StopBuildError: WeasyPrint or one of its libraries is missing (E104), a process was ended (E201), a character
            has no drawing (E181), or the layout failed (E182).
    """
    data = _book(order)
    if not order.paper.booklet:
        return {"handbook.pdf": data}
    return {"handbook.pdf": data, "handbook-livret.pdf": _booklet(order, data)}


def _book(order: Order) -> bytes:
    """Give the book on the paper of an order."""
    from pipeline.emit.formats import sized
    from pipeline.emit.formula import drawing, unread
    from pipeline.emit.pdf.book import printed, whole
    from pipeline.emit.pdf.findings import findings
    from pipeline.emit.pdf.glyphs import missing, refuse

    order = order._replace(look=sized(order.look, order.paper))
    book = printed(order)
    refuse(missing(whole(book), order.handbook), order.report)
    ink = order.look.tokens["color"]["light"]["ink"]
    for one in unread(order.handbook, lambda tex, display: drawing(tex, display, ink) is not None):
        order.report(one)
    bound = _bound_or_blamed(book, order)
    lacking: list[Diagnostic] = []
    for sentence in bound.told:
        for one in findings(sentence, order.handbook):
            (lacking.append if one.code is Code.E106 else order.report)(one)
    refuse(lacking, order.report)
    order.paginated(bound.pages)
    order.opened(bound.openings)
    return bound.data


def _booklet(order: Order, data: bytes) -> bytes:
    """Give the booklet; `data` is the book on the paper of the order, which may be the booklet's."""
    from pipeline.emit.formats import BOOKLET
    from pipeline.emit.pdf.imposing import THICKEST, booklet

    paper = replace(BOOKLET, grey=order.paper.grey)
    if replace(order.paper, booklet=False) != paper:
        # What is to be told of the book has been told once.
        data = _book(order._replace(paper=paper, report=_unheard, paginated=_unheard, opened=_unheard, attached=()))
    title = order.say("{title} – sheets of the booklet", title=order.handbook.identity.title)
    about = order.say(
        "For printing only: both sides, flipped on the short edge, then folded. To be read: handbook.pdf."
    )
    made = booklet(data, {"Title": title, "Subject": about})
    if made.pages > THICKEST:
        order.report(found(Code.E210, None, pages=made.pages, most=THICKEST))
    return made.data


def _unheard(_told: object) -> None:
    """Let go what has been told of the book already."""


def _bound_or_blamed(book: Printed, order: Order) -> Bound:
    """Give the book as PDF, or stop with the place where its layout fails."""
    from pipeline.emit.pdf.book import printed
    from pipeline.emit.pdf.failing import alone, blame
    from pipeline.emit.pdf.press import LayoutError

    def fails(page: Page) -> bool:
        one = alone(page, order)
        try:
            _bound(printed(one), one)
        except LayoutError:
            return True
        return False

    try:
        return _bound(book, order)
    except LayoutError as error:
        raise StopBuildError(blame(order.handbook, fails, error)) from error


def _bound(book: Printed, order: Order) -> Bound:
    from pipeline.emit.pdf.archive import frame
    from pipeline.emit.pdf.book import style_sheet
    from pipeline.emit.pdf.comments import comments
    from pipeline.emit.pdf.engine import Leaf, bind, laid_with
    from pipeline.emit.pdf.fragment import Job
    from pipeline.emit.pdf.shelf import named, shelf
    from pipeline.emit.pdf.slots import fragment_sheet

    sheet = style_sheet(order.look, order.paper)
    own_shelf, said = shelf(order), comments(order)

    def job(html: str) -> Job:
        return Job(
            html=book.shell(html),
            sheet=sheet if order.is_whole else fragment_sheet(sheet),
            files=named(html + sheet, own_shelf),
            comments={anchor: said[anchor] for anchor in sorted(said.keys() & set(_MARKER.findall(html)))},
            side=order.look.tokens["page"]["side"],
            day=order.built.isoformat(),
            grey=order.paper.grey,
            version=laid_with(),
        )

    leaves = (Leaf("whole", "\n".join(leaf.html for leaf in book.leaves)),) if order.is_whole else book.leaves
    return bind(leaves, job, frame(order), order.store)
