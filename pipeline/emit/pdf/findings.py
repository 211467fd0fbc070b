"""What print cannot show as it should, as diagnostics: what WeasyPrint says, and what it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Diagnostic, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.fit import Entry, breaks_words, entry, row_entries
from pipeline.emit.look import Look
from pipeline.emit.pdf.glyphs import finding, places
from pipeline.emit.told import place_told
from pipeline.model import Handbook, ResponsibilityMatrix, SkillsMatrix, Table
from pipeline.model.walk import walk

_POINT = re.compile(r"U\+([0-9A-F]{4,6})")


def findings(sentence: str, handbook: Handbook) -> list[Diagnostic]:
    """Give the diagnostics of a sentence: a character without a drawing (E106), or anything else (E103)."""
    if not sentence.startswith(".notdef"):
        where = place_told(sentence, handbook)
        return [found(Code.E103, where, tool="WeasyPrint", output="handbook.pdf", problem=sentence)]
    signs = [chr(int(point, 16)) for point in dict.fromkeys(_POINT.findall(sentence))]
    return [finding(sign, where) for sign in signs for where in places(sign, handbook) or (None,)]


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
