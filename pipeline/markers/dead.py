"""Links that led nowhere: their words stay in the text, and are marked there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from pipeline.markers.find import Hit, with_free
from pipeline.markers.flat import Flat
from pipeline.model import DeadLink, LineBreak, MarkerLevel, SoftBreak
from pipeline.source import Span

KIND = "dead-link"
# From a file to the places of its dead links, in order; None: it has none.
DeadLinks: TypeAlias = Callable[[str], Sequence[Span] | None]


class Dead(NamedTuple):
    """The words that stayed of a dead link: characters `start` to `end` of a run, and the whole link as written."""

    start: int
    end: int
    link: Span


def by_file(links: Iterable[DeadLink]) -> Mapping[str, Sequence[Span]]:
    """Give the places of dead links by their files, in order."""
    places: dict[str, list[Span]] = {}
    for place in sorted(link.span for link in links):
        places.setdefault(place.file, []).append(place)
    return places


def _start(place: Span) -> tuple[int, int]:
    return place.line, place.column


def _link_at(links: Sequence[Span], words: Span) -> Span | None:
    """Give the link, of one file's in order, that holds some words; no link holds another."""
    index = bisect_right(links, _start(words), key=_start) - 1
    if index < 0:
        return None
    link = links[index]
    return link if (words.end_line, words.end_column) <= (link.end_line, link.end_column) else None


def _links(flat: Flat, links: DeadLinks) -> Iterator[Dead]:
    """Give the words of each dead link in a run, which stands in one file, piece by piece."""
    file = next((leaf.span.file for _, leaf in flat.pieces if not isinstance(leaf, SoftBreak | LineBreak)), "")
    here = links(file)
    if here is None:
        return
    ends = [*(piece.start for piece in flat.pieces[1:]), len(flat.text)]
    for (start, leaf), end in zip(flat.pieces, ends, strict=True):
        link = None if isinstance(leaf, SoftBreak | LineBreak) or start == end else _link_at(here, leaf.span)
        if link is not None:
            yield Dead(start, end, link)


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
    return tuple(with_free(hits, (Hit(one.start, one.end, KIND, level, True) for one in dead)))
