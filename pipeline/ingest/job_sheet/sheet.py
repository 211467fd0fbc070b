"""Sorting a sheet's blocks into the fields of a `JobSheet`; what fits no field is kept as a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from pipeline.diagnostics import Code, Report, found
from pipeline.ingest.job_sheet.fields import key, section_kind
from pipeline.ingest.job_sheet.pieces import Piece, pieces_of
from pipeline.ingest.job_sheet.rome import rome_codes
from pipeline.ingest.job_sheet.runs import after, lines_of, run_span, same, trim_left, values
from pipeline.ingest.lines import Script
from pipeline.model import (
    Block,
    Heading,
    Inlines,
    JobName,
    JobSheet,
    Paragraph,
    RomeCode,
    SectionKind,
    SheetSection,
    Strong,
    Text,
    Training,
)
from pipeline.model.text import part, plain
from pipeline.source import Span

_IDENTIFIER = re.compile(r"MET\.\d+")
_TRAINING = re.compile(r"[ \t\xa0]*\((?:ID[ \xa0]*:[ \xa0]*)?(FOR\.\d+)\)[ \t\xa0]*$")
_FORMS = {"feminin": "feminine", "masculin": "masculine"}
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_BETWEEN = re.compile(r"[ \t\xa0]*[;,][ \t\xa0]*")


@dataclass
class Facts:
    """The fields found so far."""

    identifier: str = ""
    feminine: Inlines = ()
    masculine: Inlines = ()
    other_names: list[JobName] = field(default_factory=list)
    rome: list[RomeCode] = field(default_factory=list)
    level: Inlines = ()
    statuses: list[Inlines] = field(default_factory=list)
    trainings: list[Training] = field(default_factory=list)
    interests: list[Inlines] = field(default_factory=list)
    sections: list[SheetSection] = field(default_factory=list)

    def sheet(self, place: Span) -> JobSheet:
        """Give the sheet; forms of another name that only repeat the name itself are left out."""
        return JobSheet(
            self.identifier,
            self.feminine,
            self.masculine,
            tuple(map(_name, self.other_names)),
            tuple(self.rome),
            self.level,
            tuple(self.statuses),
            tuple(self.trainings),
            tuple(self.interests),
            tuple(self.sections),
            place,
        )


def _name(name: JobName) -> JobName:
    if same(name.feminine, name.title) and same(name.masculine, name.title):
        return JobName(name.title, name.span)
    return name


def read_job_sheet(blocks: Sequence[Block], place: Span, report: Report) -> JobSheet:
    """Sort the blocks of a sheet, its title taken out, into a `JobSheet`. What fits no field is kept as a section."""
    facts = Facts()
    for piece in pieces_of(blocks):
        _take(facts, piece, report)
    return facts.sheet(place)


def keywords(page: Script) -> str:
    """Give what the comments at the end of a sheet say: a later layout keeps its keywords there."""
    text = page.text.rstrip()
    at = text.rfind("<!--")
    if at < 0 or not text.endswith("-->"):
        return ""
    comment = _COMMENT.match(text, at)
    return " ".join(comment.group(1).split()) if comment else ""


def _take(facts: Facts, piece: Piece, report: Report) -> None:
    """Put one piece into its field; what the field does not hold is kept as a section."""
    left: list[Block] | None
    match piece.field:
        case "id":
            left = _identifier(facts, piece)
        case "gendered":
            left = _gendered(facts, piece)
        case "names":
            left = _names(facts, piece)
        case "rome":
            left = _rome(facts, piece, report)
        case "level":
            left = _level(facts, piece)
        case "statuses":
            lines, left = _values(piece, parted=True)
            facts.statuses += lines
        case "interests":
            lines, left = _values(piece)
            facts.interests += lines
        case "trainings":
            lines, left = _values(piece)
            facts.trainings += [training(line, piece.span) for line in lines]
        case "career-part":
            _career_part(facts, piece)
            return
        case _:
            section(facts, piece, section_kind(piece.field or "other") or "other")
            return
    if left is None:
        section(facts, piece, "other")
    elif left:
        section(facts, Piece(None, (), left[0].span, blocks=left), "other")


def section(facts: Facts, piece: Piece, kind: SectionKind) -> None:
    """Add a section; a field that a sheet has twice stays twice."""
    value: list[Block] = [Paragraph(piece.value, run_span(piece.value, piece.span))] if piece.value else []
    blocks = levelled([*value, *piece.blocks])
    parts = _career(facts) if kind == "career" else None
    if parts is not None and not facts.sections[parts].title:
        blocks = (*blocks, *facts.sections.pop(parts).blocks)
    facts.sections.append(SheetSection(kind, piece.title, blocks, piece.span))


def _career(facts: Facts) -> int | None:
    return next((place for place, one in enumerate(facts.sections) if one.kind == "career"), None)


def _career_part(facts: Facts, piece: Piece) -> None:
    """Put the pay and the labour market into the section of the working life, wherever that stands."""
    place = _career(facts)
    if place is None:
        section(facts, piece, "career")
        return
    whole = facts.sections[place]
    facts.sections[place] = msgspec.structs.replace(whole, blocks=(*whole.blocks, *levelled(piece.blocks)))


def levelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
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


def _values(piece: Piece, parted: bool = False) -> tuple[list[Inlines], list[Block]]:
    """Give the values of a field: those on its own line, then those below.

    `parted`: values on one line stand between commas. (Interests have commas of their own.)
    """
    if not piece.value:
        return values(piece.blocks)
    first = piece.value[0]
    own = [piece.value]
    if parted and len(piece.value) == 1 and isinstance(first, Text):
        edges = [0, *(edge for match in _BETWEEN.finditer(first.text) for edge in match.span()), len(first.text)]
        own = [(part(first, edges[at], edges[at + 1]),) for at in range(0, len(edges), 2) if edges[at] < edges[at + 1]]
    lines, left = values(piece.blocks)
    return own + lines, left


def _identifier(facts: Facts, piece: Piece) -> list[Block] | None:
    """Take the identifier; None where it is none, or a second one."""
    lines, left = _values(piece)
    words = plain(lines[0]).strip() if lines else ""
    if len(lines) != 1 or facts.identifier or not _IDENTIFIER.fullmatch(words):
        return None
    facts.identifier = words
    return left


def _level(facts: Facts, piece: Piece) -> list[Block] | None:
    """Take the lowest level of entry; None where there is none, or a second one."""
    lines, left = _values(piece)
    if not lines or facts.level:
        return None
    facts.level = lines[0]
    return [*_paragraphs(lines[1:], piece), *left]


def _rome(facts: Facts, piece: Piece, report: Report) -> list[Block]:
    """Take the codes; a line without any is kept as it is, and reported."""
    lines, left = _values(piece)
    none: list[Inlines] = []
    for line in lines:
        codes = list(rome_codes(line, report))
        facts.rome += codes
        if not codes:
            none.append(line)
            report(found(Code.S170, run_span(line, piece.span), code=plain(line).strip()))
    return [*_paragraphs(none, piece), *left]


def _paragraphs(lines: Sequence[Inlines], piece: Piece) -> list[Block]:
    return [Paragraph(line, run_span(line, piece.span)) for line in lines]


def _gendered(facts: Facts, piece: Piece) -> list[Block]:
    lines, left = _values(piece)
    for line in lines:
        form, words = form_of(line)
        if form == "feminine" and not facts.feminine:
            facts.feminine = words
        elif form == "masculine" and not facts.masculine:
            facts.masculine = words
        else:
            facts.other_names.append(JobName(line, run_span(line, piece.span)))
    return left


def form_of(line: Inlines) -> tuple[str, Inlines]:
    """Read `Féminin: …` and `Masculin: …`: which form it is ("" for neither), and the words."""
    first = line[0] if line else None
    if isinstance(first, Strong):
        label, words = plain(first.children), trim_left(line[1:])
        words = (after(words, 1) or ()) if not label.rstrip().endswith(":") and plain(words)[:1] == ":" else words
    elif isinstance(first, Text) and ":" in first.text:
        label, words = first.text.partition(":")[0], after(line, first.text.index(":") + 1) or ()
    else:
        return "", line
    form = _FORMS.get(key(label), "")
    return (form, words) if form and words else ("", line)


def _names(facts: Facts, piece: Piece) -> list[Block]:
    """Read names, each a heading with its two forms below it, or a line by itself."""
    left: list[Block] = []
    names: list[JobName] = []
    for block in (*_own_line(piece), *piece.blocks):
        if isinstance(block, Heading):
            names.append(JobName(block.children, block.span))
            continue
        lines, rest = values([block]) if not isinstance(block, Paragraph) else (lines_of(block.children), [])
        left += rest
        for line in lines:
            form, words = form_of(line)
            last = names[-1] if names else None
            if form == "feminine" and last and not last.feminine:
                names[-1] = msgspec.structs.replace(last, feminine=words)
            elif form == "masculine" and last and not last.masculine:
                names[-1] = msgspec.structs.replace(last, masculine=words)
            else:
                names.append(JobName(line, run_span(line, piece.span)))
    facts.other_names += names
    return left


def _own_line(piece: Piece) -> list[Block]:
    return [Paragraph(piece.value, piece.span)] if piece.value else []


def training(line: Inlines, place: Span) -> Training:
    """Read a course: its name, and ONISEP's identifier where one is given (`(ID: FOR.995)`)."""
    last = line[-1] if line else None
    where = run_span(line, place)
    matched = _TRAINING.search(last.text) if isinstance(last, Text) else None
    if matched and isinstance(last, Text):
        name: Inlines = (*line[:-1], part(last, 0, matched.start())) if matched.start() else line[:-1]
        return Training(name, matched.group(1), where)
    return Training(line, "", where)
