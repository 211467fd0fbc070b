"""Markers that their author vouches for, by a comment beside them that says why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from pipeline.markers.cover import cover, holder
from pipeline.markers.shape import Kind
from pipeline.model import Handbook, Marker, Suppression

Vouch: TypeAlias = Callable[[Marker], str]

# What a comment without a kind is about.
_ALL = ""


def _kinds(suppression: Suppression) -> Iterator[str]:
    return map(str.casefold, suppression.kinds) if suppression.kinds else iter((_ALL,))


def voucher(suppressions: Iterable[Suppression]) -> Vouch:
    """Give the function that says why a marker is none, in its author's words; "" where nobody says so."""
    about: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for one in suppressions:
        for kind in _kinds(one) if one.reason else ():
            about.setdefault((one.span.file, kind), []).append((one.first, one.last, one.reason))
    covers = {place: cover(lines) for place, lines in about.items()}

    def vouch(marker: Marker) -> str:
        line = marker.span.line
        for kind in (marker.kind.casefold(), _ALL) if covers else ():
            known = covers.get((marker.span.file, kind))
            reason = holder(known, line, line) if known is not None else None
            if reason is not None:
                return reason
        return ""

    return vouch


def unused(handbook: Handbook, kinds: Iterable[Kind]) -> tuple[Suppression, ...]:
    """Give the suppressions of a book, whose markers are recognised, that suppress nothing.

    One without a reason is no suppression, and one of kinds that are not looked for cannot be judged.
    """
    looked_for = {kind.name.casefold() for kind in kinds}
    lines: dict[tuple[str, str], list[int]] = {}
    for known in handbook.suppressed:
        span = known.marker.span
        for kind in (known.marker.kind.casefold(), _ALL):
            lines.setdefault((span.file, kind), []).append(span.line)
    ordered = {place: sorted(found) for place, found in lines.items()}

    def has_one(one: Suppression, kind: str) -> bool:
        found = ordered.get((one.span.file, kind), [])
        index = bisect_left(found, one.first)
        return index < len(found) and found[index] <= one.last

    def is_unused(one: Suppression) -> bool:
        judged = one.reason and (not one.kinds or looked_for & set(_kinds(one)))
        return bool(judged) and not any(has_one(one, kind) for kind in _kinds(one))

    return tuple(filter(is_unused, handbook.suppressions))
