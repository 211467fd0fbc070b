"""The model as a person reads it: one line per block, inlines in one line. What case files and golden books compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from pipeline.model import Inline, SoftBreak, Text
from pipeline.model.walk import _runs
from pipeline.source import Span


def inline(node: Inline) -> str:
    """Give an inline: a text in quotes, others as name(children)."""
    if isinstance(node, Text):
        return '"' + node.text.replace("\n", "\\n") + '"'
    if isinstance(node, SoftBreak):
        return "/"
    facts = _facts(node)
    inside = " ".join(inline(child) for child in getattr(node, "children", ()))
    return f"{type(node).__name__}({', '.join(part for part in (*facts, inside) if part)})"


def _facts(node: Struct) -> list[str]:
    """Give the fields that hold no nodes and are not their default, but for places."""
    holding = {name for name, _sort in _runs(type(node))}
    found = []
    for field in msgspec.structs.fields(type(node)):
        value: Any = getattr(node, field.name)
        spans = isinstance(value, Span) or (isinstance(value, tuple) and value and isinstance(value[0], Span))
        unsaid = value in ("", (), None) or (value is False and field.default is not None)
        if field.name in holding or isinstance(value, Span) or unsaid:
            continue
        if not field.required and value == field.default:
            continue
        found.append(f"{field.name}={[str(one) for one in value] if spans else value!r}")
    return found


def lines(node: Struct, indent: str = "") -> Iterator[str]:
    """Give a node and what is below it, a line each."""
    runs = _runs(type(node))
    words = [
        f"{name}: {' '.join(inline(child) for child in getattr(node, name))}"
        for name, sort in runs
        if sort == "inlines" and getattr(node, name)
    ]
    head = " ".join((type(node).__name__, *_facts(node)))
    if len(words) == 1:
        yield f"{indent}{head} {words[0].partition(': ')[2]}".rstrip()
    else:
        yield f"{indent}{head}"
        for word in words:
            yield f"{indent}  {word}"
    for name, sort in runs:
        value = getattr(node, name)
        if sort == "lines":
            for run in value:
                yield f"{indent}  {name}: {' '.join(inline(child) for child in run)}".rstrip()
        elif sort in ("blocks", "structs"):
            for child in (value,) if isinstance(value, Struct) else value or ():
                if child != type(child)() if _all_default(type(child)) else True:
                    yield from lines(child, indent + "  ")


def _all_default(kind: type[Struct]) -> bool:
    return all(not field.required for field in msgspec.structs.fields(kind))


def printed(*nodes: Struct) -> str:
    """Give nodes as text, ending with a newline."""
    return "".join(f"{line}\n" for node in nodes for line in lines(node))
