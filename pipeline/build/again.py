"""Reading a handbook again in one process, for the live preview: what did not change is not read twice."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.build.stages import Opened, whole_book
from pipeline.config import EditionName
from pipeline.diagnostics import Diagnostic, Report
from pipeline.memory import Kept, Memory
from pipeline.model import Handbook, Page
from pipeline.model.walk import each, each_page


class Former(NamedTuple):
    """What was made of the sources the last time.

    Attributes:
        handbook: the canonical model, its markers recognised. Pages that came out the same are the very same objects as
            the time before (`is`), so that what is made of a page can be kept by its identity.
        findings: all that was told of it, in the order of a full run.
        kept: what the next run may remember; nobody else's.
    """

    handbook: Handbook
    findings: tuple[Diagnostic, ...]
    kept: Mapping[Hashable, Kept]


def again(former: Former | None, opened: Opened, report: Report, edition: EditionName | None = None) -> Former:
    """Do what `stages.whole_book` does, reading and cleaning only what changed since `former` was made.

    The result is that of a full run, its findings and their order included; `former` stays as it is, so that a run
    which fails leaves it to the next one.

    Args:
        former: what was made of these sources before, None at first.
        opened: the folder as it is now, just opened, and its settings.
        report: told every finding, also those that were told the time before.
        edition: that of the settings where it is None.

    Raises:
        StopBuildError: as `stages.whole_book` does.
    """
    told: list[Diagnostic] = []

    def hear(finding: Diagnostic) -> None:
        told.append(finding)
        report(finding)

    memory = Memory(former.kept) if former is not None else Memory()
    handbook = whole_book(opened, hear, edition, memory)
    return Former(_with_former_pages(handbook, former), tuple(told), memory.kept)


def _with_former_pages(handbook: Handbook, former: Former | None) -> Handbook:
    """Give a book in which each page that came out as it was is the very one that it was."""
    if former is None:
        return handbook
    pages = {page.id: page for part in former.handbook.parts for page in each_page(part.chapters)}

    def one(page: Page) -> Page:
        below = each(page.children, one)
        new = page if below is page.children else replace(page, children=below)
        old = pages.get(page.id)
        return old if old == new else new

    return replace(handbook, parts=each(handbook.parts, lambda part: replace(part, chapters=each(part.chapters, one))))
