"""The format `gitlab`: a Code Quality report, which GitLab compares with that of the target branch.

Source of the rules: GitLab's "Code Quality report format". Each object needs every one of these members: the widget
stops at the first that lacks one, and of two objects with the same fingerprint it shows the first. What is known to
the baseline stays in the report, else the widget would call it fixed.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked
from pipeline.diagnostics.formats.view import View, message_of, place_of, shown
from pipeline.diagnostics.visible import as_json, visible

_SEVERITIES = {Level.note: "info", Level.warning: "minor", Level.error: "major"}


def written(checked: Checked, view: View) -> str:
    """Give a JSON list of issues."""
    issues: list[dict[str, Any]] = []
    met: Counter[str] = Counter()
    for finding in shown(checked, view):
        if finding.state == "suppressed":
            continue
        place = place_of(finding.diagnostic, view)
        met[finding.fingerprint] += 1
        again = met[finding.fingerprint]
        issues.append(
            {
                "description": message_of(finding, view),
                "check_name": finding.rule,
                "fingerprint": finding.fingerprint if again == 1 else f"{finding.fingerprint}-{again}",
                "severity": "critical" if finding.is_failing else _SEVERITIES[finding.diagnostic.code.level],
                "location": {
                    "path": visible(place.path),
                    "lines": {"begin": place.line, "end": place.end_line},
                },
            }
        )
    return as_json(issues)
