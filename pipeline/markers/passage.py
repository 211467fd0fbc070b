"""What a page is read as: a run of inlines with what stands round it, or a place that has no words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from pipeline.markers.shape import Home
from pipeline.markers.wrap import holder_of
from pipeline.model import Block, Figure, Image, Inlines, Page, Text, Unshown
from pipeline.model.text import plain
from pipeline.source import Span, join

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


class Where(NamedTuple):
    """Where reading stands: headings above, the block after the one that is read, words that lead in.

    `page` is set for the blocks of a page itself, where alone its sections are.
    """

    path: Path
    following: Block | None = None
    beside: Inlines = ()
    home: Home = "text"
    alone: bool = False
    page: Page | None = None
    adorned: bool = False


def below(path: Path, level: int, title: Inlines) -> Path:
    """Give the headings above what stands below a heading."""
    return (*(entry for entry in path if entry[0] < level), (level, title))


def is_remote(source: str) -> bool:
    """Tell an address from the path of a file."""
    return "://" in source or source.startswith(("data:", "//"))


def of_field(words: str, span: Span, path: Path, beside: Inlines = ()) -> Passage:
    """Give the words of a field of what stands at `span`: those for a picture, the title of a piece of code."""
    return Passage((Text(words, span),), "caption", path, None, beside, inside=span)


def of_unshown(words: Unshown, home: Home, path: Path, beside: Inlines = ()) -> Passage:
    """Give words that no output shows as text."""
    return Passage((Text(words.text, words.span, words.widths),), home, path, None, beside, inside=words.span)


def each_picture(node: Image | Figure, caption: Inlines, path: Path) -> Iterator[Find]:
    """Give the words that stand for a picture, and a gap for one that should be in the source folder and is not."""
    said = plain(caption) if caption else ""
    has_words = bool(node.alt) and node.alt != said
    if has_words:
        yield of_field(node.alt, node.span, path, caption)
    if not node.asset and node.source and not is_remote(node.source):
        yield Gap("missing-image", node.span, node.source, said or node.alt, path, has_words=has_words)


def _pictures(run: Inlines, path: Path) -> Iterator[Find]:
    """Give the pictures of a run, those in links and in bold with them."""
    for node in run:
        if type(node) is Text:  # nearly every node, and quickly told
            continue
        if isinstance(node, Image):
            yield from each_picture(node, (), path)
        elif (holder := holder_of(node)) is not None and any(type(child) is not Text for child in holder.children):
            yield from _pictures(holder.children, path)


def each_run(run: Inlines, where: Where, home: Home | None = None) -> Iterator[Find]:
    """Give a run, and the missing pictures in it."""
    if not run:
        return
    yield Passage(run, home or where.home, where.path, where.following, where.beside, where.alone)
    if len(run) > 1 or type(run[0]) is not Text:
        yield from _pictures(run, where.path)


def empty_rows(rows: tuple[Span, ...], path: Path) -> Iterator[Find]:
    """Give the empty rows of one table as one place, from the first to the last when they stand together."""
    if not rows:
        return
    together = rows[-1].end_line - rows[0].line < len(rows)
    yield Gap("empty-row", join(rows[0], rows[-1]) if together else rows[0], "", "", path, len(rows))
