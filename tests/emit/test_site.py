"""The site: an address for each page of the book, links that lead somewhere, nothing from elsewhere, the same bytes."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree, html
from msgspec.structs import replace

from pipeline.emit import EMITTERS
from pipeline.emit.html.todo import TODO_ID
from pipeline.emit.order import Order
from pipeline.emit.publication import Publication
from pipeline.emit.site import Extra, drawn, emit, laid_out, shared
from pipeline.emit.site.addresses import addresses, plain_name, relative
from pipeline.emit.site.search import SCRIPT
from pipeline.model import Attachment, Handbook, Page, Part
from pipeline.model.walk import each_page
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, p, t
from tests.emit.site_made import site_files, site_order
from tests.emit.words import words
from tests.reading_back import html_text, missing_words
from tests.strategies import handbooks

_FETCHES = {"img": "src", "script": "src", "link": "href", "source": "src", "iframe": "src"}


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return emit(sample_order())


@pytest.fixture(scope="module")
def trees(files: Mapping[str, bytes]) -> dict[str, Any]:
    pages = {name: data for name, data in files.items() if name.endswith(".html")}
    return {name: html.document_fromstring(data.decode()) for name, data in pages.items()}


def test_every_page_of_the_book_is_a_page_of_the_site(trees: dict[str, Any]) -> None:
    book = sample_order().handbook
    places = addresses(book)
    for part in book.parts:
        for page in each_page(part.chapters):
            tree = trees[f"site/{places[page.id]}"]
            assert [one.get("id") for one in tree.xpath("//main//section[contains(@class,'chapter')]")] == [page.id]
    assert f"site/{places[TODO_ID]}" in trees


def test_every_word_is_on_the_site(files: Mapping[str, bytes]) -> None:
    site = laid_out(sample_order())
    pages = (files[f"site/{address}"] for address in ("index.html", *(leaf.address for leaf in site.pages)))
    assert missing_words(words(sample_order().handbook), "\n".join(map(html_text, pages))) == []


def test_every_link_leads_to_a_page_and_a_place_of_it(files: Mapping[str, bytes], trees: dict[str, Any]) -> None:
    ids = {name: {one.get("id") for one in tree.iter(etree.Element)} - {None} for name, tree in trees.items()}
    dead = []
    for name, tree in trees.items():
        for link in tree.iter("a"):
            there, _, place = link.get("href").partition("#")
            if ":" in there.split("/")[0]:
                continue
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(there))) if there else name
            if goal not in files or (place and goal in ids and place not in ids[goal]):
                dead.append((name, link.get("href")))
    assert dead == []


def test_an_id_stands_once_on_a_page(trees: dict[str, Any]) -> None:
    for name, tree in trees.items():
        twice = [one for one, count in Counter(tree.xpath("//@id")).items() if count > 1]
        assert not twice, f"{name}: {twice}"


def test_what_is_fetched_is_in_the_site(files: Mapping[str, bytes], trees: dict[str, Any]) -> None:
    for name, tree in trees.items():
        for element in tree.iter(*_FETCHES):
            if element.tag == "link" and element.get("rel") != "stylesheet":
                continue
            address = element.get(_FETCHES[element.tag]).partition("?")[0]
            assert posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address))) in files
    sheet = files["site/assets/site.css"].decode()
    for address in re.findall(r"url\(['\"]?([^)'\"]+)", sheet):
        assert f"site/assets/{address}" in files or address.startswith("data:image/")


def test_nothing_stands_inline(trees: dict[str, Any]) -> None:
    for name, tree in trees.items():
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "unsafe-inline" not in policy
        assert "default-src 'none'" in policy
        assert not tree.xpath("//script[not(@src)] | //style | //@style"), name
        assert not [one for one in tree.xpath("//@*") if one.attrname.startswith("on")], name


def test_a_page_is_drawn_alone(files: Mapping[str, bytes]) -> None:
    site = laid_out(sample_order(), Extra(search=SCRIPT))
    leaf = site.pages[len(site.pages) // 2]
    assert drawn(site, leaf.address) == files[f"site/{leaf.address}"]


def test_the_same_book_gives_the_same_bytes(files: Mapping[str, bytes]) -> None:
    assert emit(sample_order()) == files


def test_the_style_of_the_site_does_not_change_with_the_text() -> None:
    order = sample_order()
    other = order._replace(handbook=replace(order.handbook, parts=order.handbook.parts[:1]))
    one, two = shared(laid_out(order)), shared(laid_out(other))
    assert one["assets/site.css"] == two["assets/site.css"]
    assert one["assets/site.js"] == two["assets/site.js"]


def _page(file: str, name: str) -> Page:
    return Page(id=name, file=file, kind="page", title=t(name), blocks=(p("…"),), span=at())


def _order(*pages: Page) -> Order:
    order = sample_order("final")
    return order._replace(handbook=replace(order.handbook, parts=(Part("", (), pages),), markers=()))


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("equipe/qui-fait-quoi.md", "equipe/qui-fait-quoi.html"),
        ("equipe/README.md", "equipe/index.html"),
        ("README.md", "page-1.html"),
        ("Équipe produit/Été 2026.md", "equipe-produit/ete-2026.html"),
        ("404.md", "404-2.html"),
        ("assets/notes.md", "assets-2/notes.html"),
        ("", "page-1.html"),
    ],
)
def test_an_address_is_the_path_of_the_source(file: str, address: str) -> None:
    order = _order(_page(file, "page-1"), _page("autre.md", "autre"))
    assert addresses(order.handbook)["page-1"] == address


def test_files_that_differ_in_signs_alone_have_addresses_of_their_own() -> None:
    given = addresses(_order(_page("a b.md", "un"), _page("a-b.md", "deux"), _page("A_B.md", "trois")).handbook)
    assert len({one.casefold() for one in given.values()}) == len(given)
    assert (given["un"], given["deux"], given["trois"]) == ("a-b.html", "a-b-2.html", "a_b.html")


def test_the_index_of_terms_is_not_the_home_page() -> None:
    given = addresses(_order(_page("", "index")).handbook)
    assert given["index"] != "index.html"


@pytest.mark.parametrize(
    ("here", "there", "address"),
    [
        ("a.html", "b/c.html#d", "b/c.html#d"),
        ("b/c.html", "a.html", "../a.html"),
        ("b/c.html", "b/c.html#d", "#d"),
        ("b/c.html", "b/c.html", "c.html"),
        ("b/c.html", "b/index.html", "index.html"),
    ],
)
def test_addresses_are_relative(here: str, there: str, address: str) -> None:
    assert relative(here, there) == address


def test_a_name_is_plain() -> None:
    assert plain_name("Œuvre d’été (v2)") == "oeuvre-d-ete-v2"
    assert plain_name("…") == "page"


def test_a_page_that_is_named_as_a_place_of_the_site_is_a_page_as_any_other() -> None:
    names = ("todo", "top", "content", "navigation", "side", "search", "display", "declaration-accessibilite")
    pages = {f"{name}.md": f"# {name}\n\n[ENRICHIR] Mots de {name}.\n\n## Une\n\n## Deux\n" for name in names}
    order = site_order({**pages, "handbook.yml": "accessibility:\n  status: none\n"})
    files = site_files(order)
    single = EMITTERS["html"](order)["handbook.html"]
    drawn_pages = {**{name: data for name, data in files.items() if name.endswith(".html")}, "handbook.html": single}
    trees: dict[str, Any] = {name: html.document_fromstring(data.decode()) for name, data in drawn_pages.items()}
    for name, tree in trees.items():
        assert [one for one, count in Counter(tree.xpath("//@id")).items() if count > 1] == [], name
    listed = addresses(order.handbook)
    for page in each_page(order.handbook.parts[0].chapters):
        (title,) = trees[listed[page.id]].xpath("//main//h1//*[contains(@class, 'title-words')]")
        assert title.text_content() == page.file.removesuffix(".md")


@pytest.mark.parametrize("name", ["con", "AUX", "nul", "Lpt1", "com9"])
def test_no_name_is_one_of_a_device(name: str) -> None:
    """Windows gives such names to no file, and unpacks no archive that holds one."""
    assert plain_name(name) == f"{name.lower()}-1"


def test_a_page_of_the_longest_name_has_a_file(tmp_path: Path) -> None:
    longest = "p" * 252
    listed = f"# Table\n\n* [Une]({longest}.md)\n\n## {'Une partie ' * 40}\n\n* [Deux]({longest[:-1]}q.md)\n"
    pages = {f"{longest}.md": "# Une\n\nTexte.\n", f"{longest[:-1]}q.md": "# Deux\n\nTexte.\n"}
    url = Publication("https://guide.example.org/")
    made = site_files(site_order({"SUMMARY.md": listed, **pages})._replace(publication=url))
    for name in made:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(made[name])
    assert sum(name.startswith("pagefind/fragment/") for name in made) == 2, "the search holds them"


@given(handbooks())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_book_can_be_a_site(book: Handbook) -> None:
    made = emit(sample_order("draft")._replace(handbook=book))
    assert {f"site/{one}" for one in addresses(book).values() if one != "todo.html"} <= set(made)


@pytest.mark.parametrize(("asset", "name"), [("d/Modèle de note.odt", "modele-de-note.odt"), ("d/page.html", "")])
def test_a_file_to_take_along_is_in_the_site_unless_a_browser_would_run_it(asset: str, name: str) -> None:
    block = Attachment(source=asset, asset=asset, name="Le modèle", span=at(), size=3)
    order = _order(replace(_page("a/b.md", "b"), blocks=(block,)))._replace(picture=lambda _asset: b"abc")
    made = emit(order)
    tree: Any = html.document_fromstring(made["site/a/b.html"].decode())
    links = [one.get("href") for one in tree.xpath("//main//div[contains(@class,'file')]//a")]
    assert links == ([f"../assets/files/{name}"] if name else [])
    assert [made[one] for one in made if one.startswith("site/assets/files/")] == ([b"abc"] if name else [])
