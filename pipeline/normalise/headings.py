"""The pass that cleans the words of titles and headings.

Bold round a whole heading is noise, and exports leave white space at its end; an empty heading says nothing
(field guide, GitBook, rule 7). Numbers typed by hand stay: they are the author's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.diagnostics import Report
from pipeline.model import Blocks, Emphasis, Handbook, Heading, Inlines, Page, Part, Strong, Text
from pipeline.model.text import plain
from pipeline.model.walk import descend, each, rebuild, walk
from pipeline.normalise.by_page import each_by_itself
from pipeline.normalise.context import Context
from pipeline.normalise.repairing import Repairs
from pipeline.normalise.trim import is_blank, trim
from pipeline.source import Span, join

_MARKS = 4  # signs of bold around words: two at each end

# "1.", "2.3", "A)", "IV -": a number typed by hand before the words.
_HAND_NUMBER = re.compile(r"\s*(?:\d+(?:\.\d+)*|[A-Za-z]|[IVXLC]+)\s*[.):°–-]")


def headings(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook with clean titles and headings, and without the headings that are wholly empty."""
    repairs = Repairs(context)

    def on_part(part: Part) -> Part:
        words = _clean(part.title, None, repairs)
        return part if words is part.title else replace(part, title=words)

    clean = each_by_itself("headings", handbook, context, repairs, _on_page)
    parts = each(clean.parts, on_part)
    return repairs.put_in(clean if parts is clean.parts else replace(clean, parts=parts))


def _on_page(page: Page, _report: Report, repairs: Repairs) -> Page:
    def title(words: Inlines, place: Span) -> Inlines:
        return _clean(words, place, repairs)

    def blocks(old: Blocks) -> Blocks:
        cleaned = each(old, lambda block: heading(block) if isinstance(block, Heading) else descend(block, blocks))
        if not repairs.wants("empty-heading"):
            return cleaned
        empty = {id(block) for block in cleaned if isinstance(block, Heading) and not block.children}
        return tuple(block for block in cleaned if id(block) not in empty) if empty else cleaned

    def heading(old: Heading) -> Heading:
        if is_blank(old.children):
            if repairs.wants("empty-heading"):
                _tell_empty(old.span, repairs)
            children: Inlines = ()
        else:
            children = title(old.children, old.span)
        return old if children is old.children else replace(old, children=children)

    words = title(page.title, page.span)
    page = page if words is page.title else replace(page, title=words)
    return descend(page, blocks)


def _clean(inlines: Inlines, place: Span | None, repairs: Repairs) -> Inlines:
    """Give a title's words without blank ends and without bold, where the bold covers every word."""
    bare = _unbolded(inlines) if repairs.wants("bold-heading") else inlines
    if bare is not inlines and place is not None:
        for run in _strong(inlines):
            _tell_bold(run, place, repairs)
    return trim(bare)


def _strong(inlines: Inlines) -> Iterator[Strong]:
    return (node for node in walk(Emphasis(inlines)) if isinstance(node, Strong))


def _tell_bold(strong: Strong, heading: Span, repairs: Repairs) -> None:
    """Tell that the marks of bold go: to be written back where they are found beside its words on disk."""
    texts = [node for node in walk(strong) if isinstance(node, Text)]
    if not texts:
        return
    words = join(texts[0].span, texts[-1].span)
    line, left, right = words.line, words.column - 2, words.end_column + 2
    lines = repairs.lines(words.file)
    there = lines[line - 1] if lines is not None and line == words.end_line and line <= len(lines) else ""
    before = there[max(left - 1, 0) : right - 1]
    inside = before[2:-2]
    if left >= 1 and len(before) > _MARKS and before[:2] == before[-2:] and before[:2] in ("**", "__"):
        # Words that would mean something else without their marks (a closing #, blanks) stay in them.
        plain_enough = inside == inside.strip(" #\\\t")
        repairs.tell("bold-heading", Span(words.file, line, left, line, right), before, inside, plain_enough)
    else:
        whole = plain(strong.children)
        repairs.tell("bold-heading", heading, f"**{whole}**", whole, is_writable=False)


def _tell_empty(place: Span, repairs: Repairs) -> None:
    """Tell that an empty heading goes; it can be written back where it is all that its line holds."""
    lines = repairs.lines(place.file)
    line = lines[place.line - 1] if lines is not None and place.line <= len(lines) else None
    if line is None:
        repairs.tell("empty-heading", place, "#", "", is_writable=False)
        return
    alone = place.line == place.end_line and line.startswith("#")
    whole = Span(place.file, place.line, 1, place.line, len(line) + 1)
    repairs.tell("empty-heading", whole if alone else place, line, "", is_writable=alone)


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
