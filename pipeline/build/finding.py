"""The findings of a check, each with an identity that outlives renamed files, moved sections and reflowed lines.

Never a line number or a path: a baseline keyed on lines broke on 59 of 509 commits of one project (field guide:
markers).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType

from pipeline.build.explaining import code_title
from pipeline.build.sections import section_finder
from pipeline.build.stages import of_marker
from pipeline.diagnostics import Code, Diagnostic
from pipeline.diagnostics.finding import Finding
from pipeline.emit.words import marker_words
from pipeline.markers.identity import normal
from pipeline.messages import Say
from pipeline.model import Handbook, Marker
from pipeline.model.kind import kind_title
from pipeline.source import Span

# Values that say how much, which changes every day, and not what.
_MEASURES = frozenset(("count", "size", "most", "rules", "allowed"))
# What tells of the unfinished places that are not told as markers (`of_marker`), by their kind.
_TOLD_BY: Mapping[str, frozenset[Code]] = MappingProxyType(
    {
        "dead-link": frozenset((Code.S151, Code.N120)),
        "missing-image": frozenset((Code.S140, Code.S141, Code.S142, Code.S143)),
        "empty-row": frozenset((Code.N103,)),
        "empty-page": frozenset((Code.N104,)),
    }
)
# Nobody writes so many letters twice: a marker of that length is known by its own words, without its subject.
_TELLING = 24


def findings_of(handbook: Handbook, told: Iterable[Diagnostic], say: Say) -> tuple[Finding, ...]:
    """Give everything that a check found, in the order of places, each as new or suppressed.

    Args:
        handbook: the book, its markers recognised.
        told: what was reported on the way, its markers aside.
        say: the voice that names the rules.
    """
    return in_order((*_of_markers(handbook, say), *_of_diagnostics(handbook, told, say)))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give findings in the order of their places; what is about the book as a whole comes first."""
    return tuple(sorted(findings, key=lambda finding: _order(finding.diagnostic)))


def _order(told: Diagnostic) -> tuple[str, int, int, str]:
    where = told.where
    return ("", 0, 0, told.code.name) if where is None else (where.file, where.line, where.column, told.code.name)


def _of_markers(handbook: Handbook, say: Say) -> Iterator[Finding]:
    for marker in handbook.markers:
        if (told := of_marker(marker)) is not None:
            yield _of_marker(marker, told, say)
    for one in handbook.suppressed:
        if (told := of_marker(one.marker)) is not None:
            yield _of_marker(one.marker, told, say)._replace(state="suppressed", reason=one.reason)


def _of_marker(marker: Marker, told: Diagnostic, say: Say) -> Finding:
    words = normal(marker_words(marker))
    subject = "" if len(words) >= _TELLING else normal(marker.subject)
    return Finding(
        diagnostic=told,
        rule=marker.kind,
        title=say(kind_title(marker.kind)),
        fingerprint=marker.fingerprint,
        section=marker.section,
        owner=marker.owner,
        trace=_digits(marker.kind, words, subject),
    )


def _of_diagnostics(handbook: Handbook, told: Iterable[Diagnostic], say: Say) -> Iterator[Finding]:
    """Give what is no marker. What a suppressed marker would have told at the same place is suppressed with it."""
    reason_of = _reasons(handbook)
    section_of = section_finder(handbook)
    ranks: dict[tuple[str, ...], int] = {}
    titles: dict[Code, str] = {}
    known: set[tuple[object, ...]] = set()
    for one in told:
        said = (one.code.name, *_quoted(one))
        if (one.where, *said) in known:  # a piece that many pages include is told of by each
            continue
        known.add((one.where, *said))
        section = section_of(one.where)
        same = (*said, *section.same)
        rank = ranks[same] = ranks.get(same, 0) + 1
        reason = reason_of(one)
        yield Finding(
            diagnostic=one,
            rule=one.code.name,
            title=titles.get(one.code) or titles.setdefault(one.code, code_title(one.code, say)),
            fingerprint=_digits(*same, str(rank)),
            section=section.headings,
            state="suppressed" if reason else "new",
            reason=reason,
            trace=_digits(*said) if said[1:] else _digits(*said, *section.same[-1:]),
        )


def _reasons(handbook: Handbook) -> Callable[[Diagnostic], str]:
    """Give the function that says why a finding is suppressed with the marker that stands at its place, or ""."""
    vouched = [one for one in handbook.suppressed if of_marker(one.marker) is None]

    def reason(told: Diagnostic) -> str:
        for one in vouched:
            if told.code in _TOLD_BY.get(one.marker.kind, ()) and _meet(one.marker.span, told.where):
                return one.reason
        return ""

    return reason if vouched else lambda _told: ""


def _meet(one: Span, other: Span | None) -> bool:
    """Tell whether two places of a file share a character: the words of a link are a part of it."""
    if other is None or one.file != other.file:
        return False
    starts = max((one.line, one.column), (other.line, other.column))
    return starts < min((one.end_line, one.end_column), (other.end_line, other.end_column)) or one == other


def _quoted(told: Diagnostic) -> Iterator[str]:
    """Give the words that a message quotes from the sources, normalised; how it names its own file is none of them.

    What only the hint says (the nearest page) changes with other files, and is not looked at.
    """
    for name, value in told.values:
        if name in _MEASURES or f"{{{name}}}" not in told.code.value.message:
            continue
        path, _, fragment = value.partition("#")
        words = fragment if path in _own_names(told.where) else value
        if words:
            yield normal(words)


def _own_names(where: Span | None) -> tuple[str, ...]:
    """Give the ways in which a finding may name the file that it stands in."""
    if where is None:
        return ()
    name = posixpath.basename(where.file)
    return (where.file, name, posixpath.splitext(name)[0])


def _digits(*words: str) -> str:
    return sha256("\x1f".join(words).encode()).hexdigest()[:16]
