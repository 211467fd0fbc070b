"""What there is to search: a run of inlines where it stands, or an unfinished place that has no words."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from pipeline.markers.shape import Home
from pipeline.model import Block, Inlines, Text, Unshown
from pipeline.source import Span

Path: TypeAlias = tuple[tuple[int, Inlines], ...]


class Passage(NamedTuple):
    """A run of inlines where it stands.

    Attributes:
        run: the inlines.
        home: what the run is.
        path: the headings above, each with its level, from the page's title down.
        following: the block that follows, for a marker that fills its own.
        beside: the words that introduce the run where no block follows: a list's lead, a row's head.
        alone: whether the run is all that its page says.
        inside: for words that are not drawn as a run of text, such as those that stand for a picture, what they stand
            in: a marker among them is not highlighted.
    """

    run: Inlines
    home: Home
    path: Path
    following: Block | None = None
    beside: Inlines = ()
    alone: bool = False
    inside: Span | None = None


class Gap(NamedTuple):
    """An unfinished place without words: empty rows, a missing picture, an empty section or page, a dead pointer.

    `text` is what to call it where the sources have a name for it, else ""; `rows` how many rows are empty. The passage
    before one that `has_words` is its own: a heading, what stands for a picture. Where that is marked, the gap is told.
    """

    kind: str
    span: Span
    text: str
    subject: str
    path: Path
    rows: int = 1
    has_words: bool = False


Find: TypeAlias = Passage | Gap


def of_field(words: str, span: Span, path: Path, beside: Inlines = ()) -> Passage:
    """Give the words of a field of what stands at `span`: those for a picture, the title of a piece of code."""
    return Passage((Text(words, span),), "caption", path, None, beside, inside=span)


def of_unshown(words: Unshown, home: Home, path: Path, beside: Inlines = ()) -> Passage:
    """Give words that no output shows as text."""
    return Passage((Text(words.text, words.span, words.widths),), home, path, None, beside, inside=words.span)
