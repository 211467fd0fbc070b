"""The styles of words: what characters inside a paragraph are called in Word, made from the tokens."""

from __future__ import annotations

from typing import Any

from pipeline.emit.docx.style_xml import NO_LANGUAGE, Style, Type

Tokens = dict[str, Any]


def word_styles(tokens: Tokens) -> tuple[Style, ...]:
    """Give the styles of words: stress, links, keys, markers, authors' colours, the words of code."""
    colors = tokens["color"]["light"]
    code = tokens["font"]["code"]
    small = tokens["print"]["code"]
    linked = Type(color=colors["primary"], underline="single", underline_color=colors["primary_soft"])

    def word(name: str, look: Type, builtin: bool = False, quick: bool = True) -> Style:
        return Style(name, "Default Paragraph Font", look, kind="character", builtin=builtin, quick=quick)

    return (
        Style("Default Paragraph Font", kind="character", builtin=True, quick=False),
        word("Strong", Type(bold=True), builtin=True),
        word("Emphasis", Type(italic=True), builtin=True),
        word("Intense Emphasis", Type(bold=True, italic=True), builtin=True),
        word("Strikethrough", Type(strike=True)),
        word("Superscript", Type(raised="superscript")),
        word("Subscript", Type(raised="subscript")),
        word("Hyperlink", linked, builtin=True),
        word("Contents Link", Type(), quick=False),
        word("Contents Part", Type(bold=False, size=tokens["print"]["small"], color=colors["primary"]), quick=False),
        word("Contents Page", Type(bold=False, size=tokens["print"]["small"], color=colors["ink_faint"]), quick=False),
        word("Part Link", Type(color=colors["ink"]), quick=False),
        word("FollowedHyperlink", Type(color=colors["primary"], underline="single"), builtin=True, quick=False),
        word("footnote reference", Type(raised="superscript", bold=True, color=colors["accent_text"]), True, False),
        word("annotation reference", Type(size=8), builtin=True, quick=False),
        word("Verbatim Char", Type(font=code, size=small, no_proof=True, language=NO_LANGUAGE)),
        # In titles, code is as large as the words around it.
        word("Title Code", Type(font=code, no_proof=True, language=NO_LANGUAGE), quick=False),
        word("Keyboard", Type(font=code, size=small, frame=colors["line_strong"], no_proof=True)),
        word("Mention", Type(bold=True, color=colors["primary"])),
        word("Emoji", Type(font="Segoe UI Emoji", no_proof=True)),
        word("Unread", Type(font=code, size=small, color=colors["ink_soft"], no_proof=True)),
        word("Missing Picture", Type(color=colors["ink_soft"], frame=colors["line_strong"], frame_kind="dashed")),
        word("Caption Number", Type(bold=True, color=colors["primary"])),
        word("Number", Type(color=colors["accent_text"])),
        word("Author", Type(bold=True, color=colors["ink"])),
        word("Nothing", Type(color=colors["ink_soft"])),
        word("Identifier", Type(color=colors["ink_soft"], no_proof=True)),
        word("Draft", Type(color=colors["accent_text"])),
        word("Late", Type(bold=True, color=colors["accent_text"])),
        word(
            "Marker",
            Type(color=colors["ink"], shade=colors["highlight"], underline="dotted", underline_color=colors["accent"]),
        ),
        *_author_colors(tokens),
        *_code_colors(tokens),
    )


def _author_colors(tokens: Tokens) -> tuple[Style, ...]:
    """Give a style for each colour that authors put on words or behind them."""
    light = tokens["author"]["light"]
    yellow = Type(shade=tokens["color"]["light"]["highlight"])
    found = [Style("Highlight", "Default Paragraph Font", yellow, kind="character")]
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
