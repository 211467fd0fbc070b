"""Words of the vocabulary in a run: an acronym becomes an `Abbreviation`, a place that readers are led to a `Term`.

Code, keys and addresses stay; a run without such words is given back as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.model import (
    Abbreviation,
    CrossReference,
    Emphasis,
    Highlight,
    Inline,
    Inlines,
    Link,
    Marked,
    SoftBreak,
    Strong,
    Term,
    Text,
)
from pipeline.model.text import part, plain
from pipeline.normalise.back_matter import Use
from pipeline.normalise.expanding import Expanding
from pipeline.normalise.lexicon import Found, Lexicon, find

_HOLDERS = Emphasis | Strong | Highlight | Link | CrossReference | Marked


@dataclass
class State:
    """What is known while a page is gone through: the places of each word, the ids that are taken."""

    lexicon: Lexicon
    expanding: Expanding
    was_taken: Callable[[str], bool]
    taken: set[str] = field(default_factory=set)
    uses: list[tuple[str, Use | None]] = field(default_factory=list)
    section: Inlines = ()
    number: int = 0

    def use(self, key: str, use: Use | None) -> None:
        """Note a place where a word is used; None: one that nothing can lead to."""
        self.uses.append((key, use))

    def anchor(self, page: str) -> str:
        """Give a new id: those of a page depend on nothing outside it."""
        while True:
            self.number += 1
            name = f"term-{page}-{self.number}"
            if name not in self.taken and not self.was_taken(name):
                self.taken.add(name)
                return name


class Place(NamedTuple):
    """What may be done in a run: whose page it is on, whether places in it get anchors, whether it is running text.

    `heading` is the anchor of the heading or page that the run is the title of; `told` the words that have an anchor
    in the run already; `whole` what the whole run says.
    """

    page: str
    anchored: bool
    running: bool
    heading: str
    told: set[str]
    whole: Inlines


def in_run(run: Inlines, place: Place, state: State) -> Inlines:
    """Give a run with its words wrapped; the very same where it has none."""
    if len(run) == 1 and isinstance(run[0], Text):
        return _stretch(run, run[0].text, place, state) or run
    made: list[Inline] = []
    same = True
    for stretch, line in _stretches(run):
        if line is None:
            (node,) = stretch
            new = _inside(node, place, state)
            same = same and new is node
            made.append(new)
        else:
            wrapped = _stretch(stretch, line, place, state)
            same = same and wrapped is None
            made += stretch if wrapped is None else wrapped
    return run if same else tuple(made)


def _stretches(run: Inlines) -> Iterator[tuple[Inlines, str | None]]:
    """Give the stretches of a run that are texts on one line or several, with what they say; other nodes alone."""
    texts: list[Text | SoftBreak] = []
    for node in run:
        if isinstance(node, Text | SoftBreak):
            texts.append(node)
            continue
        if texts:
            yield tuple(texts), _said(texts)
            texts = []
        yield (node,), None
    if texts:
        yield tuple(texts), _said(texts)


def _said(texts: list[Text | SoftBreak]) -> str:
    return "".join(one.text if isinstance(one, Text) else " " for one in texts)


def _inside(node: Inline, place: Place, state: State) -> Inline:
    """Give a node with the words inside it wrapped: code, keys and addresses stay."""
    if not isinstance(node, _HOLDERS):
        return node
    inner = place
    if isinstance(node, Link | CrossReference):
        inner = place._replace(running=False)
        if isinstance(node, Link) and "." in plain(node.children) and " " not in plain(node.children).strip():
            return node  # an address
    children = in_run(node.children, inner, state)
    return node if children is node.children else replace(node, children=children)


def _stretch(stretch: Inlines, line: str, place: Place, state: State) -> Inlines | None:
    """Give a stretch of texts with its words wrapped, None where it has none."""
    made: list[Inline] = []
    done = 0
    for hit in find(line, state.lexicon):
        node = _wrapped(_cut(stretch, hit.start, hit.end), line, hit, place, state)
        if node is not None:
            made += (*_cut(stretch, done, hit.start), node)
            done = hit.end
    return (*made, *_cut(stretch, done, len(line))) if made else None


def _cut(stretch: Inlines, start: int, end: int) -> Inlines:
    """Give characters `start` to `end` of a stretch."""
    cut: list[Inline] = []
    at = 0
    for node in stretch:
        size = len(node.text) if isinstance(node, Text) else 1
        first, last = max(start - at, 0), min(end - at, size)
        if first < last:
            whole = (first, last) == (0, size)
            cut.append(part(node, first, last) if isinstance(node, Text) and not whole else node)
        at += size
    return tuple(cut)


def _wrapped(words: Inlines, line: str, hit: Found, place: Place, state: State) -> Inline | None:
    """Give words of the vocabulary as what they are, None where they stay as they stand.

    One that sends to another is used as the other.
    """
    word, node = hit.word, None
    if word.expansion:
        added = state.expanding.added(word, words, line, hit, place.whole, is_running=place.running)
        node = Abbreviation(words, plain(word.expansion), word.language, added)
    key = word.see or word.key
    if place.heading:
        state.use(key, Use(place.heading, state.section, is_heading=True))
    elif not place.anchored:
        state.use(key, None)
    elif key not in place.told:
        place.told.add(key)
        anchor = state.anchor(place.page)
        state.use(key, Use(anchor, state.section, is_heading=False))
        return Term((node,) if node is not None else words, key, anchor)
    return node
