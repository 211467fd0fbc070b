"""Which handbook is read where a folder holds several."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build.books import chosen
from pipeline.cli.app import run
from pipeline.diagnostics import Code, StopBuildError

LIST = "# Table of contents\n\n* [Page](page.md)\n"
PAGE = "# Titre\n\nUn texte.\n"


def _book(folder: Path, name: str = "SUMMARY.md", text: str = LIST) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    (folder / "page.md").write_text(PAGE)


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """A repository of two books, one with GitBook's settings, and a page about itself."""
    _book(tmp_path / "guides" / "Équipe")
    _book(tmp_path / "produit", ".gitbook.yaml", "root: ./\n")
    _book(tmp_path / "produit" / "inside")
    (tmp_path / "README.md").write_text("# Dépôt\n")
    return tmp_path


def test_several_books_are_listed_and_none_is_read(several: Path) -> None:
    with pytest.raises(StopBuildError) as stop:
        chosen(several, None)
    assert stop.value.diagnostic.code is Code.S135
    assert dict(stop.value.diagnostic.values)["books"] == "guides/Équipe, produit"


@pytest.mark.parametrize("name", ["guides/Équipe", "équipe", "E\u0301quipe/", "./guides/équipe"])
def test_a_book_is_chosen_by_its_path_or_the_end_of_it(several: Path, name: str) -> None:
    assert chosen(several, name) == several / "guides" / "Équipe"


@pytest.mark.parametrize("name", ["autre", "..", "produit/inside", "/", ""])
def test_no_other_folder_can_be_chosen(several: Path, name: str) -> None:
    with pytest.raises(StopBuildError) as stop:
        chosen(several, name)
    assert stop.value.diagnostic.code is Code.S136


def test_a_folder_that_is_a_book_is_read_by_default(several: Path) -> None:
    _book(several)
    assert chosen(several, None) == several
    assert chosen(several, ".") == several / "."
    assert chosen(several, "produit") == several / "produit"


def test_the_only_book_below_a_repository_is_meant(tmp_path: Path) -> None:
    _book(tmp_path / "docs")
    (tmp_path / "README.md").write_text("# Dépôt\n")
    assert chosen(tmp_path, None) == tmp_path / "docs"
    (tmp_path / "page.md").write_text(PAGE)
    assert chosen(tmp_path, None) == tmp_path


def test_the_command_says_which_there_are(several: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(several), "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert "guides/Équipe, produit" in said
    assert "--book guides/Équipe" in said


def test_each_command_takes_a_book_and_names_its_files(several: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = several / "guides" / "Équipe" / "page.md"
    page.write_text("# Titre\n\nTODO : écrire.\n")
    assert run(["check", str(several), "--book", "équipe"]) == 1
    assert f"{page}:3:1" in capsys.readouterr().out
    assert run(["todo", str(several), "--book", "équipe"]) == 0
    out = several.parent / "out"
    assert run(["ingest", str(several), "--book", "équipe", "--out", str(out / "ingested.json")]) == 0
    model = ["--source", str(several), "--book", "équipe", "--out"]
    assert run(["normalise", str(out / "ingested.json"), *model, str(out / "model.json")]) == 0
    assert run(["emit", str(out / "model.json"), *model, str(out), "--to", "html"]) == 0
    assert run(["build", str(several), "--book", "équipe", "--out", str(out), "--to", "html"]) == 0
    assert "TODO" in (out / "todo.md").read_text()
