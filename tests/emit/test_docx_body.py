"""The body of the Word file: all its looks are styles, nothing in it is empty, no cell is merged by us."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal

import pytest

from pipeline.build import stages
from pipeline.emit.docx import FILE, emit
from pipeline.emit.docx.word_styles import word_styles
from pipeline.emit.look import look
from pipeline.model import (
    Block,
    BulletList,
    Callout,
    Cell,
    Code,
    CodeBlock,
    ContentReference,
    CrossReference,
    Emphasis,
    Figure,
    Inline,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Row,
    Strikeout,
    Strong,
    Superscript,
    Table,
)
from tests.emit.docx_body import by_hand, empty_paragraphs, merged_cells
from tests.emit.docx_reading import Element, every, inside, part, q, said, style, value
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, h, p, row, t
from tests.emit.small import small_order
from tests.emit.test_docx_valid import check


def _made(*blocks: Block) -> bytes:
    data = emit(small_order(*blocks))[FILE]
    check(data)
    return data


def _styled(data: bytes, words: str) -> str:
    """Give the character style of the run that says these words."""
    (run,) = (one for one in every(part(data, "document.xml"), "w:r") if said(one) == words)
    return value(inside(run, "w:rPr/w:rStyle"))


@pytest.fixture(scope="module", params=["draft", "final"])
def sample(request: pytest.FixtureRequest) -> bytes:
    return emit(sample_order(request.param))[FILE]


def test_every_look_of_the_sample_is_a_style(sample: bytes) -> None:
    assert by_hand(sample) == Counter()


@pytest.mark.parametrize("name", ["seeds", "gitbook-git-sync", "gitbook-dnum", "gitbook-startups", "gitbook-alliance"])
def test_the_body_of_a_real_book_is_all_styles(corpora: Path, name: str) -> None:
    _check_folder(corpora / name)


def test_the_body_of_our_own_handbook_is_all_styles() -> None:
    _check_folder(Path(__file__).parents[2] / "sources")


def _check_folder(folder: Path) -> None:
    opened = stages.open_sources(folder, lambda _found: None)
    book = stages.silent_book(opened, lambda _found: None)
    data = emit(small_order()._replace(handbook=book, edition="draft", picture=opened.folder.read))[FILE]
    assert by_hand(data) == Counter()
    assert empty_paragraphs(data) == []


def test_a_table_says_its_columns_before_it_is_entered() -> None:
    (table,) = every(part(_made(_TABLE), "document.xml"), "w:tbl")
    assert value(inside(table, "w:tblPr/w:tblDescription")) == "Colonnes\u00a0: Nom"


def test_no_paragraph_of_the_sample_is_empty(sample: bytes) -> None:
    assert empty_paragraphs(sample) == []


@pytest.mark.parametrize(
    ("inner", "named"),
    [
        (Strong(t("mot")), "Strong"),
        (Strong((Emphasis(t("mot")),)), "IntenseEmphasis"),
        (Strikeout(t("mot")), "Strikethrough"),
        (Superscript(t("mot")), "Superscript"),
        (Strong((Code("mot", at()),)), "VerbatimCharStrong"),
        (Link("https://exemple.fr", (Strong((Strikeout(t("mot")),)),), at()), "HyperlinkStrongStrikethrough"),
    ],
)  # fmt: skip
def test_words_that_stand_out_twice_have_one_style_for_it(inner: Inline, named: str) -> None:
    data = _made(Paragraph((inner,), at()))
    assert by_hand(data) == Counter()
    assert _styled(data, "mot") == named
    styles = part(data, "styles.xml")
    (known,) = (one for one in every(styles, "w:style") if one.get(q("w:styleId")) == named)
    assert value(inside(known, "w:basedOn"))


def test_bold_words_of_a_bold_paragraph_are_not_made_light() -> None:
    """Word turns what is bold twice by styles to light (ISO/IEC 29500-1, 17.7.3)."""
    head = Row((Cell((Paragraph((Strong(t("gras")),), at()),), at(), True),), at())
    data = _made(Table((head,), (row("corps"),), at()))
    assert _styled(data, "gras") == ""


_SIDES: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")


def test_the_side_of_a_column_is_a_style() -> None:
    cells = [Cell((p(side),), at(), False, 1, 1, side) for side in _SIDES]
    data = _made(Table((), (Row(tuple(cells), at()),), at()))
    assert by_hand(data) == Counter()
    known = {said(one): style(one) for one in every(part(data, "document.xml"), "w:p")}
    assert [known[side] for side in _SIDES] == ["TableText", "TableTextCenter", "TableTextRight"]


_TABLE = Table((row("Nom"),), (row("Valeur"),), at())
_INSIDE = Table((), (Row((Cell((p("Autour"), _TABLE), at()), Cell((), at())), at()),), at())
_CODE = CodeBlock("a = 1", "python", at())
_REFERENCE = ContentReference((CrossReference("titre", t("Titre"), at()),), at())
_BOX = Callout("info", (p("Dit."),), at())
_MISSING = Figure("absente.png", "", "", (), at())


@pytest.mark.parametrize(
    "blocks",
    [
        (_TABLE, _TABLE),
        (_BOX, _TABLE),
        (_INSIDE,),
        (_CODE, _CODE, _CODE),
        (h(2, "Titre", "titre"), _REFERENCE, _REFERENCE, _REFERENCE),
        (_BOX, _BOX),
        (_MISSING, _MISSING),
        (_TABLE, BulletList((ListItem((p("Point."),), at()),), True, at())),
        (OrderedList((ListItem((p("Un."), _BOX), at()),), True, 1, at()),),
    ],
    ids=["tables", "box-table", "table-in-cell", "code", "references", "boxes", "frames", "table-list", "box-in-list"],
)
def test_what_touches_is_parted_without_empty_paragraphs(blocks: tuple[Block, ...]) -> None:
    data = _made(*blocks)
    assert by_hand(data) == Counter()
    assert empty_paragraphs(data) == []
    body = part(data, "document.xml")
    for table in every(body, "w:tbl"):
        after = table.getnext()
        assert after is not None
        assert after.tag != q("w:tbl")
    assert _joined(body, part(data, "styles.xml")) == []


def _joined(body: Element, styles: Element) -> list[str]:
    """Give the framed pieces that Word would join: one begins with the lines or ground of the one before."""
    found = []
    for paragraph in every(body, "w:p"):
        before = paragraph.getprevious()
        if before is None or before.tag != q("w:p") or not style(paragraph).startswith(_FIRST):
            continue
        looks = [{_look(style(one), way, styles) for one in (paragraph, before)} for way in ("w:pBdr", "w:shd")]
        if any(len(look) == 1 and look != {""} for look in looks):
            found.append(style(paragraph))
    return found


_FIRST = ("SourceCode", "ReferenceTitle", "ReferenceLine", "CalloutInfoLabel", "MissingPictureFrame")


def _look(name: str, way: str, styles: Element) -> str:
    from lxml import etree

    known = {one.get(q("w:styleId")): one for one in every(styles, "w:style")}
    while name in known:
        found = inside(known[name], f"w:pPr/{way}")
        if found is not None:
            return etree.tostring(found).decode()
        name = value(inside(known[name], "w:basedOn"))
    return ""


def test_no_cell_is_merged_by_us(sample: bytes) -> None:
    assert [words for words in merged_cells(sample) if words.startswith(("Axe", "Compétence"))] == []


def test_every_first_row_that_is_a_head_has_its_look_from_the_table_style(sample: bytes) -> None:
    for table in every(part(sample, "document.xml"), "w:tbl"):
        head = inside(table, "w:tr/w:trPr/w:tblHeader") is not None
        assert value(inside(table, "w:tblPr/w:tblLook"), "w:firstRow") == str(int(head))


def test_code_is_in_no_language(sample: bytes) -> None:
    styles = {one.get(q("w:styleId")): one for one in every(part(sample, "styles.xml"), "w:style")}
    for name in ("SourceCode", "VerbatimChar", "TableCode"):
        assert inside(styles[name], "w:rPr/w:noProof") is not None
        assert value(inside(styles[name], "w:rPr/w:lang")) == "zxx"


def test_words_of_code_are_dark_enough_on_its_ground() -> None:
    tokens = look().tokens
    ground = tokens["color"]["light"]["paper_tint"]
    colors = {one.type.color for one in word_styles(tokens) if one.based == "Verbatim Char" and one.type.color}
    assert len(colors) > 3
    assert min(_contrast(color, ground) for color in colors) >= 4.5


def _contrast(one: str, other: str) -> float:
    """Give the contrast of two colours (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
