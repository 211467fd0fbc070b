"""GitBook's reusable pieces (`{% include "…" %}`): read where they are called, never in a circle."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.config import YamlValue
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import folder, front_matter, pictures
from pipeline.ingest.decoding import decode
from pipeline.ingest.folder import Folder, Index
from pipeline.ingest.lines import Script, script
from pipeline.ingest.markdown import Include, Reading, Shelf, Vouch, read_markdown
from pipeline.ingest.variables import variables
from pipeline.model import Blocks
from pipeline.model.repair import Mending
from pipeline.source import Span

# Pieces in one page, and one in the other: more than any page has, fewer than would make a book of a page.
_MOST_PIECES = 300
_DEEPEST = 12


class Around(NamedTuple):
    """What the pages of a folder share while they are read."""

    source: Folder
    files: Index
    report: Report
    mending: Mending
    vouch: Vouch


def reading(around: Around, file: str, body: Script, matter: YamlValue | None) -> Reading:
    """Give what reading a page needs, its pieces and the other files of its folder within reach."""
    source, files, report, mending, vouch = around
    return Reading(
        body,
        report,
        pictures.finder(source, files, file, report),
        _includer(around, (file,), matter, [0]),
        mending,
        variables=variables(source, files, file, matter, report),
        shelf=_shelf(source, files, file),
        vouch=vouch,
    )


def _shelf(source: Folder, files: Index, file: str) -> Shelf:
    def read(path: str) -> bytes:
        try:
            return source.read(path)
        except OSError:
            return b""

    return Shelf(lambda written: folder.resolve(files, file, written), source.size, read)


def _includer(around: Around, chain: tuple[str, ...], matter: YamlValue | None, count: list[int]) -> Include:
    """Give the function that reads an included piece.

    `chain` holds the files that led here, the page first; `matter` is the page's front matter, whose variables its
    pieces may use; `count` counts the pieces of the page.
    """
    source, files, report, mending, vouch = around

    def include(written: str, place: Span) -> Blocks:
        file = folder.resolve(files, chain[-1], written)
        if not file:
            report(found(Code.S134, place, file=written))
            return ()
        if file in chain:
            report(found(Code.S133, place, file=file, chain=" → ".join((*chain[chain.index(file) :], file))))
            return ()
        count[0] += 1
        if count[0] > _MOST_PIECES or len(chain) > _DEEPEST:
            if count[0] <= _MOST_PIECES + 1:
                report(found(Code.S207, place, file=chain[0]))
            count[0] = max(count[0], _MOST_PIECES + 1)
            return ()
        decoded = decode(file, source.read(file), report, mending)
        if decoded is None:
            return ()
        own, body = front_matter.split(script(file, decoded), report)
        inner = Reading(
            body,
            report,
            pictures.finder(source, files, file, report),
            _includer(around, (*chain, file), matter, count),
            mending,
            variables=variables(source, files, chain[0], matter or own.values, report),
            shelf=_shelf(source, files, file),
            vouch=vouch,
        )
        content = read_markdown(inner)
        return (*content.blocks, *(block for note in content.footnotes for block in note.blocks))

    return include
