"""Reading a Word file's body as a reviewer's Word shows it: what is said by styles, and what is formatted by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.emit.docx_reading import Element, inside, part, q, style, value

# What a body may say of its own: which style, which list, which place in the table's grid, which language.
_ALLOWED = {
    "w:pPr": ("w:pStyle", "w:numPr", "w:sectPr"),
    "w:rPr": ("w:rStyle", "w:lang"),
    "w:tblPr": ("w:tblStyle", "w:tblpPr", "w:tblOverlap", "w:tblW", "w:tblInd", "w:tblLayout", "w:tblLook",
                "w:tblCaption", "w:tblDescription"),
    "w:trPr": ("w:cnfStyle", "w:cantSplit", "w:tblHeader"),
    "w:tcPr": ("w:cnfStyle", "w:tcW", "w:gridSpan", "w:vMerge"),
    "w:tblPrEx": (),
}  # fmt: skip
_PREFIX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


# What Word has no style for, by what it stands on: the frame of what stands in the outer column or at the foot of the
# cover (LibreOffice takes none from a style), and the ground of a cell by the level of a skill.
_EXCEPTIONS = (
    ("w:pPr", "w:framePr", ("BesidePicture", "CoverFact", "CoverLogo")),
    (
        "w:tcPr",
        "w:shd",
        tuple(f"Skill{step}{kind}" for step in ("One", "Two", "Three", "Four") for kind in ("", "Head")),
    ),
)


_BEFORE_END = ("TOC", "Table", "Cover")


def bodies(data: bytes) -> tuple[Element, ...]:
    """Give the parts that hold the book's words: its body and its notes."""
    return part(data, "document.xml"), part(data, "footnotes.xml")


def by_hand(data: bytes) -> Counter[str]:
    """Count what is formatted by hand in a file: the properties that no style says, with the style they are put on."""
    found: Counter[str] = Counter()
    for root in bodies(data):
        for name, allowed in _ALLOWED.items():
            for properties in root.iter(q(name)):
                for child in properties:
                    if child.tag in map(q, allowed) or _is_excepted(name, child):
                        continue
                    found[f"{name}/{child.tag.replace(_PREFIX, 'w:')} in {_owner(properties)}"] += 1
    return found


def _is_excepted(name: str, child: Element) -> bool:
    owner = child.getparent().getparent()  # type: ignore[union-attr]
    assert owner is not None
    styles = {style(one) for one in ([owner] if name == "w:pPr" else owner.iter(q("w:p")))}
    return any(
        (name, child.tag) == (known, q(tag)) and styles.intersection(allowed) for known, tag, allowed in _EXCEPTIONS
    )


def _owner(properties: Element) -> str:
    """Give the style of what properties belong to."""
    owner = properties.getparent()
    assert owner is not None
    for path in ("w:pPr/w:pStyle", "w:rPr/w:rStyle", "w:tblPr/w:tblStyle"):
        named = inside(owner, path)
        if named is not None:
            return value(named)
    around = next((one for one in owner.iterancestors(q("w:p"), q("w:tbl"))), None)
    return f"({_owner_style(around)})"


def _owner_style(around: Element | None) -> str:
    if around is None:
        return ""
    return style(around) or value(inside(around, "w:tblPr/w:tblStyle"))


def empty_paragraphs(data: bytes) -> list[str]:
    """Give the paragraphs of a file that show nothing: their style, and the last words before them.

    The only paragraph of an empty cell is none of them: Word wants one there. A bullet and a number are shown. Those
    that end the cover and the contents are none either: a section must not end in a frame, nor inside a field.
    """
    return [f"{style(one)} after {_before(one)!r}" for root in bodies(data) for one in _empty(root)]


def _empty(root: Element) -> Iterator[Element]:
    shown = [q(name) for name in ("w:drawing", "w:pict", "w:footnoteRef", "w:separator", "w:continuationSeparator")]
    equations = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
    for paragraph in root.iter(q("w:p")):
        words = "".join(one.text or "" for one in paragraph.iter(q("w:t"), equations))
        around = paragraph.getparent()
        is_alone = around is not None and around.tag == q("w:tc") and len(around.findall(q("w:p"))) == 1
        has_sign = inside(paragraph, "w:pPr/w:numPr") is not None or style(paragraph) in LISTED
        ends_section = style(paragraph) == "SectionEnd" and _style_before(paragraph).startswith(_BEFORE_END)
        if ends_section:
            continue
        if not (words.strip() or is_alone or has_sign or any(True for _one in paragraph.iter(*shown))):
            yield paragraph


def _style_before(paragraph: Element) -> str:
    before = paragraph.getprevious()
    while before is not None and before.tag != q("w:p"):
        before = before.getprevious()
    return "" if before is None else style(before)


# Styles of paragraphs that have a bullet.
LISTED = frozenset(("ListBullet", "ListBullet2", "ListBullet3", "ListBulletFirst"))


def _before(paragraph: Element) -> str:
    root = paragraph.getroottree().getroot()
    words = []
    for one in root.iter(q("w:t"), q("w:p")):
        if one is paragraph:
            break
        words.append(one.text or "")
    return "".join(words)[-40:]


def merged_cells(data: bytes) -> list[str]:
    """Give the words of the cells of a file that cover several columns or rows."""
    return [
        "".join(one.text or "" for one in cell.iter(q("w:t")))
        for root in bodies(data)
        for cell in root.iter(q("w:tc"))
        if inside(cell, "w:tcPr/w:gridSpan") is not None or inside(cell, "w:tcPr/w:vMerge") is not None
    ]
