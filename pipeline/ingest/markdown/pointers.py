"""GitBook's tags that point to something outside the text: pages, sites, files, drawings, other tools.

Their end tag may be missing; what stands before it, where there is one, is their caption.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.markdown.containers import Finish
from pipeline.ingest.markdown.openapi import openapi
from pipeline.ingest.markdown.stack import Frame, Stack
from pipeline.ingest.markdown.targets import decoded, may_lead
from pipeline.model import (
    Attachment,
    Block,
    CodeBlock,
    ContentReference,
    Embed,
    Figure,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Text,
)
from pipeline.model.text import plain
from pipeline.source import Span

# The title that GitBook gives to a link whose words are its target's.
_MENTION = "mention"
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)  # RFC 3986: a scheme, or a host without one
# Languages of drawings by the name of the tool that draws them.
_DRAWN = ("mermaid", "plantuml", "graphviz", "d2", "latex")


def _words(frame: Frame, blocks: Sequence[Block]) -> tuple[Inlines, list[Block]]:
    """Give the caption among what stands before the end tag, and what is none."""
    lines: list[Inline] = []
    rest: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not rest:
            lines.extend((LineBreak(), *block.children) if lines else block.children)
        else:
            rest.append(block)
    own = frame.said("caption") or frame.said("title")
    if own and lines and plain(own).strip() != plain(tuple(lines)).strip():
        return (*own, LineBreak(), *lines), rest
    return tuple(lines) or own, rest


def _safe(stack: Stack, frame: Frame, target: str) -> str:
    """Give an address that may be followed, "" with a report for one that could run a script."""
    return decoded(target) if may_lead(stack.reading, target, frame.span) else ""


def _is_name(words: str, target: str) -> bool:
    """Tell whether a link's words are only its target's name, as GitBook writes them."""
    path, mark, fragment = target.partition("#")
    files = (path, posixpath.basename(path), posixpath.basename(path.rstrip("/")))
    names = {name for file in files for name in (file, file + mark + fragment)} | {mark + fragment}
    return unquote(words.strip()) in map(unquote, names)


def _reference(stack: Stack, frame: Frame, whole: Span) -> None:
    blocks = list(frame.blocks)
    first = blocks[0] if blocks else None
    children = first.children if isinstance(first, Paragraph) else ()
    link = children[0] if len(children) == 1 and isinstance(children[0], Link) else None
    plain_words = link is None and bool(children) and all(isinstance(child, Text) for child in children)
    words = link.children if link is not None else children if plain_words else ()
    if link is not None or plain_words:
        blocks = blocks[1:]
    written = frame.value("url") or frame.value("page") or frame.value("bare").strip("\"'")
    target = _safe(stack, frame, written or (link.target if link is not None else ""))
    place = link.span if link is not None else frame.span
    words = words or frame.said("title")
    if target:
        if _OUTSIDE.match(target):
            words = words or (_verbatim(frame, target),)
        elif _is_name(plain(words), target):
            words = ()
        stack.add(ContentReference((Link(target, words, place, "" if words else _MENTION),), whole))
    elif words:
        stack.add(Paragraph(words, place))
    stack.top.blocks.extend(blocks)


def _verbatim(frame: Frame, words: str) -> Text:
    """Give words of a tag that stands on one line, where it says them."""
    at = frame.text.find(words)
    place = frame.span
    if at < 0 or place.line != place.end_line or place.end_column - place.column != len(frame.text):
        return Text(words, Span(place.file, place.line, place.column, place.line, place.column), _unseen(words))
    left = place.column + at
    return Text(words, Span(place.file, place.line, left, place.line, left + len(words)))


def _unseen(words: str) -> tuple[tuple[int, int], ...]:
    return tuple((index, 0) for index in range(len(words)))


def _embed(stack: Stack, frame: Frame, whole: Span) -> None:
    caption, rest = _words(frame, frame.blocks)
    written = frame.value("url") or frame.value("src") or frame.value("bare").strip("\"'")
    if not written and len(caption) == 1 and isinstance(caption[0], Link):
        written, caption = caption[0].target, ()
    elif not written and _OUTSIDE.match(plain(caption).strip()) and " " not in plain(caption).strip():
        written, caption = plain(caption).strip(), ()
    address = _safe(stack, frame, written)
    if address:
        stack.add(Embed(address, whole, caption))
    elif caption:
        stack.add(Paragraph(caption, whole))
    stack.top.blocks.extend(rest)


def _file(stack: Stack, frame: Frame, whole: Span) -> None:
    caption, rest = _words(frame, frame.blocks)
    source = _safe(stack, frame, frame.value("src") or frame.value("bare").strip("\"'"))
    asset, size = _asset(stack, source, frame.span) if source else ("", 0)
    path = urlsplit(source).path if _OUTSIDE.match(source) else source
    name = posixpath.basename(asset or unquote(path)) or source
    if source:
        stack.add(Attachment(source, asset, name, whole, size, caption))
    elif caption:
        stack.add(Paragraph(caption, whole))
    stack.top.blocks.extend(rest)


def _asset(stack: Stack, source: str, place: Span) -> tuple[str, int]:
    """Give the path in the source folder of a file to take along and its size, or "" with a report of why not."""
    if _OUTSIDE.match(source):
        return "", 0
    found = stack.reading.shelf.find(source.split("?")[0])
    if found is None:
        stack.reading.tell(DiagnosticCode.S203, place, file=source)
    elif not found:
        stack.reading.tell(DiagnosticCode.S202, place, file=source)
    return (found, stack.reading.shelf.size(found)) if found else ("", 0)


def _drawing(stack: Stack, frame: Frame, whole: Span) -> None:
    caption, rest = _words(frame, frame.blocks)
    source = frame.value("src") or frame.value("url")
    if source:
        asset = stack.reading.picture(source, frame.span)
        stack.add(Figure(source, asset, frame.value("alt"), caption, whole))
    elif caption:
        stack.add(Paragraph(caption, whole))
    stack.top.blocks.extend(rest)


def _tool(stack: Stack, frame: Frame, whole: Span) -> None:
    """Make what another tool shows in GitBook (`{% @mermaid/diagram content="…" %}`): an address, or its source."""
    caption, rest = _words(frame, frame.blocks)
    content = frame.value("content")
    written = frame.value("url") or frame.value("src") or frame.value("link") or frame.value("href")
    address = _safe(stack, frame, written) if written else ""
    if content.strip():
        language = next((name for name in _DRAWN if name in frame.name), "")
        stack.add(CodeBlock(content.strip("\n"), language, whole, plain(caption)))
    if address:
        stack.add(Embed(address, whole, () if content.strip() else caption))
    if not content.strip() and not address:
        stack.reading.tell(DiagnosticCode.S201, frame.span, tag=frame.text)
        if caption:
            stack.add(Paragraph(caption, whole))
    stack.top.blocks.extend(rest)


FINISHERS: dict[str, Finish] = {
    "content-ref": _reference,
    "page-ref": _reference,
    "embed": _embed,
    "file": _file,
    "drawing": _drawing,
    "@": _tool,
    "openapi-operation": openapi,
    "openapi-schemas": openapi,
    "openapi-schema": openapi,
    "openapi-webhook": openapi,
}
