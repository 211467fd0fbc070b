"""From markdown-it's inline tokens to the model's inlines, every text with its exact place.

A cursor follows the content: texts and delimiters stand there verbatim, one after the other; what does not (links,
pictures, code, HTML, footnote calls) carries its offsets (see `parser`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.token import Token

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.lines import span, text_at
from pipeline.ingest.markdown import tags
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.elements import BLOCKS, INLINE, MEDIA
from pipeline.ingest.markdown.places import Content, section
from pipeline.ingest.markdown.tag_words import read_inline_tag
from pipeline.ingest.markdown.tidy import tidy
from pipeline.ingest.markdown.words import polished
from pipeline.model import (
    Code,
    Emphasis,
    Footnote,
    FootnoteReference,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Math,
    Paragraph,
    SoftBreak,
    Strikeout,
    Strong,
)
from pipeline.source import Span, join

# Elements open one inside the other in one line; deeper, a tag is passed over and its content stays.
DEEPEST = 40
_PAIRS = {"em_open": "em_close", "strong_open": "strong_close", "s_open": "s_close"}


@dataclass
class _Cursor:
    """Where reading stands: the token that comes next and the offset in the content that it begins at."""

    reading: Reading
    content: Content
    tokens: list[Token]
    index: int = 0
    offset: int = 0
    links: int = 0
    closers: frozenset[str] | None = None
    stops: frozenset[str] = frozenset()

    def closes(self, name: str) -> bool:
        """Tell whether a tag of this content closes an element of that name."""
        if self.closers is None:
            texts = (token.content for token in self.tokens if token.type == "html_inline")
            self.closers = frozenset(text[2:-1].strip().lower() for text in texts if text.startswith("</"))
        return name in self.closers


@dataclass
class _Run:
    """Inlines being gathered on one level of nesting, and the HTML elements open on it.

    `pieces` are words that stand one after the other from offset `start` and become one `Text`.
    """

    start: int = 0
    pieces: list[tuple[str, int]] = field(default_factory=list)
    nodes: list[Inline] = field(default_factory=list)
    open: list[tuple[tags.Tag, list[Inline]]] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    passed_over: dict[str, int] = field(default_factory=dict)


def _span(cursor: _Cursor, start: int, end: int) -> Span:
    row, left = cursor.content.place(start)
    end_row, right = cursor.content.place(end) if end == start else _end_place(cursor.content, end)
    return span(cursor.reading.page, row, left, end_row, right)


def _end_place(content: Content, end: int) -> tuple[int, int]:
    """Give the place just after the character before `end`, which may be a line's last."""
    row, left = content.place(end - 1)
    return row, left + (2 if content.is_escaped(end - 1) else 1)


def _add_words(cursor: _Cursor, run: _Run, words: str, taken: int) -> None:
    """Gather words that take `taken` characters of the content at the cursor."""
    if not words and not taken:
        return
    if not run.pieces:
        run.start = cursor.offset
    if taken == len(words) and cursor.content.escaped:
        for index, character in enumerate(words):
            escaped = cursor.content.is_escaped(cursor.offset + index)
            run.pieces.append((character, 2 if escaped else 1))
    else:
        run.pieces.append((words, taken))
    cursor.offset += taken


def _flush(cursor: _Cursor, run: _Run) -> None:
    """Make one `Text` of the words gathered."""
    if run.pieces:
        row, left = cursor.content.place(run.start)
        text = text_at(cursor.reading.page, row, left, run.pieces)
        run.nodes.extend(polished(cursor.reading, text, linked=cursor.links > 0))
        run.pieces = []


def _text(cursor: _Cursor, run: _Run, token: Token) -> None:
    if token.content and not cursor.content.text.startswith(token.content, cursor.offset):
        _flush(cursor, run)
        found_at = cursor.content.text.find(token.content, cursor.offset)
        cursor.offset = found_at if found_at >= 0 else cursor.offset
    _add_words(cursor, run, token.content, len(token.content))


def _break(cursor: _Cursor, run: _Run, token: Token) -> None:
    """Go on to the next content line, past its indentation; a line that holds only a backslash is debris."""
    _flush(cursor, run)
    text = cursor.content.text
    mark = cursor.offset
    cursor.offset = text.find("\n", mark) + 1
    while cursor.offset < len(text) and text[cursor.offset] in " \t":
        cursor.offset += 1
    is_hard = token.type == "hardbreak"
    if is_hard and text.startswith("\\", mark) and not text[text.rfind("\n", 0, mark) + 1 : mark].strip():
        mending = cursor.reading.mending
        if mending.wants("stray-backslash"):
            mending.record("stray-backslash", _span(cursor, mark, mark + 1), "\\", "")
            if run.nodes and isinstance(run.nodes[-1], SoftBreak | LineBreak):
                run.nodes[-1] = LineBreak()
                return
    run.nodes.append(LineBreak() if is_hard else SoftBreak())


def _link(cursor: _Cursor, token: Token) -> Inlines:
    start, end = token.meta["at"]
    place = _span(cursor, start, end)
    target = str(token.attrs.get("href", ""))
    if token.markup == "autolink":
        while cursor.tokens[cursor.index].type != "link_close":
            cursor.index += 1
        cursor.index += 1
        row, left = cursor.content.place(start + 1)
        words = cursor.content.text[start + 1 : end - 1]
        children: Inlines = (text_at(cursor.reading.page, row, left, [(words, len(words))]),)
    else:
        cursor.offset = start + 1
        cursor.links += 1
        children = _level(cursor, "link_close")
        cursor.links -= 1
    cursor.offset = end
    return tags.link(cursor.reading, target, str(token.attrs.get("title", "")), children, place)


def _image(cursor: _Cursor, token: Token) -> Image:
    place = _span(cursor, *token.meta["at"])
    source = str(token.attrs.get("src", ""))
    alt = "".join(child.content for child in token.children or ())
    asset = cursor.reading.picture(source, place)
    return Image(source, asset, alt, place, str(token.attrs.get("title", "")))


def _unit(cursor: _Cursor, run: _Run, token: Token) -> None:
    """Read a token that stands for a stretch of the content as a whole."""
    start, end = token.meta["at"]
    _flush(cursor, run)
    place = _span(cursor, start, end)
    match token.type:
        case "link_open":
            run.nodes.extend(_link(cursor, token))
        case "image":
            run.nodes.append(_image(cursor, token))
        case "code_inline":
            run.nodes.append(Code(token.content, place))
        case "footnote_ref":
            cursor.reading.aside.has_calls = True
            run.nodes.append(FootnoteReference(token.meta["label"], place))
        case "gitbook_inline":
            run.nodes.extend(read_inline_tag(cursor.reading, cursor.content, start, end))
        case "footnote_inline":
            run.nodes.append(_note(cursor, token, place))
        case "stray_marks" if cursor.reading.mending.wants("stray-marks"):
            cursor.reading.mending.record("stray-marks", place, token.content, "")
        case "stray_marks":
            _add_words(cursor, run, token.content, len(token.content))
        case "math_inline":
            run.nodes.append(Math(token.content.strip(), place))
        case _:
            _html(cursor, run, token, place)
    cursor.offset = end


def _note(cursor: _Cursor, token: Token, place: Span) -> FootnoteReference:
    """Read a note written where it is called (`^[…]`): its text goes to the page's notes."""
    start, end = token.meta["at"]
    inside = section(cursor.content, start + 2, end - 1)
    inlines, _ids = read_inlines(cursor.reading, inside, token.children or [])
    label = f"{place.line}:{place.column}"
    where = _span(cursor, start + 2, end - 1)
    cursor.reading.aside.has_calls = True
    cursor.reading.aside.notes.append(Footnote(label, (Paragraph(inlines, where),), place))
    return FootnoteReference(label, place)


def _html(cursor: _Cursor, run: _Run, token: Token, place: Span) -> None:
    """Read one HTML tag in a line: open, close or fill."""
    tag = tags.read_tag(cursor.reading, token.content, place)
    if tag is None:
        return
    name = tag.name
    if tag.closing:
        _close(cursor, run, tag)
    elif name == "source" and run.open and run.open[-1][0].name == "picture":
        if "dark" in tag.attributes.get("media", ""):
            run.open[-1][0].attributes["dark"] = tag.attributes.get("srcset", "").split(" ")[0]
    elif name not in tags.VOID and (name in INLINE or name in BLOCKS or cursor.closes(name)):
        if len(run.open) >= DEEPEST:
            run.passed_over[name] = run.passed_over.get(name, 0) + 1
            return
        if not tags.is_known(name):
            cursor.reading.tell(DiagnosticCode.S210, tag.span, tag=tag.text)
        cursor.links += name == "a"
        run.open.append((tag, run.nodes))
        run.names[name] = run.names.get(name, 0) + 1
        run.nodes = []
    else:
        run.nodes.extend(tags.single(cursor.reading, tag))


def _close(cursor: _Cursor, run: _Run, tag: tags.Tag) -> None:
    name = tag.name
    if run.passed_over.get(name):
        run.passed_over[name] -= 1
        return
    if not run.names.get(name):
        if name == "br":
            run.nodes.append(LineBreak())
        elif name not in tags.VOID:
            cursor.reading.tell(DiagnosticCode.S162, tag.span, tag=tag.text)
        return
    while run.open:
        opened, outer = run.open.pop()
        run.names[opened.name] -= 1
        cursor.links -= opened.name == "a"
        inner = tuple(run.nodes)
        run.nodes = outer
        run.nodes.extend(tags.element(cursor.reading, opened, inner, join(opened.span, tag.span)))
        if opened.name == name:
            return


def _end(cursor: _Cursor, run: _Run) -> Inlines:
    """Close the level: words gathered, and elements that were never closed (their content stays)."""
    _flush(cursor, run)
    if not run.open:
        return tuple(run.nodes)
    kept: list[Inline] = []
    for opened, outer in run.open:
        if tags.note_id(cursor.reading, opened) == "":
            cursor.reading.tell(DiagnosticCode.S161, opened.span, tag=opened.text)
        cursor.links -= opened.name == "a"
        kept += outer
    return (*kept, *run.nodes)


def _level(cursor: _Cursor, until: str) -> Inlines:
    """Read the tokens of one level of nesting, up to the token that closes it."""
    run = _Run()
    while cursor.index < len(cursor.tokens):
        token = cursor.tokens[cursor.index]
        cursor.index += 1
        kind = token.type
        if cursor.stops and kind == "html_inline" and not until and is_tag_of(token.content, cursor.stops):
            cursor.index -= 1
            break
        if kind == until:
            _flush(cursor, run)
            cursor.offset += len(token.markup) if kind != "link_close" else 0
            break
        if kind == "text":
            _text(cursor, run, token)
        elif kind == "text_special":
            _add_words(cursor, run, token.content, len(token.markup))
        elif kind in ("softbreak", "hardbreak"):
            _break(cursor, run, token)
        elif kind in _PAIRS:
            _flush(cursor, run)
            cursor.offset += len(token.markup)
            children = _level(cursor, _PAIRS[kind])
            if children:
                run.nodes.append(_emphasised(kind, children))
        else:
            _unit(cursor, run, token)
    return _end(cursor, run)


def _emphasised(kind: str, children: Inlines) -> Inline:
    if kind == "em_open":
        return Emphasis(children)
    return Strong(children) if kind == "strong_open" else Strikeout(children)


# What a film is played from; a picture's sources belong to its line.
_SOURCES = frozenset(("source",))
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")


def is_tag_of(written: str, names: frozenset[str]) -> bool:
    """Tell whether a tag is one of an element of these names."""
    match = _TAG_NAME.match(written)
    return match is not None and match.group(1).lower() in names


def read_inlines(reading: Reading, content: Content, tokens: list[Token]) -> tuple[Inlines, tuple[str, ...]]:
    """Read the children of an inline token.

    Returns:
        The inlines, and the ids that the author gave among them; those are also among the page's anchors.
    """
    known = len(reading.aside.anchors)
    nodes = _level(_Cursor(reading, content, tokens), "")
    return tidy(reading, nodes), tuple(anchor.name for anchor in reading.aside.anchors[known:])


class Run(NamedTuple):
    """Inlines between two tags of blocks, and their place."""

    inlines: Inlines
    span: Span


def read_pieces(reading: Reading, content: Content, tokens: list[Token]) -> Iterator[Run | tags.Tag]:
    """Read a content in which elements stand that have lines of their own (a list in a cell of a pipe table)."""
    cursor = _Cursor(reading, content, tokens, stops=BLOCKS)
    while cursor.index < len(tokens):
        token = tokens[cursor.index]
        if token.type == "html_inline" and is_tag_of(token.content, cursor.stops):
            start, end = token.meta["at"]
            tag = tags.read_tag(reading, token.content, _span(cursor, start, end))
            cursor.index += 1
            cursor.offset = end
            if tag is not None:
                if tag.name in MEDIA:
                    cursor.stops = BLOCKS if tag.closing else BLOCKS | _SOURCES
                yield tag
        else:
            start = cursor.offset
            nodes = _level(cursor, "")
            yield Run(nodes, _span(cursor, start, max(start, cursor.offset)))


def has_blocks(content: Content, tokens: list[Token]) -> bool:
    """Tell whether elements stand in a content that have lines of their own."""
    return "<" in content.text and any(
        token.type == "html_inline" and is_tag_of(token.content, BLOCKS) for token in tokens
    )
