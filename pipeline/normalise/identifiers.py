"""The ids of a book: those that are taken, and new ones for what passes make."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from pipeline.memory import Memory, recall
from pipeline.model import Handbook, Heading, Page, Step
from pipeline.model.walk import each_page, walk


def identifiers(handbook: Handbook, memory: Memory | None = None, name: str = "") -> set[str]:
    """Give the ids of the parts, pages, headings and steps of a book.

    `name` tells the moments apart at which a run asks, for the pages change between them.
    """
    ids = {part.id for part in handbook.parts}
    for part in handbook.parts:
        for page in each_page(part.chapters):
            ids |= recall(memory, ("ids", name, page.id), (page.id, page.blocks, page.footnotes), (), _of(page))
    return ids


def _of(page: Page) -> Callable[[tuple[()]], frozenset[str]]:
    """Give the function that gives the ids of a page, those of the pages below it aside."""

    def own(_world: tuple[()]) -> frozenset[str]:
        inside = walk(replace(page, children=()))
        return frozenset((page.id, *(node.anchor for node in inside if isinstance(node, Heading | Step))))

    return own


def new_identifier(wanted: str, taken: set[str]) -> str:
    """Give an id that is not taken yet, the one that is wanted or the next with a number, and take it."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name
