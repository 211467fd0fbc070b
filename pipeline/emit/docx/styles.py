"""The styles of text: what a paragraph or a word of the handbook is called in Word, made from the tokens."""

from __future__ import annotations

from typing import Any

from pipeline.emit.docx.measures import MILLIMETRE, page
from pipeline.emit.docx.numbering import HEADINGS
from pipeline.emit.docx.style_xml import Rule, Shape, Style, Type

Tokens = dict[str, Any]

_TITLE_TOP = 168 * MILLIMETRE  # from the top of the cover, below the pattern


def text_styles(tokens: Tokens) -> tuple[Style, ...]:
    """Give the styles of running text, headings, contents, running heads and notes."""
    return (
        *_basic(tokens),
        *_headings(tokens),
        *_cover(tokens),
        *_contents(tokens),
        *_furniture(tokens),
        *_words(tokens),
    )


def _basic(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes, space = tokens["color"]["light"], tokens["print"], tokens["space"]
    after = sizes["body"] * space["paragraph"]
    block = sizes["body"] * space["block"]
    return (
        Style("Normal", type=Type(color=colors["ink"]), shape=Shape(before=0, after=0, many=1.0), builtin=True),
        Style("Body Text", "Normal", shape=Shape(after=after, line=sizes["body_line"]), builtin=True),
        Style("After Block", "Body Text", shape=Shape(before=block)),
        Style("First Paragraph", "Body Text", quick=False),
        Style("Compact", "Normal", quick=False),
        Style(
            "Quote",
            "Body Text",
            Type(italic=True, color=colors["ink_soft"]),
            Shape(left=12, rules=(Rule("left", colors["primary_soft"], 2.25, 10),)),
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
            Shape(before=2, after=12, line=sizes["lead_line"], no_hyphens=True),
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
            Type(color=colors["line_strong"], spacing=3),
            Shape(before=block, after=block, line=sizes["body_line"]),
        ),
        Style("Section End", "Normal", Type(size=1), Shape(before=0, after=0, many=1.0), quick=False),
    )


def _headings(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    measured = page(tokens)
    opener = tokens["page"]["opener"] * MILLIMETRE
    before = sizes["body_line"] * tokens["space"]["before_section"]

    def heading(level: int, size: float, line: float, shape: Shape, color: str = "") -> Style:
        kept = shape._replace(line=line, keep_next=True, keep_lines=True, no_hyphens=True, outline=level - 1)
        look = Type(size=size, bold=True, color=color or colors["ink"])
        return Style(f"heading {level}", "Normal", look, kept, following="Body Text", builtin=True)

    body, line = sizes["body"], sizes["body_line"]
    first = Shape(before=opener, after=12, left=0, hanging=measured.side, numbering=(HEADINGS, 0))
    second = Shape(before=before, after=8, left=-measured.side)
    return (
        heading(1, sizes["chapter"], sizes["chapter_line"], first),
        heading(2, sizes["section"], sizes["section_line"], second, colors["primary"]),
        heading(3, sizes["subsection"], sizes["subsection_line"], Shape(before=before * 0.75, after=4)),
        heading(4, body, line, Shape(before=before * 0.5, after=2)),
        heading(5, body, line, Shape(before=before * 0.4, after=1)),
        heading(6, body, line, Shape(before=before * 0.3, after=0), colors["ink_soft"]),
    )


def _cover(tokens: Tokens) -> tuple[Style, ...]:
    colors, sizes = tokens["color"]["light"], tokens["print"]
    measured = page(tokens)
    on, ground = colors["on_primary"], colors["primary"]
    side = -measured.side
    return (
        Style(
            "Title",
            "Normal",
            Type(size=sizes["cover"], bold=True, color=colors["ink"], spacing=-0.4),
            Shape(before=_TITLE_TOP - measured.top, after=8, line=sizes["cover_line"], left=side, no_hyphens=True),
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
            "Cover Organisation",
            "Normal",
            Type(size=sizes["small"], bold=True, color=colors["ink"]),
            Shape(
                before=24, line=sizes["small_line"], left=side, rules=(Rule("top", colors["accent"], 2.25, 8),),
            ),
        ),
        Style(
            "Cover Fact",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"]),
            Shape(line=sizes["small_line"], left=side),
        ),
        Style(
            "Colophon Title",
            "Normal",
            Type(size=sizes["small"], bold=True, color=colors["ink"]),
            Shape(before=_TITLE_TOP - measured.top, after=5, line=sizes["small_line"], right=24 * MILLIMETRE),
        ),
        Style(
            "Colophon",
            "Normal",
            Type(size=sizes["small"], color=colors["ink_soft"]),
            Shape(after=5, line=sizes["small_line"], right=24 * MILLIMETRE),
        ),
        Style(
            "Part Number",
            "Normal",
            Type(size=sizes["lead"], color=on, shade=ground),
            Shape(before=70 * MILLIMETRE, after=0, line=sizes["lead_line"], keep_next=True, shade=ground),
            following="Part Title",
        ),
        Style(
            "Part Title",
            "Normal",
            Type(size=sizes["cover"], bold=True, color=on, spacing=-0.4, shade=ground),
            Shape(
                before=0, after=62, line=sizes["cover_line"], keep_next=True, no_hyphens=True, outline=0, shade=ground
            ),
            following="Part Entry",
        ),
        Style(
            "Part Entry",
            "Normal",
            Type(size=sizes["lead"], color=on, shade=ground),
            Shape(
                after=6,
                line=sizes["lead_line"],
                left=11 * MILLIMETRE,
                hanging=11 * MILLIMETRE,
                rules=(Rule("top", on, 0.5, 14),),
                tabs=((11 * MILLIMETRE, "left", ""), (measured.text, "right", "")),
                shade=ground,
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
            "TOC Part",
            "toc 1",
            Type(size=sizes["lead"], bold=True, color=colors["primary"]),
            Shape(
                before=20, after=0, line=sizes["lead_line"], keep_next=True, left=0, hanging=measured.side, tabs=hanging
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
    head = Shape(line=sizes["tiny_line"], left=-measured.side, tabs=((measured.text, "right", ""),), no_hyphens=True)
    turned = head._replace(tabs=((measured.turned - measured.side, "right", ""),))
    note = Type(size=sizes["tiny"], color=colors["ink_soft"])
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
            Shape(before=5, after=sizes["body"] * tokens["space"]["block"], line=sizes["small_line"], keep_lines=True),
            builtin=True,
        ),
        Style("Table Caption", "caption", Type(bold=True), Shape(before=10, after=4, keep_next=True)),
    )


def _words(tokens: Tokens) -> tuple[Style, ...]:
    colors = tokens["color"]["light"]
    code = tokens["font"]["code"]
    small = tokens["print"]["code"]

    def word(name: str, look: Type, builtin: bool = False, quick: bool = True) -> Style:
        return Style(name, "Default Paragraph Font", look, kind="character", builtin=builtin, quick=quick)

    return (
        Style("Default Paragraph Font", kind="character", builtin=True, quick=False),
        word("Strong", Type(bold=True), builtin=True),
        word("Emphasis", Type(italic=True), builtin=True),
        word("Hyperlink", Type(color=colors["primary"], underline="single", underline_color=colors["primary_soft"]), True),
        word("Contents Link", Type(), quick=False),
        word("Contents Part", Type(bold=False, size=tokens["print"]["small"], color=colors["primary"]), quick=False),
        word("Part Link", Type(color=colors["on_primary"]), quick=False),
        word("FollowedHyperlink", Type(color=colors["primary"], underline="single"), builtin=True, quick=False),
        word("footnote reference", Type(raised="superscript", bold=True, color=colors["accent_text"]), True, False),
        word("annotation reference", Type(size=8), builtin=True, quick=False),
        word("Verbatim Char", Type(font=code, size=small, no_proof=True)),
        word("Keyboard", Type(font=code, size=small, frame=colors["line_strong"], no_proof=True)),
        word("Mention", Type(bold=True, color=colors["primary"])),
        word("Emoji", Type(font="Segoe UI Emoji", no_proof=True)),
        word("Unread", Type(font=code, size=small, color=colors["ink_soft"], no_proof=True)),
        word("Missing Picture", Type(color=colors["ink_soft"], frame=colors["line_strong"], frame_kind="dashed")),
        word("Caption Number", Type(bold=True, color=colors["primary"])),
        word("Number", Type(color=colors["accent_text"])),
        word("Author", Type(bold=True, color=colors["ink"])),
        word("Nothing", Type(color=colors["ink_faint"])),
        word("Identifier", Type(color=colors["ink_soft"], no_proof=True)),
        word("Draft", Type(color=colors["accent_text"])),
        word(
            "Marker",
            Type(shade=colors["highlight"], underline="dotted", underline_color=colors["accent"]),
        ),
        *_author_colors(tokens),
        *_code_colors(tokens),
    )


def _author_colors(tokens: Tokens) -> tuple[Style, ...]:
    """Give a style for each colour that authors put on words or behind them."""
    light = tokens["author"]["light"]
    found = [Style("Highlight", "Default Paragraph Font", Type(shade=tokens["color"]["light"]["highlight"]), kind="character")]
    for name, color in light.items():
        plain = name.removesuffix("_back").capitalize()
        look, title = (Type(shade=color), "Highlight") if name.endswith("_back") else (Type(color=color), "Ink")
        found.append(Style(f"{title} {plain}", "Default Paragraph Font", look, kind="character", quick=False))
    return tuple(found)


# pandoc's kinds of words in code, and the token each takes its colour from ("" for the ink of the text).
_CODE_WORDS = (
    ("comment", "CommentTok DocumentationTok AnnotationTok CommentVarTok InformationTok WarningTok RegionMarkerTok"),
    ("keyword", "KeywordTok ControlFlowTok ImportTok PreprocessorTok"),
    ("string", "StringTok VerbatimStringTok SpecialStringTok CharTok SpecialCharTok"),
    ("number", "DecValTok BaseNTok FloatTok ConstantTok DataTypeTok AttributeTok"),
    ("name", "FunctionTok BuiltInTok ExtensionTok"),
    ("operator", "OperatorTok"),
    ("", "VariableTok OtherTok NormalTok AlertTok ErrorTok"),
)


def _code_colors(tokens: Tokens) -> tuple[Style, ...]:
    colors = tokens["code"]["light"]
    return tuple(
        Style(
            name,
            "Verbatim Char",
            Type(color=colors.get(kind, ""), italic=kind == "comment" or None, bold=kind == "keyword" or None),
            kind="character",
            quick=False,
        )
        for kind, names in _CODE_WORDS
        for name in names.split()
    )
