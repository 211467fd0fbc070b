"""Each format against its published schema, or against the rules that its readers state."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml, Skipped

from pipeline.diagnostics import Code, Level, found
from pipeline.diagnostics.finding import Checked, Fixed
from pipeline.diagnostics.formats import FORMATS, document
from pipeline.diagnostics.formats.summary import summary
from pipeline.messages import speaker
from tests.diagnostics.made import (
    ASIDE,
    ATTACK,
    BOOK,
    CLEAN,
    FULL,
    HOSTILE,
    KNOWN,
    LINES,
    NEW,
    START,
    TWIN,
    VIEW,
    WARNING,
    WORDS,
)
from tests.published import stored

STOP = found(Code.S102, None, folder="sources")
STOPPED = Checked((BOOK._replace(diagnostic=STOP, rule="S102"),), stopped=STOP)
ALL = {"full": FULL, "clean": CLEAN, "attack": ATTACK, "stopped": STOPPED}

every_check = pytest.mark.parametrize("checked", ALL.values(), ids=ALL)
every_format = pytest.mark.parametrize("form", FORMATS)


def _written(form: str, checked: Checked) -> str:
    return FORMATS[form](checked, VIEW)


@every_format
@every_check
def test_a_format_is_one_text_that_any_program_can_read(form: str, checked: Checked) -> None:
    text = _written(form, checked)
    assert text == _written(form, checked)
    assert text.encode() and (text.endswith("\n") or not text) if text else form in ("jsonl", "github")
    # Nothing in it turns the order of writing, rings a bell or clears a screen; no end of line but our own.
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028\u2029]", text)


@every_format
def test_notes_are_shown_when_all_is_asked_for(form: str) -> None:
    said = "Réparations" if form in ("sarif", "jsonl", "json") else "quotes 3"
    assert said not in _written(form, FULL)
    assert said in FORMATS[form](FULL, VIEW._replace(least=Level.note))


# --- SARIF: the schema that OASIS published, and what GitHub says it demands.


def _run(checked: Checked) -> dict[str, Any]:
    log = json.loads(_written("sarif", checked))
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


@every_check
def test_sarif_is_valid(checked: Checked) -> None:
    log = json.loads(_written("sarif", checked))
    jsonschema.validate(log, stored("sarif-2.1.0.json"))
    assert log["version"] == "2.1.0"


@every_check
def test_sarif_has_what_github_demands(checked: Checked) -> None:
    run = _run(checked)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    for rule in rules:
        assert len(rule["id"]) <= 255
        assert len(rule["name"]) <= 255
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert physical["region"]["startLine"] >= 1
        assert not physical["artifactLocation"]["uri"].startswith(("/", ".."))
        assert re.fullmatch(r"[0-9a-f]{16}:1", result["partialFingerprints"]["primaryLocationLineHash"])


def test_sarif_places_count_characters_and_names_are_addresses() -> None:
    run = _run(Checked((NEW,)))
    assert run["columnKind"] == "unicodeCodePoints"
    (location,) = run["results"][0]["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "sources/%C3%A9quipe.md", "uriBaseId": "%SRCROOT%"}
    assert physical["region"] == {"startLine": 12, "startColumn": START, "endLine": 12, "endColumn": START + 11}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "L'équipe / Les rôles"


def test_sarif_says_again_what_is_known_and_what_is_set_aside() -> None:
    results = {one["partialFingerprints"]["handbook/v1"]: one for one in _run(FULL)["results"]}
    assert "suppressions" not in results[NEW.fingerprint]
    assert results[NEW.fingerprint]["baselineState"] == "new"
    assert results[KNOWN.fingerprint]["baselineState"] == "unchanged"
    assert results[KNOWN.fingerprint]["suppressions"][0]["kind"] == "external"
    assert results[ASIDE.fingerprint]["suppressions"] == [{"kind": "inSource", "justification": "Elle arrive."}]
    assert FULL.fixed[0].fingerprint not in results


def test_sarif_without_a_baseline_speaks_of_none() -> None:
    assert all("baselineState" not in result for result in _run(Checked((NEW, WARNING)))["results"])


def test_sarif_says_that_a_check_stopped() -> None:
    (invocation,) = _run(STOPPED)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "n’existe pas" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    assert _run(CLEAN)["invocations"] == [{"executionSuccessful": True}]


def test_sarif_shows_the_book_as_a_whole_at_its_settings() -> None:
    (result,) = _run(Checked((BOOK,)))["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "sources/handbook.yml"
    assert physical["region"] == {"startLine": 1}


def test_sarif_makes_no_link_of_words() -> None:
    for result in _run(ATTACK)["results"]:
        assert not re.search(r"\[[^\]]*\]\(", result["message"]["text"])
    for rule in _run(ATTACK)["tool"]["driver"]["rules"]:
        assert "<script" not in rule["help"]["markdown"]


# --- json and jsonl: our own schema.


@every_check
def test_json_is_valid(checked: Checked) -> None:
    schema = document.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(_written("json", checked)), schema)


def test_json_tells_everything() -> None:
    told = json.loads(_written("json", FULL))
    assert told["counts"] == {
        "findings": 7, "failing": 3, "error": 4, "warning": 2, "note": 1,
        "new": 5, "known": 1, "suppressed": 1, "fixed": 1,
    }  # fmt: skip
    marker = next(one for one in told["findings"] if one["fingerprint"] == NEW.fingerprint)
    assert (marker["file"], marker["line"], marker["column"], marker["end_column"]) == (
        "sources/équipe.md",
        12,
        START,
        START + 11,
    )
    assert marker["section"] == ["L'équipe", "Les rôles"]
    assert marker["owner"] == "lea"
    assert told["fixed"][0]["file"] == "sources/vision.md"
    assert told["exceeded"] == [{"about": "À enrichir", "allowed": 1, "found": 2}]
    assert told["failing"]
    assert told["compared"]
    assert told["stopped"] is None


def test_json_keeps_words_as_they_are() -> None:
    told = json.loads(_written("json", ATTACK))
    value = ATTACK.findings[0].owner.replace("\udce9", "\ufffd")
    assert told["findings"][0]["owner"] == value


def test_json_says_why_a_check_stopped() -> None:
    told = json.loads(_written("json", STOPPED))
    assert told["stopped"]["code"] == "S102"
    assert told["failing"]


def test_jsonl_is_a_finding_a_line() -> None:
    lines = [json.loads(line) for line in _written("jsonl", FULL).splitlines()]
    assert lines == json.loads(_written("json", FULL))["findings"]
    assert _written("jsonl", CLEAN) == ""


# --- JUnit: read back by junitparser, counted as Jenkins and GitLab count.


@every_check
def test_junit_can_be_read_back(checked: Checked) -> None:
    text = _written("junit", checked)
    read = JUnitXml.fromstring(text.encode())
    cases = [case for suite in read for case in suite]
    results = [result for case in cases for result in case.result]
    assert cases, "a report without a test is taken for one that is missing"
    assert read.tests == len(cases) == sum(suite.tests for suite in read)
    assert read.failures == sum(isinstance(result, Failure) for result in results)
    assert read.errors == sum(isinstance(result, Error) for result in results)
    assert read.skipped == sum(isinstance(result, Skipped) for result in results)
    names = [(case.classname, case.name) for case in cases]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 160 and "." not in kind for kind, name in names)


def test_junit_tells_failures_from_what_is_settled() -> None:
    cases = {case.get("name"): case for case in ET.fromstring(_written("junit", FULL).encode()).iter("testcase")}
    name = "À compléter\u00a0: [ENRICHIR] — la suite"
    assert [child.tag for child in cases[name]] == ["failure"]
    assert [child.tag for child in cases[f"{name} (2)"]] == ["failure"]
    assert [child.tag for child in cases[f"{name} (3)"]] == ["skipped"]
    (passed, aside) = [case for title, case in cases.items() if title is not None and "trio" in title]
    assert [child.tag for child in passed] == ["system-out"]
    assert aside[0].get("message") == "Elle arrive."


def test_junit_knows_a_test_again_when_lines_move() -> None:
    where = NEW.diagnostic.where
    assert where is not None
    moved = NEW._replace(diagnostic=NEW.diagnostic._replace(where=type(where)("équipe.md", 99, 1, 99, 9)))
    (before,), (after,) = (
        [(case.get("classname"), case.get("name")) for case in ET.fromstring(_written("junit", one)).iter("testcase")]
        for one in (Checked((NEW,)), Checked((moved,)))
    )
    assert before == after


def test_junit_makes_an_error_of_a_stop() -> None:
    (case,) = ET.fromstring(_written("junit", STOPPED)).iter("testcase")
    assert [child.tag for child in case] == ["error"]


# --- Checkstyle: the elements and attributes of its own logger.


@every_check
def test_checkstyle_has_its_own_elements(checked: Checked) -> None:
    root = ET.fromstring(_written("checkstyle", checked).encode())
    assert (root.tag, set(root.attrib)) == ("checkstyle", {"version"})
    for file in root:
        assert (file.tag, set(file.attrib)) == ("file", {"name"})
        for error in file:
            assert (error.tag, set(error.attrib)) == (
                "error",
                {"line", "column", "severity", "message", "source"},
            )
            assert error.get("severity") in ("error", "warning", "info", "ignore")
            assert int(error.get("line", "")) >= 1


# --- GitHub: parsed as its runner does.


def _command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as GitHub's runner does: the properties end at the first `::` after the name."""
    assert line.startswith("::")
    head, _colons, data = line[2:].partition("::")
    name, _space, properties = head.partition(" ")

    def plain(text: str, signs: dict[str, str]) -> str:
        for escape, sign in signs.items():
            text = text.replace(escape, sign)
        return text.replace("%25", "%")

    of_data = {"%0D": "\r", "%0A": "\n"}
    pairs = (pair.partition("=") for pair in properties.split(",") if pair)
    values = {key: plain(value, of_data | {"%3A": ":", "%2C": ","}) for key, _equals, value in pairs}
    return name, values, plain(data, of_data)


@every_check
def test_github_commands_are_nothing_but_annotations(checked: Checked) -> None:
    for line in _written("github", checked).splitlines():
        name, properties, message = _command(line)
        assert name in ("error", "warning", "notice")
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert message
        if "col" in properties:
            assert properties["line"] == properties["endLine"], "GitHub knows columns on one line only"
            assert int(properties["col"]) <= int(properties["endColumn"])


def test_github_shows_the_words_themselves() -> None:
    name, properties, message = _command(_written("github", Checked((NEW,))).splitlines()[0])
    assert name == "error"
    assert properties == {
        "file": "sources/équipe.md", "line": "12", "endLine": "12", "col": str(START), "endColumn": str(START + 10),
        "title": "À enrichir (enrich)",
    }  # fmt: skip
    assert message.startswith("À compléter\u00a0: [ENRICHIR] — la suite\n")


def test_github_shows_what_fails_first_and_says_the_sum_above_ten() -> None:
    many = Checked((WARNING, *(NEW for _ in range(11))))
    lines = _written("github", many).splitlines()
    assert [_command(line)[0] for line in lines] == [*["error"] * 11, "warning", "notice"]
    assert "12" in _command(lines[-1])[2]
    assert "notice" not in _written("github", Checked((NEW,) * 10))


# --- GitLab: "Code Quality report format".


@every_check
def test_gitlab_has_every_member_on_every_object(checked: Checked) -> None:
    issues = json.loads(_written("gitlab", checked))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert all(issue.values())
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert set(issue["location"]) == {"path", "lines"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints)


def test_gitlab_keeps_what_is_known_and_leaves_out_what_is_set_aside() -> None:
    fingerprints = {issue["fingerprint"] for issue in json.loads(_written("gitlab", FULL))}
    assert KNOWN.fingerprint in fingerprints
    assert ASIDE.fingerprint not in fingerprints
    assert {NEW.fingerprint, f"{TWIN.fingerprint}-2"} <= fingerprints


# --- rdjson: reviewdog.proto.


@every_check
def test_rdjson_has_the_members_of_its_definition(checked: Checked) -> None:
    result = json.loads(_written("rdjson", checked))
    assert set(result) == {"source", "severity", "diagnostics"}
    assert result["source"] == {"name": "handbook"}
    for diagnostic in result["diagnostics"]:
        assert set(diagnostic) == {"message", "location", "severity", "code"}
        assert diagnostic["severity"] in ("UNKNOWN_SEVERITY", "INFO", "WARNING", "ERROR")
        assert set(diagnostic["code"]) == {"value"}
        assert set(diagnostic["location"]) == {"path", "range"}
        for position in diagnostic["location"]["range"].values():
            assert set(position) <= {"line", "column"}
            assert all(value >= 1 for value in position.values())


def test_rdjson_columns_count_bytes() -> None:
    (diagnostic,) = json.loads(_written("rdjson", Checked((NEW,))))["diagnostics"]
    place = diagnostic["location"]["range"]
    line = LINES["équipe.md", 12].encode()
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode() == WORDS


# --- text


def test_text_is_what_a_terminal_shows_without_colours() -> None:
    lines = _written("text", FULL).splitlines()
    assert f"sources/équipe.md:12:{START}: erreur[M101]: À compléter\u00a0: [ENRICHIR] — la suite" in lines
    assert sum(line.startswith("sources/équipe.md") for line in lines) == 3, "neither known nor set aside"


def test_text_obeys_no_word_in_the_log_of_a_ci() -> None:
    attack = ATTACK._replace(fixed=(Fixed("9123456789abcdef", "todo", HOSTILE, HOSTILE),))
    text = FORMATS["text"](attack, VIEW._replace(base=""))
    assert "\x1b" not in text
    assert "##[" not in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


# --- the job summary


def test_the_summary_counts_and_links() -> None:
    page = summary(FULL, VIEW._replace(forge="https://forge.example/a/b/blob/c0ffee"))
    assert page.startswith("### Vérification du guide «\u00a0sources\u00a0» — à corriger\u00a0: 3\n")
    assert "https://forge.example/a/b/blob/c0ffee/sources/%C3%A9quipe.md?plain=1#L12" in page
    assert "| erreur | 3 | 1 | 0 |" in page
    assert "Réglés depuis la référence" in page


@every_check
def test_the_summary_is_tables_and_nothing_that_words_could_make(checked: Checked) -> None:
    page = summary(checked, VIEW._replace(forge="https://forge.example/a/b/blob/c0ffee"))
    assert len(page.encode()) < 1024 * 1024
    assert page.endswith("\n\n")
    tables = [block.splitlines() for block in page.split("\n\n") if block.startswith("|")]
    for rows in tables:
        cells = [len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows]
        assert len(set(cells)) == 1, rows
    bare = re.sub(r"\\.", "", page)
    assert not re.search(r"<(?!/?br)[a-z!]", bare)
    assert "![" not in bare
    assert all(target.startswith("https://forge.example/") for target in re.findall(r"\]\(([^)]*)\)", bare))


def test_the_summary_says_that_a_check_stopped() -> None:
    assert "incomplet" in summary(STOPPED, VIEW)


def test_the_summary_speaks_english_too() -> None:
    assert "nothing stands in the way" in summary(CLEAN, VIEW._replace(say=speaker("en")))
