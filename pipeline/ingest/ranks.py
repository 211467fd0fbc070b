"""The order of pages that nobody listed: the ranks their authors gave them (Hugo's weight, Docusaurus' position)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import PurePosixPath

from pipeline.model import Page

_FIRST = -math.inf
_UNRANKED = math.inf


def by_rank(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Give pages, which stand in natural order, by the ranks of their front matter.

    Files and folders of one folder are ranked together, a folder by its first page's rank; those without a rank follow
    in their natural order. A folder's first page stays first in it.
    """
    if all(page.record.order is None for page in pages):
        return pages
    return tuple(_ranked([(PurePosixPath(page.file).parts, page) for page in pages]))


def _is_first(steps: Sequence[str]) -> bool:
    return len(steps) == 1 and PurePosixPath(steps[0]).stem.casefold() in ("readme", "index")


def _ranked(pages: list[tuple[tuple[str, ...], Page]]) -> list[Page]:
    """Order the pages of one folder, given with what of their paths lies below it."""
    groups: dict[str, list[tuple[tuple[str, ...], Page]]] = {}
    for steps, page in pages:
        groups.setdefault(steps[0], []).append((steps, page))

    def rank(name: str) -> float:
        if _is_first((name,)) and len(groups[name][0][0]) == 1:
            return _FIRST
        named = [page for steps, page in groups[name] if len(steps) == 1 or _is_first(steps[1:])]
        return next((page.record.order for page in named if page.record.order is not None), _UNRANKED)

    ordered: list[Page] = []
    for name in sorted(groups, key=rank):
        inside = groups[name]
        if len(inside[0][0]) == 1:
            ordered += [page for _steps, page in inside]
        else:
            ordered += _ranked([(steps[1:], page) for steps, page in inside])
    return ordered
