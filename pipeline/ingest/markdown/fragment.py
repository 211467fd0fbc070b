"""Reading a text that is HTML from its first to its last line, as ONISEP's XML holds it."""

from __future__ import annotations

from pipeline.diagnostics import Code
from pipeline.ingest.lines import rows_span
from pipeline.ingest.markdown import frames
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.html import read_html
from pipeline.ingest.markdown.html_blocks import add_html
from pipeline.ingest.markdown.places import Content
from pipeline.model import Blocks, UnreadBlock
from pipeline.source import Span


def read_fragment(reading: Reading) -> Blocks:
    """Give the blocks of a text that is HTML; one that is nested too deep is kept as it is written, and reported."""
    page = reading.page
    if not page.text.strip():
        return ()
    place = rows_span(page, 0, len(page.lines))
    end = Span(place.file, place.end_line, place.end_column, place.end_line, place.end_column)
    stack = frames.new_stack(reading, place)
    try:
        add_html(stack, read_html(reading, _content(reading)))
        return tuple(frames.close_all(stack, end))
    except RecursionError:
        reading.tell(Code.S164, place)
        return (UnreadBlock(page.text.strip(), place),)


def _content(reading: Reading) -> Content:
    """Give the whole text as a content: its lines are the page's own."""
    texts = [line.text for line in reading.page.lines]
    starts = [0]
    for text in texts[:-1]:
        starts.append(starts[-1] + len(text) + 1)
    return Content("\n".join(texts), tuple(starts), tuple(range(len(texts))), (0,) * len(texts))
