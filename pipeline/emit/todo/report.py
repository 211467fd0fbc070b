"""What the to-do report says, whatever its form: each marker in words for readers, by chapter, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

from pipeline.emit.due import priority_word
from pipeline.emit.forge import edit_link
from pipeline.emit.history import Point
from pipeline.emit.order import Order
from pipeline.emit.outline import Entry, outline
from pipeline.emit.sentence import is_written, one_line, sentence
from pipeline.emit.spots import anchor_of, highlighted, spots
from pipeline.emit.todo.when import AGES, Due, age, age_key, changed, due
from pipeline.emit.unfinished import LEVELS
from pipeline.emit.words import level_word
from pipeline.messages import Say
from pipeline.model import Marker
from pipeline.model.kind import kind_title
from pipeline.model.text import plain


class Count(NamedTuple):
    """How many markers go by a name; `key` is what stands for it in the model (a kind, an owner, a level, an age)."""

    name: str
    number: int
    key: str


class Item(NamedTuple):
    """One marker as readers see it.

    Attributes:
        marker: the marker.
        id: its stable name.
        kind: its kind in words.
        level: how sure it is, in words.
        before: what the sentence says before the marker's words, where they belong to it.
        words: the marker's words.
        written: whether those words are what the author wrote to say so; "2 empty rows" is not.
        after: what the marker speaks of, or the rest of its sentence.
        where: the headings below the chapter's title.
        anchor: where it stands in `handbook.html`: the id of the marker, or of its page where it is not drawn.
        link: where its line can be edited on the forge, or "".
        due: by when it is to be finished.
        priority: how much it presses, in words, or "".
        age: how many days ago its line was last changed, None where that is not known.
        changed: who last changed its line and how long ago, in words, or "".
    """

    marker: Marker
    id: str
    kind: str
    level: str
    before: str
    words: str
    written: bool
    after: str
    where: tuple[str, ...]
    anchor: str
    link: str
    due: Due
    priority: str
    age: int | None
    changed: str


class Chapter(NamedTuple):
    """The markers of one page: `number` as in the book ("3.2"), "" for a page that is not in the outline."""

    id: str
    number: str
    title: str
    items: tuple[Item, ...]

    @property
    def heading(self) -> str:
        """Give number and title."""
        return f"{self.number} {self.title}".strip()


class Vouched(NamedTuple):
    """A marker that its author says is none, and why."""

    item: Item
    reason: str


class Report(NamedTuple):
    """The whole report.

    Kinds and owners are in descending order, equal ones in reading order; levels and ages in their own. `ages` is empty
    where no age is known, `overdue` holds the latest first.
    """

    title: str
    language: str
    chapters: tuple[Chapter, ...]
    total: int
    levels: tuple[Count, ...]
    kinds: tuple[Count, ...]
    owners: tuple[Count, ...]
    ages: tuple[Count, ...]
    overdue: tuple[Item, ...]
    vouched: tuple[Vouched, ...]
    history: tuple[Point, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Give every marker in reading order."""
        return tuple(item for chapter in self.chapters for item in chapter.items)


def counted(keys: Iterable[str], name: Callable[[str], str]) -> tuple[Count, ...]:
    """Count keys, the most frequent first, equal ones in the order they were met."""
    return tuple(Count(name(key), number, key) for key, number in Counter(keys).most_common())


def _item(marker: Marker, anchor: str, order: Order) -> Item:
    say, built, language = order.say, order.built, order.handbook.identity.language
    before, words, after = sentence(marker)
    days = age(marker.since, built)
    return Item(
        marker=marker,
        id=anchor_of(marker),
        kind=say(kind_title(marker.kind)),
        level=level_word(marker.level, say),
        before=before,
        words=words,
        written=is_written(marker),
        after=after,
        where=tuple(map(one_line, marker.section[1:])),
        anchor=anchor,
        link=edit_link(order.edit_url, marker.span.file, marker.span.line),
        due=due(marker.due, built, language, say),
        priority=priority_word(marker, say),
        age=days,
        changed=changed(one_line(marker.author), days, say),
    )


def _anchors(order: Order) -> dict[int, str]:
    """Give the id in `handbook.html` that leads to each marker."""
    drawn: frozenset[int] = frozenset()
    if order.edition == "draft":
        drawn = highlighted(order.handbook) | {marker.number for marker in spots(order.handbook).values()}
    return {
        marker.number: anchor_of(marker) if marker.number in drawn else marker.page for marker in order.handbook.markers
    }


def _chapters(order: Order) -> Iterable[Chapter]:
    known: dict[str, Entry] = {entry.id: entry for entry in outline(order.handbook)}
    anchors = _anchors(order)
    for page, run in groupby(order.handbook.markers, key=lambda marker: marker.page):
        markers = tuple(run)
        entry = known.get(page)
        title = plain(entry.title) if entry is not None else markers[0].section[0] if markers[0].section else page
        number = entry.number if entry is not None else ""
        items = tuple(_item(marker, anchors[marker.number], order) for marker in markers)
        yield Chapter(page, number, one_line(title), items)


def _ages(items: Iterable[Item], say: Say) -> tuple[Count, ...]:
    counts = Counter(age_key(item.age) for item in items)
    if not counts.keys() - {"unknown"}:
        return ()
    return tuple(Count(say(title), counts[key], key) for key, title in AGES if counts[key])


def report(order: Order) -> Report:
    """Gather what the report says about a handbook."""
    markers, say = order.handbook.markers, order.say
    levels = Counter(marker.level for marker in markers)
    chapters = tuple(_chapters(order))
    items = [item for chapter in chapters for item in chapter.items]
    late = [item for item in items if item.due.late]
    return Report(
        title=order.handbook.identity.title,
        language=order.handbook.identity.language,
        chapters=chapters,
        total=len(markers),
        levels=tuple(Count(level_word(level, say), levels[level], level) for level in LEVELS),
        kinds=counted((marker.kind for marker in markers), lambda kind: say(kind_title(kind))),
        owners=counted((marker.owner for marker in markers), lambda owner: owner or say("Nobody yet")),
        ages=_ages(items, say),
        overdue=tuple(sorted(late, key=lambda item: -item.due.late)),
        vouched=tuple(
            Vouched(_item(one.marker, one.marker.page, order), one.reason) for one in order.handbook.suppressed
        ),
        history=order.history,
    )


def overdue_words(count: int, say: Say) -> str:
    """Say how many places are overdue."""
    return say("one overdue") if count == 1 else say("{count} overdue", count=count)


def vouched_words(count: int, say: Say) -> str:
    """Say how many places their authors say are no unfinished ones."""
    if count == 1:
        return say("One place that its author set aside")
    return say("{count} places that their authors set aside", count=count)
