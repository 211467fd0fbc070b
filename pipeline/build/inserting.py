"""Remarks written into the sources as editorial markers, on request: tried out in memory first, all or none on disk.

Each is put at its best place, then the whole is read again by the pipeline: a marker that is not read as exactly one
where it stands, or that changes anything of the text around it, moves to its next place. What finds none is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.build.rereading import culprits, loses_markers, told, within
from pipeline.build.stages import Opened, silent_book
from pipeline.build.writing import rewrite_all
from pipeline.diagnostics import Code, Diagnostic, StopBuildError, found
from pipeline.ingest import Folder
from pipeline.markers import kinds_of
from pipeline.messages import speaker
from pipeline.model import Handbook, Page
from pipeline.model.walk import each_page
from pipeline.review.changing import Changes, Fate, Put, changed, numbered
from pipeline.review.marking import Slot, as_markdown, identity, lead_of, marker_words, slots
from pipeline.review.original import Original, encoded, offsets, original, own_lines
from pipeline.review.remark import Review
from pipeline.source import Span

_ROUNDS = 5
_DATA = (".xml", ".yml", ".yaml", ".json")  # whose words are no Markdown
_SETTLED: tuple[Fate, ...] = ("ready", "twin", "done")


class Inserted(NamedTuple):
    """What inserting markers would write.

    Attributes:
        before: the bytes of each file that changes, as they were read.
        after: its bytes with the markers.
        puts: by file, the markers put into its text, in order.
        known: the numbers of the remarks that the sources hold already as markers.
        homeless: the numbers of those that find no place.
    """

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    puts: Mapping[str, tuple[Put, ...]]
    known: tuple[int, ...]
    homeless: tuple[int, ...]

    def count(self, file: str) -> int:
        """Count the markers of a file."""
        return len(self.puts[file])


class _Voice(NamedTuple):
    """What markers of remarks are written by.

    The handbook's language (BCP 47), the words that they begin with, and where other markers stand, by file.
    """

    language: str
    lead: str
    markers: Mapping[str, Sequence[tuple[int, int]]]


class _Wanted(NamedTuple):
    """A remark that is to become a marker: its places that were not tried yet, each with its words as Markdown."""

    number: int
    file: str
    places: tuple[tuple[Slot, str], ...]


def inserted(review: Review, settled: Changes | None, handbook: Handbook, opened: Opened) -> Inserted:
    """Find a place for each remark that is not dealt with yet. Nothing is written.

    Args:
        review: the remarks.
        settled: the changes that a patch makes: they become no markers, and no marker stands in their words.
        handbook: today's sources, read.
        opened: those sources.
    """
    files = _files(handbook, opened.folder)
    asked = [
        number
        for number, remark in numbered(review)
        if not remark.is_resolved and (settled is None or settled.fates[number] not in _SETTLED)
    ]
    voice = _voice(handbook, opened, files)
    known = _known(review, asked, voice, files)
    wanted: list[_Wanted] = []
    homeless: list[int] = []
    for number in (one for one in asked if one not in known):
        span = review.remarks[number - 1].span
        taken = settled.puts.get(span.file, ()) if settled is not None and span is not None else ()
        places = _places(review, number, voice, files, taken)
        if places and span is not None:
            wanted.append(_Wanted(number, span.file, places))
        else:
            homeless.append(number)
    kept, lost = _settled(wanted, files, handbook, opened)
    puts = _puts(kept)
    after = {file: _bytes(files[file][1], own) for file, own in puts.items()}
    before = {file: files[file][2] for file in puts}
    return Inserted(before, after, puts, known, tuple(sorted((*homeless, *lost))))


def noted(review: Review, handbook: Handbook, opened: Opened) -> frozenset[int]:
    """Give the numbers of the remarks that the sources hold as markers."""
    files = _files(handbook, opened.folder)
    numbers = [number for number, remark in numbered(review) if not remark.is_resolved]
    return frozenset(_known(review, numbers, _voice(handbook, opened, files), files))


def _voice(handbook: Handbook, opened: Opened, files: _Files) -> _Voice:
    sure = frozenset(kind.name for kind in kinds_of(opened.config.markers) if kind.level == "sure")
    language = handbook.identity.language
    return _Voice(language, lead_of(language, sure), _ranges(handbook, files))


_Files = Mapping[str, tuple[Page, Original, bytes]]


def _files(handbook: Handbook, folder: Folder) -> _Files:
    """Give the files of Markdown that are pages, each with its page, its text and its bytes."""
    files: dict[str, tuple[Page, Original, bytes]] = {}
    for page in (page for part in handbook.parts for page in each_page(part.chapters)):
        if page.file in folder.files and not page.file.lower().endswith(_DATA):
            data = folder.read(page.file)
            text = original(data)
            if text is not None:
                files[page.file] = page, text, data
    return files


def _places(
    review: Review, number: int, voice: _Voice, files: _Files, taken: Sequence[Put]
) -> tuple[tuple[Slot, str], ...]:
    remark = review.remarks[number - 1]
    if remark.span is None or remark.span.file not in files:
        return ()
    page, file, _data = files[remark.span.file]
    outside = (_outside(slot, voice.markers.get(remark.span.file, ())) for slot in slots(remark, page, file))
    places = (
        (slot, _written(review, number, voice, is_apart=slot.is_apart))
        for slot in outside
        if not any(put.start < slot.offset < put.end for put in taken)
    )
    return tuple((slot, words) for slot, words in places if encoded(file, words) is not None)


def _outside(slot: Slot, markers: Iterable[tuple[int, int]]) -> Slot:
    """Give a place that is not in the words of a marker: one inside another would be none."""
    end = next((end for start, end in markers if start < slot.offset < end), None)
    return slot if end is None else slot._replace(offset=end, before=" ")


def _ranges(handbook: Handbook, files: _Files) -> dict[str, list[tuple[int, int]]]:
    """Give where the markers stand that the sources have already, by file."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for marker in handbook.markers:
        place = offsets(files[marker.span.file][1], marker.span) if marker.span.file in files else None
        if place is not None and marker.span.line == marker.span.end_line:
            ranges.setdefault(marker.span.file, []).append(place)
    return ranges


def _written(review: Review, number: int, voice: _Voice, *, is_apart: bool) -> str:
    """Give the marker of a remark as Markdown, in the handbook's language."""
    say = speaker(voice.language)
    return as_markdown(marker_words(review.remarks[number - 1], voice.lead, say, is_apart=is_apart))


def _known(review: Review, asked: Sequence[int], voice: _Voice, files: _Files) -> tuple[int, ...]:
    """Give the numbers of the remarks that the sources hold already as markers, as often as they hold them."""
    texts = [identity(file.text) for _page, file, _data in files.values()]
    used: Counter[str] = Counter()
    known: list[int] = []
    for number in asked:
        # The longer form first, which names the words it is about: the other one may be a piece of it.
        for is_apart in (True, False):
            form = identity(_written(review, number, voice, is_apart=is_apart))
            if sum(text.count(form) for text in texts) > used[form]:
                used[form] += 1
                known.append(number)
                break
    return tuple(known)


def _settled(
    wanted: list[_Wanted], files: _Files, handbook: Handbook, opened: Opened
) -> tuple[list[_Wanted], list[int]]:
    """Move markers from place to place until each is read as one; give those that are, and the numbers of others."""
    lost: list[int] = []
    for _round in range(_ROUNDS):
        if not wanted:
            break
        book = _read_again(wanted, files, opened)
        bad = _misread(wanted, files, handbook, book)
        if not bad:
            return wanted, lost
        moved = [one._replace(places=one.places[1:]) if one.number in bad else one for one in wanted]
        lost += [one.number for one in moved if not one.places]
        wanted = [one for one in moved if one.places]
    return [], [*lost, *(one.number for one in wanted)]


def _puts(wanted: Iterable[_Wanted]) -> dict[str, tuple[Put, ...]]:
    """Give what is put into each file, in the order of its text."""
    puts: dict[str, list[Put]] = {}
    for one in wanted:
        slot, words = one.places[0]
        puts.setdefault(one.file, []).append(
            Put(slot.offset, slot.offset, f"{slot.before}{words}{slot.after}", (one.number,))
        )
    return {file: tuple(sorted(own, key=_order)) for file, own in sorted(puts.items())}


def _order(put: Put) -> tuple[int, bool, tuple[int, ...]]:
    """Order what is put into a text: at the end of a block, what belongs into it comes before what stands below."""
    return put.start, put.new[:1] in ("\n", "\r"), put.numbers


def _bytes(file: Original, puts: Sequence[Put]) -> bytes:
    text = changed(file.text, (put._replace(new=own_lines(file, put.new)) for put in puts))
    return file.mark + (encoded(file, text) or b"")


def _read_again(wanted: Sequence[_Wanted], files: _Files, opened: Opened) -> Handbook:
    now = {file: _bytes(files[file][1], own) for file, own in _puts(wanted).items()}

    def read(file: str) -> bytes:
        return now[file] if file in now else opened.folder.read(file)

    folder = opened.folder._replace(read=read)
    return silent_book(opened._replace(folder=folder), _unheard)


def _unheard(_finding: Diagnostic) -> None:
    """Say nothing: the sources were read before."""


# -- reading again ----------------------------------------------------------------------------------------------------


def _misread(wanted: Sequence[_Wanted], files: _Files, old: Handbook, book: Handbook) -> frozenset[int]:
    """Give the numbers of markers that are not read as exactly one, or change what stands around them."""
    spans = _spans(wanted, files)
    found_at = {(one.span, one.level): one.number for one in book.markers}
    ours = {number: found_at.get((span, "sure"), 0) for number, span in spans.items()}
    bad = {number for number, marker in ours.items() if not marker}
    inside = Counter(number for number, span in spans.items() for one in book.markers if within(one.span, span))
    bad |= {number for number, count in inside.items() if count > 1}
    named = {marker: number for number, marker in ours.items() if marker}
    for file in {one.file for one in wanted}:
        own = {one.number for one in wanted if one.file == file}
        if not own & bad and loses_markers(file, old, book):
            bad |= own
        elif not own & bad:
            bad |= {named[marker] for marker in culprits(told(old, file, ()), told(book, file, named))}
    return frozenset(bad)


def _spans(wanted: Sequence[_Wanted], files: _Files) -> dict[int, Span]:
    """Give where each marker stands once all of them are put in."""
    spans: dict[int, Span] = {}
    words = {one.number: one.places[0] for one in wanted}
    for file, puts in _puts(wanted).items():
        text = files[file][1].text
        pieces: list[str] = []
        done = 0
        for put in puts:
            slot, written = words[put.numbers[0]]
            pieces += (text[done : put.start], slot.before)
            so_far = "".join(pieces).replace("\r\n", "\n").replace("\r", "\n")
            line, column = so_far.count("\n") + 1, len(so_far) - so_far.rfind("\n")
            spans[put.numbers[0]] = Span(file, line, column, line, column + len(written))
            pieces += (written, slot.after)
            done = put.start
    return spans


# -- writing ----------------------------------------------------------------------------------------------------------


def write(made: Inserted, root: Path, opened: Opened) -> tuple[Path, ...]:
    """Write the sources with their markers, all or none.

    Raises:
        StopBuildError: a source changed since it was read (E229), or the folder can't be written (E101).
    """
    for file, before in made.before.items():
        if opened.folder.read(file) != before:
            raise StopBuildError(found(Code.E229, None, file=file))
    return rewrite_all(root.resolve(), made.after)
