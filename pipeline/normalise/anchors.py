"""The pass that gives each heading its anchor, unique in the book: page id, `--`, then GitBook's anchor.

An anchor that already begins with its page's id and `--` is this pass's own work and is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from pipeline.model import Block, Blocks, Handbook, Heading, Page
from pipeline.model.text import plain
from pipeline.model.walk import OnBlocks, descend, each, each_page, rebuild_pages
from pipeline.normalise.context import Context
from pipeline.normalise.slug import slug

BETWEEN = "--"
_UNNAMED = "section"
_SPACE = re.compile(r"\s+")  # an id in HTML and in a PDF holds no space


def anchors(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook with an anchor on every heading; the author's own ids win, doubles are numbered."""
    del context
    ids = [part.id for part in handbook.parts]
    ids += [page.id for part in handbook.parts for page in each_page(part.chapters)]
    taken = dict.fromkeys(ids, 0)
    return rebuild_pages(handbook, lambda page: _page(page, taken))


def _page(page: Page, taken: dict[str, int]) -> Page:
    """Give a page with its anchors: the author's own first, so that no heading's words take them away."""
    page = descend(page, _each_heading(lambda heading: _named(heading, page.id, taken) if heading.anchor else heading))
    return descend(page, _each_heading(lambda heading: heading if heading.anchor else _named(heading, page.id, taken)))


def _each_heading(change: Callable[[Heading], Heading]) -> OnBlocks:
    def one(block: Block) -> Block:
        return change(block) if isinstance(block, Heading) else descend(block, blocks)

    def blocks(old: Blocks) -> Blocks:
        return each(old, one)

    return blocks


def _named(heading: Heading, page: str, taken: dict[str, int]) -> Heading:
    if heading.anchor.startswith(page + BETWEEN):
        wanted = heading.anchor
    else:
        own = _SPACE.sub("-", heading.anchor.strip())
        wanted = page + BETWEEN + (own or slug(plain(heading.children)) or _UNNAMED)
    anchor = _free(wanted, taken)
    return heading if anchor == heading.anchor else replace(heading, anchor=anchor)


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
