"""The repository of the sources is not to be trusted: nothing that its settings name is run, nothing is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.build import git as door
from pipeline.build.git import GitError, ask, checkout
from pipeline.build.history import recorded
from pipeline.diagnostics import Code
from tests.build.repository import ANNE, commit, git, read, repository, write
from tests.build.test_authorship import PAGE, signatures

HOOKS = ("pre-auto-gc", "post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman")

# Every setting that names a program, each with the file that its program would leave behind.
SETTINGS = """
[core]
\trepositoryformatversion = 1
\tfsmonitor = "touch {0}/fsmonitor; false"
\thooksPath = {0}/hooks
\tpager = "touch {0}/pager"
\teditor = "touch {0}/editor"
\taskPass = {0}/askpass
\tsshCommand = "touch {0}/ssh"
\tgitProxy = {0}/proxy
\tattributesFile = {0}/attributes
\talternateRefsCommand = "touch {0}/alternate"
[extensions]
\tpartialClone = origin
[remote "origin"]
\turl = "ext::touch {0}/remote"
\tpromisor = true
\tuploadpack = "touch {0}/uploadpack"
[protocol]
\tallow = always
[filter "evil"]
\tclean = "touch {0}/clean; cat"
\tsmudge = "touch {0}/smudge; cat"
\trequired = true
[diff]
\texternal = "touch {0}/external"
[diff "evil"]
\ttextconv = "touch {0}/textconv; cat"
\tcommand = "touch {0}/command"
[pager]
\tblame = "touch {0}/pagerblame"
\tlog = "touch {0}/pagerlog"
[alias]
\tblame = "!touch {0}/alias"
[log]
\tshowSignature = true
[gpg]
\tprogram = {0}/gpg
[credential]
\thelper = "!touch {0}/credential"
[trace2]
\teventTarget = {0}/trace
"""


def _traps(guide: Path, place: Path) -> None:
    """Put a trap into everything in a repository that can name a program."""
    write(guide, {".gitattributes": "*.md filter=evil diff=evil\n"})
    write(place, {"attributes": "*.md filter=evil diff=evil\n"})
    programs = [place / "gpg", place / "askpass", place / "proxy"]
    programs += [folder / name for name in HOOKS for folder in (place / "hooks", guide / ".git" / "hooks")]
    for program in programs:
        write(program.parent, {program.name: f"#!/bin/sh\ntouch '{place}/ran-{program.name}'\n"})
        program.chmod(0o755)
    (guide / ".git" / "config").write_text(SETTINGS.format(place))


def _sprung(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()} - {"hooks", "attributes", "gpg", "askpass", "proxy"}


def test_what_the_repository_says_is_not_carried_out(tmp_path: Path) -> None:
    guide, place = repository(tmp_path / "guide"), tmp_path / "traps"
    place.mkdir()
    commit(guide, {"page.md": PAGE})
    commit(guide, {"page.md": PAGE + "\nFIXME deux\n"}, "2024-02-02")
    lost = commit(guide, {"page.md": PAGE}, "2024-03-03")
    commit(guide, {"page.md": PAGE + "\nTBD trois\n"}, "2024-04-04")
    hole = git(guide, "rev-parse", f"{lost}:page.md").strip()
    _traps(guide, place)
    git(guide, "blame", "page.md")
    git(guide, "status")
    assert {"clean", "textconv", "fsmonitor"} <= _sprung(place)  # the traps do work
    for trap in _sprung(place):
        (place / trap).unlink()
    before = {path: path.stat().st_mtime_ns for path in guide.rglob("*") if path.is_file()}
    (guide / ".git" / "objects" / hole[:2] / hole[2:]).unlink(missing_ok=True)  # a partial clone would fetch it
    found = read(guide)
    signatures(found)
    recorded(found.opened, 40, found.findings.append, lambda _text: None)
    assert _sprung(place) == set()
    after = {path: path.stat().st_mtime_ns for path in guide.rglob("*") if path.is_file()}
    assert {path: when for path, when in before.items() if path in after} == after


def test_the_answers_are_right_all_the_same(tmp_path: Path) -> None:
    guide, place = repository(tmp_path / "guide"), tmp_path / "traps"
    place.mkdir()
    commit(guide, {"page.md": PAGE})
    _traps(guide, place)
    found = read(guide)
    assert signatures(found) == [("TODO", ANNE, "2024-01-01")]
    assert found.codes() == []


def _lend(guide: Path, door_: Path, how: str) -> None:
    """Let a folder's `.git` lead to the repository of another folder."""
    guide.mkdir()
    if how == "link":
        door_.symlink_to(guide.parent / "autre" / ".git")
    elif how == "file":
        door_.write_text(f"gitdir: {guide.parent / 'autre' / '.git'}\n")
    else:
        repository(guide)
        if how == "objects":
            (door_ / "objects").rename(door_ / "former")
            (door_ / "objects").symlink_to(guide.parent / "autre" / ".git" / "objects")
            git(guide, "update-ref", "HEAD", git(guide.parent / "autre", "rev-parse", "HEAD").strip())
        else:
            (door_ / "commondir").write_text(f"{guide.parent / 'autre' / '.git'}\n")


@pytest.mark.parametrize("how", ["link", "file", "objects", "commondir"])
def test_the_repository_of_another_folder_stays_closed(tmp_path: Path, how: str) -> None:
    commit(repository(tmp_path / "autre"), {"page.md": PAGE})
    guide = tmp_path / "guide"
    _lend(guide, guide / ".git", how)
    write(guide, {"page.md": PAGE})
    found = read(guide)
    assert signatures(found) == [("TODO", "", "")]
    assert found.codes() == [Code.S218]


def test_a_folder_shaped_like_a_repository_is_none(tmp_path: Path) -> None:
    """git would take a folder that holds HEAD, objects and refs for a repository, and obey its settings."""
    commit(repository(tmp_path / "autre"), {"page.md": PAGE})
    guide = tmp_path / "guide"
    (tmp_path / "autre" / ".git").rename(guide)
    write(guide, {"page.md": PAGE})
    found = read(guide)
    assert signatures(found) == [("TODO", "", "")]
    assert found.codes() == []


def test_a_program_beside_the_sources_is_not_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE, "git": f"#!/bin/sh\ntouch {tmp_path}/ran\n"})
    (guide / "git").chmod(0o755)
    monkeypatch.chdir(guide)
    monkeypatch.setenv("PATH", ".")
    assert signatures(read(guide)) == [("TODO", "", "")]
    assert not (tmp_path / "ran").exists()


def test_what_a_hook_of_git_exports_is_not_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """git tells its hooks by the environment which repository they serve; the sources may be of another."""
    commit(repository(tmp_path / "autre"), {"page.md": PAGE.replace("un", "deux")}, author="Autre")
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "autre" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "autre"))
    monkeypatch.setenv("GIT_INDEX_FILE", os.devnull)
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    assert signatures(read(guide)) == [("TODO", ANNE, "2024-01-01")]
    assert not (tmp_path / "trace").exists()


def test_an_answer_has_a_bound(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {f"{number}.md": PAGE for number in range(40)})
    with checkout(guide) as history:
        assert history is not None
        assert ask(history, "ls-tree", "--name-only", "HEAD").count(b"\n") == 40
        with pytest.raises(GitError) as stopped:
            ask(history, "ls-tree", "--name-only", "HEAD", most=100)
        assert stopped.value.problem == door.TOO_LARGE
        with pytest.raises(GitError):
            ask(history, "ls-tree", "no\0such")


def test_nothing_of_ours_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))

    def interrupted() -> None:
        with checkout(guide) as history:
            assert history is not None
            assert list((tmp_path / "tmp").iterdir()) == [history.own]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_repository_in_which_nothing_was_recorded_tells_nothing(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    write(guide, {"page.md": PAGE})
    found = read(guide)
    assert signatures(found) == [("TODO", "", "")]
    assert found.codes() == []


def test_names_of_either_length_are_known(tmp_path: Path) -> None:
    guide = tmp_path / "guide"
    guide.mkdir()
    git(guide, "init", "-q", "-b", "main", "--object-format=sha256", ".")
    commit(guide, {"page.md": PAGE})
    assert signatures(read(guide)) == [("TODO", ANNE, "2024-01-01")]


@pytest.mark.parametrize("damage", ["HEAD", "config", "objects"])
def test_a_damaged_repository_is_no_traceback(tmp_path: Path, damage: str) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    found = read(guide)
    if damage == "objects":
        for file in (guide / ".git" / "objects").rglob("??*"):
            if file.is_file():
                file.chmod(0o644)
                file.write_bytes(b"x")
    else:
        (guide / ".git" / damage).write_bytes(b"[[[\x00")
    assert signatures(found) == [("TODO", "", "")]
