"""PDF: the book as leaves of HTML, each laid out alone by WeasyPrint, and linked into one file.

`book` writes the leaves, `contents` the table of contents, `shelf` gives the files they name. `engine` has each leaf
laid out (`layout`, `margin`, `slots`, `taking`), in other processes where there are many (`press`), and the `fragment`s
linked (`linking`, `shared_fonts`, `writing`). `tagging` makes the tree of tags and `annotations` adds the `comments`.
"""

from __future__ import annotations

from pipeline.emit.order import Files, Order


def emit(order: Order) -> Files:
    """Give `handbook.pdf` (PDF/UA-1, ISO 14289-1).

    Raises:
        StopBuildError: WeasyPrint or one of its libraries is missing (E104).
    """
    from pipeline.emit.formula import drawing, unread
    from pipeline.emit.pdf.book import printed, style_sheet
    from pipeline.emit.pdf.comments import comments
    from pipeline.emit.pdf.engine import Leaf, bind, laid_with
    from pipeline.emit.pdf.findings import findings
    from pipeline.emit.pdf.fragment import Job
    from pipeline.emit.pdf.frame import frame
    from pipeline.emit.pdf.shelf import named, shelf
    from pipeline.emit.pdf.slots import fragment_sheet

    ink = order.look.tokens["color"]["light"]["ink"]
    for finding in unread(order.handbook, lambda tex, display: drawing(tex, display, ink) is not None):
        order.report(finding)
    book = printed(order)
    sheet = style_sheet(order.look)
    own_shelf = shelf(order)
    said = comments(order)

    def job(html: str) -> Job:
        return Job(
            html=book.shell(html),
            sheet=sheet if order.is_whole else fragment_sheet(sheet),
            files=named(html + sheet, own_shelf),
            comments={anchor: one for anchor, one in said.items() if anchor in html},
            side=order.look.tokens["page"]["side"],
            day=order.built.isoformat(),
            version=laid_with(),
        )

    leaves = (Leaf("whole", "\n".join(leaf.html for leaf in book.leaves)),) if order.is_whole else book.leaves
    bound = bind(leaves, job, frame(order), order.store)
    for sentence in bound.told:
        for finding in findings(sentence, order.handbook):
            order.report(finding)
    return {"handbook.pdf": bound.data}
