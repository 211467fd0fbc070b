"""A marker is overdue from the day after its date on: the day is the build's, never the markers stage's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.build.stages import Opened, report_overdue, whole_book
from pipeline.build.today import print_date
from pipeline.config import Config
from pipeline.diagnostics import Code, Diagnostic
from pipeline.model import Handbook
from tests.cases import folder_of
from tests.markers.reading import recognised

PAGE = "# Titre\n\n\\[ENRICHIR @lea avant le 2026-12-31] un\n\nTODO sans date\n\nTODO 2027-01-15 : deux\n"
SOURCES = {"page.md": PAGE}


def _book(findings: list[Diagnostic]) -> Handbook:
    return whole_book(Opened(folder_of(SOURCES), Config()), findings.append)


@pytest.mark.parametrize(("day", "lines"), [("2026-12-31", []), ("2027-01-01", [3]), ("2027-01-16", [3, 7])])
def test_overdue_by_the_day(day: str, lines: list[int]) -> None:
    findings: list[Diagnostic] = []
    report_overdue(recognised(SOURCES), date.fromisoformat(day), findings.append)
    assert [finding.where.line for finding in findings if finding.where] == lines
    assert {finding.code for finding in findings} <= {Code.M105}


def test_the_day_is_that_of_the_build_and_the_model_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    books, told = [], []
    for day in (datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day.timestamp())))
        findings: list[Diagnostic] = []
        books.append(_book(findings))
        told.append(sum(finding.code is Code.M105 for finding in findings))
    assert told == [0, 2]
    assert books[0] == books[1]


def test_a_suppressed_marker_is_not_overdue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2028, 1, 1, tzinfo=UTC).timestamp())))
    text = PAGE.replace("\\[", "<!-- handbook: ignorer — un exemple -->\n\\[")
    findings: list[Diagnostic] = []
    whole_book(Opened(folder_of({"page.md": text}), Config()), findings.append)
    assert sum(finding.code is Code.M105 for finding in findings) == 1


@pytest.mark.parametrize("epoch", ["9" * 30, "253402300800", "²", "-1e9", "hier", ""])
def test_a_day_that_no_calendar_has_is_today(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert datetime.now(UTC).date() - print_date() <= timedelta(1)
