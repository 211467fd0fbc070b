"""The to-do report says the same in each of its forms, safely, and leads to the places of the draft."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from io import StringIO
from typing import cast

import pytest
from lxml import html
from msgspec.structs import replace

from pipeline.emit import EMITTERS
from pipeline.emit.look import look
from pipeline.emit.order import Edition, Order
from pipeline.emit.spots import anchor_of
from pipeline.emit.todo import FORMS, emit, written
from pipeline.emit.todo.tables import safe_cell
from pipeline.markers import KINDS
from pipeline.messages import speaker
from pipeline.model import Handbook, Marker
from pipeline.model.kind import KIND_TITLES
from pipeline.source import Span
from tests.markers.reading import recognised

SOURCES = {
    "SUMMARY.md": "# Table of contents\n\n* [Les rôles](roles.md)\n  * [Le budget](budget.md)\n* [Fin](fin.md)\n",
    "roles.md": "# Les rôles\n\n## Qui fait quoi\n\n**\\[ENRICHIR]** Les profils.\n\n"
    "TODO(lea): les \\*absents\\* & autres\n\n![Plan](plan.png)\n\nLe service \\[NOM DU SERVICE] répond.\n",
    "budget.md": "# Le budget (vide)\n\n| | | | Niv 1 | Niv 2 |\n| - | - | - | - | - |\n"
    "| **Axe** | **Sous axe** | **Intention** | **Compétence** | |\n| A | B | C | D | E |\n| | | | | |\n",
    "fin.md": "# Fin\n",
}
HOSTILE = '<script>alert("x")</script> \\*b\\* `c` [d](e) | @f'


def order(book: Handbook, edition: Edition = "draft", language: str = "fr") -> Order:
    book = replace(book, identity=replace(book.identity, language=language))
    return Order(book, edition, look(), lambda _path: b"", speaker(language), lambda _found: None, date(2026, 3, 14))


def found(page: html.HtmlElement, path: str) -> list[str]:
    """Give the strings that an XPath finds."""
    return [str(one) for one in cast("list[str]", page.xpath(path))]


def a_marker(**changes: object) -> Marker:
    marker = Marker(
        1,
        "todo",
        "sure",
        Span("roles.md", 5, 3, 5, 7),
        "TODO",
        "les rôles",
        ("Les rôles",),
        "roles",
        "0123456789abcdef",
    )
    return replace(marker, **changes)


def with_marker(**changes: object) -> Handbook:
    return replace(recognised(SOURCES), markers=(a_marker(**changes),))


@pytest.fixture(scope="module")
def book() -> Handbook:
    return recognised(SOURCES)


def test_every_kind_has_a_name_for_readers():
    assert {kind.name for kind in KINDS} == {name for name, _ in KIND_TITLES}


def test_json_has_exactly_what_programs_rely_on(book):
    data = json.loads(written(order(book), "json"))
    assert list(data) == ["markers", "counts"]
    assert list(data["markers"][0]) == [
        *("kind", "level", "file", "line", "column", "end_line", "end_column", "text", "subject", "section"),
        *("owner", "fingerprint", "number", "page"),
    ]
    assert [one["kind"] for one in data["markers"]] == [
        *("enrich", "todo", "missing-image", "blank", "empty", "empty-row", "empty-page"),
    ]
    first = data["markers"][0]
    assert (first["file"], first["line"], first["column"], first["end_line"], first["end_column"]) == (
        *("roles.md", 5, 3, 5, 14),
    )
    assert (first["text"], first["subject"], first["owner"], first["number"]) == (
        *("\\[ENRICHIR]", "Les profils.", "", 1),
    )
    assert first["section"] == ["Les rôles", "Qui fait quoi"]
    assert data["counts"] == {
        "total": 7,
        "sure": 3,
        "suspected": 3,
        "blank": 1,
        "by_kind": dict.fromkeys((one["kind"] for one in data["markers"]), 1),
        "by_owner": {"": 6, "lea": 1},
        "by_page": {"roles": 4, "budget": 2, "fin": 1},
    }


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
def test_csv_opens_right_in_a_spreadsheet(book, language, separator):
    text = written(order(book, language=language), "csv")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=separator))
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5", "6", "7"]
    assert {len(row) for row in rows} == {12}
    assert rows[2][3:5] == ["TODO(lea)", "les *absents* & autres"]
    assert rows[2][7:11] == ["lea", "roles.md", "7", "1"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1"])
def test_csv_never_holds_a_formula(words):
    assert safe_cell(words) == "'" + words
    rows = csv.reader(StringIO(written(order(with_marker(subject=words, owner=words)), "csv")), delimiter=";")
    assert {cell[:1] for cell in list(rows)[1]} & set("=+-@\t＝ ") == set()


def test_csv_leaves_ordinary_words_alone():
    assert safe_cell("À compléter : 1 = 1") == "À compléter : 1 = 1"


def test_markdown_is_a_task_list_by_chapter(book):
    text = written(order(book), "md")
    assert re.findall("^## (.*)$", text, re.MULTILINE) == ["1 Les rôles", "1.1 Le budget (vide)", "2 Fin"]
    items = re.findall(r"^- \[ \] (.*)$", text, re.MULTILINE)
    assert items[0] == "1 · À enrichir — **\\[ENRICHIR\\]** Les profils. · `roles.md:5`"
    assert items[1] == "2 · À faire — **TODO(lea)** les \\*absents\\* &amp; autres · **lea** · `roles.md:7`"
    assert len(items) == 7


def test_text_is_for_a_terminal(book):
    lines = written(order(book), "text").splitlines()
    assert "  1  [ENRICHIR] Les profils." in "\n".join(lines)
    assert any("roles.md:5:3" in line for line in lines)
    assert all("\x1b" not in line for line in lines)


def test_an_authors_words_stay_words_everywhere():
    files = emit(order(with_marker(text=HOSTILE, subject=HOSTILE, owner=HOSTILE, section=(HOSTILE, HOSTILE))))
    page = html.fromstring(files["todo.html"].decode())
    assert page.findall(".//script") == []
    assert page.findtext(".//mark") == '<script>alert("x")</script> *b* `c` [d](e) | @f'
    assert "<script" not in files["todo.md"].decode()


@pytest.mark.parametrize("edition", ["draft", "final"])
def test_html_leads_to_places_that_are_in_the_handbook(book, edition):
    there = html.fromstring(EMITTERS["html"](order(book, edition))["handbook.html"].decode())
    known = set(found(there, "//@id"))
    page = html.fromstring(written(order(book, edition), "html"))
    targets = [target for target in found(page, "//a/@href") if target.startswith("handbook.html#")]
    assert len(targets) == 7
    assert {target.partition("#")[2] for target in targets} <= known
    if edition == "draft":
        assert f"handbook.html#{anchor_of(book.markers[0])}" in targets


def test_html_inner_links_lead_somewhere_and_ids_are_unique(book):
    page = html.fromstring(written(order(book), "html"))
    ids = found(page, "//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in found(page, "//a/@href") if target.startswith("#")} <= set(ids)
    assert set(" ".join(found(page, "//@aria-labelledby")).split()) <= set(ids)


def test_html_needs_no_network_and_runs_nothing(book):
    text = written(order(book), "html")
    page = html.fromstring(text)
    assert found(page, "//script | //link | //iframe | //img | //@style | //@onclick") == []
    assert re.findall(r"url\((?!data:)|@import|https?://", text) == []
    assert page.get("lang") == "fr"
    policy = found(page, "//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_html_gathers_what_is_too_long_to_see_at_a_glance():
    markers = tuple(a_marker(number=1 + n, owner=f"p{n:02}") for n in range(30))
    page = html.fromstring(written(order(replace(recognised(SOURCES), markers=markers)), "html"))
    names = found(page, "//section[@class='owners']//*[@class='name']/text()")
    numbers = found(page, "//section[@class='owners']//*[@class='number']/text()")
    assert len(names) == 10
    assert sum(map(int, numbers)) == 30


@pytest.mark.parametrize("form", FORMS)
def test_a_finished_book_says_so_gladly(book, form):
    done = order(replace(book, markers=()), language="en")
    text = written(done, form)
    assert text == written(done, form)
    if form == "json":
        assert json.loads(text)["counts"]["total"] == 0
    elif form == "csv":
        assert text.count("\r\n") == 1
    else:
        assert "Nothing left to complete: this handbook is ready." in text


@pytest.mark.parametrize("form", FORMS)
def test_a_marker_of_blanks_is_reported(form):
    assert "roles.md" in written(order(with_marker(text=" \u00a0", subject="Les rôles du service")), form)
