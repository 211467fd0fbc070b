"""The format `sarif`: SARIF 2.1.0 (OASIS), which forges turn into alerts.

An alert is known again by its partial fingerprint, never by its line: `primaryLocationLineHash` is the one that GitHub
compares, and `handbook/v1` is ours. What its author vouches for, and what is known to the baseline, is said again at
each run with its `suppressions`: an alert that came and went would be closed and opened again. What was fixed is left
out, not told as `absent`: GitHub does not read `baselineState`, and would keep it open.

Findings of the book as a whole are shown at the file that stands for it, for GitHub refuses a result without a place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from pipeline.diagnostics import Code
from pipeline.diagnostics.finding import Checked, Finding
from pipeline.diagnostics.formats.view import View, advice_of, hint_of, message_of, place_of, shown, why_of
from pipeline.diagnostics.visible import as_json, visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
# GitHub's limits for a rule's texts, in characters.
_SHORT, _LONG = 255, 1024
_SUGGESTED = frozenset((Code.M102, Code.M103))


def written(checked: Checked, view: View) -> str:
    """Give a log of one run."""
    findings = shown(checked, view)
    rules = _rules(findings)
    places = {name: place for place, name in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "handbook",
                "version": view.version,
                "semanticVersion": view.version,
                "language": view.language,
                "rules": [_rule(name, rules[name], view) for name in rules],
            }
        },
        # Alerts of two handbooks of one repository are not each other's.
        "automationDetails": {"id": f"handbook/{_uri(view.base)}/" if view.base else "handbook/"},
        "originalUriBaseIds": {_ROOT: {"description": {"text": view.say("The root of the repository.")}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(checked, view)],
        "results": [_result(finding, places[finding.rule], checked, view) for finding in findings],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Give the findings of each rule, the rules in order of their names."""
    met: dict[str, list[Finding]] = {}
    for finding in findings:
        met.setdefault(finding.rule, []).append(finding)
    return {name: tuple(met[name]) for name in sorted(met)}


def _rule(name: str, findings: tuple[Finding, ...], view: View) -> dict[str, Any]:
    worst = max(findings, key=lambda finding: finding.diagnostic.code.level)
    level = worst.diagnostic.code.level.name
    title, why, advice = visible(worst.title, _SHORT), why_of(worst, view), advice_of(worst, view)
    texts = [text for text in (why, advice) if text]
    return {
        "id": visible(name, _SHORT),
        "name": title,
        "shortDescription": {"text": title},
        "fullDescription": {"text": visible(why, _LONG)},
        "help": {"text": "\n".join(texts), "markdown": "\n\n".join(map(_plain_markdown, texts))},
        "defaultConfiguration": {"level": level},
        "properties": {
            "precision": "medium" if worst.diagnostic.code in _SUGGESTED else "very-high",
            "problem.severity": "recommendation" if level == "note" else level,
        },
    }


def _result(finding: Finding, rule_index: int, checked: Checked, view: View) -> dict[str, Any]:
    message = " ".join(filter(None, (message_of(finding, view), hint_of(finding, view))))
    result: dict[str, Any] = {
        "ruleId": visible(finding.rule, _SHORT),
        "ruleIndex": rule_index,
        "level": finding.diagnostic.code.level.name,
        # "[words](address)" would be a link (SARIF 3.11.6): words of the sources make none.
        "message": {"text": message.replace("](", "] (")},
        "locations": [_location(finding, view)],
        "partialFingerprints": {
            "handbook/v1": finding.fingerprint,
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
        },
    }
    if checked.has_baseline:
        result["baselineState"] = "unchanged" if finding.state == "known" else "new"
    if finding.state != "new":
        result["suppressions"] = [_suppression(finding, view)]
    if finding.owner:
        result["properties"] = {"owner": visible(finding.owner)}
    return result


def _suppression(finding: Finding, view: View) -> dict[str, str]:
    if finding.state == "suppressed":
        return {"kind": "inSource", "justification": visible(finding.reason)}
    return {"kind": "external", "justification": view.say("Known to the baseline.")}


def _location(finding: Finding, view: View) -> dict[str, Any]:
    place = place_of(finding.diagnostic, view)
    region = {"startLine": place.line}
    if not place.is_whole:
        region |= {"startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": _file(place.path),
            "region": region,
        }
    }
    section = [visible(title) for title in finding.section if title]
    if section:
        whole = " / ".join(section)
        location["logicalLocations"] = [{"name": section[-1], "fullyQualifiedName": whole, "kind": "section"}]
    return location


def _invocation(checked: Checked, view: View) -> dict[str, Any]:
    stopped = checked.stopped
    if stopped is None:
        return {"executionSuccessful": True}
    notification = {
        "level": "error",
        "message": {"text": visible(stopped.message(view.say))},
        "descriptor": {"id": stopped.code.name},
    }
    return {"executionSuccessful": False, "toolExecutionNotifications": [notification]}


def _file(path: str) -> dict[str, str]:
    """Give a file below the root by its relative address; one that is elsewhere has an address of its own."""
    return {"uri": f"file://{_uri(path)}"} if path.startswith("/") else {"uri": _uri(path), "uriBaseId": _ROOT}


def _uri(path: str) -> str:
    """Give a path as a relative URI (RFC 3986); a name that is not UTF-8 keeps its bytes."""
    return quote(os.fsencode(path), safe="/")


def _plain_markdown(text: str) -> str:
    """Give words that mean themselves in Markdown but for code in backquotes, which our own texts use."""
    return text.replace("<", "&lt;").replace("[", "\\[").replace("*", "\\*")
