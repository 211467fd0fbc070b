"""Drawing captions: the number of a figure or a table, and the place that a list of them leads to."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.emit.captions import Matrix, Sort, caption_id, label, matrix_name
from pipeline.emit.html.inline import inlines
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import joined, tag
from pipeline.model import Inlines


def counter(setting: Setting, sort: Sort) -> tuple[Markup, str]:
    """Count a figure or a table; give its number as it stands before the caption, and its id."""
    progress = setting.progress
    if sort == "figure":
        progress.figures += 1
    else:
        progress.tables += 1
    number = progress.figures if sort == "figure" else progress.tables
    return tag("b", label(sort, number, setting.say)), caption_id(setting.page, sort, number)


def table_caption(caption: Inlines, setting: Setting) -> Markup:
    """Draw the caption of a table, numbered; nothing for a table without one. To be drawn before what it holds."""
    return _numbered(inlines(caption, setting), setting) if caption else Markup("")


def matrix_caption(node: Matrix, setting: Setting) -> Markup:
    """Draw the caption of a matrix: its author's, else what it is."""
    return _numbered(inlines(node.caption, setting) or Markup.escape(matrix_name(node, setting.say)), setting)


def _numbered(words: Markup, setting: Setting) -> Markup:
    number, place = counter(setting, "table")
    return tag("span", joined((number, words), " "), id=place)
