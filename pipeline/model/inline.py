"""What stands inside a line of text.

A closed union, `Inline`: whoever adds a type is shown by mypy every place that must learn it. `Text` alone knows how
its characters map to columns of the file; that is enough to place a marker exactly, escapes and repairs included.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from pipeline.source import Span


class Text(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    r"""A run of characters from one line of one file.

    `widths` names the characters that do not take exactly one column in the file, as (index, columns): an escaped
    `\[` takes 2, an entity such as `&amp;` 5, a character put in by a repair 0.
    """

    text: str
    span: Span
    widths: tuple[tuple[int, int], ...] = ()


class SoftBreak(Struct, frozen=True, gc=False, tag=True):
    """A line ending in the source that is only a space to the reader (CommonMark 6.8)."""


class LineBreak(Struct, frozen=True, gc=False, tag=True):
    """A line ending that the author wants seen (CommonMark 6.7, or `<br>`)."""


class Emphasis(Struct, frozen=True, gc=False, tag=True):
    """Stress emphasis (CommonMark 6.2)."""

    children: Inlines


class Strong(Struct, frozen=True, gc=False, tag=True):
    """Strong emphasis (CommonMark 6.2)."""

    children: Inlines


class Strikeout(Struct, frozen=True, gc=False, tag=True):
    """Text struck out (GitHub's `~~`)."""

    children: Inlines


class Superscript(Struct, frozen=True, gc=False, tag=True):
    """Raised text (`<sup>`), or a raised French ordinal."""

    children: Inlines


class Subscript(Struct, frozen=True, gc=False, tag=True):
    """Lowered text (`<sub>`)."""

    children: Inlines


class Keyboard(Struct, frozen=True, gc=False, tag=True):
    """A key or keys to press (`<kbd>`)."""

    children: Inlines


class Highlight(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """Text that the author coloured (`<mark style=…>`): `color` is the text's, `background` that behind it."""

    children: Inlines
    span: Span
    color: str = ""
    background: str = ""


class Foreign(Struct, frozen=True, gc=False, tag=True):
    """Words in another language than those around them; `language` is a BCP 47 tag. Heard and hyphenated by it."""

    language: str
    children: Inlines


class Code(Struct, frozen=True, gc=False, tag=True):
    """Code inside a line: never typeset, never searched for markers."""

    text: str
    span: Span


class Link(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A link out of the book, or one that could not be resolved; `target` is as written, decoded."""

    target: str
    children: Inlines
    span: Span
    title: str = ""


class CrossReference(Struct, frozen=True, gc=False, tag=True):
    """A link inside the book; `target` is the id of a page or of a heading."""

    target: str
    children: Inlines
    span: Span


class Image(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A picture in a line. `asset` is its path in the source folder, or "" when it is not there.

    It is as tall as its letters unless it has a `width` (as a figure's) or `is_full_size`; `dark` is the asset to show
    on a dark screen.
    """

    source: str
    asset: str
    alt: str
    span: Span
    title: str = ""
    width: str = ""
    dark: str = ""
    is_full_size: bool = False


class Math(Struct, frozen=True, gc=False, tag=True):
    """A formula in a line, in TeX."""

    text: str
    span: Span


class Icon(Struct, frozen=True, gc=False, tag=True):
    """An icon in a line, by its Font Awesome name; it says nothing to a reader who cannot see it."""

    name: str
    span: Span


class Button(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """A link that stands out as a button; `children` holds the link, `icon` is a Font Awesome name."""

    children: Inlines
    span: Span
    is_primary: bool = False
    icon: str = ""


class Mention(Struct, frozen=True, gc=False, tag=True):
    """A person mentioned in GitBook (`[name](https://app.gitbook.com/u/… "mention")`)."""

    name: str
    target: str
    span: Span


class FootnoteReference(Struct, frozen=True, gc=False, tag=True):
    """The call of a footnote; `label` is found in its page's `footnotes`."""

    label: str
    span: Span


class Marked(Struct, frozen=True, gc=False, tag=True):
    """Words that are an editorial marker; `number` is found in the handbook's `markers`."""

    number: int
    children: Inlines


class Abbreviation(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """An acronym of handbook.yml as it stands in the text, and what it stands for.

    `language` is that of the expansion, "" for the book's own. `added` is what outputs put behind the first use that
    nobody has written out: the expansion in brackets, or behind a comma where the acronym alone stands in brackets.
    """

    children: Inlines
    expansion: str
    language: str = ""
    added: str = ""


class Term(Struct, frozen=True, gc=False, tag=True):
    """Words of the vocabulary at a place that the index or the glossary leads to: `anchor` is its id in the book.

    `headword` is what the vocabulary lists them under (`Headword.key`).
    """

    children: Inlines
    headword: str
    anchor: str


class UnreadInline(Struct, frozen=True, gc=False, tag=True):
    """Something in a line that was not understood: kept as its text, and reported."""

    text: str
    span: Span


Inline: TypeAlias = (
    Text
    | SoftBreak
    | LineBreak
    | Emphasis
    | Strong
    | Strikeout
    | Superscript
    | Subscript
    | Keyboard
    | Highlight
    | Foreign
    | Code
    | Link
    | CrossReference
    | Image
    | Math
    | Icon
    | Button
    | Mention
    | FootnoteReference
    | Marked
    | Abbreviation
    | Term
    | UnreadInline
)

Inlines: TypeAlias = tuple[Inline, ...]

CalloutKind: TypeAlias = Literal["info", "success", "warning", "danger", "pending"]
"""`pending` is no author's: it stands in a final edition where a text or a picture is still to come."""
