"""GitBook's reusable pieces (`{% include "…" %}`): read where they are called, never in a circle."""

from __future__ import annotations

from pipeline.diagnostics import Code, Report, found
from pipeline.ingest import folder, front_matter, pictures
from pipeline.ingest.decoding import decode
from pipeline.ingest.folder import Folder, Index
from pipeline.ingest.lines import script
from pipeline.ingest.markdown import Include, Reading, read_markdown
from pipeline.model import Blocks
from pipeline.model.repair import Mending
from pipeline.source import Span


def includer(source: Folder, files: Index, chain: tuple[str, ...], report: Report, mending: Mending) -> Include:
    """Give the function that reads an included piece; `chain` holds the files that led here, the page first."""

    def include(written: str, place: Span) -> Blocks:
        file = folder.resolve(files, chain[-1], written)
        if not file:
            report(found(Code.S134, place, file=written))
            return ()
        if file in chain:
            report(found(Code.S133, place, file=file, chain=" → ".join((*chain[chain.index(file) :], file))))
            return ()
        decoded = decode(file, source.read(file), report, mending)
        if decoded is None:
            return ()
        _matter, body = front_matter.split(script(file, decoded), report)
        find = pictures.finder(source, files, file, report)
        inner = includer(source, files, (*chain, file), report, mending)
        content = read_markdown(Reading(body, report, find, inner, mending))
        return (*content.blocks, *(block for note in content.footnotes for block in note.blocks))

    return include
