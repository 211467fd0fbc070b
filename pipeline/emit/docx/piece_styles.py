"""The styles of pieces: lists, callouts, tabs, code, tables, matrices, sheets, and the list of what is unfinished."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.emit.docx.dialect_styles import dialect_styles
from pipeline.emit.docx.frames import apart, nearly
from pipeline.emit.docx.matrix_styles import matrix_styles
from pipeline.emit.docx.measures import page
from pipeline.emit.docx.numbering import BULLETS, CALLOUT_BULLETS, STEP, TABLE_BULLETS, TABLE_STEP
from pipeline.emit.docx.scene import BODY
from pipeline.emit.docx.style_xml import NO_LANGUAGE, Rule, Shape, Style, Type

Tokens = dict[str, Any]

CALLOUT_PADDING = 10.0
CALLOUT_KINDS = ("info", "success", "warning", "danger", "pending")
# Lines above a table that have kin which begins in the outer column, as the table does.
WIDE_ABOVE = ("Table Caption", "Skill Axis", "Record Band", "Record Count", "Table Name")
# Styles of cells that have kin for the side that an author gave a column, and what these end with.
SIDED = ("Table Text", "Table Head", "Table Row Head")


_BOX = 13.0  # points: a box to be ticked, in a cell
_SIDES = ("center", "right")


def piece_styles(tokens: Tokens) -> tuple[Style, ...]:
    """Give the styles of everything that is not running text."""
    return (
        *_lists(tokens),
        *(style for kind in CALLOUT_KINDS for style in _callout(tokens, kind)),
        *_blocks(tokens),
        *_tables(tokens),
        *matrix_styles(tokens),
        *_todo(tokens),
        *dialect_styles(tokens),
    )


def _lists(tokens: Tokens) -> tuple[Style, ...]:
    sizes = tokens["print"]
    line, after = sizes["body_line"], 2.5
    found: list[Style] = []
    for level in range(3):
        suffix = f" {level + 1}" if level else ""
        left = STEP * (level + 1)
        plain = Shape(after=after, line=line, left=left)
        hung = plain._replace(hanging=STEP)
        found += [
            Style(f"List Bullet{suffix}", "Body Text", shape=hung._replace(numbering=(BULLETS, level)), builtin=True),
            Style(f"List Number{suffix}", "Body Text", shape=hung, builtin=True),
            Style(f"List Continue{suffix}", "Body Text", shape=plain, builtin=True),
        ]
    tasks = [
        Shape(after=after, line=line, left=left, hanging=STEP, tabs=((left, "left", ""),))
        for left in (STEP, 2 * STEP, 3 * STEP)
    ]
    # The first item below a table or a box: neither leaves room below itself.
    below = Shape(before=sizes["body"] * tokens["space"]["block"])
    return (
        *found,
        *(Style(name, "Body Text", shape=task) for name, task in zip(BODY.tasks, tasks, strict=True)),
        *(Style(f"{name} First", name, shape=below) for name in ("List Bullet", "List Number", "List Task")),
    )


def _callout(tokens: Tokens, kind: str) -> tuple[Style, ...]:
    """Give the styles of a callout: every paragraph of it has the same rule, so that Word draws one."""
    colors, sizes = tokens["hint"]["light"], tokens["print"]
    block = sizes["body"] * tokens["space"]["block"]
    tint, pad = colors[f"{kind}_tint"], CALLOUT_PADDING
    rules = (
        Rule("top", tint, 0.5, 4),
        Rule("left", tokens["color"]["light"]["line_strong"] if kind == "pending" else colors[kind], 2.25, 8),
        Rule("bottom", tint, 0.5, 4),
        Rule("right", tint, 0.5, 6),
    )
    # A label whose borders and ground differ begins a box of its own right below another one.
    first = tuple(rule for rule in rules if rule.edge != "bottom")
    text = Shape(after=3, line=sizes["body_line"], left=pad, right=8, rules=rules, shade=tint)
    label = text._replace(before=block, after=0, keep_next=True, line=15, rules=first, shade=nearly(tint))
    return tuple(style for inset in (0.0, STEP) for style in _callout_parts(kind, inset, text, label, colors[kind]))


def _callout_parts(kind: str, inset: float, text: Shape, label: Shape, color: str) -> Iterator[Style]:
    """Give the styles of a callout's parts; `inset` is how far it stands in, below the words of a list's item."""
    base = f"Callout {kind.capitalize()}"
    name = f"{base} Inset" if inset else base
    left = CALLOUT_PADDING + inset
    text, label = text._replace(left=left), label._replace(left=left)
    item = text._replace(after=0, left=left + STEP, hanging=STEP)
    bullets = None if inset else (CALLOUT_BULLETS, 0)
    yield Style(name, base if inset else "Body Text", shape=text)
    yield Style(f"{name} Label", name, Type(bold=True, color=color), label, following=name)
    yield Style(f"{name} Heading", name, Type(bold=True), text._replace(before=3, after=1, keep_next=True))
    yield Style(f"{name} Bullet", name, shape=item._replace(numbering=bullets))
    yield Style(f"{name} Number", name, shape=item)
    yield Style(f"{name} Continue", name, shape=item._replace(hanging=0))
    yield Style(f"{name} Task", name, shape=item._replace(tabs=((left + STEP, "left", ""),)))


def _blocks(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    code = tokens["font"]["code"]
    block = sizes["body"] * tokens["space"]["block"]
    tint, frame = colors["paper_tint"], colors["line_strong"]
    ground = tuple(Rule(edge, tint, 0.5, 6) for edge in ("top", "left", "bottom", "right"))
    dashed = tuple(Rule(edge, frame, 1, 8, "dashed") for edge in ("top", "left", "bottom", "right"))
    missing = Shape(
        before=block, after=block, line=sizes["small_line"], left=10, right=10, align="center", rules=dashed
    )
    small = Type(size=sizes["small"], color=colors["ink_soft"])
    return (
        Style(
            "Tab Label",
            "Normal",
            Type(size=sizes["small"], bold=True, color=colors["primary"]),
            Shape(before=block, after=4, keep_next=True, rules=(Rule("top", colors["primary"], 0.75, 0),)),
            following="Body Text",
        ),
        Style(
            "Tab Name",
            "Default Paragraph Font",
            Type(color=colors["on_primary"], shade=colors["primary"]),
            kind="character",
        ),
        Style(
            "Details Summary",
            "Normal",
            Type(bold=True),
            Shape(before=block, after=3, line=sizes["body_line"], keep_next=True, rules=(Rule("top", frame, 0.5, 4),)),
            following="Body Text",
        ),
        Style(
            "Source Code",
            "Normal",
            Type(font=code, size=sizes["code"], no_proof=True, language=NO_LANGUAGE),
            Shape(
                before=8,
                after=block,
                line=sizes["code_line"],
                left=7,
                right=7,
                rules=ground,
                shade=tint,
                no_hyphens=True,
                align="left",
            ),
        ),
        Style(
            "Code Title",
            "Normal",
            Type(font=code, size=sizes["tiny"], color=colors["ink_soft"], no_proof=True, language=NO_LANGUAGE),
            Shape(before=block, after=0, line=sizes["small_line"], keep_next=True),
            following="Source Code",
        ),
        Style(
            "Unread Block",
            "Source Code",
            Type(color=colors["ink_soft"]),
            Shape(left=12, rules=(Rule("left", frame, 1.5, 8, "dotted"),), shade=colors["paper"]),
        ),
        Style("Picture", "Normal", shape=Shape(before=block, after=block)),
        Style("Captioned Picture", "Picture", shape=Shape(before=block, after=0, keep_next=True)),
        Style(
            "Missing Picture Frame",
            "Normal",
            small,
            missing,
        ),
        Style("Source Code Next", "Source Code", shape=Shape(rules=apart(ground), shade=nearly(tint))),
        Style("Missing Picture Frame Next", "Missing Picture Frame", shape=Shape(rules=apart(dashed))),
        Style("Missing Picture Captioned", "Missing Picture Frame", shape=missing._replace(after=0, keep_next=True)),
        Style("Notes", "Normal", small, Shape(after=3, line=sizes["small_line"], left=STEP, hanging=STEP)),
    )


def _tables(tokens: Tokens) -> tuple[Style, ...]:
    """Give the styles inside tables. None has a size of its own: a table's style says how large its text is."""
    colors, sizes = tokens["color"]["light"], tokens["print"]
    many = sizes["table_line"] / sizes["table"] / 1.257
    text = Shape(before=3, after=3, many=many)
    head = Type(bold=True, color=colors["primary"])
    item = text._replace(before=0, after=1, left=TABLE_STEP, hanging=TABLE_STEP)
    small = Type(size=sizes["tiny"], color=colors["ink_soft"])
    return (
        Style("Table Text", "Normal", shape=text),
        Style("Table Head", "Table Text", head, text._replace(keep_next=True, no_hyphens=True)),
        Style("Table Row Head", "Table Text", Type(bold=True), text),
        *(Style(f"{name} {side.capitalize()}", name, shape=Shape(align=side)) for name in SIDED for side in _SIDES),
        Style("Table Bullet", "Table Text", shape=item._replace(numbering=(TABLE_BULLETS, 0))),
        Style("Table Number", "Table Text", shape=item),
        Style("Table Continue", "Table Text", shape=item._replace(hanging=0)),
        Style("Table Task", "Table Text", shape=item._replace(left=_BOX, hanging=_BOX, tabs=((_BOX, "left", ""),))),
        Style("Table Code", "Table Text", Type(font=tokens["font"]["code"], no_proof=True, language=NO_LANGUAGE), text),
        Style("Record Name", "Table Head", shape=text._replace(keep_next=True)),
        Style("Record Kind", "Table Head", small._replace(bold=False), text._replace(keep_next=True, after=0)),
        Style("Record Label", "Table Text", Type(color=colors["ink_soft"]), text),
        Style("Record Band", "Table Text", head, Shape(before=14, after=6, keep_next=True)),
        Style("Record Band Wide", "Record Band", shape=Shape(left=-page(tokens).side)),
        Style("Record Count", "Normal", small, Shape(before=12, after=3, line=sizes["tiny_line"], keep_next=True)),
        Style("Record Count Wide", "Record Count", shape=Shape(left=-page(tokens).side)),
        Style("Legend", "Normal", small, Shape(before=5, after=10, line=sizes["tiny_line"], left=-page(tokens).side)),
        Style("Legend Title", "Default Paragraph Font", Type(bold=True, color=colors["ink"]), kind="character"),
        Style("Fact Label", "Table Text", Type(bold=True, color=colors["ink_soft"]), text._replace(no_hyphens=True)),
        Style("Fact Title", "Fact Label", Type(color=colors["on_primary"])),
        Style("Fact Text", "Table Text", shape=text._replace(keep_lines=True)),
        Style("Fact Form", "Default Paragraph Font", Type(color=colors["ink_soft"], bold=False), kind="character"),
        Style("Sheet Names", "Normal", shape=Shape(before=0, after=12, line=sizes["body_line"])),
        Style(
            "Sheet Sources",
            "Normal",
            small,
            Shape(before=16, after=0, line=sizes["tiny_line"], rules=(Rule("top", colors["line_strong"], 0.5, 6),)),
        ),
    )


def _todo(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    return (
        Style(
            "Todo Count",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"]),
            Shape(
                before=3,
                after=0,
                line=sizes["small_line"],
                left=70,
                hanging=70,
                tabs=((70.0, "left", ""),),
                rules=(Rule("bottom", colors["line"], 0.5, 4),),
            ),
            following="Todo Count",
        ),
        Style(
            "Todo Entry",
            "Body Text",
            shape=Shape(
                before=5,
                after=0,
                line=sizes["body_line"],
                left=0,
                hanging=25,
                keep_next=True,
                tabs=((0.0, "left", ""),),
            ),
            following="Todo Details",
        ),
        Style(
            "Todo Details",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"]),
            Shape(after=4, line=sizes["small_line"], rules=(Rule("bottom", colors["line"], 0.5, 5),)),
            following="Todo Entry",
        ),
    )
