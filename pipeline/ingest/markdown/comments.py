"""Comments by which an author vouches for a place: `<!-- handbook: ignorer enrich — la raison -->`.

Comments are not part of the text. These are orders to the markers stage, and are kept in the model. One that is alone
on its line is about the block that follows (about the last heading where none does: nothing stands below it), any other
about its own line, `ignorer-page` about the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from pipeline.diagnostics import Code
from pipeline.ingest.lines import Script, span
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.places import content
from pipeline.model import Blocks, Heading, Suppression
from pipeline.model.walk import walk
from pipeline.source import Span, join

# The colon may be forgotten before an order.
_OURS = re.compile(r"<!--\s*handbook(?:\s*:|\s+(?=ignore))\s*(.*?)\s*-->", re.DOTALL | re.IGNORECASE)
_ANY = re.compile(r"<!--.*?-->")
_ORDER = re.compile(r"(?:ignorer|ignore)([\s-]page)?(?![\w-])\s*(.*)", re.DOTALL | re.IGNORECASE)
# What stands between the kinds and the reason: a dash with blanks round it (a kind's name may hold one), or a colon.
_THEN = re.compile(r"\s*[—–]\s*|(?:^|\s)\s*--?\s+|\s*:\s+")
_BEFORE = re.compile(r"[\s>]*(?:[*+-]|\d{1,9}[.)])?\s*")


class _Comment(NamedTuple):
    """What a comment of ours says, where it stands, and whether it is alone on its lines."""

    words: str
    span: Span
    is_alone: bool


class _Place(NamedTuple):
    """A comment's rows and characters in the script, from 0, the last character not included."""

    row: int
    left: int
    end_row: int
    right: int


def _comment(page: Script, words: str, place: _Place) -> _Comment:
    before = _ANY.sub("", page.lines[place.row].text[: place.left])
    after = _ANY.sub("", page.lines[place.end_row].text[place.right :])
    is_alone = _BEFORE.fullmatch(before) is not None and not after.strip()
    return _Comment(words, span(page, place.row, place.left, place.end_row, place.right), is_alone)


def _in_content(page: Script, token: Token, starts: Iterable[int]) -> Iterator[_Comment]:
    """Give the comments of ours in the content of a token that stands on lines of its own."""
    assert token.map is not None  # noqa: S101  (markdown-it gives every block its lines)
    places = content(page, token.content.rstrip("\n"), token.map[0])
    for start in starts:
        match = _OURS.match(token.content, start)
        if match is not None:
            place = _Place(*places.place(match.start()), *places.place(match.end() - 1))
            yield _comment(page, match[1], place._replace(right=place.right + 1))


def _in_cell(page: Script, token: Token, left: int) -> Iterator[_Comment]:
    """Give the comments of ours in a cell, from character `left` of its row."""
    assert token.map is not None  # noqa: S101  (so does the table rule)
    row = token.map[0]
    for child in token.children or ():
        match = _OURS.fullmatch(child.content) if child.type == "html_inline" else None
        at = page.lines[row].text.find(child.content, left) if match is not None else -1
        if match is not None and at >= 0:
            left = at + len(child.content)
            yield _comment(page, match[1], _Place(row, at, row, left))


def _comments(page: Script, tokens: Sequence[Token]) -> Iterator[_Comment]:
    """Give the comments of ours on a page, in order; what stands in code is none."""
    row, left = -1, 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "html_block":
            yield from _in_content(page, token, [match.start() for match in _OURS.finditer(token.content)])
        elif token.type == "inline" and before is not None and before.type in ("td_open", "th_open"):
            left = left if token.map is not None and token.map[0] == row else 0
            for comment in _in_cell(page, token, left):
                row, left = (token.map or [row])[0], comment.span.end_column - 1
                yield comment
        elif token.type == "inline":
            inside = [child for child in token.children or () if child.type == "html_inline"]
            yield from _in_content(page, token, [child.meta["at"][0] for child in inside])


def _spans(blocks: Blocks, file: str) -> list[Span]:
    """Give the places of everything in blocks that stands in a file, in order, what holds others before them."""
    every = (getattr(node, "span", None) for block in blocks for node in walk(block))
    places = [place for place in every if isinstance(place, Span) and place.file == file]
    return sorted(places, key=lambda one: (one.line, one.column, -one.end_line, -one.end_column))


class _Around(NamedTuple):
    """The places of everything on a page, in order, and that of a heading that ends it."""

    spans: Sequence[Span]
    bare: Span | None


def _around(blocks: Blocks, notes: Blocks, file: str) -> _Around:
    last = blocks[-1] if blocks else None
    bare = last.span if isinstance(last, Heading) and last.span.file == file else None
    return _Around(_spans((*blocks, *notes), file), bare)


def _about(around: _Around, comment: Span) -> Span:
    """Give the place of the block that follows a comment; where none does, its own, with the heading that it ends."""
    index = bisect_right(around.spans, comment.end_line, key=lambda one: one.line)
    if index < len(around.spans):
        return around.spans[index]
    return join(around.bare, comment) if around.bare is not None else comment


def _suppression(comment: _Comment, page: Script, around: _Around) -> Suppression | None:
    """Read what a comment orders; None where it is not understood."""
    order = _ORDER.fullmatch(comment.words)
    if order is None:
        return None
    then = _THEN.search(order[2])
    kinds, reason = (order[2][: then.start()], order[2][then.end() :]) if then else (order[2], "")
    names = tuple(name for part in kinds.split(",") if (name := " ".join(part.split())))
    about = _about(around, comment.span) if comment.is_alone else comment.span
    first, last = (1, page.lines[-1].number) if order[1] else (about.line, about.end_line)
    return Suppression(comment.span, names, " ".join(reason.split()), first, last)


def tell_suppressions(reading: Reading, tokens: Sequence[Token], blocks: Blocks, notes: Blocks) -> None:
    """Keep what the comments of a page vouch for; one that is not understood is reported (S215)."""
    around = _around(blocks, notes, reading.page.file)
    for comment in _comments(reading.page, tokens):
        suppression = _suppression(comment, reading.page, around)
        if suppression is None:
            reading.tell(Code.S215, comment.span, order=" ".join(comment.words.split()))
        else:
            reading.vouch(suppression)


def may_vouch(text: str) -> bool:
    """Tell quickly, for nearly every page, that no comment of ours stands in it."""
    return "<!--" in text and _OURS.search(text) is not None
