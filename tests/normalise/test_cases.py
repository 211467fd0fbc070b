"""What each pass makes of the sources: the case files beside this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import CONFIG_FILE, read_config
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import ingest, text_of
from pipeline.messages import speaker
from pipeline.model import Repair
from pipeline.normalise import Context, normalise
from pipeline.source import cut
from tests.cases import Case, check, folder_of, read_cases
from tests.printed import printed

CASES = read_cases(Path(__file__).parent / "cases")


def _run(case: Case) -> str:
    """Give the normalised pages as printed, then what normalise (not ingest) had to say, then its repairs.

    No-break spaces are shown as ⍽, narrow ones as ⸱; a repair that can't be written back ends in "by hand".
    """
    folder = folder_of(case.sources)
    data = folder.read(CONFIG_FILE) if CONFIG_FILE in folder.files else None
    config = read_config(data, _unheard)
    book = ingest(folder, config, _unheard)
    told = len(book.repairs)
    findings: list[Diagnostic] = []
    texts = {file: text_of(folder, file) for file in folder.files}
    context = Context(
        findings.append,
        frozenset(folder.files),
        frozenset(config.repairs.off),
        catalogue=config.catalogue,
        read=texts.__getitem__,
    )
    book = normalise(book, context)
    has_parts = any(part.title for part in book.parts)
    result = printed(*(book.parts if has_parts else [page for part in book.parts for page in part.chapters]))
    say = speaker("en")
    result += "".join(f"! {f.where or ''} {f.code.name} {f.message(say)} {f.hint(say)}\n" for f in findings)
    result += "".join(_repair(repair, texts) for repair in book.repairs[told:])
    return result.replace("\u00a0", "⍽").replace("\u202f", "⸱")


def _repair(repair: Repair, texts: dict[str, str]) -> str:
    """Give a repair in a line; one that can be written back cuts its words exactly out of its file."""
    if repair.is_writable:
        assert cut(texts[repair.span.file], repair.span) == repair.before
    by_hand = "" if repair.is_writable else " by hand"
    return f"~ {repair.span} {repair.rule}: {repair.before} → {repair.after}{by_hand}\n"


def _unheard(_finding: Diagnostic) -> None:
    """Ingest has its own cases."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_case(case: Case, update: bool) -> None:
    check(case, _run(case), update)
