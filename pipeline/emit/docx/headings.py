"""Drawing titles: those of pages, those inside them, and those of job sheets, each in its style."""

from __future__ import annotations

from pipeline.emit.docx.ast import Node, Nodes, header, para
from pipeline.emit.docx.heading_styles import (
    PAGE_LEVELS,
    SHEET_LEVELS,
    SHEET_TITLE,
    page_heading,
    sheet_detail,
    sheet_heading,
)
from pipeline.emit.docx.scene import Scene, heading_level
from pipeline.model import Page

_SECTION = 2  # the level of the sections of a job sheet


def is_sheet(page: Page) -> bool:
    """Tell whether a page is a job sheet: it begins at the head of a sheet of paper."""
    return page.kind == "job-sheet"


def page_title(page: Page, inner: Nodes, scene: Scene) -> Node:
    """Draw the title of a page: chapters have the largest, pages below them a line above it."""
    level = heading_level(scene, 1)
    if level == 1 and is_sheet(page):
        return para(SHEET_TITLE, inner)
    return para(page_heading(level, is_sheet(page)), inner) if level in PAGE_LEVELS else header(level, inner)


def section_title(level: int, inner: Nodes, scene: Scene) -> Node:
    """Draw a heading of a level in its page; in a job sheet it is smaller."""
    given = heading_level(scene, level)
    if scene.sheet and level <= _SECTION and given in SHEET_LEVELS:
        return para(sheet_heading(given), inner)
    if scene.sheet and level > _SECTION and given - 1 in SHEET_LEVELS:
        return para(sheet_detail(given), inner)
    return header(given, inner)
