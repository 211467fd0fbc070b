"""The styles of what GitBook's dialect brings: steps, cards, references, embeds, files, changes, definitions, calls.

Most of them are drawn by hairlines and by what hangs in the outer column: Word keeps that apart from the text whoever
edits it, and nothing needs a table that only lays things out, which its accessibility checker warns of.
"""

from __future__ import annotations

from typing import Any

from pipeline.emit.docx.frames import REFERENCES, apart, nearly
from pipeline.emit.docx.measures import page
from pipeline.emit.docx.numbering import STEP, STEP_OUT
from pipeline.emit.docx.style_xml import NO_LANGUAGE, Rule, Shape, Side, Style, Type

Tokens = dict[str, Any]

# Points from the edge of the column to the line that joins the numbers of steps: it runs below their middle.
_JOIN = 20.0
_BESIDE_GAP = 12.0  # between a picture in the outer column and the text
_DEFINITION = 6.0
_MONOSPACE = 0.602  # ems


def beside_width(tokens: Tokens) -> float:
    """Give the width in points of a picture in the outer column."""
    return page(tokens).side - _BESIDE_GAP


def dialect_styles(tokens: Tokens) -> tuple[Style, ...]:
    """Give the styles of the dialect's pieces."""
    return (
        *_steps(tokens),
        *_columns(tokens),
        *_cards(tokens),
        *_pointers(tokens),
        *_definitions(tokens),
        *_changes(tokens),
        *_calls(tokens),
        *_code(tokens),
        *_index(tokens),
        *_words(tokens),
    )


def _steps(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    line, after = sizes["body_line"], sizes["body"] * tokens["space"]["paragraph"]

    def joined(name: str, based: str, left: float = 0.0, hanging: float = 0.0, gap: float = after) -> Style:
        rule = Rule("left", colors["primary_soft"], 1, _JOIN)
        return Style(name, based, shape=Shape(after=gap, line=line, left=left, hanging=hanging, rules=(rule,)))

    title = Shape(before=9, after=2, line=line, left=0, hanging=STEP_OUT, keep_next=True)
    return (
        Style("Step Title", "Normal", Type(bold=True), title._replace(no_hyphens=True), following="Step Text"),
        Style("Step First", "Body Text", shape=title._replace(after=after, keep_next=False), following="Step Text"),
        joined("Step Text", "Body Text"),
        joined("Step Bullet", "Body Text", STEP, STEP, 2.5),
        joined("Step Number", "Body Text", STEP, STEP, 2.5),
        joined("Step Continue", "Body Text", STEP, 0, 2.5),
    )


def _columns(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    block = sizes["body"] * tokens["space"]["block"]
    rule = (Rule("top", colors["line"], 0.5, 7),)
    return (
        Style("Column Start", "Body Text", shape=Shape(before=block, rules=rule), following="Body Text"),
        Style("Column Break", "Ornament", shape=Shape(before=4, after=4, keep_next=True), following="Body Text"),
    )


def _cards(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    line, right = sizes["body_line"], page(tokens).text
    rule = Rule("top", colors["line_strong"], 0.5, 6)
    start = Shape(before=10, after=1, line=line, keep_next=True, keep_lines=True, rules=(rule,))
    start = start._replace(rules=(rule, rule._replace(edge="between")), tabs=((right, "right", ""),))
    link = Shape(after=2, line=line, tabs=((right, "right", ""),))
    return (
        Style("Card Title", "Normal", Type(bold=True), start, following="Card Text"),
        Style("Card Start", "Body Text", shape=start, following="Card Text"),
        Style("Card Text", "Body Text", shape=Shape(after=2, line=line)),
        Style("Card Link", "Normal", shape=link),
        Style("Card Picture", "Normal", shape=Shape(before=2, after=4)),
        Style("Beside Picture", "Normal", shape=_beside(tokens)),
    )


def _beside(tokens: Tokens) -> Shape:
    """Stand in the outer column, level with the paragraph that follows."""
    side = page(tokens).side
    return Shape(before=12, after=0, keep_next=True, side=Side(-side, side - _BESIDE_GAP))


def _pointers(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    block = sizes["body"] * tokens["space"]["block"]
    right = page(tokens).text
    ground = colors["primary_tint"]
    bars = (
        Rule("top", ground, 0.5, 4),
        Rule("left", colors["primary"], 2.25, 9),
        Rule("bottom", ground, 0.5, 4),
        Rule("right", ground, 0.5, 6),
    )
    small = Type(size=sizes["small"], color=colors["ink_soft"])

    def barred(before: float, after: float, line: float) -> Shape:
        shape = Shape(before=before, after=after, line=line, left=12, right=8, rules=bars, shade=ground)
        return shape._replace(tabs=((right - 8, "right", ""),))

    title = Shape(before=block, after=0, line=sizes["body_line"], keep_next=True, keep_lines=True)
    framed = tuple(Rule(edge, colors["line"], 0.5, 5) for edge in ("top", "bottom"))
    return (
        Style(
            "Reference Line",
            "Normal",
            Type(bold=True),
            barred(10, 0, sizes["body_line"])._replace(keep_lines=True),
            following="Body Text",
        ),
        Style("Reference Title", "Reference Line", shape=barred(10, 0, sizes["body_line"])._replace(keep_next=True)),
        Style("Reference Text", "Normal", small, barred(0, 0, sizes["small_line"]), following="Body Text"),
        *(Style(f"{name} Next", name, shape=Shape(rules=apart(bars), shade=nearly(ground))) for name in REFERENCES),
        Style("Embed", "Normal", Type(bold=True), title, following="Embed Address"),
        Style(
            "Embed Address",
            "Normal",
            small,
            # The QR code beside it is taller than its lines: a section must not begin under it in the outer column.
            Shape(after=28, line=sizes["small_line"], align="left", no_hyphens=True, keep_lines=True),
            following="Body Text",
        ),
        Style(
            "Attachment",
            "Normal",
            shape=Shape(
                before=8,
                after=0,
                line=sizes["body_line"],
                no_hyphens=True,
                rules=(*framed, Rule("between", colors["line"], 0.5, 5)),
                tabs=((right, "right", ""),),
            ),
            following="Body Text",
        ),
        Style("Attachment Text", "Normal", small, Shape(before=6, after=6, line=sizes["small_line"])),
        Style("Formula Line", "Normal", shape=Shape(before=8, after=8, left=12)),
        Style("Dead Formula", "Source Code", shape=Shape(before=8, after=8)),
    )


def _definitions(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    line = sizes["body_line"]
    term = Shape(before=_DEFINITION, after=1, line=line, keep_next=True, keep_lines=True)
    item = Shape(after=2.5, line=line, left=2 * STEP, hanging=STEP)
    return (
        Style("Definition Term", "Normal", Type(bold=True, color=colors["primary"]), term, following="Definition"),
        Style("Definition", "Body Text", shape=Shape(after=4, line=line, left=STEP)),
        Style("Definition Bullet", "Definition", shape=item),
        Style("Definition Number", "Definition", shape=item),
        Style("Definition Continue", "Definition", shape=item._replace(hanging=0)),
        Style(
            "Condition",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"], italic=True),
            Shape(
                before=sizes["body"] * tokens["space"]["block"],
                after=4,
                line=sizes["small_line"],
                keep_next=True,
                rules=(Rule("top", colors["line_strong"], 0.75, 4, "dashed"),),
            ),
            following="Body Text",
        ),
    )


def _changes(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    rule = Rule("top", colors["line_strong"], 0.5, 6)
    return (
        Style(
            "Update Date",
            "Normal",
            Type(bold=True, color=colors["primary"]),
            Shape(
                before=16,
                after=4,
                line=sizes["body_line"],
                keep_next=True,
                rules=(rule, rule._replace(edge="between")),
                tabs=((page(tokens).text, "right", ""),),
            ),
            following="Body Text",
        ),
    )


def _calls(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    block = sizes["body"] * tokens["space"]["block"]
    small = Type(size=sizes["small"], color=colors["ink_soft"])
    tint = colors["paper_tint"]
    ground = tuple(Rule(edge, tint, 0.5, 5) for edge in ("top", "left", "bottom", "right"))
    line = Shape(before=6, after=block, line=sizes["body_line"], left=6, right=6, rules=ground, shade=tint)
    return (
        Style(
            "Call Title",
            "Normal",
            Type(bold=True, size=sizes["subsection"]),
            Shape(before=20, after=5, line=sizes["subsection_line"], keep_next=True, no_hyphens=True),
            following="Call",
        ),
        Style("Call", "Normal", shape=line._replace(keep_next=True, align="left", no_hyphens=True)),
        Style("Call Source", "Normal", small, Shape(after=6, line=sizes["small_line"], no_hyphens=True)),
    )


def _code(tokens: Tokens) -> tuple[Style, ...]:
    """Give the style of code with line numbers, which stand before a tab."""
    code = tokens["print"]["code"]
    shape = Shape(tabs=((7 + 4 * _MONOSPACE * code, "left", ""),))
    return (
        Style("Source Code Numbered", "Source Code", shape=shape),
        Style("Source Code Numbered Next", "Source Code Next", shape=shape),
    )


def _index(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    end = (page(tokens).text, "right", "dot")
    entry = Shape(after=2, line=sizes["body_line"], left=STEP, hanging=STEP, right=30, tabs=(end,))
    # Page numbers stand right of where the words end.
    entry = entry._replace(right=0, no_hyphens=True)
    return (
        Style(
            "Index Group",
            "Normal",
            Type(bold=True, size=sizes["lead"], color=colors["primary"]),
            Shape(before=14, after=3, line=sizes["lead_line"], keep_next=True, no_hyphens=True),
            following="Index Entry",
        ),
        Style("Index Entry", "Normal", shape=entry),
        Style(
            "Index Place",
            "Index Entry",
            Type(size=sizes["small"]),
            entry._replace(left=2 * STEP, hanging=STEP, line=sizes["small_line"]),
        ),
    )


def _words(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    code = tokens["font"]["code"]
    primary, on = colors["primary"], colors["on_primary"]

    quiet = Type(bold=False, size=sizes["small"], color=colors["ink_soft"], underline="none")

    def word(name: str, look: Type, quick: bool = True, builtin: bool = False) -> Style:
        return Style(name, "Default Paragraph Font", look, kind="character", quick=quick, builtin=builtin)

    return (
        word("Button", Type(bold=True, color=primary, frame=primary)),
        word("Button Primary", Type(bold=True, color=on, shade=primary)),
        word("Tag", Type(bold=False, size=sizes["small"], color=colors["ink"], shade=colors["primary_soft"])),
        word(
            "Method",
            Type(
                font=code, size=sizes["code"], bold=True, color=on, shade=primary, no_proof=True, language=NO_LANGUAGE
            ),
        ),
        word("Kind", Type(bold=False, italic=False, size=sizes["small"], color=colors["ink_soft"])),
        word("Page Number", quiet, quick=False),
        word("Index Link", Type(color=colors["ink"], underline="none"), quick=False),
        word("Pointer", Type(bold=True, color=colors["accent_text"]), quick=False),
        word("line number", Type(size=sizes["table_floor"], color=colors["ink_faint"]), False, True),
        word("Code Strong", Type(font=code, size=sizes["code"], bold=True, no_proof=True, language=NO_LANGUAGE)),
    )
