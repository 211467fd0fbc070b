"""The report of a review: what each form says, that words of reviewers stay words in all of them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from pipeline.build.reviewing import Reviewed, settled
from pipeline.build.stages import Opened, open_sources, silent_book
from pipeline.review.remark import Answer, Remark, Review
from pipeline.review.report.document import schema
from pipeline.review.report.forms import FORMS, as_files
from tests.review.made import CAMILLE, FIRST, FULL, OMAR, SOURCES, comment, span_of

NASTY = (
    '<script>alert(1)</script> [x](javascript:1) <img src=x onerror=1> | **gras** `code` @equipe #12 "]\u202e\n# Titre'
)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A small guide that can be edited on a forge."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")  # 2026-11-29
    for name, text in SOURCES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    settings = SOURCES["handbook.yml"] + "edit_url: https://forge.example/edit/{file}#L{line}\n"
    (tmp_path / "handbook.yml").write_text(settings, encoding="utf-8")
    return open_sources(tmp_path, lambda _finding: None)


def _told(opened: Opened, review: Review = FULL) -> Reviewed:
    return settled(opened, silent_book(opened, lambda _finding: None), review)


def _form(opened: Opened, form: str, review: Review = FULL) -> str:
    told = _told(opened, review)
    return FORMS[form](told.account, told.order)


class _Page(HTMLParser):
    """The elements of a page, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _page(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


def test_the_text_as_an_editor_reads_it(opened: Opened) -> None:
    said = _form(opened, "text").replace("\u00a0", " ").replace("\u202f", " ").splitlines()
    assert said[:5] == [
        "8 remarques de 2 personnes : guide-relu.docx, guide-relu-omar.odt",
        "  5 commentaires, 3 modifications du texte",
        "  5 sur les mots exacts, 1 à peu près à sa place, 1 en conflit avec les sources d’aujourd’hui, 1 sans place",
        "  2 modifications applicables",
        "  De Camille Martin (5), Omar Benali (3)",
    ]
    assert [line for line in said if re.match(r"\S", line)][1:] == [
        "1 Accueillir",
        "2 Orienter",
        "Sans place",
        "Réglées",
    ]
    assert "     accueillir.md:3:25" in said
    assert "       retiré : « cinq minutes »" in said
    assert (
        "       les sources aujourd’hui : « Le service rappelle sous huit jours, ou le lendemain si c'est urgent. »"
        in said
    )
    assert "       Omar Benali répond : Oui, l'enquête de 2025 le montre." in said


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_nothing_that_reviewers_wrote_is_lost(opened: Opened, form: str) -> None:
    said = _form(opened, form)
    plain = (
        "".join(_page(said).words)
        if form == "html"
        else json.dumps(json.loads(said), ensure_ascii=False)
        if form == "json"
        else said
    )
    plain = re.sub(r"\\(?=[^\w\s])|&#8203;", "", plain)
    for remark in FULL.remarks:
        pieces = [remark.old, remark.new, *remark.text.split("\n"), remark.today, remark.author]
        pieces += [words for answer in remark.answers for words in (answer.author, answer.text)]
        for words in filter(None, pieces):
            assert words in plain, (form, words)


def test_the_page_needs_nothing_and_runs_nothing(opened: Opened) -> None:
    html = _form(opened, "html")
    page = _page(html)
    policy = next(at["content"] for _tag, at in page.elements if at.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert {tag for tag, _at in page.elements} & {"script", "iframe", "object", "form", "link", "img", "base"} == set()
    assert not [at for _tag, at in page.elements for name in at if name.startswith("on") or name == "style"]
    assert "@media print" in html
    assert "prefers-color-scheme:dark" in html


def test_the_page_links_to_the_forge_and_says_dates_in_french(opened: Opened) -> None:
    page = _page(_form(opened, "html"))
    links = [at["href"] for tag, at in page.elements if tag == "a" and at.get("class") == "file"]
    assert "https://forge.example/edit/accueillir.md#L3" in links
    assert "28 novembre 2026" in page.words
    assert ("time", {"datetime": "2026-11-28"}) in page.elements


def test_changes_are_said_in_words_and_conflicts_with_both_texts(opened: Opened) -> None:
    html = _form(opened, "html")
    assert re.search(r"<del><span class=\"said\">retiré</span> cinq minutes</del>", html)
    assert re.search(r"<ins><span class=\"said\">ajouté</span> dix minutes</ins>", html)
    both = html.split('<div class="both">')[1].split('<p class="facts">')[0]
    assert "Ce qui a été relu" in both
    assert "Les sources aujourd’hui" in both
    assert "ou le lendemain" in both


@pytest.mark.parametrize("form", ["md", "html"])
def test_what_was_dealt_with_and_what_has_no_place_stand_at_the_end(opened: Opened, form: str) -> None:
    said = _form(opened, form)
    order = [said.index(words) for words in ("Le titre exact", "huit jours, ou le lendemain", "Où est passé", "Fait.")]
    assert order == sorted(order)


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_hostile_words_stay_words(opened: Opened, form: str) -> None:
    span = span_of("orienter.md", "un nom")
    hostile = Remark(
        NASTY, "replacement", "conflict", NASTY, NASTY, NASTY, NASTY, NASTY, NASTY, span, (NASTY, NASTY), today=NASTY,
        answers=(Answer(NASTY, NASTY, NASTY),),
    )  # fmt: skip
    quiet = Remark("x", "replacement", "conflict", "x", "x", "x", "x", "x", "x", span, ("x", "x"), today="x",
        answers=(Answer("x", "x", "x"),),
    )  # fmt: skip
    said = _form(opened, form, Review(NASTY, (NASTY,), (hostile, comment("orienter.md", "un nom", NASTY))))
    calm = _form(opened, form, Review("x", ("x",), (quiet, comment("orienter.md", "un nom", "x"))))
    assert "\u202e" not in said
    if form == "html":
        assert [tag for tag, _at in _page(said).elements if tag != "p"] == [
            tag for tag, _at in _page(calm).elements if tag != "p"
        ]
    if form == "md":
        assert "<script" not in said
        assert "](javascript" not in said.replace("\\]", "")
        assert "@equipe" not in said
        assert [line for line in said.split("\n") if line.startswith("#")] != []
        assert not [line for line in said.split("\n") if line.startswith("# Titre")]
    if form == "text":
        assert "\n# Titre" not in said


def test_the_json_answers_to_its_schema(opened: Opened) -> None:
    data = json.loads(_form(opened, "json"))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(data, schema())
    assert data["format"] == 1
    assert data["counts"]["by_author"] == {CAMILLE: 5, OMAR: 3}
    assert data["counts"]["by_certainty"] == {"exact": 5, "near": 1, "conflict": 1, "nowhere": 1}
    assert (data["counts"]["applicable"], data["counts"]["resolved"]) == (2, 1)
    assert [one["number"] for one in data["remarks"]] == list(range(1, 9))
    first = data["remarks"][0]
    assert first["place"] == {"file": "accueillir.md", "line": 3, "column": 25, "end_line": 3, "end_column": 37}
    assert (first["fate"], first["edit"]["new"]) == ("ready", "dix minutes")


def test_an_answer_to_a_marker_says_so(opened: Opened) -> None:
    review = Review("G", (FIRST,), (comment("orienter.md", "un nom", "Oui.", on_marker=4),))
    assert "Réponse au sujet du marqueur 4" in _form(opened, "text", review)


def test_nothing_to_tell(opened: Opened) -> None:
    empty = Review("Guide", (FIRST,), ())
    assert _form(opened, "text", empty).startswith("Aucune remarque")
    assert "Rien n’a été modifié" in _form(opened, "html", empty)
    assert "Aucune remarque" in _form(opened, "md", empty)


def test_same_review_same_bytes(opened: Opened) -> None:
    told = [_told(opened) for _time in range(2)]
    assert as_files(told[0].account, told[0].order) == as_files(told[1].account, told[1].order)


def test_a_picture_is_called_one(opened: Opened) -> None:
    gone = Remark(FIRST, "deletion", "near", old="\ufffc", context="Avant \ufffc", span=span_of("accueillir.md", "ton"))
    for form in ("md", "text", "html"):
        told = _form(opened, form, Review("Guide", (FIRST,), (gone,)))
        assert "image ou formule" in told
        assert "\ufffc" not in told


def test_a_marker_that_was_only_settled_is_told_as_such(opened: Opened) -> None:
    settled_one = comment("accueillir.md", "ton", "n° 3", "", when="", on_marker=3, is_resolved=True)
    told = _form(opened, "md", Review("Guide", (FIRST,), (settled_one,)))
    assert "Marqueur 3 marqué comme réglé" in told
