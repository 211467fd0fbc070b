"""Checking some files of a handbook: only what must be read for it is (a commit changes one page among a thousand).

Read are the settings, the table of contents, the files asked about, what they include, and the pages whose headings
they link to. Every other page is known by its name.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.build import stages
from pipeline.build.books import is_book
from pipeline.build.reading import BASELINE_FILE, name_of
from pipeline.build.today import print_date
from pipeline.config import CONFIG_FILE
from pipeline.diagnostics import Code, Diagnostic, Report
from pipeline.ingest import Folder, ingest, read_more
from pipeline.ingest.folder import TEXTS, index
from pipeline.ingest.gitbook_settings import FILES as SETTINGS_FILES
from pipeline.ingest.gitbook_settings import gitbook_settings
from pipeline.ingest.job_sheet.files import is_xml
from pipeline.ingest.listing import is_outside
from pipeline.model import Handbook, Link, Marker, Page, Part
from pipeline.model.walk import each_page, walk
from pipeline.normalise.targets import Face, Targets, all_targets, find, is_lost, page_at, spellings
from pipeline.source import whole_file

# What is said of a page as a whole, which a piece that pages include is not.
_OF_PAGES = frozenset((Code.N104, Code.N105))


class Chosen(NamedTuple):
    """Files to check: their source folder, and their paths in it."""

    folder: Path
    files: tuple[str, ...]


class Read(NamedTuple):
    """What was read of a book.

    Attributes:
        handbook: the book; its markers are those of the files looked at.
        told: what was found in them.
        files: the files asked about and the pieces they include.
        outside: those asked about that are no pages of the book.
    """

    handbook: Handbook
    told: tuple[Diagnostic, ...]
    files: frozenset[str]
    outside: frozenset[str]


def chosen_files(paths: Iterable[Path], usual: Path) -> tuple[Chosen, ...]:
    """Group files by the handbook they belong to; what is not there, or no file, is passed over.

    A file's handbook is the nearest folder above it that holds a table of contents, settings or a baseline, up to the
    root of its git repository; else the folder that is usually read (`usual`), where the file lies in it; else the
    file's own.
    """
    groups: dict[Path, list[str]] = {}
    homes: dict[Path, Path | None] = {}
    for path in paths:
        whole = Path(os.path.abspath(path))  # noqa: PTH100  (a link stays one: `open_folder` knows where it leads)
        if whole.is_file():
            if whole.parent not in homes:
                homes[whole.parent] = _home(whole.parent, Path(os.path.abspath(usual)))  # noqa: PTH100
            folder = homes[whole.parent]
            if folder is not None:
                groups.setdefault(folder, []).append(name_of(whole.relative_to(folder)))
    return tuple(Chosen(folder, tuple(dict.fromkeys(files))) for folder, files in groups.items())


def _home(below: Path, usual: Path) -> Path | None:
    """Give the source folder of the files of a folder; None beside the usual one, where they belong to no handbook."""
    for folder in (below, *below.parents):
        names = _names_in(folder)
        if BASELINE_FILE in names:
            return folder
        if is_book(names):
            return _outer(folder)
        if (folder / ".git").exists():
            break
    if below.is_relative_to(usual):
        return usual
    return None if below.is_relative_to(Path.cwd()) else below


def _names_in(folder: Path) -> list[str]:
    """Give the names in a folder, none for one that nobody may look into."""
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def _outer(folder: Path) -> Path:
    """Give the folder whose GitBook settings say that its pages are in this one, else this one."""
    for above in folder.parents:
        names = [name for name in SETTINGS_FILES if (above / name).is_file()]
        if names and _root(above, names[0], folder.relative_to(above).as_posix()):
            return above
        if (above / ".git").exists():
            break
    return folder


def _root(above: Path, settings: str, inside: str) -> bool:
    """Tell whether a folder's GitBook settings say that its pages are in this folder inside it."""

    def read(name: str) -> bytes:
        return (above / name).read_bytes()

    source = Folder(above.name, (settings, f"{inside}/README.md"), read)
    return gitbook_settings(source, index(source.files), _unheard).root == inside


def _unheard(_finding: Diagnostic) -> None:
    """Tell nothing: whole checks tell it."""


def read_some(opened: stages.Opened, files: Sequence[str], before: Sequence[Diagnostic] = ()) -> Read:
    """Read some files of a source folder, and no more than must be; those that are no sources are passed over.

    `before` is what was told when it was opened: of handbook.yml, where that is one of the files.

    Raises:
        StopBuildError: as `ingest` and `normalise` do.
    """
    told = list(before)
    folder, seen = _watched(opened.folder)
    lists = _lists(folder)
    asked = frozenset(files) & frozenset(folder.files)
    pages = frozenset(file for file in asked - lists if file.lower().endswith(TEXTS) or is_xml(file))
    near = opened._replace(folder=folder)
    if not asked & lists:
        near = opened._replace(folder=_without_sheets(folder, pages), config=replace(opened.config, rome=""))
    handbook = ingest(near.folder, near.config, told.append, pages)
    outside = pages - {page.file for page in _pages(handbook)}
    handbook = _with_others(handbook, near, sorted(outside), told.append)
    pieces = frozenset(file for file in seen if file.lower().endswith(TEXTS)) - lists
    handbook = _with_goals(handbook, near, pages)
    handbook, later = _cleaned(handbook, near, opened._replace(folder=folder), lists & asked)
    told += later
    stages.report_overdue(handbook, print_date(), told.append)
    shared = frozenset(file for file in outside if _is_piece(file))
    told = [one for one in told if one.where is not None and one.where.file in asked | pieces]
    return Read(
        _with_markers_of(handbook, asked | pieces, shared),
        tuple(one for one in told if one.code is not Code.S132 and not _is_of_page(one, shared)),
        asked | pieces,
        outside - shared,
    )


def _cleaned(
    handbook: Handbook, near: stages.Opened, opened: stages.Opened, lists: frozenset[str]
) -> tuple[Handbook, list[Diagnostic]]:
    """Give a handbook cleaned, its markers recognised, and what was told on the way.

    Of the lists that are asked about, a label with a marker may only repeat the title of its page, where the marker is
    then told: those pages are read too.
    """
    told: list[Diagnostic] = []
    cleaned = stages.clean(handbook, opened, told.append)
    pages = {marker.page for marker in cleaned.markers if marker.span.file in lists}
    files = {page.file for page in _pages(handbook) if page.id in pages and page.file}
    if not files:
        return cleaned, told
    told = []
    more = read_more(handbook, near.folder, near.config, files, _unheard)
    return stages.clean(more, opened, told.append), told


def _watched(folder: Folder) -> tuple[Folder, Collection[str]]:
    """Give a folder that reads each file once, and the names of those that were read."""
    seen: dict[str, bytes] = {}

    def read(file: str) -> bytes:
        if file not in seen:
            seen[file] = folder.read(file)
        return seen[file]

    return folder._replace(read=read), seen.keys()


def _lists(folder: Folder) -> frozenset[str]:
    """Give the files that say what the book is made of."""
    summary = gitbook_settings(folder, index(folder.files), _unheard).summary
    return frozenset((CONFIG_FILE, *SETTINGS_FILES, summary))


def _without_sheets(folder: Folder, kept: Collection[str]) -> Folder:
    """Give a folder without files of data: whether one holds job sheets is known only by reading it."""
    return folder._replace(files=tuple(file for file in folder.files if file in kept or not is_xml(file)))


def _pages(handbook: Handbook) -> Iterator[Page]:
    return (page for part in handbook.parts for page in each_page(part.chapters))


def _is_piece(file: str) -> bool:
    """Tell a file of a hidden folder, where GitBook keeps the pieces that its pages include."""
    return any(step.startswith(".") for step in file.split("/")[:-1])


def _with_others(handbook: Handbook, near: stages.Opened, files: Sequence[str], report: Report) -> Handbook:
    """Give a handbook with files that it does not list as pages of a last part."""
    texts = [file for file in files if file.lower().endswith(TEXTS)]
    if not texts:
        return handbook
    stubs = tuple(Page(f"other-{at}", file, "page", (), (), whole_file(file)) for at, file in enumerate(texts))
    more = replace(handbook, parts=(*handbook.parts, Part("part-others", (), stubs)))
    return read_more(more, near.folder, near.config, texts, report)


def _with_goals(handbook: Handbook, near: stages.Opened, asked: frozenset[str]) -> Handbook:
    """Give a handbook with the pages read that are needed to tell a dead link from a sound one.

    They are the pages whose headings the files asked about link to, and, where a link leads nowhere by its path, those
    whose own settings hold its name: a page may have another address than its file's.
    """
    targets, _listed = all_targets(handbook, near.folder.files)
    needed: set[str] = set()
    lost: set[bytes] = set()
    for page in (page for page in _pages(handbook) if page.file in asked):
        for link in (one for one in walk(replace(page, children=())) if isinstance(one, Link)):
            if is_outside(link.target) or is_lost(link.target):
                continue
            bases = (replace(page, file=link.span.file), page)  # one of a piece may be written from its own folder
            goals = [goal for base in bases if (goal := _goal(targets, link.target, base)) is not None]
            if "#" in link.target:
                needed.update(goal.file for goal in goals)
            if not goals and all(find(targets, link.target, base) is None for base in bases):
                lost.update(_names(link.target))
    if lost:
        others = (page.file for page in _pages(handbook) if page.file and page.file not in asked)
        needed.update(file for file in others if _holds(near.folder, file, lost))
    more = needed - asked
    return read_more(handbook, near.folder, near.config, more, _unheard) if more else handbook


def _goal(targets: Targets, target: str, base: Page) -> Face | None:
    """Give the page whose headings a link may lead to."""
    goals = (page_at(targets, path, base) for path, _fragment in spellings(target) if path)
    return next((goal for goal in goals if goal is not None), None)


def _names(target: str) -> Iterator[bytes]:
    """Give the last names of a link's path, as the address of a page may hold them."""
    for path, _fragment in spellings(target):
        if name := PurePosixPath(path).stem:
            yield name.encode()


def _holds(folder: Folder, file: str, names: Collection[bytes]) -> bool:
    """Tell whether the settings at the top of a page hold one of these names."""
    try:
        data = folder.read(file)
    except OSError:
        return False
    settings = data[: max(data.find(b"\n---", 3), data.find(b"\n+++", 3), 0)] if data[:3] in (b"---", b"+++") else b""
    return any(name in settings for name in names)


def _is_of_page(told: Diagnostic, pieces: Collection[str]) -> bool:
    return told.code in _OF_PAGES and told.where is not None and told.where.file in pieces


def _with_markers_of(handbook: Handbook, files: Collection[str], pieces: Collection[str]) -> Handbook:
    """Give a handbook that lists the markers of some files only; a piece may be empty."""

    def is_asked(marker: Marker) -> bool:
        file = marker.span.file
        return file in files and not (file in pieces and marker.kind == "empty-page")

    markers = tuple(marker for marker in handbook.markers if is_asked(marker))
    return replace(handbook, markers=markers, suppressed=tuple(s for s in handbook.suppressed if is_asked(s.marker)))
