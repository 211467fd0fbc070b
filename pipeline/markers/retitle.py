"""Words that repeat a title elsewhere (a link, an index, the cover) follow it when a final edition changes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from pipeline.model import (
    Block,
    Blocks,
    ContentReference,
    CrossReference,
    Handbook,
    Index,
    IndexEntry,
    Inline,
    Inlines,
)
from pipeline.model.goals import goal_words, goals
from pipeline.model.text import plain
from pipeline.model.walk import each, each_page, rebuild


class _Change(NamedTuple):
    """What a place said, and what it says now."""

    before: str
    after: Inlines


_Changes: TypeAlias = Mapping[str, _Change]


class _Changed(NamedTuple):
    """The titles that changed, and the descriptions of pages, each by the id of its place."""

    titles: _Changes
    descriptions: _Changes


def retitled(old: Handbook, new: Handbook) -> Handbook:
    """Give the new book, in which what repeats a title of the old one says that of the new."""
    changed = _Changed(_changes(_titles(old), _titles(new)), _changes(_descriptions(old), _descriptions(new)))
    if not changed.titles and not changed.descriptions:
        return new
    book = rebuild(
        new,
        lambda run: each(run, lambda node: _link(node, changed.titles)),
        lambda blocks: _blocks(blocks, changed),
    )
    titles = {change.before: change.after for change in changed.titles.values()}
    title = titles.get(_words(book.identity.title))
    return book if title is None else replace(book, identity=replace(book.identity, title=plain(title)))


def _words(text: str) -> str:
    return " ".join(text.split())


def _titles(book: Handbook) -> Iterator[tuple[str, Inlines]]:
    for part in book.parts:
        yield part.id, part.title
        for page in each_page(part.chapters):
            yield page.id, page.title
            for goal in goals(replace(page, children=())):
                yield goal.anchor, goal_words(goal)


def _descriptions(book: Handbook) -> Iterator[tuple[str, Inlines]]:
    return ((page.id, page.description) for part in book.parts for page in each_page(part.chapters))


def _changes(old: Iterator[tuple[str, Inlines]], new: Iterator[tuple[str, Inlines]]) -> _Changes:
    after = dict(new)
    pairs = ((name, _words(plain(words))) for name, words in old if name in after)
    return {name: _Change(said, after[name]) for name, said in pairs if said and said != _words(plain(after[name]))}


def _link(node: Inline, titles: _Changes) -> Inline:
    if not isinstance(node, CrossReference) or node.target not in titles:
        return node
    return replace(node, children=_after(node.children, titles[node.target]))


def _after(run: Inlines, change: _Change) -> Inlines:
    return change.after if _words(plain(run)) == change.before else run


def _blocks(blocks: Blocks, changed: _Changed) -> Blocks:
    return each(blocks, lambda block: _block(block, changed))


def _block(block: Block, changed: _Changed) -> Block:
    if isinstance(block, Index):
        groups = tuple(
            replace(group, entries=tuple(_entry(entry, changed.titles) for entry in group.entries))
            for group in block.groups
        )
        return replace(block, groups=groups)
    if isinstance(block, ContentReference):
        for node in block.link:
            if isinstance(node, CrossReference) and node.target in changed.descriptions:
                return replace(block, description=_after(block.description, changed.descriptions[node.target]))
    return block


def _entry(entry: IndexEntry, titles: _Changes) -> IndexEntry:
    for reference in entry.references:
        if reference.target in titles:
            entry = replace(entry, words=_after(entry.words, titles[reference.target]))
    return entry
