"""The commands as an editor or a CI runs them: what is printed, what is written, which exit code."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import jsonschema
import pytest

from pipeline.cli.app import run
from pipeline.model import coding
from tests.reading_back import docx_text, html_text, missing_words

PAGE = "# Titre\n\nUn texte.\n"
UNFINISHED = "# Titre\n\n**\\[ENRICHIR]** la suite du texte.\n"


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to write pages in; messages in English unless a test says otherwise."""
    monkeypatch.setenv("HANDBOOK_LANG", "en")
    folder = tmp_path / "guide"
    folder.mkdir()
    return folder


def test_check_is_clean(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "page.md").write_text(PAGE)
    assert run(["check", str(guide)]) == 0
    assert "Nothing to report." in capsys.readouterr().out


def test_check_fails_on_a_marker_with_its_place(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "page.md").write_text(UNFINISHED)
    assert run(["check", str(guide)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith(f"{guide}/page.md:3:3: error[M101]: ")
    assert out[1].startswith("    ")


@pytest.mark.parametrize(("level", "code"), [("never", 0), ("sure", 0), ("suspected", 1)])
def test_the_failing_level_is_chosen(guide: Path, level: str, code: int) -> None:
    (guide / "page.md").write_text('# Titre\n\n<mark style="background-color:yellow;">Une idée ?</mark>\n')
    assert run(["check", str(guide), "--fail-on", level]) == code


def test_errors_fail_whatever_the_level(guide: Path) -> None:
    (guide / "page.md").write_text("# Titre\n\n[ici](javascript:alert(1))\n")
    assert run(["check", str(guide), "--fail-on", "never"]) == 1


def test_build_writes_everything(guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "page.md").write_text(UNFINISHED)
    out = tmp_path / "out"
    assert run(["build", str(guide), "--out", str(out)]) == 0
    names = {path.name for path in out.iterdir()}
    assert {"handbook.docx", "handbook.pdf", "handbook.html", "model.json"} <= names
    assert {"todo.md", "todo.html", "todo.json", "todo.csv"} <= names
    assert (out / "handbook.pdf").read_bytes().startswith(b"%PDF")
    assert "To finish: 1 to be written." in capsys.readouterr().out


def test_the_closing_line_counts_as_the_report_does(
    guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    (guide / "page.md").write_text(
        f'{UNFINISHED}\n<mark style="background-color:yellow;">Une idée ?</mark>\n\n\\[votre adresse]\n'
    )
    assert run(["todo", str(guide)]) == 0
    said = capsys.readouterr().out.splitlines()[1]
    assert len(said.split(", ")) == 3
    assert run(["build", str(guide), "--out", str(tmp_path / "out"), "--to", "html"]) == 0
    assert f"Reste à finir\u00a0: {said}. " in capsys.readouterr().out


def test_the_pages_of_the_site_are_those_of_the_book(
    guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Besides them it holds pages at former addresses, one for wrong ones, the book in a file; home is one more."""
    (guide / "un").mkdir()
    (guide / "README.md").write_text(PAGE)
    (guide / "un" / "README.md").write_text('# Un\n\nCe texte dit `<meta http-equiv="refresh"`.\n')
    (guide / "un" / "deux.md").write_text("# Deux\n\nTexte.\n")
    assert run(["build", str(guide), "--out", str(tmp_path / "out"), "--to", "html", "--to", "site"]) == 0
    assert "(4 pages)" in capsys.readouterr().out
    assert len([*(tmp_path / "out" / "site").rglob("*.html")]) > 5


def test_build_makes_only_what_is_asked_for(guide: Path, tmp_path: Path) -> None:
    (guide / "page.md").write_text(PAGE)
    assert run(["build", str(guide), "--out", str(tmp_path / "out"), "--to", "html", "--quiet"]) == 0
    assert not (tmp_path / "out" / "handbook.pdf").exists()
    assert (tmp_path / "out" / "handbook.html").exists()


def test_an_error_in_the_sources_is_not_a_success(guide: Path, tmp_path: Path) -> None:
    (guide / "SUMMARY.md").write_text("# Table of contents\n\n* [Un](un.md)\n* [Deux](deux.md)\n")
    (guide / "un.md").write_text(PAGE)
    assert run(["build", str(guide), "--out", str(tmp_path / "out"), "--to", "html"]) == 1
    assert (tmp_path / "out" / "handbook.html").exists()


def test_the_model_read_back_gives_the_same_outputs(guide: Path, tmp_path: Path) -> None:
    (guide / "page.md").write_text(UNFINISHED + "\n| a | b |\n| - | - |\n| un | deux |\n")
    first, second = tmp_path / "first", tmp_path / "second"
    assert run(["build", str(guide), "--out", str(first), "--to", "html,docx"]) == 0
    model = str(first / "model.json")
    assert run(["emit", model, "--source", str(guide), "--out", str(second), "--to", "html,docx"]) == 0
    for name in ("handbook.html", "handbook.docx", "todo.json", "model.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_the_stages_one_by_one_give_the_same_model(guide: Path, tmp_path: Path) -> None:
    (guide / "page.md").write_text(UNFINISHED)
    ingested, model = tmp_path / "ingested.json", tmp_path / "model.json"
    assert run(["ingest", str(guide), "--out", str(ingested)]) == 0
    assert run(["normalise", str(ingested), "--source", str(guide), "--out", str(model)]) == 0
    assert run(["build", str(guide), "--out", str(tmp_path / "out"), "--to", "html"]) == 0
    assert model.read_bytes() == (tmp_path / "out" / "model.json").read_bytes()
    jsonschema.validate(json.loads(model.read_bytes()), coding.schema())


@pytest.mark.parametrize("form", ["text", "md", "html", "json", "csv"])
def test_todo_lists_the_marker_in_each_format(guide: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    (guide / "page.md").write_text(UNFINISHED)
    assert run(["todo", str(guide), "--format", form]) == 0
    out = capsys.readouterr().out
    assert "la suite du texte" in out
    if form == "json":
        marker = json.loads(out)["markers"][0]
        assert (marker["file"], marker["line"], marker["column"], marker["text"]) == (
            "page.md",
            3,
            3,
            "\\[ENRICHIR]",
        )


def test_a_missing_folder_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", "build", str(tmp_path / "absent"), "--out", str(tmp_path / "out")]) == 3
    err = capsys.readouterr().err
    assert "[S102]" in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


def test_a_read_only_folder_stops_and_keeps_what_was(
    guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "page.md").write_text(PAGE)
    out = tmp_path / "out"
    out.write_text("not a folder")
    assert run(["build", str(guide), "--out", str(out), "--to", "html"]) == 3
    assert "[E101]" in capsys.readouterr().err
    assert out.read_text() == "not a folder"


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--to", "odf"],
        ["check", "--fail-on", "x"],
        ["zut"],
        ["explain", "Z999"],
        ["build", "--zut"],
        ["schema", "x"],
    ],
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err


def test_every_command_has_a_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for name in (
        "build",
        "todo",
        "check",
        "review",
        "new",
        "explain",
        "doctor",
        "ingest",
        "normalise",
        "emit",
        "schema",
    ):
        assert run([name, "--help"]) == 0
        out = capsys.readouterr().out
        assert f"  handbook {name}" in out.split("\n", 3)[-1], name


def test_messages_follow_the_language_asked_for(
    guide: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "page.md").write_text(PAGE)
    run(["check", str(guide)])
    assert "Nothing to report." in capsys.readouterr().out
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    run(["check", str(guide)])
    assert "Rien à signaler." in capsys.readouterr().out
    run(["zut"])
    assert "Error" not in capsys.readouterr().err


def test_explain_speaks_of_codes_and_of_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "explain", "m101"]) == 0
    assert "ENRICHIR" in capsys.readouterr().out
    assert run(["--lang", "en", "explain", "enrich"]) == 0
    assert "ENRICHIR" in capsys.readouterr().out
    assert run(["--lang", "en", "explain"]) == 0
    assert "S101" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", "enrihc"], "ni un code ni une sorte de marqueur ; peut-être « enrich » ?"),
        (["explain", "xyzzy"], "ni un code ni une sorte de marqueur ; la commande"),
        (["check", "--format", "yaml"], "« --format »"),
        (["todo", "--points", "1"], "« 1 » n’est pas permis. Valeurs possibles : 2 ou plus."),
        (["serve", "--port", "99999"], "« 99999 » n’est pas permis. Valeurs possibles : de 1 à 65535."),
        (["serve", "--port", "huit"], "« huit » n’est pas un nombre entier."),
    ],
)
def test_wrong_usage_is_told_in_french(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", *arguments]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert said in told
    assert "'" not in told


def test_new_shows_one_marker_and_settings_that_can_be_switched_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mon-guide"
    run(["new", str(folder)])
    assert run(["check", str(folder)]) == 1
    assert re.findall(r"\[([A-Z]\d+)\]: ", capsys.readouterr().out) == ["M101"]
    settings = folder / "handbook.yml"
    shown = r"(?m)^#(?=edit_url|print|markers|acronyms|glossary|index|  )"
    settings.write_text(re.sub(shown, "", settings.read_text(encoding="utf-8")))
    assert run(["check", str(folder)]) == 0, "what it shows allows some markers"
    assert "À faire valider" in settings.read_text(encoding="utf-8")


def test_new_is_in_the_language_of_its_guide(tmp_path: Path) -> None:
    run(["new", str(tmp_path / "mon-guide")])
    assert (tmp_path / "mon-guide" / "SUMMARY.md").read_text().startswith("# Sommaire\n")


def test_new_makes_a_handbook_that_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mon-guide"
    assert run(["new", str(folder)]) == 0
    assert run(["build", str(folder), "--out", str(tmp_path / "out"), "--to", "html"]) == 0
    assert run(["new", str(folder)]) == 3
    assert "[S180]" in capsys.readouterr().err


def test_doctor_names_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--lang", "en", "doctor"])
    out = capsys.readouterr().out
    for name in ("Python", "pandoc", "WeasyPrint", "Pango", "Source Sans Pro", "Emoji"):
        assert name in out


@pytest.mark.parametrize("which", ["config", "model", "check"])
def test_schemas_are_json_schemas(which: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", which]) == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_an_interrupt_is_said_and_changes_nothing(
    guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "page.md").write_text(PAGE)
    out = tmp_path / "out"
    assert run(["build", str(guide), "--out", str(out), "--to", "html", "-q"]) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (guide / "page.md").write_text(PAGE + "\nAutre chose.\n")

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.build.run.write_all", interrupted)
    assert run(["build", str(guide), "--out", str(out), "--to", "html"]) == 3
    assert "Traceback" not in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


HOSTILE = {
    "broken yaml": b"---\ntitle: 'x\n---\n# T\n",
    "broken toml": b"+++\ntitle = x y\n+++\n# T\n",
    "binary": b"\x89PNG\r\n\x1a\n\x00\x00\x00",
    "undecodable": b"# T\n\ncaf\xe9 \xff\xfe\n",
    "utf-16": "# Été\n\nTexte.\n".encode("utf-16"),
    "empty": b"",
    "only blanks": b"\n\n   \n",
    "deep quotes": b"> " * 2000 + b"x\n",
    "deep lists": b"".join(b" " * (2 * n) + b"- x\n" for n in range(300)),
    "unclosed everything": b'{% hint %}\n{% tabs %}\n<details>\n<table><tr><td>[x](y "z\n```\n',
    "null in front matter": b"---\ntitle: null\ntags: ~\ndate: []\nauthor: {}\n---\n",
    "carriage returns": b"# T\r\rUn\r\nDeux\r",
    "lone surrogate entity": b"# T\n\n&#xD800; &#x0; &#x110000;\n",
    "huge table": b"| " + b"a | " * 200 + b"\n| " + b"- | " * 200 + b"\n| " + b"x | " * 200 + b"\n",
    "yaml that is a list": b"---\n- a\n- b\n---\n# T\n",
    "yaml keys that are no text": b"---\n? [a]\n: b\n1: 2\n---\n# T\n",
    "html soup": b"<div><p><b>x</p></i></table><td>y</b><li>\n\n</div></details>\n",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_page_makes_a_traceback(
    guide: Path, tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "bonne.md").write_text(PAGE)
    (guide / "page.md").write_bytes(data)
    assert run(["build", str(guide), "--out", str(tmp_path / "out"), "--to", "html"]) in (0, 1)
    assert "Traceback" not in capsys.readouterr().err


def test_a_page_of_ten_megabytes_is_refused_in_a_sentence(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "page.md").write_text("# Titre\n\n" + "mot " * 2_500_000)
    assert run(["check", str(guide)]) == 3
    assert "[S107]" in capsys.readouterr().err


def test_an_unreadable_file_is_named(
    guide: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (guide / "page.md").write_text(PAGE)
    (guide / "autre.md").write_text(PAGE)
    real = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "autre.md":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert run(["check", str(guide)]) == 1
    assert "[S106]" in capsys.readouterr().out


def test_bytes_that_are_no_utf8_are_placed(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "page.md").write_bytes(b"# Titre\n\nUn caf\xe9.\n")
    assert run(["check", str(guide)]) == 1
    out = capsys.readouterr().out
    assert "page.md:3:7: error[S104]" in out
    assert "0xE9" in out


def test_a_file_that_is_no_model_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for data in (b"{}", b"x", b"\xff"):
        (tmp_path / "model.json").write_bytes(data)
        assert run(["emit", str(tmp_path / "model.json"), "--source", str(tmp_path)]) == 3
        assert "[E105]" in capsys.readouterr().err
    assert run(["emit", str(tmp_path / "absent.json"), "--source", str(tmp_path)]) == 3
    assert "[E105]" in capsys.readouterr().err


def test_a_missing_library_is_said(
    guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "page.md").write_text(PAGE)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert run(["build", str(guide), "--out", str(tmp_path / "out"), "--to", "pdf"]) == 3
    assert "[E104]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_missing_library_is_said_where_all_chapters_are_known(
    guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "page.md").write_text(PAGE)
    assert run(["build", str(guide), "--out", str(tmp_path / "first"), "--to", "pdf"]) == 0
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "weasyprint", None)
        assert run(["build", str(guide), "--out", str(tmp_path / "out"), "--to", "pdf"]) == 3
    assert "[E104]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_character_without_drawing_is_named(guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "page.md").write_text("# Titre\n\nUn signe \U000f1234 inconnu.\n")
    assert run(["build", str(guide), "--out", str(tmp_path / "out"), "--to", "pdf"]) == 3
    told = capsys.readouterr().err
    assert re.search(r"page.md:3:\d+: error\[E106]", told)
    assert "[E181]" in told


def test_a_marker_s_own_word_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "explain", "ENRICHIR"]) == 0
    assert capsys.readouterr().out.startswith("enrich")


@pytest.mark.parametrize("where", ["option", "settings"])
def test_a_final_edition_with_holes_is_refused(
    guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    (guide / "page.md").write_text(UNFINISHED)
    (guide / "handbook.yml").write_text("edition: final\n" if where == "settings" else "")
    asked = ["--edition", "final"] if where == "option" else []
    assert run(["build", str(guide), "--out", str(tmp_path / "out"), *asked]) == 3
    err = capsys.readouterr().err
    assert f"{guide}/page.md:3:3  [ENRICHIR] — la suite du texte." in err
    assert "error[M104]" in err
    assert not (tmp_path / "out").exists()


def test_findings_are_shown_when_the_work_stops(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "handbook.yml").write_text("titel: Guide\n")
    (guide / "page.md").write_text("# Titre\n\n" + "mot " * 1_500_000)
    assert run(["check", str(guide)]) == 3
    err = capsys.readouterr().err
    assert f"{guide}/handbook.yml:1:1: error[S121]" in err
    assert f"{guide}/page.md:1:1: error[S107]" in err


def test_what_could_not_be_read_is_not_ready(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "page.md").write_text(PAGE)
    (guide / "autre.md").write_bytes(b"\x00\x01")
    assert run(["todo", str(guide)]) == 1
    seen = capsys.readouterr()
    assert "[S103]" in seen.err
    assert seen.out == ""


def test_the_language_may_stand_after_the_command(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "page.md").write_text(PAGE)
    assert run(["check", str(guide), "--lang", "fr"]) == 0


NESTED = {10: 0, 35: 0, 60: 1}


@pytest.mark.parametrize(("levels", "code"), NESTED.items())
def test_deep_nesting_loses_nothing(guide: Path, tmp_path: Path, levels: int, code: int) -> None:
    items = "".join("  " * depth + f"- niveau{depth}\n" for depth in range(levels))
    (guide / "page.md").write_text(f"# Titre\n\n{items}\nAPRES\n\n- FIN\n")
    out = tmp_path / "out"
    assert run(["build", str(guide), "--out", str(out), "--to", "html,docx", "--quiet"]) == code
    words = [f"niveau{depth}" for depth in range(levels)] + ["APRES", "FIN"]
    assert missing_words(words, html_text((out / "handbook.html").read_bytes())) == []
    assert missing_words(words, docx_text((out / "handbook.docx").read_bytes())) == []


RAGGED = {
    "a cell too many": "| a | b |\n|---|---|\n| 1 | 2 | TROIS |\n| 3 | 4 |\n",
    "a cell too many, last": "| a | b |\n|---|---|\n| 5 | 6 |\n| 1 | 2 | TROIS |\n",
    "a cell missing": "<table><tr><td>a</td><td>TROIS</td></tr><tr><td>c</td></tr></table>\n",
    "columns beyond": '<table><tr><td colspan="3">TROIS</td></tr><tr><td>c</td></tr></table>\n',
    "rows beyond": '<table><tr><td rowspan="5">TROIS</td><td>b</td></tr><tr><td>c</td></tr></table>\n',
}


@pytest.mark.parametrize("table", RAGGED.values(), ids=RAGGED.keys())
def test_a_ragged_table_keeps_its_cells_in_word(guide: Path, tmp_path: Path, table: str) -> None:
    (guide / "page.md").write_text(f"# Titre\n\n{table}")
    assert run(["build", str(guide), "--out", str(tmp_path / "out"), "--to", "docx", "--quiet"]) == 0
    assert "TROIS" in docx_text((tmp_path / "out" / "handbook.docx").read_bytes())


def test_fix_shows_then_writes_then_has_nothing_left(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = guide / "page.md"
    page.write_bytes("# L'équipe\r\n\r\nLa soeur.\r\n".encode())
    page.chmod(0o640)
    assert run(["fix", str(guide)]) == 1
    out = capsys.readouterr().out
    assert "-# L'équipe\n+# L’équipe\n" in out
    assert "2 repairs in 1 files; nothing was written." in out
    assert page.read_bytes() == "# L'équipe\r\n\r\nLa soeur.\r\n".encode()
    assert run(["fix", str(guide), "--write", "--rule", "ligature"]) == 0
    assert page.read_bytes() == "# L'équipe\r\n\r\nLa sœur.\r\n".encode()
    assert run(["fix", str(guide), "--write", "--quiet"]) == 0
    assert page.read_bytes() == "# L’équipe\r\n\r\nLa sœur.\r\n".encode()
    assert page.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in guide.iterdir()] == ["page.md"]
    capsys.readouterr()
    assert run(["fix", str(guide)]) == 0
    assert "There is nothing to write" in capsys.readouterr().out


def test_fix_of_no_folder_stops_and_of_no_rule_is_wrong_usage(tmp_path: Path) -> None:
    assert run(["fix", str(tmp_path / "absent")]) == 3
    assert run(["fix", str(tmp_path), "--rule", "zut"]) == 2


def test_build_lists_the_repairs(guide: Path, tmp_path: Path) -> None:
    (guide / "page.md").write_text("---\ndescription: 'L''objet'\n---\n# L'équipe\n\nLa `x` soeur dit \"oui\".\n")
    out = tmp_path / "out"
    assert run(["build", str(guide), "--out", str(out), "--to", "html"]) == 0
    listed = json.loads((out / "hygiene.json").read_text())
    assert [(one["rule"], one["line"], one["column"], one["before"], one["after"]) for one in listed] == [
        ("apostrophe", 2, 14, "'", "’"),
        ("apostrophe", 4, 4, "'", "’"),
        ("quotes", 6, 18, '"', "«\u00a0"),
        ("quotes", 6, 22, '"', "\u00a0»"),
        ("ligature", 6, 9, "oe", "œ"),
    ]
    text = (out / "hygiene.md").read_text()
    assert "5 réparations dans 1 fichiers." in text
    assert "  - ligne 2\u00a0: `'` → `’` (à écrire à la main)" in text
    # The outputs are never sources.
    shutil.copytree(out, guide / "build")
    assert run(["check", str(guide)]) == 0


def test_explain_knows_the_kinds_of_the_handbook_in_this_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = "markers:\n  kinds:\n    À valider: {words: ['[À VALIDER]'], why: Le service relit.}\n  off: [draft]\n"
    (tmp_path / "handbook.yml").write_text(own, encoding="utf-8")
    assert run(["--lang", "en", "explain", "à valider"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("À valider (sure)")
    assert "Le service relit." in said
    assert "[À VALIDER]" in said
    assert run(["--lang", "en", "explain", "draft"]) == 0
    assert "switched off" in capsys.readouterr().out
    assert run(["--lang", "en", "explain"]) == 0
    assert "À valider" in capsys.readouterr().out
    (tmp_path / "handbook.yml").write_text("markers: [\n", encoding="utf-8")
    assert run(["--lang", "en", "explain", "enrich"]) == 0
