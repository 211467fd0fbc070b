"""What a check says at its end: how much was found, what of it is known or settled, and why it fails."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked, Finding
from pipeline.messages import Say


def is_shown(finding: Finding, least: Level, *, is_verbose: bool) -> bool:
    """Tell whether an editor is shown a finding: what is known or suppressed is, when all is asked for."""
    told = finding.diagnostic.code.value.level
    return is_verbose or (told >= least and finding.state == "new")


def verdict(checked: Checked, say: Say) -> Iterator[str]:
    """Give the closing lines of a check."""
    weighty = [one for one in checked.findings if one.diagnostic.code.value.level >= Level.warning]
    if not checked.findings and not checked.fixed:
        yield say("Nothing to report.")
        return
    yield _sum(checked, weighty, say)
    if count := len(checked.fixed):
        yield (
            say("1 finding of the baseline is settled: run handbook baseline again.")
            if count == 1
            else say("{count} findings of the baseline are settled: run handbook baseline again.", count=count)
        )
    yield from _why(checked, say)


def _sum(checked: Checked, weighty: list[Finding], say: Say) -> str:
    """Give the counts in one line: those that are nought and tell nothing are left out."""
    states = [one.state for one in weighty]
    notes = sum(one.state != "suppressed" for one in checked.findings) - len(states) + states.count("suppressed")
    known = states.count("known")
    counts = [
        *([say("new: {count}", count=states.count("new"))] if checked.has_baseline else []),
        *([say("known: {count}", count=known)] if checked.has_baseline else []),
        *([say("set aside: {count}", count=count)] if (count := states.count("suppressed")) else []),
        *([say("notes: {count}", count=notes)] if notes else []),
    ]
    said = say("Findings: {count}", count=len(weighty))
    return f"{said} ({', '.join(counts)})." if counts else f"{said}."


def _why(checked: Checked, say: Say) -> Iterator[str]:
    """Say whether the check fails, and why."""
    failing = [one for one in checked.findings if one.is_failing]
    if not failing:
        yield say("The check passes.")
        return
    yield say("The check fails: {count} to mend.", count=len(failing))
