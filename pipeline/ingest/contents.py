"""The table of contents: which files make the book, in which parts and order.

handbook.yml decides; else SUMMARY.md, where `.gitbook.yaml` says it is; else the files in natural order.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.config import CONFIG_FILE, Chapter, Config, YamlProblem, read_yaml
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import folder
from pipeline.ingest.decoding import decode
from pipeline.ingest.folder import Folder, Index
from pipeline.ingest.lines import script
from pipeline.ingest.markdown import Reading, read_markdown
from pipeline.model import (
    Blocks,
    BulletList,
    Heading,
    Inline,
    Inlines,
    Link,
    ListItem,
    OrderedList,
    PageKind,
    Paragraph,
    Text,
)
from pipeline.model.repair import Mending
from pipeline.model.text import plain
from pipeline.model.walk import walk
from pipeline.source import Span, whole_file


class Entry(NamedTuple):
    """A page of the contents and the pages below it."""

    file: str
    label: Inlines = ()
    kind: PageKind | None = None
    pages: tuple[Entry, ...] = ()


class PartEntry(NamedTuple):
    """A part of the contents; without a title it is the whole book, or the pages before the first part."""

    title: Inlines
    entries: tuple[Entry, ...]


def contents(source: Folder, files: Index, config: Config, report: Report, mending: Mending) -> tuple[PartEntry, ...]:
    """Give the book's contents. Missing files, files listed twice and files not listed are reported."""
    reader = _Listing(source, files, report, set(), mending)
    settings = _gitbook_settings(source)
    if config.parts or config.chapters:
        parts = reader.configured(config)
        listing = CONFIG_FILE
    elif (summary := files.folded.get(folder.fold(settings.summary))) is not None:
        parts = reader.summary(summary)
        listing = summary
    else:
        entries = tuple(Entry(file) for file in source.texts() if _is_page(file, settings))
        return (PartEntry((), entries),)
    for file in source.texts():
        if file not in reader.listed and _is_page(file, settings):
            report(found(Code.S132, whole_file(file), file=file, list=listing))
    return parts


class _GitBook(NamedTuple):
    """What `.gitbook.yaml` says: the folder of the pages and the path of the list."""

    root: str
    summary: str


def _gitbook_settings(source: Folder) -> _GitBook:
    name = ".gitbook.yaml"
    root, summary = "", "SUMMARY.md"
    if name in source.files:
        value = read_yaml(source.read(name).decode("utf-8", "replace"))
        if value is not None and not isinstance(value, YamlProblem):
            written = value.get("root")
            structure = value.get("structure")
            listed = structure.get("summary") if structure is not None else None
            root = written.text().strip("./") if written is not None else root
            summary = listed.text().removeprefix("./") if listed is not None else summary
    return _GitBook(root, f"{root}/{summary}" if root else summary)


def _is_page(file: str, settings: _GitBook) -> bool:
    """Tell a page from the list itself and from GitBook's pieces to include."""
    hidden = any(step.startswith(".") for step in file.split("/")[:-1])
    inside = not settings.root or file.startswith(settings.root + "/")
    return inside and not hidden and folder.fold(file) != folder.fold(settings.summary)


class _Listing(NamedTuple):
    """A list being read: `listed` gathers the files that it names."""

    source: Folder
    files: Index
    report: Report
    listed: set[str]
    mending: Mending

    def entry(self, base: str, target: str, place: Span) -> str | None:
        """Give the file that a line of the list names, once; None with a report when it can't be a page."""
        file = folder.resolve(self.files, base, target.split("#")[0])
        if not file:
            guess = _nearest(target, self.source)
            self.report(found(Code.S130, place, file=target, guess=guess))
            return None
        if file in self.listed:
            self.report(found(Code.S131, place, file=file))
            return None
        self.listed.add(file)
        return file

    def configured(self, config: Config) -> tuple[PartEntry, ...]:
        """Read the order that handbook.yml gives."""
        loose = PartEntry((), tuple(self._chapters(config.chapters)))
        named = [
            PartEntry((Text(part.title, self._line(part.title)),), tuple(self._chapters(part.chapters)))
            for part in config.parts
        ]
        return tuple(part for part in (loose, *named) if part.entries or part.title)

    def _line(self, words: str) -> Span:
        """Find the line of handbook.yml that says these words."""
        text = self.source.read(CONFIG_FILE).decode("utf-8-sig", "replace")
        for number, line in enumerate(text.splitlines(), start=1):
            at = line.find(words)
            if at >= 0:
                return Span(CONFIG_FILE, number, at + 1, number, at + 1 + len(words))
        return whole_file(CONFIG_FILE)

    def _chapters(self, chapters: tuple[str | Chapter, ...]) -> Iterator[Entry]:
        for written in chapters:
            chapter = Chapter(written) if isinstance(written, str) else written
            place = self._line(chapter.file)
            file = self.entry("", chapter.file, place)
            pages = tuple(self._chapters(chapter.pages))
            if file is not None:
                label: Inlines = (Text(chapter.label, self._line(chapter.label)),) if chapter.label else ()
                yield Entry(file, label, chapter.kind, pages)
            else:
                yield from pages

    def summary(self, file: str) -> tuple[PartEntry, ...]:
        """Read SUMMARY.md: `## ` headings are parts, lists are pages, nested lists the pages below."""
        decoded = decode(file, self.source.read(file), self.report, self.mending)
        if decoded is None:
            return ()
        reading = Reading(script(file, decoded), self.report, _no_picture, _nothing)
        parts: list[PartEntry] = [PartEntry((), ())]
        for block in read_markdown(reading).blocks:
            if isinstance(block, Heading) and block.level > 1:
                separator = not any(character.isalnum() for character in plain(block.children))
                parts.append(PartEntry(() if separator else block.children, ()))
            elif isinstance(block, BulletList | OrderedList):
                entries = (*parts[-1].entries, *self._items(file, block.items))
                parts[-1] = parts[-1]._replace(entries=entries)
        return tuple(part for part in parts if part.entries)

    def _items(self, base: str, items: tuple[ListItem, ...]) -> Iterator[Entry]:
        for item in items:
            below = tuple(
                entry
                for block in item.blocks
                if isinstance(block, BulletList | OrderedList)
                for entry in self._items(base, block.items)
            )
            link = _link(item.blocks)
            if link is None or link.target.startswith(("http:", "https:", "mailto:")):
                yield from below
                continue
            file = self.entry(base, link.target, link.span)
            if file is None:
                yield from below
            else:
                yield Entry(file, _label(link), None, below)


def _no_picture(_written: str, _place: Span) -> str:
    """A list shows no pictures."""
    return ""


def _nothing(_written: str, _place: Span) -> Blocks:
    """A list includes nothing."""
    return ()


def _link(blocks: Blocks) -> Link | None:
    """Give the first link of an item's own line."""
    for block in blocks:
        if isinstance(block, Paragraph):
            return next((node for node in walk(block) if isinstance(node, Link)), None)
    return None


def _label(link: Link) -> Inlines:
    """Give the navigation label: the quoted title where there is one, else the link's words."""
    if link.title:
        words: Inline = Text(link.title, link.span)
        return (words,)
    return link.children


def _nearest(target: str, source: Folder) -> str:
    guesses = difflib.get_close_matches(target, source.texts(), n=1, cutoff=0.6)
    return guesses[0] if guesses else ""


def same_words(label: Inlines, title: Inlines) -> bool:
    """Tell whether a label only repeats the title."""
    return plain(label).strip().casefold() == plain(title).strip().casefold()
