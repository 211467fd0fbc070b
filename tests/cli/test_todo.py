"""`handbook todo` as an editor runs it: the list, the list as files, and the curve of a folder kept with git."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli.app import run
from tests.build.repository import ANNE, commit, repository, write

FIRST = "# Titre\n\nTODO un\n\nTODO deux\n"
LATER = "# Titre\n\nTODO un\n\nC'est écrit.\n"


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide of two states, the later with one marker less; messages in French."""
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1719792000")  # 2024-07-01
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": FIRST}, "2024-01-01")
    commit(guide, {"page.md": LATER}, "2024-05-20")
    return guide


def test_the_curve_follows_the_list(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["todo", str(guide), "--history"]) == 0
    told = capsys.readouterr()
    rows = told.out.split("\n\nAu fil du temps :\n")[1].splitlines()
    assert [row.split("█")[0].split() for row in rows] == [["1er", "janvier", "2024", "2"], ["20", "mai", "2024", "1"]]
    assert [row.count("█") for row in rows] == [24, 12]
    assert rows[0].endswith("2 à compléter")
    assert told.err == ""


def test_the_folder_as_it_stands_comes_last(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(guide, {"page.md": "# Titre\n\nTODO un\n\nFIXME deux\n\nTBD.\n"})
    assert run(["todo", str(guide), "--history"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split()[:2] == ["Maintenant", "3"]


def test_few_points_may_be_asked_for(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for day in range(1, 29):
        commit(guide, {"page.md": FIRST + f"\n{day}\n"}, f"2024-06-{day:02}")
    assert run(["todo", str(guide), "--history", "--points", "3"]) == 0
    assert len(capsys.readouterr().out.split("Au fil du temps :\n")[1].splitlines()) == 3
    assert run(["todo", str(guide), "--history"]) == 0
    assert len(capsys.readouterr().out.split("Au fil du temps :\n")[1].splitlines()) == 12
    assert run(["todo", str(guide), "--history", "--points", "1"]) == 2


def test_without_a_history_nothing_is_printed_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "guide", {"page.md": FIRST})
    out = tmp_path / "out"
    assert run(["--lang", "fr", "todo", str(tmp_path / "guide"), "--history", "--out", str(out)]) == 3
    told = capsys.readouterr()
    assert (told.out, out.exists()) == ("", False)
    sentence, hint = told.err.splitlines()
    assert "erreur[E125]: Il n’y a pas d’historique" in sentence
    assert "--history" in hint


@pytest.mark.parametrize("extra", [[], ["--history"]])
def test_the_list_is_written_in_all_its_forms(
    guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], extra: list[str]
) -> None:
    out = tmp_path / "out"
    assert run(["todo", str(guide), "--out", str(out), *extra]) == 0
    names = {path.name for path in out.iterdir()}
    assert names == {f"todo.{form}" for form in ("md", "html", "json", "csv", "xlsx", *(["svg"] if extra else []))}
    told = capsys.readouterr().out
    assert all(str(out / name) in told for name in names)
    assert "TODO" not in told
    first = {name: (out / name).read_bytes() for name in names}
    assert run(["todo", str(guide), "--out", str(out), *extra]) == 0
    assert {name: (out / name).read_bytes() for name in names} == first


@pytest.mark.parametrize(
    ("form", "said"), [("md", "20 mai 2024"), ("json", "2024-05-20"), ("html", "burndown-wide"), ("svg", "20 mai 2024")]
)
def test_the_other_forms_carry_the_curve(guide: Path, capsys: pytest.CaptureFixture[str], form: str, said: str) -> None:
    assert run(["todo", str(guide), "--format", form, "--history"]) == 0
    assert said in capsys.readouterr().out
    assert run(["todo", str(guide), "--format", form]) == 0
    assert said not in capsys.readouterr().out


def test_a_folder_of_results_inside_the_sources_is_no_source(guide: Path) -> None:
    for _turn in range(2):
        assert run(["todo", str(guide), "--out", str(guide / "listes")]) == 0
        assert len(json.loads((guide / "listes" / "todo.json").read_bytes())["markers"]) == 1
    assert run(["check", str(guide)]) == 1


def test_a_folder_that_cannot_be_written_stops(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(guide.parent, {"occupe": "x"})
    assert run(["todo", str(guide), "--out", str(guide.parent / "occupe")]) == 3
    assert "[E101]" in capsys.readouterr().err


def test_an_interrupted_count_says_so_in_a_sentence(
    guide: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.build.history.former_folder", interrupted)
    assert run(["todo", str(guide), "--history", "--out", str(guide.parent / "out")]) == 3
    told = capsys.readouterr()
    assert told.err.strip() == "Interrompu. Les documents de la fois précédente sont intacts."
    assert not (guide.parent / "out").exists()


def test_build_and_todo_name_the_author_and_check_asks_nobody(
    guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert run(["build", str(guide), "--out", str(out), "--to", "html", "--quiet"]) == 0
    marker = json.loads((out / "model.json").read_bytes())["markers"][0]
    assert (marker["author"], marker["since"]) == (ANNE, "2024-01-01")
    asked: list[object] = []
    monkeypatch.setattr("subprocess.Popen", asked.append)
    assert run(["check", str(guide)]) == 1
    assert asked == []
