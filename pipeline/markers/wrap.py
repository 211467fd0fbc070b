"""Wrapping the words of markers in `Marked`, and taking such wrappings off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from pipeline.model import (
    Abbreviation,
    Button,
    CrossReference,
    Emphasis,
    Foreign,
    Highlight,
    Inline,
    Inlines,
    Keyboard,
    Link,
    Marked,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from pipeline.model.text import part

Holder: TypeAlias = (
    Emphasis
    | Strong
    | Strikeout
    | Superscript
    | Subscript
    | Keyboard
    | Highlight
    | Foreign
    | Link
    | CrossReference
    | Button
    | Marked
    | Abbreviation
    | Term
)


class Wrapping(NamedTuple):
    """Characters `start` to `end` of a run are the marker `number`."""

    start: int
    end: int
    number: int


def holder_of(node: Inline) -> Holder | None:
    """Give the node when it holds other inlines."""
    return node if isinstance(node, Holder) else None


def with_children(holder: Holder, children: Inlines) -> Holder:
    """Give a node with other inlines in it."""
    return msgspec.structs.replace(holder, children=children)


def size_of(node: Inline) -> int:
    """Count the characters of a node as `flat` counts them."""
    if isinstance(node, Text):
        return len(node.text)
    holder = holder_of(node)
    return 1 if holder is None else sum(map(size_of, holder.children))


def unwrap(run: Inlines) -> Inlines:
    """Give a run without any `Marked`; what it held stays in its place."""
    nodes: list[Inline] = []
    for node in run:
        holder = holder_of(node)
        if isinstance(node, Marked):
            nodes.extend(unwrap(node.children))
        elif holder is not None:
            children = unwrap(holder.children)
            nodes.append(node if children == holder.children else with_children(holder, children))
        else:
            nodes.append(node)
    return tuple(nodes)


def _between(node: Inline, start: int, end: int) -> Iterator[Inline]:
    """Give characters `start` to `end` of a node, as a node of the same type."""
    if isinstance(node, Text):
        yield node if (start, end) == (0, len(node.text)) else part(node, start, end)
        return
    holder = holder_of(node)
    if holder is None:
        yield node
        return
    kept: list[Inline] = []
    at = 0
    for child in holder.children:
        wide = size_of(child)
        left, right = max(start - at, 0), min(end - at, wide)
        if left < right:
            kept.extend(_between(child, left, right))
        at += wide
    if isinstance(holder, Abbreviation) and end < at:  # what it stands for goes behind its last letter
        holder = msgspec.structs.replace(holder, added="")
    yield with_children(holder, tuple(kept))


class _Sized(NamedTuple):
    """A node and the offsets it stands between."""

    start: int
    end: int
    node: Inline


def _wrap_below(run: Inlines, base: int, wrappings: Sequence[Wrapping]) -> tuple[list[_Sized], list[Wrapping]]:
    """Wrap inside each node what stands wholly inside it; give the nodes, and what is left for this level."""
    nodes: list[_Sized] = []
    here: list[Wrapping] = []
    at, index = base, 0
    for node in run:
        end = at + size_of(node)
        holder = holder_of(node)
        inside: list[Wrapping] = []
        while index < len(wrappings) and wrappings[index].start < end:
            wrapping = wrappings[index]
            (inside if holder is not None and wrapping.end <= end else here).append(wrapping)
            index += 1
        if holder is not None and inside:
            node = with_children(holder, _wrap(holder.children, at, inside))
        nodes.append(_Sized(at, end, node))
        at = end
    return nodes, here


def _wrap(run: Inlines, base: int, wrappings: Sequence[Wrapping]) -> Inlines:
    nodes, here = _wrap_below(run, base, wrappings)
    made: list[Inline] = []
    group: list[Inline] = []
    index = 0
    for start, end, node in nodes:
        at = start
        if start == end:
            (group or made).append(node)
        while at < end:
            if index == len(here):
                made.extend(_between(node, at - start, end - start))
                break
            first, last, number = here[index]
            stop = min(end, first) if at < first else min(end, last)
            (made if at < first else group).extend(_between(node, at - start, stop - start))
            at = stop
            if stop == last and group:
                made.append(Marked(number, tuple(group)))
                group = []
                index += 1
    return tuple(made)


def wrap(run: Inlines, wrappings: Sequence[Wrapping]) -> Inlines:
    """Give a run with the words of each wrapping in one `Marked`, as deep inside it as they all fit.

    A node that holds only some of the words is split in two of the same type.

    Args:
        run: inlines without `Marked`.
        wrappings: in order, not overlapping, none empty; offsets as `flatten` counts them.
    """
    return _wrap(run, 0, wrappings) if wrappings else run
