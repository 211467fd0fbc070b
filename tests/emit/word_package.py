"""A Word file opened for checking: its parts that readers see, and how a place in them is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tests.emit.docx_reading import Element, every, inside, parts, q, said, style, value
from tests.emit.word_looks import Styles

_READ = re.compile(r"word/(document|footnotes|endnotes|(?:header|footer)\d*)\.xml")
_CODE = ("SourceCode", "TableCode")
_CODE_WORDS = "VerbatimChar"
_SIGN = "□"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
# What stands among words and is none.
THINGS = ("w:drawing", "w:pict", "w:object", "w:footnoteReference", "w:endnoteReference", "w:sym")


class Package(NamedTuple):
    """A Word file: `texts` are the parts that are read, the body first; `body` is the document's own."""

    members: dict[str, bytes]
    texts: dict[str, Element]
    body: Element
    styles: Styles


class Place(NamedTuple):
    """Where something was found: the part, and words to find it by."""

    part: str
    words: str


def opened(data: bytes) -> Package:
    """Open a file."""
    members = parts(data)
    names = sorted((name for name in members if _READ.fullmatch(name)), key=lambda name: ("document" not in name, name))
    texts = {name.removeprefix("word/"): etree.fromstring(members[name]) for name in names}
    return Package(members, texts, texts["document.xml"], Styles(etree.fromstring(members["word/styles.xml"])))


def place(element: Element, part: str) -> Place:
    """Tell a place by the paragraph around it, else by what the element says."""
    around = next(iter(element.iterancestors(q("w:p"))), element)
    return Place(part, f"<{etree.QName(around).localname}> {' '.join(said(around).split())[:60]}")


def paragraphs(package: Package, furniture: bool = True) -> Iterator[tuple[str, Element]]:
    """Give every paragraph with the name of its part; without furniture, those of heads and feet are left out."""
    for name, root in package.texts.items():
        if furniture or not name.startswith(("header", "footer")):
            for paragraph in every(root, "w:p"):
                yield name, paragraph


def is_code(paragraph: Element) -> bool:
    """Tell whether a paragraph is code, where spaces are words of the author's."""
    return style(paragraph).startswith(_CODE)


def shown(paragraph: Element) -> str:
    """Give the words of a paragraph, breaks as line ends; code in it and things among the words are a sign each.

    So is a word on a ground of its own, a pill or a button, which begins and ends with the blanks that pad it.
    """
    runs = paragraph.iter(q("w:r"), _FORMULA)
    return "".join(_SIGN if run.tag == _FORMULA else _run_text(run) for run in runs)


def _run_text(run: Element) -> str:
    if value(inside(run, "w:rPr/w:rStyle")) == _CODE_WORDS or any(every(run, thing) for thing in THINGS):
        return _SIGN
    words = said(run)
    return _SIGN if value(inside(run, "w:rPr/w:rStyle")) and words[:1] == "\u00a0" == words[-1:] else words


def heading_level(paragraph: Element, styles: Styles) -> int:
    """Give a heading's level in the outline from 1, 0 for other text (ISO/IEC 29500-1, 17.3.1.20)."""
    for layer in (paragraph, *styles.chain(style(paragraph))):
        level = inside(layer, "w:pPr/w:outlineLvl")
        if level is not None:
            return int(value(level)) + 1 if int(value(level)) < 9 else 0
    return 0
