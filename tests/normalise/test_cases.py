"""What each pass makes of the sources: the case files beside this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import CONFIG_FILE, read_config
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import ingest
from pipeline.messages import speaker
from pipeline.normalise import Context, normalise
from tests.cases import Case, check, folder_of, read_cases
from tests.printed import printed

CASES = read_cases(Path(__file__).parent / "cases")


def _run(case: Case) -> str:
    """Give the normalised pages as printed, then what normalise (not ingest) had to say."""
    folder = folder_of(case.sources)
    data = folder.read(CONFIG_FILE) if CONFIG_FILE in folder.files else None
    config = read_config(data, _unheard)
    book = ingest(folder, config, _unheard)
    findings: list[Diagnostic] = []
    book = normalise(book, Context(findings.append, frozenset(folder.files), catalogue=config.catalogue))
    has_parts = any(part.title for part in book.parts)
    result = printed(*(book.parts if has_parts else [page for part in book.parts for page in part.chapters]))
    say = speaker("en")
    return result + "".join(f"! {f.where or ''} {f.code.name} {f.message(say)} {f.hint(say)}\n" for f in findings)


def _unheard(_finding: Diagnostic) -> None:
    """Ingest has its own cases."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_case(case: Case, update: bool) -> None:
    check(case, _run(case), update)
