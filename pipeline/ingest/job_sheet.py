"""Job sheets in ONISEP's layout as Markdown -> `JobSheet` (field guide: job sheets and articles).

The sheet is first put in order so that CommonMark reads it as its author meant it (indented parts are not code, a
label after a list begins a paragraph), then its blocks are sorted into fields, in whatever order they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from pipeline.diagnostics import Code, Report, found
from pipeline.ingest.lines import Line, Script
from pipeline.model import (
    Block,
    BulletList,
    Heading,
    Inlines,
    JobSheet,
    OrderedList,
    Paragraph,
    RomeCode,
    SectionKind,
    SheetSection,
    SoftBreak,
    Strong,
    Text,
    Training,
)
from pipeline.model.text import part, plain
from pipeline.source import Span

_IDENTIFIER_LINE = re.compile(r"^\*\*ID\s*:\*\*\s*MET\.\d+", re.MULTILINE)
_LABEL_LINE = re.compile(r"^\*\*[^*]+:\s*\*\*")
_INDENT = 12
_ROME_VALID = re.compile(r"[A-N]\d{4}")
_TRAINING_ID = re.compile(r"\s*\(ID\s*:\s*(FOR\.\d+)\)\s*$")
_IDENTIFIER = re.compile(r"MET\.\d+")

_SECTIONS: dict[str, SectionKind] = {
    "présentation": "presentation",
    "en bref": "brief",
    "nature du travail": "work",
    "compétences requises": "skills",
    "conditions de travail": "conditions",
    "vie professionnelle": "career",
    "accès au métier": "access",
}
_LISTS = {
    "autres appellations": "names",
    "codes rome": "rome",
    "formations recommandées": "trainings",
    "statuts possibles": "statuses",
    "centres d'intérêt": "interests",
    "appellations": "gendered",
    "niveau d'accès minimum": "level",
    "id": "id",
}


def is_job_sheet(text: str) -> bool:
    """Tell a job sheet by its ONISEP identifier line."""
    return _IDENTIFIER_LINE.search(text) is not None


def _key(words: str) -> str:
    return " ".join(words.replace("’", "'").replace("\xa0", " ").strip(" :").lower().split())


def put_in_order(page: Script) -> Script:
    """Give the sheet's lines with the indented parts moved to the margin, and each label on a paragraph of its own."""
    lines: list[Line] = []
    for line in page.lines:
        indent = len(line.text) - len(line.text.lstrip(" "))
        if indent >= _INDENT:
            line = Line(line.text[_INDENT:], line.number, line.cut + _INDENT)
        if _LABEL_LINE.match(line.text) and lines and lines[-1].text.strip():
            lines.append(Line("", line.number))
        lines.append(line)
    return page._replace(lines=tuple(lines))


class _Piece(NamedTuple):
    """One part of a sheet: what it is about, its title, and its blocks."""

    key: str
    title: Inlines
    span: Span
    blocks: list[Block]


@dataclass
class _Facts:
    """The fields found so far."""

    identifier: str = ""
    feminine: Inlines = ()
    masculine: Inlines = ()
    other_names: list[Inlines] = field(default_factory=list)
    rome: list[RomeCode] = field(default_factory=list)
    level: Inlines = ()
    statuses: list[Inlines] = field(default_factory=list)
    trainings: list[Training] = field(default_factory=list)
    interests: list[Inlines] = field(default_factory=list)
    sections: list[SheetSection] = field(default_factory=list)


def read_job_sheet(blocks: Sequence[Block], place: Span, report: Report) -> JobSheet:
    """Sort the blocks of a sheet, its title taken out, into a `JobSheet`. What fits no field is kept as a section."""
    facts = _Facts()
    for piece in _pieces(blocks):
        _take(facts, piece, report)
    return JobSheet(
        facts.identifier,
        facts.feminine,
        facts.masculine,
        tuple(facts.other_names),
        tuple(facts.rome),
        facts.level,
        tuple(facts.statuses),
        tuple(facts.trainings),
        tuple(facts.interests),
        tuple(facts.sections),
        place,
    )


def _pieces(blocks: Sequence[Block]) -> list[_Piece]:
    """Cut a sheet at its labels and at the headings that name a field; other headings stay where they are."""
    pieces: list[_Piece] = []
    for block in blocks:
        if isinstance(block, Heading) and _key(plain(block.children)) in (*_SECTIONS, *_LISTS):
            pieces.append(_Piece(_key(plain(block.children)), block.children, block.span, []))
            continue
        label = _label(block)
        if label is not None:
            pieces.append(label)
            continue
        if not pieces or (pieces[-1].key in ("id", "level", "niveau d'accès minimum") and pieces[-1].blocks):
            pieces.append(_Piece("", (), block.span, []))
        pieces[-1].blocks.append(block)
    return pieces


def _label(block: Block) -> _Piece | None:
    """Read `**Label:** value`: the label names the piece, the value is its first block."""
    if not isinstance(block, Paragraph) or not block.children or not isinstance(block.children[0], Strong):
        return None
    words = plain(block.children[0].children)
    key = _key(words)
    if not words.rstrip().endswith(":") or key not in _LISTS:
        return None
    rest = _trim_left(block.children[1:])
    value: list[Block] = [Paragraph(rest, block.span)] if rest else []
    return _Piece(key, block.children[0].children, block.span, value)


def _trim_left(inlines: Inlines) -> Inlines:
    while inlines and isinstance(inlines[0], SoftBreak):
        inlines = inlines[1:]
    if inlines and isinstance(inlines[0], Text):
        text = inlines[0]
        bare = len(text.text) - len(text.text.lstrip())
        if bare == len(text.text):
            return inlines[1:]
        return (part(text, bare, len(text.text)), *inlines[1:]) if bare else inlines
    return inlines


def _take(facts: _Facts, piece: _Piece, report: Report) -> None:
    """Put one piece into its field; what the field does not hold is kept as a section."""
    left = piece.blocks
    match _LISTS.get(piece.key):
        case "id":
            left = _identifier(facts, piece.blocks)
        case "gendered":
            left = _gendered(facts, piece.blocks)
        case "names":
            left = _names(facts, piece.blocks)
        case "rome":
            left = _rome(facts, piece.blocks, report)
        case "level":
            facts.level, left = _first_line(piece.blocks)
        case "statuses":
            lines, left = _lines(piece.blocks)
            facts.statuses += lines
        case "interests":
            lines, left = _lines(piece.blocks)
            facts.interests += lines
        case "trainings":
            left = _trainings(facts, piece.blocks)
        case _:
            _section(facts, piece, _SECTIONS.get(piece.key, "other"))
            return
    if left:
        _section(facts, _Piece("", (), left[0].span, left), "other")


def _section(facts: _Facts, piece: _Piece, kind: SectionKind) -> None:
    facts.sections.append(SheetSection(kind, piece.title, _levelled(piece.blocks), piece.span))


def _levelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the headings inside a section the levels 3, 4… in the order in which their own levels first appear.

    In nearly every sheet they are inverted: `### Durée des études` stands above `## Après le bac`.
    """
    ranks: dict[int, int] = {}
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            level = ranks.setdefault(block.level, min(3 + len(ranks), 6))
            block = msgspec.structs.replace(block, level=level)
        kept.append(block)
    return tuple(kept)


def _first_line(blocks: list[Block]) -> tuple[Inlines, list[Block]]:
    if blocks and isinstance(blocks[0], Paragraph):
        return blocks[0].children, blocks[1:]
    return (), blocks


def _lines(blocks: list[Block]) -> tuple[list[Inlines], list[Block]]:
    """Give the items of a list, or a paragraph's text, as lines; and the blocks that are neither."""
    lines: list[Inlines] = []
    left: list[Block] = []
    for block in blocks:
        match block:
            case BulletList() | OrderedList():
                for item in block.items:
                    inside, rest = _lines(list(item.blocks))
                    lines += inside
                    left += rest
            case Paragraph():
                lines.append(block.children)
            case _:
                left.append(block)
    return lines, left


def _identifier(facts: _Facts, blocks: list[Block]) -> list[Block]:
    words, left = _first_line(blocks)
    matched = _IDENTIFIER.search(plain(words))
    if matched:
        facts.identifier = matched.group(0)
        return left
    return blocks


def _gendered(facts: _Facts, blocks: list[Block]) -> list[Block]:
    lines, left = _lines(blocks)
    for line in lines:
        words = plain(line)
        name, colon, _value = words.partition(":")
        value = _after(line, len(name) + 1) if colon else line
        match _key(name):
            case "féminin":
                facts.feminine = value
            case "masculin":
                facts.masculine = value
            case _:
                facts.other_names.append(line)
    return left


def _after(line: Inlines, count: int) -> Inlines:
    """Give what follows the first `count` characters, where they stand in the first text."""
    first = line[0]
    if isinstance(first, Text) and len(first.text) >= count:
        return _trim_left((part(first, count, len(first.text)), *line[1:]) if len(first.text) > count else line[1:])
    return line


def _names(facts: _Facts, blocks: list[Block]) -> list[Block]:
    left: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            facts.other_names.append(block.children)
        else:
            lines, rest = _lines([block])
            facts.other_names += lines
            left += rest
    return left


def _rome(facts: _Facts, blocks: list[Block], report: Report) -> list[Block]:
    lines, left = _lines(blocks)
    for line in lines:
        for inline in line:
            if isinstance(inline, Text):
                _rome_codes(facts, inline, report)
    return left


def _rome_codes(facts: _Facts, text: Text, report: Report) -> None:
    """Read the codes of a text; what is none is kept as a code of its own words, and reported."""
    for match in re.finditer(r"[^\s,;|]+", text.text):
        place = part(text, match.start(), match.end()).span
        if not _ROME_VALID.fullmatch(match.group(0)):
            report(found(Code.S170, place, code=match.group(0)))
        facts.rome.append(RomeCode(match.group(0), place))


def _trainings(facts: _Facts, blocks: list[Block]) -> list[Block]:
    lines, left = _lines(blocks)
    for line in lines:
        last = line[-1]
        place = _line_span(line)
        matched = _TRAINING_ID.search(last.text) if isinstance(last, Text) else None
        if matched and isinstance(last, Text):
            name: Inlines = (*line[:-1], part(last, 0, matched.start())) if matched.start() else line[:-1]
            facts.trainings.append(Training(name, matched.group(1), place))
        else:
            facts.trainings.append(Training(line, "", place))
    return left


def _line_span(line: Inlines) -> Span:
    places = [inline.span for inline in line if isinstance(inline, Text)]
    first, last = (
        places[0] if places else Span("", 1, 1, 1, 1),
        places[-1] if places else Span("", 1, 1, 1, 1),
    )
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)
