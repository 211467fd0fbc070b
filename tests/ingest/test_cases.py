"""What each construct of the sources becomes: the case files beside this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import CONFIG_FILE, read_config
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import ingest
from pipeline.messages import speaker
from tests.cases import Case, check, folder_of, read_cases
from tests.printed import printed

CASES = read_cases(Path(__file__).parent / "cases")


def _run(case: Case) -> str:
    folder = folder_of(case.sources)
    findings: list[Diagnostic] = []
    data = folder.read(CONFIG_FILE) if CONFIG_FILE in folder.files else None
    book = ingest(folder, read_config(data, findings.append), findings.append)
    if len(book.parts) == 1 and not book.parts[0].title and len(book.parts[0].chapters) == 1:
        result = printed(*book.parts[0].chapters)
    else:
        result = printed(*book.parts)
    result += "".join(f"~ {one.span} {one.rule} {one.before!r} -> {one.after!r}\n" for one in book.repairs)
    say = speaker("en")
    return result + "".join(f"! {f.where or ''} {f.code.name} {f.message(say)}\n" for f in findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_case(case: Case, update: bool) -> None:
    check(case, _run(case), update)
