"""The labelled lines: every sure marker is found as sure, no trap is, and the other levels keep above their floors."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.markers import KINDS
from pipeline.model import MarkerLevel
from tests.markers.labels import PLACES, Label, Line, Seen, look, read_lines, score

# A share of lines. What is sure must be right; what is suspected or blank is a question put to a person.
FLOORS: Mapping[MarkerLevel, tuple[float, float]] = {"sure": (1.0, 1.0), "suspected": (0.9, 0.9), "blank": (0.9, 0.9)}

LINES = read_lines()


@pytest.fixture(scope="module")
def seen() -> list[Seen]:
    """All lines, read once."""
    return look(LINES)


def _sure(labels: tuple[Label, ...]) -> list[Label]:
    return [label for label in labels if label.level == "sure"]


def _shown(one: Seen, labels: tuple[Label, ...]) -> str:
    found = " + ".join(f"{label.level} {label.kind} {label.owner}".strip() for label in labels) or "nothing"
    return f"{one.line.row}  {one.line.place}: {one.line.text}  ->  {found}"


def _bare(label: Label, like: tuple[Label, ...]) -> Label:
    """Leave out an owner that nothing was said of."""
    return label if any(one.owner for one in like) else label._replace(owner="")


def test_every_sure_marker_is_found_as_sure(seen: list[Seen]):
    missed = [
        _shown(one, one.found)
        for one in seen
        if not set(_sure(one.line.labels)) <= {_bare(label, one.line.labels) for label in one.found}
    ]
    assert not missed, "\n".join(missed)


def test_nothing_else_is_found_as_sure(seen: list[Seen]):
    trapped = [_shown(one, one.found) for one in seen if len(_sure(one.found)) > len(_sure(one.line.labels))]
    assert not trapped, "\n".join(trapped)


@pytest.mark.parametrize("level", FLOORS)
def test_precision_and_recall_stay_above_their_floors(seen: list[Seen], level: MarkerLevel):
    precision, recall = FLOORS[level]
    result = score(seen, lambda label: label.level)[level]
    assert result.precision >= precision
    assert result.recall >= recall


def test_the_set_is_large_and_even(seen: list[Seen]):
    markers = [one for one in seen if one.line.labels]
    assert len(seen) >= 300
    assert min(len(markers), len(seen) - len(markers)) >= len(seen) / 4
    assert len({(one.line.place, one.line.text) for one in seen}) == len(seen), "a line stands twice"


def test_every_kind_with_words_and_every_place_has_lines(seen: list[Seen]):
    spoken = {label.kind for line in LINES for label in line.labels}
    assert {kind.name for kind in KINDS if kind.shapes} <= spoken
    assert {line.place for line in LINES} == set(PLACES)


def test_a_row_that_is_no_label_is_named(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("~~~ paragraph\nsurely todo  TODO\n~~~\n", encoding="utf-8")
    monkeypatch.setattr("tests.markers.labels.FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"a\.md:2: no label: surely todo"):
        read_lines()


def test_a_score_counts_what_is_right():
    todo, blank = Label("sure", "todo"), Label("blank", "blank")
    seen = [
        Seen(Line("a.md:1", "paragraph", "TODO", (todo,)), (todo, blank)),
        Seen(Line("a.md:2", "paragraph", "TODO", (todo,)), ()),
        Seen(Line("a.md:3", "paragraph", "rien", ()), ()),
    ]
    result = score(seen, lambda label: label.kind)
    assert (result["todo"].precision, result["todo"].recall) == (1.0, 0.5)
    assert (result["blank"].precision, result["blank"].recall) == (0.0, 1.0)
