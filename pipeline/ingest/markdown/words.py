"""What a run of an author's words becomes: export debris taken out, emoji put in, addresses made links.

Works on the model's `Text`, so that Markdown and HTML are treated alike, and every character keeps its column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

from pipeline.diagnostics import Code
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.parser import ANY_TAG
from pipeline.ingest.markdown.shortcodes import SHORTCODE, SHORTCODES, emoji_named
from pipeline.model import Inlines, Link, Text
from pipeline.model.repair import Mending
from pipeline.model.text import Edit, edit, part
from pipeline.source import Span

_NAN = "&#xNAN;"
_ZERO_WIDTH = "\u200b"
_BYTE_ORDER = "\ufeff"
_SELECTOR = "\ufe0f"
# What is taken out as invisible. U+FE0F asks for the picture of the character before it (UTS #51, ED-8): behind one
# that has no picture it is debris, and fonts draw it as a character of its own. It also goes before U+20E3 and U+200D.
_INVISIBLE = re.compile(
    f"[{_ZERO_WIDTH}{_BYTE_ORDER}]"
    f"|(?<![0-9#*©®\u203c-\u2bff\u3030-\u3299\U0001f000-\U0001faff]){_SELECTOR}(?![\u20e3\u200d])"
)
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
# A link or a picture whose file has a space in its name: CommonMark (6.3) takes such an address only between < and >.
_SPACED = re.compile(r"!?\[[^\[\]\n]+\]\(([^()<>\n]*[ \u00a0][^()<>\n]*\.\w{2,5}(?:#[^()<>\s]*)?)\)")


def _tell_spaced(reading: Reading, text: Text) -> None:
    written_otherwise = {at for at, _width in text.widths}  # with a backslash: no link was wanted
    for match in _SPACED.finditer(text.text):
        if match.start() + match[0].index("[") in written_otherwise:
            continue
        reading.tell(Code.S233, part(text, *match.span()).span, words=match[0], target=match[1])


def polished(reading: Reading, text: Text, *, linked: bool) -> Inlines:
    """Give what a text becomes; `linked` when it already stands in a link. Repairs are recorded."""
    words = text.text
    if "](" in words:
        _tell_spaced(reading, text)
    if "**" in words or _ZERO_WIDTH in words or _BYTE_ORDER in words or _SELECTOR in words or _NAN in words:
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


def _mended(mending: Mending, text: Text) -> Text | None:
    """Take the export's debris out of a text; None when nothing is left of it."""
    found: list[tuple[int, int, str, str]] = []
    words = text.text
    if mending.wants("invisible"):
        found += [(*match.span(), "invisible", match.group()) for match in _INVISIBLE.finditer(words)]
    if _NAN in words and mending.wants("entities"):
        other = {at for at, _width in text.widths}
        broken = [match.span() for match in re.finditer(_NAN, words)]
        found += [(*at, "entities", _NAN) for at in broken if other.isdisjoint(range(*at))]
    if "**" in words and mending.wants("stray-marks"):
        escaped = _escaped(text)
        for start, end in _stray(text, escaped):
            before = "".join("\\" * (at in escaped) + words[at] for at in range(start, end))
            found.append((start, end, "stray-marks", before))
    if not found:
        return text
    found.sort()
    columns = _columns(text)
    for start, end, rule, before in found:
        place = Span(text.span.file, text.span.line, columns[start], text.span.line, columns[end])
        mending.record(rule, place, before, "")
    return removed(text, [(start, end) for start, end, _rule, _before in found])


def _columns(text: Text) -> list[int]:
    """Give the column of each boundary between characters of a text, the two ends included."""
    widths = dict(text.widths)
    taken = (widths.get(at, 1) for at in range(len(text.text)))
    return list(accumulate(taken, initial=text.span.column))


def _escaped(text: Text) -> frozenset[int]:
    """Give the characters of a text that are written with a backslash."""
    return frozenset(at for at, width in text.widths if width == 2)


def _stray(text: Text, escaped: frozenset[int]) -> list[tuple[int, int]]:
    """Give the stretches of a text that are marks of bold around nothing."""
    runs = (match.span() for match in _EMPTY_BOLD.finditer(text.text))
    cuts = [at for at in runs if len({index in escaped for index in range(*at)}) == 1]
    if not escaped and not cuts:
        for match in _FAILED_BOLD.finditer(text.text):
            cuts += [match.span(group) for group in range(1, 9) if match.group(group)]
    return cuts


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
    """Make links of the addresses in a text; not one character of it changes.

    An address in a GitBook tag that stands among HTML is that tag's.
    """
    if "{%" in text.text:
        return (text,)
    pieces: list[tuple[int, str]] = []
    tags = [0, *(edge for match in ANY_TAG.finditer(text.text) for edge in match.span())] if "{%" in text.text else []
    for match in _ADDRESS.finditer(text.text):
        address = _without_ending(match.group())
        # What stands in a tag is the tag's own.
        if not address.endswith("://") and (not tags or bisect_right(tags, match.start()) % 2):
            pieces.append((match.start(), address))
    if not pieces:
        return (text,)
    bounds = [bound for start, address in pieces for bound in (start, start + len(address))]
    nodes: list[Text | Link] = []
    for number, stretch in enumerate(_split(text, bounds)):
        if number % 2:
            nodes.append(Link(pieces[number // 2][1], (stretch,), stretch.span))
        elif stretch.text:
            nodes.append(stretch)
    return tuple(nodes)


def _split(text: Text, bounds: list[int]) -> list[Text]:
    """Give a text in parts, parted at `bounds` (in order)."""
    columns = _columns(text)
    file, line = text.span.file, text.span.line
    widths = list(text.widths)
    found: list[Text] = []
    at = 0
    for start, end in pairwise([0, *bounds, len(text.text)]):
        mine: list[tuple[int, int]] = []
        while at < len(widths) and widths[at][0] < end:
            mine.append((widths[at][0] - start, widths[at][1]))
            at += 1
        place = Span(file, line, columns[start], line, columns[end])
        found.append(Text(text.text[start:end], place, tuple(mine)))
    return found


def _without_ending(address: str) -> str:
    """Take off the marks that end a sentence, and a closing bracket that was opened before the address."""
    spare = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in _AFTER or (address[end - 1] == ")" and spare > 0)):
        spare -= address[end - 1] == ")"
        end -= 1
    return address[:end]
