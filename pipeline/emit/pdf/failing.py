"""Where a book fails when its layout does: the chapter, and in it the smallest block that fails by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, get_args

from msgspec import Struct
from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.order import Order, Store
from pipeline.model import Block, Blocks, Handbook, Page, Part
from pipeline.model.text import plain
from pipeline.model.walk import children
from pipeline.source import Span

Fails: TypeAlias = Callable[[Page], bool]

_BLOCKS: tuple[type, ...] = get_args(Block)


def alone(page: Page, order: Order) -> Order:
    """Give an order for a book of one chapter, which tells nothing and attaches nothing."""
    book = replace(order.handbook, parts=(Part("", (), (page,)),))
    return order._replace(handbook=book, report=lambda _finding: None, attached=(), store=Store())


def blame(handbook: Handbook, fails: Fails, error: Exception) -> Diagnostic:
    """Give the finding of a book whose layout failed with `error` (E182), at the first chapter that fails alone.

    `fails` lays out a chapter alone and says whether that fails. Where none does, the finding has no place.
    """
    problem = str(error).strip(": ").splitlines()[0]
    for part in handbook.parts:
        for page in part.chapters:
            if fails(page):
                where = failing_place(page, fails)
                return found(Code.E182, where, title=plain(page.title).strip(), problem=problem)
    return found(Code.E182, None, title=handbook.identity.title, problem=problem)


def failing_place(page: Page, fails: Fails) -> Span:
    """Give the place of the smallest block that makes a page fail by itself, that of the page where none does.

    `page` is known to fail. It is asked about a number of times that grows with the logarithm of its blocks.
    """
    alone = replace(page, children=())
    if page.children and not fails(alone):
        child = next((child for child in page.children if fails(child)), None)
        return page.span if child is None else failing_place(child, fails)
    block = _failing(page.blocks, lambda blocks: fails(replace(alone, blocks=blocks)))
    return page.span if block is None else _place(block, page)


def _failing(blocks: Blocks, fails: Callable[[Blocks], bool]) -> Block | None:
    """Give the smallest of some blocks, known to fail together, that fails by itself."""
    if len(blocks) == 1:  # the end of each search by halves
        inner = tuple(_inside(blocks[0]))
        smaller = _failing(inner, fails) if inner and fails(inner) else None
        return smaller or blocks[0]
    middle = len(blocks) // 2
    for half in (blocks[:middle], blocks[middle:]):
        if half and fails(half):
            return _failing(half, fails)
    return None


def _inside(node: Struct) -> Iterator[Block]:
    """Give the blocks that stand directly in a node, be it in its items, rows or tabs."""
    for child in children(node):
        if isinstance(child, _BLOCKS):
            yield child  # type: ignore[misc]  # the classes are those of Block
        elif not hasattr(child, "children"):
            yield from _inside(child)


def _place(block: Block, page: Page) -> Span:
    span = getattr(block, "span", None)
    return span if isinstance(span, Span) else page.span
