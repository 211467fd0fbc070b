"""Finishing drafts: each unfinished place carries a comment on its own words, by its owner."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from docx.comments import Comment
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from pipeline.emit.characters import readable
from pipeline.emit.docx.names import bookmark, marker_bookmark
from pipeline.emit.docx.xml import Element, made
from pipeline.emit.unfinished import Said, comment_lines
from pipeline.model import Marker

_SMALL = Pt(7)
# What may hold the two ends of a comment (ISO/IEC 29500-1, 17.3.1.22 and 17.16.22).
_LINES = (qn("w:p"), qn("w:hyperlink"))


def add_comments(document: Document, comments: Iterable[tuple[Marker, Said]], nobody: str, day: date) -> None:
    """Add a comment for each marker with what is said of it; `nobody` is the author where a marker has no owner.

    A marker whose words are not drawn is commented at its page's title, or at the very beginning.
    """
    body = document.element.body
    starts = {start.get(qn("w:name")): start for start in body.iter(qn("w:bookmarkStart"))}
    ends = {end.get(qn("w:id")): end for end in body.iter(qn("w:bookmarkEnd"))}
    for marker, said in comments:
        comment = _comment(document, said, nobody, day)
        start = starts.get(marker_bookmark(marker))
        if start is None:
            start = starts.get(bookmark(marker.page))
        end = ends.get(start.get(qn("w:id"))) if start is not None else None
        if start is None or end is None or start.getparent().tag not in _LINES:
            start, end = _first_words(body)
        _anchor(comment.comment_id, start, end)
    _clear_of_notes(body)


def _comment(document: Document, said: Said, nobody: str, day: date) -> Comment:
    """Write a comment: number and kind in bold, what it speaks of, by when; its own identity in small letters."""
    author = readable(said.owner) or nobody
    first, *rest = (readable(line) for line in comment_lines(said))
    comment = document.comments.add_comment(first, author, initials(author))
    comment._comment_elm.date = datetime(day.year, day.month, day.day, tzinfo=UTC)
    comment.paragraphs[0].runs[-1].bold = True
    for line in rest:
        comment.add_paragraph(line)
    comment.add_paragraph().add_run(said.anchor).font.size = _SMALL
    return comment


def initials(author: str) -> str:
    """Give the initials of a name: "camille.martin" is CM."""
    words = [word for word in re.split(r"[\s._@-]+", author) if word]
    return "".join(word[0] for word in words[:3]).upper()


def _first_words(body: Element) -> tuple[Element, Element]:
    """Give the first and last run of the first paragraph: the handbook's title."""
    runs = body.find(qn("w:p")).findall(qn("w:r"))
    return runs[0], runs[-1]


def _anchor(identifier: int, start: Element, end: Element) -> None:
    """Put a comment on what stands between two elements of a paragraph (ISO/IEC 29500-1, 17.13.4)."""
    start.addprevious(made(f'<w:commentRangeStart w:id="{identifier}"/>'))
    reference = made(
        f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{identifier}"/></w:r>'
    )
    end.addnext(reference)
    end.addnext(made(f'<w:commentRangeEnd w:id="{identifier}"/>'))


def _clear_of_notes(body: Element) -> None:
    """Leave no comment's mark between the first two calls of footnotes: it is put behind the second one.

    LibreOffice (7.4) confuses the words of all footnotes where one stands there. What a comment is about is said by the
    two ends of its range, which stay where they are.
    """
    found = list(body.iter(qn("w:footnoteReference"), qn("w:commentReference")))
    notes = [place for place, one in enumerate(found) if one.tag == qn("w:footnoteReference")][:2]
    if len(notes) == 2:
        second = found[notes[1]].getparent()
        for mark in reversed(found[notes[0] + 1 : notes[1]]):
            second.addnext(mark.getparent())
