"""Tables that mean something: who masters what (skills), who answers for what (responsibilities)."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from pipeline.model.inline import Inlines
from pipeline.source import Span

Responsible: TypeAlias = Literal["responsible", "shared", "participates", "informed", "other", "none"]


class SkillLevel(Struct, frozen=True, gc=False):
    """One column of a skills matrix: its name ("Niv 1") and what it means."""

    title: Inlines
    description: Inlines


class SkillRow(Struct, frozen=True, gc=False):
    """One skill: `skills` holds what each level masters, as many cells as there are levels."""

    axis: Inlines
    sub_axis: Inlines
    intention: Inlines
    skills: tuple[Inlines, ...]
    span: Span


class SkillsMatrix(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """Axis, sub-axis, intention, then one column per level.

    `axis_title`, `sub_axis_title`, `intention_title` and `skill_title` are the author's own words for the columns;
    `empty_rows` are the places of rows left blank: unfinished work, kept as such. `caption` is the author's own name of
    the matrix, empty more often than not.
    """

    axis_title: Inlines
    sub_axis_title: Inlines
    intention_title: Inlines
    skill_title: Inlines
    levels: tuple[SkillLevel, ...]
    rows: tuple[SkillRow, ...]
    empty_rows: tuple[Span, ...]
    span: Span
    caption: Inlines = ()


class Responsibility(Struct, frozen=True, gc=False):
    """One cell: what one role answers for in one activity.

    `sign` is the emoji the author put ("" when none), `words` the words beside it (may be empty: then the sign
    stands alone and `kind` says what it means).
    """

    kind: Responsible
    sign: str
    words: Inlines
    span: Span


class ResponsibilityRow(Struct, frozen=True, gc=False):
    """One activity and, for each role in order, its responsibility."""

    activity: Inlines
    cells: tuple[Responsibility, ...]
    span: Span


class SignMeaning(Struct, frozen=True, gc=False):
    """A line of the legend: a sign, its kind, and the author's words for it (`""`: none were written)."""

    sign: str
    kind: Responsible
    word: str


class ResponsibilityMatrix(Struct, frozen=True, gc=False, tag=True, omit_defaults=True):
    """Activities by roles; `activity_title` is the corner cell, `caption` the author's name: both seldom written."""

    activity_title: Inlines
    roles: tuple[Inlines, ...]
    rows: tuple[ResponsibilityRow, ...]
    legend: tuple[SignMeaning, ...]
    empty_rows: tuple[Span, ...]
    span: Span
    caption: Inlines = ()
