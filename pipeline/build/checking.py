"""What a check makes of a handbook: its findings, held against the baseline and the budgets, and whether it fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from pipeline.build import stages
from pipeline.build.baseline import Compared, Entry, compared, entry_of, is_counted
from pipeline.build.budgets import Spent, spent
from pipeline.build.finding import findings_of, in_order
from pipeline.diagnostics import Diagnostic, Level
from pipeline.diagnostics.finding import Checked, Finding
from pipeline.messages import Say, speaker
from pipeline.model import Handbook, MarkerLevel

FailOn: TypeAlias = Literal["sure", "suspected", "never"]

# The levels of the markers that make a check fail; errors that are no markers always do.
_FAILING: dict[FailOn, frozenset[MarkerLevel]] = {
    "sure": frozenset(("sure",)),
    "suspected": frozenset(("sure", "suspected")),
    "never": frozenset(),
}


class Terms(NamedTuple):
    """On what terms a check is made.

    Attributes:
        fail_on: the level from which markers make it fail.
        baseline: what is known already, None where findings are not compared.
        is_whole: whether the whole book was read; otherwise nothing can be said of what is no more.
        outside: files that the book does not hold: what is found in them does not make it fail.
    """

    fail_on: FailOn = "sure"
    baseline: tuple[Entry, ...] | None = None
    is_whole: bool = True
    outside: frozenset[str] = frozenset()


def checked(handbook: Handbook, told: Sequence[Diagnostic], opened: stages.Opened, terms: Terms, say: Say) -> Checked:
    """Give the findings of a book, each with its state and whether it makes the check fail.

    Args:
        handbook: the book, its markers recognised.
        told: what was reported on the way, its markers aside.
        opened: its folder and settings.
        terms: on what terms it is checked.
        say: the reader's voice.
    """
    findings = findings_of(handbook, told, say)
    beside = _beside(findings, terms, opened)
    # Without a level that fails, budgets hold the sure ones: they are then the only limit.
    held = _FAILING[terms.fail_on] or _FAILING["sure"]
    budgets = spent(handbook, opened.config.markers.budgets, held, opened.folder, say)
    extra = findings_of(Handbook(handbook.identity, ()), budgets.findings, say) if budgets.findings else ()
    weighed = tuple(_weighed(one, terms, budgets) for one in (*beside.findings, *extra))
    return Checked(in_order(weighed), beside.fixed, budgets.exceeded, terms.baseline is not None)


def _beside(findings: tuple[Finding, ...], terms: Terms, opened: stages.Opened) -> Compared:
    if terms.baseline is None:
        return Compared(findings, ())
    beside = compared(findings, terms.baseline, speaker(opened.config.language))
    return beside if terms.is_whole else beside._replace(fixed=())


def _weighed(finding: Finding, terms: Terms, budgets: Spent) -> Finding:
    """Say of a finding whether it makes the check fail: it is new, weighs enough, and no budget covers it."""
    told = finding.diagnostic
    if finding.state != "new" or (told.where is not None and told.where.file in terms.outside):
        return finding
    level = stages.marker_level(told.code)
    if level is None:
        return finding._replace(is_failing=told.code.value.level is Level.error)
    is_covered = finding.fingerprint in budgets.covered
    return finding._replace(is_failing=level in _FAILING[terms.fail_on] and not is_covered)


def entries(findings: Iterable[Finding], language: str) -> tuple[Entry, ...]:
    """Give the entries of a baseline that holds these findings, as they are now: a baseline follows its text.

    Args:
        findings: what to hold; suppressed ones and notes are passed over.
        language: the handbook's, so that everybody writes the same words.
    """
    say = speaker(language)
    return tuple(entry_of(one, say) for one in findings if is_counted(one))
