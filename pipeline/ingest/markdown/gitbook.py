"""GitBook's block tags (`{% hint style="info" %}` … `{% endhint %}`)."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.lines import span
from pipeline.ingest.markdown import frames
from pipeline.ingest.markdown.frames import Frame, Stack
from pipeline.ingest.markdown.parser import TAG
from pipeline.model import UnreadBlock
from pipeline.source import Span

_PAIRED = frozenset(("hint", "tabs", "tab"))
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'([^']*)'|(\S+))""")


class GitBookTag(NamedTuple):
    """One tag: its name (without `end`), whether it closes, and its attributes."""

    name: str
    closing: bool
    attributes: dict[str, str]
    text: str
    span: Span


def _read(body: str, text: str, place: Span) -> GitBookTag:
    name, _, rest = body.partition(" ")
    attributes = {
        key: html.unescape(double or single or bare) for key, double, single, bare in _ATTRIBUTE.findall(rest)
    }
    closing = name.startswith("end") and len(name) > len("end")
    return GitBookTag(name.removeprefix("end") if closing else name, closing, attributes, text, place)


def read_tags(stack: Stack, row: int, content: str) -> None:
    """Read the tags that stand on one row."""
    page = stack.reading.page
    left = page.lines[row].text.find(content)
    for match in TAG.finditer(content):
        place = span(page, row, left + match.start(), row, left + match.end())
        _apply(stack, _read(match.group(1), match.group(0), place))


_QUOTED = re.compile(r"""["']([^"']+)["']""")


def _apply(stack: Stack, tag: GitBookTag) -> None:
    path = _QUOTED.search(tag.text) if tag.name == "include" else None
    if path is not None:
        stack.top.blocks.extend(stack.reading.include(html.unescape(path.group(1)), tag.span))
    elif tag.name not in _PAIRED:
        stack.reading.tell(DiagnosticCode.S160, tag.span, tag=tag.text)
        stack.add(UnreadBlock(tag.text, tag.span))
    elif not tag.closing:
        if tag.name == "tab" and stack.top.name == "tab":
            frames.close(stack, "tab", "gitbook", tag.span)
        stack.frames.append(Frame(tag.name, "gitbook", tag.attributes, tag.span, tag.text))
    elif not frames.close(stack, tag.name, "gitbook", tag.span):
        stack.reading.tell(DiagnosticCode.S162, tag.span, tag=tag.text)
