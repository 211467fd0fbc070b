"""The ids of a book: those that are taken, and new ones for what passes make."""

from __future__ import annotations

from pipeline.model import Handbook, Heading, Page, Step
from pipeline.model.walk import walk


def identifiers(handbook: Handbook) -> set[str]:
    """Give the ids of the parts, pages, headings and steps of a book."""
    ids = {part.id for part in handbook.parts}
    for part in handbook.parts:
        for node in walk(part):
            if isinstance(node, Page):
                ids.add(node.id)
            elif isinstance(node, Heading | Step):
                ids.add(node.anchor)
    return ids


def new_identifier(wanted: str, taken: set[str]) -> str:
    """Give an id that is not taken yet, the one that is wanted or the next with a number, and take it."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name
