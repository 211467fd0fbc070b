"""The screen page: whole, safe, accessible in what a parser can see, and the same each time."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree, html
from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic
from pipeline.emit.html import emit
from pipeline.emit.look import look
from pipeline.emit.order import Order
from pipeline.emit.spots import anchor_of, entry_of
from pipeline.messages import speaker
from pipeline.model import CrossReference, Handbook, Link
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, p, t
from tests.emit.words import words
from tests.reading_back import html_text, missing_words
from tests.strategies import handbooks


def _parsed(page: str) -> Any:
    """Give the tree of a page; lxml's own types are too wide to be of use here."""
    return html.document_fromstring(page)


@pytest.fixture(scope="module")
def page() -> bytes:
    return emit(sample_order())["handbook.html"]


@pytest.fixture(scope="module")
def root(page: bytes) -> Any:
    return _parsed(page.decode())


def test_every_word_is_on_the_page(page: bytes) -> None:
    assert missing_words(words(sample_order().handbook), html_text(page)) == []


def test_hostile_words_stay_words(root: Any) -> None:
    assert len(root.findall(".//script")) == 2  # ours: what runs before the page is drawn, and after
    assert "<script>alert('x')</script> & \"quotes\" {{ 7*7 }} </style>" in root.find(".//main").text_content()
    assert not [link for link in root.iter("a") if link.get("href", "").lower().startswith("javascript:")]


def test_nothing_is_fetched_and_nothing_runs(root: Any) -> None:
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            assert not name.startswith("on"), f"{element.tag} {name}"
            assert name != "style", "the policy forbids style attributes"
            if name in {"src", "srcset", "poster", "data"} or (name == "href" and element.tag != "a"):
                assert value.startswith("data:"), f"{element.tag} {name} {value[:60]}"
    assert root.xpath("//link/@rel") == ["icon"]
    sheet = root.findtext(".//style") or ""
    assert "@import" not in sheet
    assert set(re.findall(r"url\((\w+:)", sheet)) == {"data:"}


def test_the_policy_names_exactly_our_style_and_script(root: Any) -> None:
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for directive, element in (("style-src", "style"), ("script-src", "script")):
        texts = [one.text.encode() for one in root.iter(element)]
        assert rules[directive].split() == [f"'sha256-{b64encode(sha256(one).digest()).decode()}'" for one in texts]
    assert rules["default-src"] == "'none'"
    assert (rules["img-src"], rules["font-src"]) == ("data:", "data:")


def test_ids_are_unique_and_links_lead_somewhere(root: Any) -> None:
    ids = Counter(root.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    inside = [link[1:] for link in root.xpath("//a/@href") if link.startswith("#")]
    assert set(inside) <= set(ids)
    for name in root.xpath("//@aria-labelledby | //@aria-controls"):
        assert name in ids


def test_headings_begin_at_one_and_skip_no_level(root: Any) -> None:
    levels = [
        int(heading.tag[1]) for heading in root.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_marker_is_shown_once_and_listed_with_links_both_ways(root: Any) -> None:
    for marker in sample_order().handbook.markers:
        (place,) = root.xpath(f"//*[@id='{anchor_of(marker)}']")
        (line,) = root.xpath(f"//*[@id='{entry_of(marker)}']")
        assert [link.get("href") for link in place.iter("a")] == [f"#{entry_of(marker)}"]
        assert [link.text_content() for link in place.iter("a")] == [str(marker.number)]
        assert f"#{anchor_of(marker)}" in [link.get("href") for link in line.iter("a")]
    assert "camille.martin" in root.xpath("//*[@id='todo-f1']")[0].text_content()


def test_a_final_edition_shows_no_marker() -> None:
    final = _parsed(emit(sample_order("final"))["handbook.html"].decode())
    assert not final.xpath("//*[contains(@class, 'marker') or starts-with(@id, 'todo')]")
    assert "[ENRICHIR]" in final.find(".//main").text_content()


def test_pictures_have_words_and_signs_have_names(root: Any) -> None:
    assert all("alt" in picture.attrib for picture in root.iter("img"))
    signs = {sign.text: sign.get("aria-label") for sign in root.xpath("//*[@role='img' and @class='emoji']")}
    assert signs["🔒"] == "cadenas fermé"
    assert all(signs.values())


def test_tables_have_headers_with_scope(root: Any) -> None:
    for header in root.iter("th"):
        assert header.get("scope") in {"col", "row", "colgroup", "rowgroup"}
        assert header.text_content().strip()
    for frame in root.xpath("//*[contains(@class, 'scroll')]"):
        assert frame.get("tabindex") == "0"
        assert frame.get("role") == "region"
        assert frame.get("aria-label")


def test_a_responsibility_without_a_word_gets_one(root: Any) -> None:
    pills = [pill.text_content() for pill in root.xpath("//*[contains(@class, 'pill responsible')]")]
    assert pills == ["🙆\u200d♂️ Responsable", "🙆\u200d♂️ Responsable"]


def test_the_same_bytes_twice(page: bytes) -> None:
    assert emit(sample_order())["handbook.html"] == page


def test_a_picture_that_cannot_be_read_is_reported_and_framed() -> None:
    findings: list[Diagnostic] = []

    def picture(path: str) -> bytes:
        if path.endswith(".svg"):
            return b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>"
        raise FileNotFoundError(path)

    order = sample_order(report=findings.append)._replace(picture=picture)
    root = _parsed(emit(order)["handbook.html"].decode())
    assert {finding.code.name for finding in findings} == {"E185"}
    assert not root.findall(".//img")
    assert "images/etapes.svg" in root.text_content()


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("https://example.org/a?b=1&c=é", True),
        ("mailto:equipe@example.org", True),
        ("tel:+33102030405", True),
        ("javascript:alert(1)", False),
        (" JaVaScript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("vbscript:x", False),
        ("//example.org/x", False),
        ("fichier.pdf", False),
        ("http://[::1", False),
    ],
)
def test_only_safe_absolute_addresses_become_links(target: str, kept: bool) -> None:
    order = sample_order()
    chapter = replace(order.handbook.parts[0].chapters[0], blocks=(p(Link(target, t("un lien"), at())),))
    book = replace(order.handbook, parts=(replace(order.handbook.parts[0], chapters=(chapter,)),), markers=())
    root = _parsed(emit(order._replace(handbook=book))["handbook.html"].decode())
    links = [link for link in root.iter("a") if link.text_content() == "un lien"]
    assert bool(links) is kept
    assert "un lien" in root.find(".//main").text_content()


def test_a_reference_to_nowhere_keeps_its_words() -> None:
    order = sample_order()
    chapter = replace(order.handbook.parts[0].chapters[0], blocks=(p(CrossReference("rien", t("voir là"), at())),))
    book = replace(order.handbook, parts=(replace(order.handbook.parts[0], chapters=(chapter,)),), markers=())
    root = _parsed(emit(order._replace(handbook=book))["handbook.html"].decode())
    assert "voir là" in root.find(".//main").text_content()
    assert "#rien" not in root.xpath("//a/@href")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(handbooks())
def test_any_book_keeps_its_words_and_unique_ids(book: Handbook) -> None:
    order = Order(book, "draft", look(), _picture, speaker("fr"), lambda _finding: None, date(2026, 1, 1))
    page = emit(order)["handbook.html"]
    root = _parsed(page.decode())
    assert missing_words(words(book), html_text(page)) == []
    assert max(Counter(root.xpath("//@id")).values()) == 1
    inside = {link[1:] for link in root.xpath("//a/@href") if link.startswith("#")}
    assert inside <= set(root.xpath("//@id"))


def _picture(path: str) -> bytes:
    return b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'><path d='M0 0h10v10z'/></svg>"


def test_a_page_in_another_language_than_the_book_says_so() -> None:
    order = sample_order()
    part = order.handbook.parts[0]
    page = part.chapters[0]
    spoken = replace(page, record=replace(page.record, language="en-GB"))
    parts = (replace(part, chapters=(spoken, *part.chapters[1:])), *order.handbook.parts[1:])
    said = _parsed(emit(order._replace(handbook=replace(order.handbook, parts=parts)))["handbook.html"].decode())
    assert said.get_element_by_id(page.id).get("lang") == "en-GB"


def test_a_figure_says_that_its_caption_is_its_own(root: Any) -> None:
    """RGAA 4.1, criterion 1.9, asks for the role and for a name in the words of the caption."""
    captioned = [figure for figure in root.iter("figure") if figure.find("figcaption") is not None]
    assert captioned
    for figure in captioned:
        words = " ".join("".join(figure.find("figcaption").itertext()).split())
        assert (figure.get("role"), " ".join(str(figure.get("aria-label")).split())) == ("figure", words)
