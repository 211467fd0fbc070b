"""The pass that makes heading levels follow one another within a page.

The page's title is level 1, so the first heading below it becomes 2 whatever was written, and no level is
skipped (WCAG 2.1, technique G141). A page whose headings all start lower is shifted as a whole, without a
word; a real jump inside it is told.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from pipeline.diagnostics import Code, Report, found
from pipeline.model import Block, Blocks, Handbook, Heading, JobSheet, Page
from pipeline.model.text import plain
from pipeline.model.walk import OnBlocks, descend, each
from pipeline.normalise.by_page import each_by_itself
from pipeline.normalise.context import Context
from pipeline.normalise.repairing import Repairs
from pipeline.source import Span

_FIRST = 2
_DEEPEST = 6


class _Above(NamedTuple):
    """A heading that the next one may stand under: the level its author wrote, and the one it got."""

    written: int
    level: int
    wanted: int  # the level to write for the author's heading to come out as it should


def levels(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook with levels 2 to 6 that never skip one; jumps are told (N102).

    Switched off, jumps stay as they are; levels are still those of the page below its title.
    """
    repairs = Repairs(context)
    return repairs.put_in(each_by_itself("levels", handbook, context, repairs, _on_page))


def _on_page(page: Page, report: Report, repairs: Repairs) -> Page:
    return descend(page, _scope(_FIRST, report, repairs))


def _scope(first: int, report: Report, repairs: Repairs) -> OnBlocks:
    """Give the function that levels the headings of one scope, in reading order, the highest being `first`.

    A page is a scope; so is each section of a job sheet, under its own title.
    """
    above: list[_Above] = []
    before = 0

    def blocks(old: Blocks) -> Blocks:
        return each(old, one)

    def one(block: Block) -> Block:
        if isinstance(block, Heading):
            return heading(block)
        if isinstance(block, JobSheet):
            sections = each(block.sections, lambda part: descend(part, _scope(first + 1, report, repairs)))
            return block if sections is block.sections else replace(block, sections=sections)
        return descend(block, blocks)

    def heading(old: Heading) -> Heading:
        nonlocal before
        off = not repairs.wants("heading-level")
        if before and old.level > before + 1 and not off:
            words = plain(old.children)
            report(found(Code.N102, old.span, heading=words, before=before, after=old.level, now=before + 1))
        before = old.level
        while above and above[-1].written >= old.level:
            above.pop()
        parent = above[-1] if above else None
        step = 1 if parent is None or not off else old.level - parent.written
        level = min(parent.level + step if parent else first, _DEEPEST)
        wanted = old.level if parent is None or off else parent.wanted + 1
        if wanted != old.level:
            _tell(old, wanted, repairs)
        above.append(_Above(old.level, level, wanted))
        return old if level == old.level else replace(old, level=level)

    return blocks


def _tell(heading: Heading, wanted: int, repairs: Repairs) -> None:
    """Tell that a heading gets another level; the marks of one of CommonMark's ATX headings can be written back."""
    place = heading.span
    marks = "#" * heading.level
    end = place.column + heading.level
    span = Span(place.file, place.line, place.column, place.line, end)
    is_there = repairs.on_disk(Span(place.file, place.line, place.column, place.line, end + 1))
    is_writable = is_there is not None and is_there.rstrip() == marks
    repairs.tell("heading-level", span if is_writable else place, marks, "#" * wanted, is_writable)
