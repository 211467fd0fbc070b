"""HTML tags, in lines and in blocks: reading one tag, and what each element becomes among the inlines."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.targets import decoded, is_dangerous, is_user
from pipeline.model import (
    Code,
    Emphasis,
    Highlight,
    Image,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Mention,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    UnreadInline,
)
from pipeline.model.text import plain
from pipeline.source import Span

# Elements in a line that come in pairs; the transparent ones only show their content.
_TRANSPARENT = frozenset(("span", "u", "small", "font", "picture", "p", "div", "center", "ins", "label", "summary"))
PAIRED = (
    frozenset(
        (
            "a",
            "b",
            "strong",
            "i",
            "em",
            "s",
            "del",
            "strike",
            "sup",
            "sub",
            "kbd",
            "mark",
            "code",
            "cite",
            "abbr",
        )
    )
    | _TRANSPARENT
)
_SILENT = frozenset(("wbr", "source"))


class Tag(NamedTuple):
    """One HTML tag as written (`text`), read."""

    name: str
    attributes: dict[str, str]
    closing: bool
    text: str
    span: Span


class _OneTag(HTMLParser):
    """The standard library's HTML tokeniser, asked for a single tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: tuple[str, dict[str, str], bool] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = (tag, {name: value or "" for name, value in attrs}, False)

    def handle_endtag(self, tag: str) -> None:
        self.found = (tag, {}, True)


def read_tag(text: str, span: Span) -> Tag | None:
    """Read one tag; None for a comment, a declaration or a processing instruction, which no reader sees."""
    if text.startswith(("<!", "<?")):
        return None
    reader = _OneTag()
    reader.feed(text)
    reader.close()
    if reader.found is None:
        return Tag("", {}, False, text, span)
    name, attributes, closing = reader.found
    return Tag(name, attributes, closing, text, span)


def link(reading: Reading, target: str, title: str, children: Inlines, span: Span) -> Inlines:
    """Make a link, or a GitBook user's mention; a dangerous target is taken away and its words stay."""
    if is_dangerous(target):
        reading.tell(DiagnosticCode.S150, span, target=target)
        return children
    if title == "mention" and is_user(target):
        return (Mention(plain(children), target, span),)
    return (Link(decoded(target), children, span, title),)


_DECLARATION = re.compile(r"\s*([\w-]+)\s*:\s*([^;]+)")
_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]+|rgba?\([\d\s.,%]+\)")


def colors(style: str) -> tuple[str, str]:
    """Give the text colour and the background of a `style` attribute, "" where it has none or it is no colour."""
    found = {"color": "", "background": ""}
    for name, value in _DECLARATION.findall(style):
        key = "background" if name.lower().startswith("background") else name.lower()
        if key in found and _COLOR.fullmatch(value.strip()):
            found[key] = value.strip().lower()
    return found["color"], found["background"]


def element(reading: Reading, tag: Tag, children: Inlines, ids: list[str]) -> Inlines:
    """Give what an element that stood in a line becomes; ids of empty anchors go to `ids`."""
    name = tag.name
    if name in ("a", "span") and tag.attributes.get("id") and not children:
        ids.append(tag.attributes["id"])
        return ()
    if name == "a":
        target = tag.attributes.get("href", "")
        title = tag.attributes.get("data-mention", "") and "mention"
        return link(reading, target, title, children, tag.span) if target and children else children
    if name == "code":
        return (Code(plain(children), tag.span),) if children else ()
    if name == "mark":
        color, background = colors(tag.attributes.get("style", ""))
        return (Highlight(children, tag.span, color, background),) if children else ()
    return _styled(name, children) if children else ()


def _styled(name: str, children: Inlines) -> Inlines:
    match name:
        case "b" | "strong":
            return (Strong(children),)
        case "i" | "em" | "cite":
            return (Emphasis(children),)
        case "s" | "del" | "strike":
            return (Strikeout(children),)
        case "sup":
            return (Superscript(children),)
        case "sub":
            return (Subscript(children),)
        case "kbd":
            return (Keyboard(children),)
        case _:
            return children


def single(reading: Reading, tag: Tag) -> Inlines:
    """Give what a tag that holds nothing becomes; one that is not understood stays as its text and is reported."""
    if tag.name == "br":
        return (LineBreak(),)
    if tag.name == "img":
        return (image(reading, tag),)
    if tag.name in _SILENT:
        return ()
    reading.tell(DiagnosticCode.S160, tag.span, tag=tag.text)
    return (UnreadInline(tag.text, tag.span),)


def image(reading: Reading, tag: Tag) -> Image:
    """Read an `<img>`."""
    source = tag.attributes.get("src", "")
    asset = reading.picture(source, tag.span)
    return Image(source, asset, tag.attributes.get("alt", ""), tag.span, tag.attributes.get("title", ""))
