"""Telling a sign that is a marker from a sign that is an ornament: « 🚧 » among headings that all open with signs."""

from __future__ import annotations

import unicodedata

from pipeline.model import Blocks, Heading
from pipeline.model.text import plain

_SIGN = "🚧"
# With fewer signs beside it, 🚧 is not one of a series.
_SERIES = 2


def _opens_with_sign(heading: Heading) -> bool:
    return unicodedata.category(plain(heading.children).lstrip()[:1] or " ") == "So"


def is_adorned(heading: Heading, blocks: Blocks) -> bool:
    """Tell whether a heading opens with 🚧 where at least half of the other headings open with signs too.

    Args:
        heading: one of the blocks.
        blocks: what stands beside it.
    """
    if not plain(heading.children).lstrip().startswith(_SIGN):
        return False
    others = [block for block in blocks if isinstance(block, Heading) and block is not heading]
    # Another 🚧 is no ornament: such pages mark their unfinished sections.
    signs = [other for other in others if _opens_with_sign(other) and _SIGN not in plain(other.children)]
    return len(signs) >= _SERIES and 2 * len(signs) >= len(others)
