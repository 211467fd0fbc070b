"""pandoc's document tree as plain data: the few constructors that the Word output needs.

The shapes are those of pandoc-types 1.23 as it writes JSON. A style of ours is named by `custom-style`, which pandoc
knows in Word and in OpenDocument alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from pipeline.emit.characters import address, readable

Node: TypeAlias = dict[str, Any]
Nodes: TypeAlias = list[Node]
Side: TypeAlias = Literal["", "left", "center", "right"]

_SIDES = {"": "AlignDefault", "left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight"}


def attributes(identifier: str = "", style: str = "", **values: str) -> list[Any]:
    """Give a node's attributes: its id, no classes, its style and other values."""
    pairs = [["custom-style", style]] if style else []
    return [identifier, [], pairs + [[key, value] for key, value in values.items()]]


def words(text: str) -> Nodes:
    """Give a run of characters, spaces and all; nothing for an empty one."""
    clean = readable(text)
    return [{"t": "Str", "c": clean}] if clean else []


def line_break() -> Node:
    """Give a line ending that is seen."""
    return {"t": "LineBreak"}


def wrapped(kind: Literal["Emph", "Strong", "Strikeout", "Superscript", "Subscript"], inner: Nodes) -> Node:
    """Give a run in one of pandoc's own forms."""
    return {"t": kind, "c": inner}


def span(inner: Nodes, style: str = "", identifier: str = "") -> Node:
    """Give a run with a character style, an id, or both."""
    return {"t": "Span", "c": [attributes(identifier, style), inner]}


def in_language(inner: Nodes, language: str) -> Node:
    """Give a run in another language, a BCP 47 tag: `w:lang` in Word (ISO/IEC 29500-1, 17.3.2.20)."""
    return {"t": "Span", "c": [attributes(lang=language), inner]}


def code(text: str) -> Node:
    """Give code in a line."""
    return {"t": "Code", "c": [attributes(), readable(text)]}


def link(inner: Nodes, target: str) -> Node:
    """Give a link: `#id` inside the document, else an address."""
    return {"t": "Link", "c": [attributes(), inner, [target if target.startswith("#") else address(target), ""]]}


def math(text: str, *, display: bool = False) -> Node:
    """Give a formula in TeX: pandoc makes an equation of Word's own of it (ISO/IEC 29500-1, 22.1)."""
    return {"t": "Math", "c": [{"t": "DisplayMath" if display else "InlineMath"}, readable(text)]}


def image(name: str, alt: str, width: float, height: float, title: str = "") -> Node:
    """Give a picture by the name it was handed over under; sizes in points."""
    size = attributes(width=f"{width:.2f}pt", height=f"{height:.2f}pt")
    return {"t": "Image", "c": [size, words(alt), [name, readable(title)]]}


def note(blocks: Nodes) -> Node:
    """Give a footnote at its call."""
    return {"t": "Note", "c": blocks}


def raw(xml: str) -> Node:
    """Give runs of WordprocessingML as they are: for fields, which pandoc's tree does not have."""
    return {"t": "RawInline", "c": ["openxml", xml]}


def tab() -> Node:
    """Give a jump to the next tab stop."""
    return raw("<w:r><w:tab/></w:r>")


def tab_in(style: str) -> str:
    """Give a jump to the next tab stop whose leader looks like a style of characters, as runs for `raw`."""
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:tab/></w:r>'


def para(style: str, inner: Nodes) -> Node:
    """Give a paragraph in one of our styles."""
    return div([{"t": "Para", "c": inner}], style)


def div(blocks: Nodes, style: str = "", identifier: str = "") -> Node:
    """Give blocks with a style for their paragraphs, an id, or both."""
    return {"t": "Div", "c": [attributes(identifier, style), blocks]}


def header(level: int, inner: Nodes) -> Node:
    """Give a heading, level 1 to 6."""
    return {"t": "Header", "c": [level, attributes(), inner]}


def bullet_list(items: Sequence[Nodes]) -> Node:
    """Give a list without order."""
    return {"t": "BulletList", "c": list(items)}


def ordered_list(start: int, items: Sequence[Nodes]) -> Node:
    """Give a numbered list."""
    return {"t": "OrderedList", "c": [[start, {"t": "Decimal"}, {"t": "Period"}], list(items)]}


def code_block(text: str, language: str) -> Node:
    """Give a block of code; pandoc colours the languages that it knows."""
    return {"t": "CodeBlock", "c": [["", [readable(language)] if language else [], []], readable(text)]}


def cell(blocks: Nodes, columns: int = 1, rows: int = 1, side: Side = "") -> list[Any]:
    """Give a cell of a table, covering so many columns and rows."""
    return [attributes(), {"t": _SIDES[side]}, rows, columns, blocks]


def row(cells: Sequence[list[Any]]) -> list[Any]:
    """Give a row of a table."""
    return [attributes(), list(cells)]


def table(
    identifier: str, caption: Nodes, shares: Sequence[float], head: Sequence[list[Any]], body: Sequence[list[Any]]
) -> Node:
    """Give a table: `shares` are the widths of its columns, of 1 in all."""
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": share}] for share in shares]
    title = [None, [{"t": "Plain", "c": caption}] if caption else []]
    group = [attributes(), 0, [], list(body)]
    return {
        "t": "Table",
        "c": [attributes(identifier), title, columns, [attributes(), list(head)], [group], [attributes(), []]],
    }
