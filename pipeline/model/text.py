"""Text of the model: its plain words, and editing that never loses the place in the file.

An edit of a `Text` keeps, for every character, the columns it came from: so a marker found after repairs and
typography still cuts exactly its words out of the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from msgspec import Struct

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
    if all(len(new) == end - start for start, end, new in edits):
        return _same_length(text, edits)
    made = _Made([], {}, sorted(text.widths))
    done = 0
    for start, end, new in edits:
        made.keep(text.text, done, start)
        made.put(new, start, end)
        done = end
    made.keep(text.text, done, len(text.text))
    changed = tuple((at, width) for at, width in sorted(made.widths.items()) if width != 1)
    return Text("".join(made.pieces), text.span, changed)


def _same_length(text: Text, edits: Sequence[Edit]) -> Text:
    """Give a text with characters put in the place of as many: every column stays."""
    pieces: list[str] = []
    done = 0
    for start, end, new in edits:
        pieces += (text.text[done:start], new)
        done = end
    pieces.append(text.text[done:])
    return Text("".join(pieces), text.span, text.widths)


@dataclass
class _Made:
    """A text being made: its pieces, the widths of its characters that take other than one column, and what is left.

    `known` are the widths of the old text, in order; `size` the characters made, `owed` columns for the next one kept.
    """

    pieces: list[str]
    widths: dict[int, int]
    known: list[tuple[int, int]]
    at: int = 0
    size: int = 0
    owed: int = 0

    def taken(self, end: int) -> list[tuple[int, int]]:
        """Give the known widths before character `end` that were not given yet."""
        first = self.at
        while self.at < len(self.known) and self.known[self.at][0] < end:
            self.at += 1
        return self.known[first : self.at]

    def keep(self, old: str, start: int, end: int) -> None:
        """Take characters over as they stand."""
        if start == end:
            return
        for index, width in self.taken(end):
            self.widths[self.size + index - start] = width
        if self.owed:
            self.widths[self.size] = self.widths.get(self.size, 1) + self.owed
            self.owed = 0
        self.pieces.append(old[start:end])
        self.size += end - start

    def put(self, new: str, start: int, end: int) -> None:
        """Put new characters in the place of old ones."""
        widths = self.taken(end)
        columns = end - start + sum(width - 1 for _index, width in widths)
        if len(new) == end - start:
            self.widths.update((self.size + index - start, width) for index, width in widths)
        elif new:
            self.widths.update((self.size + index, 0) for index in range(1, len(new)))
            self.widths[self.size] = columns
        elif self.size:
            self.widths[self.size - 1] = self.widths.get(self.size - 1, 1) + columns
        else:
            self.owed += columns
        self.pieces.append(new)
        self.size += len(new)


def extent(run: Inlines) -> Span | None:
    """Give where the words of a run stand in its file, from the first to the last; None where none has a place."""
    places = [one for inline in run for one in _places(inline)]
    if not places:
        return None
    first = places[0]
    last = max((one for one in places if one.file == first.file), key=lambda one: (one.end_line, one.end_column))
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)


def _places(node: Struct) -> Iterator[Span]:
    place = getattr(node, "span", None)
    if isinstance(place, Span):
        if place.file:
            yield place
        return
    for inside in children(node):
        yield from _places(inside)
