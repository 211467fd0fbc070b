"""Verification finds what a file lacks, at its place, whatever kind of file it is; and nothing else."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from pipeline import model
from pipeline.build.stages import Opened, whole_book
from pipeline.build.verify import FILES, Finished, finished_of, verified
from pipeline.build.verify.compare import missing, pieces
from pipeline.build.verify.expected import stretches
from pipeline.build.verify.fields import COUNTED, DATED, EXCLUDED, FRAMED
from pipeline.build.verify.losses import KINDS, Loss, Verdict
from pipeline.build.verify.pdf import _without_notes
from pipeline.build.verify.verdict import findings, judged
from pipeline.cli.app import run
from pipeline.config import Config
from pipeline.config.settings import AcceptedLoss
from pipeline.diagnostics import Code, Diagnostic, StopBuildError
from pipeline.emit import EMITTERS
from pipeline.emit.look import look
from pipeline.emit.order import Order
from pipeline.messages import speaker
from pipeline.model import Handbook
from pipeline.source import Span
from tests.cases import folder_of
from tests.emit.sample import sample_book, sample_order, sample_picture

OUTPUTS = tuple(FILES)

TEAM = """# L’équipe

Une phrase d’ouverture qui dit à quoi sert cette équipe et pour qui elle travaille.

Le paragraphe que l’on retire parle d’un jardinier et de ses quatre brouettes.

![Un plan du jardin](images/plan.png)

| Rôle | Tâche |
|---|---|
| Jardinière | Arroser les semis |
| Maraîcher | Récolter les courges |

Voir [le site des semences](https://semences.example.org/catalogue) et [le matériel](materiel.md).

Une phrase appelle une note[^1], puis elle continue.

[^1]: La note parle d’un arrosoir en cuivre.
"""
TOOLS = "# Le matériel\n\nLes bêches, les râteaux et la serfouette sont rangés dans l’appentis.\n"
SUMMARY = "# Table\n\n* [L’équipe](equipe.md)\n* [Le matériel](materiel.md)\n"

# What is taken away, what is reported instead: (kind, line of equipe.md, words shown).
TAKEN = {
    "paragraph": ("Le paragraphe que l’on retire parle d’un jardinier et de ses quatre brouettes.\n\n", "word", 5),
    "cell": ("Récolter les courges", "word", 12),
    "picture": ("![Un plan du jardin](images/plan.png)\n\n", "picture", 7),
    "link": ("(https://semences.example.org/catalogue)", "link", 14),
    "reference": ("(materiel.md)", "link", 14),
    "note": ("[^1]: La note parle d’un arrosoir en cuivre.\n", "note", 18),
}


def _book(team: str) -> Handbook:
    picture = sample_picture("images/bouton.png")
    sources: dict[str, str | bytes] = {
        "SUMMARY.md": SUMMARY,
        "equipe.md": team,
        "materiel.md": TOOLS,
        "images/plan.png": picture,
    }
    return whole_book(Opened(folder_of(sources), Config()), lambda _finding: None)


def _files(book: Handbook, outputs: tuple[str, ...] = OUTPUTS) -> dict[str, Finished]:
    picture = sample_picture("images/bouton.png")
    day = date(2026, 1, 31)
    order = Order(book, "draft", look(), lambda _path: picture, speaker("fr"), lambda _found: None, day)
    return {output: finished_of(output, EMITTERS[output](order)) for output in outputs}


@pytest.fixture(scope="session")
def whole() -> Handbook:
    return _book(TEAM)


@pytest.fixture(scope="session")
def whole_files(whole: Handbook) -> dict[str, Finished]:
    return _files(whole)


def _losses(book: Handbook, files: Mapping[str, Finished]) -> list[Loss]:
    return [loss for verdict in verified(book, files) for loss in verdict.losses]


def _bytes(files: Mapping[str, Finished], output: str) -> bytes:
    data = files[output]
    assert isinstance(data, bytes)
    return data


def _html(files: Mapping[str, Finished]) -> str:
    return _bytes(files, "html").decode()


def test_a_whole_book_is_whole(whole: Handbook, whole_files: dict[str, Finished]) -> None:
    for verdict in verified(whole, whole_files):
        assert verdict.losses == (), verdict.output
        counts = {kind: verdict.total(kind) for kind in KINDS}
        assert all(count.found == count.expected for count in counts.values())
        assert [counts[kind].expected for kind in KINDS[1:]] == [1, 2, 1, 1, 0]
        assert counts["word"].expected > 60


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("name", list(TAKEN))
def test_what_is_taken_away_is_reported_at_its_place(whole: Handbook, output: str, name: str) -> None:
    text, kind, line = TAKEN[name]
    replaced = "(javascript:rien)" if name in ("link", "reference") else ""
    less = TEAM.replace(text, replaced)
    if name == "note":
        less = less.replace("[^1]", "")
    assert less != TEAM
    losses = _losses(whole, _files(_book(less), (output,)))
    assert (kind, "equipe.md", line) in {(loss.kind, loss.where.file, loss.where.line) for loss in losses}
    if kind == "word":
        (loss,) = losses
        assert loss.text == text.strip()
        assert loss.size == len(text.split())
        assert loss.title == "L’équipe"
    assert {loss.kind for loss in losses} <= {kind, "word"}


def test_a_paragraph_cut_out_of_the_page_itself(whole: Handbook, whole_files: dict[str, Finished]) -> None:
    page = _html(whole_files)
    cut = re.sub(r"<p>Les bêches, .*?</p>", "", page)
    assert cut != page
    (loss,) = _losses(whole, {"html": cut.encode()})
    assert (loss.title, loss.where.file, loss.where.line, loss.size) == ("Le matériel", "materiel.md", 3, 11)


def test_words_cut_out_of_the_word_file_itself(whole: Handbook, whole_files: dict[str, Finished]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_bytes(whole_files, "docx"))) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "word/document.xml":
                assert b"serfouette" in data
                data = data.replace(b"la serfouette", b"")
            after.writestr(name, data)
    (loss,) = _losses(whole, {"docx": out.getvalue()})
    assert (loss.text, loss.where.line, loss.where.column) == ("la serfouette", 3, 28)


def test_every_node_of_the_sample_is_found() -> None:
    book, order = sample_book(), sample_order()
    files = {output: finished_of(output, EMITTERS[output](order)) for output in OUTPUTS}
    assert [(loss.kind, loss.title, loss.text) for loss in _losses(book, files)] == []


def test_a_file_that_is_none_stops(whole: Handbook) -> None:
    for output in ("docx", "pdf"):
        with pytest.raises(StopBuildError) as stop:
            verified(whole, {output: b"rien"})
        assert stop.value.diagnostic.code is Code.E142


# -- accepted losses ---------------------------------------------------------------------------------------------


def _verdicts(whole: Handbook, files: dict[str, Finished]) -> tuple[Verdict, ...]:
    return verified(whole, {"html": re.sub(r"<p>Les bêches, .*?</p>", "", _html(files)).encode()})


def _codes(told: list[Diagnostic]) -> list[Code]:
    return [one.code for one in told]


def test_an_accepted_loss_is_said_and_one_that_is_gone_too(whole: Handbook, whole_files: dict[str, Finished]) -> None:
    verdicts = _verdicts(whole, whole_files)
    assert _codes(list(findings(judged(verdicts, ())))) == [Code.E135]
    accepted = AcceptedLoss("html", "materiel.md", "connu")
    told = list(findings(judged(verdicts, (accepted,))))
    assert _codes(told) == [Code.E144]
    assert "connu" in told[0].message(speaker("fr"))
    idle = AcceptedLoss("html", "equipe.md", "réparé depuis")
    assert _codes(list(findings(judged(verdicts, (accepted, idle))))) == [Code.E144, Code.E145]
    other = AcceptedLoss("pdf", "materiel.md", "pas ce document")
    assert _codes(list(findings(judged(verdicts, (other,))))) == [Code.E135]


@pytest.mark.parametrize(
    ("name", "code"),
    [("picture", Code.E136), ("link", Code.E137), ("note", Code.E139)],
)
def test_each_thing_has_its_code(whole: Handbook, name: str, code: Code) -> None:
    text, _kind, _line = TAKEN[name]
    less = TEAM.replace(text, "(javascript:rien)" if name == "link" else "").replace("[^1]", "[^1]" * (name != "note"))
    verdicts = verified(whole, _files(_book(less), ("html",)))
    assert code in _codes(list(findings(judged(verdicts, ()))))


def test_tables_and_formulas_are_counted() -> None:
    """A table whose words are all there, but no table; a formula that is nowhere."""
    book = _book("# Titre\n\n| a1 | b1 |\n|---|---|\n| c1 | d1 |\n")
    (verdict,) = verified(book, {"html": b"<html><body><p>Titre a1 b1 c1 d1 Mat\xc3\xa9riel</p></body></html>"})
    assert Code.E138 in _codes(list(findings(judged((verdict,), ()))))
    span = Span("page.md", 3, 1, 3, 9)
    page = model.Page("p", "page.md", "page", (), (model.MathBlock("x^2 + y^2", span),), span)
    formula = Handbook(model.Identity("T"), (model.Part("", (), (page,)),))
    (verdict,) = verified(formula, {"html": b"<html><body>T</body></html>"})
    assert _codes(list(findings(judged((verdict,), ())))) == [Code.E140]
    drawn = b"<html><body>T<section id='p'><math><mi>x</mi></math></section></body></html>"
    assert verified(formula, {"html": drawn})[0].losses == ()


# -- the commands ------------------------------------------------------------------------------------------------


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    folder = tmp_path / "guide"
    (folder / "images").mkdir(parents=True)
    (folder / "equipe.md").write_text(TEAM)
    (folder / "materiel.md").write_text(TOOLS)
    (folder / "SUMMARY.md").write_text(SUMMARY)
    (folder / "handbook.yml").write_text("outputs: [html]\n")
    (folder / "images" / "plan.png").write_bytes(sample_picture("images/bouton.png"))
    return folder


def test_verify_prints_figures_and_places(guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    assert run(["verify", str(guide), "--out", out]) == 3
    assert "[E141]" in capsys.readouterr().err
    assert run(["build", str(guide), "--out", out, "--quiet"]) == 0
    capsys.readouterr()
    assert run(["verify", str(guide), "--out", out]) == 0
    assert "100" in capsys.readouterr().out
    (guide / "materiel.md").write_text(TOOLS + "\nUne phrase ajoutée après la fabrication du guide.\n")
    figures = tmp_path / "verify.json"
    assert run(["verify", str(guide), "--out", out, "--json", str(figures)]) == 1
    said = capsys.readouterr().out
    assert re.search(r"materiel\.md:5:1: .*\[E135\].*8.*«.Une phrase ajoutée", said)
    assert "100\u202f%" not in said
    record = json.loads(figures.read_text())
    assert record["whole"] is False
    assert record["outputs"][0]["losses"][0] | {"text": ""} == {
        "kind": "word",
        "chapter": "materiel",
        "count": 8,
        "text": "",
        "file": "materiel.md",
        "line": 5,
        "column": 1,
        "accepted": False,
    }


def test_a_release_that_loses_something_is_not_written(
    guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = EMITTERS["html"]
    lossy = {
        **EMITTERS,
        "html": lambda order: {"handbook.html": made(order)["handbook.html"].replace(b"appentis", b"")},
    }
    monkeypatch.setattr("pipeline.build.run.EMITTERS", lossy)
    out = tmp_path / "out"
    arguments = ["build", str(guide), "--out", str(out), "--edition", "final", "--verify"]
    assert run(arguments) == 3
    said = capsys.readouterr().err
    assert "materiel.md:3:" in said
    assert "[E135]" in said
    assert "[E143]" in said
    assert not out.exists()
    settings = "outputs: [html]\naccepted_losses:\n  - {output: html, file: materiel.md, reason: connu}\n"
    (guide / "handbook.yml").write_text(settings)
    assert run(arguments) == 0
    assert "[E144]" in capsys.readouterr().err
    assert (out / "handbook.html").exists()
    monkeypatch.undo()
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    assert run(arguments) == 0
    assert "[E145]" in capsys.readouterr().err


# -- its parts ---------------------------------------------------------------------------------------------------


def test_every_text_of_the_model_is_decided_on() -> None:
    """A new field of the model that holds a text is counted, or left out for a reason: never forgotten."""
    decided = {
        f"{kind.__name__}.{name}" for table in (COUNTED, DATED, FRAMED) for kind in table for name in table[kind]
    }
    kinds = {one for one in vars(model).values() if isinstance(one, type) and issubclass(one, Struct)}
    kinds -= {model.Marker, model.SuppressedMarker, model.Suppression, model.DeadLink, model.Repair}
    kinds -= {model.Unshown}  # beside the text
    texts = {
        f"{kind.__name__}.{name}"
        for kind in kinds
        for name, hint in get_type_hints(kind).items()
        if name in kind.__struct_fields__ and _is_text(hint)
    }
    assert texts - decided - EXCLUDED.keys() == set()
    assert (decided | EXCLUDED.keys()) - texts == set(), "decided on, but no text of the model"


def _is_text(hint: object) -> bool:
    if hint is str or isinstance(hint, str):
        return True
    parts = get_args(hint)
    return bool(parts) and all(
        part is str or part is Ellipsis or isinstance(part, str) or _is_text(part) for part in parts
    )


def _lack(expected: str, found: str) -> list[str]:
    words = expected.split()
    return [word for word, lacks in zip(words, missing([pieces(word) for word in words], found), strict=True) if lacks]


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("les compétences requises", "les compé\ufffetences requises"),
        ("un mot-clé précis", "un mot-\nclé précis"),
        ("10 000 euros", "10\u202f000\u00a0euros"),
        ("le 1er mai", "le 1 er mai"),
        ("une efﬁcacité réelle", "une efficacité réelle"),
        ("l’équipe d'accueil", "L'ÉQUIPE D’ACCUEIL"),
        ("un appel de note puis la suite", "un appel de note1 puis la suite"),
        ("un deux trois quatre cinq six sept", "cinq six sept\nun deux trois quatre"),
        ("une phrase que la page coupe ici", "une phrase que la Titre courant 12 page coupe ici"),
        ("cou\u0302t total", "coût total"),
    ],
)
def test_what_print_changes_is_no_loss(expected: str, found: str) -> None:
    assert _lack(expected, found) == []


@pytest.mark.parametrize(
    ("expected", "found", "lost"),
    [
        ("oui non oui", "oui non", ["oui"]),
        ("une idée", "idée", ["une"]),
        ("a b c", "", ["a", "b", "c"]),
        ("le chat dort", "le château dort", ["chat"]),
    ],
)
def test_a_word_must_stand_as_often_as_expected(expected: str, found: str, lost: list[str]) -> None:
    assert _lack(expected, found) == lost


@given(st.lists(st.text("abé1", min_size=1, max_size=6), max_size=40), st.data())
def test_a_text_holds_its_own_words_in_any_order_of_lines(words: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(words)))
    turned = [*words[cut:], *words[:cut]]
    assert missing([pieces(word) for word in words], " ".join(words)) == [False] * len(words)
    assert sum(missing([pieces(word) for word in turned], " ".join(words))) <= 2 * bool(cut)


@given(st.lists(st.text("abcdefgh", min_size=4, max_size=9), min_size=1, max_size=30, unique=True), st.data())
def test_a_word_taken_away_is_missing(words: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(words) - 1))
    found = " ".join([*words[:gone], *words[gone + 1 :]])
    assert any(missing([pieces(word) for word in words], found))


def test_places_of_words_cut_them_out(whole: Handbook) -> None:
    lines = TEAM.splitlines()
    _front, team, _tools = stretches(whole, frozenset())
    for word in team.words:
        span = word.place()
        if lines[span.line - 1].startswith("Une phrase d’ouverture"):
            assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == word.shown


def test_a_word_cut_by_a_page_is_whole_whatever_stands_between() -> None:
    words = [pieces(word) for word in ["une", "veille", "sur", "l’évolution", "des", "marchés"]]
    found = "une veille sur l’évolu\ufffe\n Autres appellations chef de marché\n tion des marchés"
    assert missing(words, found) == [False] * len(words)
    assert missing(words, found.replace("tion des", "des")) == [False, False, False, True, False, False]


def test_the_notes_beside_a_text_do_not_part_a_word_that_the_page_cuts():
    """They are written after all else: only there, and only as often as they stand in the outer column."""
    notes, column = frozenset({"À rédiger", "@lea"}), "À rédiger\r\n@lea\r\n3\r\n"
    page = "À rédiger\r\nles mesures de soutien pos-\r\nÀ rédiger\r\n@lea"
    assert _without_notes(page, column, notes) == "À rédiger\r\nles mesures de soutien pos-\n"
    assert _without_notes("Le plan\r\n3", column, notes) == "Le plan\r\n3\n"
    assert _without_notes("Qui\r\n@lea", "", notes) == "Qui\r\n@lea\n"
