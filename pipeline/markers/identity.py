"""What makes a marker the same marker tomorrow: its kind, its words, the headings above it, and its rank among equals.

Never its line or its file: a baseline keyed on lines broke on 59 of 509 commits of one project (field guide: markers).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from typing import TypeAlias

from pipeline.markers.carried import after
from pipeline.markers.find import find
from pipeline.markers.flat import flatten, read_aloud
from pipeline.markers.passages import Path
from pipeline.markers.shape import RuleBook
from pipeline.model import Inlines

Identity: TypeAlias = tuple[str, ...]
Bare: TypeAlias = Callable[[Inlines], str]


def normal(text: str) -> str:
    """Give words without case, signs and spacing; words made of signs only stay as they are."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip() or text


def _bare(title: Inlines, book: RuleBook) -> str:
    """Give a heading's words without its markers: finishing the heading must not change what stands below it."""
    flat = flatten(title)
    words, at = [], 0
    for hit in find(flat, "heading", False, book):
        words.append(read_aloud(flat, at, hit.start))
        at = after(flat.text, hit.start, hit.end).end
    return normal("".join([*words, read_aloud(flat, at, len(flat.text))]))


def bare_titles(book: RuleBook) -> Bare:
    """Give the function that gives a heading's words without its markers; each heading is searched once."""
    known: dict[int, tuple[Inlines, str]] = {}  # a run that is kept keeps its identity in memory for itself

    def bare(title: Inlines) -> str:
        if id(title) not in known:
            known[id(title)] = title, _bare(title, book)
        return known[id(title)][1]

    return bare


def identity(kind: str, words: str, path: Path, bare: Bare) -> Identity:
    """Give what identifies a marker, but for its rank among equals; `words` without what they carry."""
    return (kind, normal(words), *(bare(title) for _, title in path))


def fingerprint(same: Identity, rank: int) -> str:
    """Give a marker's identity as 16 hexadecimal digits; `rank` counts from 1 among markers of the same identity."""
    return sha256("\x1f".join((*same, str(rank))).encode()).hexdigest()[:16]
