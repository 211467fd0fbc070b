"""Cutting the blocks of a sheet into its fields, in whatever order they stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.job_sheet.fields import INNER, Field, fact_of, field_of, key, section_kind
from pipeline.ingest.job_sheet.runs import lines_of, run_span, trim_left
from pipeline.model import Block, Heading, Inlines, Paragraph, Strong, Text
from pipeline.model.text import part, plain
from pipeline.source import Span


@dataclass
class Piece:
    """One part of a sheet: the field it is (None: unknown), its title, its blocks, and the level of its heading.

    `value` is what stands on the label's own line (`**ID:** MET.1`).
    """

    field: Field | None
    title: Inlines
    span: Span
    level: int = 2
    value: Inlines = ()
    blocks: list[Block] = dataclasses.field(default_factory=list)


def pieces_of(blocks: Sequence[Block]) -> list[Piece]:
    """Cut a sheet at its labels and at the headings that name a field; other headings stay in their section.

    A heading of the section's own level or above that stands at the margin begins a section not known to us.
    """
    pieces: list[Piece] = []
    for block in blocks:
        now = pieces[-1] if pieces else None
        if isinstance(block, Heading):
            begun = _begun(block, now)
        else:
            begun = _labelled(block) if isinstance(block, Paragraph) else []
        if begun:
            pieces += begun
            continue
        if now is None or (now.field in ("id", "level") and (now.value or now.blocks)):
            now = Piece(None, (), block.span)
            pieces.append(now)
        now.blocks.append(block)
    return pieces


def _begun(heading: Heading, now: Piece | None) -> list[Piece]:
    """Give the piece that a heading begins, or none."""
    name = field_of(plain(heading.children))
    if name == "career-part":
        return [Piece(name, (), heading.span, heading.level, blocks=[heading])]
    if name is not None:
        return [Piece(name, heading.children, heading.span, heading.level)]
    if now is None or key(plain(heading.children)) in INNER:
        return []
    above = heading.level <= now.level and heading.span.column == 1
    holds_headings = now.field in (None, "names", "career-part") or section_kind(now.field) is not None
    if above or not holds_headings:
        return [Piece(None, heading.children, heading.span, heading.level)]
    return []


def _labelled(block: Paragraph) -> list[Piece]:
    """Read `**Label:** value`, or `Label: value` for the names of facts: what follows on later lines is apart."""
    lines = lines_of(block.children)
    found = _label(lines[0]) if lines else None
    if found is None:
        return []
    name, title, value = found
    piece = Piece(name, title, block.span, value=value)
    rest = [Paragraph(line, run_span(line, block.span)) for line in lines[1:]]
    if not value or name not in ("id", "level"):
        piece.blocks.extend(rest)
        return [piece]
    return [piece, Piece(None, (), rest[0].span, blocks=list(rest))] if rest else [piece]


def _label(line: Inlines) -> tuple[Field, Inlines, Inlines] | None:
    """Give a line's field, the words that name it and what follows them; None where it begins with no label."""
    first = line[0]
    if isinstance(first, Strong):
        words = plain(first.children).rstrip()
        rest = trim_left(line[1:])
        if not words.endswith(":"):
            if not rest or not isinstance(rest[0], Text) or not rest[0].text.startswith(":"):
                return None
            rest = trim_left((part(rest[0], 1, len(rest[0].text)), *rest[1:]) if len(rest[0].text) > 1 else rest[1:])
        name = field_of(words)
        return None if name is None or name == "career-part" else (name, first.children, rest)
    if not isinstance(first, Text) or ":" not in first.text:
        return None
    at = first.text.index(":")
    fact = fact_of(first.text[:at])
    if fact is None:
        return None
    rest = trim_left((part(first, at + 1, len(first.text)), *line[1:]) if at + 1 < len(first.text) else line[1:])
    return fact, (part(first, 0, at),), rest
