"""The burndown: what its lines and labels say, for no point, one, two and hundreds."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from lxml import etree

from pipeline.emit.history import Point
from pipeline.emit.todo import written
from pipeline.emit.todo.axes import Day, dates, days_of, ticks
from pipeline.emit.todo.burndown import MIDDLE, NARROW, WIDE, drawing
from pipeline.messages import speaker
from tests.emit.sample_todo import dated, order, points

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("à compléter", "à vérifier")


def drawn(history, frame=WIDE):
    text = str(drawing(history, NAMES, frame, "fr", speaker("fr")))
    return etree.fromstring(text) if text else None


def texts(svg, kind):
    return [one.text for one in svg.iter(f"{SVG}text") if kind in one.get("class").split()]


def day_by_day(numbers):
    first = date(2025, 1, 1)
    return tuple(Point((first + timedelta(n)).isoformat(), "", sure, 1, 0) for n, sure in enumerate(numbers))


def test_nothing_is_drawn_without_a_day():
    assert drawn(()) is None
    assert drawn((Point("hier", "", 1, 1, 1),)) is None


def test_one_point_is_two_dots_with_their_numbers_and_their_day():
    svg = drawn(points(12))
    assert len(list(svg.iter(f"{SVG}circle"))) == 2
    assert texts(svg, "burn-end") == ["12 à compléter", "6 à vérifier"]
    assert "1er janv. 2025" in texts(svg, "burn-axis")
    assert svg.findtext(f"{SVG}desc") == "12 passages à compléter le 1er janvier 2025."


def test_two_points_are_a_step():
    svg = drawn(points(12, 6))
    [line] = [one.get("d") for one in svg.iter(f"{SVG}path") if one.get("class") == "burn-sure"]
    assert re.fullmatch(r"M40 [\d.]+H[\d.]+V[\d.]+", line)
    assert texts(svg, "burn-number") == ["12"]
    assert texts(svg, "burn-end") == ["6 à compléter", "3 à vérifier"]


def test_first_last_highest_and_lowest_are_named():
    svg = drawn(points(20, 50, 30, 4, 22, 25))
    assert texts(svg, "burn-number") == ["20", "50", "4"]
    assert texts(svg, "burn-end")[0] == "25 à compléter"
    assert svg.findtext(f"{SVG}desc") == (
        "De 20 passages à compléter le 1er janvier 2025 à 25 le 1er juin 2025\u202f; au plus 50, au moins 4."
    )


@pytest.mark.parametrize("frame", [WIDE, MIDDLE, NARROW])
@pytest.mark.parametrize("numbers", [(5,), (5, 5), (0, 0, 0), (9, 0), (0, 9), tuple(range(300)), (1000, 3, 2, 1, 1)])
def test_everything_stays_inside_and_no_label_stands_on_another(frame, numbers):
    svg = drawn(day_by_day(numbers), frame)
    labels = [(float(one.get("x")), float(one.get("y")), one.text) for one in svg.iter(f"{SVG}text")]
    assert all(0 <= x <= frame.width and 0 < y <= frame.height for x, y, _text in labels)
    upper, lower = sorted(float(one.get("y")) for one in svg.iter(f"{SVG}text") if "burn-end" in one.get("class"))
    assert lower - upper >= 18.9
    places = [float(number) for d in svg.xpath("//@d") for number in re.findall(r"[MHVL ](-?[\d.]+)", d)]
    assert all(0 <= place <= frame.width for place in places)


def test_the_last_commit_of_a_day_counts_and_no_day_goes_back():
    history = (Point("2025-01-02", "", 9, 1, 0), Point("2025-01-02", "", 7, 1, 0), Point("2025-01-01", "", 6, 2, 0))
    assert days_of(history) == (Day(date(2025, 1, 2), 6, 2),)


@pytest.mark.parametrize(("most", "marks"), [(0, (0, 1)), (1, (0, 1)), (7, (0, 2, 4, 6, 8)), (40, (0, 10, 20, 30, 40))])
def test_gridlines_are_few_and_round(most, marks):
    assert ticks(most, 4) == marks


@pytest.mark.parametrize("most", [3, 41, 99, 100, 101, 12_345, 10**9])
def test_gridlines_reach_the_highest_number(most):
    marks = ticks(most, 4)
    assert marks[-1] >= most
    assert len(marks) <= 6


@pytest.mark.parametrize(
    ("last", "named"),
    [
        (date(2025, 1, 10), ["5 janv. 2025", "10 janv. 2025"]),
        (date(2025, 4, 10), ["févr. 2025", "mars 2025", "avr. 2025"]),
        (date(2028, 6, 1), ["2026", "2027", "2028"]),
        (date(9999, 12, 31), ["5 janv. 2025", "31 déc. 9999"]),
    ],
)
def test_the_axis_of_dates_has_few_names(last, named):
    days = (Day(date(2025, 1, 5), 1, 1), Day(last, 1, 1))
    assert [words for _day, words in dates(days, 4, "fr")] == named


def test_alone_it_brings_its_colours_and_its_letters():
    text = written(order(dated(), history=points(9, 7, 3)), "svg")
    svg = etree.fromstring(text)
    assert (svg.get("role"), svg.get("viewBox")) == ("img", "0 0 1080 350")
    style = svg.findtext(f"{SVG}style") or ""
    assert set(re.findall(r"var\((--[\w-]+)\)", style)) <= set(re.findall(r"(--[\w-]+):", style))
    assert "prefers-color-scheme:dark" in style
    assert re.findall(r"url\((?!data:)|@import", text) == []
    assert texts(svg, "burn-title") == ["Passages à compléter au fil du temps"]


def test_alone_without_history_it_says_so():
    svg = etree.fromstring(written(order(dated()), "svg"))
    assert "Rien n’est encore connu des jours passés." in texts(svg, "burn-axis")
