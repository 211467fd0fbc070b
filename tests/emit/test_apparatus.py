"""What stands around the text of a printed book: numbers and lists, side labels, links on paper, cover and colophon."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pikepdf
import pypdfium2
import pytest
from docx import Document
from lxml import html
from msgspec.structs import replace

from pipeline.emit.captions import captions, lists
from pipeline.emit.docx import emit as emit_docx
from pipeline.emit.html.side import shortened
from pipeline.emit.order import Order
from pipeline.emit.pdf import emit as emit_pdf
from pipeline.emit.pdf.book import printed, whole
from pipeline.emit.pdf.shelf import shelf
from pipeline.model import Block, Figure, Link, Page, Part, Table
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, p, row, t
from tests.emit.sample_sheets import skills
from tests.emit.small import pages, screen, small_order

_PHOTO = "images/atelier.png"
_MILLIMETRE = 72 / 25.4


def _figure(words: str) -> Figure:
    return Figure(_PHOTO, _PHOTO, "Une salle", t(words) if words else (), at())


def _table(words: str, *inside: Block) -> Table:
    cells = row("Ana", "cheffe")
    if inside:
        cells = replace(cells, cells=(replace(cells.cells[0], blocks=inside), cells.cells[1]))
    return Table((row("Nom", "Rôle", heading=True),), (cells,), at(), t(words) if words else ())


def _html(order: Order) -> str:
    """Give the printed book as one document."""
    return whole(printed(order))


def _printed(order: Order) -> Any:
    return html.document_fromstring(_html(order))


def _numbers(tree: Any) -> list[str]:
    found = tree.xpath("//figcaption|//caption")
    return [" ".join(one.text_content().split()) for one in found]


_MIXED = (
    _figure("Un plan"),
    _table("Les rôles", _table("Dans une case")),
    _figure(""),
    _table(""),
    skills(),
    _figure("Une coupe"),
)
_SAID = ["Figure 1 Un plan", "Tableau 1 Les rôles", "Tableau 2 Dans une case", "Tableau 3 Grille de compétences"]


def test_figures_and_tables_have_the_same_numbers_everywhere() -> None:
    order = small_order(*_MIXED)
    assert _numbers(_printed(order)) == _numbers(screen(order)) == [*_SAID, "Figure 2 Une coupe"]
    paragraphs = Document(BytesIO(emit_docx(order)["handbook.docx"])).element.body.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
    )
    texts = ["".join(node.text or "" for node in one.iter("{*}t")) for one in paragraphs]
    assert {one for one in texts if re.match(r"(Figure|Tableau) \d", one)} == {*_SAID, "Figure 2 Une coupe"}


def test_numbers_run_through_the_book() -> None:
    order = small_order(_figure("Un"), _table("Deux"))
    (part,) = order.handbook.parts
    more = replace(part.chapters[1], blocks=(_table("Trois"), _figure("Quatre")))
    order = order._replace(handbook=replace(order.handbook, parts=(replace(part, chapters=(part.chapters[0], more)),)))
    assert _numbers(_printed(order)) == ["Figure 1 Un", "Tableau 1 Deux", "Tableau 2 Trois", "Figure 2 Quatre"]
    found = [(one.sort, one.number, one.page.id) for one in captions(order.handbook, order.say)]
    assert found == [("figure", 1, "page"), ("table", 1, "page"), ("table", 2, "autre"), ("figure", 2, "autre")]


def test_the_numbers_drawn_are_those_that_are_listed() -> None:
    order = sample_order("final")
    tree = _printed(order)
    drawn = [" ".join(one.text_content().split()) for one in tree.xpath("//figcaption/b|//caption//b")]
    assert len(drawn) > 3
    for one in captions(order.handbook, order.say):
        (place,) = tree.xpath(f"//*[@id='{one.id}']")
        assert place.xpath("string(.//b)") == f"{'Figure' if one.sort == 'figure' else 'Tableau'} {one.number}"
    assert len(drawn) == len(list(captions(order.handbook, order.say)))


@pytest.mark.parametrize(("count", "titles"), [(2, []), (3, ["Liste des figures"])])
def test_a_list_is_made_of_three_and_more(count: int, titles: list[str]) -> None:
    order = small_order(*(_figure(f"Le plan {number}") for number in range(1, count + 1)))
    assert [title for title, _found in lists(order.handbook, order.say)] == titles
    assert _printed(order).xpath("//section[@class='contents captions']/h1/text()") == titles


def test_lines_of_a_list_lead_to_what_they_name_and_give_its_page() -> None:
    long = "Le plan du port. On y voit deux quais, une grue, et la capitainerie qui surveille tout."
    order = small_order(_figure(long), p("mot " * 900), _figure("Le plan 2"), skills(), _figure("Le plan 3"))
    lines = _printed(order).xpath("//li[@class='line-caption']/a")
    assert [one.text_content() for one in lines] == ["1 Le plan du port", "2 Le plan 2", "3 Le plan 3"]
    texts = pages(order)
    (listed,) = (number for number, text in enumerate(texts) if "Liste des figures" in text)
    for name, caption in (
        ("Le plan du port", "Figure 1 Le plan du port. On y voit"),
        ("Le plan 2", "Figure 2 Le plan 2"),
    ):
        (at_page,) = (number for number, text in enumerate(texts, start=1) if caption in text)
        assert re.search(rf"{name}[ ·]+{at_page}\b", texts[listed])


_WEB = "https://www.example.org/un"
_OTHER = "http://example.net/deux/"


def _linked(*, print_links: bool) -> Order:
    first = (
        p(
            "Voir ",
            Link(_WEB, t("le premier site"), at()),
            " et ",
            Link("mailto:a@example.org", t("écrire"), at()),
            ".",
        ),
        p("Puis ", Link(_OTHER, t(_OTHER), at()), " et de nouveau ", Link(_WEB, t("celui-là"), at()), "."),
    )
    order = small_order(*first)
    (part,) = order.handbook.parts
    more = replace(part.chapters[1], blocks=(p("Ici ", Link(_OTHER, t("le second"), at()), "."),))
    book = replace(order.handbook, parts=(replace(part, chapters=(part.chapters[0], more)),))
    return order._replace(handbook=book, print_links=print_links)


def test_links_are_numbered_only_where_that_is_asked_for() -> None:
    assert "link-number" not in _html(_linked(print_links=False))
    assert not screen(_linked(print_links=True)).xpath("//*[@class='link-number' or @class='links']")


def test_each_chapter_numbers_its_links_from_one_and_the_same_address_once() -> None:
    tree = _printed(_linked(print_links=True))
    numbers = [one.xpath("string(.)") for one in tree.xpath("//a[@class='link-number']")]
    assert numbers == ["1", "2", "1", "1"]
    for one in tree.xpath("//a[@class='link-number']"):
        (line,) = tree.xpath(f"//*[@id='{one.get('href')[1:]}']")
        assert line.xpath("string(*[@class='link-place'])") == one.text
    first, second = tree.xpath("//section[@class='links']")
    assert [one.text_content().split() for one in first.xpath(".//li")] == [
        ["1", "le", "premier", "site", "www.example.org/un"],
        ["2", "example.net", "http://example.net/deux"],
    ]
    assert second.xpath("string(.//li)").split() == ["1", "le", "second", "http://example.net/deux"]
    assert first.getparent().get("id") == "page"


def test_each_listed_link_has_its_code_and_its_address() -> None:
    order = _linked(print_links=True)
    tree = _printed(order)
    for line in tree.xpath("//section[@class='links']//li"):
        address = line.xpath("string(a/@href)")
        (code,) = re.findall(r"url\('([^']+)'\)", line.xpath("string(span[@class='qr']/@style)"))
        assert unquote(code).removeprefix("book:qr/") == address
        assert shelf(order)(code)[0] == "image/svg+xml"
    with pikepdf.open(BytesIO(emit_pdf(order)["handbook.pdf"])) as pdf:
        links = [str(one.A.URI) for page in pdf.pages for one in page.get("/Annots", []) if "/A" in one]
    assert sorted(links) == sorted([_WEB, "mailto:a@example.org", _OTHER, _WEB, _OTHER, _WEB, _OTHER, _OTHER])


def test_an_address_too_long_for_a_code_is_listed_without_one() -> None:
    order = small_order(p(Link(_WEB + "x" * 400, t("loin"), at())))._replace(print_links=True)
    (line,) = _printed(order).xpath("//section[@class='links']//li")
    assert not line.xpath(".//span[@class='qr']")
    assert line.get("class") == "fine uncoded"


def _in_parts(*titles: str) -> Order:
    order = small_order()
    parts = tuple(
        Part(f"part-{number}", t(title) if title else (), (_page(f"p{number}"),)) for number, title in enumerate(titles)
    )
    return order._replace(handbook=replace(order.handbook, parts=parts))


def _page(name: str) -> Page:
    return Page(id=name, file=f"{name}.md", kind="page", title=t(f"Le {name}"), blocks=(p("Mots."),), span=at())


def _edge_words(order: Order) -> dict[str, tuple[str, float]]:
    """Give what stands in the outer 9 mm of each chapter's first page, and how far down, by chapter."""
    document = pypdfium2.PdfDocument(emit_pdf(order)["handbook.pdf"])
    found = {}
    for sheet in document:
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        name = re.search(r"\bLe (p\d)\b", text.get_text_range())
        left = width - 9 * _MILLIMETRE
        words = "".join(text.get_text_bounded(left, 0, left + 9 * _MILLIMETRE, height).split())
        tops = [
            height - text.get_charbox(place)[3]
            for place in range(text.count_chars())
            if left <= text.get_charbox(place)[0] and text.get_charbox(place)[2] <= left + 9 * _MILLIMETRE
        ]
        if name and "Mots." in text.get_text_range():
            found[name[1]] = (words, min(tops, default=0.0))
    document.close()
    return found


def test_pages_of_a_part_have_its_label_at_the_outer_edge_a_step_lower_each() -> None:
    found = _edge_words(_in_parts("", "🚀 Commencer", "Continuer", "Finir"))
    assert {name: words for name, (words, _top) in found.items()} == {
        "p0": "",
        "p1": "ICommencer",
        "p2": "IIContinuer",
        "p3": "IIIFinir",
    }
    tops = [found[name][1] for name in ("p1", "p2", "p3")]
    assert tops == sorted(tops)
    assert min(b - a for a, b in pairwise(tops)) > 25 * _MILLIMETRE


def test_many_parts_keep_their_labels_on_the_sheet() -> None:
    found = _edge_words(_in_parts(*(f"Partie au titre assez long numéro {number}" for number in range(10))))
    assert len(found) == 10
    assert all(words.endswith(str(number)) for number, (words, _top) in enumerate(found.values()))


def test_a_book_without_parts_has_no_label() -> None:
    assert "side-label" not in _html(small_order(p("Un.")))


def test_a_long_title_is_cut_behind_a_word() -> None:
    assert shortened("Un titre court", 20) == "Un titre court"
    assert shortened("Un titre beaucoup trop long", 20) == "Un titre beaucoup…"


def test_the_colophon_says_edition_and_licence() -> None:
    order = small_order(p("Un."))
    own = replace(order.handbook.identity, licence="CC BY 4.0")
    text = pages(order._replace(handbook=replace(order.handbook, identity=own)))[1]
    assert "Version 1.2, 2 mars 2026." in text.replace("\u00a0", " ")
    assert "Licence : CC BY 4.0." in text.replace("\u00a0", " ")


def test_a_logo_stands_on_the_cover() -> None:
    order = small_order(p("Un."))
    own = replace(order.handbook.identity, logo=_PHOTO)
    order = order._replace(handbook=replace(order.handbook, identity=own))
    (logo,) = _printed(order).xpath("//section[@class='cover']//img")
    assert logo.get("alt") == order.handbook.identity.organisation
    with pikepdf.open(BytesIO(emit_pdf(order)["handbook.pdf"])) as pdf:
        images = [one for one in pdf.pages[0].get_images().values() if int(one.Width) == 480]
    assert len(images) == 1
