"""Words as Markdown: what it would read as a sign is escaped, and nothing else (CommonMark 0.31, 2.4 and 2.5)."""

from __future__ import annotations

import html
import re

from pipeline.manuscript.manuscript import OBJECT

BREAK = "<br>"
# Emphasis only where it could open or close; what begins tags, links, formulas, highlights and names of emoji.
_SIGNS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|[*`\[\]<]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|\$|\{(?=[%{])|=(?==)|:(?=\w+:)|&(?=#?\w+;)"
)
_FIRST = re.compile(r"^(#{1,6}(?=\s|$)|[-+>](?=\s|$)|=+\s*$|-+\s*$|:(?=\s)|\|)")
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def escaped(words: str, is_cell: bool = False, is_first: bool = False) -> str:
    """Give words as Markdown that reads as them; `is_cell`: of a table; `is_first`: they begin a line."""
    text = _SIGNS.sub(lambda sign: "\\" + sign.group(), words.replace("\t", " "))
    if is_cell:
        text = text.replace("|", "\\|")
    if is_first:
        text = _NUMBER.sub(r"\1\\\2", _FIRST.sub(r"\\\1", text.lstrip()))
    return text.replace("\n", BREAK)


def as_html(words: str) -> str:
    """Give words as text of HTML."""
    return html.escape(words, quote=False).replace("\n", BREAK)


def is_writable(words: str) -> bool:
    """Tell whether words can be written at all: a picture cannot."""
    return OBJECT not in words
