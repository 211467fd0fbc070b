"""The PDF on other papers: A5, two-sided, for a printer, large print, shades of grey, the booklet."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from pipeline.build.verify import verified
from pipeline.config import PrintSettings
from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit.decided import each_decision
from pipeline.emit.fonts import widths
from pipeline.emit.formats import BLEED, sized
from pipeline.emit.html.todo import TODO_ID
from pipeline.emit.hygiene import emit as emit_hygiene
from pipeline.emit.look import look
from pipeline.emit.order import Store
from pipeline.emit.outline import outline
from pipeline.emit.pdf import emit
from pipeline.emit.pdf.book import style_sheet
from pipeline.emit.pdf.grey import grey
from pipeline.emit.pdf.imposing import booklet, imposition
from pipeline.model import Table
from tests.emit.laid import laid
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, p, row
from tests.emit.small import small_order
from tests.emit.test_look import contrast
from tests.emit.verapdf import broken_rules, lacking
from tests.emit.words import words
from tests.reading_back import missing_words, pdf_text

_POINTS = 72 / 25.4
PAPERS = {
    "A5": PrintSettings(size="A5"),
    "two-sided": PrintSettings(sides="two"),
    "printer": PrintSettings(size="A5", sides="two", marks=True),
    "large": PrintSettings(large=True),
    "grey": PrintSettings(grey=True),
}


@cache
def _data(name: str, *, is_whole: bool = False) -> bytes:
    """Give the sample on a paper."""
    findings: list[Diagnostic] = []
    order = sample_order(report=findings.append)._replace(paper=PAPERS[name], is_whole=is_whole)
    data = emit(order)["handbook.pdf"]
    assert findings == []
    return data


def _pages(data: bytes) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(data))


def _tones(picture: Image.Image) -> tuple[int, int]:
    """Give the darkest and the lightest shade of a picture, from 0 to 255."""
    shades = picture.convert("L").tobytes()
    return min(shades), max(shades)


def _letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float, float, float]]:
    """Give the letters of a page with the sides of their rectangles: left, bottom, right, top."""
    text = page.get_textpage()
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        sign = text.get_text_range(place, 1)
        if right > left and sign.strip():
            yield sign, left, bottom, right, top


# What all papers have in common


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_is_on_every_paper(name: str) -> None:
    assert missing_words(words(sample_order().handbook), pdf_text(_data(name))) == []


@pytest.mark.parametrize("name", PAPERS)
def test_verification_reads_every_paper(name: str) -> None:
    (verdict,) = verified(sample_order().handbook, {"pdf": _data(name)})
    assert verdict.losses == ()


@pytest.mark.clients
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_accessible_and_archival(name: str, tmp_path: Path) -> None:
    if lacking() and os.environ.get("CI", "").lower() != "true":
        pytest.skip(f"veraPDF needs {', '.join(lacking())}")
    file = tmp_path / "handbook.pdf"
    file.write_bytes(_data(name))
    assert broken_rules(file) == []


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_bytes_twice_on_every_paper(name: str) -> None:
    order = small_order(p("Un texte."))._replace(paper=replace(PAPERS[name], booklet=True))
    assert emit(order) == emit(order)


@pytest.mark.parametrize("name", PAPERS)
def test_the_margins_are_empty_but_for_the_labels_of_parts(name: str) -> None:
    measures = sized(look(), PAPERS[name]).tokens["page"]
    margin, tab = min(measures["inner"], measures["outer"]), measures["tab"]
    for number, page in enumerate(_pages(_data(name)), start=1):
        over = -page.get_mediabox()[0] / _POINTS
        picture = page.render(scale=4 / _POINTS).to_pil().convert("L")  # four pixels for a millimetre
        rows = (round((over + measures["top"]) * 4), round(picture.height - (over + measures["bottom"]) * 4))
        for left in (over + tab + 0.5, picture.width / 4 - over - margin + 0.5):
            strip = picture.crop((round(left * 4), rows[0], round((left + margin - tab - 1) * 4), rows[1]))
            darkest, lightest = _tones(strip)
            assert number == 1 or darkest > 200 or darkest == lightest, number


# A5


def test_lines_are_of_a_length_that_is_easy_to_read() -> None:
    text = "Chaque tour part d’une question sans réponse, et une équipe stable y revient toutes les deux semaines. "
    for paper, least, most in ((PrintSettings(), 62, 74), (PAPERS["A5"], 62, 74), (PAPERS["large"], 45, 60)):
        tokens = sized(look(), paper).tokens
        ems = tokens["page"]["text"] * _POINTS / tokens["print"]["body"]
        assert least <= ems / (widths(400).of(text) / len(text)) <= most, paper


def test_an_a5_page_is_one() -> None:
    sizes = {tuple(round(side / _POINTS) for side in page.get_size()) for page in _pages(_data("A5"))}
    assert sizes <= {(148, 210), (210, 148)}
    assert (148, 210) in sizes


def test_the_measures_of_a_page_fill_it() -> None:
    for paper in (PrintSettings(), *PAPERS.values()):
        page = sized(look(), paper).tokens["page"]
        assert page["inner"] + page["side"] + page["text"] + page["outer"] <= page["width"]


def _wide_table(columns: int) -> Table:
    head = row(*(f"Compétence {place}" for place in range(columns)), heading=True)
    return Table(head=(head,), body=tuple(row(*["accompagnement"] * columns) for _ in range(3)), span=at())


def test_tables_are_decided_for_the_paper() -> None:
    order = small_order(_wide_table(4))
    (on_a4,) = each_decision(order.handbook, order.look, order.say)
    (on_a5,) = each_decision(order.handbook, sized(order.look, PAPERS["A5"]), order.say)
    assert (on_a4.fit.place, on_a4.fit.size) == ("page", 9)
    assert on_a5.fit != on_a4.fit
    assert on_a5.fit.width < 148 * _POINTS or on_a5.fit.place == "landscape"


def test_the_list_of_tables_tells_of_each_paper() -> None:
    order = small_order(_wide_table(4))
    alike = emit_hygiene(order)["hygiene.md"].decode()
    apart = emit_hygiene(order._replace(paper=PAPERS["A5"]))["hygiene.md"].decode()
    assert alike.count("\n- `") == 1
    assert apart.count("\n- `") == 2
    assert "dans le PDF, et" in apart


# Both sides


def _begins(data: bytes) -> dict[str, int]:
    """Give the page on which each part and chapter begins, from 1."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        wanted = [entry.id for entry in outline(sample_order().handbook) if entry.sort in ("part", "chapter")]
        wanted.append(TODO_ID)
        return {name: next(pages[one.objgen] for one in pikepdf.Array(names[name])) for name in wanted}


@pytest.mark.parametrize("is_whole", [False, True], ids=["by chapter", "whole"])
def test_parts_and_chapters_begin_on_right_pages(is_whole: bool) -> None:
    begins = _begins(_data("two-sided", is_whole=is_whole))
    assert len(begins) > 5
    assert [name for name, page in begins.items() if page % 2 == 0] == []


def test_whole_and_by_chapter_the_pages_are_the_same() -> None:
    whole, linked = (_begins(_data("two-sided", is_whole=is_whole)) for is_whole in (True, False))
    assert whole == linked


@pytest.mark.parametrize("is_whole", [False, True], ids=["by chapter", "whole"])
def test_empty_pages_carry_nothing(is_whole: bool) -> None:
    pages = list(_pages(_data("two-sided", is_whole=is_whole)))
    begins = set(_begins(_data("two-sided", is_whole=is_whole)).values())
    empty = [number for number, page in enumerate(pages, start=1) if not page.get_textpage().count_chars()]
    assert empty
    for number in empty:
        assert number % 2 == 0
        assert number + 1 in begins
        assert _tones(pages[number - 1].render(scale=0.2).to_pil()) == (255, 255)


def test_heads_and_folios_stand_at_the_outer_edge() -> None:
    measures = look().tokens["page"]
    seen = set()
    for number, page in enumerate(_pages(_data("two-sided")), start=1):
        width, height = page.get_size()
        text = page.get_textpage()
        middle = width / 2
        foot = [
            text.get_text_bounded(left, 0, right, measures["bottom"] * _POINTS).strip()
            for left, right in ((0, middle), (middle, width))
        ]
        head = [
            text.get_text_bounded(left, height - measures["top"] * _POINTS, right, height).strip()
            for left, right in ((0, middle), (middle, width))
        ]
        outer, inner = (1, 0) if number % 2 else (0, 1)
        if foot[outer] == str(number):
            assert foot[inner].startswith("Brouillon")
            if head[outer] and width < height:
                assert head[inner] == ""
                seen.add((number % 2, head[outer]))
    assert (0, "Écrire une page") in seen
    assert (1, "Toutes les pièces d’une page") in seen


def test_labels_of_parts_stand_at_the_outer_edge() -> None:
    tab = look().tokens["page"]["tab"] * _POINTS
    sides = set()
    for number, page in enumerate(_pages(_data("two-sided")), start=1):
        width, height = page.get_size()
        text = page.get_textpage()
        left, right = (text.get_text_bounded(edge, 90, edge + tab, height - 60).strip() for edge in (0.0, width - tab))
        assert not (left and number % 2)
        assert not (right and number % 2 == 0)
        sides.add("left" if left else "right" if right else "")
    assert sides == {"left", "right", ""}


# For a printer


def test_a_printed_sheet_holds_the_page_its_bleed_and_marks() -> None:
    with pikepdf.open(io.BytesIO(_data("printer"))) as pdf:
        for page in pdf.pages:
            media, bleed, trim = (
                [float(side) for side in page[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert sorted(round(side / _POINTS) for side in trim[2:]) == [148, 210]
            for box, over in ((bleed, BLEED), (media, 10.0)):
                assert [abs(one - other) / _POINTS for one, other in zip(box, trim, strict=True)] == pytest.approx(
                    [over] * 4, abs=0.01
                )


def test_tints_reach_into_the_bleed_and_marks_stand_outside() -> None:
    opener, label = None, None
    for number, page in enumerate(_pages(_data("printer")), start=1):
        picture = page.render(scale=4 / _POINTS).to_pil().convert("L")  # four pixels for a millimetre
        slug = 10 * 4
        edge = round(BLEED * 4)
        assert _is_marked(picture), number
        # Between the marks and the bleed there is nothing.
        assert _tones(picture.crop((0, slug + 8, slug - edge - 2, picture.height - slug - 8)))[0] > 250, number
        inside = picture.crop((slug - edge + 2, slug + 8, slug - 2, picture.height - slug - 8))
        outside = picture.crop((picture.width - slug + 2, slug + 8, picture.width - slug + edge - 2, inside.height))
        if number == 1:
            assert inside.getpixel((2, 4)) < 200
        if _tones(inside)[1] < 200 and number > 1:
            opener = number
        elif number > 1 and _tones(inside if number % 2 == 0 else outside)[0] < 200:
            label = number
    assert opener
    assert label


def _is_marked(picture: Image.Image) -> bool:
    """Tell whether lines stand at each corner, a little away from it, in the direction of both edges."""
    far, wide, high = 10 * 4, picture.width, picture.height
    bands = [(edge - 2, start, edge + 2, start + 12) for edge in (far, wide - far) for start in (8, high - 20)]
    bands += [(start, edge - 2, start + 12, edge + 2) for edge in (far, high - far) for start in (8, wide - 20)]
    return all(_tones(picture.crop(band))[0] < 200 for band in bands)


# Large print


def test_nothing_is_small_in_large_print() -> None:
    small = set()
    for number, page in enumerate(_pages(_data("large")), start=1):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            size = pypdfium2.raw.FPDFText_GetFontSize(text, place) * 0.75
            if text.get_text_range(place, 1).strip() and 1 < size < 13.9:
                small.add((number, round(size, 2)))
    assert small == set()


def test_large_print_has_neither_italics_nor_hyphens() -> None:
    with pikepdf.open(io.BytesIO(_data("large"))) as pdf:
        fonts = {str(one.BaseFont) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one}
    assert fonts
    assert [name for name in fonts if re.search("Ital|It$", name)] == []
    usual = emit(sample_order())["handbook.pdf"]
    assert _hyphens(usual) > 0
    assert _hyphens(_data("large")) == 0


def _hyphens(data: bytes) -> int:
    """Count the hyphens that only the end of a line asked for."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = (piece.read_bytes() for page in pdf.pages for piece in page.Contents)
        return sum(contents.count(b"<FEFF00AD>") for contents in drawn)


def test_large_print_has_contrast() -> None:
    tokens = sized(look(), PAPERS["large"]).tokens
    colors = tokens["color"]["light"]
    for name in ("ink", "ink_soft", "ink_faint", "primary", "accent_text"):
        for ground in ("paper", "paper_tint", "primary_tint"):
            assert contrast(colors[name], colors[ground]) >= 7, (name, ground)
    assert look().tokens["color"]["light"]["ink"] != colors["ink"]


# Shades of grey


def test_no_page_has_a_colour_left() -> None:
    for number, page in enumerate(_pages(_data("grey")), start=1):
        assert _apart(page.render(scale=0.6).to_pil()) <= 2, number


def test_grey_is_as_light_as_the_colour() -> None:
    for color in ("#0f4c5c", "#d1495b", "#fff2a8", "#ffffff", "#000000"):
        shade = round(grey(*(part / 255 for part in bytes.fromhex(color[1:]))) * 255)
        assert contrast(color, f"#{shade:02x}{shade:02x}{shade:02x}") == pytest.approx(1, abs=0.02)


def test_gradients_and_pictures_are_grey() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><defs><linearGradient id="a">'
        '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs>'
        '<rect width="100" height="100" fill="url(#a)"/></svg>'
    )
    files = {"book:a.svg": ("image/svg+xml", drawing.encode())}
    for mode, kind in (("RGB", "JPEG"), ("RGBA", "PNG"), ("P", "PNG"), ("RGB", "WEBP")):
        out = io.BytesIO()
        Image.new("RGB", (40, 40), "#c02040").convert(mode).save(out, kind)
        files[f"book:{mode}.{kind.lower()}"] = (f"image/{kind.lower()}", out.getvalue())
    shown = "".join(f'<img alt=x src="{name}" width=80 height=80>' for name in files)
    html = f"<html lang=fr><body><p>{shown} 😀</p></body></html>"
    told: list[str] = []
    colored, shaded = (laid(html, style_sheet(look()), told.append, files, grey=is_grey) for is_grey in (False, True))
    assert told == []
    assert _most_colour(colored) > 100
    assert _most_colour(shaded) <= 2
    assert _darkest(shaded) < 150


def _most_colour(data: bytes) -> int:
    (page,) = _pages(data)
    return _apart(page.render(scale=1).to_pil())


def _apart(picture: Image.Image) -> int:
    """Tell how far red, green and blue are from each other where they are farthest."""
    red, green, blue = picture.convert("RGB").split()
    return max(_tones(ImageChops.difference(one, other))[1] for one, other in ((red, green), (green, blue)))


def _darkest(data: bytes) -> int:
    (page,) = _pages(data)
    return _tones(page.render(scale=1).to_pil())[0]


# The booklet


def _numbered(count: int, turned: int = 0) -> bytes:
    """Make a book of A5 pages that say their number; one may be turned on its side."""
    pages = "".join(
        f'<p style="break-before:page{";page:wide" if number == turned else ""}">n{number}</p>'
        for number in range(1, count + 1)
    )
    sheet = "@page { size: 148mm 210mm; margin: 9mm; @bottom-right { content: none } } @page wide { size: 210mm 148mm }"
    sheet = f"{style_sheet(look())} {sheet}"
    return laid(f"<html lang=fr><body>{pages}</body></html>", sheet, pytest.fail)


def _halves(data: bytes) -> list[tuple[str, str]]:
    """Give what the two halves of each side of the sheets say."""
    sides = []
    for page in _pages(data):
        width, height = page.get_size()
        assert (round(width / _POINTS), round(height / _POINTS)) == (297, 210)
        text = page.get_textpage()
        sides.append(
            (
                text.get_text_bounded(0, 0, width / 2, height).strip(),
                text.get_text_bounded(width / 2, 0, width, height).strip(),
            )
        )
    return sides


@pytest.mark.parametrize(
    ("count", "sides"),
    [
        (5, [(0, 1), (2, 0), (0, 3), (4, 5)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (13, [(0, 1), (2, 0), (0, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)]),
    ],
)
def test_the_pages_of_a_booklet_are_in_the_order_of_its_sheets(count: int, sides: list[tuple[int, int]]) -> None:
    made = booklet(_numbered(count), {"Title": "Livret"})
    assert made.pages == count
    assert _halves(made.data) == [tuple(f"n{page}" if page else "" for page in side) for side in sides]


@pytest.mark.parametrize("count", range(1, 24))
def test_a_folded_pile_reads_in_order(count: int) -> None:
    sides = list(imposition(count))
    # Turned on the short edge, what is right in front is left behind it. The right halves are read going down the
    # pile, sheet by sheet, then the left halves coming up.
    down = [page for front, back in zip(sides[::2], sides[1::2], strict=True) for page in (front[1], back[0])]
    up = [page for back, front in zip(sides[::-2], sides[-2::-2], strict=True) for page in (back[1], front[0])]
    read = down + up
    assert len(read) % 4 == 0
    assert read == [*range(1, count + 1), *[0] * (len(read) - count)]


def test_a_turned_page_is_turned_to_fit_its_half() -> None:
    made = booklet(_numbered(4, turned=2), {})
    assert _halves(made.data) == [("n4", "n1"), ("n2", "n3")]
    for page in _pages(made.data):
        middle = page.get_width() / 2
        for _sign, left, bottom, right, top in _letters(page):
            assert right < middle or left > middle
            assert bottom > 0
            assert top < page.get_height()


def test_the_booklet_is_a_file_more() -> None:
    files = emit(small_order(p("Un texte."))._replace(paper=PrintSettings(booklet=True)))
    assert set(files) == {"handbook.pdf", "handbook-livret.pdf"}
    (first, *_rest) = _pages(files["handbook.pdf"])
    assert round(first.get_width() / _POINTS) == 210
    text = pdf_text(files["handbook-livret.pdf"])
    assert "Un texte." in text
    with pikepdf.open(io.BytesIO(files["handbook-livret.pdf"])) as pdf:
        assert "livret" in str(pdf.docinfo["/Title"])
        assert "handbook.pdf" in str(pdf.docinfo["/Subject"])
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert all(not page.get("/Annots") for page in pdf.pages)
        # Drawn, not photographed.
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        assert any("/Font" in form.Resources for form in forms if "/Resources" in form)


def test_a_booklet_too_thick_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.emit.pdf.imposing.THICKEST", 4)
    findings: list[Diagnostic] = []
    order = small_order(p("Un texte."))._replace(paper=PrintSettings(booklet=True), report=findings.append)
    emit(order)
    assert [one.code for one in findings] == [Code.E210]


def test_what_is_told_of_the_book_is_told_once() -> None:
    findings: list[Diagnostic] = []
    order = sample_order(report=findings.append)._replace(picture=_no_picture)
    emit(order)
    alone = len(findings)
    findings.clear()
    emit(order._replace(paper=PrintSettings(booklet=True)))
    assert alone > 0
    assert len(findings) == alone


def _no_picture(path: str) -> bytes:
    raise FileNotFoundError(path)


def test_both_books_are_kept() -> None:
    known: dict[bytes, bytes] = {}
    kept: list[int] = []

    def keep(values: object) -> None:
        assert isinstance(values, dict)
        kept.append(sum(key not in known for key in values))
        known.update(values)

    order = small_order(p("Un texte."))._replace(paper=PrintSettings(booklet=True), store=Store(known.get, keep))
    first = emit(order)
    kept.clear()
    assert emit(order) == first
    assert sum(kept) == 0
