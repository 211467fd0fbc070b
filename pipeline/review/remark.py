"""What a reviewer wrote, with its place in today's sources."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from pipeline.source import Span

# comment: words beside the text; insertion, deletion, replacement: words of the text that changed.
Sort: TypeAlias = Literal["comment", "insertion", "deletion", "replacement"]
# exact: on the very words; near: the paragraph is known, or the one beside it, the words are not of the sources;
# conflict: the sources have changed there since; nowhere: only the nearest anchor is known, if any.
Certainty: TypeAlias = Literal["exact", "near", "conflict", "nowhere"]


class Answer(Struct, frozen=True):
    """An answer to a comment; `when` as the file says it (ISO 8601), "" where it does not."""

    author: str
    when: str
    text: str


class Edit(Struct, frozen=True):
    """A change of the sources: the characters of `span` are replaced by `new`, Markdown already."""

    span: Span
    new: str


class Remark(Struct, frozen=True):
    """A remark.

    Args:
        file: the returned file's name.
        sort: what it is.
        certainty: how well its place is known.
        author: who wrote it, "" where the file does not say.
        when: when, as the file says it (ISO 8601), or "".
        text: the words of a comment, a line for a paragraph.
        old: the words of the handbook that it speaks of, or that were taken away.
        new: the words that were put in.
        context: the paragraph that it stands in, as printed.
        span: its place in today's sources; for "near" and "nowhere" the nearest known one; None where there is none.
        headings: the titles above it, the chapter's first.
        is_tracked: the word processor kept track of the change; else it was found by comparing.
        is_resolved: the comment was marked as dealt with.
        on_marker: the number of our own marker whose comment it answers, 0 for none.
        answers: the thread below a comment, in order.
        edit: how the sources would change; None where that is not certain.
        today: the words of the sources there today, where they have changed since.
    """

    file: str
    sort: Sort
    certainty: Certainty
    author: str = ""
    when: str = ""
    text: str = ""
    old: str = ""
    new: str = ""
    context: str = ""
    span: Span | None = None
    headings: tuple[str, ...] = ()
    is_tracked: bool = False
    is_resolved: bool = False
    on_marker: int = 0
    answers: tuple[Answer, ...] = ()
    edit: Edit | None = None
    today: str = ""


class Review(Struct, frozen=True):
    """All remarks of all returned files, in the order of the sources; `files` are the names, as given."""

    title: str
    files: tuple[str, ...]
    remarks: tuple[Remark, ...]
