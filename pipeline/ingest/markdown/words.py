"""What a run of an author's words becomes: export debris taken out, emoji put in, addresses made links.

Works on the model's `Text`, so that Markdown and HTML are treated alike, and every character keeps its column.
"""

from __future__ import annotations

import re

from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.shortcodes import SHORTCODE, SHORTCODES, emoji_named
from pipeline.model import Inlines, Link, Text
from pipeline.model.repair import Mending
from pipeline.model.text import Edit, edit, part
from pipeline.source import Span

_NAN = "&#xNAN;"
_ZERO_WIDTH = "\u200b"
_BYTE_ORDER = "\ufeff"
_ENTITY_WIDTH = 5  # the shortest entity for a space, `&#32;`
# Empty bold: four or more stars, two by two, that belong to nothing; or a pair around white space that is no bold.
_EMPTY_BOLD = re.compile(r"(?:\*\*){2,}")
_FAILED_BOLD = re.compile(
    r"(?:^|(?<=[\s(«“\"'’]))(\*\*)(?![\s*])[^*]*(?<=\s)(\*\*)(?!\*)"
    r"|(?:^|(?<=[\s(«“\"'’]))(\*\*)(?=\s)[^*]*(?<=[^\s*])(\*\*)(?=[\s.,;:!?)»”]|$)"
    r"|^(\*\*)(?=\s)[^*]*(?<=\s)(\*\*)$"
    r"|(?<=\w)(\*\*)(?=['’«(])[^*]*(?<=[^\s*])(\*\*)(?![\w*])"
)
# An address in plain words: until a blank, a quote or a bracket; what ends a sentence does not belong to it.
_ADDRESS = re.compile(r"(?<![\w/])https?://[^\s<>\"`|\\^\[\]{}«»“”…\u200b]+", re.IGNORECASE)
_AFTER = ".,;:!?'’*_~"


def polished(reading: Reading, text: Text, *, linked: bool) -> Inlines:
    """Give what a text becomes; `linked` when it already stands in a link. Repairs are recorded."""
    words = text.text
    if _ZERO_WIDTH in words or _BYTE_ORDER in words or _NAN in words or "**" in words:
        mended = _mended(reading.mending, text)
        if mended is None:
            return ()
        text, words = mended, mended.text
    if text.widths and "  " in words:
        text = _single_spaces(text)
        words = text.text
    if ":" in words:
        text = _with_emoji(text)
        if not linked and "://" in text.text:
            return _with_links(text)
    return (text,)


def removed(text: Text, cuts: list[tuple[int, int]]) -> Text | None:
    """Give a text without some stretches (in order, not overlapping); those at its ends leave its span too."""
    start, end = 0, len(text.text)
    while cuts and cuts[0][0] == start:
        start = cuts.pop(0)[1]
    while cuts and cuts[-1][1] == end:
        end = cuts.pop()[0]
    if start >= end:
        return None
    inner = part(text, start, end) if (start, end) != (0, len(text.text)) else text
    return edit(inner, [Edit(first - start, last - start, "") for first, last in cuts])


def place_in(text: Text, start: int, end: int) -> Span:
    """Give the place of a stretch of a text."""
    return part(text, start, end).span


def _is_verbatim(text: Text, start: int, end: int) -> bool:
    return not any(start <= at < end for at, _width in text.widths)


def _mended(mending: Mending, text: Text) -> Text | None:
    """Take the export's debris out of a text; None when nothing is left of it."""
    found: list[tuple[int, int, str, str]] = []
    words = text.text
    if mending.wants("invisible"):
        unseen = re.finditer(f"[{_ZERO_WIDTH}{_BYTE_ORDER}]", words)
        found += [(*match.span(), "invisible", match.group()) for match in unseen]
    if _NAN in words and mending.wants("entities"):
        broken = [match.span() for match in re.finditer(_NAN, words)]
        found += [(*at, "entities", _NAN) for at in broken if _is_verbatim(text, *at)]
    if "**" in words and mending.wants("stray-marks"):
        found += [(start, end, "stray-marks", _as_written(text, start, end)) for start, end in _stray(text)]
    if not found:
        return text
    found.sort()
    for start, end, rule, before in found:
        mending.record(rule, place_in(text, start, end), before, "")
    return removed(text, [(start, end) for start, end, _rule, _before in found])


def _stray(text: Text) -> list[tuple[int, int]]:
    """Give the stretches of a text that are marks of bold around nothing."""
    cuts: list[tuple[int, int]] = []
    escaped = {at for at, width in text.widths if width == 2}
    for match in _EMPTY_BOLD.finditer(text.text):
        start, end = match.span()
        if len({at in escaped for at in range(start, end)}) == 1:
            cuts.append((start, end))
    if not escaped and not cuts:
        for match in _FAILED_BOLD.finditer(text.text):
            cuts += [match.span(group) for group in range(1, 9) if match.group(group)]
    return cuts


def _as_written(text: Text, start: int, end: int) -> str:
    escaped = {at for at, width in text.widths if width == 2}
    return "".join("\\" * (at in escaped) + text.text[at] for at in range(start, end))


def _single_spaces(text: Text) -> Text:
    """Take out the spaces that the export wrote as entities beside others: white space and nothing else."""
    coded = {at for at, width in text.widths if width >= _ENTITY_WIDTH and text.text[at] == " "}
    if not coded:
        return text
    runs = (match.span() for match in re.finditer("  +", text.text))
    edits = [Edit(start + 1, end, "") for start, end in runs if any(at in coded for at in range(start, end))]
    return edit(text, edits)


def _with_emoji(text: Text) -> Text:
    """Put emoji in the place of their names; a name that no emoji has is text."""
    edits = [
        Edit(match.start(), match.end(), emoji)
        for run in SHORTCODES.finditer(text.text)
        for match in SHORTCODE.finditer(text.text, *run.span())
        if (emoji := emoji_named(match.group(1)))
    ]
    return edit(text, edits)


def _with_links(text: Text) -> Inlines:
    """Make links of the addresses in a text; not one character of it changes."""
    nodes: list[Text | Link] = []
    done = 0
    for match in _ADDRESS.finditer(text.text):
        address = _without_ending(match.group())
        if address.endswith("://"):
            continue
        end = match.start() + len(address)
        if match.start() > done:
            nodes.append(part(text, done, match.start()))
        words = part(text, match.start(), end)
        nodes.append(Link(address, (words,), words.span))
        done = end
    if not done:
        return (text,)
    if done < len(text.text):
        nodes.append(part(text, done, len(text.text)))
    return tuple(nodes)


def _without_ending(address: str) -> str:
    """Take off the marks that end a sentence, and a closing bracket that was opened before the address."""
    spare = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in _AFTER or (address[end - 1] == ")" and spare > 0)):
        spare -= address[end - 1] == ")"
        end -= 1
    return address[:end]
