"""From an HTML block's tree to the model's blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.lines import text_at
from pipeline.ingest.markdown import frames, html_code, html_media, html_table, tags
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.elements import BLOCKS, CONTAINERS, HEADINGS, INLINE, MEDIA, PROGRAMS
from pipeline.ingest.markdown.frames import Frame, Stack
from pipeline.ingest.markdown.html import Close, Element, HtmlNode, Read, Tree, Words
from pipeline.ingest.markdown.inlines import Run
from pipeline.ingest.markdown.tidy import tidy
from pipeline.ingest.markdown.words import polished
from pipeline.model import (
    Block,
    Blocks,
    BulletList,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    SoftBreak,
    ThematicBreak,
    UnreadBlock,
    UnreadInline,
)
from pipeline.source import Span, join

_FRAMED = CONTAINERS | frozenset(("details", "blockquote"))
# Parts of tables and lists that stand outside any: their content stays.
_LOOSE = frozenset(("li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "caption", "figcaption", "colgroup"))
# Frames open one in the other; deeper, containers are passed over and their content stays.
_DEEPEST = 40


def tree_of(pieces: Iterable[Run | tags.Tag]) -> list[HtmlNode]:
    """Give the tree of a content that is read as Markdown, in which elements stand that have lines of their own."""
    tree = Tree()
    place: Span | None = None
    for piece in pieces:
        place = piece.span
        if isinstance(piece, Run):
            tree.add(Read(piece.inlines, place))
        elif piece.closing:
            tree.end(piece)
        else:
            tree.start(piece)
    return tree.finish(place) if place is not None else tree.roots


def add_html(stack: Stack, nodes: Sequence[HtmlNode]) -> None:
    """Add the nodes of an HTML block; elements left open become frames, to be closed by a later block."""
    loose: list[HtmlNode] = []
    for node in nodes:
        if not _is_block(stack.reading, node):
            loose.append(node)
            continue
        _add_loose(stack, loose)
        loose = []
        if isinstance(node, Close):
            if not frames.close(stack, node.tag.name, "html", node.tag.span) and node.tag.name != "p":
                stack.reading.tell(DiagnosticCode.S162, node.tag.span, tag=node.tag.text)
        elif isinstance(node, Element):
            _add_element(stack, node)
    _add_loose(stack, loose)


def _is_block(reading: Reading, node: HtmlNode) -> bool:
    match node:
        case Close():
            return node.tag.name not in INLINE
        case Element():
            return node.tag.name in BLOCKS or _is_foreign(reading, node)
        case Words() | Read():
            return False


def _add_loose(stack: Stack, nodes: list[HtmlNode]) -> None:
    """Add what stands between blocks as a paragraph, or as a figure when it is one picture."""
    inlines = html_inlines(stack.reading, nodes) if nodes else ()
    if inlines:
        small = any(isinstance(node, Element) and tags.is_line_sized(node.tag) for node in nodes)
        stack.add(_paragraph_or_figure(inlines, _place(stack, nodes), small=small))


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
        case Element() | Read():
            return node.span


def _paragraph_or_figure(inlines: Inlines, place: Span, *, small: bool = False) -> Block:
    if len(inlines) == 1 and isinstance(inlines[0], Image) and not small:
        image = inlines[0]
        return Figure(image.source, image.asset, image.alt, (), image.span, image.width, image.dark)
    return Paragraph(inlines, place)


def html_inlines(reading: Reading, nodes: Sequence[HtmlNode], *, linked: bool = False) -> Inlines:
    """Give the nodes as inlines, blanks at both ends taken off; what has lines of its own begins a new line."""
    return tidy(reading, tuple(_inlines(reading, nodes, linked)))


def _inlines(reading: Reading, nodes: Sequence[HtmlNode], linked: bool) -> list[Inline]:
    found: list[Inline] = []
    pieces: list[Words] = []

    def flush() -> None:
        if pieces:
            first = pieces[0]
            text = text_at(reading.page, first.row, first.left, [(words.text, words.taken) for words in pieces])
            found.extend(polished(reading, text, linked=linked))
            pieces.clear()

    for node in nodes:
        match node:
            case Words(text="\n"):
                flush()
                found.append(SoftBreak())
            case Words():
                last = pieces[-1] if pieces else None
                if last is not None and (last.row != node.row or last.left + last.taken != node.left):
                    flush()
                pieces.append(node)
            case Read():
                flush()
                found.extend(node.inlines)
            case Close():
                flush()
                reading.tell(DiagnosticCode.S162, node.tag.span, tag=node.tag.text)
            case Element():
                flush()
                inside = _inline_element(reading, node, linked)
                if inside and found and node.tag.name in BLOCKS and not isinstance(found[-1], LineBreak):
                    found.append(LineBreak())
                found.extend(inside)
    flush()
    return found


def _inline_element(reading: Reading, node: Element, linked: bool) -> Inlines:
    name = node.tag.name
    if name in tags.VOID:
        return tags.single(reading, node.tag)
    if name == "picture":
        for source in node.children:
            if isinstance(source, Element) and "dark" in source.tag.attributes.get("media", ""):
                node.tag.attributes["dark"] = source.tag.attributes.get("srcset", "").split(" ")[0]
    if name == "svg":
        reading.tell(DiagnosticCode.S210, node.tag.span, tag=node.tag.text)
        return tuple(_inlines(reading._replace(report=lambda _finding: None), node.children, linked))
    inside = tuple(_inlines(reading, node.children, linked or name == "a"))
    if tags.is_known(name):
        return tags.element(reading, node.tag, inside, node.span)
    if _is_placeholder(reading, node):
        reading.tell(DiagnosticCode.S160, node.tag.span, tag=node.tag.text)
        return (UnreadInline(node.tag.text, node.tag.span), *inside)
    reading.tell(DiagnosticCode.S210, node.tag.span, tag=node.tag.text)
    return inside


def _is_placeholder(reading: Reading, node: Element) -> bool:
    """Tell whether what looks like an element is words in angle brackets."""
    return not node.closed and tags.is_placeholder(node.tag) and not reading.aside.closes(reading.page, node.tag.name)


def _is_foreign(reading: Reading, node: Element) -> bool:
    """Tell whether an element that HTML does not know is open beyond its block."""
    return not node.closed and not tags.is_known(node.tag.name) and not _is_placeholder(reading, node)


def _add_element(stack: Stack, node: Element) -> None:
    reading, name = stack.reading, node.tag.name
    if name == "summary" and stack.top.name == "details" and not stack.top.summary:
        stack.top.summary = html_inlines(reading, node.children)
        return
    gallery = html_media.gallery(stack, node, html_inlines) if node.closed and name in ("div", "p", "center") else ()
    if gallery:
        stack.top.blocks.extend(gallery)
    elif (name in _FRAMED and not (name == "figure" and node.closed)) or _is_foreign(reading, node):
        if len(stack.frames) > _DEEPEST:
            add_html(stack, node.children)
            return
        tags.note_id(reading, node.tag)
        if not tags.is_known(name):
            reading.tell(DiagnosticCode.S210, node.tag.span, tag=node.tag.text)
        stack.frames.append(Frame(name, "html", node.tag.attributes, node.tag.span, node.tag.text))
        add_html(stack, node.children)
        if node.closed:
            frames.close(stack, name, "html", node.end or node.tag.span)
    else:
        for block in _blocks_of(stack, node):
            stack.add(block)


def _blocks_of(stack: Stack, node: Element) -> Blocks:
    """Give the blocks of an element that is complete."""
    reading, name = stack.reading, node.tag.name
    if name in HEADINGS:
        inlines = html_inlines(reading, node.children)
        return (Heading(int(name[1]), inlines, node.span, node.tag.attributes.get("id", "")),) if inlines else ()
    tags.note_id(reading, node.tag)
    match name:
        case "hr":
            return (ThematicBreak(node.tag.span),)
        case "ul" | "ol":
            return _list(stack, node)
        case "dl":
            return _definitions(stack, node)
        case "table":
            return html_table.table(stack, node, _parts(stack))
        case "figure":
            return html_media.figures(stack, node, html_inlines, lambda rest: inside(stack, rest))
        case "pre":
            return (html_code.code_block(node),)
        case _ if name in PROGRAMS:
            return _program(reading, node)
        case _ if name in MEDIA:
            return html_media.embedded(reading, node, html_inlines)
        case "blockquote":
            return (Quote(inside(stack, node), node.span),)
        case "p" | "summary":
            return inside(stack, node)
        case _:
            if name not in _LOOSE and not tags.is_known(name):
                reading.tell(DiagnosticCode.S210, node.tag.span, tag=node.tag.text)
            return inside(stack, node)


def _program(reading: Reading, node: Element) -> Blocks:
    """Keep what a script or a style sheet says as text that nothing runs; `noscript` is for readers."""
    if node.tag.name == "noscript":
        inlines = html_inlines(reading, node.children)
        return (Paragraph(inlines, node.span),) if inlines else ()
    if node.tag.name == "template":
        reading.tell(DiagnosticCode.S210, node.tag.span, tag=node.tag.text)
    text = html_code.raw(node).strip("\n")
    return (UnreadBlock(text, node.span),) if text.strip() else ()


def inside(stack: Stack, node: Element) -> Blocks:
    """Give the blocks inside an element."""
    inner = frames.new_stack(stack.reading, node.tag.span)
    add_html(inner, node.children)
    return tuple(frames.close_all(inner, node.end or node.tag.span))


def _parts(stack: Stack) -> html_table.Parts:
    return html_table.Parts(
        lambda node: inside(stack, node),
        lambda nodes: html_inlines(stack.reading, nodes),
    )


def _list(stack: Stack, node: Element) -> Blocks:
    """Give a list; what stands in it outside any item becomes an item of its own."""
    items: list[ListItem] = []
    loose: list[HtmlNode] = []

    def keep() -> None:
        blocks = inside(stack, Element(node.tag, list(loose), True, node.end)) if loose else ()
        if blocks:
            items.append(ListItem(blocks, _place(stack, loose)))
        loose.clear()

    for child in node.children:
        if isinstance(child, Element) and child.tag.name == "li":
            keep()
            items.append(_item(stack, child))
        elif not (isinstance(child, Words) and not child.text.strip()):
            loose.append(child)
    keep()
    if not items:
        return ()
    if node.tag.name == "ul":
        return (BulletList(tuple(items), True, node.span),)
    start = node.tag.attributes.get("start", "1")
    number = int(start) if start.isascii() and start.isdigit() and len(start) <= 9 else 1
    return (OrderedList(tuple(items), True, number, node.span),)


def _item(stack: Stack, node: Element) -> ListItem:
    """Give an item; a checkbox that begins it makes it a task."""
    tags.note_id(stack.reading, node.tag)
    words = [child for child in node.children if not (isinstance(child, Words) and not child.text.strip())]
    first = words[0] if words else None
    done = None
    children = node.children
    if isinstance(first, Element) and first.tag.name == "input" and first.tag.attributes.get("type") == "checkbox":
        done = "checked" in first.tag.attributes
        children = [child for child in children if child is not first]
    return ListItem(inside(stack, Element(node.tag, children, True, node.end)), node.span, done)


def _definitions(stack: Stack, node: Element) -> Blocks:
    """Give a `<dl>`: terms that share a meaning stand one below the other."""
    pairs: list[tuple[list[Inline], list[Block], list[Span]]] = []

    def gather(nodes: Sequence[HtmlNode]) -> None:
        for child in nodes:
            if isinstance(child, Element) and child.tag.name == "dt":
                tags.note_id(stack.reading, child.tag)
                if not pairs or pairs[-1][1]:
                    pairs.append(([], [], []))
                terms = pairs[-1][0]
                terms += [LineBreak()] * bool(terms)
                terms += html_inlines(stack.reading, child.children)
                pairs[-1][2].append(child.span)
            elif isinstance(child, Element) and child.tag.name == "div":
                gather(child.children)
            else:
                is_meaning = isinstance(child, Element) and child.tag.name == "dd"
                place = _node_span(stack.reading, child)
                holder = child if is_meaning and isinstance(child, Element) else Element(node.tag, [child], True, place)
                blocks = inside(stack, holder)
                if blocks:
                    if not pairs:
                        pairs.append(([], [], []))
                    pairs[-1][1].extend(blocks)
                    pairs[-1][2].append(place or node.tag.span)

    gather(node.children)
    items = tuple(Definition(tuple(term), tuple(blocks), join(at[0], at[-1])) for term, blocks, at in pairs)
    return (DefinitionList(items, node.span),) if items else ()
