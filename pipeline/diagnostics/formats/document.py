"""The formats `json` and `jsonl`: everything that a check knows, for programs. `handbook schema check` describes it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
from msgspec import Struct

from pipeline.diagnostics import Diagnostic
from pipeline.diagnostics.finding import Checked, Finding, State
from pipeline.diagnostics.formats.view import View, shown
from pipeline.diagnostics.visible import as_json


class Told(Struct, frozen=True):
    """A finding. Lines and columns count from 1, in characters, the end just after; 0 for the book as a whole.

    `rule` is what `handbook explain` explains; `fingerprint` stays the same while text is moved or files are renamed.
    """

    rule: str
    title: str
    code: str
    level: str
    message: str
    hint: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    section: tuple[str, ...]
    owner: str
    state: State
    reason: str
    failing: bool
    fingerprint: str


class Gone(Struct, frozen=True):
    """A finding of the baseline that is no more."""

    fingerprint: str
    rule: str
    file: str
    text: str


class Over(Struct, frozen=True):
    """A budget that is exceeded."""

    about: str
    allowed: int
    found: int


class Stop(Struct, frozen=True):
    """Why a check stopped before its end: what it had not reached yet is not in the report."""

    code: str
    message: str
    hint: str


class Counts(Struct, frozen=True):
    """How many findings there are, notes that are not listed included."""

    findings: int
    failing: int
    error: int
    warning: int
    note: int
    new: int
    known: int
    suppressed: int
    fixed: int


class Document(Struct, frozen=True):
    """What a check found. `format` changes when the meaning of a field does."""

    format: int
    version: str
    sources: str
    failing: bool
    stopped: Stop | None
    compared: bool
    counts: Counts
    findings: tuple[Told, ...]
    fixed: tuple[Gone, ...]
    exceeded: tuple[Over, ...]


def written(checked: Checked, view: View) -> str:
    """Give the whole as one JSON object."""
    return as_json(msgspec.to_builtins(_document(checked, view)))


def written_in_lines(checked: Checked, view: View) -> str:
    """Give one JSON object a line, a finding each."""
    told = (msgspec.to_builtins(_told(finding, view)) for finding in shown(checked, view))
    return "".join(as_json(each, is_indented=False) for each in told)


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of the format `json`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Document)}


def _document(checked: Checked, view: View) -> Document:
    return Document(
        format=1,
        version=view.version,
        sources=view.base or ".",
        failing=checked.is_failing,
        stopped=None if checked.stopped is None else _stop(checked.stopped, view),
        compared=checked.has_baseline,
        counts=_counts(checked),
        findings=tuple(_told(finding, view) for finding in shown(checked, view)),
        fixed=tuple(Gone(one.fingerprint, one.rule, view.path(one.file), one.text) for one in checked.fixed),
        exceeded=tuple(Over(*budget) for budget in checked.exceeded),
    )


def _stop(stopped: Diagnostic, view: View) -> Stop:
    return Stop(stopped.code.name, stopped.message(view.say), stopped.hint(view.say))


def _counts(checked: Checked) -> Counts:
    levels = Counter(finding.diagnostic.code.level.name for finding in checked.findings)
    states = Counter(finding.state for finding in checked.findings)
    return Counts(
        findings=len(checked.findings),
        failing=sum(finding.is_failing for finding in checked.findings),
        error=levels["error"],
        warning=levels["warning"],
        note=levels["note"],
        new=states["new"],
        known=states["known"],
        suppressed=states["suppressed"],
        fixed=len(checked.fixed),
    )


def _told(finding: Finding, view: View) -> Told:
    diagnostic, where = finding.diagnostic, finding.diagnostic.where
    return Told(
        rule=finding.rule,
        title=finding.title,
        code=diagnostic.code.name,
        level=diagnostic.code.level.name,
        message=diagnostic.message(view.say),
        hint=diagnostic.hint(view.say),
        file=view.path(where.file) if where else "",
        line=where.line if where else 0,
        column=where.column if where else 0,
        end_line=where.end_line if where else 0,
        end_column=where.end_column if where else 0,
        section=finding.section,
        owner=finding.owner,
        state=finding.state,
        reason=finding.reason,
        failing=finding.is_failing,
        fingerprint=finding.fingerprint,
    )
