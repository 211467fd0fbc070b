"""`handbook review` as an editor runs it: what is printed, what is written, what stays as it is, which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from pipeline.build import reviewing
from pipeline.build.cache import keep, own_cache
from pipeline.build.editions import edition_of
from pipeline.build.stages import open_sources
from pipeline.cli.app import run
from pipeline.diagnostics import Code, Diagnostic, StopBuildError, found
from pipeline.manuscript.edition import Edition, cache_key, identity, packed
from pipeline.manuscript.manuscript import Manuscript
from pipeline.model import Handbook
from pipeline.review.remark import Remark, Review
from tests.build.repository import repository
from tests.review.made import FIRST, FULL, SOURCES, change, comment

Give = Callable[[Review], None]


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose sources stand in `sources`; the command is run from its folder, messages are in French."""
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")  # 2026-11-29
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    project = tmp_path / "projet"
    for name, text in SOURCES.items():
        (project / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "sources" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Give:
    """Give the review that the returned files hold, in the place of reading and placing them."""

    def given(review: Review) -> None:
        monkeypatch.setattr(reviewing, "review_of", lambda *_arguments: review)

    return given


def _sources(guide: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (guide / "sources").iterdir() if path.is_file()}


def _of(*remarks: Remark) -> Review:
    return Review("Guide", (FIRST,), remarks)


def test_the_report_is_written_and_the_sources_stay(
    guide: Path, give: Give, capsys: pytest.CaptureFixture[str]
) -> None:
    give(FULL)
    before = _sources(guide)
    assert run(["review", FIRST]) == 1
    told = capsys.readouterr()
    assert _sources(guide) == before
    names = {"review.html", "review.md", "review.json"}
    assert {path.name for path in (guide / "build" / "review").iterdir()} == names
    assert all(str(Path("build/review") / name) in told.out for name in names)
    assert told.out.startswith("8 remarques de 2 personnes\u00a0: guide-relu.docx, guide-relu-omar.odt\n")
    assert "relancez la même commande avec --patch" in told.out
    assert told.err == ""


def test_the_patch_applies_by_the_command_that_is_said(
    guide: Path, give: Give, capsys: pytest.CaptureFixture[str]
) -> None:
    give(FULL)
    run(["review", FIRST, "--patch"])
    said = capsys.readouterr().out
    (line,) = [line.strip() for line in said.splitlines() if line.startswith("  git ")]
    assert line == "git apply build/review/review.patch"
    subprocess.run(line.split(), cwd=guide, check=True)
    text = (guide / "sources" / "accueillir.md").read_text(encoding="utf-8")
    assert "dure dix minutes" in text
    assert "la veille, et prévenir l'agent." in text
    assert "Hors du correctif, à faire à la main\u00a0: 1." in said


@pytest.mark.parametrize("place", ["project", "above", "sources"])
def test_the_patch_applies_in_a_repository_wherever_it_stands(
    guide: Path, give: Give, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    give(FULL)
    repository({"project": guide, "above": guide.parent, "sources": guide / "sources"}[place])
    run(["review", FIRST, "--patch"])
    (line,) = [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("  git ")]
    subprocess.run(line.split(), cwd=guide, check=True)
    assert b"dix minutes" in _sources(guide)["accueillir.md"]


def test_sources_elsewhere_are_patched_from_their_own_folder(
    guide: Path, give: Give, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    give(FULL)
    elsewhere = guide.parent / "ailleurs"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    run(["review", FIRST, "--patch", "--source", str(guide / "sources")])
    (line,) = [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("  git ")]
    subprocess.run(line.split(), cwd=elsewhere, check=True)
    assert b"dix minutes" in _sources(guide)["accueillir.md"]


def test_a_patch_of_another_day_does_not_stay(guide: Path, give: Give, capsys: pytest.CaptureFixture[str]) -> None:
    give(FULL)
    run(["review", FIRST, "--patch"])
    give(_of(comment("orienter.md", "un nom", "Lequel ?")))
    assert run(["review", FIRST, "--patch"]) == 0
    assert not (guide / "build" / "review" / "review.patch").exists()
    assert "il n’y a pas de correctif" in capsys.readouterr().out


def test_markers_are_written_once_and_read_again(guide: Path, give: Give, capsys: pytest.CaptureFixture[str]) -> None:
    give(FULL)
    assert run(["review", FIRST, "--insert-markers"]) == 1
    told = capsys.readouterr().out
    assert f"  {Path('sources') / 'accueillir.md'}  5\n" in told
    assert "à traiter depuis le rapport\u00a0: 8." in told
    after = _sources(guide)
    assert after["handbook.yml"] == SOURCES["handbook.yml"].encode()
    run(["todo", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["counts"]["by_owner"] == {"camille.martin": 4, "omar.benali": 2}
    run(["review", FIRST, "--insert-markers"])
    assert "Aucune remarque n’a été écrite" in capsys.readouterr().out
    assert _sources(guide) == after


def test_the_patch_applies_over_the_markers_of_the_same_command(guide: Path, give: Give) -> None:
    asked = comment("accueillir.md", "dure cinq", "Vraiment ?")
    give(_of(*FULL.remarks, asked))
    run(["review", FIRST, "--patch", "--insert-markers"])
    now = (guide / "sources" / "accueillir.md").read_text(encoding="utf-8")
    assert "Vraiment ?" in now
    assert "dix minutes" not in now
    subprocess.run(["git", "apply", "build/review/review.patch"], cwd=guide, check=True)
    after = (guide / "sources" / "accueillir.md").read_text(encoding="utf-8")
    assert after == now.replace("cinq minutes", "dix minutes").replace("la veille.", "la veille, et prévenir l'agent.")


def test_the_report_leads_to_the_places_behind_the_markers(guide: Path, give: Give) -> None:
    about_title = comment("accueillir.md", "Préparer", "Un autre titre ?")
    last = comment("accueillir.md", "prénom", "Et le nom d'usage ?")
    give(_of(about_title, last))
    run(["review", FIRST, "--insert-markers"])
    told = json.loads((guide / "build" / "review" / "review.json").read_bytes())["remarks"][1]["place"]
    line = (guide / "sources" / "accueillir.md").read_text(encoding="utf-8").split("\n")[told["line"] - 1]
    assert line[told["column"] - 1 : told["end_column"] - 1] == "prénom"
    assert "notée dans les sources" in (guide / "build" / "review" / "review.md").read_text(encoding="utf-8")


def test_a_marker_of_ours_is_no_conflict(guide: Path, give: Give) -> None:
    asked = comment("orienter.md", "un nom", "Lequel ?")
    give(_of(asked))
    run(["review", FIRST, "--insert-markers"])
    give(_of(replace(asked, certainty="conflict", today="autre")))
    assert run(["review", FIRST]) == 0
    give(_of(replace(asked, text="Pourquoi ?", certainty="conflict", today="autre")))
    assert run(["review", FIRST]) == 1


def test_all_settled_is_0(guide: Path, give: Give) -> None:
    give(_of(change("accueillir.md", "cinq minutes", "dix minutes"), comment("orienter.md", "un nom", "Lequel ?")))
    assert run(["review", FIRST]) == 0
    give(_of())
    assert run(["review", FIRST]) == 0


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_a_form_is_printed_and_nothing_written(
    guide: Path, give: Give, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    give(FULL)
    assert run(["review", FIRST, "--format", form]) == 1
    assert "dix minutes" in capsys.readouterr().out
    assert not (guide / "build").exists()


def test_without_a_file_it_says_what_to_do(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review"]) == 2
    assert "handbook review guide-relu.docx" in capsys.readouterr().err
    assert not (guide / "build").exists()


@pytest.mark.parametrize("out", ["sources", "sources/pages"])
def test_no_report_among_the_sources(guide: Path, give: Give, capsys: pytest.CaptureFixture[str], out: str) -> None:
    give(FULL)
    (guide / "sources" / "pages").mkdir()
    (guide / "sources" / "pages" / "un.md").write_text("# Un\n", encoding="utf-8")
    assert run(["review", FIRST, "--out", out]) == 3
    assert f"[{Code.E228.name}]" in capsys.readouterr().err
    assert not list((guide / "sources").rglob("review.*"))


def test_a_report_below_the_sources_is_no_source(guide: Path, give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    give(FULL)
    monkeypatch.chdir(guide / "sources")
    run(["review", FIRST, "--patch"])
    assert (guide / "sources" / "build" / "review" / "review.md").is_file()
    files = open_sources(guide / "sources", lambda _finding: None).folder.files
    assert sorted(files) == sorted(SOURCES)


def test_a_file_that_cannot_be_read_stops_all(
    guide: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> Review:
        raise StopBuildError(found(Code.E211, None, file="x.docx", problem="…"))

    monkeypatch.setattr(reviewing, "review_of", refused)
    assert run(["review", "x.docx", "--insert-markers", "--patch"]) == 3
    assert "E211" in capsys.readouterr().err
    assert not (guide / "build").exists()


def test_the_edition_comes_from_the_file_else_from_the_cache(guide: Path) -> None:
    data = packed(Edition("Guide", draft=True, paragraphs=(), sources={}))
    known = identity(data)
    carried = Manuscript("docx", (), edition=known, packed=data)
    assert edition_of(carried) == Edition("Guide", draft=True, paragraphs=(), sources={})
    lost = Manuscript("docx", (), edition=known)
    assert edition_of(lost) is None
    keep(own_cache(), "fragments", {cache_key(known): data})
    assert edition_of(lost) is not None
    assert edition_of(Manuscript("docx", ())) is None


def test_a_file_without_an_edition_is_told_and_a_final_one_is_compared_with_a_final_one(
    guide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The three stages that others do (reading, placing, merging) are stood in for."""
    page = guide / "sources" / "orienter.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\\[À COMPLÉTER]\n", encoding="utf-8")
    final = packed(Edition("Guide", draft=False, paragraphs=(), sources={}))
    returned = {
        "sans.docx": Manuscript("docx", ()),
        "final.docx": Manuscript("docx", (), edition=identity(final), packed=final),
    }
    books: dict[str, int] = {}

    def placed(_manuscript: object, name: str, _edition: object, book: Handbook, _read: object) -> tuple[Remark, ...]:
        books[name] = len(book.parts[-1].chapters[-1].blocks)
        return (comment("orienter.md", "un nom", name),)

    def merged(title: str, reviews: tuple[tuple[str, tuple[Remark, ...]], ...]) -> Review:
        return Review(
            title, tuple(name for name, _told in reviews), tuple(one for _name, told in reviews for one in told)
        )

    stand_ins = {
        "pipeline.manuscript.reading": SimpleNamespace(read=lambda _file, _report, name: returned[name]),
        "pipeline.review.placing": SimpleNamespace(reviewed=placed),
        "pipeline.review.merging": SimpleNamespace(merged=merged),
    }
    for name, module in stand_ins.items():
        monkeypatch.setitem(sys.modules, name, module)
    told: list[Diagnostic] = []
    opened = open_sources(guide / "sources", told.append)
    review = reviewing.reviewed(opened, tuple(map(Path, returned)), told.append).review
    assert [remark.text for remark in review.remarks] == list(returned)
    assert [(one.code, dict(one.values)["file"]) for one in told] == [(Code.E227, "sans.docx")]
    assert books == {"sans.docx": 3, "final.docx": 2}  # the paragraph to complete is not in the final one


def test_files_of_the_same_name_are_told_apart(guide: Path) -> None:
    names = reviewing.names_of((Path("lundi/relu.docx"), Path("mardi/relu.docx"), Path("autre.odt")))
    assert names == ("lundi/relu.docx", "mardi/relu.docx", "autre.odt")
