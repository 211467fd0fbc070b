"""Under which headings a place of the sources stands: what makes a finding the same when lines and files change."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from pipeline.ingest.folder import TEXTS
from pipeline.markers.identity import normal
from pipeline.model import Handbook, Heading, Inlines, Marked, Page, Paragraph
from pipeline.model.text import plain
from pipeline.model.walk import each_page, rebuild, walk
from pipeline.source import Span


class Section(NamedTuple):
    """The headings above a place, from the chapter's title down: as readers see them, and as they are compared."""

    headings: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


SectionOf: TypeAlias = Callable[[Span | None], Section]
# Where a section begins in its file, in lines and columns, and what it is.
_Start: TypeAlias = tuple[int, int, Section]


def section_finder(handbook: Handbook) -> SectionOf:
    """Give the function that finds the innermost section holding a place; only pages asked about are gone through.

    What is no page of the book (its table of contents, its settings) is a section by its file's own name, without its
    folder.
    """
    pages = [page for part in handbook.parts for page in each_page(part.chapters)]
    by_file: dict[str, list[Page]] = {}
    for page in pages:
        by_file.setdefault(page.file, []).append(page)

    @cache
    def of_pieces() -> dict[str, set[_Start]]:
        return _of_pieces(pages)

    @cache
    def starts(file: str) -> tuple[_Start, ...]:
        if file in by_file:
            own = by_file[file]
            return tuple(sorted(start for page in own for start in _of_page(page, is_first=page is own[0])))
        is_piece = file.lower().endswith(TEXTS) and posixpath.basename(file).lower() != "summary.md"
        return tuple(sorted(of_pieces().get(file, ()))) if is_piece else ()

    def section(place: Span | None) -> Section:
        if place is None:
            return Section()
        known = starts(place.file)
        at = bisect_right(known, (place.line, place.column), key=lambda start: start[:2])
        if at:
            return known[at - 1][2]
        return Section((), (normal(posixpath.basename(place.file)),))

    return section


def _of_page(page: Page, *, is_first: bool) -> Iterator[_Start]:
    """Give the sections of a page, those of its pieces aside; the first page of a file begins with the file."""
    title = _titled(Section(), page.title)
    line, column = (1, 1) if is_first else (page.span.line, page.span.column)
    yield line, column, title
    yield from _below(title, _headings(page), page.file)


def _of_pieces(pages: Iterable[Page]) -> dict[str, set[_Start]]:
    """Give the sections of the pieces that pages include, by their own headings, whichever pages call them."""
    found: dict[str, set[_Start]] = {}
    for page in pages:
        headings = tuple(_headings(page))
        for file in {heading.span.file for heading in headings} - {page.file}:
            found.setdefault(file, set()).update(_below(Section(), headings, file))
    return found


def _headings(page: Page) -> Iterator[Heading]:
    """Give the headings of a page, without the pages below it."""
    return (one for one in walk(replace(page, children=())) if isinstance(one, Heading))


def _below(above: Section, headings: Iterable[Heading], file: str) -> Iterator[_Start]:
    """Give the sections that the headings of a file begin, each below those of lower levels before it."""
    open_now: list[tuple[int, Section]] = [(1, above)]
    for heading in headings:
        if heading.span.file != file:
            continue
        while len(open_now) > 1 and open_now[-1][0] >= heading.level:
            open_now.pop()
        section = _titled(open_now[-1][1], heading.children)
        open_now.append((heading.level, section))
        yield heading.span.line, heading.span.column, section


def _titled(above: Section, title: Inlines) -> Section:
    """Give a section below another. Markers in it are not compared: finishing a title changes nothing below it."""
    words = " ".join(plain(title).split())
    return Section((*above.headings, *([words] if words else [])), (*above.same, normal(plain(_bare(title)))))


def _bare(title: Inlines) -> Inlines:
    def without(run: Inlines) -> Inlines:
        return tuple(inline for inline in run if not isinstance(inline, Marked))

    whole = rebuild(Paragraph(title, Span("", 1, 1, 1, 1)), on_inlines=without)
    return whole.children
