"""Writing HTML elements: the only place where a tag is put together, so that everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from markupsafe import Markup, escape

Piece: TypeAlias = str | Markup
Value: TypeAlias = str | int | bool | None

_VOID = frozenset({"br", "hr", "img", "col", "meta", "link", "input", "wbr"})


def tag(name: str, *children: Piece, **attributes: Value) -> Markup:
    """Give an element.

    Children that are not `Markup` are escaped. An attribute's name loses its last underscore and has the
    others turned into hyphens (`class_`, `aria_label`); None and False leave it out, True writes it bare.
    """
    given = joined(_attribute(key, value) for key, value in attributes.items())
    opening = Markup("<{}{}>").format(name, given)
    if name in _VOID:
        return opening
    return opening + joined(children) + Markup("</{}>").format(name)


def joined(pieces: Iterable[Piece], between: str = "") -> Markup:
    """Give pieces one after the other, escaped where they are not `Markup`."""
    return escape(between).join(pieces)


def _attribute(key: str, value: Value) -> Markup:
    if value is None or value is False:
        return Markup("")
    name = key.rstrip("_").replace("_", "-")
    return Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, str(value))


def classes(*names: str) -> str | None:
    """Give the value of a class attribute from the names that are not empty, or None."""
    return " ".join(name for name in names if name) or None
