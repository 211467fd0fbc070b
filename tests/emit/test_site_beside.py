"""What a site has besides its pages: a page for lost readers, a list for engines, cards, days, a declaration."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from lxml import html

from pipeline.config import Accessibility
from pipeline.emit.html import emit as emit_html
from pipeline.emit.order import Files, Order
from pipeline.emit.publication import Change, Publication
from tests.emit.site_made import page_of, site_files, site_order

URL = "https://guide.example.org/jardin/"
KNOWN = Publication(
    url=URL,
    changes={"equipe/roles.md": Change("2026-01-09", ("Anne Lemoine", "Basile Roux"))},
    accessibility=Accessibility(
        status="partial",
        contact="acces@example.org",
        date="2026-02-01",
        rate=82,
        auditor="Atelier Lumen",
        failures=("Des figures sans <description>.",),
    ),
)


def _order(publication: Publication = KNOWN) -> Order:
    return site_order()._replace(publication=publication, edit_url="https://forge.example.org/edit/{file}")


@pytest.fixture(scope="module")
def files() -> Files:
    return site_files(_order())


@pytest.fixture(scope="module")
def bare() -> Files:
    return site_files(site_order())


def _meta(page: html.HtmlElement, name: str) -> list[str]:
    return [str(one.get("content")) for one in page.iter("meta") if name in (one.get("property"), one.get("name"))]


def _text(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def test_a_lost_reader_is_led_on_from_any_depth(files: Files, bare: Files) -> None:
    page = page_of(files, "404.html")
    assert _text(page.find(".//h1")) == "Cette page n’est pas ici"
    addresses = [one.get("href") or one.get("src") for one in page.iter("a", "link", "script")]
    inside = [one for one in addresses if one and "://" not in one and not one.startswith("#")]
    assert all(one.startswith("/jardin/") for one in inside)
    assert "/jardin/index.html" in inside
    assert page.body.get("data-search") == "/jardin/pagefind/pagefind.js"
    assert _meta(page, "robots") == ["noindex"]
    assert "index.html" in [one.get("href") for one in page_of(bare, "404.html").iter("a")]


def test_engines_get_every_page_of_the_book_once(files: Files, bare: Files) -> None:
    assert "sitemap.xml" not in bare
    root = ElementTree.fromstring(files["sitemap.xml"])
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    known = {str(one.findtext("s:loc", "", space)): one.findtext("s:lastmod", None, space) for one in root}
    assert known == {
        URL: None,
        f"{URL}equipe/index.html": None,
        f"{URL}equipe/roles.html": "2026-01-09",
        f"{URL}materiel.html": None,
    }


def test_a_shared_link_shows_a_card(files: Files, bare: Files) -> None:
    page = page_of(files, "equipe/roles.html")
    assert _meta(page, "og:title") == ["Les rôles"]
    assert _meta(page, "og:locale") == ["fr_FR"]
    assert _meta(page, "og:type") == ["article"]
    assert _meta(page, "og:image") == [f"{URL}assets/cards/equipe/index.png"], "the card of its chapter"
    assert _meta(page_of(files, "index.html"), "og:image") == [f"{URL}assets/cards/index.png"]
    assert [one.get("href") for one in page.iter("link") if one.get("rel") == "canonical"] == [
        f"{URL}equipe/roles.html"
    ]
    cards = {name: data for name, data in files.items() if name.startswith("assets/cards/")}
    assert set(cards) == {f"assets/cards/{name}.png" for name in ("index", "equipe/index", "materiel")}
    for data in cards.values():
        assert (data[:4], int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (
            b"\x89PNG",
            1200,
            630,
        )
    assert not any(name.startswith("assets/cards/") for name in bare)
    assert _meta(page_of(bare, "materiel.html"), "og:image") == []
    assert _meta(page_of(bare, "materiel.html"), "og:title") == ["Le matériel"]


def test_the_card_of_the_book_is_that_of_no_chapter() -> None:
    sources = {
        "index-des-cartes/index.md": "# A\n\nTexte.\n",
        "index.md": "# B\n\nTexte.\n",
        "book.md": "# C\n\nTexte.\n",
    }
    files = site_files(site_order(sources)._replace(publication=KNOWN))
    pages = [name for name in files if name.endswith(".html")]
    shown = {name: "".join(_meta(page_of(files, name), "og:image")) for name in pages}
    cards = {name: card.removeprefix(URL) for name, card in shown.items() if card}
    assert len(cards) == len(set(cards.values())) == 4
    assert all(card in files for card in cards.values())


def test_a_page_says_when_it_was_changed_and_where_to_edit_it(files: Files, bare: Files) -> None:
    (facts,) = page_of(files, "equipe/roles.html").find_class("page-facts")
    (day,) = facts.iter("time")
    assert (day.get("datetime"), _text(day)) == ("2026-01-09", "9 janvier 2026")
    assert "Anne" not in _text(facts), "names are said where that is asked for"
    (edit,) = facts.iter("a")
    assert edit.get("href") == "https://forge.example.org/edit/equipe/roles.md"
    named = site_files(_order(KNOWN._replace(names_authors=True)))
    assert "par Anne Lemoine, Basile Roux" in _text(page_of(named, "equipe/roles.html").find_class("page-facts")[0])
    assert page_of(bare, "equipe/roles.html").find_class("page-facts") == []


def test_the_declaration_is_led_to_from_every_page(files: Files, bare: Files) -> None:
    pages = [name for name in files if name.endswith(".html") and b'http-equiv="refresh"' not in files[name]]
    for name in pages:
        (line,) = page_of(files, name).find_class("declared")
        assert _text(line) == "Accessibilité : partiellement conforme"
    page = page_of(files, "declaration-accessibilite.html")
    heads = [_text(one) for one in page.iter("h2")]
    assert heads == [
        "État de conformité",
        "Résultats des tests",
        "Contenus non accessibles",
        "Établissement de cette déclaration",
        "Retour d’information et contact",
        "Voies de recours",
    ]
    text = _text(page.find(".//main"))
    for words in ("82", "Atelier Lumen", "Des figures sans <description>.", "1er février 2026"):
        assert words in text
    assert "mailto:acces@example.org" in [one.get("href") for one in page.iter("a")]
    assert "declaration-accessibilite.html" not in bare


def test_the_declaration_stands_in_the_single_file_too() -> None:
    page = html.document_fromstring(emit_html(_order())["handbook.html"].decode())
    (link,) = (one for one in page.iter("a") if one.get("href") == "#declaration-accessibilite")
    assert _text(link) == "Accessibilité : partiellement conforme"
    assert page.find(".//section[@id='declaration-accessibilite']/h2") is not None
    bare = emit_html(site_order())["handbook.html"]
    assert b"declaration-accessibilite" not in bare


def test_no_page_of_the_book_takes_the_place_of_one_of_the_site() -> None:
    pages = {name: f"# {name}\n\nTexte.\n" for name in ("404.md", "declaration-accessibilite.md", "assets.md")}
    files = site_files(site_order(pages)._replace(publication=KNOWN))
    assert "Cette page n’est pas ici" in files["404.html"].decode()
    assert "Voies de recours" in files["declaration-accessibilite.html"].decode()


def test_the_same_book_gives_the_same_bytes(files: Files) -> None:
    assert dict(site_files(_order())) == dict(files)
