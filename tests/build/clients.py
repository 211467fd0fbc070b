"""Books as Word and ODT files, and what LibreOffice makes of them: made and printed once in a run of tests."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from msgspec.structs import replace

from pipeline.build import stages
from pipeline.emit import docx, odt
from pipeline.emit.look import look
from pipeline.emit.odt.document import told_again
from pipeline.emit.order import Order
from pipeline.messages import speaker
from pipeline.model import Handbook, JobSheet, Page
from tests.build.corpora import FOLDERS, Built, once, order_of
from tests.emit.read_aloud import Aloud, read_aloud
from tests.emit.sample import sample_order
from tests.emit.verapdf import broken_rules_of, lacking
from tests.office import ACCESSIBLE, convert

_SOURCES = Path(__file__).parents[2] / "sources"
OURS = ("sample-draft", "sample-final", "shipped")
NAMES = (*OURS, *FOLDERS)
# Of the real job sheets LibreOffice gets some, those of the most facts and of the fewest: their pages take it minutes.
_LARGE = "job-sheets"
_MOST, _FEWEST = 8, 3
_WATERMARK = re.compile(
    rb"<w:sdt>(?:(?!</w:sdt>).)*Watermarks.*?</w:sdt>|<draw:custom-shape draw:name=\"Watermark.*?</draw:custom-shape>",
    re.DOTALL,
)


class Made(NamedTuple):
    """A book and its two files."""

    book: Handbook
    docx: bytes
    odt: bytes


class Printed(NamedTuple):
    """A file, the tagged PDF that LibreOffice makes of it, and veraPDF's verdict on that: None without veraPDF."""

    file: Path
    pdf: Path
    verdict: list[str] | None

    def pages(self) -> list[str]:
        """Give the text of each page."""
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()

    def sizes(self) -> list[tuple[int, ...]]:
        """Give the size of each page in points."""
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            return [tuple(round(side) for side in page.get_size()) for page in document]
        finally:
            document.close()

    def outline(self) -> list[str]:
        """Give the titles of the bookmarks."""
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            return [str(entry.get_title()) for entry in document.get_toc()]
        finally:
            document.close()

    def aloud(self) -> Aloud:
        """Give what its tags say."""
        return read_aloud(self.pdf)


class Client(NamedTuple):
    """A book as LibreOffice has it: its Word file and its ODT printed, the ODT saved for Word."""

    book: Handbook
    word: Printed
    odt: Printed
    saved: Path


def maker(built: Callable[[str], Built] | None, base: Path) -> Callable[[str], Made]:
    """Give the function that makes a book of ours, or takes that of a real export from `built`."""
    known: dict[str, Made] = {}

    def give(name: str) -> Made:
        if name not in known:
            known[name] = _ours(name, base) if name in OURS else _real(name, built)
        return known[name]

    return give


def _real(name: str, built: Callable[[str], Built] | None) -> Made:
    assert built is not None
    own = built(name)
    return Made(own.book, own.file("docx"), own.file("odt"))


def _ours(name: str, base: Path) -> Made:
    order = _order(name)
    place = once(base, f"files-{name}", lambda place: _write(order, place))
    return Made(order.handbook, *((place / file).read_bytes() for file in (docx.FILE, odt.FILE)))


def _order(name: str) -> Order:
    if name.startswith("sample"):
        return sample_order("final" if name.endswith("final") else "draft")
    opened_sources = stages.open_sources(_SOURCES, lambda _found: None)
    book = stages.whole_book(opened_sources, lambda _found: None)
    read, say = opened_sources.folder.read, speaker("fr")
    return Order(book, "draft", look(), read, say, lambda _found: None, date(2026, 1, 31))


def _write(order: Order, place: Path) -> None:
    data = docx.emit(order)[docx.FILE]
    (place / docx.FILE).write_bytes(data)
    (place / odt.FILE).write_bytes(told_again(data, is_final=order.edition == "final").data)


def printer(made: Callable[[str], Made], corpora: Path | None, base: Path) -> Callable[[str], Client]:
    """Give the function that gives a book as LibreOffice has it; it is started once for ours, once for the others."""

    def give(name: str) -> Client:
        group, names = ("ours", OURS) if name in OURS else ("exports", FOLDERS)
        place = once(base, f"clients-{group}", lambda place: _print({one: _fewer(one) for one in names}, place))
        verdicts = json.loads((place / "verdicts.json").read_text())
        word, other = (
            Printed(place / f"{name}-{form}.{form}", place / f"{name}-{form}.pdf", verdicts.get(f"{name}-{form}"))
            for form in ("docx", "odt")
        )
        return Client(_fewer(name).book, word, other, place / "saved" / f"{name}-odt.docx")

    def _fewer(name: str) -> Made:
        if name != _LARGE or corpora is None:
            return made(name)
        order = order_of(corpora / name, some(made(name).book))
        place = once(base, f"files-{name}", lambda place: _write(order, place))
        return Made(order.handbook, *((place / file).read_bytes() for file in (docx.FILE, odt.FILE)))

    return give


def some(book: Handbook) -> Handbook:
    """Give a book of job sheets with some of them only."""
    sheets = sorted(
        ((len(one.trainings) + len(one.other_names), page.id) for page, one in _sheets(book)), key=lambda pair: pair[0]
    )
    kept = {identifier for _count, identifier in (*sheets[:_FEWEST], *sheets[-_MOST:])}
    first, *_others = book.parts
    part = replace(first, chapters=tuple(page for page in first.chapters if page.id in kept))
    return replace(book, parts=(part,), markers=tuple(one for one in book.markers if one.page in kept))


def _sheets(book: Handbook) -> Iterable[tuple[Page, JobSheet]]:
    return ((page, one) for page in book.parts[0].chapters for one in page.blocks if isinstance(one, JobSheet))


def _print(books: dict[str, Made], place: Path) -> None:
    for name, made in books.items():
        (place / f"{name}-docx.docx").write_bytes(_unstamped(made.docx))
        (place / f"{name}-odt.odt").write_bytes(_unstamped(made.odt))
    texts = [place / f"{name}-odt.odt" for name in books]
    convert([*(place / f"{name}-docx.docx" for name in books), *texts], ACCESSIBLE, place)
    convert(texts, "docx", place / "saved")
    pdfs = sorted(place.glob("*.pdf"))
    verdicts = {} if lacking() else broken_rules_of(pdfs, "ua1")
    told = {file.stem: lines for file, lines in verdicts.items()}
    (place / "verdicts.json").write_text(json.dumps(told))


def _unstamped(data: bytes) -> bytes:
    """Give a draft without its watermark: LibreOffice 7.4 tags one as a figure, though it is decoration in both files.

    It stands in the heads of Word's pages, and in the page styles of an ODT.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as bare:
        for name in package.namelist():
            member = package.read(name)
            if name.startswith(("word/header", "styles.xml")):
                member = _WATERMARK.sub(b"", member)
            # The first member of an ODT says what it is; it is not packed (OpenDocument 1.3, part 2, 3.3).
            bare.writestr(name, member, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()
