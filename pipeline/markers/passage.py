"""What a page is read as: a run of inlines with what stands round it, or a place that has no words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from pipeline.markers.shape import Home
from pipeline.model import Block, Image, Inlines, Page
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
    """

    run: Inlines
    home: Home
    path: Path
    following: Block | None = None
    beside: Inlines = ()
    alone: bool = False


class Gap(NamedTuple):
    """An unfinished place without words: empty rows, a missing picture, an empty section or page, a dead pointer.

    `text` is what to call it where the sources have a name for it, else ""; `rows` how many rows are empty.
    """

    kind: str
    span: Span
    text: str
    subject: str
    path: Path
    rows: int = 1


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


def missing_picture(source: str, asset: str, words: str, span: Span, path: Path) -> Iterator[Find]:
    """Give a gap for a picture that should be in the source folder and is not."""
    if not asset and source and not is_remote(source):
        yield Gap("missing-image", span, source, words, path)


def each_run(run: Inlines, where: Where, home: Home | None = None) -> Iterator[Find]:
    """Give a run, and the missing pictures in it."""
    if not run:
        return
    yield Passage(run, home or where.home, where.path, where.following, where.beside, where.alone)
    for node in run:
        if isinstance(node, Image):
            yield from missing_picture(node.source, node.asset, node.alt, node.span, where.path)


def empty_rows(rows: tuple[Span, ...], path: Path) -> Iterator[Find]:
    """Give the empty rows of one table as one place, from the first to the last when they stand together."""
    if not rows:
        return
    together = rows[-1].end_line - rows[0].line < len(rows)
    yield Gap("empty-row", join(rows[0], rows[-1]) if together else rows[0], "", "", path, len(rows))
