"""Alerts that a forge knows again: the SARIF of two pushes, with edits between that have nothing to do with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.app import run

PAGES = {
    "SUMMARY.md": "# Sommaire\n\n* [L'équipe](equipe.md)\n* [La vision](vision.md)\n",
    "equipe.md": (
        "# L'équipe\n\nElle est petite.\n\n## Les rôles\n\n**\\[ENRICHIR]** Dire qui fait quoi.\n\n"
        "![Le trio](trio.png)\n\n**\\[ENRICHIR]** Dire qui fait quoi.\n\n"
        "Un paragraphe qui n'a rien à voir.\n\n## Les rituels\n\nTODO(lea) : décrire le point du lundi.\n"
    ),
    "vision.md": "# La vision\n\nÀ rédiger\n\n| a | b |\n| - | - |\n| un | deux | trois |\n\n[ici](absente.md)\n",
}


def _push(guide: Path, pages: dict[str, str]) -> dict[str, tuple[Any, ...]]:
    """Check the pages and give the alerts, by what GitHub compares."""
    sources = guide / "sources"
    for path in list(sources.glob("*.md")):
        path.unlink()
    for name, text in pages.items():
        (sources / name).write_text(text, encoding="utf-8")
    run(["check", "sources", "--report", "sarif=check.sarif", "-q", "-v"])
    results = json.loads((guide / "check.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    alerts = {
        (one["ruleId"], one["partialFingerprints"]["primaryLocationLineHash"]): (
            one["level"],
            one["partialFingerprints"]["handbook/v1"],
        )
        for one in results
    }
    assert len(alerts) == len(results), "two alerts that GitHub would take for one"
    return {f"{rule} {key}": value for (rule, key), value in alerts.items()}


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources").mkdir()
    return tmp_path


def test_lines_inserted_above_change_no_alert(guide: Path) -> None:
    before = _push(guide, PAGES)
    assert len(before) >= 7
    more = PAGES["equipe.md"].replace("Elle est petite.", "Elle est petite.\n\nEt même très petite.\n\n> Vraiment.")
    assert _push(guide, PAGES | {"equipe.md": more}) == before


def test_a_renamed_file_changes_no_fingerprint(guide: Path) -> None:
    before = _push(guide, PAGES)
    pages = {name: text.replace("(equipe.md)", "(trio.md)") for name, text in PAGES.items() if name != "equipe.md"}
    assert _push(guide, pages | {"trio.md": PAGES["equipe.md"]}) == before


def test_paragraphs_moved_and_reflowed_change_no_alert(guide: Path) -> None:
    before = _push(guide, PAGES)
    moved = PAGES["equipe.md"].replace("Un paragraphe qui n'a rien à voir.\n\n", "")
    moved = moved.replace("## Les rôles\n\n", "## Les rôles\n\nUn paragraphe\nqui n'a rien\nà voir.\n\n")
    moved = moved.replace("Dire qui fait quoi.\n\n![", "Dire qui\nfait quoi.\n\n![")
    assert _push(guide, PAGES | {"equipe.md": moved}) == before


def test_chapters_in_another_order_change_no_alert(guide: Path) -> None:
    before = _push(guide, PAGES)
    order = "# Sommaire\n\n* [La vision](vision.md)\n* [L'équipe](equipe.md)\n"
    assert _push(guide, PAGES | {"SUMMARY.md": order}) == before


def test_a_marker_that_is_settled_closes_its_alert_and_no_other(guide: Path) -> None:
    before = _push(guide, PAGES)
    done = PAGES["vision.md"].replace("À rédiger", "Une vision claire.")
    after = _push(guide, PAGES | {"vision.md": done})
    assert set(after) < set(before)
    assert {name.split()[0] for name in set(before) - set(after)} == {"to-write"}


def test_a_baseline_changes_no_fingerprint(guide: Path) -> None:
    before = _push(guide, PAGES)
    assert run(["baseline", "sources"]) == 0
    assert _push(guide, PAGES) == before
    results = json.loads((guide / "check.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert {one["baselineState"] for one in results} == {"unchanged"}


def test_an_alert_that_its_author_sets_aside_stays_the_same_alert(guide: Path) -> None:
    before = _push(guide, PAGES)
    comment = "<!-- handbook: ignorer todo — c'est l'affaire du tome 2 -->\n"
    aside = PAGES["equipe.md"].replace("TODO(lea)", f"{comment}TODO(lea)")
    assert _push(guide, PAGES | {"equipe.md": aside}) == before
    results = json.loads((guide / "check.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    (one,) = [result for result in results if result["ruleId"] == "todo"]
    assert one["suppressions"] == [{"kind": "inSource", "justification": "c'est l'affaire du tome 2"}]


def test_a_kind_of_ones_own_is_a_rule_with_its_meaning(guide: Path) -> None:
    settings = (
        "markers:\n  kinds:\n    à valider:\n"
        '      {words: ["[À VALIDER]"], level: sure, why: La direction doit relire.}\n'
    )
    (guide / "sources" / "handbook.yml").write_text(settings, encoding="utf-8")
    _push(guide, {"page.md": "# Page\n\n\\[À VALIDER] le budget.\n"})
    (rule,) = json.loads((guide / "check.sarif").read_text(encoding="utf-8"))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["id"] == "à valider"
    assert rule["fullDescription"]["text"] == "La direction doit relire."
