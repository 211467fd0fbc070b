"""Containers that open and close by tags of their own (GitBook's `{% hint %}`, HTML's `<details>`) among the blocks.

A stack of frames: blocks are added to the innermost one; closing a frame makes its node.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.markdown.context import Reading
from pipeline.model import (
    Block,
    Callout,
    CalloutKind,
    Details,
    Inlines,
    Quote,
    Tab,
    Tabs,
    Text,
)
from pipeline.source import Span, join

Dialect = Literal["gitbook", "html"]
_HINTS: dict[str, CalloutKind] = {
    "info": "info",
    "success": "success",
    "warning": "warning",
    "danger": "danger",
    "tip": "success",
    "working": "warning",
}


@dataclass
class Frame:
    """An open container and the blocks in it so far; `summary` and `tabs` are filled by what stands inside."""

    name: str
    dialect: Dialect
    attributes: dict[str, str]
    span: Span
    text: str
    blocks: list[Block] = field(default_factory=list)
    summary: Inlines = ()
    tabs: list[Tab] = field(default_factory=list)


@dataclass
class Stack:
    """The frames open on one level of Markdown nesting; the first is that level itself."""

    reading: Reading
    frames: list[Frame]

    @property
    def top(self) -> Frame:
        """The innermost open frame."""
        return self.frames[-1]

    def add(self, block: Block) -> None:
        """Add a block to the innermost frame."""
        self.top.blocks.append(block)


def new_stack(reading: Reading, place: Span) -> Stack:
    """Begin a level of nesting."""
    return Stack(reading, [Frame("", "html", {}, place, "")])


def close(stack: Stack, name: str, dialect: Dialect, end: Span) -> bool:
    """Close the nearest frame of that name, and those left open inside it (reported). False when there is none."""
    if not any(frame.name == name and frame.dialect == dialect for frame in stack.frames[1:]):
        return False
    while True:
        frame = stack.frames.pop()
        mine = frame.name == name and frame.dialect == dialect
        if not mine:
            stack.reading.tell(DiagnosticCode.S161, frame.span, tag=frame.text)
        _finish(stack, frame, end)
        if mine:
            return True


def close_all(stack: Stack, end: Span) -> list[Block]:
    """End the level: what is still open is reported and taken to end here. Gives the level's blocks."""
    while len(stack.frames) > 1:
        frame = stack.frames.pop()
        stack.reading.tell(DiagnosticCode.S161, frame.span, tag=frame.text)
        _finish(stack, frame, end)
    return stack.frames[0].blocks


def _finish(stack: Stack, frame: Frame, end: Span) -> None:
    """Turn a closed frame into its node."""
    whole = join(frame.span, end)
    match (frame.dialect, frame.name):
        case ("gitbook", "hint"):
            stack.add(_callout(stack, frame, whole))
        case ("gitbook", "tabs"):
            _finish_tabs(stack, frame, whole)
        case ("gitbook", "tab"):
            _finish_tab(stack, frame, whole)
        case ("html", "details"):
            stack.add(Details(frame.summary, tuple(frame.blocks), whole, "open" in frame.attributes))
        case ("html", "blockquote"):
            stack.add(Quote(tuple(frame.blocks), whole))
        case _:
            stack.top.blocks.extend(frame.blocks)


def _callout(stack: Stack, frame: Frame, whole: Span) -> Callout:
    style = frame.attributes.get("style", "info")
    kind = _HINTS.get(style)
    if kind is None:
        stack.reading.tell(DiagnosticCode.S160, frame.span, tag=frame.text)
    return Callout(kind or "info", tuple(frame.blocks), whole, frame.attributes.get("icon", ""))


def _finish_tab(stack: Stack, frame: Frame, whole: Span) -> None:
    title = frame.attributes.get("title", "")
    words: Inlines = (_attribute_text(frame, title),) if title else ()
    tab = Tab(words, tuple(frame.blocks), whole)
    if stack.top.name == "tabs":
        stack.top.tabs.append(tab)
    else:
        stack.add(Tabs((tab,), whole))


def _finish_tabs(stack: Stack, frame: Frame, whole: Span) -> None:
    """Make the group; blocks that stand between its tabs are kept before it."""
    stack.top.blocks.extend(frame.blocks)
    if frame.tabs:
        stack.add(Tabs(tuple(frame.tabs), whole))


def _attribute_text(frame: Frame, value: str) -> Text:
    """Give an attribute's value as a text that stands where the tag says it."""
    at = frame.text.find(value)
    if at < 0 or frame.span.line != frame.span.end_line:
        return Text(value, frame.span)
    place = frame.span
    left = place.column + at
    return Text(value, Span(place.file, place.line, left, place.line, left + len(value)))
