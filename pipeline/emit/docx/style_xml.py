"""Styles of Word as data, and their XML in the order that the schema wants (ISO/IEC 29500-1, 17.3 and 17.7).

Sizes and distances are points; Word keeps sizes of type in half points and distances in twentieths.
"""

from __future__ import annotations

from math import floor
from typing import Literal, NamedTuple, TypeAlias
from xml.sax.saxutils import quoteattr

Edge: TypeAlias = Literal["top", "left", "bottom", "right", "between"]


class Rule(NamedTuple):
    """A line along an edge: width and distance from the text in points."""

    edge: Edge
    color: str
    width: float = 0.5
    space: float = 0.0
    kind: str = "single"


class Type(NamedTuple):
    """How characters look. None, "" and 0: as the style below says."""

    font: str = ""
    size: float = 0.0
    bold: bool | None = None
    italic: bool | None = None
    color: str = ""
    shade: str = ""
    frame: str = ""
    frame_kind: str = "single"
    underline: str = ""
    underline_color: str = ""
    spacing: float = 0.0
    raised: Literal["", "superscript", "subscript"] = ""
    no_proof: bool = False
    strike: bool = False
    language: str = ""


# Code is in no language: Word checks no spelling in it (BCP 47).
NO_LANGUAGE = "zxx"


class Side(NamedTuple):
    """A place beside the text for a paragraph: how far it begins from the column's left edge, and its width."""

    place: float
    width: float


class Shape(NamedTuple):
    """How a paragraph stands. `line` is the least height of a line; `many` a multiple of the type's own height."""

    before: float | None = None
    after: float | None = None
    line: float = 0.0
    many: float = 0.0
    left: float | None = None
    right: float | None = None
    hanging: float = 0.0
    align: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    break_before: bool = False
    no_hyphens: bool = False
    contextual: bool = False
    outline: int | None = None
    numbering: tuple[int, int] | None = None
    rules: tuple[Rule, ...] = ()
    shade: str = ""
    tabs: tuple[tuple[float, str, str], ...] = ()
    side: Side | None = None


class Style(NamedTuple):
    """A named style. `builtin` names are Word's own, written as Word writes them in the file."""

    name: str
    based: str = ""
    type: Type = Type()
    shape: Shape = Shape()
    kind: Literal["paragraph", "character"] = "paragraph"
    following: str = ""
    builtin: bool = False
    quick: bool = True
    linked: str = ""


# The place in Word's list of a style that is made on the way.
LAST = 99

# Names whose id is not made from them: python-docx and Word look for these.
_IDS = {
    "annotation text": "CommentText",
    "annotation reference": "CommentReference",
    "table of figures": "TableofFigures",
}


def style_id(name: str) -> str:
    """Give a style's id, as pandoc looks for it: its name without spaces, each word with a capital."""
    joined = "".join(word[:1].upper() + word[1:] for word in name.split(" "))
    return _IDS.get(name, joined.replace("Toc", "TOC", 1))


def twips(points: float) -> int:
    """Give points in twentieths."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Give a size of type in half points, the nearest."""
    return floor(points * 2 + 0.5)


def fonts(name: str) -> str:
    """Give the element that names a font for every script."""
    quoted = quoteattr(name)
    return f"<w:rFonts w:ascii={quoted} w:hAnsi={quoted} w:eastAsia={quoted} w:cs={quoted}/>"


def _switch(tag: str, value: bool | None) -> str:
    return "" if value is None else f"<w:{tag}/>" if value else f'<w:{tag} w:val="0"/>'


def hexadecimal(color: str) -> str:
    """Give a colour as Word writes it: six digits without a mark."""
    return color.removeprefix("#").upper()


def shading(color: str) -> str:
    """Give the element that fills a ground."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{hexadecimal(color)}"/>' if color else ""


def type_xml(look: Type) -> str:
    """Give what stands inside `w:rPr`."""
    size = half_points(look.size)
    color = f' w:color="{hexadecimal(look.underline_color)}"' if look.underline_color else ""
    pieces = (
        fonts(look.font) if look.font else "",
        _switch("b", look.bold),
        _switch("bCs", look.bold),
        _switch("i", look.italic),
        _switch("iCs", look.italic),
        "<w:strike/>" if look.strike else "",
        "<w:noProof/>" if look.no_proof else "",
        f'<w:color w:val="{hexadecimal(look.color)}"/>' if look.color else "",
        f'<w:spacing w:val="{twips(look.spacing)}"/>' if look.spacing else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if look.size else "",
        f'<w:u w:val="{look.underline}"{color}/>' if look.underline else "",
        _frame(look),
        shading(look.shade),
        f'<w:vertAlign w:val="{look.raised}"/>' if look.raised else "",
        f'<w:lang w:val="{look.language}" w:eastAsia="{look.language}"/>' if look.language else "",
    )
    return "".join(pieces)


def _frame(look: Type) -> str:
    if not look.frame:
        return ""
    return f'<w:bdr w:val="{look.frame_kind}" w:sz="4" w:space="0" w:color="{hexadecimal(look.frame)}"/>'


def shape_xml(shape: Shape) -> str:
    """Give what stands inside `w:pPr`."""
    pieces = (
        "<w:keepNext/>" if shape.keep_next else "",
        "<w:keepLines/>" if shape.keep_lines else "",
        "<w:pageBreakBefore/>" if shape.break_before else "",
        frame_xml(shape.side),
        _numbering(shape.numbering),
        f"<w:pBdr>{''.join(map(_rule, shape.rules))}</w:pBdr>" if shape.rules else "",
        shading(shape.shade),
        f"<w:tabs>{''.join(_tab(*tab) for tab in shape.tabs)}</w:tabs>" if shape.tabs else "",
        "<w:suppressAutoHyphens/>" if shape.no_hyphens else "",
        _spacing(shape),
        _indent(shape),
        "<w:contextualSpacing/>" if shape.contextual else "",
        f'<w:jc w:val="{shape.align}"/>' if shape.align else "",
        f'<w:outlineLvl w:val="{shape.outline}"/>' if shape.outline is not None else "",
    )
    return "".join(pieces)


def _numbering(numbering: tuple[int, int] | None) -> str:
    if numbering is None:
        return ""
    number, level = numbering
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def frame_xml(side: Side | None) -> str:
    """Give the frame of a paragraph that stands beside the text (17.3.1.11), level with what follows it."""
    if side is None:
        return ""
    return (
        f'<w:framePr w:w="{twips(side.width)}" w:hSpace="0" w:wrap="around" w:vAnchor="text" w:hAnchor="text" '
        f'w:x="{twips(side.place)}" w:y="1"/>'
    )


def _rule(rule: Rule) -> str:
    width, space = round(rule.width * 8), round(rule.space)
    return f'<w:{rule.edge} w:val="{rule.kind}" w:sz="{width}" w:space="{space}" w:color="{hexadecimal(rule.color)}"/>'


def _tab(place: float, side: str, leader: str) -> str:
    dots = f' w:leader="{leader}"' if leader else ""
    return f'<w:tab w:val="{side}"{dots} w:pos="{twips(place)}"/>'


def _spacing(shape: Shape) -> str:
    parts = []
    if shape.before is not None:
        parts.append(f'w:before="{twips(shape.before)}"')
    if shape.after is not None:
        parts.append(f'w:after="{twips(shape.after)}"')
    if shape.many:
        parts.append(f'w:line="{round(shape.many * 240)}" w:lineRule="auto"')
    elif shape.line:
        parts.append(f'w:line="{twips(shape.line)}" w:lineRule="atLeast"')
    return f"<w:spacing {' '.join(parts)}/>" if parts else ""


def _indent(shape: Shape) -> str:
    parts = []
    if shape.left is not None:
        parts.append(f'w:left="{twips(shape.left)}"')
    if shape.right is not None:
        parts.append(f'w:right="{twips(shape.right)}"')
    if shape.hanging:
        parts.append(f'w:hanging="{twips(shape.hanging)}"')
    elif shape.left is not None:
        parts.append('w:firstLine="0"')
    return f"<w:ind {' '.join(parts)}/>" if parts else ""


def style_xml(style: Style, order: int) -> str:
    """Give a `w:style` element; `order` is its place in Word's list of styles."""
    custom = "" if style.builtin else ' w:customStyle="1"'
    default = ' w:default="1"' if style.name in ("Normal", "Default Paragraph Font") else ""
    inner = (
        f"<w:name w:val={quoteattr(style.name)}/>",
        f'<w:basedOn w:val="{style_id(style.based)}"/>' if style.based else "",
        f'<w:next w:val="{style_id(style.following)}"/>' if style.following else "",
        f'<w:uiPriority w:val="{min(order, LAST)}"/>',
        "<w:semiHidden/><w:unhideWhenUsed/>" if not style.quick and style.kind == "character" else "",
        "<w:qFormat/>" if style.quick else "",
        _wrapped("pPr", shape_xml(style.shape)) if style.kind == "paragraph" else "",
        _wrapped("rPr", type_xml(style.type)),
    )
    identifier = style_id(style.name)
    return f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{identifier}">{"".join(inner)}</w:style>'


def _wrapped(tag: str, inner: str) -> str:
    return f"<w:{tag}>{inner}</w:{tag}>" if inner else ""
