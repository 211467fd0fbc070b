"""The table of contents: which files make the book, in which parts and order.

handbook.yml decides; else SUMMARY.md, where `.gitbook.yaml` says it is; else the files in natural order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from pipeline.config import CONFIG_FILE, Chapter, Config, YamlValue
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import folder
from pipeline.ingest.folder import Folder, Index, natural_key
from pipeline.ingest.gitbook_settings import FILES as SETTINGS_FILES
from pipeline.ingest.gitbook_settings import GitBook, gitbook_settings
from pipeline.ingest.job_sheet.files import sheet_files
from pipeline.ingest.listing import Entry, Listing, PartEntry, new_listing
from pipeline.ingest.markdown import Vouch
from pipeline.ingest.own_settings import OwnSettings, cover_words, items, own_settings, words_of
from pipeline.ingest.summary import read_summary
from pipeline.model import Address, Inlines, Unshown
from pipeline.model.repair import Mending
from pipeline.source import whole_file


class Contents(NamedTuple):
    """A book's contents.

    Attributes:
        parts: the parts, in order.
        title: the list's own title, "" when it has none.
        former: for a file, the paths that it had before.
        cover: what the cover says, by handbook.yml and the list, with its places.
        is_natural: whether nobody gave an order.
    """

    parts: tuple[PartEntry, ...]
    title: str
    former: Mapping[str, tuple[Address, ...]]
    cover: tuple[Unshown, ...] = ()
    is_natural: bool = False


def contents(source: Folder, files: Index, config: Config, report: Report, mending: Mending, vouch: Vouch) -> Contents:
    """Give the book's contents. Missing files, files listed twice and files not listed are reported.

    `vouch` keeps what the list's author says of markers.
    """
    settings = gitbook_settings(source, files, report)
    listing = new_listing(source, files, report, mending)
    own = own_settings(source, files, config)
    cover = tuple(cover_words(own))
    title = ""
    if config.parts or config.chapters:
        parts, name = _configured(listing, config, own), CONFIG_FILE
    elif settings.summary in files.exact:
        summary = read_summary(listing, settings.summary, vouch)
        parts, title, name = _with_readme(summary.parts, listing, settings), summary.title, settings.summary
        cover = cover if config.title or not title else (*summary.words, *cover)
    else:
        pages = [file for file in _pages(source) if _is_page(file, settings)]
        pages.sort(key=lambda file: file != settings.readme)
        entries = tuple(Entry(file) for file in pages)
        return Contents((PartEntry((), entries),), "", settings.redirects, cover, is_natural=True)
    unlisted = tuple(_unlisted(source, settings, listing.listed))
    listing.tell_missing(unlisted)
    missing = listing.missing_names()
    for file in unlisted:
        report(found(Code.S132, whole_file(file), file=file, list=name, missing=missing))
    return Contents(parts, title, settings.redirects, cover)


def _unlisted(source: Folder, settings: GitBook, listed: Set[str]) -> Iterator[str]:
    """Give the pages on disk that the book's list does not name; those of books inside it are theirs."""
    others = _other_books(source, settings)
    for file in _pages(source):
        if file not in listed and _is_page(file, settings) and not file.startswith(others):
            yield file


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


def _configured(listing: Listing, config: Config, own: OwnSettings) -> tuple[PartEntry, ...]:
    """Read the order that handbook.yml gives."""

    def chapters(written: tuple[str | Chapter, ...], values: tuple[YamlValue, ...]) -> Iterator[Entry]:
        for number, one in enumerate(written):
            chapter = Chapter(one) if isinstance(one, str) else one
            value = values[number] if number < len(values) else None
            name = value.get("file") if value is not None and value.sort == "mapping" else value
            file = listing.page("", chapter.file, words_of(own, name, chapter.file).span)
            pages = tuple(chapters(chapter.pages, items(value, "pages")))
            if file:
                label = value.get("label") if value is not None else None
                words: Inlines = (words_of(own, label, chapter.label),) if chapter.label else ()
                yield Entry(file, words, chapter.kind, pages)
            else:
                yield from pages

    def part(number: int) -> PartEntry:
        value = values[number] if number < len(values) else None
        title = words_of(own, value.get("title") if value is not None else None, config.parts[number].title)
        entries = tuple(chapters(config.parts[number].chapters, items(value, "chapters")))
        return PartEntry((title,) if title.text else (), entries)

    values = items(own.value, "parts")
    parts = [PartEntry((), tuple(chapters(config.chapters, items(own.value, "chapters"))))]
    parts += [part(number) for number in range(len(config.parts))]
    for one in parts:
        if one.title and not one.entries:
            listing.tell_words(one.title)
    return tuple(one for one in parts if one.entries)
