"""A run of inlines as one string, with the way back from each character to its node and its place in the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeAlias

from pipeline.model import (
    Abbreviation,
    Button,
    Code,
    CrossReference,
    Emphasis,
    FootnoteReference,
    Foreign,
    Highlight,
    Icon,
    Image,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Marked,
    Math,
    Mention,
    SoftBreak,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
    UnreadInline,
)
from pipeline.model.text import column
from pipeline.source import Span, join

Leaf: TypeAlias = Text | Code | Image | Math | Icon | Mention | FootnoteReference | UnreadInline | SoftBreak | LineBreak

# Stands for a node that is never searched: code, a picture, a person.
OPAQUE = "\ufffc"
_YELLOW = ("yellow", "#ff0", "#ffff00")
_SENTENCE_END = tuple(".!?:;…»)]" + OPAQUE)


class Piece(NamedTuple):
    """A leaf of the run and the offset of its first character."""

    start: int
    leaf: Leaf


class Flat(NamedTuple):
    r"""A run as one string.

    Attributes:
        text: one character for each character of a `Text`, "\ufffc" for a node that is not searched and for each
            character struck out, "\n" where a line ends (a soft break in the middle of a sentence is a space).
        pieces: the leaves, in order.
        bold: stretches of strong text; `yellow`: stretches highlighted in yellow.
        breaks: offsets of the line ends that the author wants seen.
        marked: whether the run holds markers already.
    """

    text: str
    pieces: tuple[Piece, ...]
    bold: tuple[tuple[int, int], ...]
    yellow: tuple[tuple[int, int], ...]
    breaks: tuple[int, ...]
    marked: bool


@dataclass
class _Gathering:
    """What has been gathered of a run so far."""

    size: int = 0
    text: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    bold: list[tuple[int, int]] = field(default_factory=list)
    yellow: list[tuple[int, int]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    marked: bool = False

    def add(self, leaf: Leaf, shown: str) -> None:
        """Add a leaf shown as some characters."""
        self.pieces.append(Piece(self.size, leaf))
        self.text.append(shown)
        self.size += len(shown)

    def strike(self, first: int) -> None:
        """Put the words from a piece on out of reach, each in its place: what is struck out is done."""
        for index in range(first, len(self.pieces)):
            if isinstance(self.pieces[index].leaf, Text):
                self.text[index] = OPAQUE * len(self.text[index])


def _gather(inlines: Inlines, run: _Gathering) -> None:
    for node in inlines:
        start = run.size
        match node:
            case Text():
                run.add(node, node.text)
            case SoftBreak():
                run.add(node, "\r")
            case LineBreak():
                run.breaks.append(run.size)
                run.add(node, "\n")
            case Code() | Image() | Math() | Icon() | Mention() | FootnoteReference() | UnreadInline():
                run.add(node, OPAQUE)
            case Strong():
                _gather(node.children, run)
                run.bold.append((start, run.size))
            case Highlight():
                _gather(node.children, run)
                if node.background.strip().lower() in _YELLOW:
                    run.yellow.append((start, run.size))
            case Marked():
                run.marked = True
                _gather(node.children, run)
            case Strikeout():
                first = len(run.pieces)
                _gather(node.children, run)
                run.strike(first)
            case Emphasis() | Superscript() | Subscript() | Keyboard() | Foreign():
                _gather(node.children, run)
            case Link() | CrossReference() | Button() | Abbreviation() | Term():
                _gather(node.children, run)


def _lines(text: str) -> str:
    """Make each soft break a line end, or a space where a sentence goes on over it."""
    if "\r" not in text:
        return text
    first, *others = text.split("\r")
    made = [first]
    for before, after in zip([first, *others], others, strict=False):
        goes_on = after[:1].islower() and not before.rstrip().endswith(_SENTENCE_END)
        made += [" " if goes_on else "\n", after]
    return "".join(made)


def flatten(inlines: Inlines) -> Flat:
    """Give a run of inlines as one string, with its nodes."""
    if len(inlines) == 1 and isinstance(inlines[0], Text):
        return Flat(inlines[0].text, (Piece(0, inlines[0]),), (), (), (), False)
    run = _Gathering()
    _gather(inlines, run)
    return Flat(
        _lines("".join(run.text)),
        tuple(run.pieces),
        tuple(run.bold),
        tuple(run.yellow),
        tuple(run.breaks),
        run.marked,
    )


def _piece(flat: Flat, offset: int) -> Piece:
    index = bisect_right(flat.pieces, offset, key=lambda piece: piece.start) - 1
    return flat.pieces[index]


def is_exact(leaf: Leaf) -> bool:
    """Tell whether each character of a leaf knows its column; a quoted value of the settings may know its own only."""
    if not isinstance(leaf, Text):
        return True
    span = leaf.span
    return span.line == span.end_line and column(leaf, len(leaf.text)) == span.end_column


def _place(piece: Piece, start: int, end: int) -> Span | None:
    """Give the place of characters `start` to `end` of a run, all in one piece; None for a break, which has none."""
    leaf = piece.leaf
    if isinstance(leaf, SoftBreak | LineBreak):
        return None
    if not isinstance(leaf, Text) or not is_exact(leaf):
        return leaf.span
    line, file = leaf.span.line, leaf.span.file
    left, right = column(leaf, start - piece.start), column(leaf, end - piece.start)
    return Span(file, line, left, line, right)


def span(flat: Flat, start: int, end: int) -> Span | None:
    """Give the place in the file of characters `start` to `end`.

    None when they have none: a break at either end, or words that no author wrote here (a link to a page may be
    given the page's title) and so take no column.
    """
    first = _place(_piece(flat, start), start, start + 1)
    last = _place(_piece(flat, end - 1), end - 1, end)
    if first is None or last is None:
        return None
    place = join(first, last)
    return None if (place.line, place.column) == (place.end_line, place.end_column) else place


def exact(flat: Flat, start: int, end: int) -> bool:
    """Tell whether the place of characters `start` to `end` covers them and nothing else."""
    return is_exact(_piece(flat, start).leaf) and is_exact(_piece(flat, end - 1).leaf)


def _word(leaf: Leaf, skip: frozenset[str]) -> str:
    match leaf:
        case Code() | Math() | UnreadInline():
            return leaf.text
        case Image():
            return leaf.alt
        case Mention():
            return "" if leaf.name in skip else leaf.name
        case FootnoteReference() | Icon() | SoftBreak() | LineBreak() | Text():
            return ""


def mentions(flat: Flat, start: int, end: int) -> Iterator[Mention]:
    """Give the people mentioned between two offsets, in order."""
    first = bisect_left(flat.pieces, start, key=lambda piece: piece.start)
    for piece in islice(flat.pieces, first, None):
        if piece.start >= end:
            return
        if isinstance(piece.leaf, Mention):
            yield piece.leaf


def read_aloud(flat: Flat, start: int, end: int, skip: frozenset[str] = frozenset()) -> str:
    """Give characters `start` to `end` as a reader hears them; the people in `skip` are left out."""
    text = flat.text[start:end].replace("\n", " ").replace("\r", " ")
    if OPAQUE not in text:
        return text
    said = []
    for offset in range(start, end):
        piece = _piece(flat, offset)
        leaf = piece.leaf
        said.append(leaf.text[offset - piece.start] if isinstance(leaf, Text) else _word(leaf, skip) or " ")
    return "".join(said)
