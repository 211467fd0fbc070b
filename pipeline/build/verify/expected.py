"""What every output must hold, read off the model: words with their places, chapter by chapter, and things.

Pure. `fields` says which texts count; runs of inlines and blocks are followed through the annotations of the model,
so a new type of node needs nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_args

from msgspec import Struct
from msgspec.structs import replace

from pipeline.build.verify.compare import pieces
from pipeline.build.verify.fields import ELSEWHERE, own_texts
from pipeline.build.verify.text import fold
from pipeline.build.verify.things import Thing, address_key, inside_key
from pipeline.emit.html.inline import safe
from pipeline.model import (
    Abbreviation,
    ApiOperation,
    Card,
    CrossReference,
    Embed,
    Figure,
    Footnote,
    FootnoteReference,
    Handbook,
    Heading,
    Image,
    IndexEntry,
    Inline,
    LineBreak,
    Link,
    Math,
    MathBlock,
    Page,
    Paragraph,
    ResponsibilityMatrix,
    SkillsMatrix,
    SoftBreak,
    Table,
    Text,
)
from pipeline.model.text import column, plain
from pipeline.model.walk import fields_with_nodes, walk
from pipeline.source import Span, whole_file

FRONT = ""
_WORD = re.compile(r"\S+")
_INLINES = get_args(Inline)
# Fields whose inlines are not one run of words: each stands by itself.
_APART = frozenset(("IndexEntry.references", "Part.links"))
# What parts the words before it from those behind.
_PARTING = (SoftBreak, LineBreak, Image, Math, FootnoteReference)


class Word(NamedTuple):
    """A word that must be found: its folded pieces, as it is written, and where: `at` counts in a text's characters."""

    pieces: tuple[str, ...]
    shown: str
    source: Text | Span
    at: int

    def place(self) -> Span:
        """Give where the word begins."""
        if isinstance(self.source, Span):
            return self.source
        span, start = self.source.span, column(self.source, self.at)
        return Span(span.file, span.line, start, span.line, start + len(self.shown))


class Stretch(NamedTuple):
    """A chapter with the pages below it, or with the id `FRONT` what stands before and between the chapters."""

    id: str
    title: str
    words: tuple[Word, ...]
    things: tuple[Thing, ...]


@dataclass
class _Gathering:
    """What a stretch has given so far; `pieces` are the texts of the passage that is being read."""

    language: str
    ids: frozenset[str]
    called: frozenset[str] = frozenset()
    span: Span = field(default_factory=lambda: whole_file(""))
    pieces: list[tuple[str, Text | Span]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)


def stretches(handbook: Handbook, ids: frozenset[str]) -> tuple[Stretch, ...]:
    """Give what a book must hold: its front, then its chapters in order. `ids` are those that links may lead to."""
    language = handbook.identity.language
    front = _Gathering(language, ids)
    _node(handbook.identity, front)
    for part in handbook.parts:
        _node(replace(part, chapters=()), front)
    _close(front)
    gathered = [Stretch(FRONT, handbook.identity.title, tuple(front.words), tuple(front.things))]
    for part in handbook.parts:
        for page in part.chapters:
            own = _Gathering(language, ids, span=page.span)
            _node(page, own)
            _close(own)
            gathered.append(Stretch(page.id, plain(page.title).strip(), tuple(own.words), tuple(own.things)))
    return tuple(gathered)


def _node(node: Struct, own: _Gathering) -> None:
    """Gather the words and things of a node: its own texts, then the nodes in it, each run a passage of its own."""
    span = getattr(node, "span", None)
    before = own.span, own.called
    if isinstance(span, Span):
        own.span = span
    if isinstance(node, Page):
        own.called = frozenset(_calls(node))
    _close(own)
    first = len(own.words)
    for text in own_texts(node, own.language):
        _own_text(node, text, own)
    for name in fields_with_nodes(type(node)):
        if f"{type(node).__name__}.{name}" not in ELSEWHERE:
            value = _once(node, name)
            for each in ((one,) for one in value) if f"{type(node).__name__}.{name}" in _APART else (value,):
                _value(each, own)
    _close(own)
    _things(node, own, first)
    own.span, own.called = before


def _own_text(node: Struct, text: str, own: _Gathering) -> None:
    """Gather a text that is a node's own field, on its lines where it has several."""
    for row, line in enumerate(text.split("\n")):
        where = own.span
        if row:
            place = min(where.line + row, where.end_line)
            where = Span(where.file, place, 1, place, 1)
        own.pieces.append((line, where))
        _close(own)


def _once(node: Struct, name: str) -> Any:
    """Give a field without what stands once in a file though the model holds it twice.

    The axis of a skills matrix stands once for all rows that follow each other under it, the title of a card that its
    link only says again may be the link.
    """
    value = getattr(node, name)
    if isinstance(node, IndexEntry) and name == "references":
        # Each place is a line of its own, not a word of one passage.
        return tuple((one,) for one in value)
    if isinstance(node, Card) and name == "blocks" and value and isinstance(value[0], Paragraph | Heading):
        return value[1:] if plain(value[0].children).strip() == plain(node.link).strip() else value
    if not (isinstance(node, SkillsMatrix) and name == "rows"):
        return value
    rows, axis = [], None
    for row in value:
        said = plain(row.axis)
        rows.append(replace(row, axis=()) if said == axis else row)
        axis = said
    return tuple(rows)


def _value(value: Any, own: _Gathering) -> None:
    """Gather what a field holds: a node, a run, or several of them."""
    if isinstance(value, Struct):
        _node(value, own)
    elif isinstance(value, tuple) and value:
        if all(isinstance(one, (CrossReference, Link)) for one in value):
            # One below the other where they are all there is (an index, the links of a part).
            for one in value:
                _run((one,), own)
                _close(own)
        elif all(isinstance(one, _INLINES) for one in value):
            _run(value, own)
            _close(own)
        else:
            for one in value:
                _value(one, own)


def _run(run: tuple[Inline, ...], own: _Gathering) -> None:
    """Gather the texts of a run of inlines: they are one passage, whatever emphasis stands in it."""
    for one in run:
        span = getattr(one, "span", own.span)
        if isinstance(one, Text):
            own.pieces.append((one.text, one))
            continue
        if isinstance(one, _PARTING):
            own.pieces.append((" ", span))
        texts = [(text, span) for text in _parted(one, own_texts(one, own.language))]
        first = len(own.words)
        own.pieces += [] if isinstance(one, Abbreviation) else texts
        for name in fields_with_nodes(type(one)):
            _run(getattr(one, name), own)
        own.pieces += texts if isinstance(one, Abbreviation) else []
        _things(one, own, first)


def _parted(node: Struct, texts: Iterator[str]) -> Iterator[str]:
    """Give an inline's own texts; those of a missing picture's frame stand apart."""
    for text in texts:
        yield f" {text} " if isinstance(node, Image) else text


def _close(own: _Gathering) -> None:
    """End the passage: cut it into words, each with the place it begins at."""
    if not own.pieces:
        return
    passage, own.pieces = own.pieces, []
    whole = "".join(text for text, _source in passage)
    piece = start = 0
    for match in _WORD.finditer(whole):
        parts = pieces(match[0])
        if not parts:
            continue
        while match.start() >= start + len(passage[piece][0]):
            start += len(passage[piece][0])
            piece += 1
        own.words.append(Word(parts, match[0], passage[piece][1], match.start() - start))


def _things(node: Struct, own: _Gathering, first: int) -> None:
    """Gather what a node is beside words; `first` is the number of its first word."""
    words = (first, len(own.words))
    match node:
        case Figure() | Image() if node.asset:
            shown = node.alt or (plain(node.caption) if isinstance(node, Figure) else "")
            own.things.append(Thing("picture", fold(shown), shown or node.source, node.span))
        case Link() if safe(node.target):
            own.things.append(Thing("link", address_key(node.target), node.target, node.span))
        case CrossReference() if node.target in own.ids and node.children:
            own.things.append(Thing("link", inside_key(node.target), plain(node.children), node.span))
        case Embed() | ApiOperation() if safe(node.address):
            own.things.append(Thing("link", address_key(node.address), node.address, node.span))
        case Table() | SkillsMatrix() | ResponsibilityMatrix():
            own.things.append(Thing("table", "", _start(own, first), node.span, words))
        case Footnote() if node.label in own.called:
            own.things.append(Thing("note", "", _start(own, first), node.span, words))
        case Math() | MathBlock():
            own.things.append(Thing("formula", fold(node.text), node.text, node.span))
        case _:
            pass


def _start(own: _Gathering, first: int) -> str:
    """Give the first words of a thing, by which a person recognises it."""
    return " ".join(word.shown for word in own.words[first : first + 6])


def _calls(page: Page) -> Iterator[str]:
    """Give the labels of the notes that a page calls, notes that only notes call left out."""
    own = replace(page, children=(), footnotes=())
    return (node.label for node in walk(own) if isinstance(node, FootnoteReference))
