"""One case for each code: its place, its sentence and its hint, as an editor reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.build.stages import Opened, whole_book
from pipeline.config import CONFIG_FILE, read_config
from pipeline.diagnostics import Code, Diagnostic, StopBuildError
from pipeline.messages import speaker
from tests.cases import Case, check, folder_of, read_cases

TESTS = Path(__file__).parent.parent
CASES = read_cases(Path(__file__).parent / "cases")


def _findings(case: Case) -> list[Diagnostic]:
    folder = folder_of(case.sources)
    findings: list[Diagnostic] = []
    data = folder.read(CONFIG_FILE) if CONFIG_FILE in folder.files else None
    try:
        whole_book(Opened(folder, read_config(data, findings.append)), findings.append)
    except StopBuildError as stop:
        findings.append(stop.diagnostic)
    return findings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case(case: Case, update: bool) -> None:
    lines = []
    for finding in _findings(case):
        for language in ("en", "fr"):
            say = speaker(language)
            lines.append(f"{finding.where or '-'} {finding.code.name} {finding.message(say)} | {finding.hint(say)}\n")
    check(case, "".join(lines), update)


def test_every_code_has_a_case() -> None:
    texts = [path.read_text(encoding="utf-8") for path in TESTS.rglob("*") if path.suffix in (".md", ".py")]
    said = set(re.findall(r"(?:\bCode\.|\[)([SNME]\d{3})\b", "\n".join(texts)))
    for text in texts:
        said.update(re.findall(r"^(?:! )?\S+ ([SNME]\d{3}) ", text, re.MULTILINE))
    assert {code.name for code in Code} - said == set()


def test_no_message_is_left_with_a_hole() -> None:
    """Every value that a sentence quotes is given: a hole would be a traceback for an editor."""
    for case in CASES:
        for finding in _findings(case):
            needed = set(re.findall(r"\{(\w+)\}", " ".join(finding.code.value[1:3]) + finding.code.value.otherwise))
            assert needed <= {name for name, _value in finding.values}, finding.code.name


def test_codes_are_unique_sentences() -> None:
    assert len({code.value.message for code in Code}) == len(Code)
