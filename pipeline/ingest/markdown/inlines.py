"""From markdown-it's inline tokens to the model's inlines, every text with its exact place.

A cursor follows the content: texts and delimiters stand there verbatim, one after the other; what does not (links,
pictures, code, HTML, footnote calls) carries its offsets (see `parser`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it.token import Token

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.lines import span, text_at
from pipeline.ingest.markdown import tags
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.places import Content
from pipeline.ingest.markdown.tag_words import read_inline_tag
from pipeline.model import (
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    Inlines,
    LineBreak,
    SoftBreak,
    Strikeout,
    Strong,
    Text,
)
from pipeline.model.text import part
from pipeline.source import Span

_PAIRS = {"em_open": "em_close", "strong_open": "strong_close", "s_open": "s_close"}


@dataclass
class _Cursor:
    """Where reading stands: the token that comes next and the offset in the content that it begins at."""

    reading: Reading
    content: Content
    tokens: list[Token]
    index: int = 0
    offset: int = 0
    ids: list[str] = field(default_factory=list)


@dataclass
class _Run:
    """Inlines being gathered on one level of nesting, and the HTML elements open on it.

    `pieces` are words that stand one after the other from offset `start` and become one `Text`.
    """

    start: int = 0
    pieces: list[tuple[str, int]] = field(default_factory=list)
    nodes: list[Inline] = field(default_factory=list)
    open: list[tuple[tags.Tag, list[Inline]]] = field(default_factory=list)


def _span(cursor: _Cursor, start: int, end: int) -> Span:
    row, left = cursor.content.place(start)
    end_row, right = cursor.content.place(end) if end == start else _end_place(cursor.content, end)
    return span(cursor.reading.page, row, left, end_row, right)


def _end_place(content: Content, end: int) -> tuple[int, int]:
    """Give the place just after the character before `end`, which may be a line's last."""
    row, left = content.place(end - 1)
    pipe = (end - 1) in content.escaped
    return row, left + (2 if pipe else 1)


def _add_words(cursor: _Cursor, run: _Run, words: str, taken: int) -> None:
    """Gather words that take `taken` characters of the content at the cursor."""
    if not words and not taken:
        return
    if not run.pieces:
        run.start = cursor.offset
    if taken == len(words) and cursor.content.escaped:
        for index, character in enumerate(words):
            escaped = (cursor.offset + index) in cursor.content.escaped
            run.pieces.append((character, 2 if escaped else 1))
    else:
        run.pieces.append((words, taken))
    cursor.offset += taken


def _flush(cursor: _Cursor, run: _Run) -> None:
    """Make one `Text` of the words gathered."""
    if run.pieces:
        row, left = cursor.content.place(run.start)
        run.nodes.append(text_at(cursor.reading.page, row, left, run.pieces))
        run.pieces = []


def _text(cursor: _Cursor, run: _Run, token: Token) -> None:
    if token.content and not cursor.content.text.startswith(token.content, cursor.offset):
        _flush(cursor, run)
        found_at = cursor.content.text.find(token.content, cursor.offset)
        cursor.offset = found_at if found_at >= 0 else cursor.offset
    _add_words(cursor, run, token.content, len(token.content))


def _break(cursor: _Cursor, run: _Run, token: Token) -> None:
    """Go on to the next content line, past its indentation."""
    _flush(cursor, run)
    text = cursor.content.text
    cursor.offset = text.find("\n", cursor.offset) + 1
    while cursor.offset < len(text) and text[cursor.offset] in " \t":
        cursor.offset += 1
    run.nodes.append(LineBreak() if token.type == "hardbreak" else SoftBreak())


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
        children = _level(cursor, "link_close")
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
            run.nodes.append(FootnoteReference(token.meta["label"], place))
        case "gitbook_inline":
            run.nodes.extend(read_inline_tag(cursor.reading, cursor.content, start, end))
        case _:
            _html(cursor, run, token, place)
    cursor.offset = end


def _html(cursor: _Cursor, run: _Run, token: Token, place: Span) -> None:
    """Read one HTML tag in a line: open, close or fill."""
    tag = tags.read_tag(token.content, place)
    if tag is None:
        return
    if tag.closing:
        _close(cursor, run, tag)
    elif tag.name in tags.PAIRED:
        run.open.append((tag, run.nodes))
        run.nodes = []
    else:
        run.nodes.extend(tags.single(cursor.reading, tag))


def _close(cursor: _Cursor, run: _Run, tag: tags.Tag) -> None:
    if not any(opened.name == tag.name for opened, _ in run.open):
        if tag.name in tags.PAIRED:
            cursor.reading.tell(DiagnosticCode.S162, tag.span, tag=tag.text)
        else:
            run.nodes.extend(tags.single(cursor.reading, tag))
        return
    while run.open:
        opened, outer = run.open.pop()
        inner = tuple(run.nodes)
        run.nodes = outer
        run.nodes.extend(tags.element(cursor.reading, opened, inner, cursor.ids))
        if opened.name == tag.name:
            return


def _end(cursor: _Cursor, run: _Run) -> Inlines:
    """Close the level: words gathered, and elements that were never closed (their content stays)."""
    _flush(cursor, run)
    while run.open:
        opened, outer = run.open.pop()
        cursor.reading.tell(DiagnosticCode.S161, opened.span, tag=opened.text)
        run.nodes = [*outer, *run.nodes]
    return tuple(run.nodes)


def _level(cursor: _Cursor, until: str) -> Inlines:
    """Read the tokens of one level of nesting, up to the token that closes it."""
    run = _Run()
    while cursor.index < len(cursor.tokens):
        token = cursor.tokens[cursor.index]
        cursor.index += 1
        kind = token.type
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


def _trimmed(node: Inline, left: bool, right: bool) -> Inline | None:
    """Give a text without blanks at its ends; None when nothing is left. Other inlines are left as they are."""
    if not isinstance(node, Text):
        return node
    words = node.text
    start = len(words) - len(words.lstrip(" \t\n")) if left else 0
    end = len(words.rstrip(" \t\n")) if right else len(words)
    if start >= end:
        return None
    return node if (start, end) == (0, len(words)) else part(node, start, end)


def tidy(nodes: Inlines) -> Inlines:
    """Take off blanks at the ends of lines, and the lone backslash that GitBook leaves at a paragraph's end."""
    kept: list[Inline] = []
    for index, node in enumerate(nodes):
        first = index == 0 or isinstance(nodes[index - 1], SoftBreak | LineBreak)
        last = index == len(nodes) - 1 or isinstance(nodes[index + 1], SoftBreak | LineBreak)
        trimmed = _trimmed(node, first, last) if first or last else node
        if trimmed is not None:
            kept.append(trimmed)
    while kept and _is_debris(kept[-1]):
        last_node = kept.pop()
        if isinstance(last_node, Text):
            rest = _trimmed(part(last_node, 0, len(last_node.text) - 1), left=False, right=True)
            if rest is not None:
                kept.append(rest)
    while kept and isinstance(kept[0], SoftBreak | LineBreak):
        kept.pop(0)
    return tuple(kept)


def _is_debris(node: Inline) -> bool:
    """Tell whether a run's last inline says nothing: a break, or a backslash that was to be a line break."""
    if isinstance(node, SoftBreak | LineBreak):
        return True
    if not isinstance(node, Text) or not node.text.endswith("\\"):
        return False
    return (len(node.text) - 1, 2) not in node.widths


def read_inlines(reading: Reading, content: Content, tokens: list[Token]) -> tuple[Inlines, tuple[str, ...]]:
    """Read the children of an inline token.

    Returns:
        The inlines, and the ids of empty anchors (`<a id="…"></a>`) found among them.
    """
    cursor = _Cursor(reading, content, tokens)
    nodes = _level(cursor, "")
    return tidy(nodes), tuple(cursor.ids)
