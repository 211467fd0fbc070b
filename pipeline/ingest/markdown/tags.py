"""HTML tags, in lines and in blocks: reading one tag, and what each element becomes among the inlines."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.markdown.context import Anchor, Reading
from pipeline.ingest.markdown.elements import BLOCKS, INLINE, SILENT
from pipeline.ingest.markdown.elements import VOID as VOID
from pipeline.ingest.markdown.expressions import evaluated
from pipeline.ingest.markdown.harmless import ASKED, tell_refused
from pipeline.ingest.markdown.shortcodes import emoji_coded, emoji_named
from pipeline.ingest.markdown.targets import decoded, is_user, may_lead
from pipeline.model import (
    Button,
    Code,
    Emphasis,
    Foreign,
    Highlight,
    Icon,
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
    Text,
    UnreadInline,
)
from pipeline.model.text import plain
from pipeline.source import Span


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


_BARE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)\s*(/?)>")


def read_tag(reading: Reading, text: str, span: Span) -> Tag | None:
    """Read one tag, what it must not do reported.

    None for a comment, a declaration or a processing instruction, which no reader sees.
    """
    bare = _BARE.fullmatch(text)
    if bare is not None:
        name = bare.group(2).lower()
        if name in ASKED and not bare.group(1):
            tell_refused(reading, name, {}, text, span)
        return Tag(name, {}, bool(bare.group(1)), text, span)
    if text.startswith(("<!", "<?")):
        return None
    reader = _OneTag()
    reader.feed(text)
    reader.close()
    if reader.found is None:
        return Tag("", {}, False, text, span)
    name, attributes, closing = reader.found
    if not closing:
        tell_refused(reading, name, attributes, text, span)
    return Tag(name, attributes, closing, text, span)


def is_known(name: str) -> bool:
    """Tell whether HTML has an element of that name that a reader may meet."""
    return name in INLINE or name in BLOCKS or name in VOID


def is_placeholder(tag: Tag) -> bool:
    """Tell whether what looks like a tag is words in angle brackets (`<votre nom>`): no element, nothing of a tag."""
    return not is_known(tag.name) and not tag.closing and not tag.text.endswith("/>") and "=" not in tag.text


def link(reading: Reading, target: str, title: str, children: Inlines, span: Span) -> Inlines:
    """Make a link, or a GitBook user's mention; a dangerous target is taken away and its words stay."""
    if not may_lead(reading, target, span):
        return children
    if title == "mention" and is_user(target):
        return (Mention(plain(children).strip().removeprefix("@"), target, span),)
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


def note_id(reading: Reading, tag: Tag) -> str:
    """Keep the id that a tag gives to its place, if any (`name` is the older way for `<a>`)."""
    name = tag.attributes.get("id", "") or (tag.attributes.get("name", "") if tag.name == "a" else "")
    if name:
        reading.aside.anchors.append(Anchor(name, tag.span))
    return name


def element(reading: Reading, tag: Tag, children: Inlines, whole: Span) -> Inlines:
    """Give what an element that stood in a line becomes; its id, if it has one, is kept aside."""
    if tag.attributes:
        own, children = note_id(reading, tag), _in_language(tag, children)
    else:
        own = ""
    match tag.name:
        case "a":
            return _anchor(reading, tag, children, own, whole)
        case "code" if "expression" in tag.attributes.get("class", "").split():
            return _variable(reading, children, whole)
        case "code" | "samp" | "tt":
            return (Code(plain(children), whole),) if children else ()
        case "mark" | "font" | "span" if tag.attributes:
            return _colored(tag, children, whole)
        case "i" if "fa-" in tag.attributes.get("class", ""):
            return _icon(tag, children, whole)
        case "abbr" | "acronym":
            return _abbreviation(tag, children, whole)
        case "picture":
            dark = reading.picture(tag.attributes["dark"], tag.span) if tag.attributes.get("dark") else ""
            return tuple(replace(child, dark=dark) if isinstance(child, Image) else child for child in children)
        case _:
            return _styled(tag.name, children) if children else ()


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def _in_language(tag: Tag, children: Inlines) -> Inlines:
    """Keep the language that an author gave to words (`lang`, BCP 47); what is no language is left out."""
    language = tag.attributes.get("lang", "").strip()
    return (Foreign(language, children),) if children and _LANGUAGE.fullmatch(language) else children


def _styled(name: str, children: Inlines) -> Inlines:
    match name:
        case "b" | "strong":
            return (Strong(children),)
        case "i" | "em" | "cite" | "dfn" | "var":
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


def _anchor(reading: Reading, tag: Tag, children: Inlines, own: str, whole: Span) -> Inlines:
    """Read an `<a>`: a link, a button, or only an id; a heading's link to itself is no link."""
    target = tag.attributes.get("href", "")
    is_button = "button" in tag.attributes.get("class", "").split()
    if not children or (own and target == f"#{own}"):
        return children
    title = "mention" if tag.attributes.get("data-mention") else ""
    linked = link(reading, target, title, children, whole) if target else children
    if is_button and linked != children:
        is_primary = "primary" in tag.attributes["class"].split()
        return (Button(linked, whole, is_primary, tag.attributes.get("data-icon", "").removeprefix("fa-")),)
    return linked


def _variable(reading: Reading, children: Inlines, whole: Span) -> Inlines:
    """Put what an expression says in its place; one with a variable that is not known stays as it is named (S211)."""
    name = plain(children).strip()
    value, missing = evaluated(name, reading.variables)
    if value is None:
        reading.tell(DiagnosticCode.S211, whole, name=missing)
        return (Code(name, whole),) if name else ()
    return (one_text(value, whole),) if value else ()


def one_text(words: str, whole: Span) -> Text:
    """Give words that stand for everything at `whole`, a stretch of one line."""
    columns = whole.end_column - whole.column if whole.line == whole.end_line else len(words)
    first = max(0, columns - len(words) + 1)
    widths = [(0, first), *((index, int(index < columns - first + 1)) for index in range(1, len(words)))]
    return Text(words, whole, tuple((at, width) for at, width in widths if width != 1))


def _colored(tag: Tag, children: Inlines, whole: Span) -> Inlines:
    """Read what carries a colour, and GitBook's emoji, which are spans."""
    attributes = tag.attributes
    if attributes.get("data-tag") == "emoji":
        emoji = emoji_coded(attributes.get("data-code", ""))
        return (one_text(emoji, whole),) if emoji else children
    color, background = colors(attributes.get("style", ""))
    if tag.name == "font" and _COLOR.fullmatch(attributes.get("color", "")):
        color = attributes["color"].lower()
    if not children or (tag.name != "mark" and not color and not background):
        return children
    return (Highlight(children, whole, color, background),)


_FAMILIES = frozenset(
    f"fa-{name}"
    for name in ("solid", "regular", "light", "thin", "brands", "duotone", "sharp", "fw", "lg", "xs", "sm", "xl", "2x")
)


def _icon(tag: Tag, children: Inlines, whole: Span) -> Inlines:
    """Read GitBook's icon, `<i class="fa-star">:star:</i>`: what it holds is its name again."""
    names = [name for name in tag.attributes["class"].split() if name.startswith("fa-") and name not in _FAMILIES]
    if not names:
        return _styled("i", children) if children else ()
    name = names[-1].removeprefix("fa-")
    again = plain(children).strip()
    kept = () if again in ("", f":{name}:", emoji_named(name)) else children
    return (Icon(name, whole), *kept)


def _abbreviation(tag: Tag, children: Inlines, whole: Span) -> Inlines:
    """Read an abbreviation: what it stands for follows it in brackets, for paper shows no tooltips."""
    title = tag.attributes.get("title", "").strip()
    if not title or not children or title.casefold() == plain(children).strip().casefold():
        return children
    end = Span(whole.file, whole.end_line, whole.end_column, whole.end_line, whole.end_column)
    words = f" ({title})"
    return (*children, Text(words, end, tuple((at, 0) for at in range(len(words)))))


def single(reading: Reading, tag: Tag) -> Inlines:
    """Give what a tag that holds nothing becomes; one that is not understood is reported."""
    if tag.attributes:
        note_id(reading, tag)
    match tag.name:
        case "br" | "hr":
            return (LineBreak(),)
        case "img":
            return (image(reading, tag),)
        case "input" if tag.attributes.get("type") == "checkbox":
            return (one_text("☑" if "checked" in tag.attributes else "☐", tag.span),)
        case "input" if tag.attributes.get("value"):
            return (one_text(tag.attributes["value"], tag.span),)
        case name if name in SILENT or name == "input":
            return ()
        case _:
            pass
    if is_placeholder(tag):
        reading.tell(DiagnosticCode.S160, tag.span, tag=tag.text)
        return (UnreadInline(tag.text, tag.span),)
    reading.tell(DiagnosticCode.S210, tag.span, tag=tag.text)
    return ()


_LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)\s*(px|%)?\s*")
_STYLE_WIDTH = re.compile(r"(?:^|;)\s*width\s*:([^;]+)")


def width(tag: Tag) -> str:
    """Give the width that a tag asks for: in CSS pixels ("300"), as a share ("50%"), or "" for none."""
    style = _STYLE_WIDTH.search(tag.attributes.get("style", ""))
    for written in (tag.attributes.get("width", ""), style.group(1) if style else ""):
        match = _LENGTH.fullmatch(written)
        if match is not None and float(match.group(1)) > 0:
            return match.group(1) + ("%" if match.group(2) == "%" else "")
    return ""


def image(reading: Reading, tag: Tag) -> Image:
    """Read an `<img>`."""
    attributes = tag.attributes
    source = attributes.get("src", "")
    return Image(
        source,
        reading.picture(source, tag.span),
        attributes.get("alt", ""),
        tag.span,
        attributes.get("title", ""),
        width=width(tag),
        is_full_size=attributes.get("data-size") == "original",
    )


def is_line_sized(tag: Tag) -> bool:
    """Tell whether a picture is to be as tall as its line (GitBook's `data-size="line"`)."""
    return tag.attributes.get("data-size") == "line"
