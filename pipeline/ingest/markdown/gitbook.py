"""GitBook's block tags (`{% hint style="info" %}` … `{% endhint %}`): what each of them opens, closes or says."""

from __future__ import annotations

import html
import re

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.markdown import containers, frames
from pipeline.ingest.markdown.parser import TAG
from pipeline.ingest.markdown.places import content
from pipeline.ingest.markdown.stack import Frame, Stack
from pipeline.ingest.markdown.tag_text import GitBookTag, read_tag
from pipeline.ingest.markdown.tag_words import tag_words
from pipeline.model import Paragraph

# Tags that say nothing to a reader; what stands between them stays.
_SILENT = frozenset(("raw", "common", "include", ""))
# A tag that opens while another of its sort is open ends that one.
_SIBLINGS = frozenset(("tab", "step", "column", "update", "swagger-parameter", "swagger-response"))
_PATH = re.compile(r"""["']([^"']+)["']|([^\s"']+)""")


def read_tags(stack: Stack, row: int, written: str) -> None:
    """Read the tags that stand on a row, or on some rows from it."""
    page = stack.reading.page
    where = content(page, written, row)
    for match in TAG.finditer(written):
        _apply(stack, read_tag(page, where, match.start(), match.end()))


def _apply(stack: Stack, tag: GitBookTag) -> None:
    if tag.closing:
        _close(stack, tag)
        return
    if frames.is_optional(stack.top):
        frames.close_top(stack, tag.span)
    path = _PATH.search(tag.bare) if tag.name == "include" else None
    if path is not None:
        stack.top.blocks.extend(stack.reading.include(html.unescape(path.group(1) or path.group(2)), tag.span))
    elif tag.name in ("elif", "else"):
        if not containers.next_branch(stack, tag.bare_condition(), tag.span):
            stack.reading.tell(DiagnosticCode.S162, tag.span, tag=tag.text)
    elif tag.name in frames.KNOWN or tag.name.startswith("@"):
        _open(stack, tag)
    elif tag.name in _SILENT:
        _alone(stack, tag)
    else:
        _unknown(stack, tag)


def _open(stack: Stack, tag: GitBookTag) -> None:
    if tag.name in _SIBLINGS and stack.top.name == tag.name and stack.top.dialect == "gitbook":
        frames.close_top(stack, tag.span)
        stack.lone.pop(tag.name, None)
    if stack.depth > frames.DEEPEST:
        _unknown(stack, tag)
        return
    attributes = tag.attributes
    if tag.name == "if":
        attributes = {"condition": tag.bare_condition()}
    elif tag.name == "tab" and "title" not in attributes and "lang" in attributes:
        attributes = {**attributes, "title": attributes["lang"]}
    elif tag.bare and not attributes:
        attributes = {"bare": tag.bare}
    stack.frames.append(Frame(tag.name, "gitbook", attributes, tag.span, tag.text, texts=tag.texts))


def _close(stack: Stack, tag: GitBookTag) -> None:
    if frames.close(stack, tag.name, "gitbook", tag.span):
        return
    if stack.lone.get(tag.name, 0):
        stack.lone[tag.name] -= 1
    elif tag.name not in _SILENT:
        stack.reading.tell(DiagnosticCode.S162, tag.span, tag=tag.text)


def _alone(stack: Stack, tag: GitBookTag) -> None:
    """Remember a tag that opens nothing, so that its end tag closes nothing without a word."""
    stack.lone[tag.name] = stack.lone.get(tag.name, 0) + 1


def _unknown(stack: Stack, tag: GitBookTag) -> None:
    """Pass over a tag that is not understood: what it holds stays where it is, and the words it says itself."""
    stack.reading.tell(DiagnosticCode.S201, tag.span, tag=tag.text)
    _alone(stack, tag)
    words = tag_words(stack.reading, tag)
    if words:
        stack.add(Paragraph(words, tag.span))
