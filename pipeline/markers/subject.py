"""What a marker speaks of, and who is to see to it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.markers.carried import first_name
from pipeline.markers.find import Hit
from pipeline.markers.flat import Flat, flatten, mentions, read_aloud
from pipeline.markers.passage import Passage
from pipeline.model import (
    ApiOperation,
    Attachment,
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
    CodeBlock,
    Column,
    Columns,
    Conditional,
    ContentReference,
    DefinitionList,
    Details,
    Embed,
    Figure,
    Gallery,
    Heading,
    Index,
    Inlines,
    JobSheet,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    ResponsibilityMatrix,
    SkillsMatrix,
    Steps,
    Table,
    Tabs,
    ThematicBreak,
    UnreadBlock,
    Update,
    Updates,
)
from pipeline.model.text import plain

LONGEST = 160
# How far from a marker its subject is looked for, in characters: a paragraph may be a megabyte.
_FAR = 400
_NAME = re.compile(r"(?<![\w.@/])@([\w][\w.-]*\w|\w)")
# A name that nothing but signs parts from what it belongs to.
_NAME_FIRST = re.compile(rf"[^\w@]*{_NAME.pattern}")
_NAME_LAST = re.compile(rf"{_NAME.pattern}[^\w@]*$")
_IN_BRACKETS = re.compile(r"^(?:TODO|FIXME)\(([^()]+)\)")
SENTENCE = re.compile(r"(?<=[.!?…])[\s\u00a0\u202f]+(?=[^\Wa-zà-ÿ_]|[«\"“(\[])")
# Words that cannot end a sentence: what followed them was the marker.
NEEDS_MORE = re.compile(
    r"(?:\b(?:de|du|des|à|au|aux|est|sont|le|la|les|un|une|par|pour|avec|en|sur|of|is|are|the|to|by|for)|['’])$",
    re.IGNORECASE,
)
_NO_BREAK = "\u00a0\u202f"
_DANGLING = " \t\n\u00a0\u202f.,;:–—-*•|"


def _blank(found: re.Match[str]) -> str:
    return next((one for one in found[0] if one in _NO_BREAK), " ")


def one_line(text: str) -> str:
    """Give words on one line, without blanks at their ends; where typography lets no line break, it still does not."""
    if _NO_BREAK[0] not in text and _NO_BREAK[1] not in text:
        return " ".join(text.split())
    return re.sub(r"\s+", _blank, text).strip()


def tidy(text: str) -> str:
    """Give words on one line, without the stops and dashes that a marker taken away leaves at their ends."""
    line = one_line(text)
    line = re.sub(r"\(\s*\)|\[\s*\]", "", line)
    line = re.sub(r"\s+([.,)])", r"\1", line).replace("….", "…").replace(", :", ",")
    return line.lstrip(_DANGLING).rstrip(" \t\u00a0\u202f,;–—-*|(")


def _without_colon(text: str) -> str:
    return text.rstrip(" :\u00a0\u202f")


def shorten(text: str) -> str:
    """Cut words at about `LONGEST` characters, between two words, with an ellipsis."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(_DANGLING) + "…"


def _says_something(text: str) -> bool:
    return re.search(r"\w", text) is not None


def first_sentence(text: str) -> str:
    """Give the first sentence of a text, shortened."""
    return shorten(SENTENCE.split(one_line(text), maxsplit=1)[0])


def _opening_of_all(blocks: Sequence[Block]) -> str:
    return next(filter(None, map(opening, blocks)), "")


def _first_row(table: Table) -> str:
    row = next(iter((*table.head, *table.body)), None)
    words = [_opening_of_all(cell.blocks) for cell in row.cells] if row is not None else []
    return shorten(", ".join(filter(None, words)))


def _parts(block: Columns | Cards | Updates) -> Sequence[Column | Card | Update]:
    match block:
        case Columns():
            return block.columns
        case Cards():
            return block.cards
        case Updates():
            return block.items


def opening(block: Block) -> str:
    """Give the words that a block opens with: its first sentence, first item, caption; "" where there are none."""
    match block:
        case Paragraph():
            return first_sentence(plain(block.children))
        case BulletList() | OrderedList():
            return next(filter(None, (_opening_of_all(item.blocks) for item in block.items)), "")
        case Quote() | Callout() | Conditional():
            return _opening_of_all(block.blocks)
        case Steps():
            return next((plain(step.title) for step in block.steps if step.title), "")
        case Columns() | Cards() | Updates():
            return next(filter(None, map(_opening_of_all, (part.blocks for part in _parts(block)))), "")
        case DefinitionList():
            return plain(block.items[0].term) if block.items else ""
        case ApiOperation():
            return plain(block.title) or f"{block.method} {block.path}".strip()
        case Gallery():
            return next(filter(None, map(opening, block.figures)), "")
        case ContentReference():
            return plain(block.link)
        case Embed():
            return plain(block.caption) or block.address
        case Attachment():
            return plain(block.caption) or block.name
        case MathBlock() | Index():
            return ""
        case Tabs():
            return next((plain(tab.title) for tab in block.tabs if tab.title), "")
        case Details():
            return first_sentence(plain(block.summary))
        case Table():
            return plain(block.caption) or _first_row(block)
        case Figure():
            return first_sentence(plain(block.caption)) or block.alt
        case CodeBlock():
            return shorten(block.title or block.text.strip().partition("\n")[0])
        case SkillsMatrix():
            return plain(block.caption) or plain(block.axis_title)
        case ResponsibilityMatrix():
            return plain(block.caption) or shorten(", ".join(plain(role) for role in block.roles))
        case JobSheet():
            return plain(block.feminine)
        case UnreadBlock():
            return shorten(block.text.strip().partition("\n")[0])
        case Heading() | ThematicBreak():
            return ""


def _within(hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
    """Give the hits that touch a stretch; hits are in order and do not overlap."""
    first = bisect_right(hits, start, key=lambda hit: hit.end)
    return hits[first : bisect_left(hits, end, key=lambda hit: hit.start)]


def _gap(flat: Flat, hit: Hit) -> str:
    """Give what stands for a marker's words: an ellipsis where the sentence is senseless without, else a space."""
    before, after = flat.text[max(hit.start - 20, 0) : hit.start].rstrip(), flat.text[hit.end : hit.end + 2].lstrip()
    if NEEDS_MORE.search(before):
        return " … "
    bracketed = flat.text[hit.start] in "[("
    return " … " if not bracketed and before[-1:].isalnum() and after[:1].isalnum() else " "


def _without(flat: Flat, start: int, end: int, hits: Sequence[Hit], skip: frozenset[str]) -> str:
    """Read characters `start` to `end` aloud without the words of the markers among them."""
    said, at = [], start
    for hit in _within(hits, start, end):
        said += [read_aloud(flat, at, max(hit.start, at), skip), _gap(flat, hit)]
        at = max(at, hit.end)
    words = "".join([*said, read_aloud(flat, at, end, skip)])
    for name in skip:
        words = words.replace(f"@{name}", " ")
    return words


def _visible_line(flat: Flat, hit: Hit) -> tuple[int, int]:
    """Give the line that the reader sees a marker on, from one wanted line end to the next."""
    index = bisect_left(flat.breaks, hit.start)
    start = flat.breaks[index - 1] + 1 if index else 0
    index = bisect_left(flat.breaks, hit.end)
    return start, flat.breaks[index] if index < len(flat.breaks) else len(flat.text)


def _sentence(flat: Flat, line: tuple[int, int], hit: Hit) -> tuple[int, int]:
    """Give the sentence of a line that a marker stands in, with the next where it is nothing but the marker."""
    start, end = max(line[0], hit.start - _FAR), min(line[1], hit.end + _FAR)
    starts = [start, *(start + match.end() for match in SENTENCE.finditer(flat.text[start : hit.start]))]
    ends = [*(hit.end + match.start() for match in SENTENCE.finditer(flat.text[hit.end : end])), end]
    if _says_something(flat.text[starts[-1] : hit.start] + flat.text[hit.end : ends[0]]):
        return starts[-1], ends[0]
    if len(ends) > 1:
        return starts[-1], ends[1]
    return starts[-2] if len(starts) > 1 else start, ends[0]


def _rest(flat: Flat, hit: Hit, hits: Sequence[Hit], skip: frozenset[str]) -> str:
    """Give the rest of the marker's line, else of its run; "" when it stands alone.

    Of a long line, what begins with the marker's sentence; of one with other markers, that sentence alone.
    """
    line = _visible_line(flat, hit)
    start, end = line
    if len(_within(hits, start, end)) > 1:
        start, end = _sentence(flat, line, hit)
    elif end - start > LONGEST:
        start = _sentence(flat, line, hit)[0]
    for left, right in ((start, end), line, (hit.end, len(flat.text))):
        left, stop = max(left, hit.start - _FAR), min(right, hit.end + _FAR)
        others = [other for other in _within(hits, left, stop) if not (hit.inside and other.inside)]
        words = tidy(_without(flat, left, stop, others, skip))
        if _says_something(words):
            return shorten(_without_colon(words) if not _says_something(flat.text[hit.end : stop]) else words)
    return ""


def _heading(path: Sequence[tuple[int, Inlines]]) -> str:
    return next((words for _, title in reversed(path) if (words := tidy(plain(title)))), "")


def subject(passage: Passage, flat: Flat, hit: Hit, hits: Sequence[Hit], owner: str) -> str:
    """Say what a marker speaks of.

    The rest of its paragraph; for a marker alone in its block, the block that follows, else what introduces it, else
    the heading above it; for one in a title, the title without it.
    """
    rest = _rest(flat, hit, hits, frozenset({owner} if owner else ()))
    if rest:
        return rest
    leads = passage.following is not None and passage.home in ("text", "item", "task", "title")
    if leads and passage.following is not None and (words := opening(passage.following)):
        return words
    beside = _without_colon(tidy(plain(passage.beside))) if passage.beside is not passage.run else ""
    return shorten(beside or _heading(passage.path))


def _written_line(flat: Flat, at: int) -> tuple[int, int]:
    """Give the line of the file that a character stands on."""
    start = flat.text.rfind("\n", 0, at) + 1
    end = flat.text.find("\n", at)
    return start, end if end >= 0 else len(flat.text)


def _nearest(flat: Flat, hit: Hit, hits: Sequence[Hit]) -> str:
    """Give the person named on the marker's line, after it and before the next marker, else before it."""
    start, end = _written_line(flat, hit.start)
    index = bisect_left(hits, hit.start, key=lambda other: other.start)
    before = max(start, hits[index - 1].end if index else 0)
    after = min(end, hits[index + 1].start if index + 1 < len(hits) else end)
    for left, right in ((hit.end, after), (start, hit.start) if before == start else (0, 0)):
        for mention in mentions(flat, left, right):
            return mention.name
        name = _name(flat.text, left, right, left == hit.end)
        if name:
            return name
    return ""


def _name(text: str, left: int, right: int, behind: bool) -> str:
    """Give the name between two offsets, `behind` a marker or before it: in its sentence, or right beside it."""
    if behind:
        stop = SENTENCE.search(text, left, right)
        end = stop.start() if stop else right
        name = _NAME.search(text, left, end) or _NAME_FIRST.match(text, end, right)
    else:
        *_, start = (left, *(match.start() for match in SENTENCE.finditer(text, left, right + 1)))
        name = _NAME_LAST.search(text, left, right) or _NAME.search(text, start, right)
    return name[1] if name else ""


def _next_line(passage: Passage, flat: Flat, hit: Hit, hits: Sequence[Hit]) -> str:
    """Give the person mentioned on the line after the marker's, in its run or in the block that follows."""
    _, end = _written_line(flat, hit.end)
    if end < len(flat.text):
        run, (start, end) = flat, _written_line(flat, end + 1)
        if _within(hits, start, end):
            return ""
    elif isinstance(passage.following, Paragraph) and hit == hits[-1]:
        run = flatten(passage.following.children)
        start, end = _written_line(run, 0)
    else:
        return ""
    return next((mention.name for mention in mentions(run, start, end)), "")


def owner(passage: Passage, flat: Flat, hit: Hit, hits: Sequence[Hit]) -> str:
    """Say who is to see to a marker: named in it, mentioned on its line or on the next; "" when nobody is."""
    words = flat.text[hit.start : hit.end]
    named = _IN_BRACKETS.search(words)
    inside = _NAME.search(words)
    if named:
        return first_name(named[1])
    if inside:
        return inside[1]
    for mention in mentions(flat, hit.start, hit.end):
        return mention.name
    return _nearest(flat, hit, hits) or _next_line(passage, flat, hit, hits)
