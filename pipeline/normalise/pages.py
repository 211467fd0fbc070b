"""The pass that tells which pages hold a title and nothing else: the commonest unfinished thing."""

from __future__ import annotations

from pipeline.diagnostics import Code, found
from pipeline.model import Handbook
from pipeline.model.walk import each_page
from pipeline.normalise.context import Context


def pages(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook as it is; empty pages are told (N104).

    A page that opens others may be empty by design.
    """
    for part in handbook.parts:
        for page in each_page(part.chapters):
            if not (page.blocks or page.children or page.description or page.cover):
                context.report(found(Code.N104, page.span))
    return handbook
