"""The pieces of GitBook's dialect: what they are on screen, and what print adds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from markupsafe import Markup

from pipeline.emit.html.book import setting
from pipeline.emit.html.container import column_shares
from pipeline.emit.html.figure import columns_of
from pipeline.emit.words import size_words
from pipeline.messages import speaker
from pipeline.model import (
    ApiAnswer,
    ApiField,
    ApiOperation,
    Attachment,
    Block,
    Button,
    Callout,
    Card,
    Cards,
    CodeBlock,
    Column,
    Columns,
    Conditional,
    ContentReference,
    CrossReference,
    Definition,
    DefinitionList,
    Details,
    Embed,
    Figure,
    Gallery,
    Image,
    Index,
    IndexEntry,
    IndexGroup,
    Link,
    Step,
    Steps,
    Text,
    UnreadBlock,
    Update,
    Updates,
)
from tests.emit.sample_make import at, p, t
from tests.emit.small import pages, screen, small_order

_ADDRESS = "https://www.example.org/atelier"
_PHOTO = "images/atelier.png"
_DRAWING = "images/etapes.svg"


def _text(*blocks: Block) -> str:
    """Give the text of the printed pages as one."""
    return " ".join(pages(small_order(*blocks)))


def test_steps_are_a_list_in_order() -> None:
    steps = Steps((Step(t("Écouter"), (p("Se taire."),), at()), Step((), (p("Noter."),), at())), at())
    (found,) = screen(small_order(steps)).xpath("//ol[@class='steps']")
    assert [item.text_content().strip() for item in found] == ["ÉcouterSe taire.", "Noter."]
    assert found.xpath("./li/p[@class='step-title']/text()") == ["Écouter"]
    assert "1 Écouter Se taire. 2 Noter." in _text(steps)


def test_a_step_can_be_led_to() -> None:
    steps = Steps((Step(t("Écouter"), (), at(), "page-ecouter"), Step((), (p("Noter."),), at())), at())
    blocks = (steps, p("Voir ", CrossReference("page-ecouter", (), at()), "."))
    root = screen(small_order(*blocks))
    assert root.xpath("//ol[@class='steps']/li/@id") == ["page-ecouter"]
    assert root.xpath("//a[@href='#page-ecouter']/text()") == ["Écouter"]
    assert "Voir Écouter (p. " in _text(*blocks)


@pytest.mark.parametrize(
    ("given", "shares"),
    [
        ((0.0, 0.0), (0.5, 0.5)),
        ((0.25, 0.0), (0.25, 0.75)),
        ((0.5, 0.5, 0.5), (1 / 3, 1 / 3, 1 / 3)),
        ((0.001, 0.999), (0.2, 0.8)),
        ((1.0, 0.0), (0.8, 0.2)),
    ],
)
def test_columns_share_the_whole_width(given: tuple[float, ...], shares: tuple[float, ...]) -> None:
    columns = tuple(Column((), at(), share) for share in given)
    assert column_shares(columns) == pytest.approx(shares, abs=0.01)


def test_columns_stand_side_by_side_in_print() -> None:
    columns = Columns((Column((p("Gauche"),), at()), Column((p("Droite"),), at())), at())
    assert "Gauche Droite" in _text(columns)
    assert len(screen(small_order(columns)).xpath("//*[@class='columns']/*[@class='column share-6']")) == 2


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3), (7, 3)])
def test_grids_are_two_or_three_columns_wide(count: int, columns: int) -> None:
    base = setting(small_order(), "print", str, lambda _name, _kind: Markup(""))
    assert columns_of(count, base) == columns
    assert columns_of(count, base._replace(medium="screen")) == columns


def test_a_card_shows_where_it_leads() -> None:
    cards = Cards(
        (
            Card((p("Dedans"),), at(), None, (CrossReference("autre", (), at()),)),
            Card((p("Dehors"),), at(), None, (Link(_ADDRESS, t("L’atelier"), at()),)),
        ),
        at(),
    )
    links = screen(small_order(cards)).xpath("//*[@class='card-link']/a")
    assert [(link.get("href"), link.text_content()) for link in links] == [
        ("#autre", "Une autre page"),
        (_ADDRESS, "L’atelier"),
    ]
    text = _text(cards)
    assert "Une autre page, p. 5" in text
    assert f"L’atelier {_ADDRESS}" in text


def test_a_card_cover_has_no_number() -> None:
    cover = Figure(_PHOTO, _PHOTO, "La salle", t("Vue de haut"), at())
    figure = Figure(_DRAWING, _DRAWING, "Le cycle", t("Le cycle"), at())
    captions = screen(small_order(Cards((Card((), at(), cover),), at()), figure)).xpath("//figcaption")
    assert [caption.text_content() for caption in captions] == ["Vue de haut", "Figure 1 Le cycle"]


def test_a_reference_takes_its_target_s_title_and_print_its_page() -> None:
    blocks = (
        ContentReference((CrossReference("autre", (), at()),), at(), t("De quoi il s’agit")),
        p("Voir ", CrossReference("autre-section", (), at()), "."),
    )
    root = screen(small_order(*blocks))
    assert root.xpath("string(//*[@class='pointer-title'])") == "Une autre page"
    text = _text(*blocks)
    assert "Une autre page" in text
    assert "p. 5" in text
    assert "Voir Sa section (p. 5)." in text


def test_a_dead_reference_is_only_words() -> None:
    root = screen(small_order(ContentReference(t("Page perdue"), at())))
    (row,) = root.xpath("//*[@class='pointer']")
    assert "Page perdue" in row.text_content()
    assert not row.xpath(".//a")


@pytest.mark.parametrize(
    ("address", "leads"), [(_ADDRESS, True), ("javascript:alert(1)", False), ("http://[::1", False), ("", False)]
)
def test_an_embed_shows_its_address_and_links_only_a_safe_one(address: str, leads: bool) -> None:
    embed = Embed(address, at(), t("Un film"))
    (row,) = screen(small_order(embed)).xpath("//*[@class='embed' or @class='embed leads']")
    assert bool(row.xpath(".//a")) is leads
    assert address in row.text_content()


def test_an_embed_has_a_code_in_print() -> None:
    import re

    from pipeline.emit.pdf.book import printed, whole

    drawn = whole(printed(small_order(Embed(_ADDRESS, at()))))
    assert re.search(r'class="qr" style="background-image:url\([^)]*book:qr/https%3A%2F%2Fwww\.example\.org', drawn)
    assert "example.org" in _text(Embed(_ADDRESS, at()))


@pytest.mark.parametrize(
    ("size", "french", "english"),
    [
        (1, "1 ko", "1 kB"),
        (1_234_567, "1,2 Mo", "1.2 MB"),
        (12_345, "12 ko", "12 kB"),
        (999_999, "1 Mo", "1 MB"),
        (9_960_000, "10 Mo", "10 MB"),
        (2_000_000_000, "2 Go", "2 GB"),
    ],
)
def test_sizes_of_files_in_the_reader_s_units(size: int, french: str, english: str) -> None:
    assert size_words(size, "fr", speaker("fr")).replace("\u00a0", " ") == french
    assert size_words(size, "en", speaker("en")) == english


def test_an_attachment_is_named_and_not_linked() -> None:
    file = Attachment("annexes/grille.ods", "annexes/grille.ods", "Grille", at(), 1_234_567)
    (row,) = screen(small_order(file)).xpath("//*[contains(@class, 'file') and contains(@class, 'pointer')]")
    assert not row.xpath(".//a")
    assert row.xpath("string(.//*[@class='file-facts'])").replace("\u00a0", " ") == "ODS · 1,2 Mo"


def test_a_missing_file_is_said_in_a_draft_only() -> None:
    lost = Attachment("annexes/perdu.pdf", "", "Perdu", at())
    assert "fichier manquant" in screen(small_order(lost, edition="draft")).text_content()
    assert "fichier manquant" not in screen(small_order(lost)).text_content()


def test_code_keeps_bold_lines_and_words() -> None:
    node = CodeBlock("def a():\n    rendre = 1\n\n# fin", "python", at(), "a.py", True, False, ((4, 19), (22, 23)))
    root = screen(small_order(node))
    assert root.xpath("string(//*[@class='code-title'])") == "a.py"
    lines = root.xpath("//*[@class='line']")
    assert [line.text_content() for line in lines] == ["def a():\n", "    rendre = 1\n", "\n", "# fin\n"]
    assert ["".join(line.xpath(".//strong//text()")) for line in lines] == ["a():", "    rendre1", "", ""]


@pytest.mark.parametrize(("wraps", "kind"), [(True, None), (False, "long-lines")])
def test_long_lines_scroll_unless_the_author_breaks_them(wraps: bool, kind: str | None) -> None:
    (block,) = screen(small_order(CodeBlock("x " * 200, "", at(), wraps=wraps))).xpath("//pre")
    assert block.get("class") == kind
    assert block.get("tabindex") == (None if wraps else "0")


def test_a_condition_and_a_journal_say_theirs() -> None:
    journal = Updates((Update("2026-02-10", (p("Un index."),), at(), (t("fiches"),)), Update("l’été", (), at())), at())
    root = screen(small_order(Conditional("a == b", (p("Dedans."),), at()), journal))
    assert root.xpath("string(//*[@class='condition'])") == "Seulement si a == b"
    assert root.xpath("//time/@datetime") == ["2026-02-10"]
    assert [date.text_content() for date in root.xpath("//*[@class='update-date']")] == ["10 février 2026", "l’été"]
    assert root.xpath("//*[@class='update-tag']/text()") == ["fiches"]


def test_a_call_has_its_tables() -> None:
    call = ApiOperation(
        "get",
        "/v1/a",
        t("Lire"),
        (),
        at(),
        (ApiField("id", "path", (p("Le numéro."),), at(), "string", True),),
        (ApiAnswer("200", (p("Trouvé."),), at()),),
    )
    root = screen(small_order(call))
    assert root.xpath("//*[@class='method get']/text()") == ["GET"]
    rows = [[cell.text_content() for cell in row] for row in root.xpath("//*[@class='operation']//tbody/tr")]
    assert rows == [["id", "dans le chemin", "string", "oui", "Le numéro."], ["200", "Trouvé."]]


def test_a_call_without_its_description_gives_the_address() -> None:
    root = screen(small_order(ApiOperation("", "", (), (), at(), address=_ADDRESS)))
    assert root.xpath("//*[@class='operation-address']/a/@href") == [_ADDRESS]
    assert not root.xpath("//*[@class='operation-head']")


def test_definitions_are_pairs() -> None:
    pair = DefinitionList((Definition(t("Terme"), (p("Sens."), p("Autre sens.")), at()),), at())
    (found,) = screen(small_order(pair)).xpath("//dl[@class='definitions']")
    assert [child.tag for child in found] == ["dt", "dd"]


def test_figures_take_their_width_and_their_night_side() -> None:
    blocks = (
        Figure(_PHOTO, _PHOTO, "a", (), at(), "33%"),
        Figure(_PHOTO, _PHOTO, "b", (), at(), "300", _DRAWING),
        Figure(_PHOTO, _PHOTO, "c", (), at(), "large"),
        p(Image(_PHOTO, _PHOTO, "d", at()), Image(_PHOTO, _PHOTO, "e", at(), is_full_size=True)),
    )
    images = screen(small_order(*blocks)).xpath("//main//img")
    assert [(one.get("alt"), one.get("class"), one.get("width")) for one in images] == [
        ("a", "width-35", None),
        ("b", "by-day", "300"),
        ("b", "by-night", "300"),
        ("c", None, None),
        ("d", "inline", None),
        ("e", None, None),
    ]


def test_a_gallery_numbers_its_figures() -> None:
    figures = tuple(Figure(_PHOTO, _PHOTO, name, t(name), at()) for name in ("Un", "Deux"))
    found = screen(small_order(Gallery(figures, at()))).xpath("//*[@class='gallery grid-2']/figure/figcaption")
    assert [one.text_content() for one in found] == ["Figure 1 Un", "Figure 2 Deux"]


def test_titles_of_callouts_and_open_parts() -> None:
    root = screen(
        small_order(Callout("info", (p("a"),), at(), "", t("À emporter")), Details(t("Plus"), (p("b"),), at(), True))
    )
    (note,) = root.xpath("//*[@role='note']")
    assert note.get("aria-label") == "Bon à savoir"
    assert note.xpath("string(.//strong)") == "À emporter"
    assert root.xpath("//details/@open")


def test_a_button_in_print_says_where_it_leads() -> None:
    out = Button((Link(_ADDRESS, t("S’inscrire"), at()),), at(), True, "calendar")
    inside = Button((CrossReference("autre", t("Aller"), at()),), at())
    (one, _other) = screen(small_order(p(out, inside))).xpath("//*[starts-with(@class, 'action')]")
    assert one.get("class") == "action primary"
    assert [link.get("href") for link in one.iter("a")] == [_ADDRESS]
    text = _text(p(out, inside))
    assert f"S’inscrire {_ADDRESS}" in text
    assert "Aller (p. 5)" in text


def test_what_was_not_understood_is_plain_text_in_a_final_edition() -> None:
    block = UnreadBlock("{% inconnu %}\n  reste", at())
    assert screen(small_order(block)).xpath("//pre/@class") == ["unread"]
    assert screen(small_order(block, edition="draft")).xpath("//pre/@class") == ["unread draft"]


def _index(*entries: IndexEntry) -> Index:
    return Index("names", (IndexGroup(t("A"), entries),), at())


def test_an_index_leads_and_print_gives_pages() -> None:
    entries = (
        IndexEntry(t("archiviste"), (CrossReference("autre", t("archiviste"), at()),), "K1601"),
        IndexEntry(
            t("atelier"), (CrossReference("autre", (), at()), CrossReference("autre-section", t("le lieu"), at()))
        ),
    )
    root = screen(small_order(_index(*entries)))
    assert [(link.get("href"), link.text_content()) for link in root.xpath("//*[@class='index-link']")] == [
        ("#autre", "archiviste K1601"),
        ("#autre", "Une autre page"),
        ("#autre-section", "le lieu"),
    ]
    text = " ".join(pages(small_order(_index(*entries)))[3].replace("·", " ").split())
    assert "archiviste K1601 5" in text
    assert "le lieu 5" in text


def test_letters_lead_to_the_groups_of_a_long_index() -> None:
    groups = tuple(IndexGroup(t(letter), (IndexEntry(t(letter * 3), ()),)) for letter in "ABCDE")
    root = screen(small_order(Index("names", groups, at())))
    targets = [link.get("href")[1:] for link in root.xpath("//*[@class='index-jumps']/a")]
    assert targets == root.xpath("//*[@class='index-head']/@id")
    assert len(targets) == 5


def test_links_of_a_part_stand_in_the_contents() -> None:
    links = (Link(_ADDRESS, t("Le forum"), at()), Link("javascript:alert(1)", t("Rien"), at()))
    order = small_order(p("Texte."), links=links)
    found = screen(order).xpath("//nav//li[@class='nav-outside']")
    assert [(one.text_content().strip(), one.xpath(".//@href")) for one in found] == [
        ("Le forum", [_ADDRESS]),
        ("Rien", []),
    ]
    assert f"Le forum {_ADDRESS}" in pages(order)[2]


def test_headings_in_pieces_keep_their_order() -> None:
    from tests.emit.sample_make import h

    steps = Steps((Step((), (h(4, "Profond", "page-profond"), p("a")), at()),), at())
    root = screen(small_order(steps, _index(IndexEntry((Text("a", at()),), ()))))
    levels = [int(one.tag[1]) for one in root.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
