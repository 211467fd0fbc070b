"""A finding of a check: a diagnostic that is known again tomorrow, and what the check makes of it.

It is what the formats for CI show (`pipeline.diagnostics.formats`), whatever found it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from pipeline.diagnostics import Diagnostic

State: TypeAlias = Literal["new", "known", "suppressed"]


class Finding(NamedTuple):
    """One finding.

    Attributes:
        diagnostic: what was found, and where.
        rule: the name of its rule, for `handbook explain`: a marker's kind ("enrich"), else the code ("S151").
        title: the rule's name for readers, said ("À enrichir"), else that of its code.
        fingerprint: 16 hexadecimal digits that stay the same while text is moved about or files are renamed.
        section: the headings above it, from the chapter's title down.
        owner: who is to see to it, or "".
        state: `known` to the baseline, `suppressed` by a comment in the sources, else `new`.
        reason: why it is suppressed, in its author's words, or "".
        is_failing: whether it makes the check fail.
        trace: 16 hexadecimal digits of what it is apart from where it stands, by which it is known again when it is
            moved to another section; those of two findings may be equal.
    """

    diagnostic: Diagnostic
    rule: str
    title: str
    fingerprint: str
    section: tuple[str, ...] = ()
    owner: str = ""
    state: State = "new"
    reason: str = ""
    is_failing: bool = False
    trace: str = ""


class Fixed(NamedTuple):
    """A finding of the baseline that is no more: its fingerprint, its rule, its file and its words as they were."""

    fingerprint: str
    rule: str
    file: str
    text: str


class Exceeded(NamedTuple):
    """A budget that is exceeded: what it is about, in words, what it allows, and how many there are."""

    about: str
    allowed: int
    found: int


class Checked(NamedTuple):
    """What a check found: the findings in order of place, what was fixed since the baseline, budgets exceeded.

    `has_baseline` says whether findings were compared with one, `is_ratcheted` whether what was fixed left it since.
    `stopped` is why the check ended before its end: it is one of the findings then, the others are those made until
    then.
    """

    findings: tuple[Finding, ...]
    fixed: tuple[Fixed, ...] = ()
    exceeded: tuple[Exceeded, ...] = ()
    has_baseline: bool = False
    stopped: Diagnostic | None = None
    is_ratcheted: bool = False

    @property
    def is_failing(self) -> bool:
        """Whether the check fails."""
        return bool(self.exceeded) or any(finding.is_failing for finding in self.findings)
