"""Changing whole blocks: paragraphs put in, split, joined or taken away, with the prefixes of lists and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from pipeline.model import (
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    Heading,
    ListItem,
    OrderedList,
    Page,
    Paragraph,
    Quote,
    Row,
    Table,
    UnreadBlock,
)
from pipeline.review.escaping import escaped
from pipeline.review.inlining import Words, inline_edits
from pipeline.review.letters import Place
from pipeline.review.remark import Edit
from pipeline.review.units import Unit
from pipeline.source import Span

# What may stand before the words of a block: quotes, indents, one marker of a list, a task's box, a heading's signs.
_FRAME = re.compile(
    r"(?P<quote>(?:[ ]{0,3}>[ ]?)*)(?P<indent>\s*)(?P<mark>(?:[-*+]|\d{1,9}[.)])\s+)?(?P<box>\[[ xX]\]\s+)?"
)
_NUMBER = re.compile(r"\d+")
# What goes with its last words.
_EMPTIED = (ListItem, BulletList, OrderedList, Quote, Callout, Row, Table, Paragraph, Heading, CodeBlock, UnreadBlock)
# What another block can follow.
_FOLLOWED = (Paragraph, Heading, CodeBlock, UnreadBlock)


class NewLine(NamedTuple):
    """A paragraph to put in: its words, whether it is like the one beside it, and its signs where it is a heading."""

    words: str
    is_alike: bool
    marks: str = ""


def _span(node: Struct) -> Span | None:
    span = getattr(node, "span", None)
    return span if isinstance(span, Span) and span.file else None


class _Frame(NamedTuple):
    """How lines begin: the next block's first line, and what parts it from the one before."""

    alike: str
    other: str


def _frame(words: Words) -> _Frame:
    """Read from a unit's first line how one beside it would begin."""
    found = _FRAME.match(words.lines[words.letters[0].start[0] - 1])
    quote, indent, mark, box = (one or "" for one in found.groups()) if found else ("", "", "", "")
    other = "\n" + quote.rstrip() + "\n" + quote + indent + " " * len(mark)
    if not mark:
        return _Frame(other, other)
    parent = next((node for node in reversed(words.unit.path) if isinstance(node, BulletList | OrderedList)), None)
    loose = "" if parent is None or parent.tight else "\n" + quote.rstrip()
    next_mark = _NUMBER.sub(lambda number: str(int(number.group()) + 1), mark)
    return _Frame(loose + "\n" + quote + indent + next_mark + ("[ ] " if box else ""), other)


def added(words: Words, start: int, end: int, lines: Sequence[NewLine]) -> list[Edit]:
    """Give ways to put paragraphs into a unit: the first of `lines` ends what stands before, the last begins the rest.

    A cell of a table, code and what is no Markdown take none.
    """
    unit = words.unit
    is_after = start == end == len(unit.text) and not lines[0].words
    kinds = _FOLLOWED if is_after else (Paragraph, Heading)
    is_title = is_after and isinstance(unit.holder, Page) and unit.run is unit.holder.title
    is_cell = any(isinstance(node, Cell) for node in unit.path)
    if not words.letters or is_cell or not (is_title or isinstance(unit.holder, kinds)):
        return []
    frame, block = _frame(words), _span(unit.holder)
    breaks = [frame.alike if line.is_alike else frame.other for line in lines]
    new = "".join(
        part + line.marks + escaped(line.words, is_first=True) for part, line in zip(breaks[1:], lines[1:], strict=True)
    )
    if is_after and block is not None:
        place = _line_end(words, (block.end_line, block.end_column))
        return [Edit(words.span(place, place), new)]
    if start == end == 0 and not lines[-1].words:
        return _before(words, lines, frame)
    return [Edit(one.span, one.new + new) for one in inline_edits(words, start, end, lines[0].words)]


def _line_end(words: Words, place: Place) -> Place:
    """Give the end of the last line of a block, white space at its end included."""
    line = words.lines[place[0] - 1]
    return (place[0], len(line) + 1) if not line[place[1] - 1 :].strip() else place


def _before(words: Words, lines: Sequence[NewLine], frame: _Frame) -> list[Edit]:
    """Give a way to put paragraphs before a unit: after the prefix of its line, which goes on before it."""
    line, span = words.lines[words.letters[0].start[0] - 1], words.unit.span
    found = _FRAME.match(line)
    if span is None or found is None:
        return []
    place = (span.line, found.end() + 1)
    new = "".join(
        one.marks + escaped(one.words, is_first=True) + (frame.alike if one.is_alike else frame.other)
        for one in lines[:-1]
    )
    return [Edit(words.span(place, place), new)]


def joined(first: Words, start: int, last: Words, end: int, new: str) -> list[Edit]:
    """Give a way to take away what stands from a character of one unit to one of a later unit of the same file."""
    if not first.letters or not last.letters or first.unit.file != last.unit.file:
        return []
    begin = first.letters[start].start if start < len(first.letters) else first.letters[-1].end
    if end == len(last.letters):
        block = _span(last.unit.holder)
        finish = (block.end_line, block.end_column) if block else last.letters[-1].end
    else:
        finish = last.letters[end - 1].end if end else last.letters[0].start
    return [Edit(first.span(begin, finish), escaped(new))] if begin < finish else []


def removed(covered: Sequence[Words], units: Sequence[Unit]) -> list[Edit]:
    """Give a way to take whole units away, with what holds nothing without them; `units` are all of the book.

    Only whole lines go, in which nothing else stands; the words of a cell go alone, unless all of its row does.
    """
    numbers = frozenset(words.unit.number for words in covered)
    spans = list(_emptied([words.unit for words in covered], units, numbers))
    whole = [span for span in spans if span is not None]
    first, lines = covered[0], covered[0].lines
    if len(whole) < len(spans) or not _is_alone(whole, lines):
        return inline_edits(first, 0, len(first.unit.text), "") if len(covered) == 1 else []
    start, end = min(span.line for span in whole), max(span.end_line for span in whole)
    others = (one.span for one in units if one.number not in numbers and one.file == first.unit.file)
    if any(span is not None and start <= span.line <= end for span in others):
        return []
    return [_without(first, start, end)]


def _emptied(covered: Sequence[Unit], units: Sequence[Unit], numbers: frozenset[int]) -> Iterator[Span | None]:
    """Give the places of the outermost nodes that hold nothing but units that go, each once; None where none does."""
    done: set[int] = set()
    for unit in covered:
        node = None
        for depth in range(len(unit.path) - 1, 0, -1):
            above = unit.path[depth]
            if not isinstance(above, (*_EMPTIED, Cell)) or not _has_only(depth, unit, units, numbers):
                break
            node = node if isinstance(above, Cell) else above
        if id(node) not in done:
            done.add(id(node))
            yield _span(node) if node is not None else None


def _has_only(depth: int, unit: Unit, units: Sequence[Unit], numbers: frozenset[int]) -> bool:
    """Tell whether all the units of a node of a unit's path are among some; those of a node follow each other."""
    node = unit.path[depth]
    for way in (-1, 1):
        at = unit.number + way
        while 0 <= at < len(units) and len(units[at].path) > depth and units[at].path[depth] is node:
            if at not in numbers:
                return False
            at += way
    return True


def _is_alone(spans: Sequence[Span], lines: Sequence[str]) -> bool:
    """Tell whether nothing but prefixes stands on the lines of blocks beside them, nor between them."""
    done = 0
    for span in sorted(spans):
        before, after = lines[span.line - 1][: span.column - 1], lines[span.end_line - 1][span.end_column - 1 :]
        between = lines[done : span.line - 1] if done else []
        if before.strip(" \t>") or after.strip() or any(line.strip(" \t>") for line in between):
            return False
        done = span.end_line
    return True


def _without(words: Words, first: int, last: int) -> Edit:
    """Give the edit that takes lines away, and one of the empty lines around them."""
    lines = words.lines
    if last < len(lines) and not lines[last].strip(" \t>") and (first == 1 or not lines[first - 2].strip(" \t>")):
        last += 1
    if last < len(lines):
        return Edit(words.span((first, 1), (last + 1, 1)), "")
    start = (first - 1, len(lines[first - 2]) + 1) if first > 1 else (1, 1)
    return Edit(words.span(start, (last, len(lines[last - 1]) + 1)), "")
