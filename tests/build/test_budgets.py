"""Budgets: which markers they cover, when they fail a check, and what is said of one that covers nobody."""

from __future__ import annotations

import pytest

from pipeline.build.checking import FailOn
from pipeline.diagnostics import Code
from pipeline.diagnostics.finding import Checked
from pipeline.messages import speaker
from tests.build.checks import check

BOOK = {
    "SUMMARY.md": "# Sommaire\n\n## Le métier\n\n* [Un](un.md)\n\n## Les outils\n\n* [Deux](deux.md)\n",
    "un.md": "# Un\n\n\\[ENRICHIR] le récit @lea\n\n\\[À COMPLÉTER] la liste @marc\n",
    "deux.md": "# Deux\n\n\\[ENRICHIR] la suite @lea\n\n\\[ENRICHIR] la fin @marc\n",
}


def with_budget(*budgets: str, fail_on: FailOn | None = None) -> Checked:
    lines = "".join(f"    - {{{budget}}}\n" for budget in budgets)
    return check(BOOK | {"handbook.yml": f"markers:\n  budgets:\n{lines}"}, fail_on=fail_on)


def test_without_a_budget_every_marker_fails() -> None:
    assert sum(one.is_failing for one in check(BOOK).findings) == 4


@pytest.mark.parametrize(
    ("budget", "left"),
    [
        ("max: 4", 0),
        ("max: 3, kind: enrich", 1),
        ("max: 2, owner: lea", 2),
        ("max: 2, owner: '@Lea'", 2),
        ("max: 2, part: le métier", 2),
        ("max: 2, kind: enrich, part: Les outils", 2),
        ("max: 1, kind: enrich, owner: marc, part: Les outils", 3),
    ],
)
def test_what_a_budget_covers_does_not_fail_by_itself(budget: str, left: int) -> None:
    result = with_budget(budget)
    assert sum(one.is_failing for one in result.findings) == left
    assert result.exceeded == ()


def test_a_budget_that_is_exceeded_fails_and_says_so() -> None:
    result = with_budget("max: 1, kind: enrich, part: Les outils", "max: 2, owner: lea", "max: 9")
    assert result.is_failing
    (told,) = [one.diagnostic for one in result.findings if one.diagnostic.code is Code.M110]
    assert (told.where and told.where.file, told.where and told.where.line) == ("handbook.yml", 3)
    (exceeded,) = result.exceeded
    assert (exceeded.about, exceeded.allowed, exceeded.found) == ("À enrichir, partie «\u00a0Les outils\u00a0»", 1, 2)
    assert [one.diagnostic.code for one in result.findings if one.is_failing] == [Code.M110]


def test_budgets_are_the_limit_where_no_level_fails() -> None:
    assert not with_budget("max: 4", fail_on="never").is_failing
    assert with_budget("max: 3", fail_on="never").is_failing


def test_a_budget_without_a_kind_holds_the_markers_that_fail() -> None:
    question = {"trois.md": '# Trois\n\n<mark style="background-color:yellow;">Une idée ?</mark>\n'}
    settings = {"handbook.yml": "markers: {budgets: [{max: 0}]}\n"}
    assert not check(question | settings).is_failing
    assert check(question | settings, fail_on="suspected").exceeded[0].found == 1


def test_what_the_baseline_knows_counts_in_a_budget() -> None:
    settings = {"handbook.yml": "markers: {budgets: [{max: 3}]}\n"}
    entries = check(BOOK | settings, ()).findings
    assert entries
    assert check(BOOK | settings).exceeded[0].found == 4


@pytest.mark.parametrize(
    ("budget", "code", "said"),
    [
        ("max: 2, part: Les outis", Code.M111, "Les outils"),
        ("max: 2, part: Ailleurs", Code.M111, "Le métier, Les outils"),
        ("max: 2, owner: lae", Code.M112, "lea"),
        ("max: 2, owner: georges", Code.M113, "georges"),
    ],
)
def test_a_budget_of_nobody_is_told(budget: str, code: Code, said: str) -> None:
    (told,) = [one.diagnostic for one in with_budget(budget).findings if one.diagnostic.code is code]
    assert told.where is not None
    assert (told.where.file, told.where.line) == ("handbook.yml", 3)
    assert said in told.message(speaker("fr")) + told.hint(speaker("fr"))
