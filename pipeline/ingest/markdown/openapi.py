"""GitBook's openapi tags: a call of an API from its description in the source folder, else where that lies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.markdown import spec
from pipeline.ingest.markdown.context import put_in
from pipeline.ingest.markdown.stack import Frame, Stack
from pipeline.ingest.markdown.targets import decoded, may_lead
from pipeline.model import ApiAnswer, ApiField, ApiOperation, Blocks, CodeBlock, Inlines, Link, Paragraph
from pipeline.model.text import plain
from pipeline.source import Span

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_ENDINGS = (".yaml", ".yml", ".json")


def openapi(stack: Stack, frame: Frame, whole: Span) -> None:
    """Add the calls or kinds of data that an openapi tag names; those not described here get their address."""
    link, rest = _link(frame)
    name = frame.value("spec")
    written = frame.value("src") or (link.target if link is not None else "")
    described = _described(stack, frame, written, name)
    address = _address(stack, frame, written) or name
    words = link.children if link is not None and plain(link.children).strip() != address else ()
    method = frame.value("method").lower()
    known = True
    for path in _paths(frame):
        said = _said(described, frame.role, path, method) if described is not None else None
        known = known and said is not None
        if said is not None:
            stack.add(_operation(stack, said, method, whole))
        else:
            stack.add(ApiOperation(method, path, words, (), whole, address=address))
    if not known:
        stack.reading.tell(DiagnosticCode.S204, frame.span, tag=frame.text)
    stack.top.blocks.extend(rest)


def _paths(frame: Frame) -> list[str]:
    """Give the paths, or the names of kinds of data, that a tag asks for."""
    if frame.role.startswith("openapi-schema"):
        written = frame.value("schemas") or frame.value("schema") or frame.value("name")
        return [one.strip() for one in written.split(",") if one.strip()] or [""]
    return [frame.value("path") or frame.value("name")]


def _said(described: Mapping[str, Any], role: str, path: str, method: str) -> spec.CallSaid | None:
    if role.startswith("openapi-schema"):
        return spec.schema(described, path)
    return spec.webhook(described, path, method) if role == "openapi-webhook" else spec.call(described, path, method)


def _link(frame: Frame) -> tuple[Link | None, Blocks]:
    """Give the link that GitBook writes inside the tag, and what else stands there."""
    first = frame.blocks[0] if frame.blocks else None
    children = first.children if isinstance(first, Paragraph) else ()
    if len(children) == 1 and isinstance(children[0], Link):
        return children[0], tuple(frame.blocks[1:])
    return None, tuple(frame.blocks)


def _address(stack: Stack, frame: Frame, written: str) -> str:
    return decoded(written) if written and may_lead(stack.reading, written, frame.span) else ""


def _described(stack: Stack, frame: Frame, written: str, name: str) -> Mapping[str, Any] | None:
    """Find and read the description: as written, else a file of its name beside the page or among the assets."""
    shelf = stack.reading.shelf
    places = [written] if written and not _OUTSIDE.match(written) else []
    if name:
        places += [f"{folder}{name}{ending}" for folder in ("", "/.gitbook/assets/", "/") for ending in _ENDINGS]
    for place in places:
        found = shelf.find(place.split("#")[0])
        if found and found.lower().endswith(_ENDINGS):
            read = spec.read_spec(shelf.read(found))
            if read is None:
                stack.reading.tell(DiagnosticCode.S205, frame.span, file=found)
            return read
    return None


def _operation(stack: Stack, said: spec.CallSaid, method: str, whole: Span) -> ApiOperation:
    """Make a call of what its description says."""
    foreign = stack.reading.foreign

    def field(one: spec.FieldSaid) -> ApiField:
        return ApiField(one.name, one.where, foreign(one.words, whole), whole, one.kind, one.is_required)

    def answer(one: spec.AnswerSaid) -> ApiAnswer:
        example = (CodeBlock(one.example, "json", whole),) if one.example else ()
        return ApiAnswer(one.status, (*foreign(one.words, whole), *example), whole)

    title: Inlines = (put_in(" ".join(said.title.split()), whole),) if said.title else ()
    fields = tuple(field(one) for one in said.fields)
    answers = tuple(answer(one) for one in said.answers)
    return ApiOperation(method, said.path, title, foreign(said.words, whole), whole, fields, answers)
