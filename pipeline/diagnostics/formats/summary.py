"""The job summary of GitHub Actions: what a check found, on one page of Markdown.

GitHub refuses a summary above 1 MiB, so the tables are short and the reports have the rest.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked, Finding, State
from pipeline.diagnostics.formats.view import LEVELS, View, message_of, place_of, shown
from pipeline.diagnostics.visible import visible

_ROWS = 30
_LONGEST = 200
# Every sign that means something in GitHub's Markdown; a colon and a point would make an address a link.
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:@$])")


def summary(checked: Checked, view: View) -> str:
    """Give the page, ended by an empty line: GitHub puts those of several steps one after the other."""
    parts = [_heading(checked, view)]
    if checked.stopped is not None:
        said = f"{checked.stopped.message(view.say)} {checked.stopped.hint(view.say)}"
        warned = view.say("The check stopped before its end: what follows is not all.")
        parts.append(f"**{warned}** {_words(said)}")
    findings = shown(checked, view)
    if findings:
        parts.append(_levels(checked, findings, view))
    parts += [_fixed_line(checked, view), _first(findings, view), _kinds(findings, view)]
    return "\n\n".join(filter(None, parts)) + "\n\n"


def _heading(checked: Checked, view: View) -> str:
    failing = sum(finding.is_failing for finding in checked.findings)
    title = view.say("Check of the handbook “{name}”", name=view.base or ".")
    verdict = view.say("to mend: {count}", count=failing) if failing else view.say("nothing stands in the way")
    return f"### {_words(title)} — {verdict}"


def _levels(checked: Checked, findings: Sequence[Finding], view: View) -> str:
    say = view.say
    head = [say("Level"), say("New"), say("Known"), say("Set aside")] if checked.has_baseline else None
    head = head or [say("Level"), say("Findings"), say("Set aside")]
    states: tuple[State, ...] = ("new", "known", "suppressed") if checked.has_baseline else ("new", "suppressed")
    counts = Counter((finding.diagnostic.code.level, finding.state) for finding in findings)
    rows = [
        [say(LEVELS[level]), *(str(counts[level, state]) for state in states)]
        for level in sorted(Level, reverse=True)
        if any(counts[level, state] for state in states)
    ]
    return _table(head, rows)


def _kinds(findings: Iterable[Finding], view: View) -> str:
    unsettled = [finding for finding in findings if finding.state == "new"]
    counts = Counter((finding.title, finding.rule) for finding in unsettled)
    failing = Counter((finding.title, finding.rule) for finding in unsettled if finding.is_failing)
    ordered = sorted(counts, key=lambda kind: (-failing[kind], -counts[kind], kind))[:_ROWS]
    rows = [
        [f"{_words(title, _LONGEST)} ({_words(rule, _LONGEST)})", str(counts[title, rule]), str(failing[title, rule])]
        for title, rule in ordered
    ]
    say = view.say
    return _table([say("What was found"), say("Findings"), say("To mend")], rows) if rows else ""


def _fixed_line(checked: Checked, view: View) -> str:
    return view.say("Fixed since the baseline: {count}.", count=len(checked.fixed)) if checked.fixed else ""


def _first(findings: Iterable[Finding], view: View) -> str:
    failing = [finding for finding in findings if finding.is_failing]
    if not failing:
        return ""
    say = view.say
    head = [say("Place"), say("What is to be mended"), say("For")]
    rows = [
        [_place(finding, view), _words(message_of(finding, view), _LONGEST), _words(finding.owner, _LONGEST)]
        for finding in failing[:_ROWS]
    ]
    if not any(owner for *_others, owner in rows):
        head, rows = head[:2], [row[:2] for row in rows]
    table = _table(head, rows)
    rest = len(failing) - len(rows)
    if not rest:
        return table
    more = say("And {count} more: the report has them all.", count=rest)
    return f"{table}\n\n{more}"


def _place(finding: Finding, view: View) -> str:
    place = place_of(finding.diagnostic, view)
    words = _words(place.path if place.is_whole else f"{place.path}:{place.line}", _LONGEST)
    if not view.forge or place.path.startswith(("/", "../")):
        return words
    # `plain=1`: the page as it is written, for a page as it is read has no lines.
    line = "" if place.is_whole else f"?plain=1#L{place.line}"
    return f"[{words}]({view.forge}/{quote(os.fsencode(place.path), safe='/')}{line})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a table, its columns of figures aligned at the right."""
    rules = ["---:" if all(cell.isdigit() for cell in column) else "---" for column in zip(*rows, strict=True)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rules, *rows))


def _words(text: str, most: int = 0) -> str:
    """Give words that mean nothing but themselves in GitHub's Markdown, on one line."""
    bare = visible(text, most).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SIGNS.sub(r"\\\1", bare)
