"""What a final edition shows of an unfinished book: nothing of its markers, or a neutral box in their place.

The words of sure markers are withheld (`taking`), and with them the paragraph, item, list or callout that held
nothing else (`remains`). Where what is left would be senseless (a page, a section, a tab without content, a picture
that was never made) a callout of the kind `pending` says that more will come. The words of suspected markers and of
blanks may be true content: they stay, without any mark. Everything that is withheld is told as a `Repair` of the rule
`withheld`.
"""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.markers.boxes import Room, box, nameless, tell_missing
from pipeline.markers.cutting import made_words
from pipeline.markers.remains import filled, remains
from pipeline.markers.retitle import retitled
from pipeline.markers.taking import Press, take
from pipeline.markers.unmarked import unmarked
from pipeline.markers.wrap import Wrapping, wrap
from pipeline.markers.written import Read, lines_of, nothing_to_read
from pipeline.messages import speaker
from pipeline.model import Handbook, Page, Repair, Text, ThematicBreak
from pipeline.model.text import plain
from pipeline.model.walk import each_page, rebuild_pages
from pipeline.source import Span

# Markers without words that leave a title with nothing below it.
_BARE = frozenset(("empty-page", "empty-section"))


def published(handbook: Handbook, read: Read = nothing_to_read) -> Handbook:
    """Give a book as its final edition shows it; its markers stay listed, for the reports.

    Publishing twice is the same as once.

    Args:
        handbook: a book whose markers were recognised.
        read: as for `recognise`.
    """
    told: dict[Repair, None] = {}

    def tell(repair: Repair) -> None:
        told[repair] = None

    markers = {marker.number: marker for marker in handbook.markers}
    press = Press(markers, speaker(handbook.identity.language), lines_of(read), tell)
    bare = frozenset((one.span.file, one.span.line) for one in handbook.markers if one.kind in _BARE)
    unfinished = frozenset(one.page for one in handbook.markers if one.level == "sure" or one.kind in _BARE)
    leaves = frozenset(page.id for part in handbook.parts for page in each_page(part.chapters) if not page.children)
    room = Room(press, bare)
    parts = tuple(replace(part, title=nameless(part.title, room)) for part in handbook.parts)
    book = replace(handbook, parts=parts)
    pages = rebuild_pages(book, lambda page: _page(unmarked(page, press), page.id in unfinished & leaves, room))
    new = _identified(retitled(handbook, pages), room)
    known = set(new.repairs)
    return replace(new, repairs=(*new.repairs, *(repair for repair in told if repair not in known)))


def _identified(book: Handbook, room: Room) -> Handbook:
    """Give a book whose cover says nothing of its markers; a title that is nothing else stays."""
    of_cover = [one for one in book.markers if any(_holds(words.span, one.span) for words in book.cover)]
    if not of_cover:
        return book

    def bare(said: str) -> str:
        for words in book.cover:
            at = said.find(words.text)
            here = [one for one in of_cover if _holds(words.span, one.span)]
            if at >= 0 and here:
                text = (Text(words.text, words.span, words.widths),)
                starts = ((words.text.find(one.text), one) for one in here)
                found = [Wrapping(start, start + len(one.text), one.number) for start, one in starts if start >= 0]
                said = said[:at] + plain(nameless(wrap(text, sorted(found)), room)) + said[at + len(words.text) :]
        return said.strip()

    cover = book.identity
    cover = replace(
        cover,
        title=bare(cover.title) or cover.title,
        subtitle=bare(cover.subtitle),
        organisation=bare(cover.organisation),
        version=bare(cover.version),
        licence=bare(cover.licence),
        authors=tuple(filter(None, map(bare, cover.authors))),
    )
    return replace(book, identity=cover)


def _holds(outer: Span, inner: Span) -> bool:
    starts = (outer.file, outer.line, outer.column) <= (inner.file, inner.line, inner.column)
    return starts and outer.file == inner.file and inner.end_line == outer.line and inner.end_column <= outer.end_column


def _page(page: Page, unfinished: bool, room: Room) -> Page:
    """Give a page; one that is `unfinished` says that more will come where nothing is left below its title."""
    named = _named(page, room)
    blocks = remains(page.blocks, room)
    if unfinished and all(isinstance(block, ThematicBreak) for block in blocks):
        blocks = (box(page.span, room), *blocks)
    note = room._replace(roomy=False)
    notes = tuple(replace(one, blocks=filled(one.blocks, one.span, note)) for one in page.footnotes)
    return replace(named, blocks=blocks, footnotes=notes)


def _named(page: Page, room: Room) -> Page:
    """Give a page with its title, label, description, tags and cover as they are published."""
    cover = page.cover
    if cover is not None and not cover.asset:
        tell_missing(cover, room)
        cover = None
    label = nameless(page.label, room)
    title = nameless(page.title, room) or label or (made_words(room.press.say("Content to come"), page.span),)
    tags = tuple(tag for one in page.record.tags if (tag := nameless(one, room)))
    record = replace(page.record, subtitle=nameless(page.record.subtitle, room), tags=tags)
    description = take(page.description, "description", room.press)
    said = () if description.blank else description.run
    return replace(page, title=title, label=label, description=said, record=record, cover=cover)
