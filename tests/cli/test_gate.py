"""What says no: `check` with a baseline, budgets and some files, and `baseline`, as an editor or a CI runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build.reading import BASELINE_FILE
from pipeline.cli.app import run

UNFINISHED = "# Titre\n\n**\\[ENRICHIR]** la suite du texte.\n"
OTHER = "\nTODO(lea): relire.\n"


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an unfinished page; it is the folder that commands run beside."""
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "guide"
    folder.mkdir()
    (folder / "page.md").write_text(UNFINISHED)
    return folder


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Give the lines printed since the last time, no-break spaces as spaces."""
    return capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ").splitlines()


def test_a_baseline_makes_a_check_pass_until_something_new_comes(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "guide"]) == 1
    assert said(capsys)[-2:] == ["Points relevés : 1.", "La vérification échoue. Points à corriger : 1."]
    assert run(["baseline", "guide"]) == 0
    assert said(capsys) == [f"Référence écrite : guide/{BASELINE_FILE}. Points connus : 1."]
    assert run(["check", "guide"]) == 0
    assert said(capsys) == ["Points relevés : 1 (nouveaux : 0, déjà connus : 1).", "La vérification est réussie."]
    (guide / "page.md").write_text(UNFINISHED + OTHER)
    assert run(["check", "guide"]) == 1
    lines = said(capsys)
    assert lines[0].startswith("guide/page.md:5:1: erreur[M101]: À compléter : TODO")
    assert lines[2:] == [
        "Points relevés : 2 (nouveaux : 1, déjà connus : 1).",
        "La vérification échoue. Points nouveaux à corriger : 1.",
    ]
    assert run(["check", "guide", "--no-baseline", "--quiet"]) == 1
    assert len([line for line in said(capsys) if "[M101]" in line]) == 2


def test_what_is_settled_is_said_and_the_number_can_only_fall(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "page.md").write_text(UNFINISHED + OTHER)
    run(["baseline", "guide"])
    (guide / "page.md").write_text("# Titre\n\nLa suite du texte.\n\nTODO(lea): relire.\n\n(vide)\n")
    before = (guide / BASELINE_FILE).read_bytes()
    capsys.readouterr()
    assert run(["check", "guide"]) == 1
    lines = said(capsys)
    assert "Réglé : [ENRICHIR] — la suite du texte. (page.md)" in lines
    assert "1 point de la référence est réglé : pour l’en retirer, lancez `handbook check --ratchet`." in lines
    assert (guide / BASELINE_FILE).read_bytes() == before
    assert run(["check", "guide", "--ratchet"]) == 1
    assert "1 point réglé a été retiré de la référence." in said(capsys)
    assert (guide / BASELINE_FILE).read_text().count('"rule"') == 1
    (guide / "page.md").write_text(UNFINISHED + OTHER)
    assert run(["check", "guide", "--ratchet"]) == 1  # what was settled and comes back is new
    assert (guide / BASELINE_FILE).read_text().count('"rule"') == 1


def test_a_baseline_grows_only_when_asked(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["baseline", "guide"])
    before = (guide / BASELINE_FILE).read_bytes()
    (guide / "page.md").write_text(UNFINISHED + OTHER)
    assert run(["baseline", "guide"]) == 1
    told = capsys.readouterr().err
    assert "TODO" in told
    assert "--grow" in told
    assert (guide / BASELINE_FILE).read_bytes() == before
    assert run(["baseline", "guide", "--grow"]) == 0
    assert run(["check", "guide"]) == 0
    (guide / "page.md").write_text("# Titre\n\nUn texte.\n")
    capsys.readouterr()
    assert run(["baseline", "guide"]) == 0
    assert said(capsys) == [
        f"Référence écrite : guide/{BASELINE_FILE}. Points connus : 0.",
        "Points réglés depuis la dernière fois : 2.",
    ]


def test_the_ratchet_follows_what_moved(guide: Path) -> None:
    (guide / "page.md").write_text(UNFINISHED + OTHER)
    run(["baseline", "guide"])
    (guide / "page.md").rename(guide / "autre.md")
    (guide / "autre.md").write_text(UNFINISHED.replace("# Titre", "# Un autre titre"))
    assert run(["check", "guide", "--ratchet"]) == 0
    text = (guide / BASELINE_FILE).read_text()
    assert '"file":"autre.md"' in text
    assert '"file":"page.md"' not in text


@pytest.mark.parametrize(
    ("text", "code"), [("{", "M114"), ("<<<<<<< HEAD\n", "M115"), ('{"version": 9, "findings": []}', "M116")]
)
def test_a_damaged_baseline_stops_and_can_be_made_anew(
    guide: Path, text: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / BASELINE_FILE).write_text(text)
    assert run(["check", "guide"]) == 3
    assert f"guide/{BASELINE_FILE}:1:" in (told := capsys.readouterr().err)
    assert f"[{code}]" in told
    assert run(["baseline", "guide"]) == 3
    assert run(["check", "guide", "--no-baseline"]) == 1
    assert run(["baseline", "guide", "--grow"]) == 0
    assert run(["check", "guide"]) == 0


def test_words_of_a_baseline_do_not_steer_the_terminal(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file may come from anybody's branch."""
    run(["baseline", "guide"])
    file = guide / BASELINE_FILE
    file.write_text(file.read_text().replace("la suite", "\\u001b[2J\\n::error::la suite"))
    (guide / "page.md").write_text("# Titre\n\nUn texte.\n")
    capsys.readouterr()
    assert run(["check", "guide"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert not any(line.startswith("::") for line in out.splitlines())
    assert "la suite" in out


def test_a_budget_says_how_much_is_too_much(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "handbook.yml").write_text("markers:\n  budgets:\n    - max: 1\n")
    assert run(["check", "guide"]) == 0
    assert said(capsys)[-1] == "La vérification est réussie : ce qui reste est permis."
    (guide / "page.md").write_text(UNFINISHED + OTHER)
    assert run(["check", "guide"]) == 1
    lines = said(capsys)
    assert lines[0].startswith("guide/handbook.yml:3:7: erreur[M110]: Budget dépassé (tout le guide)")
    assert lines[-1] == "La vérification échoue. Budget dépassé : tout le guide (2 pour 1)."


def test_errors_that_the_settings_allow_are_counted_apart(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "handbook.yml").write_text("markers:\n  budgets:\n    - {kind: enrich, max: 1}\n")
    (guide / "page.md").write_text(UNFINISHED + OTHER)
    assert run(["check", "guide"]) == 1
    assert said(capsys)[-1] == "La vérification échoue. Points à corriger : 1. Permis par les réglages : 1."


def test_some_files_are_checked_with_the_baseline_of_their_handbook(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "SUMMARY.md").write_text("* [Page](page.md)\n* [Autre](dossier/autre.md)\n")
    (guide / "dossier").mkdir()
    (guide / "dossier" / "autre.md").write_text("# Autre\n\nVoir [la page](../page.md).\n")
    run(["baseline", "guide"])
    (guide / "dossier" / "autre.md").write_text("# Autre\n\nTODO finir. Voir [la page](../page.md).\n")
    capsys.readouterr()
    assert run(["check", "guide/page.md", "guide/SUMMARY.md", "guide/gone.md"]) == 0
    assert said(capsys)[0] == "Points relevés : 1 (nouveaux : 0, déjà connus : 1)."
    assert run(["check", "guide/dossier/autre.md"]) == 1
    lines = said(capsys)
    assert lines[0].startswith("guide/dossier/autre.md:3:1: erreur[M101]")
    assert lines[-2] == "Points relevés : 1 (nouveaux : 1, déjà connus : 0)."
    (guide / "page.md").write_text("# Titre\n\nUn texte.\n")
    run(["check", "guide/page.md", "--ratchet"])
    assert not any("glé" in line for line in said(capsys))  # of what was not read nothing can be said


def test_what_another_file_has_makes_nothing_known_in_this_one(guide: Path) -> None:
    (guide / "autre.md").write_text("# Autre\n\nUn texte.\n")
    run(["baseline", "guide"])
    (guide / "autre.md").write_text(UNFINISHED.replace("# Titre", "# Autre"))
    assert run(["check", "guide/autre.md"]) == 1
    assert run(["check", "guide"]) == 1


def test_text_that_moves_to_another_file_is_known_with_both_and_after_a_rename(guide: Path) -> None:
    (guide / "autre.md").write_text("# Autre\n\nUn texte.\n")
    run(["baseline", "guide"])
    (guide / "autre.md").write_text(UNFINISHED.replace("# Titre", "# Autre"))
    (guide / "page.md").write_text("# Titre\n\nUn texte.\n")
    assert run(["check", "guide/autre.md", "guide/page.md"]) == 0
    (guide / "page.md").unlink()
    assert run(["check", "guide/autre.md"]) == 0


def test_files_of_several_handbooks_are_checked_each_in_its_own(
    guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("un", "deux"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "SUMMARY.md").write_text("* [Page](page.md)\n")
        (tmp_path / name / "page.md").write_text(UNFINISHED)
    run(["baseline", "un"])
    capsys.readouterr()
    assert run(["check", "un/page.md", "deux/page.md"]) == 1
    lines = said(capsys)
    assert lines[0].startswith("deux/page.md:3:3: erreur[M101]")
    assert lines[2] == "Points relevés : 2 (nouveaux : 1, déjà connus : 1)."


def test_a_page_that_no_list_names_is_set_aside(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "SUMMARY.md").write_text("* [Autre](autre.md)\n")
    (guide / "autre.md").write_text("# Autre\n\nUn texte.\n")
    assert run(["check", "guide/page.md", "--verbose"]) == 0
    lines = said(capsys)
    assert "    Écarté : Cette page n’est pas dans le sommaire." in lines
    assert lines[-2:] == ["Points relevés : 1 (écartés : 1).", "La vérification est réussie."]


def test_files_of_no_handbook_are_passed_over(guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "NOTES.md").write_text("TODO tout\n")
    assert run(["check", "NOTES.md", "gone.md"]) == 0
    assert "Aucun de ces fichiers n’appartient à un guide" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["guide", "guide/page.md"], ["guide", "guide"], ["guide/page.md", "--book", "guide"]]
)
def test_a_folder_or_files_of_it(guide: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *arguments]) == 2
    assert capsys.readouterr().err


def test_a_folder_that_is_not_there_is_still_said(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "nulle-part"]) == 3
    assert "[S102]" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "page.md").write_text("# Titre\n\nUn texte.\n")
    assert run(["check", "guide/page.md", "guide/pgae.md"]) == 0
    err = capsys.readouterr().err
    assert "guide/pgae.md" in err
    assert "guide/page.md" not in err


def test_the_ratchet_looks_at_the_whole_handbook(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "guide/page.md", "--ratchet"]) == 2
    assert "--ratchet" in capsys.readouterr().err


def test_files_with_names_that_are_no_text_are_checked(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = guide / b"caf\xe9.md".decode("utf-8", "surrogateescape")
    odd.write_text(UNFINISHED)
    assert run(["check", str(odd)]) == 1
    assert "caf\\xe9.md:3:3: erreur[M101]" in capsys.readouterr().out
    assert run(["baseline", "guide"]) == 0
    assert run(["check", "guide"]) == 0
    assert run(["todo", "guide", "--out", "out"]) == 0
    assert run(["build", "guide", "--out", "out", "--to", "html"]) == 0
