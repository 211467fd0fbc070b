"""HTML tables: their rows and spans, GitBook's typed and hidden columns, and its cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.markdown import html_cards, tags
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.frames import Stack
from pipeline.ingest.markdown.html import Element, HtmlNode, Read, Words
from pipeline.ingest.markdown.html_cell import typed, without_headings
from pipeline.model import (
    Alignment,
    Blocks,
    Cell,
    Inlines,
    Paragraph,
    Row,
    Table,
)
from pipeline.model.text import plain

_ALIGNMENTS: dict[str, Alignment] = {"left": "left", "center": "center", "right": "right"}
_TEXT_ALIGN = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|center|right)")
_MOST_COLUMNS = 100


class Parts(NamedTuple):
    """How what stands in a table is read: as blocks, or as inlines."""

    blocks: Callable[[Element], Blocks]
    inlines: Callable[[Sequence[HtmlNode]], Inlines]


@dataclass
class Lines:
    """The rows of a table as they stand, and what stands in it outside any cell."""

    head: list[Element] = field(default_factory=list)
    body: list[Element] = field(default_factory=list)
    captions: list[Element] = field(default_factory=list)
    loose: list[HtmlNode] = field(default_factory=list)


def table(stack: Stack, node: Element, parts: Parts) -> Blocks:
    """Give a table, or the cards that it stands for; what stands outside its cells follows it."""
    lines = Lines()
    _gather(node, lines, in_head=False)
    _lift_heading_rows(lines)
    loose = parts.blocks(Element(node.tag, lines.loose, True, node.end)) if lines.loose else ()
    if not lines.head and not lines.body:
        return loose
    if node.tag.attributes.get("data-view") == "cards":
        made = html_cards.cards(stack.reading, node, (cells_of(lines.head), lines.body), parts.blocks)
        return (*made, *loose)
    caption: Inlines = tuple(inline for found in lines.captions for inline in parts.inlines(found.children))
    columns = _columns(lines)
    head = tuple(_row(stack.reading, line, {}, parts, {}) for line in lines.head)
    taken: dict[int, int] = {}
    body = tuple(_row(stack.reading, line, columns, parts, taken) for line in lines.body)
    hidden = frozenset(number for number, column in columns.items() if "data-hidden" in column)
    if hidden:
        _tell_hidden(stack.reading, node, (*head, *body), hidden)
        head, body = _without(head, hidden), _without(body, hidden)
    if "data-header-hidden" in node.tag.attributes and head and body:
        if any(_words(cell) for row in head for cell in row.cells):
            stack.reading.tell(DiagnosticCode.S212, head[0].span)
        head = ()
    return (Table(head, body, node.span, caption), *loose)


def cells_of(rows: Sequence[Element]) -> list[Element]:
    """Give the cells of the first of some rows."""
    return list(_cells(rows[0])) if rows else []


def _cells(row: Element) -> Iterator[Element]:
    for child in row.children:
        if isinstance(child, Element) and child.tag.name in ("td", "th"):
            yield child


def _gather(node: Element, lines: Lines, *, in_head: bool) -> None:
    """Sort what stands in a table: rows by their part, captions, and what has no place there."""
    stray: list[HtmlNode] = []
    for child in node.children:
        match child:
            case Element() if child.tag.name in ("thead", "tbody", "tfoot"):
                _gather(child, lines, in_head=child.tag.name == "thead")
            case Element() if child.tag.name == "tr":
                (lines.head if in_head else lines.body).append(child)
                lines.loose += [one for one in child.children if not _is_cell(one) and not _is_blank(one)]
            case Element() if child.tag.name == "caption":
                lines.captions.append(child)
            case Element() if child.tag.name in ("td", "th"):
                stray.append(child)
            case Element() if child.tag.name in ("colgroup", "col"):
                pass
            case _:
                lines.loose += [] if _is_blank(child) else [child]
    if stray:
        lines.body.append(Element(node.tag, stray, True, node.end))


def _is_cell(node: HtmlNode) -> bool:
    return isinstance(node, Element) and node.tag.name in ("td", "th")


def _is_blank(node: HtmlNode) -> bool:
    if isinstance(node, Words):
        return not node.text.strip()
    return isinstance(node, Read) and not plain(node.inlines).strip()


def _lift_heading_rows(lines: Lines) -> None:
    """Take the first rows of a table without a `<thead>` as its head where each of their cells is a `<th>`."""
    while len(lines.body) > 1:
        cells = cells_of(lines.body)
        if not cells or any(cell.tag.name != "th" for cell in cells):
            return
        lines.head.append(lines.body.pop(0))


def _columns(lines: Lines) -> dict[int, dict[str, str]]:
    """Give what the last row of the head says of each column."""
    columns: dict[int, dict[str, str]] = {}
    at = 0
    for cell in cells_of(lines.head[-1:]):
        columns[at] = cell.tag.attributes
        at += number(cell.tag.attributes.get("colspan", ""))
    return columns


def number(written: str) -> int:
    """Give a span as written, 1 where it is none; no table of ours has more than a hundred columns."""
    return min(max(int(written), 1), _MOST_COLUMNS) if written.isascii() and written.isdigit() else 1


def _row(
    reading: Reading, line: Element, columns: dict[int, dict[str, str]], parts: Parts, taken: dict[int, int]
) -> Row:
    """Read a row; `taken` tells for how many more rows a cell from above covers a column, and is brought up to date."""
    cells: list[Cell] = []
    at = 0
    for cell in _cells(line):
        at = _free(taken, at)
        cells.append(_cell(reading, cell, columns.get(at, {}), parts))
        for column in range(at, at + cells[-1].columns):
            taken[column] = cells[-1].rows - 1
        at += cells[-1].columns
    _free(taken, at)
    return Row(tuple(cells), line.span)


def _free(taken: dict[int, int], at: int) -> int:
    """Give the first column from `at` that no cell from above covers, and count down those passed over."""
    while taken.get(at, 0) > 0:
        taken[at] -= 1
        at += 1
    return at


def _cell(reading: Reading, node: Element, column: dict[str, str], parts: Parts) -> Cell:
    attributes = node.tag.attributes
    tags.note_id(reading, node.tag)
    style = _TEXT_ALIGN.search(attributes.get("style", ""))
    align = attributes.get("align", "") or (style.group(1) if style else "")
    return Cell(
        typed(without_headings(reading, parts.blocks(node)), column),
        node.span,
        heading=node.tag.name == "th",
        columns=number(attributes.get("colspan", "")),
        rows=number(attributes.get("rowspan", "")),
        align=_ALIGNMENTS.get(align, ""),
    )


def _words(cell: Cell) -> str:
    return "".join(plain(block.children) for block in cell.blocks if isinstance(block, Paragraph)).strip()


def _tell_hidden(reading: Reading, node: Element, rows: Sequence[Row], hidden: frozenset[int]) -> None:
    """Report hidden columns that hold words: nobody will read them."""
    taken: dict[int, int] = {}
    for row in rows:
        at = 0
        for cell in row.cells:
            at = _free(taken, at)
            for column in range(at, at + cell.columns):
                taken[column] = cell.rows - 1
            if at in hidden and cell.blocks:
                reading.tell(DiagnosticCode.S212, cell.span if cell.span.line else node.span)
                return
            at += cell.columns
        _free(taken, at)


def _without(rows: tuple[Row, ...], hidden: frozenset[int]) -> tuple[Row, ...]:
    """Give rows without the cells of hidden columns; a cell over several columns loses those that are hidden."""
    kept = []
    taken: dict[int, int] = {}
    for row in rows:
        cells: list[Cell] = []
        at = 0
        for cell in row.cells:
            at = _free(taken, at)
            covered = range(at, at + cell.columns)
            for column in covered:
                taken[column] = cell.rows - 1
            shown = sum(column not in hidden for column in covered)
            if shown:
                cells.append(cell if shown == cell.columns else replace(cell, columns=shown))
            at += cell.columns
        _free(taken, at)
        kept.append(Row(tuple(cells), row.span))
    return tuple(kept)
