"""SUMMARY.md, in all its shapes (field guide: GitBook, rule 6).

Headings are parts, but for the list's own title; lists are pages, nested lists the pages below. Read are bullets and
numbers, entries without a link (groups), links out of the book, paragraphs that hold only links (mdBook's way), and
separators, which say nothing. A quoted title is the navigation's label; without one the line's words are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.ingest.decoding import decode
from pipeline.ingest.folder import TEXTS
from pipeline.ingest.gitbook_settings import page_file
from pipeline.ingest.lines import script
from pipeline.ingest.listing import Entry, Listing, PartEntry, is_outside
from pipeline.ingest.markdown import Reading, Vouch, read_markdown
from pipeline.model import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Heading,
    Inline,
    Inlines,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Text,
    ThematicBreak,
    UnreadBlock,
    Unshown,
)
from pipeline.model.text import plain
from pipeline.model.walk import rebuild, walk
from pipeline.source import Span

# What lists are called that have no title of their own, in the languages of GitBook's exports.
_LIST_NAMES = frozenset(
    (
        *("table of contents", "contents", "content", "toc", "summary", "index", "menu", "navigation"),
        *("sommaire", "table des matières", "tables des matières", "contenu", "plan", "sommaire du guide"),
        *("inhaltsverzeichnis", "inhalt", "índice", "indice", "tabla de contenidos", "sumário", "sommario"),
    )
)


class Summary(NamedTuple):
    """What a list says: its parts, and the book's title where it names one, with its words and their places."""

    parts: tuple[PartEntry, ...]
    title: str
    words: tuple[Unshown, ...] = ()


def read_summary(listing: Listing, file: str, vouch: Vouch) -> Summary:
    """Read SUMMARY.md; words that enter no book are told (S138), `vouch` keeps what its author says of markers."""
    decoded = decode(file, listing.source.read(file), listing.report, listing.mending)
    if decoded is None:
        return Summary((), "")
    reading = Reading(script(file, decoded), listing.report, _no_picture, _nothing, vouch=vouch)
    reader = _Reader(listing, file, [])
    parts: list[PartEntry] = [PartEntry((), ())]
    title = ""
    words: tuple[Unshown, ...] = ()
    for block in read_markdown(reading).blocks:
        if isinstance(block, Heading):
            if block.level == 1 and len(parts) == 1 and not parts[0].entries and not title:
                title, words = plain(block.children).strip(), tuple(_unshown(block))
                continue
            is_separator = not any(character.isalnum() for character in plain(block.children))
            parts.append(PartEntry(() if is_separator else block.children, tuple(reader.of_heading(block))))
            continue
        entries = tuple(reader.entries(block))
        old = parts[-1]
        parts[-1] = old._replace(entries=(*old.entries, *entries), links=(*old.links, *reader.taken_links()))
    for part in parts:
        if part.title and not (part.entries or part.links):
            listing.tell_words(part.title)
    is_own = re.sub(r"[^\w ]", "", title).strip().casefold() not in _LIST_NAMES
    return Summary(tuple(part for part in parts if part.entries or part.links), title if is_own else "", words)


def _unshown(heading: Heading) -> Iterator[Unshown]:
    """Give the words of a heading with their places."""
    for node in walk(heading):
        if isinstance(node, Text):
            yield Unshown(node.text, node.span, node.widths)


class _Reader(NamedTuple):
    """Reads the blocks of a list; `links` gathers the links to what is no page."""

    listing: Listing
    file: str
    links: list[Link]

    def taken_links(self) -> tuple[Link, ...]:
        """Give the links gathered, and gather anew."""
        taken = tuple(self.links)
        self.links.clear()
        return taken

    def entries(self, block: Block) -> Iterator[Entry]:
        match block:
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from self.item(item)
            case ThematicBreak():
                return
            case Paragraph() if _holds_only_links(block.children):
                yield from self.line(block, ())
            case CodeBlock() | UnreadBlock():
                self.listing.tell_words((Text(block.text, block.span),))
            case _:
                self.listing.tell_words(tuple(node for node in walk(block) if isinstance(node, Text)))

    def of_heading(self, heading: Heading) -> Iterator[Entry]:
        """Give the pages that a part's own title leads to: the first of the part."""
        for link in (node for node in walk(heading) if isinstance(node, Link)):
            if not is_outside(link.target):
                yield from self.other(link)

    def item(self, item: ListItem) -> Iterator[Entry]:
        """Read an item: its first paragraph is its line, its lists the pages below.

        An empty item of `-` below a line makes a heading of it (CommonMark 4.3): that is its line too.
        """
        own = next((block for block in item.blocks if isinstance(block, Paragraph | Heading)), None)
        rest = tuple(block for block in item.blocks if block is not own)
        if own is None:
            for block in rest:
                yield from self.entries(block)
        else:
            yield from self.line(Paragraph(own.children, own.span), rest)

    def line(self, line: Paragraph, below: Blocks) -> Iterator[Entry]:
        """Read one line and what stands below it; a line without a page of its own is a group of those below."""
        links = [node for node in walk(line) if isinstance(node, Link)]
        file = self.first(links[0]) if links else ""
        others = [entry for link in links[1:] for entry in self.other(link)]
        pages = tuple(entry for block in below for entry in self.entries(block))
        is_whole = bool(file) and len(links) == 1 and not links[0].title
        if file:
            yield Entry(file, _unlinked(line.children) if is_whole else _words(links[0]), None, pages)
        elif file == "" and (pages or not links) and plain(line.children).strip():
            is_whole = True
            yield Entry("", _unlinked(line.children), None, pages, line.span)
        else:
            yield from pages
        if not is_whole:
            self.tell_beside(line.children)
        yield from others

    def tell_beside(self, words: Inlines) -> None:
        """Tell the words of a line that stand beside its links, where no label takes them."""
        beside = tuple(
            node for node in walk(Paragraph(_without_links(words), Span("", 1, 1, 1, 1))) if isinstance(node, Text)
        )
        if any(character.isalnum() for character in plain(beside)):
            self.listing.tell_words(beside)

    def first(self, link: Link) -> str | None:
        """Give the file of a line's link; "" where there is none, None where the link leads elsewhere."""
        if is_outside(link.target) or self.is_file(link.target):
            self.links.append(_named(link))
            return None
        return self.listing.page(self.file, link.target, link.span)

    def other(self, link: Link) -> Iterator[Entry]:
        """Read a further link of a line as an entry beside it."""
        file = self.first(link)
        if file:
            yield Entry(file, _words(link))

    def is_file(self, target: str) -> bool:
        """Tell whether a target is a file of the source folder that is no page."""
        hit = page_file(self.listing.files, self.file, target.partition("#")[0])
        return bool(hit) and not hit.lower().endswith(TEXTS)


def _no_picture(_written: str, _place: Span) -> str:
    """A list shows no pictures."""
    return ""


def _nothing(_written: str, _place: Span) -> Blocks:
    """A list includes nothing."""
    return ()


def _holds_only_links(inlines: Inlines) -> bool:
    rest = "".join(plain((inline,)) for inline in inlines if not isinstance(inline, Link))
    return not rest.strip() and any(isinstance(inline, Link) for inline in inlines)


def _named(link: Link) -> Link:
    """Give a link with the words that the navigation shows."""
    return Link(link.target, _words(link) or (Text(link.target, _start(link.span)),), link.span)


def _start(place: Span) -> Span:
    return Span(place.file, place.line, place.column, place.line, place.column)


def _words(link: Link) -> Inlines:
    """Give the quoted title of a link where there is one, else its words."""
    return (Text(link.title, link.span),) if link.title else link.children


def _unlinked(inlines: Inlines) -> Inlines:
    """Give a line with the words of its links in their place: also those beside the link (an emoji) are its label."""
    return _in_place_of_links(inlines, lambda link: link.children)


def _without_links(inlines: Inlines) -> Inlines:
    return _in_place_of_links(inlines, lambda _link: ())


def _in_place_of_links(inlines: Inlines, words_of: Callable[[Link], Inlines]) -> Inlines:
    def run(old: Inlines) -> Inlines:
        if not any(isinstance(inline, Link) for inline in old):
            return old
        words: list[Inline] = []
        for inline in old:
            words.extend(words_of(inline) if isinstance(inline, Link) else (inline,))
        return tuple(words)

    return run(rebuild(Paragraph(inlines, Span("", 1, 1, 1, 1)), on_inlines=run).children)
