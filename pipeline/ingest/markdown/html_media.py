"""Figures, galleries, and what is shown from elsewhere, out of an HTML tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace

from pipeline.diagnostics import Code
from pipeline.ingest.markdown import tags
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.frames import Stack
from pipeline.ingest.markdown.html import Close, Element, HtmlNode, Read, Words
from pipeline.ingest.markdown.targets import decoded, may_lead
from pipeline.model import (
    Block,
    Blocks,
    Embed,
    Figure,
    Gallery,
    Image,
    Inlines,
    Link,
    Paragraph,
    Text,
    UnreadBlock,
)
from pipeline.model.text import plain


class ReadInlines(Protocol):
    """Gives nodes of a tree as inlines."""

    def __call__(self, reading: Reading, nodes: list[HtmlNode], *, linked: bool = False) -> Inlines: ...  # noqa: D102


def find(node: Element, name: str) -> list[Element]:
    """Give the elements of that name inside a node, but those inside another of the same name."""
    found: list[Element] = []
    for child in node.children:
        if isinstance(child, Element):
            if child.tag.name == name:
                found.append(child)
            else:
                found.extend(find(child, name))
    return found


def is_blank(node: HtmlNode) -> bool:
    """Tell whether a node is white space between others."""
    match node:
        case Words():
            return not node.text.strip()
        case Read():
            return not plain(node.inlines).strip() and all(isinstance(one, Text) for one in node.inlines)
        case Close() | Element():
            return False


def gallery(stack: Stack, node: Element, inlines: ReadInlines) -> Blocks:
    """Give the figures that stand together in one element and nothing else does; () when it is not so."""
    inside = [child for child in node.children if not is_blank(child)]
    elements = [child for child in inside if isinstance(child, Element) and child.tag.name == "figure"]
    if not inside or len(elements) < len(inside) or any(not find(child, "img") for child in elements):
        return ()
    blocks = tuple(block for child in elements for block in figures(stack, child, inlines, lambda _rest: ()))
    shown = tuple(block for block in blocks if isinstance(block, Figure))
    return (Gallery(shown, node.span),) if len(shown) == len(blocks) > 1 else blocks


def figures(stack: Stack, node: Element, inlines: ReadInlines, inside: Callable[[Element], Blocks]) -> Blocks:
    """Give a figure: its picture and its caption; what else stands inside follows it."""
    reading = stack.reading
    captions = find(node, "figcaption")
    caption = inlines(reading, captions[0].children) if captions else ()
    pictures = _pictures(reading, node, "")
    if not pictures:
        rest = Element(node.tag, [child for child in node.children if child not in captions], True, node.end)
        kept = inside(rest)
        return (*kept, Paragraph(caption, captions[0].span)) if caption else kept
    found: list[Block] = []
    for number, (image, target) in enumerate(pictures):
        words = caption if number == len(pictures) - 1 else ()
        place = node.span if len(pictures) == 1 else image.span
        if target and words and not any(isinstance(word, Link) for word in words):
            words = (Link(target, words, place),)
        elif target:
            found.append(Paragraph((Link(target, (replace(image, is_full_size=True),), place),), place))
            if words:
                found.append(Paragraph(words, captions[0].span))
            continue
        found.append(Figure(image.source, image.asset, image.alt, words, place, image.width, image.dark))
    others = [child for child in node.children if _is_other(child)]
    return (*found, *(inside(Element(node.tag, others, True, node.end)) if others else ()))


def _is_other(node: HtmlNode) -> bool:
    """Tell whether a child of a figure is neither its pictures nor its caption."""
    if isinstance(node, Element):
        return node.tag.name not in ("img", "picture", "figcaption", "br") and not find(node, "img")
    return not is_blank(node)


def _pictures(reading: Reading, node: Element, target: str) -> list[tuple[Image, str]]:
    """Give the pictures inside an element, each with the link that it stands in."""
    found: list[tuple[Image, str]] = []
    for child in node.children:
        if not isinstance(child, Element) or child.tag.name == "figcaption":
            continue
        if child.tag.name == "img":
            found.append((tags.image(reading, child.tag), target))
        elif child.tag.name == "picture":
            picture = _picture(reading, child)
            found += [(picture, target)] if picture is not None else []
        else:
            href = child.tag.attributes.get("href", "") if child.tag.name == "a" else ""
            own = tags.link(reading, href, "", (), child.tag.span) if href else ()
            found += _pictures(reading, child, own[0].target if own and isinstance(own[0], Link) else target)
    return found


def _picture(reading: Reading, node: Element) -> Image | None:
    """Read a `<picture>`: its image, and the source meant for dark screens (GitBook's own form)."""
    sources = [source.tag.attributes for source in find(node, "source")]
    images = find(node, "img")
    if not images:
        return None
    dark = next((one.get("srcset", "") for one in sources if "dark" in one.get("media", "")), "").strip().split(" ")[0]
    image = tags.image(reading, images[0].tag)
    return replace(image, dark=reading.picture(dark, node.span)) if dark else image


# What would show a page of somebody else's inside the book.
_FRAMES = frozenset(("iframe", "object", "embed"))


def embedded(reading: Reading, node: Element, inlines: ReadInlines) -> Blocks:
    """Read what a page shows from elsewhere (`<iframe>`, `<video>`): its address, and the author's words on it."""
    attributes = node.tag.attributes
    sources = [attributes.get(key, "") for key in ("src", "data")]
    sources += [source.tag.attributes.get("src", "") for source in find(node, "source")]
    address = next((source.strip() for source in sources if source.strip()), "")
    caption = inlines(reading, node.children)
    title = attributes.get("title", "").strip()
    if not caption and title:
        caption = (tags.one_text(title, node.tag.span),)
    if not address or not may_lead(reading, address, node.span):
        said = attributes.get("srcdoc", "").strip()
        kept: Blocks = (UnreadBlock(said, node.span),) if said else ()
        return (Paragraph(caption, node.span), *kept) if caption else kept
    if node.tag.name in _FRAMES:
        reading.tell(Code.S224, node.tag.span, what=node.tag.text)
    if address.startswith("//"):
        address = f"https:{address}"
    if address.lower().startswith(("http:", "https:")):
        return (Embed(address, node.span, caption),)
    name = address.rpartition("/")[2] or address
    words = caption or (tags.one_text(decoded(name), node.tag.span),)
    return (Paragraph((Link(decoded(address), words, node.span),), node.span),)
