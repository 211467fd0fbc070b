"""handbook.yml: what is accepted, and what each mistake says (the sentences are in tests/diagnostics/cases)."""

from __future__ import annotations

import jsonschema
import pytest

from pipeline.config import Config, YamlProblem, read_config, read_yaml, schema
from pipeline.diagnostics import Code, Diagnostic, StopBuildError
from pipeline.model.repair import RULE_TITLES


def _refuse(finding: Diagnostic) -> None:
    """Fail: no finding is expected."""
    pytest.fail(str(finding))


def test_no_file_gives_the_defaults() -> None:
    assert read_config(None, _refuse) == Config()


def test_a_wrong_key_does_not_hide_the_others() -> None:
    findings: list[Diagnostic] = []
    config = read_config(b"title: Guide\nauthors: Ana\ntitel: x\nversion: 1.0\n", findings.append)
    assert [finding.code for finding in findings] == [Code.S122, Code.S121]
    assert (config.title, config.authors, config.version) == ("Guide", (), "1.0")


def test_a_date_is_kept_as_written() -> None:
    assert read_config(b"date: 2026-01-31\n", _refuse).date == "2026-01-31"


@pytest.mark.parametrize("data", [b"- un\n- deux\n", b"title: 'x\n", b"a: [1\n", b"caf\xe9: x\n", b"\tx: 1\n"])
def test_what_cannot_be_trusted_stops_with_a_place(data: bytes) -> None:
    with pytest.raises(StopBuildError) as stop:
        read_config(data, _refuse)
    assert stop.value.diagnostic.where is not None
    assert stop.value.diagnostic.where.file == "handbook.yml"


def test_the_schema_accepts_what_the_reader_accepts() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    good = {
        "title": "Guide",
        "parts": [{"title": "Un", "chapters": ["a.md", {"file": "b.md", "pages": ["c.md"]}]}],
    }
    assert list(validator.iter_errors(good)) == []
    assert list(validator.iter_errors({"titel": "Guide"})) != []
    assert list(validator.iter_errors({"language": "de"})) != []


def test_yaml_places_count_characters() -> None:
    value = read_yaml("été: vœu\nb: [un, deux]\n")
    assert not isinstance(value, YamlProblem | None)
    first, second = value.entries
    assert (first[1].start, first[1].end) == ((0, 5), (0, 8))
    assert [item.start for item in second[1].items] == [(1, 4), (1, 8)]


def test_aliases_that_multiply_themselves_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert isinstance(read_yaml("\n".join(lines)), YamlProblem)


def test_off_is_a_key_and_every_rule_can_be_named() -> None:
    names = tuple(name for name, _title in RULE_TITLES)
    data = f"repairs: {{off: [{', '.join(names)}]}}\nmarkers: {{off: [todo]}}\n".encode()
    found: list[Diagnostic] = []
    config = read_config(data, found.append)
    assert found == []
    assert config.repairs.off == names
    assert config.markers.off == ("todo",)


def test_the_paper_has_few_answers() -> None:
    paper = read_config(b"print: {size: A5, sides: two, grey: yes}\n", _refuse).print
    assert (paper.size, paper.sides, paper.grey, paper.booklet) == ("A5", "two", True, False)
    findings: list[Diagnostic] = []
    read_config(b"print:\n  size: A3\n", findings.append)
    read_config(b"print:\n  marges: 3\n", findings.append)
    assert [(one.code, str(one.where)) for one in findings] == [
        (Code.S122, "handbook.yml:2:9"),
        (Code.S121, "handbook.yml:2:3"),
    ]
    known = [dict(one.values)["known"] for one in findings]
    assert known == ["A4, A5", "size, sides, marks, booklet, large, grey"]


def test_a_rule_that_does_not_exist_is_said() -> None:
    found: list[Diagnostic] = []
    assert read_config(b"repairs:\n  off: [apostrophe, zut]\n", found.append).repairs.off == ()
    assert [(finding.code, str(finding.where)) for finding in found] == [(Code.S122, "handbook.yml:2:21")]


def test_the_schema_lists_the_rules() -> None:
    listed = schema()["$defs"]["RepairSettings"]["properties"]["off"]["items"]["enum"]
    assert sorted(listed) == sorted(name for name, _title in RULE_TITLES)


@pytest.mark.parametrize(
    ("written", "place", "code", "said"),
    [
        ("kinds: {A: {words: ['[A]']}, Vu: {word: ['[V]']}}", "handbook.yml:1:45", Code.S121, ("word", "words")),
        (
            "kinds: {A: {words: ['[A]']}, Vu: {words: '[V]'}}",
            "handbook.yml:1:52",
            Code.S122,
            ("markers.kinds.Vu.words",),
        ),
        ("kinds: {A: {words: ['[A]'], level: certain}}", "handbook.yml:1:46", Code.S122, ("markers.kinds.A.level",)),
        ("kinds: {A: ['[A]']}", "handbook.yml:1:22", Code.S122, ("markers.kinds.A",)),
        ("budgets: [{kind: todo}]", "handbook.yml:1:21", Code.S122, ("markers.budgets",)),
        ("kind: {}", "handbook.yml:1:11", Code.S121, ("kind", "kinds")),
    ],
)
def test_a_mistake_in_a_marker_of_one_s_own_has_its_place(
    written: str, place: str, code: Code, said: tuple[str, ...]
) -> None:
    found: list[Diagnostic] = []
    read_config(f"markers: {{{written}}}\n".encode(), found.append)
    assert [(str(one.where), one.code) for one in found] == [(place, code)]
    assert tuple(value for _name, value in found[0].values)[: len(said)] == said


def test_halves_of_characters_are_no_text() -> None:
    config = read_config(
        b'title: "un \\ud800 deux"\nmarkers: {kinds: {"\\udfff": {words: ["ZZ"]}}}\n', lambda _finding: None
    )
    assert config.title == "un \ufffd deux"
    assert list(config.markers.kinds) == ["\ufffd"]
