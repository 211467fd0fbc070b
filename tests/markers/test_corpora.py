"""Real handbooks, read from the folder that HANDBOOK_CORPORA names: what is surely unfinished in them, by place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build.stages import open_sources, whole_book
from pipeline.model import Marker, MarkerLevel
from tests.markers.judged import judge, read_corpora, read_verdicts


def markers_of(folder: Path) -> tuple[Marker, ...]:
    return whole_book(open_sources(folder, lambda _found: None), lambda _found: None).markers


def found(markers: tuple[Marker, ...], level: MarkerLevel) -> list[str]:
    """Give the markers of a level as `file's first letters:line kind owner`."""
    return [f"{m.span.file[:3]}:{m.span.line} {m.kind} {m.owner}".strip() for m in markers if m.level == level]


def test_the_seeds_hold_these_markers_and_nothing_else(corpora: Path):
    markers = markers_of(corpora / "seeds")
    assert found(markers, "sure") == [
        "000:5 empty",
        *("003:30 enrich", "003:32 plan"),
        *("004:9 picture norman.wozniak", "004:30 enrich", "004:32 plan"),
    ]
    assert found(markers, "suspected") == ["000:12 empty-row", "001:5 missing-image", "003:36 question"]
    assert found(markers, "blank") == []


# Each was looked at in its page (labelled/judged.txt).
@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("gitbook-dnum", {"to-write": 5, "enrich": 1, "plan": 1, "link": 1}),
        ("gitbook-startups", {"in-progress": 6, "to-complete": 1, "to-come": 1}),
        ("gitbook-alliance", {"under-construction": 4, "to-come": 1}),
        ("gitbook-git-sync", {}),
        ("job-sheets", {}),
    ],
)
def test_sure_markers_of_real_handbooks(corpora: Path, name: str, sure: dict[str, int]):
    kinds = [marker.kind for marker in markers_of(corpora / name) if marker.level == "sure"]
    assert {kind: kinds.count(kind) for kind in kinds} == sure


def test_at_most_two_sure_findings_in_a_thousand_pages_are_judged_false(corpora: Path):
    read, verdicts = read_corpora(corpora), read_verdicts()
    judged = [verdict for corpus in read for verdict, _marker in judge(corpus, verdicts)]
    assert judged
    false = sum(verdict.verdict == "false" for verdict in judged)
    assert false * 1000 <= 2 * sum(corpus.pages for corpus in read)
