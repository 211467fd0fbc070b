"""The styles of text: what a paragraph or a word of the handbook is called in Word, made from the tokens."""

from __future__ import annotations

from typing import Any

from pipeline.emit.docx.heading_styles import heading_styles
from pipeline.emit.docx.measures import MILLIMETRE, page
from pipeline.emit.docx.style_xml import Rule, Shape, Style, Type
from pipeline.emit.docx.word_styles import word_styles
from pipeline.emit.formats import is_narrow

Tokens = dict[str, Any]


def text_styles(tokens: Tokens) -> tuple[Style, ...]:
    """Give the styles of running text, headings, contents, running heads and notes."""
    return (
        *_basic(tokens),
        *heading_styles(tokens),
        *_cover(tokens),
        *_contents(tokens),
        *_furniture(tokens),
        *word_styles(tokens),
    )


def _basic(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes, space = tokens["color"]["light"], tokens["print"], tokens["space"]
    after = sizes["body"] * space["paragraph"]
    block = sizes["body"] * space["block"]
    return (
        Style("Normal", type=Type(color=colors["ink"]), shape=Shape(before=0, after=0, many=1.0), builtin=True),
        Style("Body Text", "Normal", shape=Shape(after=after, line=sizes["body_line"]), builtin=True),
        Style("After Block", "Body Text", shape=Shape(before=block)),
        Style("After List", "Body Text", shape=Shape(before=after)),
        Style("First Paragraph", "Body Text", quick=False),
        Style("Compact", "Normal", quick=False),
        Style(
            "Quote",
            "Body Text",
            Type(italic=True, color=colors["ink_soft"]),
            Shape(before=8, after=8, left=12, rules=(Rule("left", colors["primary_soft"], 2.25, 10),)),
            builtin=True,
        ),
        Style(
            "Chapter Subtitle",
            "Normal",
            Type(size=sizes["lead"], bold=True, color=colors["primary"]),
            Shape(before=4, after=2, line=sizes["lead_line"], keep_next=True),
        ),
        Style(
            "Standfirst",
            "Normal",
            Type(size=sizes["lead"], color=colors["ink_soft"]),
            Shape(before=2, after=16, line=sizes["lead_line"], no_hyphens=True),
        ),
        Style(
            "Byline",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"]),
            Shape(before=2, after=10, line=sizes["small_line"], contextual=True),
        ),
        Style(
            "Ornament",
            "Normal",
            Type(color=colors["ink_faint"], spacing=3),
            Shape(before=block, after=block, line=sizes["body_line"]),
        ),
        Style("Section End", "Normal", Type(size=1), Shape(before=0, after=0, many=1.0), quick=False),
    )


def _cover(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    measured = page(tokens)
    side = -measured.side
    place = {name: tokens["page"][name] * MILLIMETRE for name in ("title", "colophon", "part")}
    return (
        Style(
            "Title",
            "Normal",
            Type(size=sizes["cover"], bold=True, color=colors["ink"], spacing=-0.4),
            Shape(before=place["title"] - measured.top, after=8, line=sizes["cover_line"], left=side, no_hyphens=True),
            following="Subtitle",
            builtin=True,
        ),
        Style(
            "Subtitle",
            "Normal",
            Type(size=sizes["section"], color=colors["ink_soft"]),
            Shape(before=2, after=20, line=22, left=side, no_hyphens=True),
            builtin=True,
        ),
        Style(
            "Cover Fact",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"]),
            Shape(line=sizes["small_line"], rules=(Rule("top", colors["accent"], 2.25, 8),)),
        ),
        Style("Cover Logo", "Normal", shape=Shape(align="right")),
        Style(
            "Colophon Title",
            "Normal",
            Type(size=sizes["small"], bold=True, color=colors["ink"]),
            Shape(before=place["colophon"], after=0, line=sizes["small_line"], right=14 * MILLIMETRE),
        ),
        Style("Colophon Subtitle", "Colophon", shape=Shape(after=9)),
        Style(
            "Colophon",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"]),
            Shape(after=5, line=sizes["small_line"], right=14 * MILLIMETRE),
        ),
        Style(
            "Part Number",
            "Normal",
            Type(size=sizes["lead"], color=colors["primary"]),
            Shape(before=place["part"], after=0, line=sizes["lead_line"], keep_next=True),
            following="Part Title",
        ),
        Style(
            "Part Title",
            "Normal",
            Type(size=sizes["cover"], bold=True, color=colors["primary"], spacing=-0.4),
            Shape(before=4, after=62, line=sizes["cover_line"], keep_next=True, no_hyphens=True, outline=0),
            following="Part Entry",
        ),
        Style(
            "Part Entry",
            "Normal",
            Type(size=sizes["lead"], color=colors["ink"]),
            Shape(
                after=6,
                line=sizes["lead_line"],
                left=11 * MILLIMETRE,
                hanging=11 * MILLIMETRE,
                rules=(Rule("top", colors["primary"], 0.5, 14),),
                tabs=((11 * MILLIMETRE, "left", ""), (measured.text, "right", "")),
            ),
        ),
    )


def _contents(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    measured = page(tokens)
    end = (measured.text, "right", "dot")
    number = 11 * MILLIMETRE
    hanging = ((0.0, "left", ""), end)
    return (
        Style(
            "TOC Heading",
            "Normal",
            Type(size=sizes["chapter"], bold=True, color=colors["ink"]),
            Shape(before=0, after=24, line=sizes["chapter_line"], keep_next=True),
            following="Body Text",
            builtin=True,
        ),
        Style(
            "Captions Heading",
            "TOC Heading",
            shape=Shape(before=40, after=16),
            following="Body Text",
        ),
        Style(
            "table of figures",
            "Normal",
            shape=Shape(before=4, after=0, line=sizes["body_line"], left=0, hanging=number, tabs=hanging),
            builtin=True,
        ),
        Style(
            "TOC Part",
            "toc 1",
            Type(size=sizes["lead"], bold=True, color=colors["primary"]),
            Shape(
                before=20,
                after=0,
                line=sizes["lead_line"],
                keep_next=True,
                left=0,
                # Where the outer column is too narrow for it, the number stands above the title.
                hanging=0 if is_narrow(tokens) else measured.side,
                tabs=hanging,
            ),
        ),
        Style(
            "toc 1",
            "Normal",
            Type(bold=True),
            Shape(before=7, after=0, line=sizes["body_line"], left=0, hanging=number, tabs=hanging),
            builtin=True,
        ),
        Style(
            "toc 2",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"]),
            Shape(line=sizes["body_line"], left=0, hanging=number, tabs=hanging),
            builtin=True,
        ),
        Style(
            "toc 3",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"]),
            Shape(line=sizes["small_line"], left=number, tabs=(end,)),
            builtin=True,
        ),
    )


def _furniture(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    measured = page(tokens)
    small = Type(size=sizes["tiny"], color=colors["ink_faint"])
    end = measured.whole - measured.side
    head = Shape(
        line=sizes["tiny_line"],
        left=-measured.side,
        right=measured.text - end,
        tabs=((end, "right", ""),),
        no_hyphens=True,
    )
    turned = head._replace(tabs=((measured.turned - measured.side, "right", ""),))
    note = Type(size=sizes["tiny"], color=colors["ink_soft"])
    block = sizes["body"] * tokens["space"]["block"]
    return (
        Style("header", "Normal", small, head, builtin=True, quick=False),
        Style("footer", "Normal", small, head, builtin=True, quick=False),
        Style("Header Landscape", "header", shape=turned, quick=False),
        Style("Footer Landscape", "footer", shape=turned, quick=False),
        Style("footnote text", "Normal", note, Shape(after=2, line=sizes["tiny_line"]), builtin=True, quick=False),
        Style("annotation text", "Normal", Type(size=sizes["small"]), builtin=True, quick=False),
        Style(
            "caption",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"]),
            Shape(before=5, after=block, line=sizes["small_line"], keep_lines=True),
            builtin=True,
        ),
        Style("Table Caption", "caption", Type(bold=True), Shape(before=block, after=4, keep_next=True)),
        Style("Table Caption Wide", "Table Caption", shape=Shape(left=-measured.side)),
        # What a table without a caption is called, where something must stand before it.
        Style("Table Name", "caption", shape=Shape(before=block, after=3, keep_next=True)),
        Style("Table Name Wide", "Table Name", shape=Shape(left=-measured.side)),
        # What says that a table is at its end, where something must stand after it.
        Style(
            "Table End",
            "Normal",
            Type(size=sizes["tiny"], color=colors["ink_faint"]),
            Shape(before=3, after=6, line=sizes["tiny_line"]),
        ),
    )
