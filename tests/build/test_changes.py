"""The last change of each page: from what was recorded, never from the clock, and none where it is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build.cache import Cache
from pipeline.build.changes import Changes, changes_of
from pipeline.build.stages import open_sources, read
from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit.publication import Change
from tests.build.repository import ANNE, BASILE, commit, git, questions, repository, write

LONG = "\n\n".join(f"Le paragraphe numéro {number} de cette page." for number in range(20))


def _told(folder: Path, cache: Path | None = None) -> tuple[Changes, list[Code]]:
    told: list[Diagnostic] = []
    sources = open_sources(folder, lambda _finding: None)
    book = read(sources, lambda _finding: None)
    found = changes_of(book, sources, told.append, Cache(cache))
    return found, [one.code for one in told]


def test_each_page_has_the_day_and_the_people_of_its_changes(tmp_path: Path) -> None:
    folder = repository(tmp_path / "guide")
    commit(folder, {"un.md": "# Un\n", "deux.md": "# Deux\n"}, "2024-01-05")
    commit(folder, {"un.md": "# Un\n\nTexte.\n"}, "2024-02-01", BASILE)
    found, codes = _told(folder)
    assert found.changes == {"un.md": Change("2024-02-01", (BASILE, ANNE)), "deux.md": Change("2024-01-05", (ANNE,))}
    assert codes == []


def test_the_day_is_that_of_the_authors_own_clock(tmp_path: Path) -> None:
    folder = repository(tmp_path / "guide")
    commit(folder, {"un.md": "# Un\n"}, "2024-01-05T00:30:00+0200")
    assert _told(folder)[0].changes["un.md"].day == "2024-01-05"


def test_a_new_name_alone_is_no_change(tmp_path: Path) -> None:
    folder = repository(tmp_path / "guide")
    commit(folder, {"un.md": f"# Un\n\n{LONG}\n"}, "2024-01-05")
    git(folder, "mv", "un.md", "deux.md")
    commit(folder, {}, "2024-02-01", BASILE)
    found, _codes = _told(folder)
    assert found.changes == {"deux.md": Change("2024-01-05", (ANNE,))}
    assert found.former == {"un.md": "deux.md"}


def test_a_folder_inside_a_repository_has_its_own_paths(tmp_path: Path) -> None:
    top = repository(tmp_path / "top")
    commit(top, {"docs/un.md": f"# Un\n\n{LONG}\n", "autre.md": "# Autre\n"}, "2024-01-05")
    git(top, "mv", "docs/un.md", "docs/deux.md")
    commit(top, {"autre.md": "# Autre chose\n"}, "2024-02-01")
    found, _codes = _told(top / "docs")
    assert found == Changes({"deux.md": Change("2024-01-05", (ANNE,))}, {"un.md": "deux.md"})


def test_a_name_taken_again_is_no_former_one(tmp_path: Path) -> None:
    folder = repository(tmp_path / "guide")
    commit(folder, {"un.md": f"# Un\n\n{LONG}\n"})
    git(folder, "mv", "un.md", "deux.md")
    commit(folder, {}, "2024-02-01")
    commit(folder, {"un.md": "# Une autre page\n\nD’autres mots.\n"}, "2024-03-01")
    assert _told(folder)[0].former == {}


def test_a_name_taken_again_keeps_nothing_of_the_page_that_had_it(tmp_path: Path) -> None:
    folder = repository(tmp_path / "guide")
    commit(folder, {"un.md": f"# Un\n\n{LONG}\n"}, "2024-01-05")
    git(folder, "mv", "un.md", "deux.md")
    commit(folder, {}, "2024-02-01", BASILE)
    commit(folder, {"un.md": "# Une autre page\n"}, "2024-03-01", BASILE)
    found, _codes = _told(folder)
    assert found.changes == {"un.md": Change("2024-03-01", (BASILE,)), "deux.md": Change("2024-01-05", (ANNE,))}
    assert found.former == {}


def test_a_page_that_is_not_as_recorded_has_no_day_and_it_is_said(tmp_path: Path) -> None:
    folder = repository(tmp_path / "guide")
    commit(folder, {"un.md": "# Un\n", "deux.md": "# Deux\n"})
    write(folder, {"un.md": "# Un, changé\n", "trois.md": "# Trois\n", "deux.md": b"# Deux\r\n"})
    found, codes = _told(folder)
    assert set(found.changes) == {"deux.md"}, "other line endings are no change"
    assert codes == [Code.E175]


def test_a_shallow_clone_does_not_name_the_wrong_day(tmp_path: Path) -> None:
    folder = repository(tmp_path / "guide")
    commit(folder, {"un.md": "# Un\n", "deux.md": "# Deux\n"}, "2024-01-05")
    commit(folder, {"un.md": "# Un\n\nTexte.\n"}, "2024-02-01")
    commit(folder, {"un.md": "# Un\n\nDu texte.\n"}, "2024-03-01")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{folder}", "court")
    found, codes = _told(tmp_path / "court")
    assert found.changes == {"un.md": Change("2024-03-01", (ANNE,))}
    assert codes == [Code.E176]


def test_without_git_there_is_no_day_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"un.md": "# Un\n"})
    assert _told(tmp_path) == (Changes({}, {}), [Code.E174])
    folder = repository(tmp_path / "guide")
    commit(folder, {"un.md": "# Un\n"})
    monkeypatch.setenv("PATH", str(tmp_path / "rien"))
    assert _told(folder) == (Changes({}, {}), [Code.E174])


def test_history_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository(tmp_path / "guide")
    commit(folder, {f"page-{number}.md": f"# Page {number}\n" for number in range(12)})
    asked = questions(monkeypatch)
    first, _codes = _told(folder, tmp_path / "cache")
    assert asked.count("log") == 1
    assert _told(folder, tmp_path / "cache")[0] == first
    assert asked.count("log") == 1
