"""What a check makes of a handbook: its findings, held against the baseline and the budgets, and whether it fails."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Literal, NamedTuple, TypeAlias

from msgspec.structs import replace

from pipeline.build import stages
from pipeline.build.baseline import Compared, Entry, compared, entry_of, is_counted, read_baseline, write_baseline
from pipeline.build.budgets import Spent, spent
from pipeline.build.finding import findings_of, in_order
from pipeline.build.some_files import Chosen, Read, read_some
from pipeline.diagnostics import Diagnostic, Level, Report
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


class Asked(NamedTuple):
    """What is asked of a check: from which level markers fail (None: that of the settings), and what of a baseline.

    `ratchet`: what was settled is taken out of the baseline.
    """

    fail_on: FailOn | None = None
    with_baseline: bool = True
    ratchet: bool = False


class Terms(NamedTuple):
    """On what terms findings are weighed.

    Attributes:
        fail_on: the level from which markers make it fail.
        baseline: what is known already, None where findings are not compared.
        is_whole: whether the whole book was read; otherwise nothing can be said of what is no more.
        outside: files that are no pages of the book: what is found in them is set aside.
    """

    fail_on: FailOn = "sure"
    baseline: tuple[Entry, ...] | None = None
    is_whole: bool = True
    outside: frozenset[str] = frozenset()


def check(
    opened: stages.Opened, folder: Path, asked: Asked, before: Sequence[Diagnostic], say: Say, report: Report
) -> Checked:
    """Check a whole handbook.

    Args:
        opened: its folder and settings.
        folder: where its baseline stands.
        asked: what is asked of the check.
        before: what was told when it was opened.
        say: the reader's voice.
        report: told what is found, also where the check is stopped.

    Raises:
        StopBuildError: the baseline can't be read (`read_baseline`) or written, or as `stages.read` does.
    """
    terms = _terms(opened, folder, asked)
    told = list(before)

    def hear(finding: Diagnostic) -> None:
        told.append(finding)
        report(finding)

    result = checked(stages.silent_book(opened, hear), told, opened, terms, say)
    if asked.ratchet and result.fixed:
        kept = (one for one in result.findings if one.state == "known")
        write_baseline(folder, entries(kept, opened.config.language))
        return result._replace(is_ratcheted=True)
    return result


def check_some(opened: stages.Opened, some: Chosen, asked: Asked, before: Sequence[Diagnostic], say: Say) -> Checked:
    """Check some files of a handbook, reading only what must be; arguments and errors are those of `check`."""
    terms = _terms(opened, some.folder, asked)
    read = read_some(opened, some.files, before)
    terms = terms._replace(is_whole=False, outside=read.outside, baseline=_of_files(terms.baseline, read, opened))
    return checked(read.handbook, read.told, opened, terms, say)


def _terms(opened: stages.Opened, folder: Path, asked: Asked) -> Terms:
    known = read_baseline(folder) if asked.with_baseline else None
    return Terms(asked.fail_on or opened.config.markers.fail_on, known)


def _of_files(baseline: tuple[Entry, ...] | None, read: Read, opened: stages.Opened) -> tuple[Entry, ...] | None:
    """Give the entries of some files, and of those that are gone: what a file that is not read has makes nothing known.

    Where text moves from one chapter to another, both are in the commit.
    """
    if baseline is None:
        return None
    there = frozenset(opened.folder.files) - read.files
    return tuple(entry for entry in baseline if entry.file not in there)


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
    budgets = spent(handbook, opened.config.markers.budgets, held, opened.folder, say, is_whole=terms.is_whole)
    extra = findings_of(Handbook(handbook.identity, ()), budgets.findings, say) if budgets.findings else ()
    weighed = tuple(_weighed(one, terms, budgets, say) for one in (*beside.findings, *extra))
    return Checked(in_order(weighed), beside.fixed, budgets.exceeded, terms.baseline is not None)


def _beside(findings: tuple[Finding, ...], terms: Terms, opened: stages.Opened) -> Compared:
    if terms.baseline is None:
        return Compared(findings, ())
    beside = compared(findings, terms.baseline, speaker(opened.config.language))
    return beside if terms.is_whole else beside._replace(fixed=())


def _weighed(finding: Finding, terms: Terms, budgets: Spent, say: Say) -> Finding:
    """Say of a finding whether it makes the check fail: it is new, weighs enough, and no budget covers it."""
    told = finding.diagnostic
    if finding.state != "new":
        return finding
    if told.where is not None and told.where.file in terms.outside:
        return finding._replace(state="suppressed", reason=say("This page is not in the table of contents."))
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


def merged(results: Mapping[Path, Checked]) -> Checked:
    """Give the results of several handbooks as one; their files are then named from the folder above them all."""
    if len(results) == 1:
        return next(iter(results.values()))
    above = Path(os.path.commonpath(results)) if results else Path()
    findings = [_under(folder.relative_to(above), one) for folder, result in results.items() for one in result.findings]
    exceeded = tuple(one for result in results.values() for one in result.exceeded)
    return Checked(in_order(findings), (), exceeded, any(result.has_baseline for result in results.values()))


def _under(folder: PurePath, finding: Finding) -> Finding:
    told = finding.diagnostic
    if told.where is None:
        return finding
    where = replace(told.where, file=(folder / told.where.file).as_posix())
    return finding._replace(diagnostic=told._replace(where=where))
