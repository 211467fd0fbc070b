"""English words in French books: what is marked, what is not, and where the mark arrives."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from msgspec.structs import replace

from pipeline.emit.docx import emit as emit_docx
from pipeline.emit.english import with_english
from pipeline.emit.english_words import listed
from pipeline.emit.html import emit as emit_html
from pipeline.model import Block, Emphasis, Foreign, Handbook, Link, Strong, Text
from pipeline.model.text import plain
from pipeline.model.walk import walk
from tests.emit.sample_make import at, h, p, t
from tests.emit.small import small_order


def _book(*blocks: Block) -> Handbook:
    return small_order(*blocks).handbook


def _marked(text: str, *words: str) -> list[str]:
    """Give the stretches of a text that are marked as English."""
    book = with_english(_book(p(text)), words)
    return [plain(node.children) for part in book.parts for node in walk(part) if isinstance(node, Foreign)]


def _letters(book: Handbook) -> str:
    return "".join(node.text for part in book.parts for node in walk(part) if isinstance(node, Text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le Product Owner tient le backlog.", ["Product Owner", "backlog"]),
        ("Les user stories du Sprint, les product owners", ["user stories", "Sprint", "product owners"]),
        ("L’open source et un logiciel open-source", ["open source", "open-source"]),
        ("Un\u00a0product\u00a0owner", ["product\u00a0owner"]),
        ("Le service public, une page, un client, un test, le support", []),
        ("Des questions issues de l’atelier ; il commit une erreur ; un pull", []),
        ("La feedbackée du backloguer", []),
        ("https://backlog.example.org/sprint et sprint@example.org, www.sprint.fr/backlog, backlog.example", []),
        ("« backlog », (sprint), feedback…", ["backlog", "sprint", "feedback"]),
    ],
)
def test_words_of_the_trade(text: str, found: list[str]) -> None:
    assert _marked(text) == found


def test_the_settings_add_and_remove_words() -> None:
    text = "Le crew prépare le sprint et le dojo++ du lab-day."
    assert _marked(text) == ["sprint"]
    assert _marked(text, "crew", "-Sprint", "dojo++", "lab day") == ["crew", "dojo++", "lab-day"]


def test_a_whole_sentence_is_english_only_without_a_doubt() -> None:
    sure = "You are not the user, and the user is not always the one who pays for it."
    assert _marked(sure) == [sure]
    assert _marked(sure + " Voilà.") == []
    assert _marked("Terms of use") == []
    assert _marked("The team of the future, selon les mots de la directrice, est là.") == ["team"]


def test_no_word_changes_and_the_authors_mark_stands() -> None:
    book = _book(
        h(2, "Le sprint", "sprint"),
        p("Un ", Strong((Text("backlog du sprint", at()),)), " et ", Foreign("de", t("Sprint")), "."),
        p(Link("https://example.org", t("notre roadmap"), at()), Emphasis(t("sans rien"))),
    )
    made = with_english(book)
    assert [plain(node.title) for node in made.parts[0].chapters] == [
        plain(one.title) for one in book.parts[0].chapters
    ]
    assert _letters(made) == _letters(book)
    languages = [node.language for node in walk(made.parts[0]) if isinstance(node, Foreign)]
    assert languages == ["en", "en", "en", "de", "en"]
    assert with_english(made) == made


def test_other_languages_are_left_alone() -> None:
    book = _book(p("The backlog of the sprint is not the roadmap of the team."))
    assert with_english(replace(book, identity=replace(book.identity, language="en"))).parts == book.parts
    part = book.parts[0]
    page = replace(part.chapters[0], record=replace(part.chapters[0].record, language="en-GB"))
    english_page = replace(book, parts=(replace(part, chapters=(page, *part.chapters[1:])),))
    assert with_english(english_page) is english_page


def test_a_book_without_english_is_the_same_object() -> None:
    book = _book(p("Rien que du français."))
    assert with_english(book) is book


def test_the_mark_reaches_the_page_and_word() -> None:
    order = small_order(p("Le ", Foreign("en", t("backlog")), " dit ", Foreign("pt-BR", t("saudade")), "."))
    page = emit_html(order)["handbook.html"].decode()
    assert '<span lang="en">backlog</span>' in page
    document = zipfile.ZipFile(BytesIO(emit_docx(order)["handbook.docx"])).read("word/document.xml").decode()
    runs = re.findall(r'<w:lang w:val="([^"]+)"\s*/>\s*</w:rPr>\s*<w:t[^>]*>([^<]+)<', document)
    assert runs == [("en-GB", "backlog"), ("pt-BR", "saudade")]


def test_the_list_is_clean() -> None:
    for entry in listed():
        assert entry == entry.lower() == " ".join(entry.split())
        assert re.fullmatch(r"[a-z][a-z0-9 -]+", entry), entry
