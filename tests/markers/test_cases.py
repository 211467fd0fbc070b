"""Case files of the markers stage: sources, and each marker found in them with its place, subject and what it carries.

A case may have a handbook.yml. A marker that a comment suppresses is shown last, with the reason.
"""

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
    carried = f"  [{' '.join(filter(None, (marker.due, marker.priority)))}]" if marker.due or marker.priority else ""
    text = marker.text.replace("\n", "⏎")
    return f"{marker.level} {marker.kind}  {file}{place}  {text}  →  {marker.subject}{owner}{carried}\n"


def _shown(book: Handbook, several: bool) -> str:
    lines = [_line(marker, several) for marker in book.markers]
    lines += [f"suppressed ({one.reason}): {_line(one.marker, several)}" for one in book.suppressed]
    return "".join(lines) or "nothing\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_markers(case: Case, update: bool):
    several = sum(name.endswith(".md") for name in case.sources) > 1
    check(case, _shown(recognised(case.sources), several), update)
