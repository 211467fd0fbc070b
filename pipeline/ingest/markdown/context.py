"""What the readers of one page share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from pipeline.diagnostics import Code, Report, found
from pipeline.ingest.lines import Script
from pipeline.model import Blocks, Footnote, Paragraph, Suppression, Text
from pipeline.model.repair import Mending, no_mending
from pipeline.source import Span

FindPicture = Callable[[str, Span], str]
Include = Callable[[str, Span], Blocks]
Foreign = Callable[[str, Span], Blocks]
Vouch = Callable[[Suppression], None]


class Shelf(NamedTuple):
    """The other files of the source folder, seen from the page.

    Attributes:
        find: gives the path of a file as written on the page, "" when there is none, None when it is outside.
        size: gives a file's size in bytes.
        read: gives a file's bytes.
    """

    find: Callable[[str], str | None]
    size: Callable[[str], int]
    read: Callable[[str], bytes]


def put_in(words: str, place: Span) -> Text:
    """Give words that do not stand in the page: a text that takes no column, at the start of `place`."""
    start = Span(place.file, place.line, place.column, place.line, place.column)
    return Text(words, start, tuple((index, 0) for index in range(len(words))))


def _as_paragraphs(words: str, place: Span) -> Blocks:
    """Give words from elsewhere as one paragraph."""
    return (Paragraph((put_in(" ".join(words.split()), place),), place),) if words.strip() else ()


def _unheard(_suppression: Suppression) -> None:
    """Keep nothing: a text that is no page of its own vouches for nothing."""


_EMPTY = Shelf(lambda _written: "", lambda _file: 0, lambda _file: b"")


_END_TAG = re.compile(r"</([A-Za-z][\w.:-]*)")


class Anchor(NamedTuple):
    """An id that the author gave to a place, for links to find."""

    name: str
    span: Span


@dataclass
class Aside:
    """What is met in the lines of a page and belongs elsewhere: ids to link to, notes written where they are called.

    `has_calls` tells that a footnote is called.
    """

    anchors: list[Anchor] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    has_calls: bool = False
    closers: frozenset[str] | None = None

    def closes(self, page: Script, name: str) -> bool:
        """Tell whether a tag somewhere on the page closes an element of that name."""
        if self.closers is None:
            self.closers = frozenset(match.lower() for match in _END_TAG.findall(page.text))
        return name in self.closers


class Reading(NamedTuple):
    """One page being read.

    Attributes:
        page: its lines and their places.
        report: where findings go.
        picture: gives the path in the source folder of a picture as written, or "" when it can't be used; it reports.
        include: gives the blocks of a piece to include, by its path as written; it reports.
        mending: which repairs are wanted, and where each is told.
        variables: what the space's and the page's own variables say, by name ("space.vars.name", "page.vars.name").
        shelf: the other files of the source folder.
        foreign: gives the blocks of Markdown that stands in another file, all of them placed where a span begins.
        aside: what is met in the lines and belongs elsewhere; `read_markdown` gives each page its own.
        vouch: keeps what an author says of markers, by a comment.
    """

    page: Script
    report: Report
    picture: FindPicture
    include: Include
    mending: Mending = no_mending()
    variables: Mapping[str, str] = MappingProxyType({})
    shelf: Shelf = _EMPTY
    foreign: Foreign = _as_paragraphs
    aside: Aside = Aside()
    vouch: Vouch = _unheard

    def tell(self, code: Code, where: Span, **values: object) -> None:
        """Report a finding on this page."""
        self.report(found(code, where, **values))
