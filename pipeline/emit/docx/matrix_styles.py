"""The styles of matrices: axes as bands, levels as steps that grow, pills of responsibility."""

from __future__ import annotations

from typing import Any

from pipeline.emit.docx.measures import page
from pipeline.emit.docx.style_xml import Edge, Rule, Shape, Style, Type

Tokens = dict[str, Any]

STEPS = ("one", "two", "three", "four")
PILLS = ("responsible", "shared", "participates", "informed", "other")
_INSET = 4.3  # points: a bar of colour is as wide as the table below it
_AROUND: tuple[tuple[Edge, float], ...] = (("top", 3), ("left", 4), ("bottom", 3), ("right", 4))


def matrix_styles(tokens: Tokens) -> tuple[Style, ...]:
    """Give the styles inside and above matrices."""
    colors = tokens["color"]["light"]
    text = Shape()
    levels = [Style(f"Skill {step.capitalize()}", "Table Text", shape=text) for step in STEPS]
    heads = [
        Style(f"Skill {step.capitalize()} Head", "Table Head", shape=Shape(before=3, after=1, keep_next=True))
        for step in STEPS
    ]
    pill = {
        "responsible": Type(color=colors["on_primary"], shade=colors["primary"]),
        "shared": Type(color=colors["ink"], shade=colors["primary_soft"]),
        "participates": Type(color=colors["ink"], frame=colors["primary"]),
        "informed": Type(color=colors["ink"], frame=colors["line_strong"], frame_kind="dashed"),
        "other": Type(color=colors["ink"], frame=colors["line_strong"], frame_kind="dotted"),
    }
    measured = page(tokens)
    over = measured.whole - measured.side - measured.text  # what a wide table reaches beyond the column
    bars = tuple(Rule(edge, colors["primary"], 0.5, space) for edge, space in _AROUND)
    axis = Shape(before=8, after=0, line=tokens["print"]["small_line"], left=_INSET, right=_INSET, keep_next=True)
    axis = axis._replace(rules=bars, shade=colors["primary"])
    small = Type(size=tokens["print"]["tiny"], color=colors["ink"])
    return (
        Style(
            "Skill Axis",
            "Normal",
            Type(bold=True, size=tokens["print"]["small"], color=colors["on_primary"]),
            axis,
        ),
        Style("Skill Axis Wide", "Skill Axis", shape=Shape(left=_INSET - measured.side, right=_INSET - over)),
        Style("Skill Kind", "Table Text", small, Shape(before=3, after=0, keep_next=True)),
        Style("Skill Meaning", "Table Text", small, Shape(before=0, after=3, keep_next=True)),
        Style("Activity", "Table Text"),
        Style("Skill Intention", "Table Text", Type(color=colors["ink_soft"])),
        *levels,
        *heads,
        *(Style(f"Pill {name.capitalize()}", "Default Paragraph Font", pill[name], kind="character") for name in PILLS),
    )


def cell_grounds(tokens: Tokens) -> dict[str, str]:
    """Give the ground of a table cell by the style of its first paragraph.

    These are the only grounds that no style gives: Word has no styles of cells, and those of tables know the first
    and the last row and column only, not the levels of a skill that grow from left to right.
    """
    steps = tokens["step"]["light"]
    grounds = {}
    for step in STEPS:
        grounds[f"Skill {step.capitalize()}"] = steps[step]
        grounds[f"Skill {step.capitalize()} Head"] = steps[step]
    return grounds
