"""Final editions as an editor or a release makes them: refused with what is missing, or allowed for a reason."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest

from pipeline.cli.app import run
from tests.reading_back import docx_text, html_text, pdf_text

ROOT = Path(__file__).parent.parent.parent
REASON = "les relevés de mars paraîtront en juin"

GARDEN = """# Le jardin partagé

**\\[ENRICHIR]** Le potager occupe la moitié du terrain.

## Les outils

TODO(zoe) : compter les bêches.

## Les semences

<mark style="background-color:yellow;">Faut-il les trier ?</mark>

**Schéma ici** : le plan des rangs.

| Graine | Nombre |
|---|---|
| Fève | \\[À COMPLÉTER] |
"""
MARKED = ("ENRICHIR", "TODO", "zoe", "compter les bêches", "Schéma ici", "plan des rangs", "À COMPLÉTER")
# Words of drafts: the running head, the chapter at the end, what is said of each place.
DRAFTY = ("Brouillon", "À compléter", "surlign")


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an unfinished page; messages in English."""
    monkeypatch.setenv("HANDBOOK_LANG", "en")
    folder = tmp_path / "guide"
    folder.mkdir()
    (folder / "page.md").write_text(GARDEN)
    return folder


def _build(guide: Path, out: Path, *options: str) -> int:
    return run(["build", str(guide), "--out", str(out), "--edition", "final", "--to", "html", *options])


def test_a_refusal_names_each_place_its_words_and_its_owner(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _build(guide, guide.parent / "out") == 3
    lines = capsys.readouterr().err.splitlines()
    first = lines.index("Still to be completed:")
    assert lines[first + 1 : first + 5] == [
        f"  {guide}/page.md:3:3  [ENRICHIR] — Le potager occupe la moitié du terrain.",
        f"  {guide}/page.md:7:1  TODO(zoe) — compter les bêches.  @zoe",
        f"  {guide}/page.md:13:3  Schéma ici — le plan des rangs.",
        f"  {guide}/page.md:17:10  [À COMPLÉTER] — Fève",
    ]
    assert lines[first + 5].startswith(f"{guide}: error[M104]: ")
    assert not any("[M102]" in line for line in lines)  # what is only suspected blocks nothing


def test_a_refusal_names_twenty_places_and_says_how_to_see_the_others(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "page.md").write_text("# Titre\n\n" + "".join(f"TODO chose {place}\n\n" for place in range(23)))
    assert _build(guide, guide.parent / "out") == 3
    lines = capsys.readouterr().err.splitlines()
    assert sum(1 for line in lines if "  TODO — chose" in line) == 20
    assert f"  and 3 more: `handbook todo {guide}` lists them all." in lines


def test_a_refusal_leaves_the_former_documents_whole(guide: Path) -> None:
    out = guide.parent / "out"
    assert _build(guide, out, "--allow", REASON) == 0
    before = {path: path.read_bytes() for path in out.iterdir()}
    assert _build(guide, out) == 3
    (guide / "page.md").write_text("# Titre\n\n[ici](javascript:alert(1))\n")
    assert _build(guide, out) == 3
    assert {path: path.read_bytes() for path in out.iterdir()} == before


def test_an_error_refuses_a_final_edition_whatever_is_allowed(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "autre.md").write_text("# Autre\n\n[ici](javascript:alert(1))\n")
    assert _build(guide, guide.parent / "out", "--allow", REASON) == 3
    err = capsys.readouterr().err
    assert "error[S150]" in err
    assert "error[E111]" in err
    assert not (guide.parent / "out").exists()


@pytest.mark.parametrize("reason", ["", "  ", "\t\n"])
def test_a_reason_is_needed(guide: Path, capsys: pytest.CaptureFixture[str], reason: str) -> None:
    assert _build(guide, guide.parent / "out", "--allow", reason) == 2
    assert "say why" in capsys.readouterr().err
    assert not (guide.parent / "out").exists()


def test_a_draft_needs_no_reason(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(guide), "--out", str(guide.parent / "out"), "--allow", REASON]) == 2
    assert "--edition final" in capsys.readouterr().err
    (guide / "handbook.yml").write_text("edition: final\n")
    assert run(["build", str(guide), "--out", str(guide.parent / "out"), "--to", "html", "--allow", REASON]) == 0


def test_nothing_of_a_marker_is_in_any_document(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words, numbers, comments, annotations, anchors: none; the reason stands in the colophon of each."""
    out = guide.parent / "out"
    whole = ["build", str(guide), "--out", str(out), "--edition", "final", "--verify", "--allow", REASON]
    assert run(whole) == 0
    assert "This final edition withholds 4 places of the sources" in capsys.readouterr().out
    texts = {
        "docx": docx_text((out / "handbook.docx").read_bytes()),
        "pdf": pdf_text((out / "handbook.pdf").read_bytes()),
        "html": html_text((out / "handbook.html").read_bytes()),
    }
    for name, text in texts.items():
        said = re.sub(r"[\s\u00a0\u202f]+", " ", text)
        assert [words for words in (*MARKED, *DRAFTY) if words in said] == [], name
        assert f"Publiée avec 4 passages à compléter : {REASON}." in said, name
        assert "Le potager occupe la moitié du terrain." in said, name
        assert "Faut-il les trier ?" in said, name
        assert said.count("Contenu à venir") == 1, name
        assert said.count("Illustration à venir") == 1, name
    page = (out / "handbook.html").read_text(encoding="utf-8")
    body = page.partition("<body>")[2]
    assert re.findall(r'(?:id|href)="#?(?:m-|marker|todo)[^"]*"|class="[^"]*marker[^"]*"', body) == []
    with zipfile.ZipFile(out / "handbook.docx") as package:
        document = package.read("word/document.xml").decode()
        core = package.read("docProps/core.xml").decode()
        comments = [name for name in package.namelist() if "comment" in name]
        assert not any(b"<w:comment " in package.read(name) for name in comments)
    assert "commentRangeStart" not in document
    assert not re.search(r'w:(?:name|val)="(?:marker|todo|m_|Marker)', document)
    assert "Édition finale" in core
    with pikepdf.open(out / "handbook.pdf") as document_pdf:
        assert str(document_pdf.docinfo["/edition"]) == "Édition finale"
        kinds = {str(note.Subtype) for one in document_pdf.pages for note in one.get("/Annots", [])}
    assert kinds <= {"/Link"}
    told = json.loads((out / "hygiene.json").read_text(encoding="utf-8"))
    assert [one["before"] for one in told if one["rule"] == "withheld"] == [
        "\\[ENRICHIR]",
        "TODO(zoe) : compter les bêches.",
        "Schéma ici** : le plan des rangs.",
        "\\[À COMPLÉTER]",
    ]
    assert "Ce que cette édition finale ne montre pas" in (out / "hygiene.md").read_text(encoding="utf-8")
    assert len(json.loads((out / "model.json").read_bytes())["markers"]) == 5


def test_a_finished_book_needs_no_reason_and_prints_none(guide: Path) -> None:
    (guide / "page.md").write_text("# Titre\n\nUn texte.\n")
    out = guide.parent / "out"
    assert _build(guide, out, "--allow", REASON) == 0
    assert "Publiée avec" not in html_text((out / "handbook.html").read_bytes())


def test_a_final_edition_is_made_of_a_model_under_the_same_rules(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = guide.parent / "out"
    assert run(["build", str(guide), "--out", str(out), "--to", "html"]) == 0
    emit = ["emit", str(out / "model.json"), "--source", str(guide), "--out", str(out), "--edition", "final"]
    assert run([*emit, "--to", "html"]) == 3
    assert "error[M104]" in capsys.readouterr().err
    assert run([*emit, "--to", "html", "--allow", REASON]) == 0
    from_model = (out / "handbook.html").read_bytes()
    assert _build(guide, out, "--allow", REASON) == 0
    assert (out / "handbook.html").read_bytes() == from_model


def test_the_model_of_a_draft_may_hold_pages_that_are_not_to_be_published(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "page.md").write_text("# Titre\n\nUn texte.\n")
    (guide / "secret.md").write_text("---\ndraft: true\n---\n\n# Secret\n\nUn texte.\n")
    out = guide.parent / "out"
    assert run(["build", str(guide), "--out", str(out), "--to", "html"]) == 0
    emit = ["emit", str(out / "model.json"), "--source", str(guide), "--out", str(out), "--edition", "final"]
    assert run([*emit, "--to", "html"]) == 3
    assert "error[E112]" in capsys.readouterr().err


def test_verify_knows_which_edition_it_reads(guide: Path) -> None:
    out = guide.parent / "out"
    assert _build(guide, out, "--allow", REASON) == 0
    verify = ["verify", str(guide), "--out", str(out), "--to", "html"]
    assert run([*verify, "--edition", "final"]) == 0
    assert run(verify) == 1  # the words of markers are in no final edition


HOSTILE = 'un $HOME, `id`, $(shell id) et l\'« autre » "mot"'


@pytest.mark.parametrize("reason", [None, "", HOSTILE])
def test_make_release_hands_the_reason_over_as_it_was_typed(tmp_path: Path, reason: str | None) -> None:
    """The Makefile with a set-up and a `handbook` that only say what they were asked."""
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text(encoding="utf-8"), encoding="utf-8")
    for name, script in (("setup/install", "exit 0"), (".venv/bin/handbook", 'printf "%s\\0" "$@"')):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
    given, expected = ([], []) if reason is None else ([f"ALLOW={reason}"], ["--allow", reason])
    done = subprocess.run(["make", "-s", "release", *given], cwd=tmp_path, capture_output=True, check=True)
    usual = ["build", "sources", "--out", "build", "--edition", "final", "--verify"]
    assert done.stdout.decode().split("\0")[:-1] == [*usual, *expected]
