"""The blank ends of a run of inlines: white space and marks that nobody sees."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from pipeline.model import (
    Abbreviation,
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
from pipeline.model.text import part

# The title that GitBook gives to a link whose words are its target's.
MENTION = "mention"
# Besides white space: U+200B and U+FEFF are export debris, U+00AD shows nothing at an end.
_UNSEEN = "\u200b\ufeff\u00ad"


Around = TypeVar(
    "Around",
    Emphasis | Strong | Strikeout | Superscript | Subscript | Keyboard | Highlight | Foreign,
    Button | CrossReference,
    Link,
)


def is_blank(inlines: Inlines) -> bool:
    """Tell whether a run shows nothing to a reader and points to nothing."""
    return all(_shows_nothing(inline) for inline in inlines)


def _shows_nothing(inline: Inline) -> bool:
    match inline:
        case Text() | Code():
            return all(_is_unseen(character) for character in inline.text)
        case SoftBreak() | LineBreak():
            return True
        case Emphasis() | Strong() | Strikeout() | Superscript() | Subscript() | Keyboard() | Highlight() | Foreign():
            return is_blank(inline.children)
        case Abbreviation() | Term():
            return is_blank(inline.children)
        case CrossReference() | Button():
            return is_blank(inline.children)
        case Link():
            return is_blank(inline.children) and inline.title != MENTION
        case Marked() | Image() | Math() | Icon() | Mention() | FootnoteReference() | UnreadInline():
            return False


def trim(inlines: Inlines) -> Inlines:
    """Give a run without the white space and line breaks at its two ends, also where emphasis holds them."""
    return _trimmed(_trimmed(inlines, place=0), place=-1)


def _trimmed(inlines: Inlines, place: int) -> Inlines:
    """Trim the end of a run that `place` names: 0 the first inline, -1 the last."""
    kept = list(inlines)
    while kept:
        old = kept[place]
        new = _trimmed_inline(old, place)
        if new is not None:
            kept[place] = new
            break
        del kept[place]
    same = len(kept) == len(inlines) and all(a is b for a, b in zip(kept, inlines, strict=True))
    return inlines if same else tuple(kept)


def _trimmed_inline(inline: Inline, place: int) -> Inline | None:
    """Give an inline trimmed at one end, or None where nothing of it is left."""
    match inline:
        case Text():
            return _trimmed_text(inline, place)
        case SoftBreak() | LineBreak():
            return None
        case Emphasis() | Strong() | Strikeout() | Superscript() | Subscript() | Keyboard() | Highlight() | Foreign():
            return _trimmed_around(inline, place)
        case CrossReference() | Button():
            return _trimmed_around(inline, place)
        case Link():
            # The words of a mention may still be to come.
            return _trimmed_around(inline, place) or (replace(inline, children=()) if inline.title == MENTION else None)
        case Code() | Marked() | Image() | Math() | Icon() | Mention() | FootnoteReference() | UnreadInline():
            return inline
        case Abbreviation() | Term():  # made after every trimming
            return inline


def _trimmed_around(inline: Around, place: int) -> Around | None:
    children = _trimmed(inline.children, place)
    if children is inline.children:
        return inline if children else None  # a link without words is a heading's own sign
    return replace(inline, children=children) if children else None


def _trimmed_text(text: Text, place: int) -> Text | None:
    start, end = 0, len(text.text)
    if place == 0:
        while start < end and _is_unseen(text.text[start]):
            start += 1
    else:
        while start < end and _is_unseen(text.text[end - 1]):
            end -= 1
    if start == end:
        return None
    return text if (start, end) == (0, len(text.text)) else part(text, start, end)


def _is_unseen(character: str) -> bool:
    return character.isspace() or character in _UNSEEN
