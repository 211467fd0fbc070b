"""Icons by their Font Awesome name, as GitBook's `icon:` gives them (package fontawesomefree: CC BY 4.0)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHAPE = re.compile(r'viewBox="([\d. ]+)".*?\sd="([^"]+)"', re.DOTALL)
_FAMILIES = ("solid", "regular", "brands")


class Icon(NamedTuple):
    """A one-colour drawing: the view box of its SVG and the data of its only path."""

    view_box: str
    path: str


@cache
def icon(name: str) -> Icon | None:
    """Give the icon of that name, or None where there is none of it in the free set.

    A name is an author's word: it is checked before a file is opened by it.
    """
    short = name.removeprefix("fa-")
    if not _NAME.fullmatch(short):
        return None
    folder = files("fontawesomefree") / "static" / "fontawesomefree" / "svgs"
    for family in _FAMILIES:
        file = folder / family / f"{short}.svg"
        if file.is_file():
            shape = _SHAPE.search(file.read_text(encoding="utf-8"))
            return Icon(shape[1], shape[2]) if shape else None
    return None


def svg(shape: Icon, color: str) -> str:
    """Give an icon as an SVG file in one colour."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{shape.view_box}">'
        f'<path fill="{color}" d="{shape.path}"/></svg>'
    )
