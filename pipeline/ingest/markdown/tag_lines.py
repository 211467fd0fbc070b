"""GitBook's tags put on lines of their own before CommonMark sees the page (field guide, GitBook, rule 1).

A tag glued to text would end up in its paragraph, and an end tag indented otherwise than its beginning in another list
item. Only lines change, never characters: each remembers where it comes from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from pipeline.ingest.lines import Line, Script
from pipeline.ingest.markdown.frames import KNOWN
from pipeline.ingest.markdown.parser import TAG, TAG_LINE
from pipeline.ingest.markdown.raw import raw_stretches
from pipeline.ingest.markdown.tag_text import tag_name

_OTHERS = frozenset(("include", "else", "elif", "elsif", "elseif", "raw", "openapi", "code-tabs", "code-tabs-item"))
_BLOCKS = KNOWN | _OTHERS | frozenset(("method", "sample", "common", "youtube"))
_PREFIX = re.compile(r"(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])*")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_TICKS = re.compile(r"(`+)(?:.*?[^`])??\1(?!`)")
_IN_CELL = re.compile(r"<(?:td|th|li|p|pre|code)\b", re.IGNORECASE)


class Parted(NamedTuple):
    """A page with its block tags on lines of their own, and whether some stand among other text all the same."""

    page: Script
    is_mixed: bool


def tags_on_own_lines(page: Script, raw: frozenset[int]) -> Parted:
    """Put a page's block tags on lines of their own; it is the very same page where they already are.

    The lines whose numbers are in `raw` stay as they are.
    """
    if not any("{%" in line.text for line in page.lines):
        return Parted(page, is_mixed=False)
    walker = _Walker(raw)
    for line in page.lines:
        walker.take(line)
    parted = page._replace(lines=tuple(walker.lines)) if walker.changed else page
    return Parted(parted, walker.is_mixed)


class _Walker:
    """Goes through a page once, knowing whether it stands in code, and which tags are open at what indentation."""

    def __init__(self, raw: frozenset[int]) -> None:
        self.raw = raw
        self.lines: list[Line] = []
        self.changed = False
        self.is_mixed = False
        self.fence = ""
        self.is_pre = False
        self.open: list[tuple[str, int]] = []
        self.counts: dict[str, int] = {}

    def take(self, line: Line) -> None:
        text = line.text
        if "```" in text or "~~~" in text:
            self._fence(text)
        if "<pre" in text or "</pre" in text:
            self.is_pre = text.rfind("<pre") > text.rfind("</pre")
        if self.fence or self.is_pre or "{%" not in text or line.number in self.raw:
            self.lines.append(line)
        elif TAG_LINE.match(text):
            self._own_line(line)
        else:
            self._parted(line)

    def _fence(self, text: str) -> None:
        """Follow code fences (CommonMark 4.5), wherever they are indented."""
        rest = text[_prefix_end(text) :]
        match = _FENCE.match(rest)
        if match is None:
            return
        mark = match.group(1)
        if not self.fence:
            if mark[0] == "~" or "`" not in rest[len(mark) :]:
                self.fence = mark
        elif mark[0] == self.fence[0] and len(mark) >= len(self.fence) and not rest[len(mark) :].strip():
            self.fence = ""

    def _own_line(self, line: Line) -> None:
        """Keep a line of tags; an end tag goes to the indentation of its beginning.

        One that stands right below a paragraph, so deep that CommonMark takes it for more of it, goes to its margin.
        """
        indent = len(line.text) - len(line.text.lstrip())
        before = self.lines[-1].text if self.lines else ""
        if before.strip() and indent - _prefix_end(before) > 3:
            line = _moved(line, indent, _prefix_end(before))
            indent = _prefix_end(before)
            self.changed = True
        for number, match in enumerate(TAG.finditer(line.text)):
            wanted = self._follow(match.group(1), indent)
            if number == 0 and wanted != indent:
                line = _moved(line, indent, wanted)
                self.changed = True
        self.lines.append(line)

    def _follow(self, body: str, indent: int) -> int:
        """Note a tag; give the indentation that it is to have."""
        name = tag_name(body)
        if not name.startswith("end"):
            self.open.append((name, indent))
            self.counts[name] = self.counts.get(name, 0) + 1
            return indent
        name = name.removeprefix("end")
        while self.counts.get(name, 0):
            other, at = self.open.pop()
            self.counts[other] -= 1
            if other == name:
                return at
        return indent

    def _parted(self, line: Line) -> None:
        """Part a line at its block tags; those in a table's row, in code or after a backslash stay where they are."""
        text = line.text
        first = _prefix_end(text)
        cuts = _cuts(text, first)
        if not cuts:
            self.is_mixed = True
            self.lines.append(line)
            return
        self.changed = True
        pad = re.sub(r"[^>\s]", " ", text[:first])
        done = 0
        for start, end in cuts:
            if text[max(done, first) : start].strip():
                self._piece(line, done, start, pad)
                done = start
            self._piece(line, done if done == 0 else start, end, pad)
            done = end
        if text[done:].strip():
            self._piece(line, done, len(text), pad)

    def _piece(self, line: Line, start: int, end: int, pad: str) -> None:
        """Add a piece of a line as a line, behind what stands for the marks before the line's text."""
        text = line.text
        if start:
            start += len(text[start:end]) - len(text[start:end].lstrip())
        cut = line.cut + start - len(pad) if start else line.cut
        piece = Line(pad + text[start:end] if start else text[:end], line.number, cut)
        if TAG_LINE.match(piece.text):
            self._own_line(piece)
            return
        self.lines.append(piece)
        self.is_mixed = self.is_mixed or "{%" in piece.text
        for match in TAG.finditer(text, start, end):
            self._follow(match.group(1), len(pad))


def _cuts(text: str, first: int) -> list[tuple[int, int]]:
    """Give the block tags of a line whose words begin at `first`, where they are neither in a cell nor in code."""
    if text.startswith("|", first) or (text.startswith("<", first) and _IN_CELL.search(text)):
        return []
    codes = [match.span() for match in _TICKS.finditer(text)] if "`" in text else []
    stretches = raw_stretches(text)
    if stretches:
        edges = [edge for stretch in stretches for edge in stretch]
        codes = sorted((*(code for code in codes if bisect_right(edges, code[0]) % 2 == 0), *stretches))
    begins = [begin for begin, _end in codes]
    cuts = []
    for match in TAG.finditer(text):
        start = match.start()
        code = bisect_right(begins, start) - 1
        hidden = text[start - 1 : start] == "\\" or (code >= 0 and start < codes[code][1])
        if not hidden and _is_block(match.group(1)):
            cuts.append(match.span())
    return cuts


def _moved(line: Line, indent: int, wanted: int) -> Line:
    """Give a line that begins at another indentation."""
    return Line(" " * wanted + line.text[indent:], line.number, line.cut + indent - wanted)


def _prefix_end(text: str) -> int:
    match = _PREFIX.match(text)
    return match.end() if match is not None else 0


def _is_block(body: str) -> bool:
    name = tag_name(body)
    return name.startswith("@") or name in _BLOCKS or (name.startswith("end") and name[3:] in _BLOCKS)
