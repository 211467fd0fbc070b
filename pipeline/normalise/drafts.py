"""The pass that keeps a final edition to the pages that are to be published."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.diagnostics import Code, StopBuildError, found
from pipeline.model import Handbook, Page, Part
from pipeline.model.text import plain
from pipeline.model.walk import each_page
from pipeline.normalise.context import Context


def drafts(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook, in a final edition without the pages whose settings say draft; each is told (N121).

    The pages below one take its place. What its author vouches for goes with it.

    Raises:
        StopBuildError: no page would be left (N122).
    """
    pages = [page for part in handbook.parts for page in each_page(part.chapters)]
    left_out = [page for page in pages if page.record.is_draft]
    if not context.is_final or not left_out:
        return handbook
    for page in left_out:
        context.report(found(Code.N121, page.span, title=plain(page.title).strip()))
    if len(left_out) == len(pages):
        raise StopBuildError(found(Code.N122, None))
    files = {page.file for page in left_out}
    parts = (_part(part) for part in handbook.parts)
    return replace(
        handbook,
        parts=tuple(part for part in parts if part.chapters or part.links),
        suppressions=tuple(one for one in handbook.suppressions if one.span.file not in files),
    )


def _part(part: Part) -> Part:
    return replace(part, chapters=tuple(_kept(part.chapters)))


def _kept(pages: tuple[Page, ...]) -> Iterator[Page]:
    for page in pages:
        below = tuple(_kept(page.children))
        if page.record.is_draft:
            yield from below
        else:
            yield replace(page, children=below)
