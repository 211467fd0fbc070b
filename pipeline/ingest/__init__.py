"""Stage 1, ingest: a source folder -> the handbook as its authors wrote it, nothing lost, everything with its place."""

from __future__ import annotations

import fnmatch

import msgspec

from pipeline.config import Config
from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.ingest import folder
from pipeline.ingest.contents import Entry, PartEntry, contents, same_words
from pipeline.ingest.decoding import decode
from pipeline.ingest.folder import Folder as Folder
from pipeline.ingest.folder import Index
from pipeline.ingest.folder import natural_key as natural_key
from pipeline.ingest.page import Wanted, page_id, read_page, with_children
from pipeline.model import Handbook, Identity, Page, PageKind, Part, Repair
from pipeline.model.repair import Mending
from pipeline.model.text import plain


def ingest(source: Folder, config: Config, report: Report) -> Handbook:
    """Read a source folder.

    Raises:
        StopBuildError: the folder holds no text (S101).
    """
    files = folder.index(source.files)
    repairs: list[Repair] = []
    mending = Mending(frozenset(config.repairs.off), repairs.append)
    listed = contents(source, files, config, report, mending)
    reader = _Reader(source, files, config, report, mending)
    parts = tuple(part for entry in listed if (part := reader.part(entry)).chapters)
    if not parts:
        raise StopBuildError(found(Code.S101, None, folder=source.name))
    return Handbook(_identity(source, config, parts), parts, repairs=tuple(dict.fromkeys(repairs)))


def _identity(source: Folder, config: Config, parts: tuple[Part, ...]) -> Identity:
    return Identity(
        title=config.title or _book_title(source, parts),
        language=config.language,
        subtitle=config.subtitle,
        authors=config.authors,
        organisation=config.organisation,
        version=config.version,
        date=config.date,
    )


def _book_title(source: Folder, parts: tuple[Part, ...]) -> str:
    """Give the title of a book that has none: that of its README, else the folder's name."""
    first = parts[0].chapters[0]
    if first.file.lower() in ("readme.md", "index.md"):
        return plain(first.title).strip()
    words = source.name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


class _Reader:
    """Reads the pages of the contents; remembers the ids given, which must differ."""

    def __init__(self, source: Folder, files: Index, config: Config, report: Report, mending: Mending) -> None:
        self.source = source
        self.files = files
        self.config = config
        self.report = report
        self.mending = mending
        self.ids: set[str] = set()

    def part(self, entry: PartEntry) -> Part:
        name = self.new_id("part-" + page_id(plain(entry.title) or "book"))
        return Part(name, entry.title, tuple(page for item in entry.entries for page in self.pages(item)))

    def pages(self, entry: Entry) -> tuple[Page, ...]:
        """Read a page and those below it; where the page is no text, those below take its place."""
        wanted = Wanted(entry.file, self.new_id(page_id(entry.file)), self.kind(entry), entry.label)
        page = read_page(wanted, self.source, self.files, self.report, self.mending)
        below = tuple(page for item in entry.pages for page in self.pages(item))
        if page is None:
            return below
        if same_words(page.label, page.title):
            page = msgspec.structs.replace(page, label=())
        return (with_children(page, below),)

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


def _unheard(_repair: Repair) -> None:
    """Tell nothing: a text as it stands on disk is not repaired."""


def text_of(source: Folder, file: str) -> str:
    r"""Give the text of a source file as it stands on disk, decoded, with `\n` line endings; "" when it is none."""
    try:
        decoded = decode(file, source.read(file), lambda _found: None, Mending(frozenset(("encoding",)), _unheard))
    except OSError:
        return ""
    return decoded.raw if decoded is not None else ""
