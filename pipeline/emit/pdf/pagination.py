"""Where fragments stand in a book: the number of their first page, and that of each place in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.emit.pdf.fragment import Fragment


class Piece(NamedTuple):
    """A fragment in its place; `first` is the number of its first page, from 1."""

    fragment: Fragment
    first: int


def paginated(fragments: Sequence[Fragment], on_right: Sequence[bool]) -> list[Piece]:
    """Give each fragment its first page number; those that begin on a right page get an odd one."""
    pieces: list[Piece] = []
    following = 1
    for fragment, right in zip(fragments, on_right, strict=True):
        following += right and following % 2 == 0
        pieces.append(Piece(fragment, following))
        following += len(fragment.pages)
    return pieces


def openings(pieces: Sequence[Piece]) -> dict[int, str]:
    """Give the first words of each page of a book by its number."""
    return {piece.first + place: said for piece in pieces for place, said in enumerate(piece.fragment.openings)}


def folios(pieces: Sequence[Piece]) -> dict[str, int]:
    """Give the page number of each named place of a book."""
    numbers: dict[str, int] = {}
    for piece in pieces:
        for name, (page, _left, _top) in piece.fragment.places.items():
            numbers.setdefault(name, piece.first + page)
    return numbers
