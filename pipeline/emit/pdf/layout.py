"""Laying out a document with WeasyPrint: the only module that knows it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pipeline.diagnostics import StopBuildError, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.pdf.margin import Mark, marks_of, settle
from pipeline.emit.pdf.typefaces import font_configuration
from pipeline.emit.spots import ANCHOR

if TYPE_CHECKING:
    from types import ModuleType

    import pydyf
    from weasyprint.urls import URLFetcher

BASE = "book:/"
_PIXELS = 96 / 25.4  # in a millimetre

EPOCH = date(1980, 1, 1)

Hear: TypeAlias = Callable[[str], None]
Finish: TypeAlias = "Callable[[pydyf.PDF], None]"


class Laid(NamedTuple):
    """A document as PDF, and where in it the markers of a draft stand."""

    data: bytes
    marks: tuple[Mark, ...]


def layout(
    html: str,
    sheet: str,
    shelf: Callable[[str], tuple[str, bytes]],
    hear: Hear,
    day: date = EPOCH,
    side: float = 0.0,
    finish: Finish = lambda _pdf: None,
) -> Laid:
    """Give a document as tagged PDF; `finish` may change the file before it is written.

    Every file it asks for comes from `shelf`; `hear` gets each sentence that WeasyPrint has to say, once.
    `day` is written where a font wants a date; `side` is the width in millimetres of the outer column, in which the
    numbers of markers stand.

    Raises:
        StopBuildError: WeasyPrint or a library it needs is missing (E104).
    """
    weasyprint = _weasyprint()
    fetcher = _fetcher(shelf)
    with _listening(hear), _dated(day):
        fonts = font_configuration()
        style = weasyprint.CSS(string=sheet, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
        source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        options = {
            "stylesheets": [style],
            "pdf_version": "1.7",
            "pdf_tags": True,
            "pdf_identifier": True,
            "presentational_hints": True,
        }
        document = source.render(font_config=fonts, **options)
        marks = tuple(_settled(document, side))
        written = document.write_pdf(
            finisher=lambda _document, pdf: finish(pdf), **{**weasyprint.DEFAULT_OPTIONS, **options}
        )
    return Laid(bytes(written), marks)


def _settled(document: Any, side: float) -> Iterator[Mark]:
    """Settle the outer column of each page on which a marker stands; give where the markers are."""
    from weasyprint.document import Page

    for number, page in enumerate(document.pages):
        if any(name.startswith(ANCHOR) for name in page.anchors):
            settle(page._page_box, side * _PIXELS)
            yield from marks_of(page._page_box, number)
            # What is known of a page's links and places was read off its boxes before they were moved.
            document.pages[number] = Page(page._page_box)


def _weasyprint() -> ModuleType:
    try:
        import weasyprint.text.fonts
    except (ImportError, OSError) as error:
        # OSError: the package is there, but Pango is not.
        raise StopBuildError(found(Code.E104, None, problem=str(error).strip().splitlines()[0])) from error
    module: ModuleType = weasyprint
    return module


def _fetcher(shelf: Callable[[str], tuple[str, bytes]]) -> URLFetcher:
    """Give a fetcher that knows the shelf and nothing else: no file, no network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ShelfFetcher(URLFetcher):  # type: ignore[misc]  # the library asks for a subclass, and has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            kind, data = shelf(url)
            return URLFetcherResponse(url, data, {"Content-Type": kind})

    return ShelfFetcher(allowed_protocols=())


@contextmanager
def _dated(day: date) -> Iterator[None]:
    """Let the subset of an emoji font carry a day, not the time of the run: fontTools asks this variable."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    if before is None:
        os.environ[name] = str(int(datetime.combine(day, time(), UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]


@contextmanager
def _listening(hear: Hear) -> Iterator[None]:
    """Pass on what WeasyPrint logs while the block runs, each sentence once."""
    told: set[str] = set()

    def catch(record: logging.LogRecord) -> bool:
        sentence = record.getMessage()
        if record.levelno >= logging.WARNING and sentence not in told:
            told.add(sentence)
            hear(sentence)
        return True

    logger = logging.getLogger("weasyprint")
    logger.addFilter(catch)
    try:
        yield
    finally:
        logger.removeFilter(catch)
