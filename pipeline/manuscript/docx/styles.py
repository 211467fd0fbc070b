"""Styles of a Word file: their names, and which are headings."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.manuscript.docx.names import W, val
from pipeline.manuscript.xml import Element

# Word writes its own names in English; other programs, and styles made by hand, in the language of the office.
_HEADING: Final = re.compile(r"(?:heading|titre) ?([1-9])", re.IGNORECASE)
_BODY: Final = 9  # the outline level of what is no heading, from 0 (ISO/IEC 29500-1, 17.3.1.20)
_DEEPEST: Final = 20  # styles based on each other; in a circle they never end


class Style(NamedTuple):
    """A paragraph style: its name, and the level of a heading from 1, 0 for other text."""

    name: str
    level: int


class Styles(NamedTuple):
    """The paragraph styles by their identifier; "" is that of paragraphs that name none."""

    by_id: dict[str, Style]

    def of(self, identifier: str) -> Style:
        """Give a style; one that is not declared is called as it is named."""
        return self.by_id.get(identifier) or Style(identifier, _named_level(identifier))


def read_styles(root: Element | None) -> Styles:
    """Read the part of styles."""
    if root is None:
        return Styles({})
    declared = {str(one.get(f"{W}styleId", "")): one for one in root.iterchildren(f"{W}style") if _is_paragraph(one)}
    read = {identifier: Style(_name(one), _level(one, declared)) for identifier, one in declared.items()}
    default = next((read[key] for key, one in declared.items() if one.get(f"{W}default") in ("1", "true", "on")), None)
    return Styles(read if default is None else {"": default} | read)


def outline_level(element: Element | None) -> int | None:
    """Give the level of a heading by what its properties say, 0 for other text, None where they say nothing."""
    said = val(element)
    if not (said.isascii() and said.isdigit()):
        return None
    level = int(said[:3])
    return level + 1 if level < _BODY else 0


def _is_paragraph(style: Element) -> bool:
    return style.get(f"{W}type", "paragraph") == "paragraph"


def _name(style: Element) -> str:
    return val(style.find(f"{W}name"))


def _level(style: Element, declared: dict[str, Element]) -> int:
    one: Element | None = style
    for _step in range(_DEEPEST):
        if one is None:
            break
        level = outline_level(one.find(f"{W}pPr/{W}outlineLvl"))
        if level is not None:
            return level
        if named := _named_level(_name(one)):
            return named
        one = declared.get(val(one.find(f"{W}basedOn")))
    return 0


def _named_level(name: str) -> int:
    matched = _HEADING.fullmatch(name)
    return int(matched.group(1)) if matched else 0
