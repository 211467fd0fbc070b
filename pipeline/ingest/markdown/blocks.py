"""From markdown-it's tokens to the model's blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it.token import Token
from msgspec.structs import replace

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.lines import rows_span, span, text_at
from pipeline.ingest.markdown import alerts, frames, gitbook
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.frames import Stack
from pipeline.ingest.markdown.html import read_html
from pipeline.ingest.markdown.html_blocks import add_html, tree_of
from pipeline.ingest.markdown.html_cell import without_headings
from pipeline.ingest.markdown.inlines import has_blocks, read_inlines, read_pieces
from pipeline.ingest.markdown.parser import parse_inline
from pipeline.ingest.markdown.places import CellPlace, Content, cell_content, content, split_row
from pipeline.model import (
    Alignment,
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Footnote,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    Math,
    MathBlock,
    OrderedList,
    Paragraph,
    Row,
    SoftBreak,
    Table,
    Text,
    ThematicBreak,
)
from pipeline.model.text import part
from pipeline.source import Span, join


@dataclass
class Cursor:
    """Where reading stands among a page's block tokens, and what was found aside: footnotes."""

    reading: Reading
    tokens: list[Token]
    index: int = 0
    footnotes: list[Footnote] = field(default_factory=list)
    level: Stack | None = None

    def next(self) -> Token:
        """Give the next token and go past it."""
        token = self.tokens[self.index]
        self.index += 1
        return token


def _rows(token: Token) -> tuple[int, int]:
    assert token.map is not None, token.type  # noqa: S101  (markdown-it gives every block its lines)
    return token.map[0], token.map[1]


def _place(cursor: Cursor, token: Token) -> Span:
    return rows_span(cursor.reading.page, *_rows(token))


def _inline(cursor: Cursor, token: Token) -> tuple[Inlines, tuple[str, ...]]:
    """Read an inline token that stands on lines of its own."""
    places = content(cursor.reading.page, token.content, _rows(token)[0])
    return read_inlines(cursor.reading, places, token.children or [])


def _heading(cursor: Cursor, opening: Token, stack: Stack) -> None:
    inlines, ids = _inline(cursor, cursor.next())
    cursor.index += 1
    anchors = cursor.reading.aside.anchors
    del anchors[len(anchors) - len(ids) :]
    anchor = ids[0] if ids else ""
    stack.add(Heading(int(opening.tag[1]), inlines, _place(cursor, opening), anchor, ids[1:]))


def _paragraph(cursor: Cursor, opening: Token, stack: Stack) -> None:
    token = cursor.next()
    cursor.index += 1
    children = token.children or []
    places = content(cursor.reading.page, token.content, _rows(token)[0])
    if has_blocks(places, children):
        add_html(stack, tree_of(read_pieces(cursor.reading, places, children)))
        return
    inlines, _ = read_inlines(cursor.reading, places, children)
    if not inlines:
        return
    only = inlines[0] if len(inlines) == 1 else None
    if isinstance(only, Image) and _LINE_SIZED not in token.content:
        stack.add(_figure(cursor, opening, only))
    elif isinstance(only, Math) and not opening.hidden:
        stack.add(MathBlock(only.text, only.span))
    else:
        pictures = (_LINE_SIZED not in token.content and "![" in token.content) or "<img" in token.content
        stack.add(Paragraph(_full_size(inlines) if pictures else inlines, _place(cursor, opening)))


_LINE_SIZED = 'data-size="line"'


def _full_size(inlines: Inlines) -> Inlines:
    """Give a run of nothing but pictures (linked, perhaps) with the pictures at their own size."""
    sized: list[Inline] = []
    for inline in inlines:
        match inline:
            case Image():
                sized.append(replace(inline, is_full_size=True))
            case Link() if all(isinstance(child, Image) for child in inline.children):
                sized.append(replace(inline, children=_full_size(inline.children)))
            case SoftBreak() | LineBreak():
                sized.append(inline)
            case Text() if not inline.text.strip():
                sized.append(inline)
            case _:
                return inlines
    return tuple(sized)


def _figure(cursor: Cursor, opening: Token, image: Image) -> Figure:
    """Make a figure of a picture that stands alone; its title is its caption."""
    caption: Inlines = (Text(image.title, image.span),) if image.title else ()
    for row in range(*_rows(opening)):
        at = cursor.reading.page.lines[row].text.rfind(image.title) if image.title else -1
        if at >= 0:
            caption = (text_at(cursor.reading.page, row, at, [(image.title, len(image.title))]),)
    return Figure(image.source, image.asset, image.alt, caption, image.span, image.width, image.dark)


def _quote(cursor: Cursor, opening: Token, stack: Stack) -> None:
    stack.add(alerts.quote(read_blocks(cursor, "blockquote_close", opening), _place(cursor, opening)))


def _bullets(cursor: Cursor, opening: Token, stack: Stack) -> None:
    items, tight = _items(cursor, "bullet_list_close")
    stack.add(BulletList(items, tight, _place(cursor, opening)))


def _numbers(cursor: Cursor, opening: Token, stack: Stack) -> None:
    items, tight = _items(cursor, "ordered_list_close")
    start = int(opening.attrs.get("start", 1))
    stack.add(OrderedList(items, tight, start, _place(cursor, opening)))


def _items(cursor: Cursor, until: str) -> tuple[tuple[ListItem, ...], bool]:
    items: list[ListItem] = []
    tight = True
    while (token := cursor.next()).type != until:
        after = cursor.tokens[cursor.index]
        if after.type == "paragraph_open" and not after.hidden:
            tight = False
        blocks = read_blocks(cursor, "list_item_close", token)
        items.append(_task(blocks, _place(cursor, token)))
    return tuple(items), tight


_BOXES = {"[ ] ": False, "[x] ": True, "[X] ": True}


def _task(blocks: Blocks, place: Span) -> ListItem:
    """Make an item; one that begins with a box (GitHub's task lists) loses the box and knows whether it is ticked."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and first.children and isinstance(first.children[0], Text):
        text = first.children[0]
        done = _BOXES.get(text.text[:4])
        if done is not None and (0, 2) not in text.widths:
            rest = (part(text, 4, len(text.text)), *first.children[1:]) if len(text.text) > 4 else first.children[1:]
            return ListItem((Paragraph(rest, first.span), *blocks[1:]), place, done)
    return ListItem(blocks, place)


def _code(cursor: Cursor, token: Token, stack: Stack) -> None:
    language = token.info.strip().split(" ")[0] if token.info.strip() else ""
    stack.add(CodeBlock(token.content.removesuffix("\n"), language, _place(cursor, token)))


def _math(cursor: Cursor, token: Token, stack: Stack) -> None:
    stack.add(MathBlock(token.content, _place(cursor, token)))


def _break(cursor: Cursor, token: Token, stack: Stack) -> None:
    """Read a break between subjects; four stars are none but bold around nothing, left by the export."""
    place = _place(cursor, token)
    row = cursor.reading.page.lines[_rows(token)[0]].text
    mending = cursor.reading.mending
    if row.strip(" \t>") == _EMPTY_BOLD and mending.wants("stray-marks"):
        at = row.index(_EMPTY_BOLD)
        number = _rows(token)[0]
        mending.record("stray-marks", span(cursor.reading.page, number, at, number, at + 4), _EMPTY_BOLD, "")
        return
    stack.add(ThematicBreak(place))


_EMPTY_BOLD = "****"


def _definitions(cursor: Cursor, opening: Token, stack: Stack) -> None:
    """Read a definition list: terms that share a meaning stand one below the other."""
    items: list[Definition] = []
    terms: list[Inline] = []
    first: Token | None = None
    while (token := cursor.next()).type != "dl_close":
        if token.type == "dt_open":
            first = token
            terms = [*_inline(cursor, cursor.next())[0]]
            cursor.index += 1
        else:
            blocks = read_blocks(cursor, "dd_close", token)
            place = _place(cursor, token)
            if items and not terms and first is None:
                last = items[-1]
                items[-1] = Definition(last.term, (*last.blocks, *blocks), join(last.span, place))
            else:
                start = _place(cursor, first) if first is not None else place
                items.append(Definition(tuple(terms), blocks, join(start, place)))
            terms, first = [], None
    stack.add(DefinitionList(tuple(items), _place(cursor, opening)))


def _tag(cursor: Cursor, token: Token, stack: Stack) -> None:
    gitbook.read_tags(stack, _rows(token)[0], token.content)


def _html(cursor: Cursor, token: Token, stack: Stack) -> None:
    places = content(cursor.reading.page, token.content.rstrip("\n"), _rows(token)[0])
    add_html(stack, read_html(cursor.reading, places))


def _footnote(cursor: Cursor, opening: Token, stack: Stack) -> None:
    label = str(opening.meta["label"])
    blocks = read_blocks(cursor, "footnote_reference_close", opening)
    cursor.footnotes.append(Footnote(label, blocks, _place(cursor, opening)))


def _table(cursor: Cursor, opening: Token, stack: Stack) -> None:
    head: list[Row] = []
    body: list[Row] = []
    rows = head
    while (token := cursor.next()).type != "table_close":
        if token.type == "tbody_open":
            rows = body
        elif token.type == "tr_open":
            rows.append(_row(cursor, token, len(head[0].cells) if head else 0))
    stack.add(Table(tuple(head), tuple(body), _place(cursor, opening)))


_ALIGNMENTS: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def _row(cursor: Cursor, opening: Token, expected: int) -> Row:
    """Read a row; cells that the table rule would drop because there are too many are kept."""
    row = _rows(opening)[0]
    text = cursor.reading.page.lines[row].text
    places = split_row(text, len(text) - len(text.lstrip(" \t>")))
    cells: list[Cell] = []
    while (token := cursor.next()).type != "tr_close":
        inline = cursor.next()
        cursor.index += 1
        place = places[len(cells)] if len(cells) < len(places) else None
        align = _ALIGNMENTS.get(str(token.attrs.get("style", "")), "")
        cells.append(_cell(cursor, inline, row, place, token.tag == "th", align))
    whole = rows_span(cursor.reading.page, row, row + 1)
    if expected and len(places) != expected:
        cursor.reading.tell(DiagnosticCode.S163, whole, given=len(places), expected=expected)
        cells += [_cell(cursor, parse_inline(extra.text), row, extra, False, "") for extra in places[len(cells) :]]
    return Row(tuple(cells), whole)


def _cell(cursor: Cursor, inline: Token, row: int, place: CellPlace | None, heading: bool, align: Alignment) -> Cell:
    page = cursor.reading.page
    if place is None:
        end = len(page.lines[row].text)
        return Cell((), span(page, row, end, row, end), heading=heading, align=align)
    where = span(page, row, place.start, row, place.end)
    places: Content = cell_content(place, row)
    if place.text != inline.content:
        places = content(page, inline.content, row)
    children = inline.children or []
    blocks: Blocks
    if has_blocks(places, children):
        stack = frames.new_stack(cursor.reading, where)
        add_html(stack, tree_of(read_pieces(cursor.reading, places, children)))
        blocks = without_headings(cursor.reading, tuple(frames.close_all(stack, where)))
    else:
        inlines, _ = read_inlines(cursor.reading, places, children)
        blocks = (Paragraph(inlines, where),) if inlines else ()
    return Cell(blocks, where, heading=heading, align=align)


_READERS: dict[str, Callable[[Cursor, Token, Stack], None]] = {
    "heading_open": _heading,
    "paragraph_open": _paragraph,
    "blockquote_open": _quote,
    "bullet_list_open": _bullets,
    "ordered_list_open": _numbers,
    "fence": _code,
    "code_block": _code,
    "hr": _break,
    "gitbook_tag": _tag,
    "html_block": _html,
    "footnote_reference_open": _footnote,
    "math_block": _math,
    "dl_open": _definitions,
    "table_open": _table,
}


def read_blocks(cursor: Cursor, until: str, opening: Token) -> Blocks:
    """Read the blocks of one level of nesting, up to the token that closes it."""
    start = _place(cursor, opening)
    stack = cursor.level = frames.new_stack(cursor.reading, start, cursor.level)
    while cursor.index < len(cursor.tokens):
        token = cursor.next()
        if token.type == until:
            break
        _READERS[token.type](cursor, token, stack)
    cursor.level = stack.outer
    end = Span(start.file, start.end_line, start.end_column, start.end_line, start.end_column)
    return tuple(frames.close_all(stack, end))


def blocks_of(cursor: Cursor) -> tuple[Block, ...]:
    """Read a whole page."""
    page = cursor.reading.page
    whole = Token("page", "", 0, map=[0, len(page.lines)])
    return read_blocks(cursor, "", whole)
