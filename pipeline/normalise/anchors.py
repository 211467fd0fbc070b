"""The pass that gives each heading and each titled step its anchor.

Unique in the book: page id, `--`, then GitBook's anchor. An anchor that already begins with its page's id and `--` is
this pass's own work and is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.memory import recall
from pipeline.model import Block, Blocks, Handbook, Heading, Page, Step, Steps
from pipeline.model.goals import Goal, goal_words
from pipeline.model.text import plain
from pipeline.model.walk import OnBlocks, descend, each, each_page, rebuild_pages
from pipeline.normalise.context import Context
from pipeline.normalise.slug import slug

BETWEEN = "--"
_UNNAMED = "section"
_SPACE = re.compile(r"\s+")  # an id in HTML and in a PDF holds no space


def anchors(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook with an anchor on every heading; the author's own ids win, doubles are numbered."""
    ids = [part.id for part in handbook.parts]
    ids += [page.id for part in handbook.parts for page in each_page(part.chapters)]
    taken = dict.fromkeys(ids, 0)

    def one(page: Page) -> Page:
        named = recall(context.memory, ("anchors", page.id), page, (), lambda _world: _by_itself(page))
        if not taken.keys().isdisjoint(named.taken):
            return _page(page, taken)
        taken.update(named.taken)
        return named.page

    return rebuild_pages(handbook, one)


class _Named(NamedTuple):
    """A page with its anchors as they are where no other page has one of them, and the last number of each."""

    page: Page
    taken: Mapping[str, int]


def _by_itself(page: Page) -> _Named:
    taken: dict[str, int] = {}
    return _Named(_page(page, taken), taken)


def _page(page: Page, taken: dict[str, int]) -> Page:
    """Give a page with its anchors: the author's own first, so that no heading's words take them away."""
    page = descend(page, _each_goal(lambda goal: _anchor(goal, page.id, taken) if goal.anchor else ""))
    return descend(page, _each_goal(lambda goal: goal.anchor or _anchor(goal, page.id, taken)))


def _each_goal(anchor: Callable[[Goal], str]) -> OnBlocks:
    """Give the function that puts on the headings and steps of a run the anchors that `anchor` gives."""

    def one(block: Block) -> Block:
        if isinstance(block, Heading):
            own = anchor(block)
            return block if own == block.anchor else replace(block, anchor=own)
        if isinstance(block, Steps):
            steps = each(block.steps, step)
            return block if steps is block.steps else replace(block, steps=steps)
        return descend(block, blocks)

    def step(old: Step) -> Step:
        own = anchor(old) if old.title or old.anchor else ""
        return descend(old if own == old.anchor else replace(old, anchor=own), blocks)

    def blocks(old: Blocks) -> Blocks:
        return each(old, one)

    return blocks


def _anchor(goal: Goal, page: str, taken: dict[str, int]) -> str:
    if goal.anchor.startswith(page + BETWEEN):
        wanted = goal.anchor
    else:
        own = _SPACE.sub("-", goal.anchor.strip())
        wanted = page + BETWEEN + (own or slug(plain(goal_words(goal))) or _UNNAMED)
    return _free(wanted, taken)


def _free(wanted: str, taken: dict[str, int]) -> str:
    """Give the id, with the next free number where it is taken; `taken` holds the last number of each id."""
    if wanted not in taken:
        taken[wanted] = 0
        return wanted
    number = taken[wanted] + 1
    while f"{wanted}-{number}" in taken:
        number += 1
    taken[wanted] = number
    taken[f"{wanted}-{number}"] = 0
    return f"{wanted}-{number}"
