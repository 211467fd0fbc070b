"""The edition that a returned file was made as: inside it, in the cache, or made anew from today's sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.build import run, stages
from pipeline.build.authorship import signed
from pipeline.build.cache import kept, own_cache
from pipeline.config import EditionName
from pipeline.diagnostics import Code, Diagnostic, Report, found
from pipeline.emit import EMITTERS
from pipeline.manuscript.edition import Edition, cache_key, identity, packed, unpacked
from pipeline.manuscript.manuscript import Manuscript
from pipeline.model import Handbook

# How many of the anchors of a returned file a draft of today must have for no other edition to be tried.
_SURE = 0.9


class Known(NamedTuple):
    """An edition made anew, and its identity."""

    edition: Edition
    identity: str


def edition_of(manuscript: Manuscript) -> Edition | None:
    """Give the edition that a file was made as: the file carries it, else the build's cache has kept it."""
    edition = unpacked(manuscript.packed) if manuscript.packed else None
    if edition is None and manuscript.edition:
        data = kept(own_cache(), "fragments", cache_key(manuscript.edition))
        edition = unpacked(data) if data is not None else None
    return edition


def edition_again(
    manuscript: Manuscript, name: str, make: Callable[[EditionName], Known], report: Report
) -> Edition | None:
    """Give the edition to compare a file with that lost its own: made anew, the very one or the most like it.

    Where it is another one (the sources have changed since, or the day that is printed), that is told (E221). A file
    that nothing of us is left in has none (E227).
    """
    anchors = {anchor.name for paragraph in manuscript.paragraphs for anchor in paragraph.anchors}
    if not manuscript.edition and not anchors:
        report(found(Code.E227, None, file=name))
        return None
    draft = make("draft")
    if draft.identity == manuscript.edition:
        return draft.edition
    best = draft
    if len(anchors & draft.edition.sources.keys()) < len(anchors) * _SURE:
        final = make("final")
        if final.identity == manuscript.edition:
            return final.edition
        best = max(draft, final, key=lambda one: len(anchors & one.edition.sources.keys()))
    report(found(Code.E221, None, file=name))
    return best.edition


def made_today(opened: stages.Opened, edition: EditionName) -> Known:
    """Make today's edition, as `handbook build` makes its Word file: what a file carries is what is read of it."""
    # Imported when it is asked for: nothing else of the program reads a word processor's files.
    from pipeline.manuscript.reading import read

    handbook = book_of(opened, edition)
    order = run.order_of(signed(handbook, opened, unheard), opened, edition)
    ((name, data),) = EMITTERS["docx"](order).items()
    manuscript = read(data, unheard, name)
    made = unpacked(manuscript.packed)
    assert made is not None  # noqa: S101  (every Word file of ours carries it)
    return Known(made, identity(packed(made)))


def book_of(opened: stages.Opened, edition: EditionName) -> Handbook:
    """Give today's book as an edition shows it."""
    book = stages.silent_book(opened, unheard, edition)
    return stages.final_edition(book, opened) if edition == "final" else book


def unheard(_finding: Diagnostic) -> None:
    """Say nothing: a review is about what reviewers wrote; `handbook check` tells the rest."""
