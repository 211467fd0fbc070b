"""A folder of many files keeps none of a former build; what somebody else put there stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build import writing
from pipeline.build.manifest import MANIFEST, listed
from pipeline.cli.app import run

FIRST = {"site/index.html": b"1", "site/equipe/qui.html": b"2", "site/equipe/quoi.html": b"3", "todo.md": b"4"}
SECOND = {"site/index.html": b"1", "site/equipe/quoi.html": b"5"}


def _write(folder: Path, files: dict[str, bytes]) -> None:
    writing.write_all(folder, {**files, **listed("site", files)})


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_page_that_is_made_no_more_goes_away(tmp_path: Path) -> None:
    _write(tmp_path, FIRST)
    _write(tmp_path, SECOND)
    assert _names(tmp_path) == {"site/index.html", "site/equipe/quoi.html", f"site/{MANIFEST}", "todo.md"}
    _write(tmp_path, {"site/index.html": b"1"})
    assert not (tmp_path / "site" / "equipe").exists()


def test_a_build_without_the_folder_leaves_it(tmp_path: Path) -> None:
    _write(tmp_path, FIRST)
    _write(tmp_path, {"todo.md": b"6"})
    assert set(FIRST) <= _names(tmp_path)


def test_what_somebody_else_put_there_stays(tmp_path: Path) -> None:
    _write(tmp_path, FIRST)
    (tmp_path / "site" / "CNAME").write_text("guide.example.org")
    (tmp_path / "site" / "equipe" / "qui.html").write_text("une autre main")
    _write(tmp_path, SECOND)
    assert {"site/CNAME", "site/equipe/qui.html"} <= _names(tmp_path)


@pytest.mark.parametrize("name", ["../dehors.md", "/etc/hostname", "lien/dehors.md", "a\0b", "", "  "])
def test_a_strange_list_takes_nothing_away(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    _write(out, FIRST)
    outside = tmp_path / "dehors.md"
    outside.write_bytes(b"x")
    (out / "dehors.md").write_bytes(b"x")
    (out / "site" / "lien").symlink_to(tmp_path)
    digest = listed("site", {"site/a": b"x"})[f"site/{MANIFEST}"].decode().split()[0]
    (out / "site" / MANIFEST).write_text(f"{digest}  {name}\nune ligne\n", encoding="utf-8")
    _write(out, SECOND)
    assert outside.exists()
    assert (out / "dehors.md").exists()
    assert (out / "site" / "equipe" / "qui.html").exists()


def test_an_interrupt_leaves_what_is_old_to_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, FIRST)

    def stopped(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(writing, "take_away", stopped)
        with pytest.raises(KeyboardInterrupt):
            _write(tmp_path, SECOND)
    assert "site/equipe/qui.html" in _names(tmp_path)
    _write(tmp_path, SECOND)
    assert "site/equipe/qui.html" not in _names(tmp_path)


def test_a_build_takes_a_renamed_page_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources, out = tmp_path / "guide", tmp_path / "out"
    sources.mkdir()
    (sources / "premier.md").write_text("# Premier\n\nUn texte.\n")
    (sources / "second.md").write_text("# Second\n\nUn autre texte.\n")
    assert run(["build", str(sources), "--out", str(out), "--to", "site"]) == 0
    said = capsys.readouterr().out
    assert str(out / "site" / "index.html") in said
    assert "premier.html" not in said
    (sources / "premier.md").rename(sources / "debut.md")
    assert run(["build", str(sources), "--out", str(out), "--to", "site", "--quiet"]) == 0
    assert {"debut.html", "second.html"} <= {path.name for path in (out / "site").iterdir()}
    assert not (out / "site" / "premier.html").exists()
