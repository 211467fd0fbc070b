"""Boxes of other generators than GitBook: `:::note … :::` and `!!! note "Title"` with an indented text.

Docusaurus and VuePress (`:::note Title`, `:::note[Title]`), Quarto (`::: {.callout-note title="Title"}`), MkDocs
Material (`!!! note "Title"`, and `??? note`, which opens on demand). Only plain ones are read: at the left margin, of a
known kind. Before Markdown is read each of their lines is made a paragraph of its own; afterwards these paragraphs
and what stands between them become boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.ingest.lines import Line, Script
from pipeline.model import Block, Blocks, Callout, CalloutKind, Details, Inlines, Paragraph, Text
from pipeline.model.text import part
from pipeline.model.walk import each, rebuild
from pipeline.source import join

_KINDS: Mapping[str, CalloutKind] = {
    **dict.fromkeys(("note", "info", "important", "abstract", "summary", "seealso", "remarque"), "info"),
    **dict.fromkeys(("tip", "success", "hint", "check", "done", "astuce", "conseil"), "success"),
    **dict.fromkeys(("warning", "caution", "attention", "avertissement"), "warning"),
    **dict.fromkeys(("danger", "error", "bug", "failure", "fail", "missing"), "danger"),
}
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_COLONS = re.compile(r"(:{3,})[ \t]*(?:\{[^}]*?\.callout-([a-z]+)[^}]*\}|([A-Za-z]+))?[ \t]*(?:\[|(?=\S)|$)")
_MARKS = re.compile(r"(!!!|\?\?\?\+?)[ \t]+([A-Za-z]+)(?:[ \t]+(?:inline|end))*(?=[ \t\"']|$)")
_TITLE = re.compile(r"[ \t]*(?:\"([^\"]*)\"|'([^']*)'|\[(.*)\])[ \t]*$")
_ATTRIBUTE = re.compile(r"title=(?:\"([^\"]*)\"|'([^']*)')")


class Boxes(NamedTuple):
    """A page whose boxes stand apart: its lines, and for each line that opens a box the last line that belongs to it.

    `closed` holds the lines that are only the end of a box.
    """

    page: Script
    ends: Mapping[int, int]
    closed: frozenset[int]


def set_apart(page: Script) -> Boxes:
    """Give a page with each line that opens or ends a box alone between blank lines, and indented texts moved left."""
    if not any(line.text.startswith((":::", "!!!", "???")) for line in page.lines):
        return Boxes(page, {}, frozenset())
    ends = _colon_pairs(page)
    closed = frozenset(ends.values())
    lines: list[Line] = []
    inside = 0  # the last row of the indented text of a box
    marked: dict[int, int] = {}
    outside = {row for row, _text in _outside_code(page)}
    for row, line in enumerate(page.lines):
        if line.number in ends or line.number in closed:
            lines += [Line("", line.number), line, Line("", line.number)]
        elif row >= inside and row in outside and (end := _indented(page, row)):
            inside = end
            marked[line.number] = page.lines[end - 1].number
            lines += [Line("", line.number), line, Line("", line.number)]
        elif row < inside:
            cut = min(4, len(line.text) - len(line.text.lstrip(" ")))
            lines.append(Line(line.text[cut:], line.number, line.cut + cut))
            if row == inside - 1:
                lines.append(Line("", line.number))
        else:
            lines.append(line)
    return Boxes(page._replace(lines=tuple(lines)), ends | marked, closed)


def _outside_code(page: Script) -> Iterator[tuple[int, str]]:
    """Give the rows that do not stand in a code fence, with their texts."""
    fence = ""
    for row, line in enumerate(page.lines):
        matched = _FENCE.match(line.text)
        if fence:
            if matched and matched.group(1).startswith(fence) and not line.text.strip(" `~"):
                fence = ""
        elif matched:
            fence = matched.group(1)
        else:
            yield row, line.text


def _colon_pairs(page: Script) -> dict[int, int]:
    """Give, for each line that opens a box with colons, the line that ends it: the next bare one of as many colons."""
    open_lines: list[tuple[int, int, bool]] = []
    ends: dict[int, int] = {}
    for row, text in _outside_code(page):
        matched = _COLONS.match(text)
        if matched is None:
            continue
        number, colons = page.lines[row].number, len(matched.group(1))
        if text.strip() != matched.group(1):
            kind = (matched.group(2) or matched.group(3) or "").lower()
            open_lines.append((number, colons, kind in _KINDS))
            continue
        fitting = [place for place, one in enumerate(open_lines) if one[1] == colons]
        if open_lines:
            opened = open_lines[fitting[-1] if fitting else -1]
            del open_lines[fitting[-1] if fitting else -1 :]
            if opened[2]:
                ends[opened[0]] = number
    return ends


def _indented(page: Script, row: int) -> int:
    """Give the row after the indented text of the box that a row opens; 0 where it opens none."""
    matched = _MARKS.match(page.lines[row].text)
    if matched is None or matched.group(2).lower() not in _KINDS:
        return 0
    end = after = row + 1
    while after < len(page.lines) and (page.lines[after].text.startswith("    ") or not page.lines[after].text.strip()):
        after += 1
        if page.lines[after - 1].text.strip():
            end = after
    return end if end > row + 1 else 0


def into_callouts(blocks: Blocks, boxes: Boxes) -> Blocks:
    """Give the blocks with the boxes made of what stands between the lines that open and end them."""
    if not boxes.ends:
        return blocks

    def run(old: Blocks) -> Blocks:
        return _gathered(old, boxes) if any(_opens(block, boxes) for block in old) else old

    return run(each(blocks, lambda block: rebuild(block, on_blocks=run)))


def _opens(block: Block, boxes: Boxes) -> bool:
    return isinstance(block, Paragraph) and block.span.line in boxes.ends and block.span.column == 1


def _gathered(run: Blocks, boxes: Boxes) -> Blocks:
    """Gather the boxes of one run, inner ones within outer ones."""
    done: list[Block] = []
    open_boxes: list[tuple[Paragraph, list[Block]]] = []

    def finish() -> None:
        opening, inside = open_boxes.pop()
        (open_boxes[-1][1] if open_boxes else done).append(_box(opening, tuple(inside)))

    for block in run:
        while open_boxes and block.span.line > boxes.ends[open_boxes[-1][0].span.line]:
            finish()
        ends_here = open_boxes and block.span.line == boxes.ends[open_boxes[-1][0].span.line]
        if isinstance(block, Paragraph) and _opens(block, boxes):
            open_boxes.append((block, []))
        elif ends_here and block.span.line in boxes.closed:
            finish()
        else:
            (open_boxes[-1][1] if open_boxes else done).append(block)
    while open_boxes:
        finish()
    return tuple(done)


def _box(opening: Paragraph, inside: Blocks) -> Block:
    first = opening.children[0]
    words = first.text if isinstance(first, Text) else ""
    matched = _COLONS.match(words) or _MARKS.match(words)
    whole = join(opening.span, inside[-1].span if inside else opening.span)
    if matched is None or not isinstance(first, Text):
        return Callout("info", (opening, *inside), whole)  # the words of the opening line are never lost
    kind = _KINDS[next(one for one in matched.groups()[1:] if one).lower()]
    title = _title(first, matched, opening.children[1:])
    if words.startswith("???"):
        summary = title or (part(first, matched.start(2), matched.end(2)),)
        return Details(summary, inside, whole, is_open=words.startswith("???+"))
    return Callout(kind, inside, whole, title=title)


def _title(first: Text, matched: re.Match[str], rest: Inlines) -> Inlines:
    """Give the title of a box: what stands behind its kind, without quotes or brackets."""
    attribute = _ATTRIBUTE.search(matched.group())
    if attribute is not None:
        return _piece(first, *attribute.span(attribute.lastindex or 0))
    start = matched.end() - (1 if matched.group().endswith("[") else 0)
    start += len(first.text[start:]) - len(first.text[start:].lstrip())
    quoted = _TITLE.match(first.text, start) if not rest else None
    if quoted is not None:
        return _piece(first, *quoted.span(quoted.lastindex or 0))
    if rest and first.text[start : start + 1] == "[" and isinstance(rest[-1], Text) and rest[-1].text.endswith("]"):
        last = rest[-1]
        return (*_piece(first, start + 1, len(first.text)), *rest[:-1], *_piece(last, 0, len(last.text) - 1))
    return (*_piece(first, start, len(first.text)), *rest)


def _piece(text: Text, start: int, end: int) -> Inlines:
    return (part(text, start, end),) if start < end else ()
