"""Stage 1, ingest: a source folder -> the handbook as its authors wrote it, nothing lost, everything with its place."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec

from pipeline.config import CONFIG_FILE, Config
from pipeline.diagnostics import Code, Diagnostic, Report, StopBuildError, found
from pipeline.ingest import folder
from pipeline.ingest.contents import Contents, contents
from pipeline.ingest.decoding import decode
from pipeline.ingest.folder import Folder as Folder
from pipeline.ingest.folder import Index
from pipeline.ingest.folder import natural_key as natural_key
from pipeline.ingest.job_sheet import files as sheets
from pipeline.ingest.job_sheet.catalogue import in_order
from pipeline.ingest.job_sheet.pages import labelled_page, sheet_pages
from pipeline.ingest.job_sheet.rome import Labels
from pipeline.ingest.listing import Entry, PartEntry
from pipeline.ingest.page import OWN_IDS, Wanted, page_id, read_page, with_children
from pipeline.ingest.pictures import cover_picture
from pipeline.ingest.ranks import by_rank
from pipeline.ingest.remembering import Ears, Readings, stamps
from pipeline.ingest.vocabulary import vocabulary
from pipeline.memory import Memory, recall
from pipeline.model import Address, Handbook, Identity, Page, PageKind, Part, Record, Repair, Suppression, Text
from pipeline.model.repair import Mending
from pipeline.model.text import plain
from pipeline.model.walk import rebuild_pages
from pipeline.source import Span, whole_file


def ingest(
    source: Folder,
    config: Config,
    report: Report,
    only: Collection[str] | None = None,
    memory: Memory | None = None,
) -> Handbook:
    """Read a source folder.

    With `only`, of all its pages these files alone are read; the others are there by their names, so that links find
    them (`read_more` reads more of them). With a `memory`, what did not change since is not read again.

    Raises:
        StopBuildError: the folder holds no text (S101).
    """
    files = folder.index(source.files)
    report = _once(report)
    repairs: list[Repair] = []
    mending = Mending(frozenset(config.repairs.off), repairs.append)
    vouched: list[Suppression] = []
    ears = Ears(report, mending, vouched.append)
    readings = Readings(source, files, ears)
    if memory is not None:
        readings = readings._replace(memory=memory, stamp=stamps(source, memory))
    listed = readings.read_list(("contents",), config, lambda there, index, ears: contents(there, index, config, *ears))
    reader = _Reader(readings, config, listed, only)
    parts = tuple(part for entry in listed.parts if (part := reader.part(entry)).chapters or part.links)
    if not any(part.chapters for part in parts):
        raise StopBuildError(found(Code.S101, None, folder=source.name))
    if listed.is_natural:
        parts = in_order(parts, config.catalogue)
    # Words that stand on pages that are not read would be taken for unused.
    words = readings.read_list(
        ("vocabulary",), config, lambda there, index, ears: vocabulary(there, index, config, ears.report)
    )
    logo = readings.read_list(
        ("logo",), config.logo, lambda there, index, ears: _logo(there, index, config, ears.report)
    )
    return Handbook(
        _identity(source, config, listed.title, parts, logo),
        parts,
        repairs=tuple(dict.fromkeys(repairs)),
        suppressions=tuple(dict.fromkeys(vouched)),
        cover=listed.cover,
        vocabulary=words if only is None else (),
    )


def _once(report: Report) -> Report:
    """Tell each finding once: a piece that many pages include is read as many times."""
    told: set[Diagnostic] = set()

    def tell(finding: Diagnostic) -> None:
        if finding not in told:
            told.add(finding)
            report(finding)

    return tell


def _logo(source: Folder, files: Index, config: Config, report: Report) -> str:
    """Give the picture that handbook.yml names for the cover; one that cannot be used is reported (S220)."""
    if not config.logo:
        return ""
    return cover_picture(source, files, config.logo, setting_place(source, config.logo), report)


def _identity(source: Folder, config: Config, title: str, parts: tuple[Part, ...], logo: str) -> Identity:
    return Identity(
        title=config.title or title or _book_title(source, parts),
        language=config.language,
        subtitle=config.subtitle,
        authors=config.authors,
        organisation=config.organisation,
        version=config.version,
        date=config.date,
        licence=config.licence,
        logo=logo,
    )


def _book_title(source: Folder, parts: tuple[Part, ...]) -> str:
    """Give the title of a book that has none: that of its README, else the folder's name."""
    first = next(page for part in parts for page in part.chapters)
    if first.file.lower() in ("readme.md", "index.md"):
        return plain(first.title).strip()
    words = source.name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


class _Reader:
    """Reads the pages of the contents; remembers the ids given, which must differ."""

    def __init__(self, readings: Readings, config: Config, listed: Contents, only: Collection[str] | None) -> None:
        self.readings = readings
        self.config = config
        self.listed = listed
        self.only = only
        self.ids = set(OWN_IDS)
        self.labels = readings.read_list(("rome",), config.rome, lambda there, _files, ears: _rome(config, there, ears))

    def part(self, entry: PartEntry) -> Part:
        name = self.new_id("part-" + page_id(plain(entry.title) or "book"))
        pages = tuple(page for item in entry.entries for page in self.pages(item))
        return Part(name, entry.title, by_rank(pages) if self.listed.is_natural else pages, entry.links)

    def pages(self, entry: Entry) -> tuple[Page, ...]:
        """Read a page and those below it; where the page is no text, those below take its place.

        A file of ONISEP's XML is as many pages as it holds sheets; those below follow the last.
        """
        if self.only is not None and entry.file and entry.file not in self.only:
            return self.below((self.stub(entry),), entry)
        if sheets.is_xml(entry.file):
            return self.below(tuple(map(self.labelled, self.sheets(entry))), entry)
        page = self.page(entry) if entry.file else _labelled(self.group(entry))
        return self.below((page,) if page is not None else (), entry)

    def below(self, pages: tuple[Page, ...], entry: Entry) -> tuple[Page, ...]:
        """Give pages with those that the entry has below it, under the last."""
        below = tuple(page for item in entry.pages for page in self.pages(item))
        return (*pages[:-1], with_children(pages[-1], below)) if pages else below

    def page(self, entry: Entry) -> Page | None:
        """Read a page's file; the paths that it had before are addresses of it too."""
        wanted = Wanted(entry.file, self.new_id(page_id(entry.file)), self.kind(entry), entry.label)
        former = self.listed.former.get(entry.file, ())

        def read(source: Folder, files: Index, ears: Ears) -> Page | None:
            page = read_page(wanted, source, files, *ears)
            return labelled_page(_labelled(_moved(page, former)), self.labels) if page is not None else None

        return self.readings.read(("page", entry.file), (wanted, former, self.labels), read)

    def sheets(self, entry: Entry) -> Iterator[Page]:
        """Read a file of ONISEP's XML."""
        file = entry.file
        read = self.readings.read(
            ("sheets", file), None, lambda source, _files, ears: sheets.read_sheets(file, source, ears.report)
        )
        return sheet_pages(read, entry.label, self.new_id)

    def labelled(self, sheet: Page) -> Page:
        labels, key = self.labels, ("labelled", sheet.id)
        return recall(self.readings.memory, key, (sheet, labels), (), lambda _world: labelled_page(sheet, labels))

    def stub(self, entry: Entry) -> Page:
        """Make the page that stands for a file that is not read."""
        place, name = whole_file(entry.file), PurePosixPath(entry.file).stem
        former = Record(addresses=self.listed.former.get(entry.file, ()))
        title = (Text(name, place, tuple((at, 0) for at in range(len(name)))),)
        return Page(
            self.new_id(page_id(entry.file)), entry.file, "page", title, (), place, (), entry.label, record=former
        )

    def group(self, entry: Entry) -> Page:
        """Make the page that stands for words of the list that lead to no page: their title, and nothing else."""
        assert entry.place is not None  # noqa: S101  (a group has its place in the list)
        name = self.new_id(page_id(plain(entry.label).strip() or "page"))
        return Page(name, "", "page", entry.label, (), entry.place)

    def kind(self, entry: Entry) -> PageKind | None:
        if entry.kind is not None:
            return entry.kind
        for pattern, kind in self.config.kinds.items():
            if fnmatch.fnmatchcase(entry.file, pattern):
                return kind
        return None

    def new_id(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self.ids:
            number += 1
            name = f"{wanted}-{number}"
        self.ids.add(name)
        return name


def _rome(config: Config, source: Folder, ears: Ears) -> Labels:
    return sheets.rome_labels(config.rome, source, lambda: setting_place(source, config.rome), ears.report)


def _moved(page: Page, former: tuple[Address, ...]) -> Page:
    """Give a page that has the paths that it had before among its addresses."""
    if not former:
        return page
    addresses = (*page.record.addresses, *former)
    return msgspec.structs.replace(page, record=msgspec.structs.replace(page.record, addresses=addresses))


def read_more(handbook: Handbook, source: Folder, config: Config, more: Collection[str], report: Report) -> Handbook:
    """Give a handbook that `ingest` read in part with the pages of more files read."""
    files = folder.index(source.files)
    repairs: list[Repair] = []
    vouched: list[Suppression] = []
    mending = Mending(frozenset(config.repairs.off), repairs.append)

    def one(page: Page) -> Page:
        if page.file not in more:
            return page
        wanted = Wanted(page.file, page.id, None, page.label)
        new = read_page(wanted, source, files, report, mending, vouched.append)
        return _labelled(new) if new is not None else page

    read = rebuild_pages(handbook, one)
    return msgspec.structs.replace(
        read,
        repairs=tuple(dict.fromkeys((*read.repairs, *repairs))),
        suppressions=tuple(dict.fromkeys((*read.suppressions, *vouched))),
    )


def _labelled(page: Page) -> Page:
    """Give a page without a label that only repeats its title."""
    is_same = plain(page.label).strip().casefold() == plain(page.title).strip().casefold()
    return msgspec.structs.replace(page, label=()) if is_same else page


def setting_place(source: Folder, value: str) -> Span:
    """Give the place in handbook.yml of a value, that of its first line where it is not found."""
    for number, line in enumerate(text_of(source, CONFIG_FILE).split("\n"), start=1):
        at = line.find(value)
        if at >= 0:
            return Span(CONFIG_FILE, number, at + 1, number, at + 1 + len(value))
    return whole_file(CONFIG_FILE)


def _unheard(_repair: Repair) -> None:
    """Tell nothing: a text as it stands on disk is not repaired."""


class _Stamps(NamedTuple):
    """What reading a file's text again may ask: whether the file is the same."""

    stamp: Callable[[str], object]


def texts(source: Folder, memory: Memory | None = None) -> Callable[[str], str]:
    """Give `text_of` for the files of a folder, each read once; with a `memory`, only those that changed are read."""
    if memory is None:
        return cache(lambda file: text_of(source, file))
    world = _Stamps(stamps(source, memory))

    def read(file: str, asked: _Stamps) -> str:
        asked.stamp(file)  # first: what is written meanwhile is read the next time
        return text_of(source, file)

    return cache(lambda file: memory.recall(("text", file), None, world, lambda asked: read(file, asked)))


def text_of(source: Folder, file: str) -> str:
    r"""Give the text of a source file as it stands on disk, decoded, with `\n` line endings; "" when it is none."""
    try:
        decoded = decode(file, source.read(file), lambda _found: None, Mending(frozenset(("encoding",)), _unheard))
    except OSError:
        return ""
    return decoded.raw if decoded is not None else ""
