"""The Word file keeps the rules of its format (ISO/IEC 29500-1) that a program can check without the schema."""

from __future__ import annotations

import re

import pytest
from hypothesis import Phase, given, settings
from lxml import etree

from pipeline.emit.docx import FILE, emit
from pipeline.model import CodeBlock, Figure, Handbook, Identity, Link, Marker, Page, Part
from tests.emit.docx_reading import Element, every, inside, part, parts, q, value
from tests.emit.open_xml import schema_errors
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, p, t
from tests.emit.test_any_book import _order
from tests.strategies import handbooks

# The order of the schema (17.3.1.26, 17.3.2.28, 17.4.59, 17.4.69), as far as we write it.
_ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr numPr pBdr shd tabs suppressAutoHyphens spacing ind"
    " contextualSpacing jc outlineLvl rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs strike noProof color spacing kern sz szCs u bdr shd vertAlign lang",
    "w:tblPr": "tblStyle tblpPr tblOverlap tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption"
    " tblDescription",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "w:sectPr": "headerReference footerReference type pgSz pgMar titlePg",
}


@pytest.fixture(scope="module")
def data() -> bytes:
    return emit(sample_order())[FILE]


def _roots(data: bytes) -> dict[str, Element]:
    return {name: etree.fromstring(blob) for name, blob in parts(data).items() if name.endswith((".xml", ".rels"))}


def check(data: bytes) -> None:
    """Check every rule on a file."""
    for rule in (_order_of_properties, _bookmarks, _relationships, _styles, _lists, _cells, _links):
        rule(data)


def test_the_sample_keeps_the_rules(data: bytes) -> None:
    check(data)


@given(handbooks())
@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
def test_any_book_keeps_the_rules(book: Handbook) -> None:
    check(emit(_order(book))[FILE])


@pytest.mark.clients
@given(handbooks())
@settings(max_examples=3, phases=[Phase.explicit, Phase.generate])
def test_the_open_xml_sdk_finds_no_error_in_any_book(tmp_path_factory: pytest.TempPathFactory, book: Handbook) -> None:
    file = tmp_path_factory.mktemp("any") / FILE
    file.write_bytes(emit(_order(book))[FILE])
    assert schema_errors(file) == []


def test_characters_that_xml_cannot_hold_break_nothing() -> None:
    bad = "avant\x08\x0b\x1f\ufffe après"
    page = Page(
        "x",
        "x.md",
        "page",
        t(bad),
        (
            p(bad, Link('https://example.org/a b\x01"<>é', t(bad), at())),
            CodeBlock(bad, bad, at(), bad),
            Figure("a\x01.png", "", bad, t(bad), at()),
        ),
        at(),
    )
    marker = Marker(1, "k\x01", "sure", at(), bad, bad, (bad,), "x", "f", bad)
    identity = Identity(title=bad * 40, organisation=bad, authors=(bad,))
    order = sample_order()
    data = emit(order._replace(handbook=Handbook(identity, (Part("p", t(bad), (page,)),), (marker,))))[FILE]
    check(data)
    assert "https://example.org/a%20b%22%3C%3E%C3%A9" in parts(data)["word/_rels/document.xml.rels"].decode()
    assert len(every(part(data, "comments.xml"), "w:comment")) == 1


def _order_of_properties(data: bytes) -> None:
    for name, root in _roots(data).items():
        if not name.startswith("word/"):
            continue
        for tag, order in _ORDERS.items():
            known = [q(f"w:{one}") for one in order.split()]
            for element in every(root, tag):
                places = [known.index(str(child.tag)) for child in element]
                if tag != "w:sectPr":  # heads and feet stand in pairs
                    assert places == sorted(places), (name, etree.tostring(element))


def _bookmarks(data: bytes) -> None:
    for name in ("document.xml", "footnotes.xml"):
        root = part(data, name)
        starts = [value(one, "w:id") for one in every(root, "w:bookmarkStart")]
        assert sorted(starts) == sorted(value(one, "w:id") for one in every(root, "w:bookmarkEnd"))
        names = [value(one, "w:name") for one in every(root, "w:bookmarkStart")]
        assert len(set(names)) == len(names)
        assert not [one for one in names if one.startswith("zone") or not re.fullmatch(r"[A-Za-z_]\w{0,39}", one)]


def _relationships(data: bytes) -> None:
    members = parts(data)
    for name in members:
        if not name.startswith("word/") or name.count("/") > 1 or not name.endswith(".xml"):
            continue
        asked = set(re.findall(r'\br:(?:id|embed)="(\w+)"', members[name].decode()))
        told = members.get(f"word/_rels/{name[5:]}.rels", b"").decode()
        known = set(re.findall(r'\bId="(\w+)"', told))
        assert asked <= known, name
        for target in re.findall(r'Target="([^"]+)"(?! TargetMode="External")', told):
            assert f"word/{target}".replace("word//", "") in members or target.startswith(("..", "http", "mailto"))


def _styles(data: bytes) -> None:
    known = {value(one, "w:styleId") for one in every(part(data, "styles.xml"), "w:style")}
    for root in (part(data, "document.xml"), part(data, "footnotes.xml"), part(data, "comments.xml")):
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            assert {value(one) for one in every(root, tag)} <= known
    for tag in ("w:basedOn", "w:next"):
        assert {value(one) for one in every(part(data, "styles.xml"), tag)} <= known


def _lists(data: bytes) -> None:
    numbering = part(data, "numbering.xml")
    lists = {value(one, "w:numId") for one in every(numbering, "w:num")}
    made = {value(one, "w:abstractNumId") for one in every(numbering, "w:abstractNum")}
    assert {value(inside(one, "w:abstractNumId")) for one in every(numbering, "w:num")} <= made
    for name in ("document.xml", "footnotes.xml", "styles.xml"):
        assert {value(one) for one in every(part(data, name), "w:numId")} <= lists | {"0"}


def _cells(data: bytes) -> None:
    for name in ("document.xml", "footnotes.xml"):
        root = part(data, name)
        assert all(cell[-1].tag == q("w:p") for cell in every(root, "w:tc"))
        for table in every(root, "w:tbl"):
            columns = len(table.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"))
            for row in table.findall(q("w:tr")):
                spans = [inside(cell, "w:tcPr/w:gridSpan") for cell in row.findall(q("w:tc"))]
                assert sum(int(value(one) or 1) for one in spans) <= columns


def _links(data: bytes) -> None:
    roots = (part(data, "document.xml"), part(data, "footnotes.xml"))
    names = {value(one, "w:name") for root in roots for one in every(root, "w:bookmarkStart")}
    assert {value(one, "w:anchor") for root in roots for one in every(root, "w:hyperlink")} - {""} <= names


def test_body_text_has_no_look_of_its_own(data: bytes) -> None:
    """Restyling happens in Word: bold and italic words, links and marks are styles; fonts and sizes too."""
    body = part(data, "document.xml")
    direct = {str(child.tag) for one in every(body, "w:rPr") for child in one} - {q("w:rStyle")}
    assert direct <= {q(f"w:{tag}") for tag in ("b", "bCs", "i", "iCs", "vertAlign", "strike")}
    known = {q(f"w:{tag}") for tag in ("pStyle", "framePr", "numPr", "sectPr", "jc", "spacing")}
    assert {str(child.tag) for one in every(body, "w:pPr") for child in one} <= known
