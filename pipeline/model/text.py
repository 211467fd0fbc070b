"""Text of the model: its plain words, and editing that never loses the place in the file.

An edit of a `Text` keeps, for every character, the columns it came from: so a marker found after repairs and
typography still cuts exactly its words out of the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model.inline import (
    Code,
    FootnoteReference,
    Icon,
    Image,
    Inlines,
    LineBreak,
    Math,
    Mention,
    SoftBreak,
    Text,
    UnreadInline,
)
from pipeline.model.walk import children
from pipeline.source import Span


class Edit(NamedTuple):
    """Replace characters `start` to `end` of a text by `new`."""

    start: int
    end: int
    new: str


def plain(inlines: Inlines) -> str:
    """Give the words of a run of inlines as a reader hears them; breaks become spaces, notes are left out."""
    pieces = []
    for inline in inlines:
        match inline:
            case Text() | Code() | Math() | UnreadInline():
                pieces.append(inline.text)
            case SoftBreak() | LineBreak():
                pieces.append(" ")
            case Image():
                pieces.append(inline.alt)
            case Mention():
                pieces.append(inline.name)
            case FootnoteReference() | Icon():
                pass
            case _:
                pieces.append(plain(tuple(children(inline))))  # type: ignore[arg-type]
    return "".join(pieces)


def column(text: Text, index: int) -> int:
    """Give the column in the file of the boundary before character `index` of a text (`index` may be its length)."""
    return text.span.column + index + sum(width - 1 for at, width in text.widths if at < index)


def part(text: Text, start: int, end: int) -> Text:
    """Give characters `start` to `end` of a text, with their own place and widths."""
    span = text.span
    widths = tuple((at - start, width) for at, width in text.widths if start <= at < end)
    place = Span(span.file, span.line, column(text, start), span.line, column(text, end))
    return Text(text.text[start:end], place, widths)


def edit(text: Text, edits: Sequence[Edit]) -> Text:
    """Give a text with `edits` (in order, not overlapping) made in it.

    The columns of the characters taken away go to the first new character; where there is none, to the character
    before, or after at the very start. A character put in takes no column.
    """
    if not edits:
        return text
    widths = [1] * len(text.text)
    for at, width in text.widths:
        widths[at] = width
    characters: list[str] = []
    columns: list[int] = []
    owed = 0
    done = 0

    def keep(start: int, end: int) -> None:
        nonlocal owed
        for index in range(start, end):
            characters.append(text.text[index])
            columns.append(widths[index] + owed)
            owed = 0

    for start, end, new in edits:
        keep(done, start)
        taken = sum(widths[start:end])
        if len(new) == end - start:
            characters.extend(new)
            columns.extend(widths[start:end])
        elif new:
            characters.extend(new)
            columns.extend([taken] + [0] * (len(new) - 1))
        elif columns:
            columns[-1] += taken
        else:
            owed += taken
        done = end
    keep(done, len(text.text))
    changed = tuple((at, width) for at, width in enumerate(columns) if width != 1)
    return Text("".join(characters), text.span, changed)
