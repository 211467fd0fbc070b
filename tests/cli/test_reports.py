"""`handbook check --format` and `--report` as a CI runs them: what is written where, also when the check stops."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml

from pipeline.cli.app import run
from pipeline.diagnostics.formats import FORMATS, document
from tests.published import stored

UNFINISHED = "# Titre\n\n**\\[ENRICHIR]** la suite du texte.\n"


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with unfinished sources, as the working folder of a CI that is none we know."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY", "GITHUB_SERVER_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HANDBOOK_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "page.md").write_text(UNFINISHED)
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_what_the_format_prints(guide: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "sources", "--format", form]) == 1
    printed = capsys.readouterr()
    assert run(["check", "sources", "--report", f"{form}=out/report"]) == 1
    assert (guide / "out" / "report").read_text(encoding="utf-8") == printed.out
    assert "page.md" in printed.out
    assert ("The check fails" in printed.err) == (form != "text"), "words for people stand where no program reads"


def test_all_reports_at_once(guide: Path) -> None:
    asked = [word for form in FORMATS for word in ("--report", f"{form}=out/{form}")]
    assert run(["check", "sources", *asked, "-q"]) == 1
    assert {path.name for path in (guide / "out").iterdir()} == set(FORMATS)
    assert list(guide.rglob(".handbook-*")) == []


def test_the_same_check_gives_the_same_bytes(guide: Path) -> None:
    asked = [word for form in FORMATS for word in ("--report", f"{form}=out/{form}")]
    run(["check", "sources", *asked, "-q"])
    first = {path.name: path.read_bytes() for path in (guide / "out").iterdir()}
    run(["check", "sources", *asked, "-q"])
    assert first == {path.name: path.read_bytes() for path in (guide / "out").iterdir()}


def test_quiet_prints_the_format_and_nothing_else(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "sources", "--format", "json", "--quiet"])
    printed = capsys.readouterr()
    assert json.loads(printed.out)["failing"]
    assert printed.err == ""


def test_a_clean_check_is_reported_too(guide: Path) -> None:
    (guide / "sources" / "page.md").write_text("# Titre\n\nUn texte.\n")
    assert run(["check", "sources", "--report", "sarif=a.sarif", "--report", "junit=a.xml"]) == 0
    log = json.loads((guide / "a.sarif").read_text(encoding="utf-8"))
    assert log["runs"][0]["results"] == []
    assert JUnitXml.fromfile(str(guide / "a.xml")).failures == 0


# --- the check stops


def test_a_check_that_stops_tells_why_in_every_report(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "sources" / "handbook.yml").write_text("parts: [\n")
    asked = [word for form in FORMATS for word in ("--report", f"{form}=out/{form}")]
    assert run(["check", "sources", *asked]) == 3
    assert "[S1" in capsys.readouterr().err
    for form in FORMATS:
        assert "handbook.yml" in (guide / "out" / form).read_text(encoding="utf-8"), form
    told = json.loads((guide / "out" / "json").read_text(encoding="utf-8"))
    jsonschema.validate(told, document.schema())
    assert told["stopped"]
    assert told["failing"]
    log = json.loads((guide / "out" / "sarif").read_text(encoding="utf-8"))
    jsonschema.validate(log, stored("sarif-2.1.0.json"))
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False
    assert JUnitXml.fromfile(str(guide / "out" / "junit")).errors == 1


def test_a_folder_that_is_not_there_is_reported(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "absent", "--format", "json", "--report", "text=a.txt"]) == 3
    assert json.loads(capsys.readouterr().out)["stopped"]["code"] == "S102"
    assert "[S102]" in (guide / "a.txt").read_text(encoding="utf-8")


def test_a_report_of_yesterday_does_not_stay(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (guide / "old.json").write_text("of yesterday")

    def broken(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.build.stages.silent_book", broken)
    assert run(["check", "sources", "--report", "json=old.json"]) == 3
    assert not (guide / "old.json").exists()


# --- reports that cannot be written, and wrong usage


def test_a_report_that_cannot_be_written_stops(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "file").write_text("not a folder")
    asked = ["--report", "sarif=file/a.sarif", "--report", "json=b.json"]
    assert run(["check", "sources", *asked]) == 3
    err = capsys.readouterr().err
    assert err.count("[E147]") == 1
    assert "file/a.sarif" in err
    assert "Traceback" not in err
    assert (guide / "b.json").exists(), "the others are written all the same"


def test_a_folder_is_no_report(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "sources", "--report", "sarif=sources"]) == 3
    assert "[E147]" in capsys.readouterr().err
    assert (guide / "sources" / "page.md").read_text() == UNFINISHED


def test_a_stop_and_a_report_that_cannot_be_written_are_both_said(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "absent", "--report", "sarif=sources"]) == 3
    err = capsys.readouterr().err
    assert "[S102]" in err
    assert "[E147]" in err


def test_a_report_keeps_the_link_that_it_is_written_through(guide: Path) -> None:
    (guide / "real.json").write_text("")
    (guide / "link.json").symlink_to(guide / "real.json")
    run(["check", "sources", "--report", "json=link.json", "-q"])
    assert json.loads((guide / "link.json").read_text())["failing"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "zut"],
        ["--report", "sarif"],
        ["--report", "sarif="],
        ["--report", "zut=a.txt"],
        ["--report", "json=a", "--report", "sarif=./a"],
    ],
)
def test_wrong_usage_is_one_sentence(guide: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "a").write_text("kept")
    assert run(["check", "sources", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip()
    assert (guide / "a").read_text() == "kept"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.md", UNFINISHED),
        ("handbook.yml", "title: Guide\n"),
        (".handbook-baseline.json", '{"version": 1, "findings": []}\n'),
        ("SUMMARY.MD", "# Table of contents\n"),
        ("plan.png", "not looked into"),
        ("metiers.xml", "<?xml version='1.0'?>\n<METIERS/>\n"),
    ],
)
def test_no_report_takes_the_place_of_a_source(
    guide: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "sources" / name).write_text(text)
    assert run(["check", "sources", "--report", f"junit=sources/{name}"]) == 2
    assert name in capsys.readouterr().err
    assert (guide / "sources" / name).read_text() == text


@pytest.mark.parametrize("form", ["junit", "checkstyle", "text"])
def test_a_former_report_in_xml_is_replaced(guide: Path, form: str) -> None:
    for again in (form, "junit"):
        assert run(["check", "sources", "--report", f"{again}=check.xml"]) == 1
    assert JUnitXml.fromfile(str(guide / "check.xml")).failures == 1


# --- paths as a forge knows them


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_start_at_the_root_of_the_repository(
    guide: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str
) -> None:
    monkeypatch.setenv(variable, str(guide))
    monkeypatch.chdir(guide / "sources")
    run(["check", ".", "--format", "jsonl", "-q"])
    assert json.loads(capsys.readouterr().out)["file"] == "sources/page.md"


def test_without_a_forge_paths_start_here(
    guide: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(guide / "sources")
    run(["check", "--format", "jsonl", "-q"])
    assert json.loads(capsys.readouterr().out)["file"] == "page.md"


def test_some_files_are_reported_where_they_stand(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "sources" / "SUMMARY.md").write_text("# Sommaire\n\n* [Page](page.md)\n* [Autre](autre.md)\n")
    (guide / "sources" / "autre.md").write_text(UNFINISHED)
    run(["check", "sources/page.md", "--format", "rdjson", "-q"])
    (one,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert one["location"]["path"] == "sources/page.md"
    assert one["location"]["range"]["start"] == {"line": 3, "column": 3}


def test_a_name_that_is_no_text_is_no_traceback(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "sources" / "page.md").unlink()
    bad = b"sources/caf\xe9 ::error,x=1%0A.md"
    Path(bad.decode("utf-8", "surrogateescape")).write_text(UNFINISHED)
    for form in FORMATS:
        assert run(["check", "sources", "--format", form]) == 1
        assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["sources/page.md", "README.markdown", "sources/handbook.yml", ".gitbook.YAML"])
def test_a_report_never_takes_the_place_of_a_source(guide: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = (guide / "sources" / "page.md").read_bytes()
    assert run(["check", "sources", "--report", f"text={name}"]) == 2
    assert name in capsys.readouterr().err
    assert (guide / "sources" / "page.md").read_bytes() == before


# --- GitHub's job summary


def test_the_job_summary_is_added(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = guide / "summary.md"
    page.write_text("of an earlier step\n")
    for name, value in {
        "GITHUB_STEP_SUMMARY": str(page),
        "GITHUB_SERVER_URL": "https://forge.example",
        "GITHUB_REPOSITORY": "a/guide",
        "GITHUB_SHA": "c0ffee",
    }.items():
        monkeypatch.setenv(name, value)
    assert run(["check", "sources"]) == 1
    text = page.read_text(encoding="utf-8")
    assert text.startswith("of an earlier step\n")
    assert "https://forge.example/a/guide/blob/c0ffee/sources/page.md?plain=1#L3" in text


def test_a_summary_that_cannot_be_written_changes_nothing(
    guide: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(guide / "absent" / "summary.md"))
    (guide / "sources" / "page.md").write_text("# Titre\n\nUn texte.\n")
    assert run(["check", "sources"]) == 0
    assert "[E148]" in capsys.readouterr().err
