"""Drawing what stands inside a line."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup

from pipeline.emit.html.emoji import with_emoji
from pipeline.emit.html.formula import formula
from pipeline.emit.html.links import link_number
from pipeline.emit.html.long_words import with_long_words
from pipeline.emit.html.marks import marked
from pipeline.emit.html.picture import picture
from pipeline.emit.html.setting import Setting, once
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.model import (
    Abbreviation,
    Button,
    Code,
    CrossReference,
    Emphasis,
    Footnote,
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
    Paragraph,
    SoftBreak,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
    UnreadInline,
)
from pipeline.model.text import plain

_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
_COLORS = frozenset({"red", "orange", "yellow", "green", "blue", "purple"})


def inlines(run: Inlines, setting: Setting) -> Markup:
    """Draw a run of inlines."""
    return joined(inline(one, setting) for one in run)


def words(run: Inlines, setting: Setting) -> Markup:
    """Draw a run as words only, for places that repeat it: no id, link, number or note."""
    return inlines(run, setting._replace(bare=True))


def inline(node: Inline, setting: Setting) -> Markup:
    """Draw one inline."""
    match node:
        case Text():
            if setting.medium == "print":
                return with_long_words(node.text, lambda text: with_emoji(text, setting.language))
            return with_emoji(node.text, setting.language)
        case SoftBreak():
            return Markup("\n")
        case LineBreak():
            return Markup(" ") if setting.bare else tag("br")
        case Emphasis():
            return tag("em", inlines(node.children, setting))
        case Strong():
            return tag("strong", inlines(node.children, setting))
        case Strikeout():
            return tag("s", inlines(node.children, setting))
        case Superscript():
            return tag("sup", inlines(node.children, setting))
        case Subscript():
            return tag("sub", inlines(node.children, setting))
        case Keyboard():
            return tag("kbd", inlines(node.children, setting))
        case Highlight():
            return _highlight(node, setting)
        case Foreign():
            return tag("span", inlines(node.children, setting), lang=node.language)
        case Code():
            return tag("code", node.text, translate="no")
        case Link():
            return _link(node, setting)
        case CrossReference():
            return _reference(node, setting)
        case Image():
            return _image(node, setting)
        case Math():
            return formula(node, setting)
        case Icon():
            return setting.icon(node.name, "text")
        case Button():
            return _button(node, setting)
        case Mention():
            return tag("span", "@", node.name, class_="mention")
        case FootnoteReference():
            return _call(node, setting)
        case Marked():
            return _marked(node, setting)
        case Abbreviation():
            return _abbreviation(node, setting)
        case Term():
            return _term(node, setting)
        case UnreadInline():
            return tag("span", node.text, class_=classes("unread", "draft" if setting.draft else ""))


def color_name(value: str) -> str:
    """Give the author's colour if it is one that the tokens know, else ""."""
    name = re.sub(r"[^a-z]", "", value.lower().split(";")[0])
    return name if name in _COLORS else ""


def _highlight(node: Highlight, setting: Setting) -> Markup:
    background, color = color_name(node.background), color_name(node.color)
    drawn = inlines(node.children, setting)
    if node.background or not node.color:
        return tag(
            "mark",
            drawn,
            class_=classes(f"back-{background}" if background else "", f"ink-{color}" if color else ""),
        )
    return tag("span", drawn, class_=f"ink-{color}") if color else drawn


def _link(node: Link, setting: Setting) -> Markup:
    """Draw a link that leaves the book; anything but a safe, absolute address keeps its words and no more."""
    drawn = inlines(node.children, setting._replace(linked=setting.linked or safe(node.target)))
    if setting.bare or not safe(node.target):
        return drawn
    label = drawn or Markup.escape(node.target)
    is_address = setting.medium == "print" and plain(node.children).strip() in ("", node.target.strip())
    kind = classes("out", "address" if is_address else "")
    drawn = tag("a", label, href=node.target, title=node.title or None, rel="noreferrer", class_=kind)
    return drawn + link_number(node.target, plain(node.children), setting)


def _button(node: Button, setting: Setting) -> Markup:
    """Draw a button: on screen its link looks like one, in print a frame shows where it leads."""
    if setting.bare:
        return inlines(node.children, setting)
    kind = classes("action", "primary" if node.is_primary else "")
    mark = setting.icon(node.icon, "on-primary" if node.is_primary else "action") if node.icon else ""
    target = next((one.target for one in node.children if isinstance(one, Link) and safe(one.target)), "")
    drawn = inlines(node.children, setting)
    said = setting.medium == "print" and target and not setting.link_list
    place = tag("span", target, class_="action-address") if said else ""
    return joined((tag("span", mark, drawn, class_=kind), " " if place else "", place))


def safe(target: str) -> bool:
    """Tell whether an address is absolute and of a scheme that runs no program."""
    try:
        return urlsplit(target.strip()).scheme.lower() in _SCHEMES
    except ValueError:
        return False


def _reference(node: CrossReference, setting: Setting) -> Markup:
    """Draw a link inside the book; one without words says its target's title. Print adds the page's number."""
    title = setting.titles.get(node.target, ()) if not node.children else ()
    # A title that itself refers to something without words gives none: no title is asked for twice.
    drawn = words(title, setting._replace(titles={})) if title else _inside(node, setting)
    if setting.bare or node.target not in setting.ids:
        return drawn
    return tag("a", drawn, href=setting.address(node.target), class_="in", data_page=page_word(setting))


def _inside(node: CrossReference, setting: Setting) -> Markup:
    return inlines(node.children, setting._replace(linked=setting.linked or node.target in setting.ids))


def page_word(setting: Setting) -> str | None:
    """Give the word before a page's number, for the style of print to put there; a screen has no pages."""
    return setting.say("p. {number}", number="") if setting.medium == "print" else None


def _image(node: Image, setting: Setting) -> Markup:
    if setting.bare:
        return Markup.escape(node.alt)
    alt = node.alt or (setting.say("picture") if setting.medium == "print" else "")
    kind = "" if node.is_full_size or node.width else "inline"
    drawn = picture(node.asset, node.dark, alt, setting, kind=kind, width=node.width, title=node.title)
    if drawn:
        return drawn
    parts = (setting.say("Missing picture"), node.alt, node.source)
    return tag("span", " · ".join(part for part in parts if part), class_="missing-inline")


def _call(node: FootnoteReference, setting: Setting) -> Markup:
    """Call a footnote; in print the note itself stands here, and the page puts it at its foot."""
    if setting.bare or node.label not in setting.notes:
        return Markup("")
    number = str(setting.numbers[node.label])
    note = f"{setting.page}--note-{number}"
    written = setting.notes[node.label]
    if setting.medium == "print" and fits_in_line(written) and once(setting, note):
        lines = (tag("span", inlines(block.children, setting), class_="note-line") for block in _lines(written))
        return tag("span", joined(lines, " "), class_="footnote", id=note, data_number=number)
    call = once(setting, f"{setting.page}--call-{number}") if setting.medium == "screen" else None
    label = setting.say("Note {number}", number=number)
    return tag("sup", tag("a", number, href=f"#{note}", id=call, aria_label=label), class_="call")


def fits_in_line(note: Footnote) -> bool:
    """Tell whether a note is paragraphs only: a line of text cannot hold other blocks."""
    return len(_lines(note)) == len(note.blocks)


def _lines(note: Footnote) -> tuple[Paragraph, ...]:
    return tuple(block for block in note.blocks if isinstance(block, Paragraph))


def _marked(node: Marked, setting: Setting) -> Markup:
    drawn = inlines(node.children, setting)
    marker = setting.markers.get(node.number)
    return drawn if setting.bare or marker is None else marked(drawn, marker, setting)


def _abbreviation(node: Abbreviation, setting: Setting) -> Markup:
    """Draw an acronym, what it stands for behind it where it is first used."""
    drawn = inlines(node.children, setting)
    if setting.bare:
        return drawn
    language = node.language or None
    drawn = tag("abbr", drawn, title=node.expansion, lang=language)
    if not node.added:
        return drawn
    before, _, after = node.added.partition(node.expansion)
    expansion = tag("span", node.expansion, lang=language) if language else Markup.escape(node.expansion)
    return joined((drawn, tag("span", before, expansion, after, class_="expansion")))


def _term(node: Term, setting: Setting) -> Markup:
    """Draw words with the anchor that the index leads to."""
    drawn = inlines(node.children, setting)
    return drawn if setting.bare else tag("span", drawn, id=once(setting, node.anchor))
