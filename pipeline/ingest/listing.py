"""A list of pages being read: its entries, and how its lines find their files."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import folder
from pipeline.ingest.folder import Folder, Index
from pipeline.ingest.gitbook_settings import page_file
from pipeline.model import Inlines, Link, PageKind
from pipeline.model.repair import Mending
from pipeline.model.text import plain
from pipeline.source import Span

# RFC 3986: a scheme, or a host without one.
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# Names compared to propose the nearest one, in one list: a quarter of a second. Hints by the hundred are not read.
_PATIENCE = 50_000
_NAMED = 3  # files that are not there, in the hint of one that is not listed


class Entry(NamedTuple):
    """A page of the contents and the pages below it.

    Without a file it is a group: words of the list (at `place`) that lead to no page and hold those below.
    """

    file: str
    label: Inlines = ()
    kind: PageKind | None = None
    pages: tuple[Entry, ...] = ()
    place: Span | None = None


class PartEntry(NamedTuple):
    """A part of the contents; without a title it is the whole book, or the pages before the first part.

    `links` lead to what is no page: other sites, or files of the source folder.
    """

    title: Inlines
    entries: tuple[Entry, ...]
    links: tuple[Link, ...] = ()


class Listing(NamedTuple):
    """A list being read.

    Attributes:
        listed: gathers the files that the list names.
        missing: gathers those that are not there, with their places.
    """

    source: Folder
    files: Index
    report: Report
    listed: set[str]
    missing: list[tuple[str, Span]]
    mending: Mending

    def page(self, base: str, target: str, place: Span) -> str | None:
        """Give the file that a line of the list at `base` names.

        Returns:
            The file, the first time it is named; "" where there is no such file (told by `tell_missing`); None where
            it stands already (S131, or S138 for an entry that leads to a heading of it).
        """
        path, _, fragment = target.partition("#")
        file = page_file(self.files, base, path) if path else ""
        if file and file not in self.listed:
            self.listed.add(file)
            return file
        if file and not fragment:
            self.report(found(Code.S131, place, file=file))
        elif file or not path:
            self.report(found(Code.S138, place, words=target))
        else:
            self.missing.append((target, place))
            return ""
        return None

    def tell_words(self, words: Inlines) -> None:
        """Tell words of the list that enter no book (S138)."""
        said = plain(words).strip()
        place = next((node.span for node in words if hasattr(node, "span")), None)
        if said:
            self.report(found(Code.S138, place, words=said))

    def tell_missing(self, unlisted: Sequence[str]) -> None:
        """Tell the files that are not there (S130), each with the nearest of those that the list does not name."""
        names = {_own_name(file): file for file in reversed(unlisted)}  # of files with the same name the first is meant
        for number, (target, place) in enumerate(self.missing, start=1):
            path = target.partition("#")[0]
            guess = names.get(_own_name(path), "")
            if not guess and number * len(unlisted) <= _PATIENCE:
                guess = next(iter(difflib.get_close_matches(path, unlisted, n=1, cutoff=0.6)), "")
            self.report(found(Code.S130, place, file=target, guess=guess))

    def missing_names(self) -> str:
        """Give the files that are not there in a few words, "" where there are none."""
        names = tuple(dict.fromkeys(target for target, _place in self.missing))
        return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


def new_listing(source: Folder, files: Index, report: Report, mending: Mending) -> Listing:
    """Begin to read a list."""
    return Listing(source, files, report, set(), [], mending)


def _own_name(path: str) -> str:
    return folder.fold(path.rpartition("/")[2])


def is_outside(target: str) -> bool:
    """Tell whether a target leads out of the source folder by its scheme or host."""
    return _OUTSIDE.match(target) is not None
