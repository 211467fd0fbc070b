"""Numbering: chapters, bullets and numbered lists, as Word's own lists (ISO/IEC 29500-1, 17.9).

Five lists are made with the styles; each numbered list of the text gets a number of its own, so that it starts anew.
"""

from __future__ import annotations

from typing import Any

from pipeline.emit.docx.measures import MILLIMETRE, page
from pipeline.emit.docx.style_xml import Type, twips, type_xml

# Numbers of lists (w:numId) that styles refer to.
HEADINGS = 1
BULLETS = 2
CALLOUT_BULLETS = 3
TABLE_BULLETS = 4
# Definitions (w:abstractNumId) that the lists of the text are made from.
NUMBERS = 5
CALLOUT_NUMBERS = 6
TABLE_NUMBERS = 7
STEP_NUMBERS = 8
DEFINITION_BULLETS = 9
DEFINITION_NUMBERS = 10
# The first number that a list of the text may have.
FIRST_FREE = 20

STEP = 6 * MILLIMETRE
STEP_OUT = 9 * MILLIMETRE  # how far the number of a step hangs out into the outer column
TABLE_STEP = 10.0
_LEVELS = 9
_NUMERAL_SHARE = 2 / 3
_SIGNS = ("•", "–", "·")


def numbering_xml(tokens: dict[str, Any], callout_padding: float) -> str:
    """Give `word/numbering.xml`."""
    colors = tokens["color"]["light"]
    defined = (
        (HEADINGS, _headings(tokens)),
        (BULLETS, _bullets(colors["accent"], 0, STEP, "List Bullet")),
        (CALLOUT_BULLETS, _bullets(colors["ink_soft"], callout_padding, STEP)),
        (TABLE_BULLETS, _bullets(colors["accent"], 0, TABLE_STEP)),
        (NUMBERS, _numbers(colors["accent_text"], 0, STEP)),
        (CALLOUT_NUMBERS, _numbers(colors["ink_soft"], callout_padding, STEP)),
        (TABLE_NUMBERS, _numbers(colors["accent_text"], 0, TABLE_STEP + 4)),
        (STEP_NUMBERS, _steps(tokens)),
        (DEFINITION_BULLETS, _bullets(colors["accent"], STEP, STEP)),
        (DEFINITION_NUMBERS, _numbers(colors["accent_text"], STEP, STEP)),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for number, levels in defined
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (HEADINGS, BULLETS, CALLOUT_BULLETS, TABLE_BULLETS, DEFINITION_BULLETS)
    )
    return f"<w:numbering>{abstract}{lists}</w:numbering>"


def list_xml(number: int, definition: int, level: int, start: int) -> str:
    """Give a list of the text: `level` begins at `start`."""
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
    )


def _level(place: int, format_: str, text: str, left: float, hanging: float, look: Type, style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    side = f'<w:pPr><w:ind w:left="{twips(left)}" w:hanging="{twips(hanging)}"/></w:pPr>'
    drawn = f"<w:rPr>{type_xml(look)}</w:rPr>"
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{linked}<w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{side}{drawn}</w:lvl>'
    )


def numeral_size(tokens: dict[str, Any]) -> float:
    """Give the size of a chapter's numeral.

    It is smaller than in print: Word makes the first line of a title as deep as its numeral, apart from the others.
    """
    return float(tokens["print"]["numeral"] * _NUMERAL_SHARE)


def _headings(tokens: dict[str, Any]) -> str:
    """Number chapters by a large light numeral in the outer column; the pages below them "3.2", where asked for."""
    colors = tokens["color"]["light"]
    side = page(tokens).side
    light = Type(font=f"{tokens['font']['body']} Light", size=numeral_size(tokens), bold=False, color=colors["accent"])
    small = Type(font=f"{tokens['font']['body']} Light", bold=False, color=colors["accent_text"])
    levels = [_level(0, "decimal", "%1", 0, side, light, "Heading1")]
    for place in range(1, _LEVELS):
        text = ".".join(f"%{number}" for number in range(1, place + 2))
        levels.append(_level(place, "decimal", text, 0.0, side, small))
    return "".join(levels)


def _steps(tokens: dict[str, Any]) -> str:
    """Number steps by a numeral that hangs in the outer column."""
    colors, sizes = tokens["color"]["light"], tokens["print"]
    look = Type(size=sizes["section"], bold=True, color=colors["primary"])
    return "".join(_level(place, "decimal", f"%{place + 1}", 0, STEP_OUT, look) for place in range(_LEVELS))


def _bullets(color: str, inset: float, step: float, style: str = "") -> str:
    levels = []
    for place in range(_LEVELS):
        linked = f"{style.replace(' ', '')}{place + 1 if place else ''}" if style and place < 3 else ""
        sign = _SIGNS[min(place, len(_SIGNS) - 1)]
        levels.append(_level(place, "bullet", sign, inset + step * (place + 1), step, Type(color=color), linked))
    return "".join(levels)


def _numbers(color: str, inset: float, step: float) -> str:
    levels = []
    for place in range(_LEVELS):
        format_ = ("decimal", "lowerLetter", "lowerRoman")[place % 3]
        look = Type(color=color)
        levels.append(_level(place, format_, f"%{place + 1}.", inset + step * (place + 1), step, look))
    return "".join(levels)
