"""What print cannot show as it should, as diagnostics: what WeasyPrint says, and what it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Diagnostic, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.fit import Entry, breaks_words, entry, row_entries
from pipeline.emit.look import Look
from pipeline.emit.told import place_told
from pipeline.model import Code as CodeSpan
from pipeline.model import CodeBlock, Handbook, ResponsibilityMatrix, SkillsMatrix, Table, Text
from pipeline.model.walk import walk
from pipeline.source import Span

_POINT = re.compile(r"U\+([0-9A-F]{4,6})")


def findings(sentence: str, handbook: Handbook) -> list[Diagnostic]:
    """Give the diagnostics of a sentence: a character without a drawing (E106), or anything else (E103)."""
    if not sentence.startswith(".notdef"):
        where = place_told(sentence, handbook)
        return [found(Code.E103, where, tool="WeasyPrint", output="handbook.pdf", problem=sentence)]
    points = dict.fromkeys(_POINT.findall(sentence))
    return [_missing(chr(int(point, 16)), f"U+{point}", handbook) for point in points]


def _missing(character: str, point: str, handbook: Handbook) -> Diagnostic:
    return found(Code.E106, place_of(character, handbook), character=character, point=point)


def place_of(character: str, handbook: Handbook) -> Span | None:
    """Give the first place in the sources that holds a character, or None (it may stand in a title or a label)."""
    for node in walk(handbook):
        if isinstance(node, (Text, CodeSpan, CodeBlock)) and character in node.text:
            return node.span
    return None


def crowded(handbook: Handbook, look: Look) -> Iterator[Diagnostic]:
    """Give a diagnostic for each table with too many columns for a page (E107)."""
    for node in walk(handbook):
        if not isinstance(node, (Table, SkillsMatrix, ResponsibilityMatrix)):
            continue
        rows = _rows(node)
        if breaks_words(rows, look):
            columns = max(sum(one.columns for one in row) for row in rows)
            yield found(Code.E107, node.span, columns=columns)


def _rows(node: Table | SkillsMatrix | ResponsibilityMatrix) -> list[list[Entry]]:
    """Give the rows of a table as they are measured; of a matrix its head, which says how many columns it has."""
    match node:
        case Table():
            return [row_entries(row) for row in (*node.head, *node.body)]
        case SkillsMatrix():
            levels = (entry(level.title, level.description) for level in node.levels)
            return [[entry(node.sub_axis_title), entry(node.intention_title), *levels]]
        case ResponsibilityMatrix():
            return [[entry(node.activity_title), *(entry(role) for role in node.roles)]]
