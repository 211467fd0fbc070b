"""Sheets of an XML file as pages of the book, and the labels of ROME codes on any page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from pipeline.ingest.job_sheet.onisep import Metier
from pipeline.ingest.job_sheet.rome import Labels, labelled
from pipeline.model import Inlines, JobSheet, Page, Text
from pipeline.model.walk import each


def sheet_pages(metiers: Iterable[Metier], label: Inlines, new_id: Callable[[str], str]) -> Iterator[Page]:
    """Give the sheets as pages: ids come from ONISEP's own (`met-7958`). A label of the list names a sheet alone."""
    held = list(metiers)
    for number, (title, sheet, place) in enumerate(held, start=1):
        name = sheet.identifier.lower().replace(".", "-") or f"{place.file.rpartition('/')[2][:-4]}-{number}"
        words = title or (Text(sheet.identifier or str(number), place),)
        own = label if len(held) == 1 else ()
        yield Page(new_id(_plain_id(name)), place.file, "job-sheet", words, (sheet,), place, label=own)


def _plain_id(name: str) -> str:
    bare = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name.lower()).strip("-")
    return bare if bare[:1].isalpha() else f"met-{bare}".rstrip("-")


def labelled_page(page: Page, labels: Labels) -> Page:
    """Give a page whose sheet has the labels of its ROME codes."""
    if page.kind != "job-sheet":
        return page
    blocks = each(page.blocks, lambda block: labelled(block, labels) if isinstance(block, JobSheet) else block)
    return page if blocks is page.blocks else replace(page, blocks=blocks)
