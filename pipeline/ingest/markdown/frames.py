"""Containers that open and close by tags of their own (GitBook's `{% hint %}`, HTML's `<details>`) among the blocks.

A stack of frames: blocks are added to the innermost one; closing a frame makes its node.
"""

from __future__ import annotations

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.markdown import api, containers, pointers
from pipeline.ingest.markdown.stack import Dialect
from pipeline.ingest.markdown.stack import Frame as Frame
from pipeline.ingest.markdown.stack import Stack as Stack
from pipeline.ingest.markdown.stack import new_stack as new_stack
from pipeline.model import Block, Details, Paragraph, Quote
from pipeline.source import Span, join

_FINISHERS = {**containers.FINISHERS, **pointers.FINISHERS, **api.FINISHERS}
KNOWN = frozenset(_FINISHERS)
# More containers one in the other than any page has; beyond them Python's own stack would be the limit.
DEEPEST = 40


def is_optional(frame: Frame) -> bool:
    """Tell whether a frame may stay without an end tag (field guide, GitBook, rule 1)."""
    return frame.dialect == "gitbook" and (frame.name in pointers.FINISHERS or frame.name.startswith("@"))


def close(stack: Stack, name: str, dialect: Dialect, end: Span) -> bool:
    """Close the nearest frame of that name, and those left open inside it (reported). False when there is none."""
    if not any(frame.name == name and frame.dialect == dialect for frame in reversed(stack.frames[1:])):
        return False
    while True:
        frame = stack.top
        if frame.name == name and frame.dialect == dialect:
            stack.frames.pop()
            _finish(stack, frame, join(frame.span, end))
            return True
        _leave(stack, end)


def close_top(stack: Stack, end: Span) -> None:
    """Close the innermost frame, which lacks its end tag (reported, where it needs one)."""
    _leave(stack, end)


def close_all(stack: Stack, end: Span) -> list[Block]:
    """End the level: what is still open is reported and taken to end here. Gives the level's blocks."""
    while len(stack.frames) > 1:
        _leave(stack, end)
    return stack.frames[0].blocks


def _leave(stack: Stack, end: Span) -> None:
    frame = stack.frames.pop()
    if is_optional(frame):
        blocks, frame.blocks = frame.blocks, []
        _finish(stack, frame, frame.span)
        stack.top.blocks.extend(blocks)
        return
    stack.reading.tell(DiagnosticCode.S161, frame.span, tag=frame.text)
    if frame.dialect == "gitbook":
        stack.lone[frame.name] = stack.lone.get(frame.name, 0) + 1
    _finish(stack, frame, join(frame.span, end))


def _finish(stack: Stack, frame: Frame, whole: Span) -> None:
    """Turn a closed frame into its node."""
    if stack.depth > DEEPEST:
        _flatten(stack, frame)
        return
    role = frame.role
    finish = _FINISHERS.get("@" if role.startswith("@") else role) if role else None
    if finish is not None:
        finish(stack, frame, whole)
    elif role:
        stack.reading.tell(DiagnosticCode.S201, frame.span, tag=frame.text)
        stack.top.blocks.extend(frame.blocks)
    elif frame.name == "details":
        stack.add(Details(frame.summary, tuple(frame.blocks), whole, "open" in frame.attributes))
    elif frame.name == "blockquote":
        stack.add(Quote(tuple(frame.blocks), whole))
    else:
        stack.top.blocks.extend(frame.blocks)


def _flatten(stack: Stack, frame: Frame) -> None:
    """Leave out a container that stands deeper than any page needs; what it holds stays."""
    blocks: list[Block] = [Paragraph(frame.summary, frame.span), *frame.blocks] if frame.summary else frame.blocks
    if stack.top.blocks:
        stack.top.blocks.extend(blocks)
    else:
        stack.top.blocks = blocks
