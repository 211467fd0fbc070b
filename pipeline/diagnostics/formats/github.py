"""The format `github`: workflow commands, which GitHub Actions shows beside the lines of a pull request.

Source of the rules: GitHub's "Workflow commands" and the escaping of its own toolkit (% CR LF in a message; : and ,
too in a property). At most ten commands of each kind are shown per step: those that fail come first, and the sum is
said. A column makes sense to GitHub only where a finding begins and ends on one line.
"""

from __future__ import annotations

from collections import Counter

from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked, Finding
from pipeline.diagnostics.formats.view import LEVELS, View, hint_of, message_of, place_of, unsettled
from pipeline.diagnostics.visible import visible

SHOWN_PER_KIND = 10
_COMMANDS = {Level.note: "notice", Level.warning: "warning", Level.error: "error"}
_LONGEST = 1000


def written(checked: Checked, view: View) -> str:
    """Give a workflow command a line; findings known to the baseline or vouched for are left out."""
    findings = sorted(unsettled(checked, view), key=lambda finding: not finding.is_failing)
    lines = [_command(finding, view) for finding in findings]
    kinds = Counter(finding.diagnostic.code.level for finding in findings)
    if max(kinds.values(), default=0) > SHOWN_PER_KIND:
        told = view.say(
            "Findings: {total}. GitHub shows {most} of each kind; the report has them all.",
            total=len(findings),
            most=SHOWN_PER_KIND,
        )
        lines.append(f"::notice title=handbook check::{_escaped(told)}")
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding, view: View) -> str:
    place = place_of(finding.diagnostic, view)
    properties = {"file": visible(place.path), "line": str(place.line), "endLine": str(place.end_line)}
    if not place.is_whole and place.line == place.end_line:
        # GitHub's end is the last column that belongs to the finding.
        properties |= {"col": str(place.column), "endColumn": str(max(place.column, place.end_column - 1))}
    properties["title"] = visible(_title(finding, view), 250)
    said = "\n".join(filter(None, (message_of(finding, view, _LONGEST), hint_of(finding, view))))
    written_out = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.diagnostic.code.level]} {written_out}::{_escaped(said)}"


def _title(finding: Finding, view: View) -> str:
    """Give a marker's kind; a code's own title would say the message twice."""
    code = finding.diagnostic.code
    if finding.rule == code.name:
        return f"{view.say(LEVELS[code.level])} {code.name}"
    return f"{finding.title} ({finding.rule})"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
