"""The pass that cleans the words of titles and headings.

Bold round a whole heading is noise, and exports leave white space at its end; an empty heading says nothing
(field guide, GitBook, rule 7). Numbers typed by hand stay: they are the author's words.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from pipeline.model import Blocks, Emphasis, Handbook, Heading, Inlines, Page, Part, Strong
from pipeline.model.text import plain
from pipeline.model.walk import descend, each, rebuild, rebuild_pages, walk
from pipeline.normalise.context import Context
from pipeline.normalise.trim import is_blank, trim

# "1.", "2.3", "A)", "IV -": a number typed by hand before the words.
_HAND_NUMBER = re.compile(r"\s*(?:\d+(?:\.\d+)*|[A-Za-z]|[IVXLC]+)\s*[.):°–-]")


def headings(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook with clean titles and headings, and without the headings that are wholly empty."""
    del context
    clean = rebuild_pages(handbook, _page)
    parts = each(clean.parts, _part)
    return clean if parts is clean.parts else replace(clean, parts=parts)


def _page(page: Page) -> Page:
    title = clean_title(page.title)
    page = page if title is page.title else replace(page, title=title)
    return descend(page, _blocks)


def _part(part: Part) -> Part:
    title = clean_title(part.title)
    return part if title is part.title else replace(part, title=title)


def _blocks(blocks: Blocks) -> Blocks:
    cleaned = each(blocks, lambda block: _heading(block) if isinstance(block, Heading) else descend(block, _blocks))
    if not any(isinstance(block, Heading) and not block.children for block in cleaned):
        return cleaned
    return tuple(block for block in cleaned if not isinstance(block, Heading) or block.children)


def _heading(heading: Heading) -> Heading:
    children = () if is_blank(heading.children) else clean_title(heading.children)
    return heading if children is heading.children else replace(heading, children=children)


def clean_title(inlines: Inlines) -> Inlines:
    """Give a title's words without blank ends and without bold, where the bold covers every word."""
    return trim(_unbolded(inlines))


def _unbolded(inlines: Inlines) -> Inlines:
    whole = Emphasis(inlines)
    if not any(isinstance(node, Strong) for node in walk(whole)):
        return inlines
    rest = plain(rebuild(whole, on_inlines=_without_bold_words).children)
    number = _HAND_NUMBER.match(rest)
    if any(character.isalpha() for character in rest[number.end() if number else 0 :]):
        return inlines
    return rebuild(whole, on_inlines=_without_bold).children


def _without_bold_words(inlines: Inlines) -> Inlines:
    return tuple(inline for inline in inlines if not isinstance(inline, Strong))


def _without_bold(inlines: Inlines) -> Inlines:
    """Put the words of bold in its place."""
    if not any(isinstance(inline, Strong) for inline in inlines):
        return inlines
    return tuple(word for inline in inlines for word in (inline.children if isinstance(inline, Strong) else (inline,)))
