"""Laying out a document with WeasyPrint: the only module that knows it, with `taking`, `slots` and `margin`.

WeasyPrint's version is locked: three functions inside its writing of a PDF are replaced while a fragment is made,
those that would refuse links out of the fragment, write fonts and make the tags.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from msgspec.structs import replace

from pipeline.diagnostics import StopBuildError, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.fonts import PRINT_FACES, font_bytes
from pipeline.emit.pdf.fragment import Fragment, Job
from pipeline.emit.pdf.grey import in_grey
from pipeline.emit.pdf.margin import Mark, marks_of, settle
from pipeline.emit.pdf.replacing import replaced
from pipeline.emit.pdf.slots import open_slots
from pipeline.emit.pdf.taking import taken
from pipeline.emit.pdf.typefaces import font_configuration
from pipeline.emit.picture import inner_picture
from pipeline.emit.spots import ANCHOR

if TYPE_CHECKING:
    from types import ModuleType

    from weasyprint.urls import URLFetcher

BASE = "book:/"
FONTS = "book:fonts/"
_PIXELS = 96 / 25.4  # in a millimetre
_OPTIONS = {"presentational_hints": True, "pdf_tags": True}


class _Style(NamedTuple):
    """A style sheet read once, with the fonts it names."""

    css: Any
    fonts: Any


def lay(job: Job) -> Fragment:
    """Lay out a document.

    Raises:
        StopBuildError: WeasyPrint or a library it needs is missing (E104).
    """
    weasyprint = _weasyprint()
    files = {address: (kind, data) for address, kind, data in job.files}
    told: list[str] = []
    with _listening(told.append), _dated(date.fromisoformat(job.day)), in_grey() if job.grey else nullcontext():
        style = _style(job.sheet)
        source = weasyprint.HTML(string=job.html, base_url=BASE, url_fetcher=_fetcher(_shelf(files)))
        document = source.render(font_config=style.fonts, stylesheets=[style.css], **_OPTIONS)
        marks = tuple(_settled(document, job.side))
        fragment = _drawn(document, job, marks)
    return replace(fragment, told=tuple(told))


@lru_cache(maxsize=4)
def _style(sheet: str) -> _Style:
    weasyprint = _weasyprint()
    fonts = font_configuration()
    css = weasyprint.CSS(string=sheet, base_url=BASE, url_fetcher=_fetcher(_shelf({})), font_config=fonts)
    return _Style(css, fonts)


def _settled(document: Any, side: float) -> Iterator[Mark]:
    """Settle the outer column of each page on which a marker stands; give where the markers are."""
    from weasyprint.document import Page

    for number, page in enumerate(document.pages):
        if any(name.startswith(ANCHOR) for name in page.anchors):
            settle(page._page_box, side * _PIXELS)
            yield from marks_of(page._page_box, number)
            # What is known of a page's links and places was read off its boxes before they were moved.
            document.pages[number] = Page(page._page_box)


def _drawn(document: Any, job: Job, marks: tuple[Mark, ...]) -> Fragment:
    """Draw a laid-out document and take it as a fragment."""
    import pydyf
    import weasyprint
    import weasyprint.pdf as writing

    from pipeline.emit.pdf.tagging import own_tags

    digits: dict[str, Any] = {}
    fonts = pydyf.Dictionary()

    with own_tags(document, job.comments, marks):
        add_tags = writing.add_tags

        def tags(pdf: Any, its_document: Any, version: Any, streams: Sequence[Any]) -> None:
            digits.update(open_slots(its_document, list(streams)))
            add_tags(pdf, its_document, version, streams)

        ours = {
            "resolve_links": _all_links,
            "build_fonts_dictionary": lambda *_given: fonts,
            "add_tags": tags,
        }
        with replaced(writing, ours):
            pdf = writing.generate_pdf(document, None, 1, **{**weasyprint.DEFAULT_OPTIONS, **_OPTIONS})
    pdf.fonts_number = fonts.number
    return replace(taken(pdf, document, digits, _own_faces()), openings=tuple(document.openings))


def _all_links(pages: Sequence[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
    """Give the links of each page, also those whose place is in another fragment; places are named by the book."""
    for page in pages:
        yield page.links, []


@cache
def _own_faces() -> frozenset[str]:
    return frozenset(sha256(font_bytes(face.file)).hexdigest() for face in PRINT_FACES)


def _shelf(files: dict[str, tuple[str, bytes]]) -> Callable[[str], tuple[str, bytes]]:
    """Give the function that answers an address: one of the job's files, or a font of the book."""

    def answer(address: str) -> tuple[str, bytes]:
        if address in files:
            return files[address]
        inner = inner_picture(address)
        if inner is not None:
            return inner
        name = unquote(address.removeprefix(FONTS))
        if address.startswith(FONTS) and name in {face.file for face in PRINT_FACES}:
            return "font/ttf", font_bytes(name)
        raise LookupError("the book has no such file")

    return answer


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
    """Let what is made of a font carry a day, not the time of the run: fontTools asks this variable."""
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
def _listening(hear: Callable[[str], None]) -> Iterator[None]:
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
