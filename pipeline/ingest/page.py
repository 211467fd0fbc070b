"""One source file -> one `Page`."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec

from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.ingest import admonitions, article, foreign, front_matter, including, job_sheet, pictures
from pipeline.ingest.decoding import Decoded, decode
from pipeline.ingest.folder import Folder, Index
from pipeline.ingest.lines import Script, rows_span, script
from pipeline.ingest.markdown import Content, Vouch, read_markdown
from pipeline.model import (
    Block,
    Blocks,
    Figure,
    Footnote,
    FootnoteReference,
    Heading,
    Inline,
    Inlines,
    Page,
    PageKind,
    Record,
    Text,
    UnreadInline,
)
from pipeline.model.repair import Mending
from pipeline.model.text import plain
from pipeline.model.walk import rebuild, walk
from pipeline.source import Span, whole_file

# In bytes. A page of this size is a book of a thousand printed pages: a mistake, and hours of layout.
LARGEST_PAGE = 4_000_000

# Ids of the documents' own places (the list of what is unfinished, the frames of a page on screen): of two things with
# one id, links, scripts and readers find but the first.
OWN_IDS = frozenset(
    [
        *("todo", "declaration-accessibilite", "top", "content", "navigation", "navigation-title", "side"),
        *("side-title", "toc-title", "downloads-title", "display", "search", "live", "live-fresh"),
        *("live-fresh-title", "live-panel", "live-panel-title"),
    ]
)


class Wanted(NamedTuple):
    """A page to read: its file, its id in the book, its kind where the settings decide it, its navigation label."""

    file: str
    id: str
    kind: PageKind | None = None
    label: Inlines = ()


def page_id(file: str) -> str:
    """Give the id of a file's page in the book: its path in plain lower-case letters; a README's is its folder's."""
    pure = PurePosixPath(file)
    stem = "" if pure.stem.lower() in ("readme", "index") else pure.stem
    path = "-".join([*pure.parts[:-1], stem]).strip("-") or pure.stem
    bare = unicodedata.normalize("NFKD", path).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9_]+", "-", bare).strip("-") or "page"
    return slug if slug[0].isalpha() else f"id-{slug}"


def read_page(
    wanted: Wanted, source: Folder, files: Index, report: Report, mending: Mending, vouch: Vouch
) -> Page | None:
    """Read one file; None when it is no text (reported). `vouch` keeps what its author says of markers."""
    decoded = _decoded(wanted.file, source, report, mending)
    if decoded is None:
        return None
    whole = script(wanted.file, decoded)
    matter, body = front_matter.split(whole, report)
    settings = article.settings(whole, matter.values, report)
    kind = wanted.kind or _kind(body, settings)
    if kind == "job-sheet":
        body = job_sheet.put_in_order(body)
    find = pictures.finder(source, files, wanted.file, report)
    around = including.Around(source, files, report, mending, vouch)
    boxes = admonitions.set_apart(body)
    content = read_markdown(including.reading(around, wanted.file, boxes.page, matter.values))
    blocks, footnotes = _footnotes(content, report) if _may_call_notes(content, body) else (content.blocks, ())
    blocks = admonitions.into_callouts(blocks, boxes)
    foreign.tell_foreign(blocks, body.text, report)
    place = _page_span(body)
    aliases = (*_own_ids(blocks), *content.aliases)
    title, blocks, place = _title(settings, kind, blocks, place)
    label = wanted.label or (settings.label if title else ())
    title = title or settings.label
    if not title:
        name = PurePosixPath(wanted.file).stem
        title = (Text(name, Span(place.file, place.line, place.column, place.line, place.column)),)
        report(found(Code.N105, place, title=name))
    if kind == "job-sheet":
        blocks = (job_sheet.read_job_sheet(blocks, place, report),)
    return Page(
        id=wanted.id,
        file=wanted.file,
        kind=kind,
        title=title,
        blocks=blocks,
        span=place,
        description=settings.description,
        label=label,
        icon=settings.icon,
        cover=_cover(whole, settings, find),
        record=_record(settings, (title, label), kind, body),
        footnotes=footnotes,
        aliases=aliases,
    )


def _decoded(file: str, source: Folder, report: Report, mending: Mending) -> Decoded | None:
    """Read and decode a file; one that can't be opened is reported.

    Raises:
        StopBuildError: the file is too large to be a page (S107).
    """
    try:
        data = source.read(file)
    except OSError as error:
        report(found(Code.S106, whole_file(file), file=file, problem=error.strerror or error))
        return None
    if len(data) > LARGEST_PAGE:
        size, most = f"{len(data) / 1e6:.0f}", f"{LARGEST_PAGE / 1e6:.0f}"
        raise StopBuildError(found(Code.S107, whole_file(file), file=file, size=size, most=most))
    return decode(file, data, report, mending)


def _kind(body: Script, settings: article.Settings) -> PageKind:
    if job_sheet.is_job_sheet(body.text):
        return "job-sheet"
    return "article" if settings.is_article else "page"


def _page_span(body: Script) -> Span:
    """Give the place of the page's first line of text, its very first line when it has none."""
    row = next((row for row, line in enumerate(body.lines) if line.text.strip()), 0)
    return rows_span(body, row, row + 1)


def _title(settings: article.Settings, kind: PageKind, blocks: Blocks, place: Span) -> tuple[Inlines, Blocks, Span]:
    """Take the title out of the blocks: a page's is its first `# `, an article's is in its front matter first."""
    heading = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    own = heading.children if heading is not None else ()
    if settings.title and (kind == "article" or not own):
        same = plain(settings.title).strip().casefold() == plain(own).strip().casefold()
        kept = _without(blocks, heading) if same and heading is not None else blocks
        return settings.title, kept, place
    if heading is None:
        return (), blocks, place
    return own, _without(blocks, heading), heading.span


def _own_ids(blocks: Blocks) -> tuple[str, ...]:
    """Give the ids of the page's own heading, which leads to the page."""
    heading = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    return tuple(name for name in (heading.anchor, *heading.aliases) if name) if heading is not None else ()


def _without(blocks: Blocks, taken: Block) -> Blocks:
    return tuple(block for block in blocks if block is not taken)


def _cover(page: Script, settings: article.Settings, find: pictures.Find) -> Figure | None:
    if settings.image is None:
        return None
    place = front_matter.place(page, settings.image)
    written = settings.image.text().strip()
    return Figure(written, find(written, place), plain(settings.image_alt), settings.image_caption, place)


def _may_call_notes(content: Content, body: Script) -> bool:
    """Tell whether a footnote may be called or written: most pages have none, and are not searched for them."""
    return bool(content.footnotes) or any("[^" in line.text or "include" in line.text for line in body.lines)


def _record(settings: article.Settings, shown: tuple[Inlines, ...], kind: PageKind, body: Script) -> Record:
    """Give what the front matter says besides; its titles too, where others are `shown` in their place."""
    record = settings.record
    names = {plain(run).strip().casefold() for run in ((), *shown)}
    others = (run for run in (settings.title, settings.label) if plain(run).strip().casefold() not in names)
    words = tuple(one for run in others for one in article.unshown(run))
    if words:
        record = msgspec.structs.replace(record, unshown=(*words, *record.unshown))
    return _with_keywords(record, body) if kind == "job-sheet" else record


def _with_keywords(record: Record, body: Script) -> Record:
    """Keep the keywords that a sheet of the later layout ends with."""
    words = job_sheet.keywords(body)
    return msgspec.structs.replace(record, others=(*record.others, ("keywords", words))) if words else record


def _footnotes(content: Content, report: Report) -> tuple[Blocks, tuple[Footnote, ...]]:
    """Check calls against notes: a call without a note stays as text, a note that nobody calls ends the page."""
    if not content.footnotes and not content.has_calls:
        return content.blocks, ()
    written = {note.label: note for note in reversed(content.footnotes)}
    called: set[str] = set()
    for block in (*content.blocks, *content.footnotes):
        called.update(node.label for node in walk(block) if isinstance(node, FootnoteReference))
    missing = called - set(written)

    def as_text(run: Inlines) -> Inlines:
        return tuple(_called(inline, missing, report) for inline in run)

    blocks = content.blocks
    if missing:
        blocks = tuple(rebuild(block, on_inlines=as_text) for block in blocks)
    for note in content.footnotes:
        if note.label not in called:
            blocks = (*blocks, *note.blocks)
    return blocks, tuple(note for note in written.values() if note.label in called)[::-1]


def _called(inline: Inline, missing: set[str], report: Report) -> Inline:
    if isinstance(inline, FootnoteReference) and inline.label in missing:
        report(found(Code.S152, inline.span, label=inline.label))
        return UnreadInline(f"[^{inline.label}]", inline.span)
    return inline


def with_children(page: Page, children: tuple[Page, ...]) -> Page:
    """Give a page with the pages below it."""
    return msgspec.structs.replace(page, children=children) if children else page
