"""Tracked changes of an OpenDocument text (ODF 1.3, part 3, 5.5): who made them, and what was deleted."""

from __future__ import annotations

from typing import Final, NamedTuple

from pipeline.manuscript.manuscript import Change, Sort, told_when
from pipeline.manuscript.odt.names import DC, OFFICE, TEXT, XML
from pipeline.manuscript.xml import Element

_SORTS: Final[dict[str, Sort]] = {f"{TEXT}insertion": "insertion", f"{TEXT}deletion": "deletion"}
# What LibreOffice calls the bookmarks around words that were moved (the standard has no other sign of it).
_MOVED_FROM: Final = "__RefMoveFrom__"
MOVED_TO: Final = "__RefMoveTo__"


class Changed(NamedTuple):
    """A changed region: its changes (text that was inserted, then deleted, has two), and what was deleted."""

    changes: tuple[Change, ...]
    deleted: tuple[Element, ...]


def read_changes(root: Element) -> dict[str, Changed]:
    """Give the changed regions by their identifier; changes of formatting have none of these."""
    regions: dict[str, Changed] = {}
    for region in root.iter(f"{TEXT}changed-region"):
        parts = [one for one in region if one.tag in _SORTS]
        for key in {str(region.get(f"{XML}id", "")), str(region.get(f"{TEXT}id", ""))} - {""}:
            regions[key] = Changed(tuple(map(_change, parts)), tuple(block for one in parts for block in _blocks(one)))
    return regions


def _change(element: Element) -> Change:
    author, when = said_by(element.find(f"{OFFICE}change-info"))
    names = (str(one.get(f"{TEXT}name", "")) for one in element.iter(f"{TEXT}bookmark-start"))
    return Change(_SORTS[str(element.tag)], author, when, any(name.startswith(_MOVED_FROM) for name in names))


def moved(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Give changes whose words came from another place."""
    return tuple(Change(one.sort, one.author, one.when, is_move=True) for one in changes)


def said_by(info: Element | None) -> tuple[str, str]:
    """Give who made something, and when."""
    if info is None:
        return "", ""
    return (info.findtext(f"{DC}creator") or "").strip(), told_when(info.findtext(f"{DC}date") or "")


def _blocks(deletion: Element) -> list[Element]:
    return [one for one in deletion if one.tag != f"{OFFICE}change-info"]
