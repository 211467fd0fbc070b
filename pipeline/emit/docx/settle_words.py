"""Finishing words: every look of characters is a style, so that an organisation changes it in Word in one place.

A run of Word has one character style. Where a word is bold in a link or struck out in code, a style of its own is
made on the other one: "Hyperlink Strong".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.oxml.ns import qn

from pipeline.emit.docx.style_xml import LAST, Style, Type, style_id, style_xml
from pipeline.emit.docx.xml import Element, made, style_of, take_out

# What pandoc formats by hand, and the style that says it.
_LOOKS = {
    "Strong": Type(bold=True),
    "Emphasis": Type(italic=True),
    "Strikethrough": Type(strike=True),
    "Superscript": Type(raised="superscript"),
    "Subscript": Type(raised="subscript"),
}


def settle_words(roots: list[Element], styles: Element) -> None:
    """Put styles in the place of what is formatted by hand; those that are missing are added to `styles`.

    A word that its paragraph makes bold already needs no style for that: Word would make it light again (ISO/IEC
    29500-1, 17.7.3).
    """
    names = {one.get(qn("w:styleId")): one.find(qn("w:name")).get(qn("w:val")) for one in styles.iter(qn("w:style"))}
    bold = frozenset(_bold_paragraphs(styles))
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            is_bold = style_of(paragraph) in bold
            for run in paragraph.iter(qn("w:r")):
                _settle(run, is_bold, names, styles)


def _settle(run: Element, is_bold: bool, names: dict[str, str], styles: Element) -> None:
    inside = run.find(qn("w:rPr"))
    if inside is None:
        return
    looks = [name for name in _looks(inside) if not (name == "Strong" and is_bold)]
    named = inside.find(qn("w:rStyle"))
    if is_bold and named is not None and named.get(qn("w:val")) == "Strong":
        take_out(named)
        named = None
    for child in list(inside):
        if child.tag in _FORMATTED:
            inside.remove(child)
    if looks:
        based = "" if named is None else names.get(named.get(qn("w:val")), "")
        take_out(named)
        inside.insert(0, made(f'<w:rStyle w:val="{_style(based, looks, names, styles)}"/>'))
    if len(inside) == 0:
        take_out(inside)


def _looks(inside: Element) -> Iterator[str]:
    """Give the names of what is formatted by hand in a run's properties."""
    for name, tag, value in _SIGNS:
        found = inside.find(tag)
        if found is not None and found.get(qn("w:val"), value) == value:
            yield name


_SIGNS = (
    ("Strong", qn("w:b"), "true"),
    ("Emphasis", qn("w:i"), "true"),
    ("Strikethrough", qn("w:strike"), "true"),
    ("Superscript", qn("w:vertAlign"), "superscript"),
    ("Subscript", qn("w:vertAlign"), "subscript"),
)
_FORMATTED = frozenset(map(qn, ("w:b", "w:bCs", "w:i", "w:iCs", "w:strike", "w:vertAlign")))


def _style(based: str, looks: list[str], names: dict[str, str], styles: Element) -> str:
    """Give the id of the style that says all of these, made where there is none."""
    first, rest = (based, looks) if based else (looks[0], looks[1:])
    if not based and looks[:2] == ["Strong", "Emphasis"]:
        first, rest = "Intense Emphasis", looks[2:]
    name = " ".join((first, *rest))
    if style_id(name) not in names:
        names[style_id(name)] = name
        look = Type()
        for one in rest:
            look = look._replace(**{key: value for key, value in _LOOKS[one]._asdict().items() if value})
        styles.append(made(style_xml(Style(name, first, look, kind="character", quick=False), LAST)))
    return style_id(name)


def _bold_paragraphs(styles: Element) -> Iterator[str]:
    """Give the ids of the paragraph styles whose words are bold."""
    by_id = {one.get(qn("w:styleId")): one for one in styles.iter(qn("w:style"))}
    for identifier, style in by_id.items():
        if style.get(qn("w:type")) == "paragraph" and _is_bold(style, by_id):
            yield identifier


def _is_bold(style: Element | None, by_id: Mapping[str, Element]) -> bool:
    while style is not None:
        bold = style.find(f"{qn('w:rPr')}/{qn('w:b')}")
        if bold is not None:
            return bool(bold.get(qn("w:val"), "1") == "1")
        based = style.find(qn("w:basedOn"))
        style = None if based is None else by_id.get(based.get(qn("w:val")))
    return False
