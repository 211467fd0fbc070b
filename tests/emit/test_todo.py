"""The to-do report says the same in each of its forms, safely, and leads to the places of the draft."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

import pytest
from msgspec.structs import replace

from pipeline.emit.todo import FORMS, as_file, emit, written
from pipeline.emit.todo.issue import LIMIT
from pipeline.emit.todo.tables import safe_cell
from pipeline.markers import KINDS
from pipeline.model import Handbook
from pipeline.model.kind import KIND_TITLES
from pipeline.source import Span
from tests.emit.sample_todo import FORGE, HOSTILE, SOURCES, dated, many, order, points, with_marker
from tests.markers.reading import recognised


@pytest.fixture(scope="module")
def book() -> Handbook:
    return recognised(SOURCES)


def test_every_kind_has_a_name_for_readers():
    assert {kind.name for kind in KINDS} == {name for name, _ in KIND_TITLES}


def test_json_has_exactly_what_programs_rely_on(book):
    data = json.loads(written(order(book), "json"))
    assert list(data) == ["markers", "counts", "suppressed", "history"]
    assert list(data["markers"][0]) == [
        *("kind", "level", "file", "line", "column", "end_line", "end_column", "text", "subject", "section"),
        *("owner", "fingerprint", "number", "page", "id", "due", "overdue", "priority", "author", "since", "age"),
        "link",
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
        "overdue": 0,
        "suppressed": 0,
    }
    assert (data["suppressed"], data["history"]) == ([], [])


def test_json_says_what_a_marker_carries():
    data = json.loads(written(order(dated(), edit_url=FORGE, history=points(9, 4)), "json"))
    first, second, third, fourth = data["markers"]
    assert (first["id"], first["due"], first["overdue"], first["age"]) == ("m-" + "a" * 16, "2026-03-13", True, 468)
    assert (second["overdue"], second["priority"], second["age"]) == (False, "high", None)
    assert (third["overdue"], third["age"]) == (True, 13)
    assert (fourth["author"], fourth["since"]) == ("Ali", "")
    assert first["link"] == "https://forge.example/guide/edit/main/sources/roles.md#L5"
    assert data["counts"]["overdue"] == 2
    assert [(one["id"], one["reason"]) for one in data["suppressed"]] == [
        ("m-" + "e" * 16, "C’est le titre d’une rubrique.")
    ]
    assert data["history"][0] == {"day": "2025-01-01", "commit": "0000001", "sure": 9, "suspected": 4, "blank": 1}


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
def test_csv_opens_right_in_a_spreadsheet(book, language, separator):
    text = written(order(book, language=language), "csv")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=separator))
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5", "6", "7"]
    assert {len(row) for row in rows} == {18}
    assert rows[2][3:5] == ["TODO(lea)", "les *absents* & autres"]
    assert rows[2][7:11] == ["lea", "roles.md", "7", "1"]


def test_csv_says_what_a_marker_carries():
    text = written(order(dated(), edit_url=FORGE), "csv").removeprefix("\ufeff")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert rows[0][12:] == ["Échéance", "Priorité", "Auteur", "Modifié le", "Âge en jours", "Lien"]
    link = "https://forge.example/guide/edit/main/sources/roles.md#L5"
    assert rows[1][12:] == ["2026-03-13", "", "Léa Perrin", "2024-12-01", "468", link]
    assert rows[2][12:14] == ["2026-12-31", "prioritaire"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1"])
def test_csv_never_holds_a_formula(words):
    assert safe_cell(words) == "'" + words
    rows = csv.reader(
        StringIO(written(order(with_marker(subject=words, owner=words, author=words, due=words)), "csv")), delimiter=";"
    )
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


def test_markdown_names_what_is_overdue_first_and_each_marker_once():
    text = written(order(dated(), edit_url=FORGE, history=points(9, 4)), "md")
    headings = re.findall("^## (.*)$", text, re.MULTILINE)
    assert headings == ["Au fil du temps", "En retard", "1 Les rôles", "2 Fin"]
    assert [int(number) for number in re.findall(r"^- \[ \] (\d+)", text, re.MULTILINE)] == [3, 1, 2, 4]
    assert "· **en retard de 12 jours** · modifié il y a 13 jours · [`roles.md:5`](https://forge.example" in text
    assert "| 1er janvier 2025 | 9 | 4 |" in text
    assert "**2 en retard**" in text
    assert "- Un passage mis de côté par son auteur" in text


@pytest.mark.parametrize("words", ["@equipe", "voir @equipe/sous-equipe.", "l’issue #12", "\\@equipe", "x@equipe.fr"])
def test_markdown_calls_nobody(words):
    # A forge looks at the words when backslashes and entities are undone: only a space of no width holds it off.
    text = written(order(with_marker(subject=words, author=words, section=(words, words))), "md")
    shown = re.sub(r"\\([#@])", r"\1", text).replace("&#8203;", "\u200b")
    assert re.findall(r"@\w|#\d", shown) == []


def test_markdown_fits_in_an_issue_and_says_what_is_left_out():
    text = written(order(many(2000), edit_url=FORGE), "md")
    shown = text.count("- [ ] ")
    assert len(text.encode("utf-16-le")) / 2 <= LIMIT
    assert 100 < shown < 2000
    assert f"**Encore {2000 - shown} passages ne sont pas montrés ici.** La liste entière est dans todo.html." in text
    assert text.endswith(f"- 1 Les rôles : {2000 - shown}\n")


@pytest.mark.parametrize("sign", ["x", "@", "&", "😀"])
def test_markdown_fits_whatever_the_words(sign):
    long = sign * 70_000
    book = replace(many(3), identity=replace(many(3).identity, title=long))
    markers = tuple(replace(one, subject=long, owner=long, author=long, section=(long,)) for one in book.markers)
    text = written(order(replace(book, markers=markers)), "md")
    assert len(text.encode("utf-16-le")) / 2 <= LIMIT
    assert text.count("- [ ] ") == 3


def test_text_is_for_a_terminal(book):
    lines = written(order(book), "text").splitlines()
    assert "  1  [ENRICHIR] Les profils." in "\n".join(lines)
    assert any("roles.md:5:3" in line for line in lines)
    assert all("\x1b" not in line for line in lines)


def test_text_obeys_nothing_that_an_author_wrote():
    words = "a\x1b[31mb\x9bc\u202ed"
    text = written(order(with_marker(subject=words, text=words, author=words, section=(words, words))), "text")
    assert [
        sign for sign in text if sign != "\n" and (ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 or sign == "\u202e")
    ] == []


def test_a_missing_picture_goes_by_its_name():
    marker = {"kind": "missing-image", "level": "suspected", "text": "../images/plan.png", "subject": "Le plan"}
    assert "Image manquante (à vérifier) — plan.png — Le plan" in written(order(with_marker(**marker)), "md")


def test_a_sentence_is_not_repeated_for_its_typography():
    words = "Faut-il compter l'équipe ?"
    text = written(order(with_marker(text=words, subject="Faut-il compter l’équipe\u202f?")), "text")
    assert text.count("Faut-il") == 1


def test_an_authors_words_stay_words_everywhere():
    changes = {"text": HOSTILE, "subject": HOSTILE, "owner": HOSTILE, "author": HOSTILE, "kind": HOSTILE}
    span = Span('a"><script>`.md', 1, 1, 1, 2)
    files = emit(order(with_marker(section=(HOSTILE, HOSTILE), span=span, **changes), edit_url=FORGE))
    markdown = files["todo.md"].decode()
    assert re.sub(r"`` .*? ``|``.*?``", "", markdown).count("<") == 0
    assert "](https://forge.example/guide/edit/main/sources/a%22%3E%3Cscript%3E%60.md#L1)" in markdown


@pytest.mark.parametrize("form", FORMS)
def test_a_finished_book_says_so_gladly(book, form):
    done = order(replace(book, markers=()), language="en")
    text = written(done, form)
    assert text == written(done, form)
    if form == "json":
        assert json.loads(text)["counts"]["total"] == 0
    elif form == "csv":
        assert text.count("\r\n") == 1
    elif form == "svg":
        assert "Nothing is known yet of former days." in text
    else:
        assert "Nothing left to complete: this handbook is ready." in text


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"svg"}))
def test_a_marker_of_blanks_is_reported(form):
    assert "roles.md" in written(order(with_marker(text=" \u00a0", subject="Les rôles du service")), form)


@pytest.mark.parametrize("form", ["html", "md", "json", "csv", "svg", "xlsx"])
def test_a_form_as_a_file_is_the_same_each_time(form):
    book = order(dated(), edit_url=FORGE, history=points(9, 4))
    assert as_file(book, form) == as_file(book, form)
