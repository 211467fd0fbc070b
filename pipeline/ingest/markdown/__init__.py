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
    Foreign as Foreign,
)
from pipeline.ingest.markdown.context import (
    Include as Include,
)
from pipeline.ingest.markdown.context import (
    Reading as Reading,
)
from pipeline.ingest.markdown.context import (
    Shelf as Shelf,
)
from pipeline.ingest.markdown.foreign import foreign_page
from pipeline.ingest.markdown.parser import parse
from pipeline.ingest.markdown.tag_lines import tags_on_own_lines
from pipeline.model import Blocks, CodeBlock, Footnote
from pipeline.source import Span


class Content(NamedTuple):
    """What a page's Markdown says."""

    blocks: Blocks
    footnotes: tuple[Footnote, ...]


def _foreign(reading: Reading) -> Foreign:
    """Give the function that reads Markdown from another file into a page."""

    def read(words: str, place: Span) -> Blocks:
        if not words.strip():
            return ()
        inner = foreign_page(words, place)
        tokens = parse(inner.page.text)
        return blocks_of(Cursor(inner, tokens)) if tokens is not None else reading.foreign(words, place)

    return read


def read_markdown(reading: Reading) -> Content:
    """Read the Markdown of a page; front matter must have been blanked out of its lines."""
    page = tags_on_own_lines(reading.page)
    reading = reading._replace(page=page) if page is not reading.page else reading
    tokens = parse(page.text)
    if tokens is None:
        place = rows_span(page, 0, len(page.lines))
        reading.tell(Code.S164, place)
        return Content((CodeBlock(page.text.strip("\n"), "", place),), ())
    cursor = Cursor(reading._replace(foreign=_foreign(reading)), tokens)
    blocks = blocks_of(cursor)
    return Content(blocks, tuple(cursor.footnotes))
