"""What print cannot show as it should, as diagnostics: what WeasyPrint says."""

from __future__ import annotations

import re

from pipeline.diagnostics import Diagnostic, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.pdf.glyphs import finding, places
from pipeline.emit.told import place_told
from pipeline.model import Handbook

_POINT = re.compile(r"U\+([0-9A-F]{4,6})")


def findings(sentence: str, handbook: Handbook) -> list[Diagnostic]:
    """Give the diagnostics of a sentence: a character without a drawing (E106), or anything else (E103)."""
    if not sentence.startswith(".notdef"):
        where = place_told(sentence, handbook)
        return [found(Code.E103, where, tool="WeasyPrint", output="handbook.pdf", problem=sentence)]
    signs = [chr(int(point, 16)) for point in dict.fromkeys(_POINT.findall(sentence))]
    return [finding(sign, where) for sign in signs for where in places(sign, handbook) or (None,)]
