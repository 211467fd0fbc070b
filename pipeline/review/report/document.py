"""The report of a review for programs (JSON). `handbook schema review` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from pipeline.diagnostics.visible import as_json
from pipeline.review.changing import Fate
from pipeline.review.remark import Answer, Certainty, Sort
from pipeline.review.report.gathered import Account, Item
from pipeline.source import Span


class Place(Struct, frozen=True):
    """A place in the sources. Lines and columns count from 1, in characters, the end just after the last one."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Change(Struct, frozen=True):
    """A change of the sources: the characters at a place are replaced by `new`, which is Markdown."""

    place: Place
    new: str


class Told(Struct, frozen=True):
    """A remark.

    `number` is its number in the report and in the patch; `file` the returned file; `place` today's place, of a remark
    without a place the nearest known one, null where there is none; `when` is ISO 8601, or "" where the file does not
    say it; `fate` is what becomes of its change: `ready` (it can be applied), `twin` (another one asks for the same),
    `unsure`, `crossed` (another change stands on the same words), `unwritable` (the file cannot hold it), `done` (the
    sources say so already), `none` (it asks for no change).
    """

    number: int
    file: str
    sort: Sort
    certainty: Certainty
    author: str
    when: str
    text: str
    old: str
    new: str
    context: str
    today: str
    place: Place | None
    headings: tuple[str, ...]
    link: str
    tracked: bool
    resolved: bool
    on_marker: int
    answers: tuple[Answer, ...]
    edit: Change | None
    fate: Fate


class Counts(Struct, frozen=True):
    """How many remarks there are: in all, by sort, by certainty, by author; `applicable` changes, `resolved` ones."""

    total: int
    by_sort: dict[str, int]
    by_certainty: dict[str, int]
    by_author: dict[str, int]
    applicable: int
    resolved: int


class Document(Struct, frozen=True):
    """What reviewers wrote. `format` changes when the meaning of a field does; remarks are in the sources' order."""

    format: int
    title: str
    files: tuple[str, ...]
    counts: Counts
    remarks: tuple[Told, ...]


def document(account: Account) -> str:
    """Give the whole as one JSON object."""
    return as_json(msgspec.to_builtins(_document(account)))


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of the report."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Document)}


def _document(account: Account) -> Document:
    counts = Counts(
        total=account.total,
        by_sort=dict(account.sorts),
        by_certainty=dict(account.certainties),
        by_author=_by_author(account.items),
        applicable=account.ready,
        resolved=len(account.resolved),
    )
    return Document(1, account.title, account.files, counts, tuple(map(_told, account.items)))


def _by_author(items: Iterable[Item]) -> dict[str, int]:
    """Count by the name in the file, "" for none."""
    counts: dict[str, int] = {}
    for item in items:
        counts[item.remark.author] = counts.get(item.remark.author, 0) + 1
    return counts


def _place(span: Span) -> Place:
    return Place(span.file, span.line, span.column, span.end_line, span.end_column)


def _told(item: Item) -> Told:
    remark = item.remark
    return Told(
        number=item.number,
        file=remark.file,
        sort=remark.sort,
        certainty=remark.certainty,
        author=remark.author,
        when=remark.when,
        text=remark.text,
        old=remark.old,
        new=remark.new,
        context=remark.context,
        today=remark.today,
        place=_place(remark.span) if remark.span is not None else None,
        headings=remark.headings,
        link=item.link,
        tracked=remark.is_tracked,
        resolved=remark.is_resolved,
        on_marker=remark.on_marker,
        answers=remark.answers,
        edit=Change(_place(remark.edit.span), remark.edit.new) if remark.edit is not None else None,
        fate=item.fate,
    )
