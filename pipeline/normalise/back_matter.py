"""The glossary and the index of terms: the pages that end a book whose settings list a vocabulary.

They stand in the order of French dictionaries, under letters where they are long. An acronym that the text does not
use is left out; a term of the glossary is explained whether the text uses it or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.config import CONFIG_FILE
from pipeline.memory import Memory
from pipeline.messages import Say, speaker
from pipeline.messages import mark as _
from pipeline.model import (
    Block,
    Blocks,
    CrossReference,
    Definition,
    DefinitionList,
    Emphasis,
    Handbook,
    Heading,
    Headword,
    Index,
    IndexEntry,
    IndexGroup,
    Inlines,
    Page,
    Paragraph,
    Part,
    Term,
    Text,
)
from pipeline.model.naming import first_letter, sorting_key
from pipeline.model.text import plain
from pipeline.model.walk import each_page, walk
from pipeline.normalise.identifiers import identifiers, new_identifier
from pipeline.source import Span, whole_file

_LETTERED = 20  # entries: fewer are seen at a glance
_TITLES = {
    (True, True): _("Glossary and acronyms"),
    (True, False): _("Acronyms"),
    (False, True): _("Glossary"),
}


class Use(NamedTuple):
    """A place where a word is used: its id, the title of its section, and whether that title uses it."""

    anchor: str
    section: Inlines
    is_heading: bool


Uses = Mapping[str, Sequence[Use]]


def is_back_matter(handbook: Handbook) -> bool:
    """Tell whether a book has these pages already."""
    pages = (page for part in handbook.parts for page in each_page(part.chapters))
    return any(page.kind in ("glossary", "index") for page in pages)


def explanations(handbook: Handbook) -> dict[str, Blocks]:
    """Give what the glossary that a book has says of each word, by its key, but for the way to its first use."""
    pages = (page for part in handbook.parts for page in each_page(part.chapters) if page.kind == "glossary")
    items = (node for page in pages for node in walk(page) if isinstance(node, Definition))
    return {
        one.headword: item.blocks[:-1] if _is_way(item.blocks[-1:]) else item.blocks
        for item in items
        for one in item.term
        if isinstance(one, Term)
    }


def _is_way(last: Blocks) -> bool:
    return any(isinstance(one, Paragraph) and isinstance(one.children[-1], CrossReference) for one in last)


def with_back_matter(
    handbook: Handbook, uses: Uses, said: Mapping[str, Blocks] | None = None, memory: Memory | None = None
) -> Handbook:
    """Give a book that ends with its glossary and index, as far as there is something to put in them.

    `said` is what the glossary is to say of each word, where that is no longer what the vocabulary says.
    """
    say = speaker(handbook.identity.language)
    taken = identifiers(handbook, memory, "back matter")
    listed = sorted(handbook.vocabulary, key=lambda word: sorting_key(plain(word.words)))
    meanings = {word.key: _meaning(word) if said is None else said.get(word.key, ()) for word in listed}
    explained = [word for word in listed if meanings[word.key] and (word.definition or word.key in uses)]
    anchors = {word.key: new_identifier(f"glossary-{place}", taken) for place, word in enumerate(explained, start=1)}
    pages = []
    if explained:
        pages.append(_glossary(explained, anchors, meanings, uses, new_identifier("glossary", taken), say))
    entries = list(_entries(listed, anchors, uses))
    if entries:
        pages.append(_index(entries, new_identifier("index", taken), say))
    if not pages:
        return handbook
    part = Part(new_identifier("part-end", taken), (), tuple(pages))
    return replace(handbook, parts=(*handbook.parts, part))


def made(words: str, place: Span) -> Text:
    """Give words that no author wrote, at the place that caused them: they take no column of it."""
    start = Span(place.file, place.line, place.column, place.line, place.column)
    return Text(words, start, tuple((at, 0) for at in range(len(words))))


def _page(identifier: str, kind: str, title: str, blocks: Blocks) -> Page:
    place = whole_file(CONFIG_FILE)
    page = Page(identifier, "", "glossary", (made(title, place),), blocks, place)
    return page if kind == "glossary" else replace(page, kind="index")


def _glossary(
    words: Sequence[Headword],
    anchors: Mapping[str, str],
    meanings: Mapping[str, Blocks],
    uses: Uses,
    name: str,
    say: Say,
) -> Page:
    """Give the page of the glossary."""
    title = _TITLES[any(word.expansion for word in words), any(word.definition for word in words)]
    blocks: list[Block] = []
    for letter, group in _lettered(words):
        place = group[0].span
        if letter:
            blocks.append(Heading(2, (made(letter, place),), place))
        items = tuple(
            _explained(word, meanings[word.key], anchors[word.key], uses.get(word.key, ()), say) for word in group
        )
        blocks.append(DefinitionList(items, place))
    return _page(name, "glossary", say(title), tuple(blocks))


def _lettered(words: Sequence[Headword]) -> Iterator[tuple[str, list[Headword]]]:
    if len(words) < _LETTERED:
        yield "", list(words)
        return
    for letter, group in groupby(words, key=lambda word: first_letter(plain(word.words))):
        yield letter, list(group)


def _meaning(word: Headword) -> Blocks:
    """Give what the vocabulary says of a word."""
    blocks: list[Block] = []
    if word.expansion:
        expansion: Inlines = (Emphasis(word.expansion),) if word.language else word.expansion
        blocks.append(Paragraph(expansion, word.span))
    if word.definition:
        blocks.append(Paragraph(word.definition, word.span))
    return tuple(blocks)


def _explained(word: Headword, meaning: Blocks, anchor: str, uses: Sequence[Use], say: Say) -> Definition:
    """Give what a word means and where it is first used."""
    blocks = list(meaning)
    if uses:
        first = uses[0]
        link = CrossReference(first.anchor, (made(plain(first.section), word.span),), word.span)
        blocks.append(Paragraph((made(say("First used in:") + " ", word.span), link), word.span))
    return Definition((Term(word.words, word.key, anchor),), tuple(blocks), word.span)


def _entries(words: Sequence[Headword], anchors: Mapping[str, str], uses: Uses) -> Iterator[tuple[str, IndexEntry]]:
    """Give the entries of the index with the letters they stand under."""
    by_key = {word.key: word for word in words}
    for word in words:
        found = uses.get(word.key, ())
        goals = [*(use.anchor for use in found), *([anchors[word.key]] if word.key in anchors else [])]
        letter = first_letter(plain(word.words))
        if word.see:
            if word.see in uses or word.see in anchors:
                yield letter, IndexEntry(word.words, (), see=by_key[word.see].words)
        elif goals:
            heading = next((use.anchor for use in found if use.is_heading), "")
            references = tuple(CrossReference(goal, (), word.span) for goal in goals)
            yield letter, IndexEntry(word.words, references, main=anchors.get(word.key, heading))


def _index(entries: Sequence[tuple[str, IndexEntry]], name: str, say: Say) -> Page:
    """Give the page of the index."""
    place = whole_file(CONFIG_FILE)
    groups = tuple(
        IndexGroup((made(letter, place),), tuple(entry for _letter, entry in group))
        for letter, group in groupby(entries, key=lambda one: one[0])
    )
    blocks: list[Block] = []
    if any(entry.main for _letter, entry in entries):
        blocks.append(Paragraph((made(say("In bold: where the term is explained."), place),), place))
    return _page(name, "index", say("Index"), (*blocks, Index("terms", groups, place)))
