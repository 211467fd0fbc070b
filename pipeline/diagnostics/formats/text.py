"""The format `text`: a line for each finding as terminals and editors know it, its hint below, and the sum."""

from __future__ import annotations

from pathlib import PurePosixPath

from pipeline.diagnostics import Diagnostic
from pipeline.diagnostics.finding import Checked
from pipeline.diagnostics.formats.view import LEVELS, View, unsettled
from pipeline.diagnostics.verdict import verdict
from pipeline.diagnostics.visible import inert
from pipeline.messages import Say


def finding_lines(finding: Diagnostic, say: Say, source: str) -> tuple[str, str, str]:
    """Give a finding's place, its level and code, and its message with the hint under it."""
    level = say(LEVELS[finding.code.level])
    hint = finding.hint(say)
    text = inert(finding.message(say)) + (f"\n    {inert(hint)}" if hint else "")
    place = inert(_place(finding, source))
    # It obeys a line that begins with `::` too.
    return f"./{place}" if place.startswith("::") else place, f"{level}[{finding.code.name}]", text


def written(checked: Checked, view: View) -> str:
    """Give the findings that are neither known to the baseline nor vouched for."""
    told = (finding_lines(finding.diagnostic, view.say, view.base or ".") for finding in unsettled(checked, view))
    lines = [f"{where}: {level}: {text}" for where, level, text in told]
    closing = () if checked.stopped is not None else verdict(checked, view.say)
    return "".join(f"{line}\n" for line in (*lines, *closing))


def _place(finding: Diagnostic, source: str) -> str:
    where = finding.where
    if where is None:
        return source
    base = "" if source in ("", ".") else source
    return f"{PurePosixPath(base) / where.file}:{where.line}:{where.column}"
