"""Small things done to runs of inlines: cutting them into lines, taking a label or blanks off."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from pipeline.model import Block, BulletList, Inline, Inlines, LineBreak, OrderedList, Paragraph, SoftBreak, Text
from pipeline.model.text import part, plain
from pipeline.model.walk import walk
from pipeline.source import Span, join

BLANK = " \t\xa0\u202f"


def lines_of(run: Inlines) -> list[Inlines]:
    """Cut a paragraph's inlines at its line endings; blank lines are left out."""
    lines: list[list[Inline]] = [[]]
    for inline in run:
        if isinstance(inline, SoftBreak | LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return [trimmed for line in lines if (trimmed := trim_right(trim_left(tuple(line))))]


def trim_left(run: Inlines) -> Inlines:
    """Take blanks and line endings off the start."""
    while run and isinstance(run[0], SoftBreak | LineBreak):
        run = run[1:]
    if run and isinstance(run[0], Text):
        text = run[0]
        bare = len(text.text) - len(text.text.lstrip(BLANK))
        if bare == len(text.text):
            return trim_left(run[1:])
        return (part(text, bare, len(text.text)), *run[1:]) if bare else run
    return run


def trim_right(run: Inlines) -> Inlines:
    """Take blanks off the end."""
    if run and isinstance(run[-1], Text):
        text = run[-1]
        end = len(text.text.rstrip(BLANK))
        if not end:
            return trim_right(run[:-1])
        return (*run[:-1], part(text, 0, end)) if end < len(text.text) else run
    return run


def after(run: Inlines, count: int) -> Inlines | None:
    """Give what follows the first `count` characters, which stand in the first text; None where they do not."""
    first = run[0] if run else None
    if not isinstance(first, Text) or len(first.text) < count:
        return None
    return trim_left((part(first, count, len(first.text)), *run[1:]) if len(first.text) > count else run[1:])


def same(first: Inlines, second: Inlines) -> bool:
    """Tell whether two runs say the same, blanks and letter case aside."""
    return " ".join(plain(first).split()).casefold() == " ".join(plain(second).split()).casefold()


def run_span(run: Iterable[Struct], otherwise: Span) -> Span:
    """Give the place of a run: from its first to its last node that has one."""
    places = [place for node in run for one in walk(node) if isinstance(place := getattr(one, "span", None), Span)]
    return join(places[0], places[-1]) if places else otherwise


def values(blocks: Iterable[Block]) -> tuple[list[Inlines], list[Block]]:
    """Give the lines of a field, and the blocks that are no values of it.

    Its values are the items of its lists; where it has none, the lines of its paragraphs.
    """
    held = list(blocks)
    listed = any(isinstance(block, BulletList | OrderedList) for block in held)
    lines: list[Inlines] = []
    left: list[Block] = []
    for place, block in enumerate(held):
        match block:
            case BulletList() | OrderedList():
                for item in block.items:
                    inside, rest = values(item.blocks)
                    lines += inside
                    left += rest
            case Paragraph() if not listed or place == 0:
                lines += lines_of(block.children)
            case _:
                left.append(block)
    return lines, left
