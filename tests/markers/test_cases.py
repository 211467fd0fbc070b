"""Case files of the markers stage: sources, and each marker found in them with its place, subject and owner."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Handbook, Marker
from tests.cases import Case, check, read_cases
from tests.markers.reading import recognised

CASES = read_cases(Path(__file__).parent / "cases")


def _line(marker: Marker, several: bool) -> str:
    """Write a marker as a case file shows it."""
    place = f"{marker.span.line}:{marker.span.column}-"
    place += f"{marker.span.end_line}:" if marker.span.end_line != marker.span.line else ""
    place += str(marker.span.end_column)
    file = f"{marker.span.file}:" if several else ""
    owner = f"  ({marker.owner})" if marker.owner else ""
    text = marker.text.replace("\n", "⏎")
    return f"{marker.level} {marker.kind}  {file}{place}  {text}  →  {marker.subject}{owner}\n"


def _shown(book: Handbook, several: bool) -> str:
    return "".join(_line(marker, several) for marker in book.markers) or "nothing\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_markers(case: Case, update: bool):
    check(case, _shown(recognised(case.sources), len(case.sources) > 1), update)
