"""Captions of tables: Markdown has none, so a line of its own against the table says it (“Tableau : Les rôles”).

As in pandoc ("Table: …", before or after), in the author's language. The word goes, for the number that is printed
says it again ("Tableau 2"); the words stay, with their places. A line that counts by itself ("Tableau 4 : …") is left
alone: other sentences may speak of that number.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from pipeline.model import Block, Blocks, Emphasis, Inlines, Paragraph, Strong, Table, Text
from pipeline.model.text import part, plain

_NAME = re.compile(r"\s*table(?:au)?[ \u00a0\u202f]*:\s*", re.IGNORECASE)


def captioned(run: Blocks) -> Blocks:
    """Give a run of blocks whose tables have taken the captions that stand against them, the one before first."""
    if not any(isinstance(block, Table) and not block.caption for block in run):
        return run
    new: list[Block] = []
    for block in run:
        before = new[-1] if new else None
        if isinstance(block, Table) and not block.caption and (words := _caption(before)):
            new[-1] = replace(block, caption=words)
        elif isinstance(before, Table) and not before.caption and (words := _caption(block)):
            new[-1] = replace(before, caption=words)
        else:
            new.append(block)
    return tuple(new) if len(new) < len(run) else run


def _caption(block: Block | None) -> Inlines:
    """Give the words of a paragraph that is a caption, without the word that says so; () for any other block."""
    return _named(block.children) if isinstance(block, Paragraph) else ()


def _named(run: Inlines) -> Inlines:
    """Give what follows the word that names a caption, in whatever emphasis either stands; () where it is none."""
    first, rest = (run[0], run[1:]) if run else (None, ())
    match first:
        case Text() if found := _NAME.match(first.text):
            start = found.end()
            return (part(first, start, len(first.text)), *rest) if start < len(first.text) else rest
        case Strong() | Emphasis() if not rest:
            return _named(first.children)
        case Strong() | Emphasis() if _NAME.fullmatch(plain(first.children)):
            return _trimmed(rest)
        case _:
            return ()


def _trimmed(run: Inlines) -> Inlines:
    """Give a run without the white space that it begins with."""
    first = run[0]
    if not isinstance(first, Text):
        return run
    start = len(first.text) - len(first.text.lstrip())
    return (part(first, start, len(first.text)), *run[1:]) if start < len(first.text) else run[1:]
