"""Names of styles: Word's own become LibreOffice's own, so that it shows them in its reader's language."""

from __future__ import annotations

import re
from types import MappingProxyType

from pipeline.emit.odt.word import Word

_OWN: MappingProxyType[str, str] = MappingProxyType(
    {
        "Normal": "Standard",
        "Body Text": "Text body",
        **{f"heading {level}": f"Heading {level}" for level in range(1, 10)},
        **{f"toc {level}": f"Contents {level}" for level in range(1, 10)},
        "TOC Heading": "Contents Heading",
        "table of figures": "Figure Index 1",
        "caption": "Caption",
        "Quote": "Quotations",
        "List Bullet": "List 1",
        "List Continue": "List 1 Cont.",
        "List Number": "Numbering 1",
        **{f"List Bullet {level}": f"List {level}" for level in range(2, 6)},
        **{f"List Continue {level}": f"List {level} Cont." for level in range(2, 6)},
        **{f"List Number {level}": f"Numbering {level}" for level in range(2, 6)},
        "header": "Header",
        "footer": "Footer",
        "footnote text": "Footnote",
        "annotation text": "Comment Text",
        "annotation reference": "Comment Reference",
        "Table Text": "Table Contents",
        "Table Head": "Table Heading",
        "Source Code": "Preformatted Text",
        "Index Group": "Index Separator",
        "Index Entry": "Index 1",
        "Index Place": "Index 2",
        "Strong": "Strong Emphasis",
        "Hyperlink": "Internet link",
        "FollowedHyperlink": "Visited Internet Link",
        "footnote reference": "Footnote anchor",
        "line number": "Line numbering",
        "Verbatim Char": "Source Text",
        "Keyboard": "User Entry",
        "Contents Link": "Index Link",
    }
)
_KEPT = re.compile(r"[^A-Za-z0-9.-]")


def encoded(name: str) -> str:
    """Give the name of a style as XML holds it: `Text_20_body`."""
    return _KEPT.sub(lambda found: f"_{ord(found.group()):x}_", name)


def shown_name(name: str) -> str:
    """Give the name that a reader sees, by Word's."""
    return _OWN.get(name, name)


def style_name(word: Word, identifier: str) -> str:
    """Give the name of a style by its identifier in Word, "" where Word has none of that name."""
    style = word.styles.get(identifier)
    if style is None or (style.sort == "character" and not style.parent):
        # Word's "Default Paragraph Font" says nothing: no style says the same.
        return ""
    return encoded(shown_name(style.name))


def variant_name(word: Word, identifier: str, table: str) -> tuple[str, str]:
    """Give the name of a paragraph's style in a table of its own type size, as it is shown and encoded."""
    shown = f"{shown_name(word.styles[identifier].name)}, {word.styles[table].name}"
    return shown, encoded(shown)
