"""The format `rdjson`: Reviewdog Diagnostic Format, for reviews by reviewdog on any forge.

Source of the rules: `proto/rdf/reviewdog.proto` of reviewdog. Columns count bytes of UTF-8 from 1, the end is just
after.
"""

from __future__ import annotations

from typing import Any

from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked, Finding
from pipeline.diagnostics.formats.view import View, hint_of, message_of, place_of, unsettled
from pipeline.diagnostics.visible import as_json, visible

_SEVERITIES = {Level.note: "INFO", Level.warning: "WARNING", Level.error: "ERROR"}


def written(checked: Checked, view: View) -> str:
    """Give a `DiagnosticResult`; findings known to the baseline or vouched for are left out."""
    findings = unsettled(checked, view)
    worst = max((finding.diagnostic.code.level for finding in findings), default=Level.note)
    return as_json(
        {
            "source": {"name": "handbook"},
            "severity": _SEVERITIES[worst],
            "diagnostics": [_diagnostic(finding, view) for finding in findings],
        }
    )


def _diagnostic(finding: Finding, view: View) -> dict[str, Any]:
    return {
        "message": "\n".join(filter(None, (message_of(finding, view), hint_of(finding, view)))),
        "location": _location(finding, view),
        "severity": _SEVERITIES[finding.diagnostic.code.level],
        "code": {"value": finding.rule},
    }


def _location(finding: Finding, view: View) -> dict[str, Any]:
    place, where = place_of(finding.diagnostic, view), finding.diagnostic.where
    if where is None or place.is_whole:
        return {"path": visible(place.path), "range": {"start": {"line": place.line}}}
    start = {"line": where.line, "column": _byte_column(view.line(where.file, where.line), where.column)}
    end = {"line": where.end_line, "column": _byte_column(view.line(where.file, where.end_line), where.end_column)}
    return {"path": visible(place.path), "range": {"start": start, "end": end}}


def _byte_column(line: str, column: int) -> int:
    """Give a column, which counts characters, in bytes of UTF-8; in a line that is not known each takes one."""
    before = line[: column - 1]
    return column + sum(len(character.encode(errors="replace")) - 1 for character in before)
