"""The styles of titles: Word's own six headings, and their kin for the titles of pages and for job sheets.

Kin are based on Word's own and keep their levels: the navigation pane, contents and readers who listen take them for
what they are, whatever they look like. They begin with the same name, so that they stand beside them in Word's list.
"""

from __future__ import annotations

from typing import Any

from pipeline.emit.docx.measures import MILLIMETRE, page
from pipeline.emit.docx.numbering import HEADINGS, numeral_size
from pipeline.emit.docx.style_xml import Rule, Shape, Style, Type

Tokens = dict[str, Any]

# The title of a job sheet that is a chapter: it stands at the head of its page.
SHEET_TITLE = "Heading 1 Top"
# The levels that the titles of pages below a chapter may have; deeper ones look like any heading.
PAGE_LEVELS = (2, 3, 4)
# The levels that the sections of a job sheet may have; headings inside them lie below.
SHEET_LEVELS = (2, 3, 4)

_ASCENT = 0.984  # ems: of the typeface, above the line
_OWN_LINE = 1.257  # ems: the height of a line of the typeface
_ABOVE_RULE = 22.0  # points: white above a page below a chapter
_BELOW_RULE = 10.0


def page_heading(level: int, top: bool) -> str:
    """Give the style of the title of a page below a chapter; `top`: it begins a sheet of paper."""
    return f"Heading {level} {'Top' if top else 'Page'}"


def sheet_heading(level: int) -> str:
    """Give the style of the title of a job sheet's section."""
    return f"Heading {level} Sheet"


def sheet_detail(level: int) -> str:
    """Give the style of a heading inside a job sheet's section."""
    return f"Heading {level} Sheet Detail"


def heading_styles(tokens: Tokens) -> tuple[Style, ...]:
    """Give the styles of titles."""
    return (*_built_in(tokens), *_titles_of_pages(tokens), *_of_sheets(tokens))


def _built_in(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    before = sizes["body_line"] * tokens["space"]["before_section"]

    def heading(level: int, size: float, line: float, shape: Shape, color: str = "") -> Style:
        kept = shape._replace(line=line, keep_next=True, keep_lines=True, no_hyphens=True, outline=level - 1)
        look = Type(size=size, bold=True, color=color or colors["ink"])
        return Style(f"heading {level}", "Normal", look, kept, following="Body Text", builtin=True)

    body, line = sizes["body"], sizes["body_line"]
    # It has no indent of its own: Word would keep that of the style where a title has no number.
    first = Shape(before=_above_title(tokens), after=10, numbering=(HEADINGS, 0))
    second = Shape(before=before, after=7.5, left=-page(tokens).side)
    return (
        heading(1, sizes["chapter"], sizes["chapter_line"], first),
        heading(2, sizes["section"], sizes["section_line"], second, colors["primary"]),
        heading(3, sizes["subsection"], sizes["subsection_line"], Shape(before=before * 0.7, after=4)),
        heading(4, body, line, Shape(before=before * 0.45, after=2)),
        heading(5, body, line, Shape(before=before * 0.35, after=1)),
        heading(6, body, line, Shape(before=before * 0.3, after=0), colors["ink_soft"]),
    )


def _above_title(tokens: Tokens) -> float:
    """Give the white above a chapter's title that lets it stand on the line where print has it.

    The first line of the title is as high as the numeral in it, which print places apart from it.
    """
    sizes = tokens["print"]
    opener = tokens["page"]["opener"] * MILLIMETRE
    leading = (sizes["chapter_line"] - sizes["chapter"] * _OWN_LINE) / 2
    printed = leading + sizes["chapter"] * _ASCENT
    return float(opener + printed - max(numeral_size(tokens), sizes["chapter"]) * _ASCENT)


def _titles_of_pages(tokens: Tokens) -> tuple[Style, ...]:
    """Give the titles of pages below a chapter: a line across the page above them, the number in the outer column."""
    colors, sizes = tokens["color"]["light"], tokens["print"]
    rule = Rule("top", colors["primary"], 1, _BELOW_RULE)
    look = Type(size=sizes["subpage"], color=colors["ink"])
    shape = Shape(after=6, line=sizes["subpage_line"], left=0, rules=(rule,))
    return (
        Style(SHEET_TITLE, "heading 1", shape=Shape(before=0, outline=0), following="Body Text"),
        *(
            Style(
                page_heading(level, top),
                f"heading {level}",
                look,
                shape._replace(before=0 if top else _ABOVE_RULE, outline=level - 1),
                following="Body Text",
            )
            for level in PAGE_LEVELS
            for top in (False, True)
        ),
    )


def _of_sheets(tokens: Tokens) -> tuple[Style, ...]:
    """Give the headings of job sheets: smaller, as their panel of facts stands where other sections begin."""
    colors, sizes = tokens["color"]["light"], tokens["print"]
    section = Shape(before=15, after=4, line=sizes["subsection_line"], left=0)
    detail = Shape(before=8, after=1.5, line=sizes["body_line"])
    title, name = Type(size=sizes["subsection"], color=colors["primary"]), Type(size=sizes["body"])
    found: list[Style] = []
    for level in SHEET_LEVELS:
        outer, inner = section._replace(outline=level - 1), detail._replace(outline=level)
        found.append(Style(sheet_heading(level), f"heading {level}", title, outer, following="Body Text"))
        found.append(Style(sheet_detail(level + 1), f"heading {level + 1}", name, inner, following="Body Text"))
    return tuple(found)
