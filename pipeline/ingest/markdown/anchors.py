"""Ids that authors give to places inside a page: they become other names of headings, for links to find.

A reader who follows a link is led to the heading under which the place stands: the next one where the id stands on a
line of its own just before it, else the last one above.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.ingest.markdown.context import Anchor
from pipeline.model import Block, Blocks, Heading, Step, Steps
from pipeline.model.goals import Goal, goals
from pipeline.model.walk import descend, each

_NEAR = 2  # lines: the id's own, and a blank one


def with_anchors(blocks: Blocks, anchors: Sequence[Anchor]) -> tuple[Blocks, tuple[str, ...]]:
    """Give a page's blocks with the ids found among them on their headings, and the ids above the first heading."""
    if not anchors:
        return blocks, ()
    file = anchors[0].span.file
    headings: list[Goal] = [goal for block in blocks for goal in goals(block) if goal.span.file == file]
    starts = [heading.span.line for heading in headings]
    filled = {block.span.line for block in blocks}
    names: dict[int, list[str]] = {}
    above: list[str] = []
    for anchor in anchors:
        line = anchor.span.line
        at = bisect_right(starts, line)
        follows = at < len(headings) and starts[at] - line <= _NEAR and line not in filled
        if follows or at:
            names.setdefault(id(headings[at if follows else at - 1]), []).append(anchor.name)
        else:
            above.append(anchor.name)

    def one(block: Block) -> Block:
        if isinstance(block, Heading):
            given = names.get(id(block))
            return replace(block, aliases=(*block.aliases, *given)) if given else block
        if isinstance(block, Steps):
            steps = each(block.steps, step)
            block = block if steps is block.steps else replace(block, steps=steps)
        return descend(block, all_of)

    def step(old: Step) -> Step:
        given = names.get(id(old))
        return replace(old, aliases=(*old.aliases, *given)) if given else old

    def all_of(run: Blocks) -> Blocks:
        return each(run, one)

    return all_of(blocks), tuple(above)
