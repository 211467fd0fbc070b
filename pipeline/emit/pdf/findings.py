"""What print cannot show as it should, as diagnostics: what WeasyPrint says, and what it does not."""

from __future__ import annotations

import re

from pipeline.diagnostics import Diagnostic, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.told import place_told
from pipeline.model import Code as CodeSpan
from pipeline.model import CodeBlock, Handbook, Text
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
