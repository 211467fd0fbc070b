"""Markers over time: at each commit what `handbook todo` says there, whatever became of the folder since."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.build import former, stages
from pipeline.build import git as door
from pipeline.build.cache import Cache
from pipeline.build.former import Blob
from pipeline.build.history import POINTS, recorded, with_today
from pipeline.build.states import State, origin, spread
from pipeline.config import Config
from pipeline.diagnostics import Code, StopBuildError
from pipeline.emit.history import Point
from pipeline.messages import speaker
from tests.build.repository import Read, commit, git, questions, read, repository, slow_git, write
from tests.cases import folder_of

ONE = "# Un\n\nTODO un\n"
TWO = (
    '# Deux\n\nTODO deux\n\n<mark style="background-color:yellow;">Vraiment ?</mark>\n\nÉcrire à \\[NOM DU SERVICE].\n'
)
DONE = "# Un\n\nC'est écrit.\n"


def points(found: Read, most: int = POINTS) -> tuple[Point, ...]:
    """Give the points of a folder that was read."""
    past = recorded(found.opened, most, found.findings.append, lambda _text: None, found.cache)
    return with_today(past, found.book)


def counts(folder: Path) -> tuple[int, int, int]:
    """Give what `handbook todo` counts in a folder as it stands."""
    levels = Counter(marker.level for marker in read(folder).book.markers)
    return levels["sure"], levels["suspected"], levels["blank"]


def told(found: Read) -> list[tuple[str, int, int, int]]:
    """Give the points without the names of their commits."""
    return [(point.day, *point[2:]) for point in points(found)]


def eventful(top: Path, below: str = "") -> list[tuple[str, str, tuple[int, int, int]]]:
    """Make a history in which much happens; give each commit, its day, and the counts of a checkout of it."""
    base = f"{below}/" if below else ""
    steps: list[dict[str, str | bytes | None]] = [
        {"un.md": ONE},
        {"deux.md": TWO, "SUMMARY.md": "# Table of contents\n\n* [Un](un.md)\n* [Deux](deux.md)\n"},
        {"handbook.yml": "markers:\n  off: [blank]\n"},
        {"handbook.yml": "markers: [\n"},
        {"handbook.yml": None, "un.md": "# Un\n\n![Vue](vue.png)\n\nTODO un\n"},
        {"vue.png": b"\x89PNG\r\n\x1a\n", "SUMMARY.md": None},
        {"build/todo.md": "TODO", "build/todo.json": "", "build/todo.csv": "", "build/todo.html": ""},
        {"node_modules/trois.md": ONE, ".gitattributes": "* text=auto\n", "crlf.md": "# C\r\n\r\nTODO c\r\n"},
        {"un.md": DONE, "deux.md": TWO.replace("TODO", "Fait :")},
    ]
    happened = []
    for number, files in enumerate(steps):
        day = f"2024-{number + 1:02}-10"
        name = commit(top, {f"{base}{file}": text for file, text in files.items()}, day)
        if files.get("handbook.yml") != "markers: [\n":
            happened.append((name, day, counts(top / below)))
    return happened


@pytest.mark.parametrize("below", ["", "guides/l'été"])
def test_each_state_counts_as_todo_does_there(tmp_path: Path, below: str) -> None:
    top = repository(tmp_path / "projet")
    happened = eventful(top, below)
    assert len({count for _commit, _day, count in happened}) >= 4  # it can fail
    known = {point.commit: (point.day, point[2:]) for point in points(read(top / below))}
    assert {name: known.get(name) for name, _day, _count in happened} == {
        name: (day, count) for name, day, count in happened
    }


def test_settings_that_cannot_be_read_are_todays(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"deux.md": TWO}, "2024-01-01")
    commit(guide, {"handbook.yml": "markers: [\n"}, "2024-02-02")
    commit(guide, {"handbook.yml": "markers:\n  off: [todo]\n"}, "2024-03-03")
    cache = Cache(tmp_path / "cache")
    assert told(read(guide, cache)) == [("2024-01-01", 1, 1, 1), ("2024-02-02", 0, 1, 1), ("2024-03-03", 0, 1, 1)]
    write(guide, {"handbook.yml": "markers:\n  off: [blank]\n"})
    assert told(read(guide, cache))[1] == ("2024-02-02", 1, 1, 0)


def test_links_lead_where_they_lead_on_disk_and_never_out(tmp_path: Path) -> None:
    top = repository(tmp_path / "projet")
    guide = top / "guide"
    write(top, {"dehors.md": ONE, "guide/sous/un.md": ONE, "guide/README.md": DONE})
    for name, target in {
        "dedans.md": "sous/un.md",
        "sous/haut.md": "../README.md",
        "par.md": "autre/un.md",
        "autre": "sous",
        "dehors.md": "../dehors.md",
        "absolu.md": str(top / "dehors.md"),
        "rond.md": "rond.md",
        "nulle.md": "nulle part.md",
    }.items():
        (guide / name).symlink_to(target)
    commit(top, {})
    found = read(guide)
    assert points(found)[-1].commit != ""
    assert points(found)[-1][2:] == counts(guide) == (3, 0, 0)


def test_the_folder_on_disk_is_the_last_point_where_it_differs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717200000")  # 2024-06-01
    guide = repository(tmp_path / "guide")
    last = commit(guide, {"un.md": ONE}, "2024-01-01")
    write(guide, {"image.bin": "x"})
    assert [point.commit for point in points(read(guide))] == [last]  # no text changed
    write(guide, {"deux.md": TWO})
    assert points(read(guide)) == (Point("2024-01-01", last, 1, 0, 0), Point("2024-06-01", "", 2, 1, 1))
    write(guide, {"deux.md": None, "un.md": ONE + "\nUn mot de plus.\n"})
    assert points(read(guide))[1:] == (Point("2024-06-01", "", 1, 0, 0),)
    write(guide, {"un.md": ONE.replace("\n", "\r\n")})
    assert [point.commit for point in points(read(guide))] == [last]


def test_the_same_sources_give_the_same_points_and_are_counted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = repository(tmp_path / "guide")
    eventful(guide)
    found = read(guide, Cache(tmp_path / "cache"))
    first = points(found)
    asked = questions(monkeypatch)
    monkeypatch.setattr("pipeline.build.history.silent_book", pytest.fail)
    assert points(found) == first
    assert asked == ["rev-parse", "log", "cat-file", "ls-tree"]


def test_other_rules_count_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"un.md": ONE})
    found = read(guide, Cache(tmp_path / "cache"))
    points(found)
    monkeypatch.setattr("pipeline.build.history._rules", lambda: "others")
    asked = questions(monkeypatch)
    assert points(found)[-1].sure == 1
    assert asked.count("cat-file") > 1


def test_states_are_the_first_the_last_and_evenly_between() -> None:
    def days(count: int) -> tuple[State, ...]:
        return tuple(State(f"2024-01-{place:03}", f"c{place}", "t") for place in range(count))

    assert spread(days(5), 5) == days(5)
    chosen = [state.commit for state in spread(days(101), 5)]
    assert chosen == ["c0", "c25", "c50", "c75", "c100"]
    same_day = tuple(State("2024-01-01", f"c{place}", "t") for place in range(50))
    busy = (*same_day, State("2024-01-02", "d", "t"))
    assert [state.commit for state in spread(busy, 4)] == ["c0", "c49", "d"]
    assert spread((), 4) == ()


def test_merges_count_when_they_were_merged(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"un.md": ONE}, "2024-01-01")
    git(guide, "checkout", "-q", "-b", "essai")
    commit(guide, {"deux.md": TWO}, "2024-02-02")
    git(guide, "checkout", "-q", "main")
    git(guide, "merge", "-q", "--no-ff", "essai", "-m", "x", when="2024-03-03T12:00:00+0100")
    assert told(read(guide)) == [("2024-01-01", 1, 0, 0), ("2024-03-03", 2, 1, 1)]


def test_a_clock_that_was_wrong_does_not_make_time_run_back(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"un.md": ONE}, "2024-01-01")
    commit(guide, {"deux.md": TWO}, "1999-01-01")
    assert [day for day, *_counts in told(read(guide))] == ["2024-01-01", "2024-01-01"]


def test_commits_that_do_not_touch_the_folder_are_no_points(tmp_path: Path) -> None:
    top = repository(tmp_path / "projet")
    commit(top, {"guide/un.md": ONE}, "2024-01-01")
    commit(top, {"ailleurs.md": ONE}, "2024-02-02")
    commit(top, {"guide/un.md": DONE}, "2024-03-03")
    assert [day for day, *_counts in told(read(top / "guide"))] == ["2024-01-01", "2024-03-03"]


@pytest.mark.parametrize("former_name", ["docs/ancien", ""])
def test_a_renamed_source_folder_is_followed(tmp_path: Path, former_name: str) -> None:
    top = repository(tmp_path / "projet")
    base = f"{former_name}/" if former_name else ""
    commit(top, {f"{base}un.md": ONE, f"{base}deux.md": TWO, "outil.py": "x"}, "2024-01-01")
    commit(top, {f"{base}un.md": DONE}, "2024-02-02")
    (top / "guide").mkdir()
    git(top, "mv", f"{base}un.md", f"{base}deux.md", "guide/")
    commit(top, {"guide/trois.md": "# Trois\n\nTBD.\n"}, "2024-03-03")
    found = read(top / "guide")
    assert told(found) == [("2024-01-01", 2, 1, 1), ("2024-02-02", 1, 1, 1), ("2024-03-03", 2, 1, 1)]
    assert found.codes() == []


def test_a_folder_put_together_from_several_says_where_its_curve_begins(tmp_path: Path) -> None:
    top = repository(tmp_path / "projet")
    pages = {f"{name}/{name}.md": f"# {name}\n\nTODO {name}\n" for name in ("a", "b", "c")}
    commit(top, dict(pages), "2024-01-01")
    (top / "guide").mkdir()
    git(top, "mv", *pages, "guide/")
    commit(top, {}, "2024-03-03")
    found = read(top / "guide")
    assert told(found) == [("2024-03-03", 3, 0, 0)]
    assert found.codes() == [Code.E126]
    assert "2024-03-03" in found.findings[0].message(speaker("fr"))


def test_new_pages_in_an_old_repository_come_from_nowhere() -> None:
    own = {"un.md": Blob("1", "100644", 5), "sous/deux.md": Blob("2", "100644", 5)}
    assert origin(own, {}) == (None, False)
    assert origin(own, {"LICENSE": Blob("9", "100644", 5)}) == (None, False)
    assert origin(own, {"x/un.md": Blob("1", "100644", 5), "x/sous/deux.md": Blob("2", "100644", 5)}) == ("x", False)
    assert origin(own, {"xun.md": Blob("1", "100644", 5)}) == (None, True)
    assert origin({"vide.md": Blob("0", "100644", 0)}, {"vide.md": Blob("0", "100644", 0)}) == (None, False)


def test_a_state_that_is_damaged_empty_or_enormous_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = repository(tmp_path / "guide")
    lost = [commit(guide, {"image.bin": "x"}, "2024-01-01")]
    commit(guide, {"un.md": ONE}, "2024-02-02")
    lost.append(commit(guide, {"un.md": TWO}, "2024-03-03"))
    hole = git(guide, "rev-parse", "HEAD:un.md").strip()
    lost.append(commit(guide, {f"{n}.md": DONE for n in range(20)} | {"un.md": DONE}, "2024-04-04"))
    commit(guide, {f"{n}.md": None for n in range(20)}, "2024-05-05")
    (guide / ".git" / "objects" / hole[:2] / hole[2:]).unlink()
    monkeypatch.setattr(former, "_MOST_FILES", 10)
    found = read(guide)
    assert told(found) == [("2024-02-02", 1, 0, 0), ("2024-05-05", 0, 0, 0)]
    assert found.codes() == [Code.E128]
    assert dict(found.findings[0].values) == {"count": "3", "commits": ", ".join(name[:7] for name in lost)}


def test_a_tree_cannot_name_a_file_outside_of_it(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"un.md": ONE})
    blob = git(guide, "rev-parse", "HEAD:un.md").strip()
    rows = [b"100644 " + name + b"\0" + bytes.fromhex(blob) for name in (b"..", b"un.md", b"/etc/passwd.md")]
    (tmp_path / "tree").write_bytes(b"".join(rows))
    tree = git(guide, "hash-object", "-w", "-t", "tree", "--literally", str(tmp_path / "tree")).strip()
    name = git(guide, "commit-tree", "-m", "x", "-p", "HEAD", tree, when="2024-02-02T12:00:00+0100").strip()
    git(guide, "update-ref", "HEAD", name)
    assert [point[2:] for point in points(read(guide))] == [(1, 0, 0), (1, 0, 0)]


def test_a_shallow_clone_says_where_its_curve_begins(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    for month in range(1, 6):
        commit(guide, {"un.md": ONE + f"\nTODO {month}\n"}, f"2024-0{month}-01")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{guide}", "copie")
    found = read(tmp_path / "copie")
    assert [day for day, *_counts in told(found)] == ["2024-04-01", "2024-05-01"]
    assert found.codes() == [Code.E127]
    assert "fetch-depth: 0" in found.findings[0].hint(speaker("fr"))


def test_without_a_history_it_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "ailleurs", {"un.md": ONE})
    found = read(tmp_path / "ailleurs")
    with pytest.raises(StopBuildError) as stopped:
        points(found)
    assert stopped.value.diagnostic.code is Code.E125
    guide = repository(tmp_path / "guide")
    commit(guide, {"un.md": ONE})
    found = read(guide)
    slow_git(tmp_path, monkeypatch)
    with pytest.raises(StopBuildError) as stopped:
        points(found)
    assert dict(stopped.value.diagnostic.values)["problem"] == door.TOO_SLOW


def test_a_folder_that_stands_nowhere_has_no_history() -> None:
    opened = stages.Opened(folder_of({"un.md": ONE}), Config())
    with pytest.raises(StopBuildError):
        recorded(opened, POINTS, lambda _finding: None, lambda _text: None, Cache(None))
