"""The stage: find every unfinished place of a book, number them in reading order, wrap the words they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from pipeline.markers.dead import KIND, DeadLinks, by_file
from pipeline.markers.identity import Identity, bare_titles, fingerprint
from pipeline.markers.kinds import KINDS
from pipeline.markers.search import Found, Search, in_title, on_cover, on_page, openers
from pipeline.markers.shape import Kind, rule_book
from pipeline.markers.vouched import Vouch, voucher
from pipeline.markers.wrap import Wrapping, unwrap, wrap
from pipeline.markers.written import Read, lines_in, nothing_to_read, text_or_none
from pipeline.memory import Memory, recall
from pipeline.messages import speaker
from pipeline.model import Handbook, Inlines, Marker, Page, Part, SuppressedMarker
from pipeline.model.walk import each, each_page, rebuild
from pipeline.source import Span

_Wrappings: TypeAlias = Mapping[int, list[Wrapping]]


class _Numbering:
    """The markers met so far, in reading order, numbered from 1.

    The same words met twice (a field shown in two places) keep one number. One that its author vouches for has no
    number, but keeps its rank among equals: so the others keep theirs.
    """

    def __init__(self, vouch: Vouch) -> None:
        self._vouch = vouch
        self._known: dict[tuple[str, Span], Found] = {}
        self._ranks: dict[Identity, int] = {}
        self._number = 0

    def take(self, found: Iterable[Found]) -> tuple[Found, ...]:
        """Give the next markers with their numbers; those that are vouched for have a reason in place of one."""
        return tuple(map(self._one, found))

    def known(self) -> Iterator[Found]:
        """Give every marker once."""
        return iter(self._known.values())

    def _one(self, one: Found) -> Found:
        key = (one.marker.kind, one.marker.span)
        if key not in self._known:
            rank = self._ranks[one.same] = self._ranks.get(one.same, 0) + 1
            reason = self._vouch(one.marker)
            self._number += not reason
            name = fingerprint(one.same, rank)
            marker = msgspec.structs.replace(one.marker, number=0 if reason else self._number, fingerprint=name)
            self._known[key] = one._replace(marker=marker, reason=reason)
        known = self._known[key]
        return one._replace(marker=known.marker, reason=known.reason)


def _wrappings(found: Iterable[Found]) -> _Wrappings:
    """Give what to wrap in each run, by the run's identity in memory."""
    wrappings: dict[int, list[Wrapping]] = {}
    for one in found:
        if one.words is not None and not one.reason:
            run, start, end = one.words
            known = wrappings.setdefault(id(run), [])
            # A run that stands in two places is met twice; its markers come in order each time.
            if not known or start >= known[-1].end:
                known.append(Wrapping(start, end, one.marker.number))
    return wrappings


def _unwrapped(handbook: Handbook) -> Handbook:
    """Take off the wrappings of an earlier run."""
    if not handbook.markers:
        return handbook

    def bare(run: Inlines) -> Inlines:
        new = unwrap(run)
        return run if new == run else new

    return msgspec.structs.replace(rebuild(handbook, bare), markers=())


class _Asked(NamedTuple):
    """What a search on a page may ask: the text of a file, the dead links of a file, whether it opens a folder."""

    text: Callable[[str], str | None]
    dead: DeadLinks
    opens: Callable[[str], bool]


class _Searched(NamedTuple):
    """A page, without those below it, and its markers, not numbered: their runs are this very page's."""

    page: Page
    found: tuple[Found, ...]


def _searched(page: Page, search: Search, settings: object, asked: _Asked, memory: Memory | None) -> _Searched:
    """Search a page, or remember what was found on it; `settings` are what the search was made of, besides the book."""
    alone = msgspec.structs.replace(page, children=()) if page.children else page
    if memory is None:
        return _Searched(alone, tuple(on_page(page, search)))

    def work(world: _Asked) -> _Searched:
        dead = world.dead if search.dead is not None else None
        lines, bare = lines_in(world.text), bare_titles(search.book)
        own = search._replace(lines=lines, bare=bare, opens=world.opens, dead=dead)
        return _Searched(alone, tuple(on_page(page, own)))

    given = (alone, bool(page.children), settings)
    return memory.recall(("markers", page.id), given, asked, work)


def _no_dead(_file: str) -> None:
    return None


def _wrapped(searched: _Searched, numbered: Sequence[Found], memory: Memory | None) -> Page:
    """Give a page with its markers wrapped; one without markers stays the same object."""
    page = searched.page
    if all(one.reason for one in numbered):
        return page
    given = (page, tuple((one.marker.number, one.words, one.reason) for one in numbered))

    def work(_world: tuple[()]) -> Page:
        wrappings = _wrappings(numbered)
        return rebuild(page, lambda run: wrap(run, wrappings.get(id(run), ())))

    return recall(memory, ("wrapped", page.id), given, (), work)


def _search(book: Handbook, kinds: tuple[Kind, ...], text: Callable[[str], str | None]) -> Search:
    rules = rule_book(kinds)
    levels = {kind.name: kind.level for kind in kinds}
    dead = by_file(book.dead_links) if KIND in levels else {}
    opening = openers(page for part in book.parts for page in each_page(part.chapters))
    say = speaker(book.identity.language)
    opens = opening.__contains__
    return Search(lines_in(text), rules, levels, bare_titles(rules), say, opens, dead.get if dead else None)


def recognise(
    handbook: Handbook, read: Read = nothing_to_read, kinds: tuple[Kind, ...] = KINDS, memory: Memory | None = None
) -> Handbook:
    """Find the markers of a handbook: wrap their words in `Marked` and list them in `handbook.markers`.

    Recognising twice is the same as once.

    Args:
        handbook: the normalised model.
        read: gives a file's text as it stands on disk, decoded, by its path in the source folder; it may raise
            OSError, LookupError or UnicodeError, and a marker's text is then the reader's.
        kinds: the kinds to look for.
        memory: what is known of a former run; None: nothing is.
    """
    book = _unwrapped(handbook)
    text = text_or_none(read)
    search = _search(book, kinds, text)
    settings = (kinds, book.identity.language, search.dead is not None)
    asked = _Asked(text, search.dead or _no_dead, search.opens)
    numbering = _Numbering(voucher(book.suppressions))
    numbering.take(on_cover(book, search))

    def page(old: Page) -> Page:
        searched = _searched(old, search, settings, asked, memory)
        new = _wrapped(searched, numbering.take(searched.found), memory)
        return msgspec.structs.replace(new, children=each(old.children, page)) if old.children else new

    def part(old: Part) -> Part:
        wrappings = _wrappings(numbering.take(in_title(old, search)))
        title = wrap(old.title, wrappings.get(id(old.title), ()))
        return msgspec.structs.replace(old, title=title, chapters=each(old.chapters, page))

    parts = tuple(map(part, book.parts))
    known = tuple(numbering.known())
    markers = dict.fromkeys(one.marker for one in known if not one.reason)
    vouched = dict.fromkeys(SuppressedMarker(one.marker, one.reason) for one in known if one.reason)
    return msgspec.structs.replace(book, parts=parts, markers=tuple(markers), suppressed=tuple(vouched))


def collect(handbook: Handbook) -> tuple[Marker, ...]:
    """Give the markers of a handbook whose markers were recognised, in reading order."""
    return handbook.markers
