"""The pages of the site: what leads from one to the next, what a page holds, and what small screens are given."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pytest
from lxml import html
from msgspec.structs import replace

from pipeline.emit.site import Site, drawn, emit, laid_out
from pipeline.emit.site.plan import Leaf, title_of
from pipeline.model import Page, Part
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, h, p, t
from tests.emit.sample_sheets import job_sheet_page


@pytest.fixture(scope="module")
def site() -> Site:
    return laid_out(sample_order())


@pytest.fixture(scope="module")
def trees(site: Site) -> Mapping[str, Any]:
    addresses = ("index.html", *(leaf.address for leaf in site.pages))
    return {address: html.document_fromstring(drawn(site, address).decode()) for address in addresses}


def _words(node: Any) -> str:
    return " ".join(node.text_content().split())


def _parted(count: int) -> Site:
    """Give a site of two parts with so many chapters each."""

    def page(name: str) -> Page:
        return Page(id=name, file=f"{name}.md", kind="page", title=t(name), blocks=(p("…"),), span=at())

    parts = tuple(
        Part(f"part-{one}", t(f"Part {one}"), tuple(page(f"{one}-{number}") for number in range(count))) for one in "ab"
    )
    order = sample_order("final")
    return laid_out(order._replace(handbook=replace(order.handbook, parts=parts, markers=())))


def _side(site: Site, address: str) -> Any:
    tree: Any = html.document_fromstring(drawn(site, address).decode())
    return tree.get_element_by_id("side")


def test_a_page_has_one_title_and_no_level_is_left_out(trees: Mapping[str, Any]) -> None:
    for address, tree in trees.items():
        levels = [int(node.tag[1]) for node in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), (address, levels)


def test_landmarks_of_one_kind_have_names_of_their_own(trees: Mapping[str, Any]) -> None:
    for address, tree in trees.items():
        named = {node.get("id"): _words(node) for node in tree.xpath("//*[@id]")}
        names = [nav.get("aria-label") or named[nav.get("aria-labelledby")] for nav in tree.iter("nav")]
        assert len(names) == len(set(names)), address
        assert len(tree.xpath("//main")) == len(tree.xpath("//body/footer")) == len(tree.xpath("//body/header")) == 1


def test_the_contents_mark_the_page_and_open_its_part_alone() -> None:
    site = _parted(2)
    side = _side(site, "b-1.html")
    assert [one.get("href") for one in side.xpath(".//a[@aria-current='page']")] == ["b-1.html"]
    folded = {one.get("data-part"): one.get("open") is not None for one in side.iter("details")}
    assert folded == {"part-a": False, "part-b": True}
    assert {one.get("href") for one in side.iter("a")} >= {leaf.address for leaf in site.pages}


def test_the_contents_of_a_long_book_leave_the_lines_of_other_parts_out() -> None:
    side = _side(_parted(100), "b-1.html")
    addresses = {one.get("href") for one in side.iter("a")}
    assert "b-99.html" in addresses
    assert "part-a.html" in addresses
    assert "a-1.html" not in addresses


def test_a_page_says_what_it_stands_below(site: Site, trees: Mapping[str, Any]) -> None:
    for leaf in site.pages:
        (crumbs,) = trees[leaf.address].xpath("//nav[@class='crumbs']")
        shown = [_words(one) for one in crumbs.iter("a")]
        assert len(shown) == 1 + len(leaf.chain)
        names = [" ".join(site.names[name].striptags().split()) for name in leaf.chain]
        assert shown[1:] == names


def test_pages_follow_each_other_in_reading_order(site: Site, trees: Mapping[str, Any]) -> None:
    def way(leaf: Leaf, kind: str) -> list[str]:
        return [_words(one) for one in trees[leaf.address].xpath(f"//a[@rel='{kind}']/span[@class='neighbour-name']")]

    for before, after in pairwise(site.pages):
        assert way(before, "next") == [" ".join(site.names[after.entry.id].striptags().split())]
        assert way(after, "prev") == [" ".join(site.names[before.entry.id].striptags().split())]
    assert way(site.pages[0], "prev") == way(site.pages[-1], "next") == []


def _lists(tree: Any) -> Iterator[list[str]]:
    for place in ("//nav[@class='toc']", "//details[@class='toc-fold']"):
        for found in tree.xpath(place):
            yield [one.get("href") for one in found.iter("a")]


def test_what_a_page_holds_stands_beside_it_and_above_its_text(trees: Mapping[str, Any]) -> None:
    seen = 0
    for address, tree in trees.items():
        both = list(_lists(tree))
        assert len(both) in (0, 2)
        if both:
            assert both[0] == both[1], address
            places = [f"#{one}" for one in tree.xpath("//main//@id")]
            assert [one for one in places if one in both[0]] == both[0], address
            seen += 1
    assert seen > 2


def test_each_part_of_two_sheets_on_a_page_is_led_to() -> None:
    page = job_sheet_page()
    both = replace(page, blocks=(*page.blocks, *page.blocks))
    order = sample_order("final")
    order = order._replace(handbook=replace(order.handbook, parts=(Part("", (), (both,)),), markers=()))
    tree: Any = html.document_fromstring(drawn(laid_out(order), "metiers/conseiller.html").decode())
    beside, _above = _lists(tree)
    by_id = {str(one.get("id")): one for one in tree.iter() if one.get("id")}
    titles = [_words(by_id[place.removeprefix("#")]) for place in beside]
    assert titles == ["Présentation", "En bref", "Compétences requises", "Vie professionnelle"] * 2
    assert len(set(beside)) == len(beside)


@pytest.mark.parametrize(("headings", "lines"), [(0, 0), (1, 0), (2, 2), (5, 5)])
def test_a_page_with_fewer_than_two_sections_lists_none(headings: int, lines: int) -> None:
    blocks = tuple(h(2, f"Section {number}", f"section-{number}") for number in range(headings))
    page = Page(id="one", file="one.md", kind="page", title=t("One"), blocks=blocks, span=at())
    order = sample_order("final")
    book = replace(order.handbook, parts=(Part("", (), (page,)),), markers=())
    tree: Any = html.document_fromstring(drawn(laid_out(order._replace(handbook=book)), "one.html").decode())
    assert len(tree.xpath("//nav[@class='toc']//a")) == lines


def test_a_heading_has_a_link_to_itself_that_says_so(trees: Mapping[str, Any]) -> None:
    found = 0
    for tree in trees.values():
        for link in tree.xpath("//a[@class='permalink']"):
            (head,) = link.getparent().iterchildren("h2", "h3", "h4", "h5", "h6")
            assert link.get("href") == f"#{head.get('id')}"
            assert link.get("aria-label").startswith("Lien vers")
            assert not head.xpath(".//a[@class='permalink']")
            found += 1
    assert found > 3


def test_each_cell_of_a_matrix_names_its_column_where_its_rows_are_cards(trees: Mapping[str, Any]) -> None:
    for kind in ("responsibilities", "skills"):
        table = next(one for tree in trees.values() for one in tree.xpath(f"//table[@class='{kind}']"))
        heads = [_words(one) for one in table.xpath(".//thead//th[@scope='col']")]
        for row in table.xpath("./tbody/tr[not(contains(@class, 'axis'))]"):
            labels = [cell.get("data-label") for cell in row if cell.tag == "td" and cell.get("data-label")]
            assert len(labels) >= 2
            assert all(any(head.startswith(label) for head in heads) for label in labels)


def test_the_home_page_lists_every_chapter(site: Site, trees: Mapping[str, Any]) -> None:
    home = trees["index.html"]
    listed = [one.get("href") for one in home.xpath("//ol[@class='page-list']//a")]
    chapters = [page.id for part in site.order.handbook.parts for page in part.chapters]
    assert listed == [site.addresses[name] for name in chapters]
    assert home.xpath("//a[@class='start']/@href") == [site.pages[0].address]


def test_a_draft_says_so_on_every_page_and_a_final_edition_nowhere(trees: Mapping[str, Any]) -> None:
    assert all(len(tree.xpath("//header//p[@class='chip']")) == 1 for tree in trees.values())
    final = emit(sample_order("final"))
    assert not [name for name, data in final.items() if name.endswith(".html") and b'class="chip"' in data]


def test_the_script_says_nothing_of_its_own(trees: Mapping[str, Any]) -> None:
    site = laid_out(sample_order())
    script = site.styled["assets/site.js"].decode()
    asked = set(re.findall(r"\bwords\.(\w+)", script))
    for tree in trees.values():
        given = json.loads(tree.find("body").get("data-words"))
        assert asked <= set(given)


def test_a_page_is_found_by_its_title_and_its_part(site: Site, trees: Mapping[str, Any]) -> None:
    searched = {address: tree.xpath("//article[@data-pagefind-body]") for address, tree in trees.items()}
    leaves = {leaf.address: leaf for leaf in site.pages if leaf.page is not None}
    assert {address for address, found in searched.items() if found} == set(leaves)
    for address, leaf in leaves.items():
        assert searched[address][0].get("data-title") == title_of(leaf)
