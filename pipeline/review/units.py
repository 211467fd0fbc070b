"""Today's book as units: every run of words that an output draws in one piece, with its place and what it stands in.

A unit is what an anchor of a word processor's file can lead to (see `manuscript.edition`).
"""

from __future__ import annotations

from msgspec import Struct

from pipeline.manuscript.edition import digest
from pipeline.model import CodeBlock, Footnote, Handbook, Heading, Inlines, Page, UnreadBlock
from pipeline.model.text import extent, plain
from pipeline.model.walk import each_run
from pipeline.source import Span


class Unit(Struct, frozen=True):
    """A run of words of the book.

    `number` counts units in reading order. `path` are the nodes from its page down to the one that holds it; `run` is
    empty for code and for what was not understood. `span` goes from its first word to its last, None where its words
    have no place in the sources. `headings` are the titles above it, the chapter's first.
    """

    number: int
    text: str
    digest: str
    span: Span | None
    path: tuple[Struct, ...]
    run: Inlines
    headings: tuple[str, ...]

    @property
    def holder(self) -> Struct:
        """The node whose words these are."""
        return self.path[-1]

    @property
    def page(self) -> str:
        """The file of the page that it is shown on, "" for none."""
        return self.path[0].file if isinstance(self.path[0], Page) else ""

    @property
    def file(self) -> str:
        """The file that the words stand in, "" where it is not known."""
        return self.span.file if self.span else ""


def units_of(handbook: Handbook) -> tuple[Unit, ...]:
    """Give the units of a book, in reading order."""
    found: list[Unit] = []
    for part in handbook.parts:
        if part.title:
            found.append(_unit(len(found), (part,), part.title, ()))
        for page in part.chapters:
            _read(page, (), found)
    return tuple(found)


def _read(page: Page, above: tuple[str, ...], found: list[Unit]) -> None:
    """Give the units of a page and of those below it."""
    titles = (*above, plain(page.title).strip())
    levels: list[tuple[int, str]] = []
    for path, run in each_run(page, below=Page):
        holder = path[-1]
        if isinstance(holder, Heading):
            while levels and levels[-1][0] >= holder.level:
                levels.pop()
        is_outside = holder is page or any(isinstance(node, Footnote) for node in path)
        headings = titles if is_outside else (*titles, *(title for _level, title in levels))
        if run:
            found.append(_unit(len(found), path, run, headings))
        elif isinstance(holder, CodeBlock | UnreadBlock):
            text = holder.text
            found.append(Unit(len(found), text, digest(text), holder.span, path, (), headings))
        if isinstance(holder, Heading):
            levels.append((holder.level, plain(holder.children).strip()))
    for child in page.children:
        _read(child, titles, found)


def _unit(number: int, path: tuple[Struct, ...], run: Inlines, headings: tuple[str, ...]) -> Unit:
    text = plain(run)
    return Unit(number, text, digest(text), extent(run), path, run, headings)
