"""What a GitBook tag says to a reader where it has no form of its own: in a line of text, or not understood."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.lines import text_at
from pipeline.ingest.markdown.context import Reading, put_in
from pipeline.ingest.markdown.frames import KNOWN
from pipeline.ingest.markdown.parser import ANY_TAG
from pipeline.ingest.markdown.places import Content
from pipeline.ingest.markdown.raw import raw_stretches
from pipeline.ingest.markdown.tag_text import GitBookTag, read_tag
from pipeline.ingest.markdown.targets import decoded, may_lead
from pipeline.model import Blocks, Code, CodeBlock, Inline, Inlines, LineBreak, Link, Paragraph, Text, UnreadBlock
from pipeline.model.text import column, part
from pipeline.model.walk import rebuild, walk
from pipeline.source import Span

_SAID = ("title", "caption", "description", "summary", "label", "name", "alt", "date", "lang", "tags", "content")
_ADDRESSES = ("url", "src", "href", "page")
# Attributes of several words that no reader is to see.
_UNSAID = frozenset((*_ADDRESSES, "class", "style", "id", "icon", "icons"))
# Tags whose whole effect is to lead somewhere.
_POINTERS = frozenset(("embed", "file", "content-ref", "page-ref"))
_MENTION = "mention"
_BARE = re.compile(r"[\"']([^\"']*)[\"']|(\S+)")


def tag_words(reading: Reading, tag: GitBookTag) -> Inlines:
    """Give the words and addresses that a tag's attributes hold, one under the other."""
    found: list[Inlines] = []
    others = (key for key, value in tag.attributes.items() if " " in value.strip() and key not in _UNSAID)
    for key in dict.fromkeys((*_SAID, *others)):
        value = tag.attributes.get(key, "").strip()
        if value:
            found.append((tag.texts[key],) if key in tag.texts else (put_in(value, tag.span),))
    for key in _ADDRESSES:
        value = tag.attributes.get(key, "").strip()
        if value:
            found.append(address(reading, value, (), tag.span))
    if not tag.attributes and tag.bare:
        words = " ".join(quoted or plain for quoted, plain in _BARE.findall(tag.bare))
        found.append((put_in(words, tag.span),))
    joined: list[Inline] = []
    for run in found:
        joined.extend((LineBreak(), *run) if joined else run)
    return tuple(joined)


def address(reading: Reading, target: str, words: Inlines, place: Span) -> Inlines:
    """Give a link to an address, its words the address itself where there are none; a dangerous one is taken away."""
    if not may_lead(reading, target, place):
        return words
    return (Link(decoded(target), words or (put_in(target, place),), place),)


def read_inline_tag(reading: Reading, content: Content, start: int, end: int) -> Inlines:
    """Read a tag that stands in a line of text, a cell or a heading, where it can hold nothing."""
    tag = read_tag(reading.page, content, start, end)
    if not tag.text.endswith("%}") and tag.name not in KNOWN:
        row, left = content.place(start)
        return (text_at(reading.page, row, left, [(tag.text, len(tag.text))]),)
    if tag.closing or tag.name in ("raw", "common"):
        return ()
    if tag.name == "include":
        return _included(reading, tag)
    if tag.name in _POINTERS:
        target = next((tag.attributes[key] for key in _ADDRESSES if tag.attributes.get(key)), "")
        if target:
            words = next(((tag.texts[key],) for key in ("title", "caption") if key in tag.texts), ())
            linked = address(reading, target, words, tag.span)
            if tag.name in ("content-ref", "page-ref") and not words and linked:
                return (Link(decoded(target), (), tag.span, _MENTION),)
            return linked
    reading.tell(DiagnosticCode.S201, tag.span, tag=tag.text)
    return tag_words(reading, tag)


def included_path(tag: GitBookTag) -> str:
    """Give the path that an `include` names, in quotes or bare; "" where it names none."""
    path = _BARE.search(tag.bare)
    return html.unescape(path.group(1) or path.group(2)) if path is not None else ""


def _included(reading: Reading, tag: GitBookTag) -> Inlines:
    """Give a piece included in a line: its paragraphs, one under the other; of other blocks only the words fit in."""
    joined: list[Inline] = []
    for block in reading.include(included_path(tag), tag.span):
        runs: list[Inlines] = [block.children] if isinstance(block, Paragraph) else []
        if not runs:
            reading.tell(DiagnosticCode.S201, tag.span, tag=tag.text)
            runs = [(node,) for node in walk(block) if isinstance(node, Text | Code)]
            runs += [(Code(node.text, node.span),) for node in walk(block) if isinstance(node, CodeBlock | UnreadBlock)]
        for run in runs:
            joined.extend((LineBreak(), *run) if joined else run)
    return tuple(joined)


def without_tags(reading: Reading, blocks: Blocks, raw: frozenset[int]) -> Blocks:
    """Give blocks without the tags that stand in their texts: those that were written among HTML elements.

    A tag whose brace is escaped is text that the author wants shown, and so is one on a line of `raw`.
    """
    rows = {line.number: row for row, line in reversed(tuple(enumerate(reading.page.lines)))}
    raw |= {line.number for line in reading.page.lines if "{%" in line.text and raw_stretches(line.text)}

    def clean(run: Inlines) -> Inlines:
        if not any(isinstance(one, Text) and "{%" in one.text and one.span.line not in raw for one in run):
            return run
        return tuple(
            piece
            for one in run
            for piece in (_parted(reading, one, rows) if isinstance(one, Text) and one.span.line not in raw else (one,))
        )

    return tuple(rebuild(block, on_inlines=clean) for block in blocks)


def _parted(reading: Reading, text: Text, rows: Mapping[int, int]) -> Inlines:
    """Give a text with its tags read as tags in a line."""
    row = rows.get(text.span.line)
    if row is None:
        return (text,)
    pieces: list[Inline] = []
    done = 0
    for match in ANY_TAG.finditer(text.text):
        start, end = match.span()
        if (start, 2) in text.widths or (start, 0) in text.widths:
            continue
        left = column(text, start) - 1 - reading.page.lines[row].cut
        content = Content(match.group(0), (0,), (row,), (left,))
        if start > done:
            pieces.append(part(text, done, start))
        pieces.extend(read_inline_tag(reading, content, 0, end - start))
        done = end
    if not done:
        return (text,)
    return (*pieces, part(text, done, len(text.text))) if done < len(text.text) else tuple(pieces)
