"""What the report of a review says, whatever its form: each remark in words for readers, by chapter, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from pipeline.emit.dates import iso_date, long_date
from pipeline.emit.forge import edit_link
from pipeline.emit.order import Order
from pipeline.emit.outline import outline
from pipeline.emit.sentence import one_line
from pipeline.emit.todo.report import Count, counted
from pipeline.messages import Say
from pipeline.model.text import plain
from pipeline.model.walk import each_page
from pipeline.review.changing import Changes, Fate, numbered
from pipeline.review.original import offsets, original
from pipeline.review.remark import Answer, Remark, Review
from pipeline.review.report import words

# How much of its paragraph stands on either side of what a remark speaks of, in characters.
_AROUND = 160
# How many letters before an addition are looked for, and those that printing changes, one for one.
_TAILS = (40, 20, 10, 5)
_PRINTED = str.maketrans("’\u00a0\u202f", "'  ")


class Said(NamedTuple):
    """An answer to a comment, as readers see it; `day` is the day of `when`, where there is one."""

    author: str
    when: str
    day: date | None
    text: str


class Item(NamedTuple):
    """One remark as readers see it.

    Attributes:
        number: its number in this review.
        remark: the remark.
        sort: what it is, in words.
        author: who wrote it, in words where nobody is named.
        when: the day it was written, in words, or "".
        day: that day, where the file says it.
        before: what stands before the words it speaks of, in their paragraph.
        after: what stands behind them.
        beside: the paragraph, where those words are not found in it.
        where: the headings below the chapter's title.
        link: where its line can be edited on the forge, or "".
        fate: what becomes of its change.
        notes: what else is to be known of it, in words: how sure its place is, whether its change can be made.
        answers: the thread below it.
    """

    number: int
    remark: Remark
    sort: str
    author: str
    when: str
    day: date | None
    before: str
    after: str
    beside: str
    where: tuple[str, ...]
    link: str
    fate: Fate
    notes: tuple[str, ...]
    answers: tuple[Said, ...]

    @property
    def context(self) -> str:
        """Give where words changed: their paragraph, in which “[…]” stands for them."""
        return f"{self.before}[…]{self.after}" if self.before or self.after else self.beside


class Chapter(NamedTuple):
    """The remarks of one chapter; `number` as in the book ("3.2"), "" where it has none."""

    number: str
    title: str
    items: tuple[Item, ...]

    @property
    def heading(self) -> str:
        """Give number and title."""
        return f"{self.number} {self.title}".strip()


class Account(NamedTuple):
    """The whole report.

    `chapters` hold what is to be looked at, `lost` what has no place, `resolved` what was dealt with already;
    `fates` counts what becomes of the changes.
    """

    title: str
    language: str
    files: tuple[str, ...]
    built: date
    chapters: tuple[Chapter, ...]
    lost: tuple[Item, ...]
    resolved: tuple[Item, ...]
    total: int
    certainties: Counter[str]
    sorts: Counter[str]
    fates: Counter[str]
    authors: tuple[Count, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Give every remark, in the order of their numbers."""
        items = (item for chapter in self.chapters for item in chapter.items)
        return tuple(sorted((*items, *self.lost, *self.resolved), key=lambda item: item.number))

    @property
    def ready(self) -> int:
        """Give how many remarks ask for a change that can be made as it stands."""
        return self.fates["ready"] + self.fates["twin"]


class _Page(NamedTuple):
    file: str
    number: str
    title: str


def account(review: Review, changes: Changes, order: Order, noted: Container[int] = ()) -> Account:
    """Gather what the report says.

    Args:
        review: the remarks.
        changes: what becomes of them.
        order: the draft of today's sources.
        noted: the numbers of those that the sources hold as markers.
    """
    pages = _pages(order)
    items = tuple(
        _item(number, remark, changes.fates[number], order, pages, noted) for number, remark in numbered(review)
    )
    open_items = [item for item in items if not item.remark.is_resolved]
    return Account(
        title=review.title or order.handbook.identity.title,
        language=order.handbook.identity.language,
        files=review.files,
        built=order.built,
        chapters=tuple(_chapters([item for item in open_items if _is_placed(item)], pages)),
        lost=tuple(item for item in open_items if not _is_placed(item)),
        resolved=tuple(item for item in items if item.remark.is_resolved),
        total=len(items),
        certainties=Counter(item.remark.certainty for item in items),
        sorts=Counter(item.remark.sort for item in items),
        fates=Counter(item.fate for item in items),
        authors=counted((item.author for item in items), lambda author: author),
    )


def _is_placed(item: Item) -> bool:
    return item.remark.certainty != "nowhere" and item.remark.span is not None


def _item(
    number: int, remark: Remark, fate: Fate, order: Order, pages: Mapping[str, _Page], noted: Container[int]
) -> Item:
    say, language, span = order.say, order.handbook.identity.language, remark.span
    remark = words.without_objects(remark, say)
    before, after, beside = _around(remark, order)
    return Item(
        number=number,
        remark=remark,
        sort=words.sort_word(remark, say),
        author=one_line(remark.author) or say("Somebody without a name"),
        when=_when(remark.when, language),
        day=iso_date(remark.when),
        before=before,
        after=after,
        beside=beside,
        where=_below(remark, pages),
        link=edit_link(order.edit_url, span.file, span.line) if span is not None else "",
        fate=fate,
        notes=tuple(words.notes(remark, fate, say, is_noted=number in noted)),
        answers=tuple(_answer(one, order) for one in remark.answers),
    )


def _answer(answer: Answer, order: Order) -> Said:
    author = one_line(answer.author) or order.say("Somebody without a name")
    return Said(author, _when(answer.when, order.handbook.identity.language), iso_date(answer.when), answer.text)


def _when(written: str, language: str) -> str:
    """Give the day that a file names, in words; what is no date as it is written."""
    day = iso_date(written)
    return long_date(day, language) if day is not None else one_line(written)


def _around(remark: Remark, order: Order) -> tuple[str, str, str]:
    """Give what stands before and behind a remark's words in their paragraph, else the paragraph itself."""
    context, old = one_line(remark.context), one_line(remark.old)
    at = context.find(old) if old else _behind(context, _written_before(remark, order))
    if at < 0:
        return "", "", _shortened(context) if context != old else ""
    return _end_of(context[:at]), _start_of(context[at + len(old) :]), ""


def _written_before(remark: Remark, order: Order) -> str:
    """Give what its line of the sources holds before words that are put in, "" where that is not known."""
    place = remark.edit.span if remark.edit is not None and remark.certainty == "exact" else None
    if place is None:
        return ""
    try:
        file = original(order.source(place.file))
    except OSError:
        return ""
    found = offsets(file, place) if file is not None else None
    return file.text[file.starts[place.line - 1] : found[0]] if file is not None and found is not None else ""


def _behind(context: str, written: str) -> int:
    """Give where in a paragraph, as printed, stands the end of what is written before a place: -1 unless it is sure.

    The last letters that are the same in both settle it, where they stand there once.
    """
    printed = context.translate(_PRINTED)
    for length in _TAILS:
        tail = one_line(written).translate(_PRINTED)[-length:]
        if tail.strip() and printed.count(tail) == 1:
            return printed.index(tail) + len(tail)
    return -1


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * _AROUND else _start_of(text[: 2 * _AROUND + 1], 2 * _AROUND)


def _start_of(text: str, most: int = _AROUND) -> str:
    return text if len(text) <= most else text[:most].rsplit(None, 1)[0] + "…"


def _end_of(text: str) -> str:
    return text if len(text) <= _AROUND else "…" + text[-_AROUND:].split(None, 1)[-1]


def _below(remark: Remark, pages: Mapping[str, _Page]) -> tuple[str, ...]:
    """Give the headings below the title of the page that a remark stands in."""
    titles = tuple(map(one_line, remark.headings))
    page = pages.get(remark.span.file) if remark.span is not None else None
    if page is not None and page.title in titles:
        return titles[titles.index(page.title) + 1 :]
    return titles[1:]


def _chapters(items: Iterable[Item], pages: Mapping[str, _Page]) -> Iterable[Chapter]:
    def of(item: Item) -> _Page:
        span = item.remark.span
        file = span.file if span is not None else ""
        title = one_line(item.remark.headings[0]) if item.remark.headings else ""
        known = pages.get(file)
        return known if known is not None else _Page(file, "", title or file)

    for page, run in groupby(items, key=of):
        yield Chapter(page.number, page.title, tuple(run))


def _pages(order: Order) -> dict[str, _Page]:
    """Give each file's page: its number and title in the book."""
    numbers = {entry.id: entry.number for entry in outline(order.handbook)}
    pages = (page for part in order.handbook.parts for page in each_page(part.chapters))
    titled = ((page, one_line(plain(page.title))) for page in pages if page.file)
    return {page.file: _Page(page.file, numbers.get(page.id, ""), title) for page, title in titled}


def headline(account: Account, say: Say) -> str:
    """Say how many remarks there are, and of how many people."""
    if not account.total:
        return say("No remark")
    people = len(account.authors)
    if account.total == 1:
        return say("One remark")
    if people == 1:
        return say("{count} remarks by one person", count=account.total)
    return say("{count} remarks by {people} people", count=account.total, people=people)
