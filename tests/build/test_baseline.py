"""The baseline: what is new, what was settled, its file, and every way in which that file can be wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.build.baseline import Entry, as_bytes, is_counted, read_baseline, write_baseline
from pipeline.build.reading import BASELINE_FILE, open_folder
from pipeline.diagnostics import Code, StopBuildError
from pipeline.diagnostics.finding import Checked, Finding
from pipeline.messages import speaker
from tests.build.checks import baseline, check, new

PAGE = "# Le métier\n\n## Au quotidien\n\n**\\[ENRICHIR]** le récit d'Amina.\n\nVoir [ici](absent.md).\n"


def weighty(result: Checked) -> list[Finding]:
    return [one for one in result.findings if is_counted(one)]


def weighty_or_aside(result: Checked) -> list[Finding]:
    return [one for one in result.findings if is_counted(one._replace(state="new"))]


def test_what_is_known_does_not_fail() -> None:
    result = check({"page.md": PAGE}, baseline({"page.md": PAGE}))
    assert [(one.rule, one.state, one.is_failing) for one in weighty(result)] == [
        ("enrich", "known", False),
        ("S151", "known", False),
    ]
    assert not result.is_failing


def test_a_check_without_a_baseline_knows_nothing() -> None:
    result = check({"page.md": PAGE})
    assert [one.state for one in weighty(result)] == ["new", "new"]
    assert (result.has_baseline, result.is_failing) == (False, True)


def test_findings_say_their_rule_section_and_owner() -> None:
    one, other = weighty(check({"page.md": PAGE.replace("d'Amina", "d'Amina @lea")}))
    assert (one.rule, one.title, one.section, one.owner) == (
        "enrich",
        "À enrichir",
        ("Le métier", "Au quotidien"),
        "lea",
    )
    assert (other.rule, other.section) == ("S151", ("Le métier", "Au quotidien"))
    assert other.title == "Le lien «\u00a0…\u00a0» ne mène nulle part dans le guide."


def test_a_finished_title_changes_nothing_below_it() -> None:
    before = PAGE.replace("## Au quotidien", "## Au quotidien \\[ENRICHIR]")
    result = check({"page.md": PAGE}, baseline({"page.md": before}))
    assert new(result) == []
    assert [one.text for one in result.fixed] == ["[ENRICHIR] — Au quotidien"]


def test_a_subject_written_anew_in_its_place_is_known() -> None:
    result = check({"page.md": PAGE.replace("Amina", "Basile et de son équipe")}, baseline({"page.md": PAGE}))
    assert (new(result), result.fixed) == ([], ())


def test_a_renamed_section_keeps_what_it_holds() -> None:
    result = check({"page.md": PAGE.replace("Au quotidien", "Chaque jour")}, baseline({"page.md": PAGE}))
    assert (new(result), result.fixed) == ([], ())


def test_what_an_author_vouches_for_is_set_aside_with_the_reason() -> None:
    text = """# Titre

<!-- handbook: ignore dead-link -- la page arrive demain -->
Voir [la page](absente.md) et [l'autre](autre.md).

Voir [la page](absente.md).

<!-- handbook: ignore missing-image -- photo promise -->
![Photo](images/photo.png)

<!-- handbook: ignore enrich -- c'est un exemple -->
\\[ENRICHIR] la suite.
"""
    result = check({"page.md": text, "autre.md": "# Autre\n\nTexte.\n"}, ())
    assert [(one.rule, one.state, one.reason) for one in weighty_or_aside(result)] == [
        ("S151", "suppressed", "la page arrive demain"),
        ("S151", "new", ""),
        ("S140", "suppressed", "photo promise"),
        ("enrich", "suppressed", "c'est un exemple"),
    ]
    assert not result.is_failing


def test_an_empty_page_is_not_taken_for_another() -> None:
    """Such a finding quotes no words: the title above it tells it from its like."""
    before = {"un.md": "# Un\n", "deux.md": "# Deux\n\nTexte.\n"}
    result = check({"un.md": "# Un\n\nTexte.\n", "deux.md": "# Deux\n"}, baseline(before))
    assert [(one.rule, one.section) for one in new(result)] == [("N104", ("Deux",))]
    assert [(one.rule, one.file) for one in result.fixed] == [("N104", "un.md")]


def test_a_link_to_its_own_page_does_not_depend_on_the_file() -> None:
    before = {"page.md": "# Titre\n\nVoir [plus bas](page.md#absent).\n"}
    after = {"dossier/autre.md": "# Titre\n\nVoir [plus bas](autre.md#absent).\n"}
    result = check(after, baseline(before))
    assert (new(result), result.fixed) == ([], ())


def test_among_equals_the_one_that_moved_in_is_not_taken_for_the_other() -> None:
    """A marker put before an equal one takes its rank: what each speaks of tells them apart."""
    two = "# Livre\n\n## Un\n\n\\[ENRICHIR] la suite.\n\n## Deux\n\n\\[ENRICHIR] le début.\n"
    one = "# Livre\n\n## Un\n\nRien.\n\n## Deux\n\n\\[ENRICHIR] la suite.\n\n\\[ENRICHIR] le début.\n"
    assert new(check({"page.md": one}, baseline({"page.md": two}))) == []
    gone = "# Livre\n\n## Un\n\nRien.\n\n## Deux\n\n\\[ENRICHIR] la suite.\n"
    assert [entry.text for entry in check({"page.md": gone}, baseline({"page.md": two})).fixed] == [
        "[ENRICHIR] — le début."
    ]


def test_pages_that_nobody_lists_are_told_apart() -> None:
    """They stand under no heading: the name of their file, whatever its folder, says which one is which."""

    def unlisted(*names: str) -> dict[str, str]:
        book = {"SUMMARY.md": "* [Un](un.md)\n", "un.md": "# Un\n\nTexte.\n"}
        result = check(book | {f"{name}.md": "# Titre\n\nTexte.\n" for name in names})
        told = [one for one in result.findings if one.diagnostic.code is Code.S132]
        return {one.fingerprint: one.diagnostic.where.file for one in told if one.diagnostic.where is not None}

    before, after = unlisted("a", "b", "c"), unlisted("dossier/b", "c", "d")
    assert sorted((before[one], after[one]) for one in before.keys() & after.keys()) == [
        ("b.md", "dossier/b.md"),
        ("c.md", "c.md"),
    ]


def test_words_of_a_piece_are_known_wherever_it_is_called() -> None:
    piece = {".gitbook/includes/aide.md": "## Aide\n\nVoir [ici](absent.md).\n"}
    page = '# {}\n\n{{% include ".gitbook/includes/aide.md" %}}\n'
    before = {"un.md": page.format("Un")} | piece
    after = {"deux.md": page.format("Deux"), "trois.md": page.format("Trois")} | piece
    result = check(after, baseline(before))
    assert (new(result), result.fixed) == ([], ())


def test_notes_are_in_no_baseline() -> None:
    page = {"page.md": "# Titre\n\nBonjour \\[NOM DE LA SE], voici ton texte.\n"}
    assert [one.diagnostic.code for one in check(page).findings] == [Code.M103]
    assert baseline(page) == ()
    assert [one.state for one in check(page, ()).findings] == ["known"]


def test_the_file_holds_a_line_an_entry_without_line_numbers() -> None:
    sources = {"b.md": PAGE, "a.md": PAGE.replace("Le métier", "Le titre")}
    data = as_bytes(baseline(sources))
    lines = data.decode().splitlines()
    assert len(lines) == 2 + 4
    assert [json.loads(line.rstrip(","))["file"] for line in lines[1:-1]] == ["a.md", "a.md", "b.md", "b.md"]
    assert set(json.loads(lines[1].rstrip(","))) == {"rule", "file", "text", "fingerprint", "trace"}
    assert json.loads(data)["version"] == 1
    assert as_bytes(reversed(baseline(sources))) == data


def test_the_file_is_read_back_and_is_no_source(tmp_path: Path) -> None:
    entries = baseline({"page.md": PAGE})
    write_baseline(tmp_path, entries)
    assert set(read_baseline(tmp_path) or ()) == set(entries)
    assert open_folder(tmp_path, lambda _finding: None).files == ()


def test_an_empty_baseline_knows_that_nothing_is_left(tmp_path: Path) -> None:
    write_baseline(tmp_path, ())
    assert read_baseline(tmp_path) == ()


def test_a_folder_without_a_baseline_has_none(tmp_path: Path) -> None:
    assert read_baseline(tmp_path) is None


def test_a_baseline_that_leads_out_of_the_folder_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    folder.mkdir()
    (tmp_path / "autre.json").write_bytes(as_bytes(()))
    (folder / BASELINE_FILE).symlink_to(tmp_path / "autre.json")
    assert read_baseline(folder) is None


WHOLE = as_bytes((Entry("enrich", "page.md", "[ENRICHIR]", "0" * 16), Entry("todo", "plus.md", "TODO", "1" * 16)))


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (WHOLE.replace(b"},\n", b"}\n"), Code.M114, 3),
        (WHOLE.replace(b'"fingerprint":"1', b'"other":"1'), Code.M114, 3),
        (
            json.dumps(json.loads(WHOLE.replace(b'"file":"plus.md","text":"T', b'"text":"T')), indent=2).encode(),
            Code.M114,
            11,
        ),
        (b"{}", Code.M114, 1),
        (b"[]", Code.M114, 1),
        (b"", Code.M114, 1),
        (b"\xff\xfe\x00", Code.M114, 1),
        (b'{"version": "1", "findings": []}', Code.M114, 1),
        (b'{"version": 1, "findings": {}}', Code.M114, 1),
        (b'{"version": 1' + b"1" * 5_000 + b', "findings": []}', Code.M114, 1),
        (b'{"version": 1,\n"\\u0066indings": [{}]}', Code.M114, 1),
        (b'{"version": 1, "a": "\\"findings\\"", "b": "[",\n"findings": [{}]}', Code.M114, 2),
        (b'{"version": 1, "a": {"findings": [{"b" : 1}, 2]}, "findings": [{}]}', Code.M114, 1),
        (b"[" * 100_000, Code.M114, 1),
        (b'{"version": 1, "findings": [' + b"[" * 100_000, Code.M114, 1),
        (WHOLE.replace(b'{"rule":"todo"', b'<<<<<<< HEAD\n{"rule":"todo"'), Code.M115, 3),
        (WHOLE.replace(b'"version": 1', b'"version": 2'), Code.M116, 1),
    ],
)
def test_a_file_that_cannot_be_trusted_stops_in_a_sentence(tmp_path: Path, data: bytes, code: Code, line: int) -> None:
    (tmp_path / BASELINE_FILE).write_bytes(data)
    with pytest.raises(StopBuildError) as stop:
        read_baseline(tmp_path)
    told = stop.value.diagnostic
    assert told.code is code
    assert told.where is not None
    assert (told.where.file, told.where.line) == (BASELINE_FILE, line)
    assert BASELINE_FILE in told.message(speaker("fr"))


def test_a_file_laid_out_by_another_program_is_read(tmp_path: Path) -> None:
    (tmp_path / BASELINE_FILE).write_text("\ufeff" + json.dumps(json.loads(WHOLE), indent=4))
    assert [entry.rule for entry in read_baseline(tmp_path) or ()] == ["enrich", "todo"]


def test_a_link_in_a_circle_is_no_baseline(tmp_path: Path) -> None:
    (tmp_path / BASELINE_FILE).symlink_to(BASELINE_FILE)
    assert read_baseline(tmp_path) is None
