"""Taking stretches out of a run of inlines: what held nothing else goes with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from pipeline.markers.wrap import holder_of, size_of, with_children
from pipeline.model import Figure, Highlight, Image, Inline, Inlines, Link, Marked, Text
from pipeline.model.text import part
from pipeline.model.walk import walk
from pipeline.source import Span


class Cut(NamedTuple):
    """Characters `start` to `end` of a run go; `put`, or nothing, stands in their place, at `span`."""

    start: int
    end: int
    put: str = ""
    span: Span | None = None


class Stretch(NamedTuple):
    """Characters `start` to `end` of a run are the words of marker `number`."""

    start: int
    end: int
    number: int


Asks: TypeAlias = Callable[[int], bool]


def marked(run: Inlines, at: int = 0) -> Iterator[Stretch]:
    """Give the stretches of a run that are markers' words, in order; offsets as `flatten` counts them."""
    for node in run:
        if isinstance(node, Marked):
            yield Stretch(at, at + size_of(node), node.number)
        else:
            holder = holder_of(node)
            if holder is not None:
                yield from marked(holder.children, at)
        at += size_of(node)


def made_words(words: str, span: Span) -> Text:
    """Give words that no author wrote: they take no column of the file."""
    place = Span(span.file, span.line, span.column, span.line, span.column)
    return Text(words, place, tuple((at, 0) for at in range(len(words))))


def is_missing(node: Image | Figure) -> bool:
    """Tell whether a picture should be in the source folder and is not."""
    return not node.asset and not is_online(node)


def is_online(node: Image | Figure) -> bool:
    """Tell whether a picture lies on the network: it is not fetched, and readers get its address."""
    return not node.asset and "://" in node.source and not node.source.startswith("data:")


def joined(cuts: Sequence[Cut]) -> list[Cut]:
    """Join cuts that overlap."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda one: (one.start, one.end)):
        if kept and cut.start < kept[-1].end:
            last = kept[-1]
            kept[-1] = last._replace(end=max(last.end, cut.end), put=last.put or cut.put)
        else:
            kept.append(cut)
    return kept


def cut_run(run: Inlines, cuts: Sequence[Cut], asks: Asks) -> Inlines:
    """Give a run without some stretches, and without the wrappings of markers.

    A picture that is not there leaves the words that describe it, one on the network its address too.

    Args:
        run: inlines.
        cuts: in order, not overlapping.
        asks: tells whether the marker of a number is only a question to colleagues: its colour goes.
    """
    return tuple(_cut(run, cuts, 0, asks))


def _cut(run: Inlines, cuts: Sequence[Cut], at: int, asks: Asks) -> Iterator[Inline]:
    for node in run:
        end = at + size_of(node)
        first = bisect_right(cuts, at, key=lambda cut: cut.end)
        inside = cuts[first : bisect_left(cuts, end, key=lambda cut: cut.start)]
        yield from _cut_node(node, inside, at, asks)
        at = end


def _cut_node(node: Inline, cuts: Sequence[Cut], at: int, asks: Asks) -> Iterator[Inline]:
    if isinstance(node, Text):
        yield from _cut_text(node, cuts, at)
        return
    holder = holder_of(node)
    if holder is None:
        yield from _put(cuts, at)
        if not cuts:
            yield from _shown(node)
        return
    children = tuple(_cut(holder.children, cuts, at, asks))
    if isinstance(node, Marked) or (isinstance(node, Highlight) and _asks(node, asks)):
        yield from children
    elif children or not holder.children:
        yield node if children == holder.children else with_children(holder, children)


def _shown(node: Inline) -> Iterator[Inline]:
    if not isinstance(node, Image) or node.asset:
        yield node
    elif is_online(node):
        yield Link(node.source, (made_words(node.alt, node.span),) if node.alt else (), node.span)
    elif node.alt:
        yield made_words(node.alt, node.span)


def _asks(node: Highlight, asks: Asks) -> bool:
    return any(isinstance(one, Marked) and asks(one.number) for one in walk(node))


def _put(cuts: Sequence[Cut], at: int, end: int | None = None) -> Iterator[Inline]:
    """Give the words that stand in the place of a cut that begins between two offsets."""
    for cut in cuts:
        if cut.put and cut.span is not None and at <= cut.start < (at + 1 if end is None else end):
            yield made_words(cut.put, cut.span)


def _cut_text(node: Text, cuts: Sequence[Cut], at: int) -> Iterator[Inline]:
    if not cuts:
        yield node
        return
    done, size = 0, len(node.text)
    for cut in cuts:
        start, end = max(cut.start - at, 0), min(cut.end - at, size)
        if done < start:
            yield part(node, done, start)
        yield from _put((cut,), at, at + size)
        done = end
    if done < size:
        yield part(node, done, size)
