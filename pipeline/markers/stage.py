"""The stage: find every unfinished place of a book, number them in reading order, wrap the words they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

import msgspec

from pipeline.markers.find import find
from pipeline.markers.flat import exact, flatten, read_aloud, span
from pipeline.markers.identity import Identity, fingerprint, identity
from pipeline.markers.kinds import KINDS
from pipeline.markers.passages import Gap, Passage, Path, is_empty, read_page
from pipeline.markers.shape import Kind, RuleBook, rule_book
from pipeline.markers.subject import owner, shorten, subject, tidy
from pipeline.markers.wrap import Wrapping, unwrap, wrap
from pipeline.markers.written import Lines, Read, as_written, lines_of, nothing_to_read
from pipeline.messages import Say, speaker
from pipeline.model import Handbook, Inlines, Marker, Page, Part
from pipeline.model.text import plain
from pipeline.model.walk import each_page, rebuild
from pipeline.source import Span


class _Search(NamedTuple):
    """What a search needs besides the page.

    Attributes:
        lines: the lines of a file.
        book: what is looked for; `names`: the names of its kinds.
        say: how to name what has no words.
        openers: files that open a folder of pages (its README), which may be empty by design.
    """

    lines: Lines
    book: RuleBook
    names: frozenset[str]
    say: Say
    openers: frozenset[str]


class _Found(NamedTuple):
    """A marker without its number, what identifies it, and its words: (run's identity in memory, start, end)."""

    marker: Marker
    same: Identity
    words: tuple[int, int, int] | None = None


_Wrappings: TypeAlias = Mapping[int, list[Wrapping]]


def _headings(path: Path) -> tuple[str, ...]:
    return tuple(words for _, title in path if (words := " ".join(plain(title).split())))


def _in_words(page: Page, passage: Passage, search: _Search) -> Iterator[_Found]:
    """Give the markers of one run of inlines."""
    flat = flatten(passage.run)
    hits = find(flat, passage.home, passage.alone, search.book)
    for hit in hits:
        place = span(flat, hit.start, hit.end)
        if place is None:  # words that no author wrote here, such as a title that a link was given
            continue
        words = read_aloud(flat, hit.start, hit.end)
        written = as_written(search.lines(place.file), place) if exact(flat, hit.start, hit.end) else None
        who = owner(passage, flat, hit, hits)
        about = subject(passage, flat, hit, hits, who)
        section = _headings(passage.path)
        marker = Marker(0, hit.kind, hit.level, place, written or words, about, section, page.id, "", who)
        same = identity(hit.kind, words, passage.path, search.book)
        yield _Found(marker, same, (id(passage.run), hit.start, hit.end))


def _gap_words(gap: Gap, say: Say) -> str:
    """Name what is missing, where the sources have no name for it."""
    if gap.text:
        return gap.text
    return say("One empty row") if gap.rows == 1 else say("{count} empty rows", count=gap.rows)


def _in_gap(page: Page, gap: Gap, search: _Search) -> _Found:
    words = [gap.subject, *(plain(title) for _, title in reversed(gap.path))]
    about = shorten(next(filter(None, map(tidy, words)), ""))
    section, name = _headings(gap.path), _gap_words(gap, search.say)
    marker = Marker(0, gap.kind, "suspected", gap.span, name, about, section, page.id, "")
    return _Found(marker, identity(gap.kind, gap.text, gap.path, search.book))


def _openers(pages: Iterable[Page]) -> frozenset[str]:
    """Give the files that open a folder in which other pages of the book stand."""
    files = [PurePosixPath(page.file) for page in pages]
    folders = {file.parent for file in files if file.stem.lower() != "readme"}
    opened = [file for file in files if file.stem.lower() == "readme" and file.parent in folders]
    return frozenset(str(file) for file in opened if len(file.parts) > 1)


def _on_page(page: Page, search: _Search) -> Iterator[_Found]:
    """Give the markers of one page, without the pages below it."""
    finished = True
    for passage in read_page(page):
        if isinstance(passage, Passage):
            found = tuple(_in_words(page, passage, search))
        else:
            found = (_in_gap(page, passage, search),) if passage.kind in search.names else ()
        finished = finished and not found
        yield from found
    if finished and is_empty(page) and "empty-page" in search.names and page.file not in search.openers:
        title = plain(page.title)
        empty = Gap("empty-page", page.span, title, title, ((1, page.title),))
        yield _in_gap(page, empty, search)


def _numbered(found: Iterable[_Found]) -> Iterator[_Found]:
    """Number markers from 1; the same words met twice (a field shown in two places) keep one number."""
    known: dict[tuple[str, Span], Marker] = {}
    ranks: dict[Identity, int] = {}
    for one in found:
        key = (one.marker.kind, one.marker.span)
        if key not in known:
            rank = ranks[one.same] = ranks.get(one.same, 0) + 1
            name = fingerprint(one.same, rank)
            known[key] = msgspec.structs.replace(one.marker, number=len(known) + 1, fingerprint=name)
        yield one._replace(marker=known[key])


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
    return msgspec.structs.replace(part, chapters=chapters)


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
    say, names = speaker(book.identity.language), frozenset(kind.name for kind in kinds)
    search = _Search(lines_of(read), rule_book(kinds), names, say, _openers(pages))
    found = tuple(_numbered(one for page in pages for one in _on_page(page, search)))
    wrappings = _wrappings(found)
    touched = frozenset(one.marker.page for one in found)
    parts = tuple(_wrapped_part(part, wrappings, touched) for part in book.parts)
    markers = {one.marker.number: one.marker for one in found}
    return msgspec.structs.replace(book, parts=parts, markers=tuple(markers.values()))


def collect(handbook: Handbook) -> tuple[Marker, ...]:
    """Give the markers of a handbook whose markers were recognised, in reading order."""
    return handbook.markers
