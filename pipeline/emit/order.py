"""What an emitter is given: the book, how it is to look, and the ways to its pictures and to the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from pipeline.config import PrintSettings
from pipeline.diagnostics import Report
from pipeline.emit.history import Point
from pipeline.emit.look import Look
from pipeline.emit.publication import Publication
from pipeline.memory import Memory
from pipeline.messages import Say
from pipeline.model import Handbook
from pipeline.source import Span

Edition: TypeAlias = Literal["draft", "final"]
Files: TypeAlias = Mapping[str, bytes]


class Store(NamedTuple):
    """Where an emitter keeps between builds what it worked out, by the content it was made from."""

    kept: Callable[[bytes], bytes | None] = lambda _key: None
    keep: Callable[[Mapping[bytes, bytes]], None] = lambda _values: None


def remembered(store: Store, key: bytes, make: Callable[[], bytes]) -> bytes:
    """Give what is kept under a key, else make it and keep it."""
    known = store.kept(key)
    if known is None:
        known = make()
        store.keep({key: known})
    return known


def _unheard(_told: object) -> None:
    """Let what a PDF tells of its pages go: nobody wants it."""


class Reference(NamedTuple):
    """An organisation's own Word document, whose styles are taken: its name, its bytes, where it is asked for."""

    file: str = ""
    data: bytes = b""
    place: Span | None = None


def _no_source(file: str) -> bytes:
    raise FileNotFoundError(file)


class Order(NamedTuple):
    """One order to an emitter.

    Attributes:
        handbook: the normalised model, its markers recognised.
        edition: a draft shows its markers, a final edition does not.
        look: templates, tokens and fonts.
        picture: gives the bytes of a picture by its path in the source folder (`Figure.asset`,
        `Image.asset`).
        say: the words inside the outputs, in the handbook's language.
        report: where to tell what a format could not show.
        built: the date printed on a draft (SOURCE_DATE_EPOCH where it is set).
        edit_url: where a file can be edited on the forge, or ""; `{file}` and `{line}` stand for the place.
        history: how many markers there were over time, the oldest first; empty where that was not asked for.
        print_links: whether links out of the book have a number in print, and each chapter a list of them.
        allowed: why a final edition is published though sure markers remain (printed in the colophon), or "".
        store: where fragments of the PDF are kept.
        is_whole: the PDF is laid out as one document instead of chapter by chapter.
        paper: what sheet the PDF is made for.
        attached: the text files of the sources to be attached inside the PDF, with the to-do report; none: nothing.
        source: gives the bytes of one of them.
        paginated: where the PDF tells the page of each id in it.
        pages: the page of each id, as the PDF of the same book has them; none where there is no PDF.
        opened: where the PDF tells the first words of each page.
        openings: these words by the number of the page, a line for each piece of text; none where there is no PDF.
        reference: an organisation's own styles for Word, or none.
        publication: what a site says beside the book.
        memory: what a live preview remembers of pages from one save to the next; None: nothing.
        made: the files that this build has made already, by name: the ODT is the Word document told again.
    """

    handbook: Handbook
    edition: Edition
    look: Look
    picture: Callable[[str], bytes]
    say: Say
    report: Report
    built: date
    edit_url: str = ""
    history: tuple[Point, ...] = ()
    allowed: str = ""
    store: Store = Store()
    is_whole: bool = False
    print_links: bool = False
    paper: PrintSettings = PrintSettings()
    attached: tuple[str, ...] = ()
    source: Callable[[str], bytes] = _no_source
    paginated: Callable[[Mapping[str, int]], None] = _unheard
    pages: Mapping[str, int] = {}
    opened: Callable[[Mapping[int, str]], None] = _unheard
    openings: Mapping[int, str] = {}
    reference: Reference = Reference()
    publication: Publication = Publication()
    memory: Memory | None = None
    made: Files = MappingProxyType({})


Emitter: TypeAlias = Callable[[Order], Files]
