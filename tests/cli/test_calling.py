"""The commands that the terminal prints are those to type here; files say the same everywhere."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.cli.app import run
from pipeline.cli.calling import program, typed


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A project whose program is not on the PATH: it was started by its path."""
    (tmp_path / "nowhere").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [".venv/bin/handbook"])
    return ".venv/bin/handbook"


def _put_on_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    (folder / "handbook").write_text("#!/bin/sh\n")
    (folder / "handbook").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_the_path_by_which_it_was_started_can_be_typed(called: str) -> None:
    assert program() == called


def test_its_name_suffices_where_the_shell_finds_it(
    called: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put_on_path(tmp_path / "bin", monkeypatch)
    assert program() == "handbook" != called


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        ("{here}/outils/bin/handbook", "outils/bin/handbook"),
        ("../ailleurs/handbook", "{above}/ailleurs/handbook"),
        ("mes outils/handbook", "'mes outils/handbook'"),
        ("/usr/bin/pytest", "handbook"),
    ],
)
def test_a_path_is_as_short_as_it_can_be(
    called: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: str, expected: str
) -> None:
    monkeypatch.setattr(sys, "argv", [started.format(here=tmp_path)])
    assert called != program() == expected.format(above=tmp_path.parent)


def test_only_commands_in_backticks_are_changed(called: str) -> None:
    assert typed("`handbook fix` : le handbook, `handbook.yml`, `git log`.") == (
        f"`{called} fix` : le handbook, `handbook.yml`, `git log`."
    )


def test_new_gives_the_command_to_type(called: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "mon guide"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith(f" : {called} build 'mon guide'".replace(" :", "\u00a0:"))


def test_hints_and_explanations_give_it_too(called: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "absent"]) == 3
    assert f"`{called} new absent`" in capsys.readouterr().err
    assert run(["explain", "S102"]) == 0
    assert f"`{called} new" in " ".join(capsys.readouterr().out.split())


def test_files_say_the_same_wherever_it_stands(called: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "page.md").write_text("# Titre\n\nTODO l'été...\n")
    assert run(["build", "guide", "--out", "un", "--to", "html", "--quiet"]) == 0
    _put_on_path(tmp_path / "bin", monkeypatch)
    assert run(["build", "guide", "--out", "deux", "--to", "html", "--quiet"]) == 0
    for name in ("hygiene.md", "todo.md", "todo.json"):
        assert (tmp_path / "un" / name).read_bytes() == (tmp_path / "deux" / name).read_bytes(), name
    assert called not in (tmp_path / "un" / "hygiene.md").read_text(encoding="utf-8")
