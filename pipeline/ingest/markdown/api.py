"""Calls of an API written out in the page: GitBook's `{% swagger %}`, and `{% api-method %}` of the oldest dialect."""

from __future__ import annotations

from pipeline.ingest.markdown.containers import Finish
from pipeline.ingest.markdown.openapi import openapi
from pipeline.ingest.markdown.stack import Frame, Part, Stack
from pipeline.model import ApiAnswer, ApiField, ApiOperation, Blocks, Inlines, Paragraph
from pipeline.source import Span

_CALLS = ("swagger", "api-method")
# Where a field goes, by the tag around it.
_WHERE = {
    "api-method-path-parameters": "path",
    "api-method-query-parameters": "query",
    "api-method-headers": "header",
    "api-method-body-parameters": "body",
    "api-method-form-data-parameters": "body",
    "api-method-cookies": "cookie",
}
_WHERE_SAID = {"formdata": "body", "form-data": "body"}


def _call(stack: Stack) -> Frame | None:
    """Give the call that is being described."""
    return next((frame for frame in reversed(stack.frames) if frame.role in _CALLS), None)


def _swagger(stack: Stack, frame: Frame, whole: Span) -> None:
    """Make a call described in the page; one that only names its description is an openapi tag of another name."""
    if frame.value("src") and not frame.parts:
        openapi(stack, frame, whole)
        return
    host = frame.value("baseUrl") or frame.value("host")
    path = frame.value("path")
    stack.add(
        ApiOperation(
            frame.value("method").lower(),
            joined(host, path),
            frame.said("summary") or frame.summary,
            tuple(frame.blocks),
            whole,
            tuple(one for one in frame.parts if isinstance(one, ApiField)),
            tuple(one for one in frame.parts if isinstance(one, ApiAnswer)),
        )
    )


def joined(host: str, path: str) -> str:
    """Give a whole address: a host and a path on it."""
    return f"{host.rstrip('/')}/{path.lstrip('/')}" if host and path else host or path


def _said_first(words: Inlines, frame: Frame) -> Blocks:
    return (Paragraph(words, frame.span), *frame.blocks) if words else tuple(frame.blocks)


def _add(stack: Stack, one: Part, whole: Span) -> None:
    """Give a field or an answer to its call; without one it is a call of its own."""
    call = _call(stack)
    if call is not None:
        call.parts.append(one)
    elif isinstance(one, ApiField):
        stack.add(ApiOperation("", "", (), (), whole, fields=(one,)))
    elif isinstance(one, ApiAnswer):
        stack.add(ApiOperation("", "", (), (), whole, answers=(one,)))


def _parameter(stack: Stack, frame: Frame, whole: Span) -> None:
    around = next((_WHERE[one.role] for one in reversed(stack.frames) if one.role in _WHERE), "")
    where = frame.value("in").lower() or around
    needed = frame.value("required").lower() == "true"
    blocks = tuple(frame.blocks)
    name = frame.value("name")
    kind = frame.value("type")
    _add(stack, ApiField(name, _WHERE_SAID.get(where, where), blocks, whole, kind, needed), whole)


def _answer(stack: Stack, frame: Frame, whole: Span) -> None:
    status = frame.value("status") or frame.value("httpCode")
    _add(stack, ApiAnswer(status, _said_first(frame.said("description"), frame), whole), whole)


def _summary(stack: Stack, frame: Frame, _whole: Span) -> None:
    """Give the call its title: the first paragraph; what follows stays in its description."""
    call = _call(stack)
    first = frame.blocks[0] if frame.blocks else None
    if call is not None and isinstance(first, Paragraph) and not call.summary:
        call.summary = first.children
        stack.top.blocks.extend(frame.blocks[1:])
    else:
        stack.top.blocks.extend(frame.blocks)


def _wrapper(stack: Stack, frame: Frame, _whole: Span) -> None:
    """Leave out a tag that only groups others: what it holds stands where it stands."""
    stack.top.blocks.extend(frame.blocks)


FINISHERS: dict[str, Finish] = {
    "swagger": _swagger,
    "api-method": _swagger,
    "swagger-description": _wrapper,
    "swagger-parameter": _parameter,
    "swagger-response": _answer,
    "swagger-response-example": _wrapper,
    "api-method-summary": _summary,
    "api-method-description": _wrapper,
    "api-method-spec": _wrapper,
    "api-method-request": _wrapper,
    "api-method-response": _wrapper,
    "api-method-response-example": _answer,
    "api-method-response-example-description": _wrapper,
    "api-method-parameter": _parameter,
    **dict.fromkeys(_WHERE, _wrapper),
}
