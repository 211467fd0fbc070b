"""Short ways to write nodes of the sample by hand."""

from __future__ import annotations

from pipeline.model import (
    BulletList,
    Cell,
    Heading,
    Inline,
    Inlines,
    ListItem,
    Paragraph,
    Row,
    Text,
)
from pipeline.source import Span


def at(line: int = 1, file: str = "blocs.md") -> Span:
    """Give a place in a file."""
    return Span(file, line, 1, line, 2)


def t(text: str) -> Inlines:
    """Give a run that holds one text."""
    return (Text(text, at()),)


def p(*children: str | Inline) -> Paragraph:
    """Give a paragraph of texts and nodes."""
    return Paragraph(run(*children), at())


def run(*children: str | Inline) -> Inlines:
    """Give a run of texts and nodes."""
    return tuple(Text(child, at()) if isinstance(child, str) else child for child in children)


def h(level: int, text: str, anchor: str) -> Heading:
    """Give a heading with its id."""
    return Heading(level, t(text), at(), anchor)


def bullets(*texts: str, tight: bool = True) -> BulletList:
    """Give a bullet list of one-paragraph items."""
    return BulletList(tuple(ListItem((p(text),), at()) for text in texts), tight, at())


def row(*cells: str, heading: bool = False) -> Row:
    """Give a row of one-paragraph cells."""
    return Row(tuple(Cell((p(cell),) if cell else (), at(), heading) for cell in cells), at())
