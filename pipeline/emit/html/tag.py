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
    given = "".join([_attribute(key, value) for key, value in attributes.items()])
    if name in _VOID:
        return Markup(f"<{name}{given}>")  # noqa: S704  # names are the program's own, values are escaped below
    inner = "".join([escape(child) for child in children])
    return Markup(f"<{name}{given}>{inner}</{name}>")  # noqa: S704  # what is inside is escaped


def joined(pieces: Iterable[Piece], between: str = "") -> Markup:
    """Give pieces one after the other, escaped where they are not `Markup`."""
    return escape(between).join(pieces)


def _attribute(key: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def classes(*names: str) -> str | None:
    """Give the value of a class attribute from the names that are not empty, or None."""
    return " ".join(name for name in names if name) or None
