"""From an HTML block's tree to the model's blocks."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.lines import text_at
from pipeline.ingest.markdown import frames, tags
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.frames import Frame, Stack
from pipeline.ingest.markdown.html import Close, Element, HtmlNode, Words
from pipeline.ingest.markdown.inlines import tidy
from pipeline.model import (
    Alignment,
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    SoftBreak,
    Table,
    ThematicBreak,
    UnreadBlock,
)
from pipeline.source import Span, join

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Containers that say nothing to a reader: their content stands where they stand.
_TRANSPARENT = frozenset(
    (
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "center",
        "figure",
        "picture",
        "html",
        "body",
    )
)
_BLOCKS = (
    _HEADINGS
    | _TRANSPARENT
    | frozenset(
        (
            "p",
            "ul",
            "ol",
            "table",
            "blockquote",
            "pre",
            "hr",
            "details",
            "script",
            "style",
            "iframe",
            "video",
            "dl",
        )
    )
)
_FRAMED = frozenset(("details", "blockquote", "div", "section", "article", "figure", "center"))


def add_html(stack: Stack, nodes: Sequence[HtmlNode], ids: list[str]) -> None:
    """Add the nodes of an HTML block; elements left open become frames, to be closed by a later block."""
    loose: list[HtmlNode] = []
    for node in nodes:
        if not _is_block(node):
            loose.append(node)
            continue
        _add_loose(stack, loose, ids)
        loose = []
        if isinstance(node, Close):
            if not frames.close(stack, node.tag.name, "html", node.tag.span):
                stack.reading.tell(DiagnosticCode.S162, node.tag.span, tag=node.tag.text)
        elif isinstance(node, Element):
            _add_element(stack, node, ids)
    _add_loose(stack, loose, ids)


def _is_block(node: HtmlNode) -> bool:
    match node:
        case Close():
            return node.tag.name not in tags.PAIRED or node.tag.name in _BLOCKS
        case Element():
            return node.tag.name in _BLOCKS or node.tag.name == "summary"
        case Words():
            return False


def _add_loose(stack: Stack, nodes: list[HtmlNode], ids: list[str]) -> None:
    """Add what stands between blocks as a paragraph, or as a figure when it is one picture."""
    inlines = html_inlines(stack.reading, nodes, ids)
    if inlines:
        stack.add(_paragraph_or_figure(inlines, _place(stack, nodes)))


def _place(stack: Stack, nodes: Sequence[HtmlNode]) -> Span:
    places = [place for node in nodes if (place := _node_span(stack.reading, node)) is not None]
    return join(places[0], places[-1]) if places else stack.top.span


def _node_span(reading: Reading, node: HtmlNode) -> Span | None:
    match node:
        case Words():
            if not node.text.strip():
                return None
            return text_at(reading.page, node.row, node.left, [(node.text, node.taken)]).span
        case Close():
            return node.tag.span
        case Element():
            inside = [place for child in node.children if (place := _node_span(reading, child)) is not None]
            return join(node.tag.span, inside[-1]) if inside else node.tag.span


def _paragraph_or_figure(inlines: Inlines, place: Span) -> Block:
    if len(inlines) == 1 and isinstance(inlines[0], Image):
        image = inlines[0]
        return Figure(image.source, image.asset, image.alt, (), image.span)
    return Paragraph(inlines, place)


def html_inlines(reading: Reading, nodes: Sequence[HtmlNode], ids: list[str]) -> Inlines:
    """Give the nodes as inlines, blanks at both ends taken off."""
    return tidy(tuple(_inlines(reading, nodes, ids)))


def _inlines(reading: Reading, nodes: Sequence[HtmlNode], ids: list[str]) -> list[Inline]:
    found: list[Inline] = []
    pieces: list[Words] = []

    def flush() -> None:
        if pieces:
            first = pieces[0]
            found.append(text_at(reading.page, first.row, first.left, [(w.text, w.taken) for w in pieces]))
            pieces.clear()

    for node in nodes:
        match node:
            case Words(text="\n"):
                flush()
                found.append(SoftBreak())
            case Words():
                if pieces and pieces[-1].row != node.row:
                    flush()
                pieces.append(node)
            case Close():
                flush()
                reading.tell(DiagnosticCode.S162, node.tag.span, tag=node.tag.text)
            case Element():
                flush()
                found.extend(_inline_element(reading, node, ids))
    flush()
    return found


def _inline_element(reading: Reading, node: Element, ids: list[str]) -> Inlines:
    name = node.tag.name
    if name in tags.PAIRED or name in _BLOCKS or name in ("li", "td", "th", "figcaption"):
        return tags.element(reading, node.tag, tuple(_inlines(reading, node.children, ids)), ids)
    if node.children:
        reading.tell(DiagnosticCode.S160, node.tag.span, tag=node.tag.text)
        return tuple(_inlines(reading, node.children, ids))
    return tags.single(reading, node.tag)


def _add_element(stack: Stack, node: Element, ids: list[str]) -> None:
    reading, name = stack.reading, node.tag.name
    if name == "summary":
        stack.top.summary = html_inlines(reading, node.children, ids)
    elif name in _FRAMED and not (name == "figure" and node.closed):
        stack.frames.append(Frame(name, "html", node.tag.attributes, node.tag.span, node.tag.text))
        add_html(stack, node.children, ids)
        if node.closed:
            frames.close(stack, name, "html", _place(stack, node.children) if node.children else node.tag.span)
    else:
        for block in _blocks_of(stack, node, ids):
            stack.add(block)


def _blocks_of(stack: Stack, node: Element, ids: list[str]) -> Blocks:
    """Give the blocks of an element that is complete."""
    reading, name = stack.reading, node.tag.name
    place = _node_span(reading, node) or node.tag.span
    if name in _HEADINGS:
        inlines = html_inlines(reading, node.children, ids)
        anchor = node.tag.attributes.get("id", "")
        return (Heading(int(name[1]), inlines, place, anchor),) if inlines else ()
    match name:
        case "hr":
            return (ThematicBreak(node.tag.span),)
        case "ul" | "ol":
            return (_list(stack, node, place, ids),)
        case "table":
            return _table(stack, node, place, ids)
        case "figure":
            return _figures(stack, node, ids)
        case "pre":
            return (CodeBlock(_raw(node).strip("\n"), _language(node), place),)
        case "script" | "style" | "iframe" | "video":
            reading.tell(DiagnosticCode.S160, node.tag.span, tag=node.tag.text)
            return (UnreadBlock(node.tag.text + _raw(node), place),)
        case "blockquote":
            return (Quote(_inside(stack, node, ids), place),)
        case _:
            return _inside(stack, node, ids)


def _inside(stack: Stack, node: Element, ids: list[str]) -> Blocks:
    """Give the blocks inside an element."""
    inner = frames.new_stack(stack.reading, node.tag.span)
    add_html(inner, node.children, ids)
    return tuple(frames.close_all(inner, node.tag.span))


def _raw(node: Element) -> str:
    """Give the text inside an element as it stands, line endings kept."""
    return "".join(
        _raw(child) if isinstance(child, Element) else child.text if isinstance(child, Words) else ""
        for child in node.children
    )


def _language(node: Element) -> str:
    written = node.tag.attributes.get("class", "")
    return written.removeprefix("language-") if written.startswith("language-") else ""


def _list(stack: Stack, node: Element, place: Span, ids: list[str]) -> Block:
    items = tuple(
        ListItem(_inside(stack, item, ids), _node_span(stack.reading, item) or item.tag.span)
        for item in node.children
        if isinstance(item, Element)
    )
    if node.tag.name == "ul":
        return BulletList(items, True, place)
    start = node.tag.attributes.get("start", "1")
    return OrderedList(items, True, int(start) if start.isdigit() else 1, place)


def _figures(stack: Stack, node: Element, ids: list[str]) -> Blocks:
    """Give a figure: its picture and its caption; what else stands inside follows it."""
    pictures = [image for image in _find(node, "img") if image.tag.attributes.get("src")]
    captions = _find(node, "figcaption")
    caption = html_inlines(stack.reading, captions[0].children, ids) if captions else ()
    if not pictures:
        rest = Element(node.tag, [child for child in node.children if child not in captions], True)
        kept = _inside(stack, rest, ids)
        return (*kept, Paragraph(caption, captions[0].tag.span)) if caption else kept
    found: list[Block] = []
    for number, picture in enumerate(pictures):
        image = tags.image(stack.reading, picture.tag)
        words = caption if number == len(pictures) - 1 else ()
        found.append(Figure(image.source, image.asset, image.alt, words, node.tag.span))
        if len(_find(node, "picture")) == 1:
            break
    return tuple(found)


def _find(node: Element, name: str) -> list[Element]:
    found: list[Element] = []
    for child in node.children:
        if isinstance(child, Element):
            if child.tag.name == name:
                found.append(child)
            else:
                found.extend(_find(child, name))
    return found


_ALIGNMENTS: dict[str, Alignment] = {"left": "left", "center": "center", "right": "right"}


def _number(written: str) -> int:
    return min(max(int(written), 1), 100) if written.isdigit() else 1


def _cell(stack: Stack, node: Element, ids: list[str]) -> Cell:
    attributes = node.tag.attributes
    return Cell(
        _inside(stack, node, ids),
        _node_span(stack.reading, node) or node.tag.span,
        heading=node.tag.name == "th",
        columns=_number(attributes.get("colspan", "")),
        rows=_number(attributes.get("rowspan", "")),
        align=_ALIGNMENTS.get(attributes.get("align", ""), ""),
    )


def _table(stack: Stack, node: Element, place: Span, ids: list[str]) -> Blocks:
    head: list[Row] = []
    body: list[Row] = []
    caption: Inlines = ()
    for found in _find(node, "caption"):
        caption = html_inlines(stack.reading, found.children, ids)
    in_head = {id(row) for part in _find(node, "thead") for row in _find(part, "tr")}
    for line in _find(node, "tr"):
        cells = tuple(
            _cell(stack, cell, ids)
            for cell in line.children
            if isinstance(cell, Element) and cell.tag.name in ("td", "th")
        )
        row = Row(cells, _node_span(stack.reading, line) or line.tag.span)
        is_head = id(line) in in_head or (not body and bool(cells) and all(cell.heading for cell in cells))
        (head if is_head else body).append(row)
    if not head and not body:
        return _inside(stack, Element(node.tag, list(_find(node, "td")), True), ids)
    return (Table(tuple(head), tuple(body), place, caption),)
