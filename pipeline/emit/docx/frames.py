"""Framed pieces that follow each other: styles whose lines Word does not join with those above."""

from __future__ import annotations

from pipeline.emit.docx.style_xml import Rule

# Styles of framed pieces that stand right below another one: their lines are a hair wider.
NEXT = (
    "Reference Line Next",
    "Reference Title Next",
    "Reference Text Next",
    "Source Code Next",
    "Source Code Numbered Next",
    "Missing Picture Frame Next",
)


# None is called "Reference" or "Formula" alone: programs that tag a PDF by the names of styles take these for tags
# (ISO 32000-1, 14.8.4).
REFERENCES = ("Reference Line", "Reference Title", "Reference Text")


def apart(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Give the lines of a frame that Word does not join with another one (ISO/IEC 29500-1, 17.3.1.24).

    They are a hair wider: LibreOffice looks at lines only, not at how far they stand from the words.
    """
    return tuple(rule._replace(width=rule.width + 0.25) for rule in rules)


def nearly(color: str) -> str:
    """Give a ground that no eye tells from another: programs fill the gap between paragraphs of the same ground."""
    return f"#{int(color.removeprefix('#'), 16) ^ 1:06x}"
