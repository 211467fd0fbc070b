"""What a check says at its end: what was settled, how much was found, what of it is known, and why it fails."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked
from pipeline.messages import Say

# So many settled points are named; nobody reads hundreds.
_NAMED = 10


def verdict(checked: Checked, say: Say) -> Iterator[str]:
    """Give the closing lines of a check: what was settled, how much was found, whether it fails and why."""
    yield from _settled(checked, say)
    if not checked.findings:
        yield say("Nothing to report.")
        return
    yield _sum(checked, say)
    if not checked.is_failing:
        yield say("The check passes.")
        return
    failing = sum(one.is_failing for one in checked.findings) - len(checked.exceeded)
    reasons = [
        *([say("to mend: {count}", count=failing)] if failing else []),
        *(_over(one.about, one.found, one.allowed, say) for one in checked.exceeded),
    ]
    yield say("The check fails: {reasons}.", reasons="; ".join(reasons))


def _over(about: str, found: int, allowed: int, say: Say) -> str:
    return say("over budget ({about}: {count} for {allowed})", about=about, count=found, allowed=allowed)


def _settled(checked: Checked, say: Say) -> Iterator[str]:
    if not checked.fixed:
        return
    for one in checked.fixed[:_NAMED]:
        yield say("Settled: {text} ({file})", text=one.text, file=one.file or "—")
    count = len(checked.fixed)
    if count > _NAMED:
        yield say("… and {count} others.", count=count - _NAMED)
    yield (
        say("1 finding of the baseline is settled: run handbook baseline again.")
        if count == 1
        else say("{count} findings of the baseline are settled: run handbook baseline again.", count=count)
    )


def _sum(checked: Checked, say: Say) -> str:
    """Give the counts in one line; notes, which are not shown, are counted apart."""
    states = [one.state for one in checked.findings if one.diagnostic.code.value.level >= Level.warning]
    aside = states.count("suppressed")
    counts = [
        *([say("new: {count}", count=states.count("new"))] if checked.has_baseline else []),
        *([say("known: {count}", count=states.count("known"))] if checked.has_baseline else []),
        *([say("set aside: {count}", count=aside)] if aside else []),
    ]
    more = f" ({', '.join(counts)})" if counts else ""
    notes = len(checked.findings) - len(states)
    found = say("Findings: {count}", count=len(states)) + more
    return (found + say("; small remarks: {count}", count=notes) if notes else found) + "."
