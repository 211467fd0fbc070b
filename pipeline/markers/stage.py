"""The stage: find every unfinished place of a book, number them in reading order, wrap the words they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

import msgspec

from pipeline.markers.carried import After, Carried, after, carried
from pipeline.markers.dead import KIND, DeadLinks, by_file, dead_words, with_dead
from pipeline.markers.find import Hit, find
from pipeline.markers.flat import Flat, exact, flatten, read_aloud, span
from pipeline.markers.identity import Bare, Identity, bare_titles, fingerprint, identity
from pipeline.markers.kinds import KINDS
from pipeline.markers.passage import Gap, Passage, Path, of_unshown
from pipeline.markers.passages import is_empty, read_page
from pipeline.markers.shape import Kind, RuleBook, rule_book
from pipeline.markers.subject import owner, shorten, subject, tidy
from pipeline.markers.vouched import Vouch, voucher
from pipeline.markers.wrap import Wrapping, unwrap, wrap
from pipeline.markers.written import Lines, Read, as_written, lines_of, located, nothing_to_read
from pipeline.messages import Say, speaker
from pipeline.model import Handbook, Inlines, Marker, MarkerLevel, Page, Part, SuppressedMarker, Text
from pipeline.model.text import plain
from pipeline.model.walk import each_page, rebuild
from pipeline.source import Span


class _Search(NamedTuple):
    """What a search needs besides the page.

    Attributes:
        lines: the lines of a file.
        book: what is looked for; `levels`: the names of its kinds, and how sure each is.
        bare: the words of a heading that tell its section from another.
        say: how to name what has no words.
        openers: files that open a folder of pages (its README), which may be empty by design.
        dead: the links that led nowhere, by file.
    """

    lines: Lines
    book: RuleBook
    levels: Mapping[str, MarkerLevel]
    bare: Bare
    say: Say
    openers: frozenset[str]
    dead: DeadLinks


class _Found(NamedTuple):
    """A marker without its number, what identifies it, and its words: (run's identity in memory, start, end).

    `reason` is why its author says that it is none, or "".
    """

    marker: Marker
    same: Identity
    words: tuple[int, int, int] | None = None
    reason: str = ""


_MARKUP = re.compile(r"[*_~`<\[]")
_Wrappings: TypeAlias = Mapping[int, list[Wrapping]]


def _headings(path: Path) -> tuple[str, ...]:
    return tuple(words for _, title in path if (words := " ".join(plain(title).split())))


def _carried(flat: Flat, hit: Hit, who: str) -> Carried:
    """Give what a marker's words carry; words of a sentence carry nothing."""
    words = read_aloud(flat, hit.start, hit.end, frozenset((who,)) if who else frozenset())
    return Carried("", "", "", words) if hit.inside else carried(words)


def _in_words(page: Page, passage: Passage, search: _Search) -> Iterator[_Found]:
    """Give the markers of one run of inlines."""
    flat = flatten(passage.run)
    hits = find(flat, passage.home, passage.alone, search.book)
    dead = dead_words(flat, search.dead) if search.dead else ()
    if dead:
        hits = with_dead(hits, dead, search.levels[KIND])
    if not hits:
        return
    links = {one.start: one.link for one in dead}
    said = _said_after(flat, hits)
    whole = tuple(hit._replace(end=one.end) for hit, one in zip(hits, said, strict=True))
    for hit, late, wide in zip(hits, said, whole, strict=True):
        place = _place(passage, flat, hit, search) or (links.get(hit.start) if hit.kind == KIND else None)
        if place is None:  # words that no author wrote here, such as a title that a link was given
            continue
        # Nobody wrote a link to be dead: a name on its line belongs to the text.
        who = owner(passage, flat, hit, hits) if hit.kind != KIND else ""
        own = _carried(flat, hit, who)
        marker = Marker(
            number=0,
            kind=hit.kind,
            level=hit.level,
            span=place,
            text=_written(flat, hit, place, search),
            subject=subject(passage, flat, wide, whole, who),
            section=_headings(passage.path),
            page=page.id,
            fingerprint="",
            owner=who,
            due=own.due or late.due,
            priority=own.priority or late.priority,
        )
        same = identity(hit.kind, own.bare, passage.path, search.bare)
        yield _Found(marker, same, None if passage.inside else (id(passage.run), hit.start, hit.end))


def _place(passage: Passage, flat: Flat, hit: Hit, search: _Search) -> Span | None:
    """Give the place of a marker; None for words that no author wrote here."""
    if passage.inside is None or exact(flat, hit.start, hit.end):
        return span(flat, hit.start, hit.end)
    inside = passage.inside
    return located(search.lines(inside.file), inside, flat.text, (hit.start, hit.end)) or inside


def _said_after(flat: Flat, hits: Sequence[Hit]) -> tuple[After, ...]:
    """Give what is said right after each marker, which is none of the next one's words."""
    nexts = [*(hit.start for hit in hits[1:]), len(flat.text)]
    said = (after(flat.text, hit.start, hit.end) for hit in hits)
    return tuple(
        one if one.end <= limit and not hit.inside else After("", "", hit.end)
        for hit, one, limit in zip(hits, said, nexts, strict=False)
    )


def _written(flat: Flat, hit: Hit, place: Span, search: _Search) -> str:
    """Give a marker's words as they stand in its file, as a reader hears them where that is not known."""
    written = as_written(search.lines(place.file), place) if exact(flat, hit.start, hit.end) else None
    if hit.kind == KIND and written and _MARKUP.search(written):  # of a link that ends amid bold, only one end is cut
        written = None
    return written or read_aloud(flat, hit.start, hit.end)


def _gap_words(gap: Gap, say: Say) -> str:
    """Name what is missing, where the sources have no name for it."""
    if gap.text:
        return gap.text
    if gap.kind == "empty-section":
        return say("Nothing below this heading")
    return say("One empty row") if gap.rows == 1 else say("{count} empty rows", count=gap.rows)


def _in_gap(page: Page, gap: Gap, search: _Search) -> _Found:
    words = [gap.subject, *(plain(title) for _, title in reversed(gap.path))]
    about = shorten(next(filter(None, map(tidy, words)), ""))
    section, name = _headings(gap.path), _gap_words(gap, search.say)
    marker = Marker(0, gap.kind, search.levels[gap.kind], gap.span, name, about, section, page.id, "")
    return _Found(marker, identity(gap.kind, gap.text, gap.path, search.bare))


def _openers(pages: Iterable[Page]) -> frozenset[str]:
    """Give the files that open a folder in which other pages of the book stand."""
    files = [PurePosixPath(page.file) for page in pages]
    folders = {file.parent for file in files if file.stem.lower() != "readme"}
    opened = [file for file in files if file.stem.lower() == "readme" and file.parent in folders]
    return frozenset(str(file) for file in opened if len(file.parts) > 1)


def _on_page(page: Page, search: _Search) -> Iterator[_Found]:
    """Give the markers of one page, without the pages below it."""
    finished = True
    found: tuple[_Found, ...] = ()
    for passage in read_page(page):
        if isinstance(passage, Passage):
            found = tuple(_in_words(page, passage, search))
        elif passage.kind not in search.levels or (passage.has_words and found):
            continue  # its own words tell already that something is missing here
        else:
            found = (_in_gap(page, passage, search),)
        finished = finished and not found
        yield from found
    if finished and is_empty(page) and "empty-page" in search.levels and page.file not in search.openers:
        title = plain(page.title)
        empty = Gap("empty-page", page.span, title, title, ((1, page.title),))
        yield _in_gap(page, empty, search)


def _on_cover(book: Handbook, pages: Sequence[Page], search: _Search) -> Iterator[_Found]:
    """Give the markers of the cover, with which the first page is reached."""
    for words in book.cover if pages else ():
        title = (Text(book.identity.title, words.span),)
        yield from _in_words(pages[0], of_unshown(words, "description", (), title), search)


def _on_part(part: Part, search: _Search) -> Iterator[_Found]:
    """Give the markers of a part: of its title, which its first chapter follows, and of its pages."""
    if part.title and part.chapters:
        passage = Passage(part.title, "title", ((1, part.title),))
        yield from _in_words(part.chapters[0], passage, search)
    for page in each_page(part.chapters):
        yield from _on_page(page, search)


def _numbered(found: Iterable[_Found], vouch: Vouch) -> Iterator[_Found]:
    """Number markers from 1; the same words met twice (a field shown in two places) keep one number.

    One that its author vouches for has no number, but keeps its rank among equals: so the others keep theirs.
    """
    known: dict[tuple[str, Span], _Found] = {}
    ranks: dict[Identity, int] = {}
    number = 0
    for one in found:
        key = (one.marker.kind, one.marker.span)
        if key not in known:
            rank = ranks[one.same] = ranks.get(one.same, 0) + 1
            reason = vouch(one.marker)
            number += not reason
            name = fingerprint(one.same, rank)
            marker = msgspec.structs.replace(one.marker, number=0 if reason else number, fingerprint=name)
            known[key] = one._replace(marker=marker, reason=reason)
        yield one._replace(marker=known[key].marker, reason=known[key].reason)


def _wrappings(found: Iterable[_Found]) -> _Wrappings:
    """Give what to wrap in each run, by the run's identity in memory."""
    wrappings: dict[int, list[Wrapping]] = {}
    for one in found:
        if one.words is not None:
            run, start, end = one.words
            known = wrappings.setdefault(run, [])
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


def _wrapped(page: Page, wrappings: _Wrappings, touched: frozenset[str]) -> Page:
    """Give a page, and those below it, with its markers wrapped; a page without markers stays the same object."""
    children = tuple(_wrapped(child, wrappings, touched) for child in page.children)
    new = page
    if page.id in touched:
        own = msgspec.structs.replace(page, children=())
        new = rebuild(own, lambda run: wrap(run, wrappings.get(id(run), ())))
    if new is page and all(a is b for a, b in zip(children, page.children, strict=True)):
        return page
    return msgspec.structs.replace(new, children=children)


def _wrapped_part(part: Part, wrappings: _Wrappings, touched: frozenset[str]) -> Part:
    chapters = tuple(_wrapped(page, wrappings, touched) for page in part.chapters)
    title = wrap(part.title, wrappings.get(id(part.title), ()))
    return msgspec.structs.replace(part, title=title, chapters=chapters)


def recognise(handbook: Handbook, read: Read = nothing_to_read, kinds: tuple[Kind, ...] = KINDS) -> Handbook:
    """Find the markers of a handbook: wrap their words in `Marked` and list them in `handbook.markers`.

    Recognising twice is the same as once.

    Args:
        handbook: the normalised model.
        read: gives a file's text as it stands on disk, decoded, by its path in the source folder; it may raise
            OSError, LookupError or UnicodeError, and a marker's text is then the reader's.
        kinds: the kinds to look for.
    """
    book = _unwrapped(handbook)
    pages = tuple(page for part in book.parts for page in each_page(part.chapters))
    levels = {kind.name: kind.level for kind in kinds}
    dead = by_file(book.dead_links) if KIND in levels else {}
    say = speaker(book.identity.language)
    rules = rule_book(kinds)
    search = _Search(lines_of(read), rules, levels, bare_titles(rules), say, _openers(pages), dead)
    every = chain(_on_cover(book, pages, search), *(_on_part(part, search) for part in book.parts))
    numbered = tuple(_numbered(every, voucher(book.suppressions)))
    found = tuple(one for one in numbered if not one.reason)
    wrappings = _wrappings(found)
    touched = frozenset(one.marker.page for one in found)
    parts = tuple(_wrapped_part(part, wrappings, touched) for part in book.parts)
    markers = dict.fromkeys(one.marker for one in found)
    vouched = dict.fromkeys(SuppressedMarker(one.marker, one.reason) for one in numbered if one.reason)
    return msgspec.structs.replace(book, parts=parts, markers=tuple(markers), suppressed=tuple(vouched))


def collect(handbook: Handbook) -> tuple[Marker, ...]:
    """Give the markers of a handbook whose markers were recognised, in reading order."""
    return handbook.markers
