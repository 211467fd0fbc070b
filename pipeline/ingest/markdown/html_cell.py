"""What stands in a cell: no headings, and GitBook's typed columns shown as what they are."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from msgspec.structs import replace

from pipeline.ingest.markdown.context import Anchor, Reading
from pipeline.model import Block, Blocks, Heading, Inline, Inlines, Link, Mention, Paragraph, Strong, Text
from pipeline.model.text import Edit, edit, plain

# The title that GitBook gives to a link whose words are its target's.
MENTION = "mention"
_MOST_STARS = 10


def as_mention(inline: Inline) -> Inline:
    """Give a link whose words are only its target's name as a mention, which takes the words of its target."""
    if not isinstance(inline, Link) or inline.title or inline.target.lower().startswith(("http:", "https:", "mailto:")):
        return inline
    words = unquote(plain(inline.children)).strip()
    path = unquote(inline.target.partition("#")[0])
    names = ("", unquote(inline.target), path, posixpath.basename(path), posixpath.basename(path.rstrip("/")))
    return replace(inline, title=MENTION) if words in names else inline


def without_headings(reading: Reading, blocks: Blocks) -> Blocks:
    """Give a cell's blocks with its headings as bold paragraphs: a cell is no part of the page's outline."""
    if not any(isinstance(block, Heading) for block in blocks):
        return blocks
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            if block.anchor:
                reading.aside.anchors.append(Anchor(block.anchor, block.span))
            bold = block.children if _is_bold(block.children) else (Strong(block.children),)
            found.append(Paragraph(bold, block.span))
        else:
            found.append(block)
    return tuple(found)


def _is_bold(inlines: Inlines) -> bool:
    return len(inlines) == 1 and isinstance(inlines[0], Strong)


def typed(blocks: Blocks, column: dict[str, str]) -> Blocks:
    """Give a cell's blocks as its column's type shows them (GitBook's `data-type`)."""
    kind = column.get("data-type", "")
    if not kind or len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return blocks
    paragraph = blocks[0]
    children = paragraph.children
    text = children[0] if len(children) == 1 else None
    if kind == "checkbox" and isinstance(text, Text) and text.text.strip() in ("true", "false"):
        sign = "☑" if text.text.strip() == "true" else "☐"
        return (replace(paragraph, children=(edit(text, [Edit(0, len(text.text), sign)]),)),)
    if kind == "rating" and isinstance(text, Text) and text.text.strip().isdigit():
        return (replace(paragraph, children=(_stars(text, column.get("data-max", "5")),)),)
    if kind == "content-ref":
        return (replace(paragraph, children=tuple(as_mention(inline) for inline in children)),)
    if kind == "users":
        named = (_as_person(inline) for inline in children)
        return (replace(paragraph, children=tuple(named)),)
    return blocks


def _stars(text: Text, most: str) -> Text:
    """Give a mark as GitBook shows it, in stars; as it is written where there would be too many."""
    given, whole = int(text.text.strip()[:3]), int(most) if most.isascii() and most.isdigit() else 5
    if given > whole or whole > _MOST_STARS:
        return text
    return edit(text, [Edit(0, len(text.text), "★" * given + "☆" * (whole - given))])


def _as_person(inline: Inline) -> Inline:
    return (
        Mention(plain(inline.children).strip().removeprefix("@"), inline.target, inline.span)
        if isinstance(inline, Link)
        else inline
    )
