"""Searching a page, a part's title and the cover for markers; their numbers depend on the whole book (`stage`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.markers.carried import After, Carried, after, carried
from pipeline.markers.dead import KIND, DeadLinks, dead_words, with_dead
from pipeline.markers.find import Hit, find
from pipeline.markers.flat import Flat, exact, flatten, read_aloud, span
from pipeline.markers.identity import Bare, Identity, identity
from pipeline.markers.passage import Gap, Passage, Path, of_unshown
from pipeline.markers.passages import is_empty, read_page
from pipeline.markers.shape import RuleBook
from pipeline.markers.subject import owner, shorten, subject, tidy
from pipeline.markers.written import Lines, as_written, located
from pipeline.messages import Say
from pipeline.model import Handbook, Inlines, Marker, MarkerLevel, Page, Part, Text
from pipeline.model.text import plain
from pipeline.source import Span


class Search(NamedTuple):
    """What a search needs besides the page.

    Attributes:
        lines: the lines of a file.
        book: what is looked for; `levels`: the names of its kinds, and how sure each is.
        bare: the words of a heading that tell its section from another.
        say: how to name what has no words.
        opens: tells a file that opens a folder of pages (its README), which may be empty by design.
        dead: gives the links that led nowhere, by file; None where there are none at all.
    """

    lines: Lines
    book: RuleBook
    levels: Mapping[str, MarkerLevel]
    bare: Bare
    say: Say
    opens: Callable[[str], bool]
    dead: DeadLinks | None


class Found(NamedTuple):
    """A marker without its number, what identifies it, and its words: (run, start, end).

    `reason` is why its author says that it is none, or "".
    """

    marker: Marker
    same: Identity
    words: tuple[Inlines, int, int] | None = None
    reason: str = ""


_MARKUP = re.compile(r"[*_~`<\[]")


def _headings(path: Path) -> tuple[str, ...]:
    return tuple(words for _, title in path if (words := " ".join(plain(title).split())))


def _carried(flat: Flat, hit: Hit, who: str) -> Carried:
    """Give what a marker's words carry; words of a sentence carry nothing."""
    words = read_aloud(flat, hit.start, hit.end, frozenset((who,)) if who else frozenset())
    return Carried("", "", "", words) if hit.inside else carried(words)


def _in_words(page: Page, passage: Passage, search: Search) -> Iterator[Found]:
    """Give the markers of one run of inlines."""
    flat = flatten(passage.run)
    hits = find(flat, passage.home, passage.alone, search.book)
    dead = dead_words(flat, search.dead) if search.dead is not None else ()
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
        yield Found(marker, same, None if passage.inside else (passage.run, hit.start, hit.end))


def _place(passage: Passage, flat: Flat, hit: Hit, search: Search) -> Span | None:
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


def _written(flat: Flat, hit: Hit, place: Span, search: Search) -> str:
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


def _in_gap(page: Page, gap: Gap, search: Search) -> Found:
    words = [gap.subject, *(plain(title) for _, title in reversed(gap.path))]
    about = shorten(next(filter(None, map(tidy, words)), ""))
    section, name = _headings(gap.path), _gap_words(gap, search.say)
    marker = Marker(0, gap.kind, search.levels[gap.kind], gap.span, name, about, section, page.id, "")
    return Found(marker, identity(gap.kind, gap.text, gap.path, search.bare))


def openers(pages: Iterable[Page]) -> frozenset[str]:
    """Give the files that open a folder in which other pages of the book stand."""
    files = [PurePosixPath(page.file) for page in pages]
    folders = {file.parent for file in files if file.stem.lower() != "readme"}
    opened = [file for file in files if file.stem.lower() == "readme" and file.parent in folders]
    return frozenset(str(file) for file in opened if len(file.parts) > 1)


def on_page(page: Page, search: Search) -> Iterator[Found]:
    """Give the markers of one page; of the pages below it no more matters than whether there are any."""
    finished = True
    found: tuple[Found, ...] = ()
    for passage in read_page(page):
        if isinstance(passage, Passage):
            found = tuple(_in_words(page, passage, search))
        elif passage.kind not in search.levels or (passage.has_words and found):
            continue  # its own words tell already that something is missing here
        else:
            found = (_in_gap(page, passage, search),)
        finished = finished and not found
        yield from found
    if finished and is_empty(page) and "empty-page" in search.levels and not search.opens(page.file):
        title = plain(page.title)
        empty = Gap("empty-page", page.span, title, title, ((1, page.title),))
        yield _in_gap(page, empty, search)


def on_cover(book: Handbook, search: Search) -> Iterator[Found]:
    """Give the markers of the cover, with which the first page is reached."""
    for first in [page for part in book.parts for page in part.chapters][:1]:
        for words in book.cover:
            title = (Text(book.identity.title, words.span),)
            yield from _in_words(first, of_unshown(words, "description", (), title), search)


def in_title(part: Part, search: Search) -> Iterator[Found]:
    """Give the markers of a part's title, which its first chapter follows."""
    if part.title and part.chapters:
        passage = Passage(part.title, "title", ((1, part.title),))
        yield from _in_words(part.chapters[0], passage, search)
