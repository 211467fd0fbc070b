"""Putting the lines of a sheet in order, so that CommonMark reads them as their author meant them.

Every sheet has paragraphs and headings indented by twelve spaces, which CommonMark takes for code, and in many a bold
label stands straight after a list, which CommonMark takes for the list's last line (field guide: job sheets, traps).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.ingest.job_sheet.fields import is_label
from pipeline.ingest.lines import Line, Script

_CODE = 4  # columns of indentation that make code (CommonMark 4.4)
_IN_ITEM = 8  # below a list item, fewer columns are a list in a list or its second paragraph
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")


def put_in_order(page: Script) -> Script:
    """Give the sheet's lines with the indented parts moved to the margin, and each label on a paragraph of its own."""
    lines: list[Line] = []
    for line in _at_the_margin(page.lines):
        if is_label(line.text) and lines and lines[-1].text.strip():
            lines.append(Line("", line.number))
        lines.append(line)
    return page._replace(lines=tuple(lines))


def _at_the_margin(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Give the lines, each run of indented ones moved left by what they have in common."""
    run: list[Line] = []
    in_list = False
    fence = ""
    for line in lines:
        blank = not line.text.strip()
        if not fence and not blank and _width(line.text) >= _CODE:
            run.append(line)
            continue
        if not fence and blank and run:
            run.append(line)
            continue
        yield from _moved(run, in_list)
        run = []
        opening = _FENCE.match(line.text)
        if opening and (not fence or line.text.strip().startswith(fence)):
            fence = "" if fence else opening.group(1)
        if not blank:
            in_list = _ITEM.match(line.text) is not None or (in_list and line.text[:1] in " \t")
        yield line
    yield from _moved(run, in_list)


def _moved(run: list[Line], in_list: bool) -> Iterator[Line]:
    widths = [_width(line.text) for line in run if line.text.strip()]
    common = min(widths, default=0)
    if common < (_IN_ITEM if in_list else _CODE):
        yield from run
        return
    own_list = False
    for line in run:
        moved = _cut(line, common)
        own_list = own_list or _ITEM.match(moved.text) is not None
        # What still stands far to the right is no code either, unless it belongs to a list of the run's own.
        yield moved if own_list or _width(moved.text) < _CODE else _cut(moved, _width(moved.text))


def _width(text: str) -> int:
    """Give the columns of a line's indentation; a tab goes to the next multiple of four (CommonMark 2.2)."""
    width = 0
    for character in text:
        if character == "\t":
            width += _CODE - width % _CODE
        elif character == " ":
            width += 1
        else:
            break
    return width


def _cut(line: Line, columns: int) -> Line:
    """Take indentation off a line, tabs as a whole."""
    width = taken = 0
    for character in line.text:
        if width >= columns or character not in " \t":
            break
        width += _CODE - width % _CODE if character == "\t" else 1
        taken += 1
    return Line(line.text[taken:], line.number, line.cut + taken)
