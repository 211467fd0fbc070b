"""Links that led nowhere: their words stay in the text, and are marked there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from pipeline.markers.find import Hit
from pipeline.markers.flat import Flat
from pipeline.model import DeadLink, LineBreak, MarkerLevel, SoftBreak
from pipeline.source import Span

KIND = "dead-link"
DeadLinks: TypeAlias = Mapping[str, Sequence[Span]]


class Dead(NamedTuple):
    """The words that stayed of a dead link: characters `start` to `end` of a run, and the whole link as written."""

    start: int
    end: int
    link: Span


def by_file(links: Iterable[DeadLink]) -> DeadLinks:
    """Give the places of dead links by their files."""
    places: dict[str, list[Span]] = {}
    for link in links:
        places.setdefault(link.span.file, []).append(link.span)
    return places


def _holds(link: Span, words: Span) -> bool:
    starts = (link.line, link.column) <= (words.line, words.column)
    return starts and (words.end_line, words.end_column) <= (link.end_line, link.end_column)


def _links(flat: Flat, links: DeadLinks) -> Iterator[Dead]:
    """Give the words of each dead link in a run, piece by piece."""
    ends = [*(piece.start for piece in flat.pieces[1:]), len(flat.text)]
    for piece, end in zip(flat.pieces, ends, strict=True):
        if isinstance(piece.leaf, SoftBreak | LineBreak) or piece.start == end:
            continue
        place = piece.leaf.span
        for link in links.get(place.file, ()):
            if _holds(link, place):
                yield Dead(piece.start, end, link)
                break


def dead_words(flat: Flat, links: DeadLinks) -> tuple[Dead, ...]:
    """Give the words of each dead link in a run, in order."""
    found: list[Dead] = []
    for one in _links(flat, links):
        if found and found[-1].link == one.link:
            found[-1] = found[-1]._replace(end=one.end)
        else:
            found.append(one)
    return tuple(found)


def with_dead(hits: Sequence[Hit], dead: Iterable[Dead], level: MarkerLevel) -> tuple[Hit, ...]:
    """Give the hits of a run with those of its dead links that share no words with another, in order."""
    free = (one for one in dead if all(hit.end <= one.start or one.end <= hit.start for hit in hits))
    return tuple(sorted((*hits, *(Hit(one.start, one.end, KIND, level, True) for one in free))))
