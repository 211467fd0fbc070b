"""The to-do report as a page: it leads to the places of the draft, filters by itself, and obeys nobody else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import cast
from urllib.parse import parse_qsl

import pytest
from lxml import html
from msgspec.structs import replace

from pipeline.emit import EMITTERS
from pipeline.emit.look import look
from pipeline.emit.todo import written
from pipeline.model import Handbook
from pipeline.source import Span
from tests.emit.sample_todo import FORGE, HOSTILE, SOURCES, a_marker, dated, order, points, with_marker
from tests.markers.reading import recognised


def found(page: html.HtmlElement, path: str) -> list[str]:
    """Give the strings that an XPath finds."""
    return [str(one) for one in cast("list[str]", page.xpath(path))]


def words(page: html.HtmlElement, path: str) -> list[str]:
    """Give the words of the elements that an XPath finds."""
    return [" ".join(str(one.text_content()).split()) for one in cast("list[html.HtmlElement]", page.xpath(path))]


@pytest.fixture(scope="module")
def book() -> Handbook:
    return recognised(SOURCES)


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.fromstring(written(order(dated(), edit_url=FORGE, history=points(9, 7, 4)), "html"))


@pytest.mark.parametrize("edition", ["draft", "final"])
def test_it_leads_to_places_that_are_in_the_handbook(book, edition):
    there = html.fromstring(EMITTERS["html"](order(book, edition))["handbook.html"].decode())
    known = set(found(there, "//@id"))
    page = html.fromstring(written(order(book, edition), "html"))
    targets = [target for target in found(page, "//a/@href") if target.startswith("handbook.html#")]
    assert len(targets) == 7
    assert {target.partition("#")[2] for target in targets} <= known
    if edition == "draft":
        assert f"handbook.html#m-{book.markers[0].fingerprint}" in targets


def test_inner_links_lead_somewhere_and_ids_are_unique(page):
    ids = found(page, "//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in found(page, "//a/@href") if target.startswith("#")} <= set(ids)
    assert set(" ".join(found(page, "//@aria-labelledby")).split()) <= set(ids)
    assert set(found(page, "//label/@for")) <= set(ids)


@pytest.mark.parametrize("hostile", [False, True])
def test_it_needs_no_network_and_runs_only_its_own_script(hostile):
    span = Span('a"><script>alert(1)</script>.md', 1, 1, 1, 2)
    evil = a_marker(
        **dict.fromkeys(("text", "subject", "owner", "author", "kind", "due"), HOSTILE),
        section=(HOSTILE,) * 2,
        span=span,
    )
    markers = {"markers": (evil,)} if hostile else {}
    text = written(order(replace(dated(), **markers), edit_url=FORGE, history=points(9, 7)), "html")
    page = html.fromstring(text)
    assert found(page, "//link | //iframe | //img | //@style | //@*[starts-with(name(), 'on')]") == []
    assert re.findall(r"url\((?!data:)|@import", text) == []
    assert set(re.findall(r"https?://[^/]+", text)) <= {"https://forge.example", "http://www.w3.org"}
    [script] = found(page, "//script/text()")
    assert script == look().read("todo/todo.js")
    [style] = found(page, "//style/text()")
    [policy] = found(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
    allowed = [f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in (style, script)]
    assert policy == (
        f"default-src 'none'; style-src {allowed[0]}; script-src {allowed[1]}; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_its_script_makes_no_markup_of_words():
    script = look().read("todo/todo.js")
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|fetch|XMLHttp|import", script)
        == []
    )


def test_without_its_script_there_is_no_dead_control_and_everything_is_shown(page):
    assert found(page, "//*[self::button or self::input or self::select][not(ancestor::*[@hidden])]") == []
    assert found(page, "//ul[@class='items']/li[@hidden or ancestor::*[@hidden]]") == []
    assert words(page, "//section[@class='chapter']/h3") == ["1 Les rôles 3", "2 Fin 1"]


def test_each_entry_says_what_its_marker_carries(page):
    first, second, third, fourth = words(page, "//section[@id='list']//ul[@class='items']/li")
    assert first == (
        "1 À faire en retard d’un jour TODO les rôles lea modifié il y a 15 mois par Léa Perrin "
        "1 Les rôles roles.md:5:3 m-aaaaaaaaaaaaaaaa"
    )
    assert "pour le 31 décembre 2026 prioritaire" in second
    assert "à vérifier en retard de 12 jours" in third
    assert "ali peut attendre modifié par Ali" in fourth
    assert (
        found(page, "//section[@id='list']//li[1]//a[@class='file']/@href")
        == ["https://forge.example/guide/edit/main/sources/roles.md#L5"] * 2
    )
    assert words(page, "//details[@class='vouched']/summary") == ["Un passage mis de côté par son auteur"]
    assert words(page, "//*[@class='reason']") == ["Pourquoi : C’est le titre d’une rubrique."]


def test_what_is_overdue_is_said_by_a_word_and_a_shape(page):
    assert words(page, "//ul[@class='levels']/li") == ["3 à compléter", "1 à vérifier", "0 à remplir", "2 en retard"]
    assert len(page.xpath("//*[@class='delay']/*[local-name()='svg']")) == 2
    assert found(page, "//*[@class='delay']/time/@datetime") == ["2026-03-13", "2026-03-02"]


def test_every_filter_finds_what_it_counts(page):
    facets = ("level", "kind", "owner", "age", "late")
    entries = [{facet: li.get(f"data-{facet}") for facet in facets} for li in page.xpath("//section[@id='list']//li")]
    counts = {}
    for chip in page.xpath("//button[@class='chip']"):
        [number] = chip.xpath(".//*[@class='number']/text()")
        counts[chip.get("data-facet"), chip.get("data-value")] = int(number)
    assert counts == {
        (facet, value): sum(entry[facet] == value for entry in entries)
        for facet in facets
        for value in {entry[facet] for entry in entries}
        if (facet, value) != ("late", "")
    }
    choices = [parse_qsl(choice, keep_blank_values=True) for choice in found(page, "//@data-choice")]
    assert {pair for pairs in choices for pair in pairs} <= set(counts)
    assert found(page, "//input[@name='by']/@value") == ["chapter", "owner", "kind", "age"]


def test_ages_are_shown_only_where_they_are_known(book):
    page = html.fromstring(written(order(book), "html"))
    assert found(page, "//input[@name='by']/@value") == ["chapter", "owner", "kind"]
    assert page.xpath("//section[@class='ages'] | //section[@class='over-time'] | //*[@class='file']/@href") == []


def test_the_burndown_is_there_in_each_size_and_named(page):
    drawings = page.xpath("//section[@class='over-time']/*[local-name()='svg']")
    assert [drawing.get("class") for drawing in drawings] == ["burndown wide", "burndown middle", "burndown narrow"]
    assert [drawing.get("role") for drawing in drawings] == ["img"] * 3


def test_an_authors_words_are_what_readers_see():
    page = html.fromstring(written(order(with_marker(text=HOSTILE, subject=HOSTILE, owner=HOSTILE)), "html"))
    assert page.findtext(".//mark") == '"><script>alert("x")</script> *b* `c` [d](e) | @f #12 \u202eg'
    assert found(page, "//section[@id='list']//li/@data-owner") == [HOSTILE]


def test_what_is_too_long_to_see_at_a_glance_is_gathered():
    markers = tuple(a_marker(number=1 + n, owner=f"p{n:02}") for n in range(30))
    page = html.fromstring(written(order(replace(recognised(SOURCES), markers=markers)), "html"))
    names = found(page, "//section[@class='owners']//*[@class='name']/text()")
    numbers = found(page, "//section[@class='owners']//*[@class='number']/text()")
    assert len(names) == 10
    assert sum(map(int, numbers)) == 30


def test_a_finished_book_has_no_filter_and_still_shows_what_was_set_aside():
    page = html.fromstring(written(order(replace(dated(), markers=())), "html"))
    assert found(page, "//button | //input") == []
    assert words(page, "//details[@class='vouched']/summary") == ["Un passage mis de côté par son auteur"]
