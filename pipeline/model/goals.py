"""The places inside a page that a link may lead to: its headings, and the steps that have a title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from pipeline.model.block import Heading, Step
from pipeline.model.inline import Inlines
from pipeline.model.walk import walk

Goal: TypeAlias = Heading | Step


def goals(node: Struct) -> Iterator[Goal]:
    """Give the headings and titled steps in `node`, in reading order; a heading that begins a step is its title."""
    for one in walk(node):
        if isinstance(one, Heading) or (isinstance(one, Step) and (one.title or one.anchor)):
            yield one


def goal_words(goal: Goal) -> Inlines:
    """Give the words that a place is known by."""
    return goal.children if isinstance(goal, Heading) else goal.title
