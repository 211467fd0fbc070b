"""Remarks as editorial markers: their words, and the places in a file where they can be put, the best one first."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from pipeline.diagnostics.visible import visible
from pipeline.messages import Say
from pipeline.model import Cell, CodeBlock, Heading, Page, Paragraph
from pipeline.model.walk import children
from pipeline.review.original import Original, line_end, offsets
from pipeline.review.remark import Remark
from pipeline.review.report.words import seen
from pipeline.source import Span

# What markers begin with, and the kind that this is (`markers.kinds`); the first is French.
_LEADS: Final = (("À REVOIR", "to-update"), ("TODO", "todo"), ("ENRICHIR", "enrich"))
# A marker in square brackets may hold so many characters (`markers.find`); what is longer is in the report.
_MOST: Final = 6_000
_WIDEST: Final = 80  # characters of the words that a marker is about
# What could begin markup in a line of Markdown or of GitBook; a character reference stays words where a backslash
# would not hold a tag off (CommonMark 2.4 and 2.5).
_REFERENCES: Final = {"{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;", "&": "&amp;"}
_SLASHED: Final = re.compile(r"[\\`*_#|~$^=]")
_EMOJI: Final = re.compile(r":(?=[\w+-]+:)")
_APART: Final = re.compile(r"[^\w.-]+")


class Slot(NamedTuple):
    """A place for a marker: an offset in its file, what stands before and behind the marker there.

    `is_apart`: it is a paragraph of its own, so that it names the words it is about.
    """

    offset: int
    before: str
    after: str
    is_apart: bool


def owner_name(author: str) -> str:
    """Give an author's name as a marker's owner: “Camille Martin” is camille.martin, an address what is before @."""
    return _APART.sub(".", visible(author).split("@")[0].strip().lower()).strip(".-")


def lead_of(language: str, sure: Container[str]) -> str:
    """Give the words that markers of remarks begin with, of a kind that the handbook takes for sure where there is one.

    Args:
        language: the handbook's, BCP 47.
        sure: the names of the kinds that it takes for sure.
    """
    leads = _LEADS if language.split("-")[0].lower() == "fr" else _LEADS[1:]
    return next((words for words, kind in leads if kind in sure), leads[0][0])


def marker_words(remark: Remark, lead: str, say: Say, *, is_apart: bool) -> str:
    """Give a remark as the words of a marker, brackets included, before they are escaped.

    It begins with `lead` (see `lead_of`), and its owner is the reviewer. Square brackets inside it become round ones:
    nothing may end it before its end.
    """
    owner = owner_name(remark.author)
    said = _said(remark, say, is_apart=is_apart)
    if remark.when:
        said = say("remark of {date}: {text}", date=remark.when[:10], text=said)
    else:
        said = say("remark: {text}", text=said)
    text = visible(f"{lead}{f' @{owner}' if owner else ''}, {said}", _MOST)
    return f"[{text.replace('[', '(').replace(']', ')').rstrip()}]"


def _said(remark: Remark, say: Say, *, is_apart: bool) -> str:
    pieces: list[str] = []
    old, new = seen(remark.old).strip(), seen(remark.new).strip()
    match remark.sort:
        case "comment":
            about = visible(remark.old.strip(), _WIDEST) if is_apart else ""
            pieces += [say("on “{words}”", words=about)] if about else []
        case "insertion":
            pieces.append(say("add “{new}”", new=new))
        case "deletion":
            pieces.append(say("remove “{old}”", old=old))
        case "replacement":
            pieces.append(say("replace “{old}” with “{new}”", old=old, new=new))
    pieces += [" / ".join(line.strip() for line in remark.text.split("\n") if line.strip())]
    for answer in remark.answers:
        pieces.append(say("{author} answers: {text}", author=answer.author, text=" / ".join(answer.text.split("\n"))))
    return " — ".join(filter(None, pieces)) or say("see the report")


def as_markdown(words: str) -> str:
    """Give the words of a marker as Markdown that says just them, on one line, in a cell of a table too."""
    inner = "".join(_REFERENCES.get(one, one) for one in words[1:-1])
    inner = _EMOJI.sub("&#58;", _SLASHED.sub(r"\\\g<0>", inner).replace("&\\#", "&#"))
    return f"\\[{inner}\\]"


def identity(written: str) -> str:
    """Give what makes a marker the same one again, brackets and letters, whatever `handbook fix` did to it since."""
    return "".join(one for one in written if one.isalnum() or one in "[]")


def slots(remark: Remark, page: Page, file: Original) -> Iterator[Slot]:
    """Give the places for a remark in its page's file: behind its words, at their block's end, below the page's block.

    None where it has no place of its own.
    """
    place = offsets(file, remark.span) if remark.span is not None else None
    if remark.span is None or place is None or remark.certainty == "nowhere":
        return
    path = tuple(_path(page, remark.span))
    leaf = path[-1] if path else None
    if isinstance(leaf, Paragraph | Cell):
        inner = offsets(file, leaf.span)
        last = inner[1] if inner is not None else place[1]
        ends = (place[1], last) if remark.certainty == "exact" and place[1] <= last else (last,)
        for end in dict.fromkeys(ends):
            yield _inline(file, end)
    top = path[0].span if path else None
    yield _below(file, top if top is not None else remark.span)


def _path(page: Page, span: Span) -> Iterator[Paragraph | Heading | Cell | CodeBlock]:
    """Give the nodes that hold the beginning of a place, from the page's own block down to the innermost."""
    start = (span.line, span.column)
    nodes = [*page.blocks, *(block for note in page.footnotes for block in note.blocks)]
    while nodes:
        holder = next((node for node in nodes if _holds(node, span.file, start)), None)
        if holder is None:
            return
        yield holder  # type: ignore[misc]
        if isinstance(holder, Paragraph | Heading):
            return
        nodes = list(children(holder))  # type: ignore[arg-type]


def _holds(node: object, file: str, start: tuple[int, int]) -> bool:
    place = getattr(node, "span", None)
    return (
        isinstance(place, Span)
        and place.file == file
        and (place.line, place.column) <= start <= (place.end_line, place.end_column)
    )


def _inline(file: Original, at: int) -> Slot:
    before, after = file.text[at - 1 : at], file.text[at : at + 1]
    return Slot(at, "" if not before or before.isspace() else " ", " " if after.isalnum() else "", is_apart=False)


def _below(file: Original, span: Span) -> Slot:
    """Give the place of a paragraph below a block."""
    line = min(span.end_line, len(file.ends))
    # The end of a block of lines is the beginning of the line below it where it holds its last line end.
    if line > span.line and span.end_column == 1:
        line -= 1
    at, own = file.ends[line - 1], line_end(file)
    following = file.text[file.starts[line] : file.ends[line]] if line < len(file.starts) else ""
    return Slot(at, own * 2, own if following.strip() else "", is_apart=True)
