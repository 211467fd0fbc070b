"""docs/DIAGNOSTICS.md is made from the table of codes and the table of kinds."""

from __future__ import annotations

from pathlib import Path

from pipeline.build.explaining import reference
from pipeline.messages import speaker

FILE = Path(__file__).parents[2] / "docs" / "DIAGNOSTICS.md"


def test_the_reference_is_up_to_date(update: bool) -> None:
    text = reference(speaker("fr"))
    if update:
        FILE.write_text(text, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == text, "run `make test PYTEST_ARGS=--update`"
