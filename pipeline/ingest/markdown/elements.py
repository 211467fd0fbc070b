"""The names of HTML's elements, by what they are to a reader (HTML living standard, section 4)."""

from __future__ import annotations

# Elements without an end tag (13.1.2).
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Containers that say nothing to a reader: their content stands where they stand.
CONTAINERS = frozenset(
    (
        "address",
        "article",
        "aside",
        "body",
        "center",
        "div",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "html",
        "main",
        "nav",
        "search",
        "section",
    )
)
MEDIA = frozenset(("iframe", "video", "audio", "object", "embed"))
# What only a browser reads: never shown.
PROGRAMS = frozenset(("script", "style", "template", "noscript"))
# What stands on lines of its own.
BLOCKS = (
    HEADINGS
    | CONTAINERS
    | MEDIA
    | PROGRAMS
    | frozenset(
        (
            "blockquote",
            "caption",
            "colgroup",
            "dd",
            "details",
            "dl",
            "dt",
            "figcaption",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
        )
    )
)
# What stands in a line and only shows its content.
PLAIN = frozenset(
    (
        "bdi",
        "bdo",
        "big",
        "button",
        "data",
        "font",
        "ins",
        "label",
        "legend",
        "nobr",
        "optgroup",
        "option",
        "output",
        "picture",
        "q",
        "rp",
        "rt",
        "ruby",
        "select",
        "small",
        "span",
        "textarea",
        "time",
        "title",
        "u",
    )
)
STYLED = frozenset(
    (
        "a",
        "abbr",
        "acronym",
        "b",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "kbd",
        "mark",
        "s",
        "samp",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "var",
    )
)
# Tags that say nothing by themselves.
SILENT = frozenset(("wbr", "source", "col", "link", "meta", "param", "track", "area", "base"))
INLINE = STYLED | PLAIN
