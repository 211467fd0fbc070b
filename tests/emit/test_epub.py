"""The e-book: a package that programs accept, that says where everything is, and loses nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.build.verify import verified
from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit import EMITTERS
from pipeline.emit.epub.addresses import web_address
from pipeline.emit.epub.stacked import stack
from pipeline.emit.epub.xml import classes, parsed, well_formed
from pipeline.emit.html.inline import safe
from pipeline.emit.order import Edition, Order
from pipeline.model import Handbook, Identity, Link, Page, Part
from pipeline.model.text import plain
from pipeline.model.walk import each_page
from tests.emit.epub_check import complaints
from tests.emit.epub_reading import NAVIGATION, PACKAGE, everywhere, found, members, texts
from tests.emit.sample import sample_book, sample_order
from tests.emit.sample_make import at, p, t

_TYPE = "{http://www.idpf.org/2007/ops}type"


def _made(order: Order) -> bytes:
    return EMITTERS["epub"](order)["handbook.epub"]


def _with_pages(order: Order) -> tuple[Order, bytes]:
    pages: dict[str, int] = {}
    openings: dict[int, str] = {}
    pdf = EMITTERS["pdf"](order._replace(paginated=pages.update, opened=openings.update))["handbook.pdf"]
    return order._replace(pages=pages, openings=openings), pdf


@pytest.fixture(scope="module")
def paged() -> Order:
    """The sample, with the pages of its PDF."""
    return _with_pages(sample_order())[0]


@pytest.fixture(scope="module")
def book(paged: Order) -> bytes:
    return _made(paged)


def _one_page(*links: str, identity: Identity | None = None) -> Order:
    blocks = tuple(p(Link(link, t("un lien"), at())) for link in links)
    page = Page("page", "page.md", "page", t("Des adresses"), blocks, at())
    return sample_order()._replace(handbook=Handbook(identity or Identity("T"), (Part("", (), (page,)),)))


def test_control_characters_are_left_out_of_all_that_is_said_of_the_book(tmp_path: Path) -> None:
    odd = Identity("Le\x01 guide\v", subtitle="Du\x02 jour", authors=("A\x03nne",), organisation="L’atelier\ufffe")
    page = Page("page", "page.md", "page", t("Une\x0b page"), (p(*t("Un\x04 texte.")),), at())
    order = sample_order()._replace(handbook=Handbook(odd, (Part("partie", t("Pa\x05rtie"), (page,)),)))
    made = _made(order)
    assert complaints({"odd": made}, tmp_path) == []
    said = " ".join(data.decode() for name, data in members(made).items() if name.endswith((".opf", ".xhtml")))
    for words in ("Le guide", "Du jour", "Anne", "L’atelier", "Partie", "Une page", "Un texte."):
        assert words in said


# -- the package -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["draft", "final"])
def test_epubcheck_has_nothing_to_say(edition: Edition, paged: Order, tmp_path: Path) -> None:
    order = sample_order(edition)
    books = {"alone": _made(order), "paged": _made(order._replace(pages=paged.pages, openings=paged.openings))}
    assert complaints(books, tmp_path) == []


def test_the_judge_judges(book: bytes, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members(book).items():
            package.writestr(name, data.replace(b'alt="', b'alte="'))
    assert complaints({"spoiled": out.getvalue()}, tmp_path) != []


def test_its_type_is_its_first_bytes(book: bytes) -> None:
    assert book[30:58] == b"mimetypeapplication/epub+zip"


def test_the_same_content_is_the_same_bytes(paged: Order, book: bytes) -> None:
    assert _made(paged) == book


def test_it_keeps_its_name_from_one_edition_to_the_next(book: bytes) -> None:
    order = sample_order("final")
    other = order._replace(handbook=replace(order.handbook, identity=replace(order.handbook.identity, version="7")))
    path = "//dc:identifier/text()"
    names = [found(members(data)[PACKAGE], path) for data in (book, _made(other), _made(_one_page()))]
    assert names[0] == names[1] != names[2]
    assert names[0][0].startswith("urn:uuid:")


def test_nothing_runs_and_nothing_is_fetched(book: bytes) -> None:
    assert everywhere(book, "//h:script | //@onclick | //@style | //h:iframe") == []
    sources = everywhere(book, "//h:img/@src")
    assert sources
    assert all(f"EPUB/{source.removeprefix('../')}" in members(book) for source in sources)


def test_no_file_is_there_for_nothing(book: bytes) -> None:
    files = members(book)
    named = {f"EPUB/{name}" for name in found(files[PACKAGE], "//opf:item/@href")}
    assert named == {name for name in files if name.startswith("EPUB/") and name != PACKAGE}
    shown = "".join(text.decode() for text in texts(book).values())
    assert all(name.rpartition("/")[2] in shown for name in files if name.startswith("EPUB/media/"))


def test_the_logo_is_on_the_title_page() -> None:
    logo = "images/bouton.png"
    data = _made(_one_page(identity=Identity("T", logo=logo, organisation="Une direction")))
    (shown,) = found(texts(data)["title_page.xhtml"], "//h:img")
    assert shown.get("alt") == "Une direction"
    assert members(data)[f"EPUB/{shown.get('src').removeprefix('../')}"] == sample_order().picture(logo)


# -- what it says of itself --------------------------------------------------------------------------------------


def _said(data: bytes, name: str) -> list[str]:
    return [str(one) for one in found(members(data)[PACKAGE], f"//opf:meta[@property='{name}']/text()")]


def test_it_says_for_whom_it_can_be_read(book: bytes) -> None:
    assert _said(book, "schema:accessMode") == ["textual", "visual"]
    assert {"MathML", "pageBreakMarkers", "pageNavigation", "tableOfContents"} <= {
        *_said(book, "schema:accessibilityFeature")
    }
    (summary,) = _said(book, "schema:accessibilitySummary")
    assert "numéros de page" in summary
    assert _said(book, "dcterms:modified") == ["2026-03-14T00:00:00Z"]


def test_it_claims_nothing_that_is_not_so() -> None:
    """No conformance that nobody evaluated; no words for all pictures where one has none; no pages without a PDF."""
    data = _made(sample_order())
    described = all(one.get("alt") for one in everywhere(data, "//h:img"))
    assert not described, "the sample has a picture that says nothing"
    features = _said(data, "schema:accessibilityFeature")
    assert "alternativeText" not in features
    assert not any(one.startswith("page") for one in features)
    assert "textual" not in _said(data, "schema:accessModeSufficient")
    assert _said(data, "dcterms:conformsTo") == []
    assert _said(data, "pageBreakSource") == []


def test_landmarks_say_where_things_are(book: bytes) -> None:
    path = "//h:nav[@epub:type='landmarks']//h:a"
    lines = {one.get(_TYPE): one for one in found(members(book)[NAVIGATION], path)}
    assert {"cover", "titlepage", "toc", "bodymatter"} <= set(lines)
    assert lines["cover"].text == "Couverture"
    for one in lines.values():
        assert f"EPUB/{one.get('href').partition('#')[0]}" in members(book)


def test_the_contents_name_every_page_in_its_place(book: bytes) -> None:
    said = [" ".join(one.itertext()) for one in found(members(book)[NAVIGATION], "//h:nav[@epub:type='toc']//h:a")]
    titles = [plain(page.label or page.title) for part in sample_book().parts for page in each_page(part.chapters)]
    assert len(titles) > 10
    at_ = [next(place for place, line in enumerate(said) if line.endswith(" ".join(title.split()))) for title in titles]
    assert at_ == sorted(at_)
    nested = found(members(book)[NAVIGATION], "//h:nav[@epub:type='toc']/h:ol/h:li/h:ol/h:li/h:ol//h:a")
    assert nested, "pages below a chapter stand below it"


# -- the text ----------------------------------------------------------------------------------------------------


def test_every_node_of_the_sample_is_found(book: bytes) -> None:
    (verdict,) = verified(sample_book(), {"epub": book})
    assert [(loss.kind, loss.title, loss.text) for loss in verdict.losses] == []


def test_links_lead_to_the_file_of_their_place(book: bytes) -> None:
    ids = {name: set(found(text, "//@id")) for name, text in texts(book).items()}
    seen = 0
    for name, text in texts(book).items():
        for address in found(text, "//h:a/@href"):
            file, mark, place = address.partition("#")
            if ":" not in file and mark:
                assert place in ids[file or name], f"{name}: {address}"
                seen += bool(file)
    assert seen


def test_ids_stand_once(book: bytes) -> None:
    for name, text in texts(book).items():
        ids = found(text, "//@id")
        assert len(ids) == len(set(ids)), name


def test_footnotes_can_be_shown_where_they_are_called(book: bytes) -> None:
    notes = everywhere(book, "//h:aside[@epub:type='footnote'][@role='doc-footnote']/@id")
    calls = everywhere(book, "//h:a[@epub:type='noteref'][@role='doc-noteref']/@href")
    assert len(notes) == 3
    assert {call.partition("#")[2] for call in calls} <= set(notes)


def test_nothing_is_folded_away_and_nothing_scrolls(book: bytes) -> None:
    assert everywhere(book, "//h:details | //h:summary | //*[@hidden] | //*[@tabindex] | //@data-hint") == []


def test_a_draft_shows_what_is_unfinished_and_a_final_edition_does_not(book: bytes) -> None:
    path = "//h:mark[contains(@class, 'marker')]"
    assert everywhere(book, path)
    assert everywhere(book, "//h:section[@id='todo']//h:li")
    final = _made(sample_order("final"))
    assert everywhere(final, f"{path} | //h:section[@id='todo']") == []


def test_every_picture_says_something_or_that_it_says_nothing(book: bytes) -> None:
    assert everywhere(book, "//h:img[not(@alt)]") == []


# -- tables on a narrow screen -----------------------------------------------------------------------------------


def _stacked(html: str) -> list[str | None]:
    root = parsed(f'<table xmlns="http://www.w3.org/1999/xhtml">{html}</table>')
    stack(root)
    cells = [one.get("data-label") for one in root.iter() if one.tag.endswith("}td")]
    return cells if "stacked" in classes(root) else []


def test_each_cell_of_a_wide_table_knows_its_column() -> None:
    over = "<tr><th rowspan='2'>Axe</th><th colspan='3'>Niveaux</th></tr>"
    head = f"<thead>{over}<tr><th>1</th><th>2</th><th>3</th></tr></thead>"
    row = "<tbody><tr><th>Vision</th><td>a</td><td>b</td><td>c</td></tr></tbody>"
    assert _stacked(head + row) == ["1", "2", "3"]


@pytest.mark.parametrize(
    "body",
    ["<tr><td>a</td><td colspan='3'>b</td></tr>", "<tr><td rowspan='2'>a</td><td>b</td><td>c</td><td>d</td></tr>"],
)
def test_a_table_whose_cells_share_columns_or_rows_stays_a_table(body: str) -> None:
    head = "<thead><tr><th>A</th><th>B</th><th>C</th><th>D</th></tr></thead>"
    assert _stacked(f"{head}<tbody>{body}</tbody>") == []


# -- the pages of the PDF ----------------------------------------------------------------------------------------


def test_every_page_of_the_text_is_listed_and_marked_in_order(paged: Order, book: bytes) -> None:
    first = min(paged.pages[part.id] for part in sample_book().parts if part.id in paged.pages)
    first = min(first, *(paged.pages[page.id] for part in sample_book().parts for page in part.chapters))
    wanted = [number for number in sorted(paged.openings) if number >= first and paged.openings[number].strip()]
    listed = found(members(book)[NAVIGATION], "//h:nav[@epub:type='page-list']//h:a")
    assert [int(one.text) for one in listed] == wanted
    marks = everywhere(book, "//h:span[@epub:type='pagebreak']/@id")
    assert marks == [f"page.{number}" for number in wanted]
    assert [one.get("href").partition("#")[2] for one in listed] == marks


def test_a_page_begins_in_the_e_book_with_the_words_it_begins_with_in_print(paged: Order, book: bytes) -> None:
    """As far as these stand in the text: numbers of the outer column and words that only paper has are passed over."""
    told = {number: _letters(words) for number, words in paged.openings.items()}
    seen = 0
    for text in texts(book).values():
        marks = found(text, "//h:span[@epub:type='pagebreak']")
        for mark in marks:
            number = int(mark.get("id").removeprefix("page."))
            behind = mark.xpath("following::text()[not(ancestor::*[@class='marker-number' or @class='numeral'])]")
            start = _letters("".join(behind)[:400])[:16]
            own = told[number].lstrip("0123456789")
            seen += own.startswith(start[:12]) or start.startswith(own[:12])
    assert seen >= len(everywhere(book, "//h:span[@epub:type='pagebreak']")) * 0.8


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def test_without_a_pdf_no_page_is_marked() -> None:
    data = _made(sample_order())
    assert everywhere(data, "//h:span[@epub:type='pagebreak']") == []
    assert found(members(data)[NAVIGATION], "//h:nav[@epub:type='page-list']") == []


# -- addresses ---------------------------------------------------------------------------------------------------

ADDRESSES: Mapping[str, str] = {
    "https://exemple.fr/#/salon/#nom": "https://exemple.fr/#/salon/%23nom",
    "https://exemple.fr/a[b]?c=[d]": "https://exemple.fr/a%5Bb%5D?c=%5Bd%5D",
    "https://exemple.fr/100%": "https://exemple.fr/100%25",
    "https://exemple.fr/a%20b": "https://exemple.fr/a%20b",
    "https://été.fr/où": "https://xn--t-9fab.fr/o%C3%B9",
    "mailto:a b@exemple.fr": "mailto:a%20b@exemple.fr",
    "http://[::1]:80/a": "http://[::1]:80/a",
    "ftp://moi:secret@exemple.fr/x": "ftp://moi:secret@exemple.fr/x",
    "https://exemple.fr:port/": "",
    "https://exemple.fr:99999/": "",
    "https://a|b.fr/": "",
    "https://exemple..fr/": "",
    "http://[::1": "",
    "http:///nulle-part": "",
    "mailto:": "",
}


@pytest.mark.parametrize(("written", "wanted"), ADDRESSES.items())
def test_addresses_lead_where_authors_meant(written: str, wanted: str) -> None:
    assert web_address(written) == wanted


def test_epubcheck_takes_these_addresses_and_the_others_are_told(tmp_path: Path) -> None:
    told: list[Diagnostic] = []
    # One that is no address at all leads nowhere in any output.
    unusable = [address for address, wanted in ADDRESSES.items() if not wanted and safe(address)]
    order = _one_page(*ADDRESSES)._replace(report=told.append)
    data = _made(order)
    assert complaints({"addresses": data}, tmp_path) == []
    assert [dict(one.values)["address"] for one in told if one.code is Code.E160] == unusable
    (verdict,) = verified(order.handbook, {"epub": data})
    assert {loss.kind for loss in verdict.losses} <= {"link"}
    assert len(verdict.losses) == len(unusable)


# -- syntax ------------------------------------------------------------------------------------------------------


def test_html_as_it_is_drawn_becomes_well_formed() -> None:
    drawn = (
        '<p title="a &lt; b &gt; c">x<br><img src="a.png" alt=""><input disabled> &amp; \x0b'
        '<svg viewBox="0 0 1 1"></svg></p>'
    )
    assert well_formed(drawn) == (
        '<p title="a &lt; b &gt; c">x<br /><img src="a.png" /><input disabled="disabled" /> &amp; '
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg></p>'
    )
