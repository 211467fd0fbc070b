"""Reading Markdown in GitBook's dialect: the one door to markdown-it-py."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.diagnostics import Code
from pipeline.ingest.lines import rows_span
from pipeline.ingest.markdown.anchors import with_anchors
from pipeline.ingest.markdown.blocks import Cursor, blocks_of
from pipeline.ingest.markdown.comments import may_vouch, tell_suppressions
from pipeline.ingest.markdown.context import Aside
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
from pipeline.ingest.markdown.context import (
    Vouch as Vouch,
)
from pipeline.ingest.markdown.foreign import foreign_page
from pipeline.ingest.markdown.parser import parse
from pipeline.ingest.markdown.raw import raw_lines
from pipeline.ingest.markdown.tag_lines import tags_on_own_lines
from pipeline.ingest.markdown.tag_words import without_tags
from pipeline.model import Blocks, CodeBlock, Footnote
from pipeline.source import Span


class Content(NamedTuple):
    """What a page's Markdown says; `aliases` are ids that the author gave to places above its first heading.

    `has_calls` is False where no footnote is called.
    """

    blocks: Blocks
    footnotes: tuple[Footnote, ...]
    aliases: tuple[str, ...] = ()
    has_calls: bool = True


def _foreign(words: str, place: Span) -> Blocks:
    """Read Markdown that stands in another file."""
    content = read_markdown(foreign_page(words, place)) if words.strip() else Content((), ())
    return (*content.blocks, *(block for note in content.footnotes for block in note.blocks))


def read_markdown(reading: Reading) -> Content:
    """Read the Markdown of a page; front matter must have been blanked out of its lines."""
    raw = raw_lines(reading.page)
    page, is_mixed = tags_on_own_lines(reading.page, raw)
    reading = reading._replace(page=page, foreign=_foreign)
    text = page.text
    tokens = parse(text, frozenset(row for row, line in enumerate(page.lines) if line.number in raw) if raw else raw)
    if tokens is None:
        place = rows_span(page, 0, len(page.lines))
        reading.tell(Code.S164, place)
        return Content((CodeBlock(text.strip("\n"), "", place),), ())
    cursor = Cursor(reading._replace(aside=Aside()), tokens)
    blocks = blocks_of(cursor)
    if is_mixed and "<" in text:
        blocks = without_tags(reading, blocks, raw)
    if may_vouch(text):
        notes_said = tuple(block for note in cursor.footnotes for block in note.blocks)
        tell_suppressions(reading, tokens, blocks, notes_said)
    blocks, aliases = with_anchors(blocks, cursor.reading.aside.anchors)
    notes = (*cursor.footnotes, *cursor.reading.aside.notes)
    return Content(blocks, notes, aliases, cursor.reading.aside.has_calls)
