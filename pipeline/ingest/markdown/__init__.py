"""Reading Markdown in GitBook's dialect: the one door to markdown-it-py."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.diagnostics import Code
from pipeline.ingest.lines import rows_span
from pipeline.ingest.markdown.blocks import Cursor, blocks_of
from pipeline.ingest.markdown.context import (
    FindPicture as FindPicture,
)
from pipeline.ingest.markdown.context import (
    Include as Include,
)
from pipeline.ingest.markdown.context import (
    Reading as Reading,
)
from pipeline.ingest.markdown.parser import parse
from pipeline.model import Blocks, CodeBlock, Footnote


class Content(NamedTuple):
    """What a page's Markdown says."""

    blocks: Blocks
    footnotes: tuple[Footnote, ...]


def read_markdown(reading: Reading) -> Content:
    """Read the Markdown of a page; front matter must have been blanked out of its lines."""
    page = reading.page
    tokens = parse(page.text)
    if tokens is None:
        place = rows_span(page, 0, len(page.lines))
        reading.tell(Code.S164, place)
        return Content((CodeBlock(page.text.strip("\n"), "", place),), ())
    cursor = Cursor(reading, tokens)
    blocks = blocks_of(cursor)
    return Content(blocks, tuple(cursor.footnotes))
