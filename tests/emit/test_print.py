"""What only paper has: ends of pages, hyphens, running heads."""

from __future__ import annotations

from collections import Counter

import pypdfium2
import weasyprint
from msgspec.structs import replace

from pipeline.build.verify.expected import stretches
from pipeline.build.verify.pdf import _without
from pipeline.emit.order import Order
from pipeline.emit.pdf import emit
from pipeline.emit.pdf.book import printed, style_sheet, whole
from pipeline.model import (
    ApiField,
    ApiOperation,
    Block,
    BulletList,
    Button,
    ContentReference,
    CrossReference,
    Embed,
    Heading,
    Index,
    IndexEntry,
    IndexGroup,
    JobSheet,
    Link,
    ListItem,
    Page,
    SheetSection,
    Training,
)
from tests.emit.sample_make import at, p, run, t
from tests.emit.small import pages, small_order
from tests.reading_back import pdf_text

_LONG = "anticonstitutionnellement"
_ADDRESS = f"https://www.{_LONG}.example.org/{_LONG}/intergouvernementalisations/{_LONG}"


def _sheets(trainings: int) -> Order:
    """Give an order for two job sheets: little prose, and many trainings in the panel."""
    order = small_order()
    sheet = JobSheet(
        identifier="MET.1",
        feminine=(),
        masculine=(),
        other_names=(),
        rome=(),
        level=(),
        statuses=(),
        trainings=tuple(
            Training(t(f"formation numéro {number} en horlogerie"), "", at()) for number in range(trainings)
        ),
        interests=(),
        sections=(SheetSection("brief", t("En bref"), (p("Peu de mots."),), at()),),
        span=at(),
    )
    chapters = tuple(
        Page(id=name, file=f"{name}.md", kind="job-sheet", title=t(f"Métier {name}"), blocks=(sheet,), span=at())
        for name in ("premier", "second")
    )
    (part,) = order.handbook.parts
    return order._replace(handbook=replace(order.handbook, parts=(replace(part, chapters=chapters),)))


def test_a_long_panel_ends_before_the_next_sheet() -> None:
    texts = pages(_sheets(70))
    (second,) = (number for number, text in enumerate(texts) if "Métier second" in text and "Peu de mots" in text)
    before, after = " ".join(texts[3:second]), " ".join(texts[second:])
    for number in range(70):
        assert before.count(f"numéro {number} ") == after.count(f"numéro {number} ") == 1


def test_the_numeral_of_a_sheet_keeps_off_the_running_heads() -> None:
    document = pypdfium2.PdfDocument(emit(_sheets(1))["handbook.pdf"])
    page = document[3].get_textpage()
    tops = [
        page.get_charbox(place)[3]
        for place, letter in enumerate(page.get_text_range())
        if letter == "1" and page.get_charbox(place)[3] - page.get_charbox(place)[1] > 20
    ]
    document.close()
    assert tops
    assert max(tops) < 842 - 24 * 72 / 25.4 + 2


def _rows(number: int) -> tuple[Block, ...]:
    """Give a paragraph, a row that leads to a page and one that leads to another site, of changing heights."""
    note = run("Une phrase assez longue dit de quoi parle cette page, pour que la boîte tienne plusieurs lignes. ")
    target = (CrossReference("autre", t("Une autre page"), at()),)
    return (
        p("mot " * (7 * (number % 5) + 1)),
        ContentReference(target, at(), note * (number % 4)),
        Embed(_ADDRESS, at(), run("Un film. ", *note * (number % 3))),
    )


def test_no_page_ends_within_a_row_that_leads_elsewhere() -> None:
    order = small_order(
        *(block for number in range(0, 30, 2) for block in _rows(number)),
        BulletList(tuple(ListItem(_rows(number), at()) for number in range(1, 30, 2)), True, at()),
    )
    style = weasyprint.CSS(string=style_sheet(order.look))
    document = weasyprint.HTML(string=whole(printed(order))).render(stylesheets=[style])
    pages_of: Counter[int] = Counter()
    for page in document.pages:
        drawn = {id(box.element): box.element for box in page._page_box.descendants() if box.element is not None}
        rows = {one for one, node in drawn.items() if {"pointer", "embed"} & set(node.get("class", "").split())}
        pages_of.update(rows)
    assert len(pages_of) == 60
    assert set(pages_of.values()) == {1}


def test_an_address_gets_no_hyphen() -> None:
    blocks = (
        p("Voir ", Link(_ADDRESS, t(_ADDRESS), at()), "."),
        p(Button((Link(_ADDRESS, t("Ouvrir"), at()),), at(), is_primary=True)),
        Embed(_ADDRESS, at()),
    )
    text = "".join("".join(pages(small_order(*blocks))).split())
    assert text.replace("\ufffe", "-").count(_ADDRESS) == 3  # pypdfium2 gives a hyphen at the end of a line so


def test_a_heading_that_is_a_link_has_no_page_number() -> None:
    heading = Heading(2, (CrossReference("autre", t("Vers la suite"), at()),), at(), "vers")
    block = p("Aussi ", CrossReference("autre", t("vers la suite"), at()))
    text = " ".join(pages(small_order(heading, block)))
    assert "Vers la suite (p." not in text
    assert "vers la suite (p." in text


def test_only_a_link_that_shows_its_address_is_set_as_one() -> None:
    blocks = (p(Link(_ADDRESS, t(_ADDRESS), at())), p(Link(_ADDRESS, t("Le site"), at())))
    drawn = whole(printed(small_order(*blocks)))
    assert drawn.count('class="out address"') == 1
    assert drawn.count('class="out"') == 1


def test_the_places_of_an_index_are_words_apart() -> None:
    places = (CrossReference("page", t("horloger"), at()), CrossReference("autre", t("luthier"), at()))
    index = Index("rome", (IndexGroup(t("B"), (IndexEntry(t("B1"), places),)),), at())
    found = stretches(small_order(index).handbook, frozenset(("page", "autre")))
    words = [word.shown for one in found for word in one.words]
    assert {"horloger", "luthier"} <= set(words)


def test_a_numeral_in_the_margin_takes_no_figure_out_of_the_text() -> None:
    assert _without("1 Le métier\nde 6 à 18 mois", ("1",)).split() == ["Le", "métier", "de", "6", "à", "18", "mois"]
    assert _without("une récol\ufffepage 3 sur 9", ("page 3 sur 9",)).split() == ["une", "récol\ufffe"]


def test_the_table_of_a_call_has_the_width_it_was_measured_for() -> None:
    about = (p("écarte les pontons dont la longueur ne suffit pas pour la saison"),)
    fields = tuple(ApiField(name, "query", about, at(), "boolean") for name in ("longueur-minimale-du-ponton", "ids"))
    call = ApiOperation("get", "/pontons", t("Lister"), (), at(), fields=fields)
    text = pdf_text(emit(small_order(call))["handbook.pdf"])
    assert "Obligatoire" in text
    assert text.count("boolean") == 2
