"""Who last changed a marker's line, and when: as the history tells it, and nothing where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build import git as door
from pipeline.build.authorship import signed
from pipeline.build.cache import Cache
from pipeline.diagnostics import Code
from pipeline.messages import speaker
from tests.build.repository import ANNE, BASILE, Read, commit, git, questions, read, repository, slow_git, write

PAGE = "# Titre\n\nTODO un\n\nTexte.\n"


def signatures(found: Read) -> list[tuple[str, str, str]]:
    """Give each marker's words, author and day."""
    book = signed(found.book, found.opened, found.findings.append, found.cache)
    return [(marker.text, marker.author, marker.since) for marker in book.markers]


def test_each_line_has_its_own_author_and_day(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE}, "2024-01-10")
    commit(guide, {"page.md": PAGE + "\nFIXME deux\n"}, "2024-03-05", BASILE)
    found = read(guide)
    assert signatures(found) == [("TODO", ANNE, "2024-01-10"), ("FIXME", BASILE, "2024-03-05")]
    assert found.codes() == []


def test_the_day_is_that_of_the_authors_own_clock(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE}, "2024-01-10T23:30:00-0800")
    assert signatures(read(guide)) == [("TODO", ANNE, "2024-01-10")]


def test_a_line_that_is_not_recorded_has_no_author(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    write(guide, {"page.md": "Nouveau début.\n\n" + PAGE.replace("Texte.", "TBD deux"), "neuve.md": PAGE})
    assert signatures(read(guide)) == [("TODO", "", ""), ("TODO", ANNE, "2024-01-01"), ("TBD", "", "")]


@pytest.mark.parametrize("change", [("TODO un", "  TODO un"), ("\n", "\r\n")])
def test_spaces_and_line_endings_make_no_line_new(tmp_path: Path, change: tuple[str, str]) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    commit(guide, {"page.md": PAGE.replace(*change)}, "2024-05-05", BASILE)
    assert signatures(read(guide)) == [("TODO", ANNE, "2024-01-01")]


def test_a_passage_that_was_moved_is_as_old_as_its_words(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    above, below = ("\n\n".join(f"Le passage {side} dit {n}." for n in range(9)) for side in ("haut", "bas"))
    moved = "## Une partie qui a été déplacée\n\nTODO un\n\nElle a encore une phrase."
    commit(guide, {"page.md": f"# Titre\n\n{moved}\n\n{above}\n\n{below}\n"})
    commit(guide, {"page.md": f"# Titre\n\n{above}\n\n{below}\n\n{moved}\n"}, "2024-05-05", BASILE)
    assert signatures(read(guide)) == [("TODO", ANNE, "2024-01-01")]


def test_lines_that_git_does_not_know_as_lines_are_nobodys(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    commit(guide, {"page.md": PAGE.replace("\n", "\r")}, "2024-05-05", BASILE)
    assert signatures(read(guide)) == [("TODO", "", "")]


def test_a_renamed_page_keeps_its_authors(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    git(guide, "mv", "page.md", "autre.md")
    commit(guide, {}, "2024-05-05", BASILE)
    assert signatures(read(guide)) == [("TODO", ANNE, "2024-01-01")]


def test_a_marker_of_several_lines_is_as_old_as_the_youngest(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    page = '# Titre\n\n<mark style="background-color:yellow;">Faut-il\nle dire ?</mark>\n'
    commit(guide, {"page.md": page})
    commit(guide, {"page.md": page.replace("le dire", "le redire")}, "2024-02-02", BASILE)
    found = read(guide)
    assert found.book.markers[0].span.end_line > found.book.markers[0].span.line
    assert [one[1:] for one in signatures(found)] == [(BASILE, "2024-02-02")]


def test_the_sources_may_be_a_folder_of_the_checkout(tmp_path: Path) -> None:
    top = repository(tmp_path / "projet")
    commit(top, {"lisez-moi.txt": "x", "l'été/guide n° 1/sous/page.md": PAGE})
    assert signatures(read(top / "l'été" / "guide n° 1")) == [("TODO", ANNE, "2024-01-01")]


def test_a_new_folder_of_the_checkout_is_no_fault(tmp_path: Path) -> None:
    """Nothing of it is recorded yet: nobody is named, and nothing is said."""
    top = repository(tmp_path / "projet")
    commit(top, {"guide.md": PAGE, "guide 2/page.md": PAGE})
    write(top, {"guide/page.md": PAGE})
    found = read(top / "guide")
    assert signatures(found) == [("TODO", "", "")]
    assert found.codes() == []
    git(top, "add", "--all")
    assert signatures(found) == [("TODO", "", "")]
    assert found.codes() == []


def test_a_page_that_is_a_link_is_the_page_it_leads_to(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    (guide / "lien.md").symlink_to("sous/page.md")
    commit(guide, {"sous/page.md": PAGE, "README.md": "# Guide\n\nTexte.\n"})
    assert signatures(read(guide)) == [("TODO", ANNE, "2024-01-01")] * 2


def test_a_linked_worktree_and_a_submodule_are_checkouts_too(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    git(guide, "worktree", "add", "-q", str(tmp_path / "arbre"))
    assert signatures(read(tmp_path / "arbre")) == [("TODO", ANNE, "2024-01-01")]
    outer = repository(tmp_path / "dehors")
    git(outer, "submodule", "--quiet", "add", str(guide), "guide")
    commit(outer, {"page.md": PAGE}, "2024-09-09", BASILE)
    assert signatures(read(outer / "guide")) == [("TODO", ANNE, "2024-01-01")]
    found = read(outer)  # the submodule's own pages are not in the outer repository's history
    assert signatures(found) == [("TODO", "", ""), ("TODO", BASILE, "2024-09-09")]
    assert found.codes() == []


def test_a_name_is_what_mailmap_makes_of_it_and_never_an_address(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE, ".mailmap": "Nouveau Nom <anne@example.fr>\n"})
    commit(guide, {"page.md": PAGE + "\nFIXME deux\n"}, author="basile@example.fr")
    commit(guide, {"page.md": PAGE + "\nFIXME deux\n\nTBD trois\n"}, author="Zoé\u202e \x1b[31mRouge")
    assert [one[1] for one in signatures(read(guide))] == ["Nouveau Nom", "basile", "Zoé [31mRouge"]


@pytest.mark.parametrize("when", ["99999999999999999 +0000", "-5 +0000", "0 +99999", "1704884400 abcd"])
def test_a_day_that_no_calendar_has_is_not_known(tmp_path: Path, when: str) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    tree = git(guide, "rev-parse", "HEAD^{tree}").strip()
    (tmp_path / "odd").write_text(f"tree {tree}\nauthor {ANNE} <a@b> {when}\ncommitter {ANNE} <a@b> {when}\n\nx\n")
    odd = git(guide, "hash-object", "-w", "-t", "commit", "--literally", str(tmp_path / "odd")).strip()
    git(guide, "update-ref", "HEAD", odd)
    (signature,) = signatures(read(guide))
    assert signature[2] in ("", "1970-01-01")


def test_a_shallow_clone_names_nobody_for_what_it_cannot_know(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    commit(guide, {"autre.md": "# Autre\n\nTexte.\n"}, "2024-02-02", BASILE)
    commit(guide, {"page.md": PAGE + "\nFIXME deux\n"}, "2024-03-03", BASILE)
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{guide}", "copie")
    found = read(tmp_path / "copie", Cache(tmp_path / "cache"))
    expected = [("TODO", "", ""), ("FIXME", BASILE, "2024-03-03")]
    assert signatures(found) == expected
    assert signatures(found) == expected  # the same from the cache
    assert found.codes() == [Code.S217, Code.S217]
    assert found.findings[0].values == (("count", "1"),)
    assert "fetch-depth: 0" in found.findings[0].hint(speaker("fr"))
    git(tmp_path / "copie", "fetch", "-q", "--unshallow")
    assert signatures(found)[0] == ("TODO", ANNE, "2024-01-01")


def test_an_answer_is_kept_and_git_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"un.md": PAGE + "\nFIXME deux\n", "deux.md": PAGE, "trois.md": "# Rien\n\nTexte.\n"})
    found = read(guide, Cache(tmp_path / "cache"))
    asked = questions(monkeypatch)
    first = signatures(found)
    assert asked == ["rev-parse", "ls-tree", "blame", "blame"]
    asked.clear()
    assert signatures(found) == first
    assert asked == ["rev-parse"]
    asked.clear()
    write(guide, {"deux.md": PAGE + "\nTBD trois\n"})
    assert len(signatures(read(guide, found.cache))) == 4
    assert asked == ["rev-parse", "ls-tree", "blame"]


def test_without_a_marker_or_a_checkout_git_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": "# Titre\n\nTexte.\n"})
    write(tmp_path / "ailleurs", {"page.md": PAGE})
    asked = questions(monkeypatch)
    assert signatures(read(guide)) == []
    assert signatures(read(tmp_path / "ailleurs")) == [("TODO", "", "")]
    assert asked == []


def test_a_damaged_cache_is_an_empty_one(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    found = read(guide, Cache(tmp_path / "cache"))
    first = signatures(found)
    for file in (tmp_path / "cache").rglob("*"):
        if file.is_file():
            file.write_bytes(b"\x00" * 40)
    assert signatures(found) == first == [("TODO", ANNE, "2024-01-01")]


def test_without_the_program_git_the_reader_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    found = read(guide)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert signatures(found) == [("TODO", "", "")]
    assert found.codes() == [Code.S218]
    assert "git" in found.findings[0].message(speaker("fr"))


def test_a_folder_that_git_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    found = read(guide)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    real = door._environment  # it drops what is meant for another git: this one is for this test
    monkeypatch.setattr(door, "_environment", lambda: {**real(), "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    assert signatures(found) == [("TODO", "", "")]
    assert [(one.code, "safe.directory" in one.message(speaker("fr"))) for one in found.findings] == [(Code.S218, True)]


def test_a_history_with_holes_tells_what_it_has(tmp_path: Path) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE, "autre.md": "# Autre\n\nTBD trois\n"})
    hole = git(guide, "rev-parse", "HEAD:page.md").strip()
    commit(guide, {"page.md": PAGE + "\nFIXME deux\n"}, "2024-03-03", BASILE)
    (guide / ".git" / "objects" / hole[:2] / hole[2:]).unlink()
    found = read(guide)
    assert signatures(found) == [("TBD", ANNE, "2024-01-01"), ("TODO", "", ""), ("FIXME", "", "")]
    assert found.codes() == [Code.S218]
    assert "git log" in found.findings[0].hint(speaker("fr"))


def test_a_slow_git_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = repository(tmp_path / "guide")
    commit(guide, {"page.md": PAGE})
    found = read(guide)
    slow_git(tmp_path, monkeypatch)
    assert signatures(found) == [("TODO", "", "")]
    assert [one.values for one in found.findings] == [(("problem", door.TOO_SLOW),)]
