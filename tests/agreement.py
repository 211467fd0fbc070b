"""Making the parts of a generated handbook agree: ids, places, footnotes, markers, the widths of tables."""

from __future__ import annotations

import itertools
import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import (
    Cell,
    CrossReference,
    FootnoteReference,
    Handbook,
    Heading,
    Marked,
    Marker,
    Page,
    Paragraph,
    Part,
    Responsibility,
    ResponsibilityMatrix,
    ResponsibilityRow,
    SignMeaning,
    SkillsMatrix,
    Table,
    Text,
)
from pipeline.model.text import plain
from pipeline.model.walk import each_page, walk
from pipeline.source import Span, join

Node = TypeVar("Node", bound=Struct)
_NOWHERE = Span("", 1, 1, 1, 1)


def finished(book: Handbook, is_written: bool) -> Handbook:
    """Give the book with ids, files, places and all that hangs together."""
    pages, marks = itertools.count(1), itertools.count(1)

    def named(page: Page) -> Page:
        number = next(pages)
        page = replace(page, id=f"page-{number}", file=f"dossier-{number % 2}/page-{number}.md")
        alone = _with_notes(replace(page, children=()))
        alone = alone if is_written else _with_anchors(alone)
        return replace(alone, children=tuple(map(named, page.children)))

    parts = [replace(part, chapters=tuple(map(named, part.chapters))) for part in book.parts]
    ids = [node.id if isinstance(node, Page) else node.anchor for part in parts for node in walk(part)
           if isinstance(node, Page) or (isinstance(node, Heading) and not is_written)]  # fmt: skip

    def agreeing(node: Struct) -> Struct:
        if isinstance(node, CrossReference):
            return replace(node, target=ids[int(node.target) % len(ids)])
        return replace(node, number=next(marks)) if isinstance(node, Marked) else node

    def placed(page: Page) -> Page:
        alone = _placed(_mapped(replace(page, children=()), agreeing), page.file, itertools.count(1))
        return replace(alone, children=tuple(map(placed, page.children)))

    def part_of(number: int, part: Part) -> Part:
        title = _mapped(Paragraph(part.title, _NOWHERE), agreeing)
        words = _placed(title, "SUMMARY.md", itertools.count(100 * number)).children
        return Part(f"part-{number}", words, tuple(map(placed, part.chapters)))

    return replace(book, parts=tuple(map(part_of, range(1, 9), parts)))


def _mapped(node: Node, change: Callable[[Struct], Struct]) -> Node:
    """Give a node with itself and all below it put through `change`, in the order of their fields."""

    def mapped(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(mapped, value))
        return _mapped(value, change) if isinstance(value, Struct) and not isinstance(value, Span) else value

    new = change(node)
    changed: Any = replace(new, **{name: mapped(getattr(new, name)) for name in new.__struct_fields__})
    return typing.cast(Node, changed)


def _with_notes(page: Page) -> Page:
    """Give a page whose footnotes are those that it calls."""

    def agreeing(node: Struct) -> Struct:
        if isinstance(node, FootnoteReference):
            return replace(node, label=str(int(node.label) % len(page.footnotes) + 1))
        return node

    whole = _mapped(page, agreeing)
    called = {node.label for node in walk(whole) if isinstance(node, FootnoteReference)}
    notes = (replace(note, label=str(number)) for number, note in enumerate(whole.footnotes, start=1))
    return replace(whole, footnotes=tuple(note for note in notes if note.label in called))


def _with_anchors(page: Page) -> Page:
    numbers = itertools.count(1)

    def anchored(node: Struct) -> Struct:
        return replace(node, anchor=f"{page.id}--t{next(numbers)}") if isinstance(node, Heading) else node

    return _mapped(page, anchored)


def _placed(node: Node, file: str, lines: Iterator[int]) -> Node:
    """Give a node with its place, and tables square: what holds no other is on a line of its own."""

    def placed(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(placed, value))
        if isinstance(value, Span):
            return _line(file, next(lines), 1)
        return _placed(value, file, lines) if isinstance(value, Struct) else value

    changes = {name: placed(getattr(node, name)) for name in node.__struct_fields__ if name != "span"}
    if "span" in node.__struct_fields__:
        width = len(node.text) + sum(width - 1 for _, width in node.widths) if isinstance(node, Text) else 1
        inside = list(_spans(changes.values()))
        changes["span"] = join(inside[0], inside[-1]) if inside else _line(file, next(lines), width)
    return typing.cast(Node, _square(replace(node, **changes)))


def _line(file: str, line: int, width: int) -> Span:
    return Span(file, line, 1, line, 1 + width)


def _spans(values: Iterable[Any]) -> Iterator[Span]:
    """Give the places inside values, in order."""
    for value in values:
        if isinstance(value, Span):
            yield value
        elif isinstance(value, tuple):
            yield from _spans(value)
        elif isinstance(value, Struct):
            own = getattr(value, "span", None)
            yield from [own] if own else _spans(getattr(value, name) for name in value.__struct_fields__)


def _square(node: Struct) -> Struct:
    """Give a table or a matrix whose rows are all as wide as its head."""
    match node:
        case Table():
            width = len((*node.head, *node.body)[0].cells)
            head, body = (
                tuple(replace(row, cells=_fit(row.cells, width, Cell((), row.span))) for row in rows)
                for rows in (node.head, node.body)
            )
            return replace(node, head=head, body=body)
        case SkillsMatrix():
            rows = (replace(row, skills=_fit(row.skills, len(node.levels), ())) for row in node.rows)
            return replace(node, rows=tuple(rows))
        case ResponsibilityMatrix():
            lines = tuple(_answers(row, len(node.roles)) for row in node.rows)
            cells = [cell for row in lines for cell in row.cells if cell.sign]
            signs = {cell.sign: SignMeaning(cell.sign, cell.kind, plain(cell.words)) for cell in cells}
            return replace(node, rows=lines, legend=tuple(signs.values()))
        case _:
            return node


def _answers(row: ResponsibilityRow, width: int) -> ResponsibilityRow:
    """Give a row whose cells are as many as there are roles; one that holds nothing is nobody's."""
    empty = Responsibility("none", "", (), row.span)
    cells = tuple(empty if cell.kind == "none" or not (cell.sign or cell.words) else cell for cell in row.cells)
    return replace(row, cells=_fit(cells, width, empty))


def _fit(items: tuple[Any, ...], width: int, filler: Any) -> tuple[Any, ...]:
    return (*items, *(filler,) * width)[:width]


def markers(book: Handbook, drafts: list[Marker]) -> Iterator[Marker]:
    """Give a marker for each `Marked` of the book, in the order of their numbers."""
    for page in (page for part in book.parts for page in each_page(part.chapters)):
        for node in walk(replace(page, children=())):
            if isinstance(node, Marked):
                draft = drafts[node.number % len(drafts)]
                span = next(_spans(node.children), page.span)
                yield replace(draft, number=node.number, span=span, text=plain(node.children),
                              section=(plain(page.title),), page=page.id,
                              fingerprint=f"{node.number:016x}")  # fmt: skip
