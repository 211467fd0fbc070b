"""What was decided so that tables fit on paper, in words: for the report of hygiene, and for who builds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.diagnostics import Diagnostic, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.decided import Decided
from pipeline.emit.fit import Fit
from pipeline.emit.todo.lists import escaped
from pipeline.messages import Say


def told(decided: Iterable[Decided]) -> Iterator[Diagnostic]:
    """Give a note for each table that is no longer one on paper: split (E150), or cards (E151)."""
    for one in decided:
        if one.fit.kind == "split":
            count = len(one.fit.pieces)
            yield found(Code.E150, one.node.span, columns=one.fit.columns, tables=count)
        elif one.fit.kind == "cards":
            yield found(Code.E151, one.node.span, columns=one.fit.columns)


class OnPaper(NamedTuple):
    """The tables of a book on one paper: where that is, in words, the size of type of a table that has room."""

    where: str
    usual: float
    tables: Sequence[Decided]


def tables_section(papers: Sequence[OnPaper], language: str, say: Say) -> Iterator[str]:
    """List every table on each paper, file by file: its line, its columns, how it is printed and why."""
    if not any(paper.tables for paper in papers):
        return
    comma = "." if language.startswith("en") else ","
    yield "\n## " + escaped(say("Tables")) + "\n"
    for paper in papers:
        yield "\n" + say("How each table stands {where}, and why:", where=paper.where) + "\n\n"
        for file, group in groupby(paper.tables, key=lambda one: one.node.span.file):
            yield f"- `{file}`\n"
            yield from (_line(one, paper.usual, comma, say) for one in group)


def _line(one: Decided, usual: float, comma: str, say: Say) -> str:
    because = "".join(f" ({reason})" for reason in why(one.fit, say))
    decision = how(one.fit, usual, comma, say) + because
    line = say("line {line}, columns: {columns}", line=one.node.span.line, columns=one.fit.columns)
    return f"  - {line} – {escaped(decision)}\n"


def how(chosen: Fit, usual: float, comma: str, say: Say) -> str:
    """Say how a table is printed; `usual` is the size of type of a table that has room, `comma` that of numbers."""
    if chosen.kind == "cards":
        return say("each row becomes a card")
    pieces = [*_place(chosen, say), *_size(chosen, usual, comma, say)]
    if chosen.kind == "split":
        count = len(chosen.pieces)
        pieces.insert(0, say("its columns go over {count} tables, the first column in each", count=count))
    if chosen.loose:
        pieces.append(say("its rows may go on over the next page"))
    return ", ".join(pieces) or say("in the column of text")


def _place(chosen: Fit, say: Say) -> Iterator[str]:
    if chosen.place == "landscape":
        yield say("on a page turned on its side")
    elif chosen.place == "page" and chosen.kind == "table":
        yield say("across the whole page")


def _size(chosen: Fit, usual: float, comma: str, say: Say) -> Iterator[str]:
    if chosen.size < usual:
        yield say("in type of {size} points", size=f"{chosen.size:g}".replace(".", comma))


def why(chosen: Fit, say: Say) -> Iterator[str]:
    """Say what spoke against the ways before this one, if anything did."""
    if chosen.reason == "width":
        yield say("otherwise its columns would be too narrow for their words")
    elif chosen.reason == "rows":
        yield say("otherwise its rows would be too tall")
