"""The pass that sets French text as French printers do: signs, words with œ, ordinals, and the spaces that bind.

It works on whole lines, across bold and links, on `Text` alone: code, formulas, keys, addresses and people stay.
Changes of letters and signs are listed as repairs; white space and raised letters are not, but each rule can be
switched off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from pipeline.diagnostics import Report
from pipeline.model import (
    Abbreviation,
    Button,
    Code,
    CrossReference,
    Emphasis,
    FootnoteReference,
    Foreign,
    Handbook,
    Highlight,
    Icon,
    Image,
    Inline,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Marked,
    Math,
    Mention,
    SoftBreak,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
    UnreadInline,
)
from pipeline.model.repair import WHITE_SPACE
from pipeline.model.text import Edit, edit, part
from pipeline.model.walk import Node, rebuild_around, rebuild_runs
from pipeline.normalise.by_page import by_itself
from pipeline.normalise.context import Context
from pipeline.normalise.french import NO_BREAK
from pipeline.normalise.repairing import Repairs
from pipeline.normalise.typeset import Change, needs_nothing, spaces, words

_OPAQUE = "\ufffc"


def typography(handbook: Handbook, context: Context) -> Handbook:
    """Give a French handbook in French typography; one in another language as it is."""
    if handbook.identity.language.split("-")[0].lower() != "fr":
        return handbook
    repairs = Repairs(context)

    def one(node: Node, _report: Report, told: Repairs) -> Node:
        return rebuild_runs(node, lambda run: _set(run, context.off, told))

    page = by_itself("typography", context, repairs, one)
    return repairs.put_in(rebuild_around(handbook, page, lambda rest: one(rest, context.report, repairs)))


def _set(run: Inlines, off: frozenset[str], repairs: Repairs) -> Inlines:
    """Give one run set: its words first, then its spaces, which need the final signs."""
    if len(run) == 1 and isinstance(run[0], Text):
        return _set_text(run, run[0], off, repairs)
    flat = _flatten(run)
    line = "".join(flat.shown)
    if needs_nothing(line):
        return run
    changes = words(line, off)
    if changes:
        run = _applied(run, flat, changes, repairs)
        flat = _flatten(run)
        line = "".join(flat.shown)
    changes = spaces(line, off)
    return _applied(run, flat, changes, repairs) if changes else run


def _set_text(run: Inlines, text: Text, off: frozenset[str], repairs: Repairs) -> Inlines:
    """Give a run that is one text set: most are, and need no looking across nodes."""
    if needs_nothing(text.text):
        return run
    changes = words(text.text, off)
    if changes:
        (text,) = run = _changed(text, changes, repairs)  # type: ignore[assignment]
    changes = spaces(text.text, off)
    return _changed(text, changes, repairs) if changes else run


@dataclass
class _Flat:
    """A run as one line: what is shown of it, and its texts with their first characters' places, in order."""

    size: int = 0
    shown: list[str] = field(default_factory=list)
    texts: list[tuple[int, Text]] = field(default_factory=list)
    raised: set[int] = field(default_factory=set)  # ranks of the texts that stand raised already

    def add(self, shown: str) -> None:
        """Add what a node shows."""
        self.shown.append(shown)
        self.size += len(shown)


def _flatten(run: Inlines) -> _Flat:
    flat = _Flat()
    _gather(run, flat, False)
    return flat


def _gather(run: Inlines, flat: _Flat, raised: bool) -> None:
    for node in run:
        match node:
            case Text():
                if raised:
                    flat.raised.add(len(flat.texts))
                flat.texts.append((flat.size, node))
                flat.add(node.text)
            case SoftBreak():
                flat.add("\n")
            case LineBreak():
                flat.add("\v")
            case Code() | Image() | Math() | Icon() | Mention() | FootnoteReference() | UnreadInline() | Keyboard():
                flat.add(_OPAQUE)
            case Foreign():  # another language has other rules
                flat.add(_OPAQUE)
            case Superscript() | Subscript():
                _gather(node.children, flat, True)
            case Emphasis() | Strong() | Strikeout() | Highlight() | Marked() | Link() | CrossReference() | Button():
                _gather(node.children, flat, raised)
            case Abbreviation() | Term():
                _gather(node.children, flat, raised)


def _applied(run: Inlines, flat: _Flat, changes: list[Change], repairs: Repairs) -> Inlines:
    """Give a run with changes made in its texts."""
    by_text = _by_text(flat, changes)
    if not by_text:
        return run
    ranks = iter(range(len(flat.texts)))
    made = {rank: _changed(flat.texts[rank][1], own, repairs) for rank, own in by_text.items()}
    return _put(run, ranks, made)


def _by_text(flat: _Flat, changes: list[Change]) -> dict[int, list[Change]]:
    """Give each text's changes by its rank, in its own characters; one that goes over a text's edge is left out."""
    found: dict[int, list[Change]] = {}
    rank = 0
    count = len(flat.texts)
    for change in changes:
        while rank < count and flat.texts[rank][0] + len(flat.texts[rank][1].text) < change.start:
            rank += 1
        own = _home(flat, rank, change)
        if own is None or (change.raised and own in flat.raised):
            continue
        first = flat.texts[own][0]
        moved = change._replace(start=change.start - first, end=change.end - first)
        found.setdefault(own, []).append(moved)
    return found


def _home(flat: _Flat, rank: int, change: Change) -> int | None:
    """Give the rank of the text that a change stands in, from `rank` on.

    A space put in at the edge of two texts goes to the one whose sign it belongs to: after « to the first, else to the
    second.
    """
    fitting: list[int] = []
    for own in range(rank, min(rank + 4, len(flat.texts))):
        first, text = flat.texts[own]
        if text.text and first <= change.start and change.end <= first + len(text.text):
            if change.start == change.end or change.start < first + len(text.text):
                fitting.append(own)
        elif first > change.start:
            break
    if not fitting:
        return None
    first, text = flat.texts[fitting[0]]
    after_sign = text.text[max(0, change.start - first - 1) : change.start - first] == "«"
    return fitting[0] if after_sign else fitting[-1]


def _changed(text: Text, changes: list[Change], repairs: Repairs) -> Inlines:
    """Give a text with changes made, in pieces where letters are raised."""
    pieces: list[Inline] = []
    edits: list[Edit] = []
    done = 0

    def close(end: int) -> None:
        nonlocal done, edits
        if end > done or edits:
            whole = done == 0 and end == len(text.text)
            pieces.append(edit(text if whole else part(text, done, end), edits))
        done, edits = end, []

    for change in changes:
        if change.raised:
            close(change.start)
            pieces.append(Superscript((part(text, change.start, change.end),)))
            done = change.end
            continue
        if change.rule not in WHITE_SPACE:
            repairs.in_text(change.rule, text, change.start, change.end, change.new)
        edits += _edits(change, done)
    close(len(text.text))
    return tuple(pieces)


def _edits(change: Change, offset: int) -> Iterator[Edit]:
    """Give the edits of a change; a space put in beside a sign takes no column, the sign takes its own."""
    start, end, new = change.start - offset, change.end - offset, change.new
    if start == end or len(new) == end - start or NO_BREAK not in new:
        yield Edit(start, end, new)
        return
    sign = new.strip(NO_BREAK)
    before, _sign, after = new.partition(sign)
    if before:
        yield Edit(start, start, before)
    yield Edit(start, end, sign)
    if after:
        yield Edit(end, end, after)


def _put(run: Inlines, ranks: Iterator[int], made: dict[int, Inlines]) -> Inlines:
    """Give a run with its texts replaced by what was made of them; nodes without changes stay the same objects."""
    new: list[Inline] = []
    same = True
    for node in run:
        if isinstance(node, Text):
            pieces = made.get(next(ranks))
            same = same and pieces is None
            new += pieces if pieces is not None else (node,)
            continue
        kept = node
        match node:
            case Emphasis() | Strong() | Strikeout() | Highlight() | Marked() | Superscript() | Subscript():
                children = _put(node.children, ranks, made)
                kept = node if children is node.children else replace(node, children=children)
            case Link() | CrossReference() | Button() | Abbreviation() | Term():
                children = _put(node.children, ranks, made)
                kept = node if children is node.children else replace(node, children=children)
            case _:
                pass
        same = same and kept is node
        new.append(kept)
    return run if same else tuple(new)
