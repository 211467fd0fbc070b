"""What the to-do report says, whatever its form: each marker in words for readers, by chapter, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from pipeline.emit.order import Order
from pipeline.emit.outline import outline
from pipeline.emit.spots import highlighted, spots
from pipeline.emit.words import level_word, marker_words
from pipeline.messages import Say
from pipeline.model import Handbook, Marker, MarkerLevel
from pipeline.model.kind import kind_title
from pipeline.model.text import plain

_UNWRITTEN = ("empty-row", "empty-page", "empty-section")
LEVELS: tuple[MarkerLevel, ...] = ("sure", "suspected", "blank")

# CommonMark 2.4 and 6.2: a marker is kept as it is written; its backslashes and stars are not for readers.


class Count(NamedTuple):
    """How many markers go by a name."""

    name: str
    number: int


class Item(NamedTuple):
    """One marker as readers see it.

    Attributes:
        marker: the marker.
        kind: its kind in words.
        level: how sure it is, in words.
        before: what the sentence says before the marker's words, where they belong to it.
        words: the marker's words.
        written: whether those words are what the author wrote to say so; "2 empty rows" is not.
        after: what the marker speaks of, or the rest of its sentence.
        where: the headings below the chapter's title.
        anchor: where it stands in `handbook.html`: the id of the marker, or of its page where it is not drawn.
    """

    marker: Marker
    kind: str
    level: str
    before: str
    words: str
    written: bool
    after: str
    where: tuple[str, ...]
    anchor: str


class Chapter(NamedTuple):
    """The markers of one page: `number` as in the book ("3.2"), "" for a page that is not in the outline."""

    id: str
    number: str
    title: str
    items: tuple[Item, ...]


class Report(NamedTuple):
    """The whole report; counts by name are in descending order, equal ones in reading order."""

    title: str
    language: str
    chapters: tuple[Chapter, ...]
    total: int
    levels: tuple[Count, ...]
    kinds: tuple[Count, ...]
    owners: tuple[Count, ...]


def counted(names: Iterable[str]) -> tuple[Count, ...]:
    """Count names, the most frequent first, equal ones in the order they were met."""
    return tuple(Count(*pair) for pair in Counter(names).most_common())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _sentence(marker: Marker) -> tuple[str, str, str]:
    """Give what is read before a marker's words, the words, and what is read after them."""
    words, subject = marker_words(marker), _one_line(marker.subject)
    if marker.kind in _UNWRITTEN:
        return "", words, "" if words == subject else f" — {subject}"
    if words and words in subject:
        before, _words, after = subject.partition(words)
        return before, words, after
    return "", words, f" {subject}" if subject else ""


def _item(marker: Marker, anchor: str, say: Say) -> Item:
    before, words, after = _sentence(marker)
    written = marker.kind not in _UNWRITTEN
    kind, level = say(kind_title(marker.kind)), level_word(marker.level, say)
    return Item(marker, kind, level, before, words, written, after, tuple(marker.section[1:]), anchor)


def _anchors(order: Order) -> dict[int, str]:
    """Give the id in `handbook.html` that each marker's number leads to."""
    drawn: frozenset[int] = frozenset()
    if order.edition == "draft":
        drawn = highlighted(order.handbook) | {marker.number for marker in spots(order.handbook).values()}
    return {
        marker.number: f"marker-{marker.number}" if marker.number in drawn else marker.page
        for marker in order.handbook.markers
    }


def _chapters(handbook: Handbook, anchors: dict[int, str], say: Say) -> Iterable[Chapter]:
    known = {entry.id: entry for entry in outline(handbook)}
    for page, run in groupby(handbook.markers, key=lambda marker: marker.page):
        markers = tuple(run)
        entry = known.get(page)
        title = plain(entry.title) if entry is not None else markers[0].section[0] if markers[0].section else page
        number = entry.number if entry is not None else ""
        items = tuple(_item(marker, anchors[marker.number], say) for marker in markers)
        yield Chapter(page, number, _one_line(title), items)


def report(order: Order) -> Report:
    """Gather what the report says about a handbook."""
    markers, say = order.handbook.markers, order.say
    levels = Counter(marker.level for marker in markers)
    return Report(
        title=order.handbook.identity.title,
        language=order.handbook.identity.language,
        chapters=tuple(_chapters(order.handbook, _anchors(order), say)),
        total=len(markers),
        levels=tuple(Count(level_word(level, say), levels[level]) for level in LEVELS),
        kinds=counted(say(kind_title(marker.kind)) for marker in markers),
        owners=counted(marker.owner or say("Nobody yet") for marker in markers),
    )


def headline(total: int, say: Say) -> str:
    """Say in one sentence how much is left."""
    if total == 0:
        return say("Nothing left to complete: this handbook is ready.")
    if total == 1:
        return say("One place still needs a hand before publication.")
    return say("{count} places still need a hand before publication.", count=total)
