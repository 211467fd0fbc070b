"""Drawing what stands inside a line."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from msgspec.structs import replace

from pipeline.emit.characters import readable
from pipeline.emit.docx.anchoring import anchored
from pipeline.emit.docx.ast import (
    Nodes,
    code,
    image,
    in_language,
    line_break,
    link,
    math,
    note,
    raw,
    span,
    words,
    wrapped,
)
from pipeline.emit.docx.language import word_language
from pipeline.emit.docx.looked_up import looked_up
from pipeline.emit.docx.names import bookmark, marker_bookmark, note_bookmark
from pipeline.emit.docx.picture import described, fitted
from pipeline.emit.docx.scene import NOTE, Scene, once
from pipeline.emit.spots import spot_of
from pipeline.model import (
    Abbreviation,
    Blocks,
    Button,
    Code,
    CrossReference,
    Emphasis,
    FootnoteReference,
    Foreign,
    Highlight,
    Icon,
    Image,
    Inline,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Marked,
    Math,
    Mention,
    SoftBreak,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
    UnreadInline,
)
from pipeline.model.text import extent, plain
from pipeline.model.walk import walk
from pipeline.source import Span

_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
_COLORS = frozenset({"red", "orange", "yellow", "green", "blue", "purple"})
TALLEST = 150 * 72 / 25.4  # points: a picture leaves room for words on its page
_INLINE_HEIGHT = 12.0  # points: a picture in a line is as tall as its letters
# Signs that need an emoji font: pictographs, with what joins and changes them (UTS 51, 1.4.9).
_EMOJI = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}"
    "|(?:[\u231a-\u23ff\u25fd\u25fe\u2614-\u27bf\u2b1b-\u2b55\U0001f000-\U0001faff]|[\u203c-\u2bff\u3030-\u3299]\ufe0f)"
    "[\ufe0f\U0001f3fb-\U0001f3ff]*"
    "(?:\u200d[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*)*"
    "|[0-9#*]\ufe0f?\u20e3)"
)


def inlines(run: Inlines, scene: Scene) -> Nodes:
    """Draw a run of inlines that stands in a paragraph; its words know where they come from (see `anchoring`)."""
    return anchored(unanchored(run, scene), plain(run), extent(run), scene)


def unanchored(run: Inlines, scene: Scene) -> Nodes:
    """Draw a run inside another one, or one that repeats what stands elsewhere."""
    return [node for one in _without_icons(run) for node in inline(one, scene)]


def _without_icons(run: Inlines) -> Inlines:
    """Give a run without its icons, and without the space that parted one from the words after it."""
    kept: list[Inline] = []
    after_icon = False
    for one in run:
        if isinstance(one, Icon):
            after_icon = after_icon or not kept or (isinstance(kept[-1], Text) and kept[-1].text[-1:].isspace())
            continue
        if after_icon and isinstance(one, Text):
            one = replace(one, text=one.text.lstrip(" \u00a0"))
        after_icon = False
        kept.append(one)
    return tuple(kept)


def bare(run: Inlines, scene: Scene) -> Nodes:
    """Draw a run as words only, for places that repeat it: no bookmark, link, note or marker."""
    return unanchored(run, scene._replace(bare=True))


def inline(node: Inline, scene: Scene) -> Nodes:
    """Draw one inline."""
    match node:
        case Text():
            return with_emoji(node.text)
        case SoftBreak():
            return words(" ")
        case LineBreak():
            return words(" ") if scene.bare else [line_break()]
        case Emphasis():
            return [wrapped("Emph", unanchored(node.children, scene))]
        case Strong():
            return [wrapped("Strong", unanchored(node.children, scene))]
        case Strikeout():
            return [wrapped("Strikeout", unanchored(node.children, scene))]
        case Superscript():
            return [wrapped("Superscript", unanchored(node.children, scene))]
        case Subscript():
            return [wrapped("Subscript", unanchored(node.children, scene))]
        case Keyboard():
            return [span(unanchored(node.children, scene), "Keyboard")]
        case Highlight():
            return _highlight(node, scene)
        case Foreign():
            return [in_language(unanchored(node.children, scene), word_language(node.language))]
        case Code():
            return [code(node.text)]
        case Link():
            return _link(node, scene)
        case CrossReference():
            return _reference(node, scene)
        case Image():
            return _image(node, scene)
        case Math():
            return _math(node, scene)
        case Icon():
            return []
        case Button():
            return _button(node, scene)
        case Mention():
            return [span(words(f"@{node.name}"), "Mention")]
        case FootnoteReference():
            return _call(node, scene)
        case Marked():
            return _marked(node, scene)
        case Abbreviation():
            return [*unanchored(node.children, scene), *words("" if scene.bare else node.added)]
        case Term():
            place = "" if scene.bare or scene.in_note else once(scene, bookmark(node.anchor))
            drawn = unanchored(node.children, scene)
            return [span(drawn, identifier=place)] if place else drawn
        case UnreadInline():
            return [span(words(node.text), "Unread")]


def with_emoji(text: str) -> Nodes:
    """Give a text with each emoji in the style whose font has it."""
    pieces: Nodes = []
    done = 0
    for match in _EMOJI.finditer(text):
        pieces += [*words(text[done : match.start()]), span(words(match[0]), "Emoji")]
        done = match.end()
    return [*pieces, *words(text[done:])]


def _math(node: Math, scene: Scene) -> Nodes:
    """Draw a formula as an equation; where words are repeated, and where pandoc has none, as it is written."""
    if scene.bare or node.text in scene.dead_formulas:
        return [code(node.text)]
    return [math(node.text)]


def _button(node: Button, scene: Scene) -> Nodes:
    """Draw a link that stands out: framed, or on a ground of the primary colour where it is the main one."""
    drawn = unanchored(node.children, scene)
    style = "Button Primary" if node.is_primary else "Button"
    for one in drawn:
        if one["t"] == "Link":
            one["c"][1] = [span([*words("\u00a0"), *one["c"][1], *words("\u00a0")], style)]
    if scene.bare or any(one["t"] == "Link" for one in drawn):
        return drawn
    return [span(drawn, style)]


def _highlight(node: Highlight, scene: Scene) -> Nodes:
    drawn = unanchored(node.children, scene)
    if scene.in_marker:
        # One style a word: that of the marker says more.
        return drawn
    background, ink = _color(node.background), _color(node.color)
    if node.background or not node.color:
        return [span(drawn, f"Highlight {background}".strip())]
    return [span(drawn, f"Ink {ink}")] if ink else drawn


def _color(value: str) -> str:
    """Give the author's colour as its style is called, "" for one that the tokens do not know."""
    name = re.sub(r"[^a-z]", "", value.lower().split(";")[0])
    return name.capitalize() if name in _COLORS else ""


def _link(node: Link, scene: Scene) -> Nodes:
    """Draw a link out of the book; anything but a safe, absolute address keeps its words and no more."""
    drawn = unanchored(node.children, scene)
    if scene.bare or not safe(node.target):
        return drawn
    return [link(drawn or words(node.target), node.target)]


def safe(target: str) -> bool:
    """Tell whether an address is absolute and of a scheme that runs no program."""
    try:
        return urlsplit(target.strip()).scheme.lower() in _SCHEMES
    except ValueError:
        return False


def _reference(node: CrossReference, scene: Scene) -> Nodes:
    drawn = unanchored(node.children, scene)
    if scene.bare or node.target not in scene.ids or not drawn:
        return drawn
    name = bookmark(node.target)
    # Words of the author's own stay; a title follows when it is changed in Word.
    is_title = not scene.in_marker and plain(node.children).strip() == scene.titles.get(node.target)
    return [link(looked_up(drawn, name) if is_title else drawn, f"#{name}")]


def _image(node: Image, scene: Scene) -> Nodes:
    if scene.bare:
        return words(node.alt)
    picture = scene.picture(node.asset) if node.asset else None
    if picture is None:
        parts = (scene.say("Missing picture"), node.alt, node.source)
        return [span(words(" · ".join(part for part in parts if part)), "Missing Picture")]
    tallest = TALLEST if node.is_full_size or node.width else _INLINE_HEIGHT
    width, height = fitted(picture, scene.width, tallest, node.width)
    return [image(picture.name, described(node.alt, scene.say), width, height, node.title)]


def _call(node: FootnoteReference, scene: Scene) -> Nodes:
    """Call a footnote; a second call repeats the number of the first, by a field."""
    if scene.bare or scene.in_note or node.label not in scene.notes:
        return []
    name = note_bookmark(scene.page, node.label)
    called = scene.progress.called
    if name in called:
        return [raw(note_field(name, called[name]))]
    scene.progress.notes += 1
    called[name] = scene.progress.notes
    written = scene.notes[node.label].blocks
    inside = scene.draw(written, scene._replace(in_note=True, frame=NOTE, depth=0))
    drawn = span([note(inside)], identifier=once(scene, name))
    # Word has no comments inside notes: a marker in one is commented at its call.
    for number in _markers_in(written):
        marker = scene.markers.get(number)
        if marker is not None and (place := once(scene, marker_bookmark(marker))):
            drawn = span([drawn], identifier=place)
    return [drawn]


def _markers_in(blocks: Blocks) -> list[int]:
    return [node.number for block in blocks for node in walk(block) if isinstance(node, Marked)]


def note_field(name: str, number: int) -> str:
    """Give the field that repeats a footnote's number (ISO/IEC 29500-1, 17.16.5.38)."""
    return field(f"NOTEREF {name} \\f \\h", str(number), "FootnoteReference")


def field(instruction: str, shown: str, style: str = "") -> str:
    """Give a field as runs of WordprocessingML, with the words it shows until it is brought up to date."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r>{look}<w:t xml:space="preserve">{escape(readable(shown))}</w:t></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _marked(node: Marked, scene: Scene) -> Nodes:
    marker = scene.markers.get(node.number)
    if scene.bare or marker is None:
        return unanchored(node.children, scene)
    drawn = span(unanchored(node.children, scene._replace(in_marker=True)), "Marker")
    place = "" if scene.in_note else once(scene, marker_bookmark(marker))
    return [span([drawn], identifier=place) if place else drawn]


def spot_marked(inner: Nodes, span_: Span, scene: Scene) -> Nodes:
    """Mark words that stand at an unfinished place which has none of its own: a missing picture, empty rows."""
    marker = scene.spots.get(spot_of(span_))
    place = once(scene, marker_bookmark(marker)) if marker and not scene.in_note else ""
    return [span(inner, identifier=place)] if place else inner


def title_words(run: Inlines) -> str:
    """Give a title as plain words on one line."""
    return " ".join(plain(run).split())
