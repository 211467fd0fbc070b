"""Reading Markdown in GitBook's dialect: the one door to markdown-it-py."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.diagnostics import Code
from pipeline.ingest.lines import rows_span
from pipeline.ingest.markdown.anchors import with_anchors
from pipeline.ingest.markdown.blocks import Cursor, blocks_of
from pipeline.ingest.markdown.context import Aside
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
    """What a page's Markdown says; `aliases` are ids that the author gave to places above its first heading.

    `has_calls` is False where no footnote is called.
    """

    blocks: Blocks
    footnotes: tuple[Footnote, ...]
    aliases: tuple[str, ...] = ()
    has_calls: bool = True


def read_markdown(reading: Reading) -> Content:
    """Read the Markdown of a page; front matter must have been blanked out of its lines."""
    page = reading.page
    tokens = parse(page.text)
    if tokens is None:
        place = rows_span(page, 0, len(page.lines))
        reading.tell(Code.S164, place)
        return Content((CodeBlock(page.text.strip("\n"), "", place),), ())
    cursor = Cursor(reading._replace(aside=Aside()), tokens)
    blocks, aliases = with_anchors(blocks_of(cursor), cursor.reading.aside.anchors)
    notes = (*cursor.footnotes, *cursor.reading.aside.notes)
    return Content(blocks, notes, aliases, cursor.reading.aside.has_calls)
