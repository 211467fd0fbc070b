"""What the properties of a paragraph, a row or a cell say that matters to a reading."""

from __future__ import annotations

from typing import Final, NamedTuple

from pipeline.manuscript.docx.names import W, val
from pipeline.manuscript.docx.styles import outline_level
from pipeline.manuscript.manuscript import Change, Sort, told_when
from pipeline.manuscript.tables import whole_number
from pipeline.manuscript.xml import Element

# ISO/IEC 29500-1, 17.13.5.
_CHANGES: Final[dict[str, tuple[Sort, bool]]] = {
    f"{W}ins": ("insertion", False),
    f"{W}del": ("deletion", False),
    f"{W}moveTo": ("insertion", True),
    f"{W}moveFrom": ("deletion", True),
    f"{W}cellIns": ("insertion", False),
    f"{W}cellDel": ("deletion", False),
}


class Look(NamedTuple):
    """A paragraph's style by its identifier, its level where it says one, the properties of its ending."""

    style: str = ""
    level: int | None = None
    mark: Element | None = None


_PLAIN: Final = Look()


def look_of(paragraph: Element) -> Look:
    """Give what the properties of a paragraph say; they stand first in it (17.3.1.26)."""
    properties = paragraph[0] if len(paragraph) else None
    if properties is None or properties.tag != f"{W}pPr":
        properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return _PLAIN
    said = {str(one.tag): one for one in properties}
    style = val(said.get(f"{W}pStyle"))
    return Look(style, outline_level(said.get(f"{W}outlineLvl")), said.get(f"{W}rPr"))


def change_of(element: Element) -> Change:
    """Give the tracked change that an element stands for."""
    sort, is_move = _CHANGES[str(element.tag)]
    return Change(sort, str(element.get(f"{W}author", "")), told_when(str(element.get(f"{W}date", ""))), is_move)


def changes_in(properties: Element | None) -> tuple[Change, ...]:
    """Give the tracked changes that properties say of their paragraph's ending, row or cell."""
    if properties is None:
        return ()
    return tuple(change_of(one) for one in properties if one.tag in _CHANGES)


def columns(properties: Element | None, name: str, otherwise: int) -> int:
    """Give a number of columns: those that a cell covers, or those before a row."""
    if properties is None:
        return otherwise
    return whole_number(val(properties.find(f"{W}{name}")), otherwise)
