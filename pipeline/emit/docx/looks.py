"""What measuring needs to know: how the paragraphs of each style stand, the page, the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.emit.docx.measures import Page
from pipeline.emit.docx.zones import TablePlan


class Look(NamedTuple):
    """How the paragraphs of a style stand, what they inherit included."""

    size: float
    bold: bool
    line: float
    before: float
    after: float
    taken: float
    keeps: bool


class Measures(NamedTuple):
    """What measuring needs to know."""

    styles: Mapping[str, Look]
    page: Page
    plans: Mapping[str, TablePlan]
