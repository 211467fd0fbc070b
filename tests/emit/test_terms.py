"""Acronyms, glossary and index of terms in the outputs: page numbers once and in runs, the explained place in bold."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from lxml import html

from pipeline.build.stages import Opened, final_edition, whole_book
from pipeline.config import CONFIG_FILE, read_config
from pipeline.diagnostics import Diagnostic
from pipeline.emit.docx import emit as emit_docx
from pipeline.emit.html import emit as emit_html
from pipeline.emit.html.book import index_chapter, setting
from pipeline.emit.look import look
from pipeline.emit.order import Edition, Order
from pipeline.emit.places import Folios, folios
from pipeline.messages import speaker
from pipeline.model import Abbreviation, Handbook
from pipeline.model.walk import walk
from tests.cases import folder_of

SOURCES = {
    CONFIG_FILE: """title: Guide
acronyms:
  RGS: Référentiel de sécurité
  US: {words: user story, language: en}
glossary:
  berge: Le bord. [À COMPLÉTER]
index: [barque, {term: bateau, see: barque}]
""",
    "a.md": "# Une barque\n\nTODO : le RGS et la berge\n\nLe RGS et une US.\n\n## Suite\n\nDes barques.\n",
    "b.md": "# Autre\n\nUne barque sur la berge.\n\nLa barque.\n",
}


def _unheard(_finding: Diagnostic) -> None:
    """What is told does not matter here."""


def _book(edition: Edition = "draft") -> Handbook:
    folder = folder_of(SOURCES)
    opened = Opened(folder, read_config(folder.read(CONFIG_FILE), _unheard))
    book = whole_book(opened, _unheard, edition)
    return final_edition(book, opened) if edition == "final" else book


def _order(edition: Edition = "draft") -> Order:
    def no_picture(_name: str) -> bytes:
        raise FileNotFoundError

    return Order(_book(edition), edition, look(), no_picture, speaker("fr"), _unheard, date(2026, 1, 31))


def _index(folio: dict[str, int] | None) -> dict[str, str]:
    """Give the lines of the printed index by their words, bold between stars, links left open as “·”."""
    order = _order()
    base = setting(order, "print", lambda _name: "", lambda _name, _kind: "")  # type: ignore[arg-type, return-value]
    chapter = index_chapter(order, base, 1, folio.get if folio is not None else None)
    assert chapter is not None
    lines = {}
    for line in html.fragment_fromstring(chapter.html).iter("li"):
        for link in line.iter("a"):
            link.text = link.text or "·"
        for strong in line.iter("strong"):
            strong[0].text = f"*{strong[0].text}*"
        lines[line[0].text_content()] = line.text_content().partition("\u2002")[2] or line.text_content()
    return lines


def test_without_page_numbers_one_place_of_each_section_is_left_to_the_style() -> None:
    assert _index(None) == {
        "barque": "*·*, ·, ·",
        "bateau": "bateau, voir barque",
        "berge": "·, ·, *·*",
        "RGS": "·, *·*",
        "US": "·, *·*",
    }


def test_with_page_numbers_each_page_stands_once_and_runs_are_put_together() -> None:
    known = {"a": 4, "term-a-1": 4, "term-a-2": 4, "term-a-3": 5, "term-a-4": 5, "term-a-5": 5, "term-b-1": 6}
    known |= {"term-b-2": 6, "term-b-3": 7, "glossary-1": 9, "glossary-2": 9, "glossary-3": 9}
    assert _index(known)["barque"] == "*4*, 5–7"
    assert _index(known)["berge"] == "4, 6, *9*"


@pytest.mark.parametrize(
    ("pages", "main", "expected"),
    [
        ([("a", 3), ("b", 3), ("c", 4)], "", [("a", 3, "", 3), ("c", 4, "", 4)]),
        ([("a", 3), ("b", 4), ("c", 5), ("d", 9)], "", [("a", 3, "c", 5), ("d", 9, "", 9)]),
        ([("a", 3), ("b", 4), ("c", 5)], "b", [("a", 3, "", 3), ("b", 4, "", 4), ("c", 5, "", 5)]),
        ([("d", 9), ("a", 3)], "", [("a", 3, "", 3), ("d", 9, "", 9)]),
    ],
)
def test_runs(pages: list[tuple[str, int]], main: str, expected: list[tuple[str, int, str, int]]) -> None:
    made = [Folios(first, page, last, end, first == main) for first, page, last, end in expected]
    assert list(folios(pages, main)) == made


def test_on_screen_an_acronym_says_what_it_stands_for() -> None:
    page: Any = html.document_fromstring(emit_html(_order())["handbook.html"].decode())
    uses = [(one.text_content(), one.get("title"), one.get("lang")) for one in page.iter("abbr")]
    assert ("RGS", "Référentiel de sécurité", None) in uses
    assert ("US", "user story", "en") in uses
    assert "Le RGS et une US (user story)." in page.text_content()
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    ends = page.get_element_by_id("index")
    assert all(link.get("href")[1:] in ids for link in ends.iter("a"))


def test_in_word_the_first_use_is_written_out_and_the_index_leads_to_bookmarks() -> None:
    document = docx.Document(BytesIO(emit_docx(_order())["handbook.docx"]))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert any("une US (user story)." in text for text in texts)
    assert "Glossaire et sigles" in texts
    body = document.element.body
    names = {
        one.get(one.tag.replace("bookmarkStart", "name")) for one in body.iter() if one.tag.endswith("bookmarkStart")
    }
    anchors = {one.get(one.tag.replace("hyperlink", "anchor")) for one in body.iter() if one.tag.endswith("hyperlink")}
    assert {one for one in anchors if one} <= names


def test_a_final_edition_writes_out_the_first_use_that_it_shows_and_keeps_what_is_withheld_out_of_its_glossary() -> (
    None
):
    book = _book("final")
    added = [node.added for node in walk(book) if isinstance(node, Abbreviation) and node.added]
    assert added == [" (Référentiel de sécurité)", " (user story)"]
    assert [repair.rule for repair in book.repairs].count("acronym") == 2
    page: Any = html.document_fromstring(emit_html(_order("final"))["handbook.html"].decode())
    assert "À COMPLÉTER" not in page.text_content()
    assert "Le bord." in page.get_element_by_id("glossary").text_content()
    assert "Le RGS (Référentiel de sécurité) et une US (user story)." in page.text_content()
