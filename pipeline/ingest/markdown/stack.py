"""The containers open at a place of a page, innermost last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pipeline.ingest.markdown.context import Reading, put_in
from pipeline.model import ApiAnswer, ApiField, Block, Column, Inlines, Step, Tab, Text, Update
from pipeline.source import Span

Dialect = Literal["gitbook", "html"]
Part: TypeAlias = Tab | Step | Column | Update | ApiField | ApiAnswer


@dataclass
class Branch:
    """One of the texts of a condition: what stands between `{% if %}`, `{% elif %}`, `{% else %}` and the end.

    `condition` is "" for what holds when no other does.
    """

    condition: str
    blocks: list[Block]
    span: Span


@dataclass
class Frame:
    """An open container and the blocks in it so far.

    `summary`, `parts` and `branches` are filled by what stands inside. `texts` are attributes with their exact place.
    """

    name: str
    dialect: Dialect
    attributes: Mapping[str, str]
    span: Span
    text: str
    blocks: list[Block] = field(default_factory=list)
    summary: Inlines = ()
    parts: list[Part] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    texts: Mapping[str, Text] = field(default_factory=dict)

    @property
    def role(self) -> str:
        """Its name among GitBook's tags; inside lists and cells GitBook writes them as `<div data-tag="…">`."""
        if self.dialect == "gitbook":
            return self.name
        return self.attributes.get("data-tag", "") if "data-gb-custom-block" in self.attributes else ""

    def value(self, key: str) -> str:
        """Give an attribute's value, "" for none."""
        return self.attributes.get(key if self.dialect == "gitbook" else f"data-{key}", "") or (
            self.attributes.get(key, "") if self.dialect == "html" else ""
        )

    def said(self, key: str) -> Inlines:
        """Give an attribute as words, nothing when it is not there."""
        if key in self.texts:
            return (self.texts[key],)
        value = self.value(key).strip()
        return (put_in(value, self.span),) if value else ()


@dataclass
class Stack:
    """The frames open on one level of Markdown nesting; the first is that level itself.

    `outer` is the level around it; `lone` counts, for the whole page, opening tags that wait for no end or whose lack
    of one was told already: their end tags say nothing.
    """

    reading: Reading
    frames: list[Frame]
    outer: Stack | None = None
    lone: dict[str, int] = field(default_factory=dict)

    @property
    def top(self) -> Frame:
        """The innermost open frame."""
        return self.frames[-1]

    @property
    def depth(self) -> int:
        """How many frames are open in the whole page."""
        return len(self.frames) + (self.outer.depth if self.outer is not None else 0)

    def add(self, block: Block) -> None:
        """Add a block to the innermost frame."""
        self.top.blocks.append(block)


def new_stack(reading: Reading, place: Span, outer: Stack | None = None) -> Stack:
    """Begin a level of nesting."""
    stack = Stack(reading, [Frame("", "html", {}, place, "")], outer)
    if outer is not None:
        stack.lone = outer.lone
    return stack
