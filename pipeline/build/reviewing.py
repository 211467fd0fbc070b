"""The way back: returned files read, their remarks placed in today's sources, then the report, the patch, the markers.

Nothing of the sources changes but by `inserting`, on request.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.build import run, stages
from pipeline.build.editions import book_of, edition_again, edition_of, made_today, unheard
from pipeline.build.inserting import Inserted, inserted, noted
from pipeline.build.reading import real_path
from pipeline.build.writing import write_all
from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.emit.order import Order
from pipeline.ingest import text_of
from pipeline.model import Handbook
from pipeline.review.changing import Changes, changes, numbered
from pipeline.review.moving import moved_review
from pipeline.review.patch import patch
from pipeline.review.remark import Remark, Review
from pipeline.review.report.forms import as_files
from pipeline.review.report.gathered import Account, account

PATCH_FILE = "review.patch"


class Reviewed(NamedTuple):
    """A review of today's sources, and what becomes of its changes."""

    review: Review
    changes: Changes
    account: Account
    order: Order
    handbook: Handbook


class Base(NamedTuple):
    """Where a patch is applied: the folder, and the path of the source folder from there ("" for that folder)."""

    folder: Path
    below: str


def reviewed(opened: stages.Opened, files: Sequence[Path], report: Report) -> Reviewed:
    """Read returned files and place their remarks in today's sources.

    Raises:
        StopBuildError: the sources hold no text, or a file cannot be read.
    """
    handbook = stages.silent_book(opened, unheard)
    return settled(opened, handbook, review_of(opened, handbook, files, report))


def settled(opened: stages.Opened, handbook: Handbook, review: Review) -> Reviewed:
    """Settle what becomes of the changes of a review, and gather its report.

    Where the sources changed only because a remark was written into them, that is no conflict.
    """
    known = noted(review, handbook, opened)
    remarks = (
        replace(one, certainty="near", today="") if number in known and one.certainty == "conflict" else one
        for number, one in numbered(review)
    )
    return _gathered(opened, handbook, replace(review, remarks=tuple(remarks)), known)


def _gathered(opened: stages.Opened, handbook: Handbook, review: Review, known: frozenset[int]) -> Reviewed:
    order = run.order_of(handbook, opened)
    told = changes(review, opened.folder.read)
    return Reviewed(review, told, account(review, told, order, known), order, handbook)


def review_of(opened: stages.Opened, handbook: Handbook, files: Sequence[Path], report: Report) -> Review:
    """Give the remarks of all files, in the order of the sources."""
    # Imported when it is asked for: nothing else of the program reads a word processor's files.
    from pipeline.manuscript.reading import read
    from pipeline.review.merging import merged
    from pipeline.review.placing import reviewed as placed

    names = names_of(files)
    make, final = cache(partial(made_today, opened)), cache(partial(book_of, opened, "final"))
    remarks: list[tuple[Remark, ...]] = []
    for file, name in zip(files, names, strict=True):
        manuscript = read(file, report, name)
        edition = edition_of(manuscript) or edition_again(manuscript, name, make, report)
        book = handbook if edition is None or edition.draft else final()
        remarks.append(placed(manuscript, name, edition, book, lambda source: text_of(opened.folder, source)))
    return merged(handbook.identity.title, tuple(zip(names, remarks, strict=True)))


def names_of(files: Sequence[Path]) -> tuple[str, ...]:
    """Give each file's name; with its folder's where two have the same."""
    names = [file.name for file in files]
    return tuple(
        file.name if names.count(file.name) == 1 else f"{file.resolve().parent.name}/{file.name}" for file in files
    )


def refuse_among_sources(out: Path, root: Path) -> None:
    """Refuse to write a report into a folder that holds sources.

    Raises:
        StopBuildError: the folder is that of the sources, one above it, or one of its folders with pages in it (E228).
    """
    real, source = real_path(out), real_path(root)
    among = real == source or (real.is_relative_to(source) and _holds_pages(real))
    if among:
        raise StopBuildError(found(Code.E228, None, folder=out))


def _holds_pages(folder: Path) -> bool:
    """Tell whether a folder holds pages that are not a report's."""
    return folder.is_dir() and any(file.suffix == ".md" and file.name != "review.md" for file in folder.iterdir())


def base_of(root: Path) -> Base:
    """Give where a patch of a source folder is applied.

    `git apply` takes the paths of a patch from the top of the repository, wherever it is called; without a repository
    it takes them from the folder it is called in, as `patch -p1` always does.
    """
    source, here = real_path(root), real_path(Path.cwd())
    top = next((folder for folder in (source, *source.parents) if os.path.lexists(folder / ".git")), None)
    folder = top or (here if source.is_relative_to(here) else source)
    below = source.relative_to(folder).as_posix()
    return Base(folder, "" if below == "." else below)


def write(
    told: Reviewed, opened: stages.Opened, out: Path, base: Base | None, *, is_listed: bool = True
) -> tuple[Path, ...]:
    """Write the report where it `is_listed`, and the patch where it has a base and a change; all or none.

    Raises:
        StopBuildError: the folder can't be written (E101).
    """
    files = dict(as_files(told.account, told.order)) if is_listed else {}
    data = b""
    if base is not None:
        data = patch(told.review, told.changes, opened.folder.read, base.below, told.order.say)
    if data:
        files[PATCH_FILE] = data
    written = write_all(out, files)
    if not data:
        (out / PATCH_FILE).unlink(missing_ok=True)  # that of another review must not be taken for this one's
    return written


def insert(told: Reviewed, opened: stages.Opened, *, without_changes: bool) -> Inserted:
    """Find a place for each remark as a marker; nothing is written. `without_changes`: those of the patch stay out."""
    return inserted(told.review, told.changes if without_changes else None, told.handbook, opened)


def after_markers(told: Reviewed, made: Inserted, opened: stages.Opened) -> Reviewed:
    """Give a review at its places in the sources as they stand once these markers were written into them."""
    review = moved_review(told.review, made.before, made.after, made.puts)
    numbers = (number for puts in made.puts.values() for put in puts for number in put.numbers)
    return _gathered(opened, told.handbook, review, frozenset((*made.known, *numbers)))
