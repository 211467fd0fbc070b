"""The table of contents: which files make the book, in which parts and order.

handbook.yml decides; else SUMMARY.md, where `.gitbook.yaml` says it is; else the files in natural order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.config import CONFIG_FILE, Chapter, Config
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import folder
from pipeline.ingest.folder import Folder, Index, natural_key
from pipeline.ingest.gitbook_settings import FILES as SETTINGS_FILES
from pipeline.ingest.gitbook_settings import GitBook, gitbook_settings
from pipeline.ingest.job_sheet.files import sheet_files
from pipeline.ingest.listing import Entry, Listing, PartEntry, new_listing
from pipeline.ingest.summary import read_summary
from pipeline.model import Inlines, Text
from pipeline.model.repair import Mending
from pipeline.source import Span, whole_file


class Contents(NamedTuple):
    """A book's contents.

    Attributes:
        parts: the parts, in order.
        title: the list's own title, "" when it has none.
        former: for a file, the paths that it had before.
        is_natural: whether nobody gave an order.
    """

    parts: tuple[PartEntry, ...]
    title: str
    former: Mapping[str, tuple[str, ...]]
    is_natural: bool = False


def contents(source: Folder, files: Index, config: Config, report: Report, mending: Mending) -> Contents:
    """Give the book's contents. Missing files, files listed twice and files not listed are reported."""
    settings = gitbook_settings(source, files, report)
    listing = new_listing(source, files, report, mending)
    title = ""
    if config.parts or config.chapters:
        parts, name = _configured(listing, config), CONFIG_FILE
    elif settings.summary in files.exact:
        summary = read_summary(listing, settings.summary)
        parts, title, name = _with_readme(summary.parts, listing, settings), summary.title, settings.summary
    else:
        pages = [file for file in _pages(source) if _is_page(file, settings)]
        pages.sort(key=lambda file: file != settings.readme)
        return Contents((PartEntry((), tuple(Entry(file) for file in pages)),), "", settings.redirects, is_natural=True)
    others = _other_books(source, settings)
    for file in _pages(source):
        if file not in listing.listed and _is_page(file, settings) and not file.startswith(others):
            report(found(Code.S132, whole_file(file), file=file, list=name))
    return Contents(parts, title, settings.redirects)


def _pages(source: Folder) -> tuple[str, ...]:
    """Give the files that can be pages: texts, and ONISEP's XML."""
    sheets = sheet_files(source)
    return tuple(sorted((*source.texts(), *sheets), key=natural_key)) if sheets else source.texts()


def _is_page(file: str, settings: GitBook) -> bool:
    """Tell a page from the list itself and from GitBook's pieces to include."""
    hidden = any(step.startswith(".") for step in file.split("/")[:-1])
    inside = not settings.root or file.startswith(settings.root + "/")
    return inside and not hidden and folder.fold(file) != folder.fold(settings.summary)


def _other_books(source: Folder, settings: GitBook) -> tuple[str, ...]:
    """Give the folders inside this book that have a list or settings of their own: their pages are theirs."""
    own = f"{settings.root}/" if settings.root else ""
    found_folders = set()
    for file in source.files:
        base, _, name = file.rpartition("/")
        is_list = name.casefold() == "summary.md" or name in SETTINGS_FILES
        if base and is_list and file != settings.summary and f"{base}/" != own and not base.startswith("."):
            found_folders.add(f"{base}/")
    return tuple(sorted(found_folders))


def _with_readme(parts: tuple[PartEntry, ...], listing: Listing, settings: GitBook) -> tuple[PartEntry, ...]:
    """Put the book's first page first where the list does not name it: GitBook shows it all the same."""
    if settings.readme in listing.listed or settings.readme not in listing.files.exact:
        return parts
    listing.listed.add(settings.readme)
    first = Entry(settings.readme)
    if parts and not parts[0].title:
        return (parts[0]._replace(entries=(first, *parts[0].entries)), *parts[1:])
    return (PartEntry((), (first,)), *parts)


def _configured(listing: Listing, config: Config) -> tuple[PartEntry, ...]:
    """Read the order that handbook.yml gives."""
    text = listing.source.read(CONFIG_FILE).decode("utf-8-sig", "replace") if CONFIG_FILE in listing.files.exact else ""
    rows = text.splitlines()

    def line(words: str) -> Span:
        """Find the line of handbook.yml that says these words."""
        for number, row in enumerate(rows, start=1):
            at = row.find(words)
            if at >= 0:
                return Span(CONFIG_FILE, number, at + 1, number, at + 1 + len(words))
        return whole_file(CONFIG_FILE)

    def chapters(written: tuple[str | Chapter, ...]) -> Iterator[Entry]:
        for one in written:
            chapter = Chapter(one) if isinstance(one, str) else one
            place = line(chapter.file)
            file = listing.page("", chapter.file, place)
            pages = tuple(chapters(chapter.pages))
            if file:
                label: Inlines = (Text(chapter.label, line(chapter.label)),) if chapter.label else ()
                yield Entry(file, label, chapter.kind, pages)
            else:
                yield from pages

    parts = [PartEntry((), tuple(chapters(config.chapters)))]
    parts += [PartEntry((Text(part.title, line(part.title)),), tuple(chapters(part.chapters))) for part in config.parts]
    for part in parts:
        if part.title and not part.entries:
            listing.tell_words(part.title)
    return tuple(part for part in parts if part.entries)
