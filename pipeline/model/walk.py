"""Walking the model and rebuilding it: the one place that knows how nodes hold other nodes.

Which fields of a type hold nodes is read from its annotations, once per type, so a new node type needs nothing here.
Rebuilding keeps every object whose content did not change: a pass that changes nothing costs no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from pipeline.model.block import Blocks
from pipeline.model.book import Handbook, Page, Part
from pipeline.model.inline import Inlines
from pipeline.source import Span

Item = TypeVar("Item")
Node = TypeVar("Node", bound=Struct)
OnInlines = Callable[[Inlines], Inlines]
OnBlocks = Callable[[Blocks], Blocks]


def _holds_structs(annotation: Any) -> bool:
    """Tell whether values of this annotation may be or hold nodes."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return issubclass(annotation, Struct) and annotation is not Span
    return any(_holds_structs(part) for part in get_args(annotation))


@cache
def fields_with_nodes(kind: type[Struct]) -> tuple[str, ...]:
    """Give the names of the fields of a type that may hold nodes, in their order."""
    hints = get_type_hints(kind)
    return tuple(name for name in kind.__struct_fields__ if _holds_structs(hints[name]))


def _sort(annotation: Any) -> str:
    """Say how a field holds its nodes: a run of inlines or of blocks, several runs of inlines, or structs."""
    if annotation == Inlines:
        return "inlines"
    if annotation == Blocks:
        return "blocks"
    if annotation == tuple[Inlines, ...]:
        return "lines"
    return "structs"


@cache
def _runs(kind: type[Struct]) -> tuple[tuple[str, str], ...]:
    """Give (field, sort) for every field that may hold nodes."""
    hints = get_type_hints(kind)
    return tuple((name, _sort(hints[name])) for name in fields_with_nodes(kind))


def _structs_in(annotation: Any) -> Iterator[type[Struct]]:
    """Give the types of nodes that an annotation names."""
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, Struct):
        yield annotation
    for part in get_args(annotation):
        yield from _structs_in(part)


@cache
def _runs_to_blocks(kind: type[Struct]) -> tuple[tuple[str, str], ...]:
    """Give (field, sort) for every field that holds blocks, or nodes that lead to blocks: most types have none."""
    hints = get_type_hints(kind)
    below = tuple((name, sort) for name, sort in _runs(kind) if sort not in ("inlines", "lines"))
    return tuple(
        (name, sort)
        for name, sort in below
        if sort == "blocks" or any(one is kind or _runs_to_blocks(one) for one in _structs_in(hints[name]))
    )


def children(node: Struct) -> Iterator[Struct]:
    """Give the nodes directly inside `node`, in reading order."""
    return iter(_held(node, _runs(type(node))))


def _held(node: Struct, runs: tuple[tuple[str, str], ...]) -> list[Struct]:
    held: list[Struct] = []
    for name, sort in runs:
        value = getattr(node, name)
        if not value:
            continue
        if sort == "lines":
            for line in value:
                held += line
        elif type(value) is tuple:
            held += value
        else:
            held.append(value)
    return held


def walk(node: Struct) -> Iterator[Struct]:
    """Give `node` and everything inside it, parents first, in reading order."""
    # Without recursion: whole books are walked several times for each output, and after each save in a live preview.
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        runs = _runs(type(one))
        if runs:
            held = _held(one, runs)
            held.reverse()
            waiting += held


def each(old: tuple[Item, ...], change: Callable[[Item], Item]) -> tuple[Item, ...]:
    """Give a tuple with each item put through `change`: the very same tuple when no item changed."""
    for place, item in enumerate(old):
        new = change(item)
        if new is not item:
            return (*old[:place], new, *map(change, old[place + 1 :]))
    return old


def rebuild(node: Node, on_inlines: OnInlines | None = None, on_blocks: OnBlocks | None = None) -> Node:
    """Give `node` with every run of inlines and of blocks inside it put through the functions, innermost first.

    A function that gives back the very tuple it got leaves everything above it untouched. Empty runs are left alone.
    """

    def run(old: Inlines) -> Inlines:
        new = each(old, below)
        return on_inlines(new) if on_inlines is not None and new else new

    def below(item: Any) -> Any:
        changes: dict[str, Any] | None = None
        kind: type[Struct] = type(item)
        for name, sort in _runs(kind):
            old = getattr(item, name)
            if not old:
                continue
            new: Any
            if sort == "inlines":
                new = run(old)
            elif sort == "lines":
                new = each(old, run)
            elif isinstance(old, Struct):
                new = below(old)
            else:
                new = each(old, below)
                if sort == "blocks" and on_blocks is not None:
                    new = on_blocks(new)
            if new is not old:
                changes = changes or {}
                changes[name] = new
        return msgspec.structs.replace(item, **changes) if changes else item

    rebuilt: Node = below(node)
    return rebuilt


def rebuild_runs(node: Node, change: OnInlines) -> Node:
    """Give `node` with every outermost run of inlines put through `change`, in reading order.

    Outermost: a run inside another (the words of a link, of bold) is not visited; `change` sees it in its line.
    Empty runs are left alone.
    """
    changes: dict[str, Any] = {}
    for name, sort in _runs(type(node)):
        old = getattr(node, name)
        if not old:
            continue
        new: Any
        if sort == "inlines":
            new = change(old)
        elif sort == "lines":
            new = each(old, lambda line: change(line) if line else line)
        elif isinstance(old, Struct):
            new = rebuild_runs(old, change)
        else:
            new = each(old, lambda item: rebuild_runs(item, change))
        if new is not old:
            changes[name] = new
    return msgspec.structs.replace(node, **changes) if changes else node


def rebuild_below(
    node: Node, change: Callable[[tuple[Struct, ...], Inlines], Inlines], path: tuple[Struct, ...] = ()
) -> Node:
    """Give `node` with every outermost run put through `change`, as `rebuild_runs` does; it sees what holds the run.

    `change` gets the nodes from `node` down to the one whose run it is, before anything in them was changed.
    """
    inside: tuple[Struct, ...] = (*path, node)
    changes: dict[str, Any] = {}
    for name, sort in _runs(type(node)):
        old = getattr(node, name)
        if not old:
            continue
        new: Any
        if sort == "inlines":
            new = change(inside, old)
        elif sort == "lines":
            new = each(old, lambda line: change(inside, line) if line else line)
        elif isinstance(old, Struct):
            new = rebuild_below(old, change, inside)
        else:
            new = each(old, lambda item: rebuild_below(item, change, inside))
        if new is not old:
            changes[name] = new
    return msgspec.structs.replace(node, **changes) if changes else node


def each_run(
    node: Struct, path: tuple[Struct, ...] = (), below: type[Struct] | None = None
) -> Iterator[tuple[tuple[Struct, ...], Inlines]]:
    """Give every outermost run of inlines, in reading order, after the nodes from `node` down to the one that holds it.

    A node that can hold no node comes with an empty run; nodes of the type `below` are passed over, but for `node`.
    """
    inside: tuple[Struct, ...] = (*path, node)
    runs = _runs(type(node))
    if not runs:
        yield inside, ()
    for name, sort in runs:
        value = getattr(node, name)
        if not value:
            continue
        if sort == "inlines":
            yield inside, value
        elif sort == "lines":
            yield from ((inside, line) for line in value if line)
        else:
            for item in (value,) if isinstance(value, Struct) else value:
                if below is None or not isinstance(item, below):
                    yield from each_run(item, inside, below)


def each_page(pages: tuple[Page, ...]) -> Iterator[Page]:
    """Give the pages and the pages below them, in reading order."""
    for page in pages:
        yield page
        yield from each_page(page.children)


def alone(page: Page) -> Page:
    """Give a page without those below it."""
    return msgspec.structs.replace(page, children=()) if page.children else page


def _rebuild_chapters(chapters: tuple[Page, ...], change: Callable[[Page], Page]) -> tuple[Page, ...]:
    """Give pages, and those below them, put through `change` as `rebuild_pages` does."""

    def one(page: Page) -> Page:
        own = alone(page)
        new = change(own)
        below = each(page.children, one)
        if new is own and below is page.children:
            return page
        return msgspec.structs.replace(new, children=below) if below else new

    return each(chapters, one)


def rebuild_pages(handbook: Handbook, change: Callable[[Page], Page]) -> Handbook:
    """Give the book with every page put through `change`, in reading order.

    `change` sees each page without the pages below it; they are put back afterwards. What did not change is kept.
    """

    def part(old: Part) -> Part:
        new = _rebuild_chapters(old.chapters, change)
        return old if new is old.chapters else msgspec.structs.replace(old, chapters=new)

    parts = each(handbook.parts, part)
    return handbook if parts is handbook.parts else msgspec.structs.replace(handbook, parts=parts)


def rebuild_around(handbook: Handbook, page: Callable[[Page], Page], rest: Callable[[Any], Any]) -> Handbook:
    """Give the book with every page put through `page`, as `rebuild_pages` does, and what stands around them too.

    `rest` sees each part without its pages, before them, and each word of the vocabulary, last.
    """

    def part(old: Part) -> Part:
        alone = msgspec.structs.replace(old, chapters=())
        new = rest(alone)
        chapters = _rebuild_chapters(old.chapters, page)
        same = new is alone and chapters is old.chapters
        return old if same else msgspec.structs.replace(new, chapters=chapters)

    parts = each(handbook.parts, part)
    words = each(handbook.vocabulary, rest)
    same = parts is handbook.parts and words is handbook.vocabulary
    return handbook if same else msgspec.structs.replace(handbook, parts=parts, vocabulary=words)


def descend(node: Node, on_blocks: OnBlocks) -> Node:
    """Give `node` with the nearest runs of blocks below it put through `on_blocks`, in reading order.

    Nearest: a run inside one of those runs is not visited; `on_blocks` goes deeper where it wants to. So a change
    that depends on what stands before it (a level, a number) can go through a page from top to bottom.
    """
    changes: dict[str, Any] | None = None
    for name, sort in _runs_to_blocks(type(node)):
        old = getattr(node, name)
        if not old:
            continue
        new: Any
        if sort == "blocks":
            new = on_blocks(old)
        elif isinstance(old, Struct):
            new = descend(old, on_blocks)
        else:
            new = each(old, lambda item: descend(item, on_blocks))
        if new is not old:
            changes = changes or {}
            changes[name] = new
    return msgspec.structs.replace(node, **changes) if changes else node
