"""Dates as authors write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.dates import read_date


@pytest.mark.parametrize(
    "written",
    [
        *("2023-12-25", "2023-12-25T10:00:00+01:00", "2023-12-25 10:00:00 +0100", "2023/12/25", "20231225"),
        *("25/12/2023", "25.12.2023", "25-12-2023", "12/25/2023", "25 décembre 2023", "25 dec. 2023"),
        *("lundi 25 décembre 2023", "Lundi 25 De\u0301cembre 2023", "Mon, 25 Dec 2023 10:00:00 GMT"),
        *("December 25, 2023", "Dec 25 2023", "25th December 2023", " 25  décembre\u00a02023 "),
    ],
)
def test_forms_of_one_date(written: str) -> None:
    read = read_date(written)
    assert read is not None
    assert (read.iso, read.is_guess) == ("2023-12-25", False)


@pytest.mark.parametrize(
    ("written", "iso", "is_guess"),
    [("1er mars 2024", "2024-03-01", False), ("02/03/2024", "2024-03-02", True), ("03/03/2024", "2024-03-03", False)],
)
def test_the_day_comes_first(written: str, iso: str, is_guess: bool) -> None:
    assert read_date(written) == (iso, is_guess)


@pytest.mark.parametrize(
    "written",
    ["", "demain", "2023", "2023-12", "2023-02-30", "31/02/2024", "5 jui 2024", "12345", "2023-12-255", "1/2/3"],
)
def test_no_date(written: str) -> None:
    assert read_date(written) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_is_read_in_its_usual_forms(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d %B %Y", "%B %d, %Y"):
        read = read_date(day.strftime(form))
        assert read is not None
        assert read.iso == day.isoformat()


@given(st.text(max_size=40))
def test_no_text_is_too_odd(written: str) -> None:
    read = read_date(written)
    assert read is None or date.fromisoformat(read.iso).isoformat() == read.iso
