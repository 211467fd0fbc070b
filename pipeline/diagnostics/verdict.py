"""What a check says at its end: what was settled, how much was found, what of it is known, and why it fails."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked
from pipeline.diagnostics.visible import inert
from pipeline.messages import Say
from pipeline.messages import mark as _

# So many settled points are named; nobody reads hundreds.
_NAMED = 10
_ONE_TAKEN_OUT = _("1 finding of the baseline was settled and is out of it now.")
_TAKEN_OUT = _("{count} findings of the baseline were settled and are out of it now.")
_ONE_TO_TAKE_OUT = _("1 finding of the baseline is settled: run `handbook check --ratchet` to take it out.")
_TO_TAKE_OUT = _("{count} findings of the baseline are settled: run `handbook check --ratchet` to take them out.")


def verdict(checked: Checked, say: Say) -> Iterator[str]:
    """Give the closing lines of a check: what was settled, how much was found, whether it fails and why."""
    yield from _settled(checked, say)
    if not checked.findings:
        yield say("Nothing to report.")
        return
    yield _sum(checked, say)
    yield " ".join(_why(checked, say))


def _why(checked: Checked, say: Say) -> Iterator[str]:
    """Say whether a check fails, and why; where it does not though errors remain, that they are allowed."""
    failing = sum(one.is_failing for one in checked.findings) - len(checked.exceeded)
    if not checked.is_failing:
        remains = any(one.state == "new" and one.diagnostic.code.value.level is Level.error for one in checked.findings)
        yield say("The check passes: what remains is allowed.") if remains else say("The check passes.")
        return
    yield say("The check fails.")
    allowed = sum(
        one.state == "new" and not one.is_failing and one.diagnostic.code.value.level is Level.error
        for one in checked.findings
    )
    if failing:
        said = _("New findings to mend: {count}.") if checked.has_baseline else _("Findings to mend: {count}.")
        yield say(said, count=failing)
    for one in checked.exceeded:
        yield say(
            "Over budget: {about} ({count} for {allowed}).",
            about=inert(one.about),
            count=one.found,
            allowed=one.allowed,
        )
    if allowed and not checked.exceeded:
        yield say("Allowed by the settings: {count}.", count=allowed)


def _settled(checked: Checked, say: Say) -> Iterator[str]:
    if not checked.fixed:
        return
    for one in checked.fixed[:_NAMED]:
        yield say("Settled: {text} ({file})", text=inert(one.text), file=inert(one.file) or "—")
    count = len(checked.fixed)
    if count > _NAMED:
        yield say("… and {count} others.", count=count - _NAMED)
    if checked.is_ratcheted:
        yield say(_ONE_TAKEN_OUT) if count == 1 else say(_TAKEN_OUT, count=count)
    else:
        yield say(_ONE_TO_TAKE_OUT) if count == 1 else say(_TO_TAKE_OUT, count=count)


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
