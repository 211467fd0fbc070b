"""Markers that their author vouches for, by a comment beside them that says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from pipeline.markers.shape import Kind
from pipeline.model import Handbook, Marker, Suppression

Vouch: TypeAlias = Callable[[Marker], str]


def _is_about(suppression: Suppression, marker: Marker) -> bool:
    """Tell whether a comment is about a marker."""
    if suppression.span.file != marker.span.file or not suppression.first <= marker.span.line <= suppression.last:
        return False
    return not suppression.kinds or marker.kind.casefold() in map(str.casefold, suppression.kinds)


def voucher(suppressions: Iterable[Suppression]) -> Vouch:
    """Give the function that says why a marker is none, in its author's words; "" where nobody says so."""
    by_file: dict[str, list[Suppression]] = {}
    for one in suppressions:
        if one.reason:
            by_file.setdefault(one.span.file, []).append(one)

    def vouch(marker: Marker) -> str:
        about = (one for one in by_file.get(marker.span.file, ()) if _is_about(one, marker))
        return next((one.reason for one in about), "")

    return vouch


def unused(handbook: Handbook, kinds: Iterable[Kind]) -> tuple[Suppression, ...]:
    """Give the suppressions of a book, whose markers are recognised, that suppress nothing.

    One without a reason is no suppression, and one of kinds that are not looked for cannot be judged.
    """
    looked_for = {kind.name.casefold() for kind in kinds}

    def is_unused(one: Suppression) -> bool:
        if not one.reason or (one.kinds and not looked_for & set(map(str.casefold, one.kinds))):
            return False
        return not any(_is_about(one, known.marker) for known in handbook.suppressed)

    return tuple(filter(is_unused, handbook.suppressions))
