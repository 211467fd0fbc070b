"""Ends of pages, read back by geometry: what stays together, how paragraphs are cut, where words are hyphenated."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw
import pytest
import weasyprint
from msgspec.structs import replace

from pipeline.emit.look import look
from pipeline.emit.pdf import emit
from pipeline.emit.pdf.book import style_sheet
from pipeline.model import (
    Block,
    BulletList,
    Callout,
    CodeBlock,
    Inline,
    LineBreak,
    ListItem,
    Page,
    Paragraph,
    Quote,
    Text,
)
from tests.emit.sample_make import at, bullets, h, p, t
from tests.emit.small import small_order

_OFFSETS = range(2, 38)  # lines before the pieces: the first page ends at every place of what follows
_HEAD = 11.5  # points: running text is smaller, headings of sections are larger


def _lines(name: str, count: int) -> Paragraph:
    """Give a paragraph of so many lines, each with a word of its own."""
    children: list[Inline] = []
    for number in range(count):
        children += [Text(f"{name}l{number:02d}", at()), LineBreak()]
    return Paragraph(tuple(children[:-1]), at())


def _headed(name: str) -> tuple[Block, ...]:
    return (
        h(2, f"{name}section", f"{name}-section"),
        h(3, f"{name}sujet", f"{name}-sujet"),
        p(f"{name}annonce :"),
        bullets(*(f"{name}point{number}" for number in range(4))),
        Callout("info", (_lines(f"{name}encadre", 4),), at()),
        _lines(f"{name}texte", 7),
        CodeBlock("\n".join(f"{name}code{number}" for number in range(6)), "", at()),
    )


def _listed(name: str) -> tuple[Block, ...]:
    return (
        BulletList((ListItem((_lines(f"{name}longl", 7),), at()),), False, at()),
        Quote((_lines(f"{name}cite", 4),), at()),
    )


def _chapters() -> Iterator[Page]:
    """Give chapters whose pieces begin after so many lines; their words name the chapter and the piece."""
    for offset in _OFFSETS:
        for letter, pieces in (("c", _headed), ("d", _listed)):
            name = f"{letter}{offset:02d}"
            blocks = (_lines(f"{name}avant", offset), *pieces(name))
            yield Page(id=name, file=f"{name}.md", kind="page", title=t(f"Essai {name}"), blocks=blocks, span=at())


@pytest.fixture(scope="module")
def printed() -> list[str]:
    """Give the text of each page of a book whose pages end at every place of the same pieces."""
    order = small_order()
    (part,) = order.handbook.parts
    order = order._replace(handbook=replace(order.handbook, parts=(replace(part, chapters=tuple(_chapters())),)))
    document = pypdfium2.PdfDocument(emit(order)["handbook.pdf"])
    texts = [page.get_textpage().get_text_range() for page in document]
    return texts[next(number for number, text in enumerate(texts) if "avantl00" in text) :]  # behind the contents


def _pages(printed: list[str], word: str) -> set[int]:
    """Give the pages on which words that begin so stand."""
    return {number for number, text in enumerate(printed) if re.search(rf"\b{word}", text)}


def _each(printed: list[str], *pieces: str) -> Iterator[tuple[str, set[int]]]:
    """Give, for each chapter that has the pieces, the pages on which they stand."""
    letter = "d" if pieces[-1] in ("longl", "cite") else "c"
    for offset in _OFFSETS:
        found = [_pages(printed, f"{letter}{offset:02d}{piece}") for piece in pieces]
        assert all(found)
        yield f"{letter}{offset:02d}", set().union(*found)


def _ends_between(printed: list[str], before: str, after: str) -> bool:
    """Tell whether in some chapter a page ends between two pieces: else nothing was put to the test."""
    return any(len(pages) > 1 for _name, pages in _each(printed, before, after))


@pytest.mark.parametrize(
    "pieces",
    [
        ("section", "sujet", "annonce", "point0", "point1"),
        ("point2", "point3"),
        ("encadre",),
        ("code",),
        ("cite",),
    ],
)
def test_pieces_that_stay_together(printed: list[str], pieces: tuple[str, ...]) -> None:
    assert [name for name, pages in _each(printed, *pieces) if len(pages) > 1] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [("avant", "section"), ("point1", "point2"), ("point3", "encadre"), ("texte", "code"), ("longl", "cite")],
)
def test_pages_end_between_the_pieces(printed: list[str], before: str, after: str) -> None:
    assert _ends_between(printed, before, after)


@pytest.mark.parametrize("piece", ["texte", "longl"])
def test_no_line_is_alone_on_a_page(printed: list[str], piece: str) -> None:
    counts = [
        [len(set(re.findall(rf"{name}{piece}l\d\d", printed[number]))) for number in pages]
        for name, pages in _each(printed, piece)
    ]
    assert any(len(lines) > 1 for lines in counts)
    assert min(min(lines) for lines in counts) >= 2


def test_what_is_taller_than_a_page_is_cut_without_a_hole() -> None:
    order = small_order(_lines("avant", 8), Callout("info", (_lines("encadre", 70),), at()), p("apres"))
    document = pypdfium2.PdfDocument(emit(order)["handbook.pdf"])
    texts = [page.get_textpage().get_text_range() for page in document]
    counts = [len(re.findall(r"encadrel\d\d", text)) for text in texts]
    first = next(number for number, text in enumerate(texts) if "avantl00" in text)
    assert sum(counts) == 70
    assert counts[first] >= 10


def _last_size(page: pypdfium2.PdfPage) -> float:
    """Give the size in points of the lowest letters of a page above its foot, 0 for a page without words."""
    text = page.get_textpage()
    lowest, size = page.get_height(), 0.0
    for number in range(text.count_chars()):
        left, bottom, right, _top = text.get_charbox(number)
        if right - left < 0.5 or bottom < 26 * 72 / 25.4 or bottom >= lowest:
            continue
        matrix = pypdfium2.raw.FS_MATRIX()
        pypdfium2.raw.FPDFText_GetMatrix(text.raw, number, matrix)
        lowest, size = bottom, pypdfium2.raw.FPDFText_GetFontSize(text.raw, number) * abs(matrix.d)
    return size


def test_no_page_ends_with_a_heading() -> None:
    blocks: list[Block] = []
    for number in range(60):
        blocks += [h(2, f"Section {number}", f"s{number}"), p("Une ligne."), h(3, "Sujet", f"t{number}")]
        blocks += [_lines(f"texte{number}", 1 + number % 5)] if number % 3 else [bullets("un", "deux")]
    document = pypdfium2.PdfDocument(emit(small_order(*blocks))["handbook.pdf"])
    sizes = [_last_size(page) for page in document]
    assert len(sizes) > 8
    assert [number for number, size in enumerate(sizes) if size > _HEAD and number > 3] == []


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("fr", "développement", "déve-lop-pement"),
        ("en", "backlog", "back-log"),
        ("en", "framework", "frame-work"),
        ("fr", "framework", "fra-mework"),
        ("en", "workshop", "work-shop"),
        ("en", "feedback", "feed-back"),
        ("en", "roadmap", "roadmap"),
        ("fr", "agents", "agents"),
    ],
)
def test_words_are_cut_where_their_language_cuts_them(language: str, word: str, parts: str) -> None:
    page = f'<html lang="fr"><body><p style="width:1mm;overflow-wrap:normal"><span lang="{language}">{word}</span></p>'
    sheet = weasyprint.CSS(string=re.sub(r"@font-face\{[^}]*\}", "", style_sheet(look())))
    data = weasyprint.HTML(string=page).write_pdf(stylesheets=[sheet])
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    cut = re.sub(r"[\s\d]", "", text).replace("\ufffe", "-").replace("\x02", "-")
    assert cut == parts
