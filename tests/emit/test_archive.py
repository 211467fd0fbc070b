"""The printed book as a file for the archive: what it says of itself, what is attached to it, its fonts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic, StopBuildError
from pipeline.diagnostics.codes import Code
from pipeline.emit.fonts import font_bytes, undrawn
from pipeline.emit.order import Order
from pipeline.emit.pdf import emit, layout
from pipeline.emit.pdf.attached import attachments
from pipeline.emit.pdf.metadata import Facts, facts, information, xmp
from pipeline.model import Code as CodeSpan
from pipeline.model import Image
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, p
from tests.emit.small import small_order

DAY = date(2026, 3, 2)
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
FACTS = Facts(
    title='Du <b>&"gras"',
    language="fr",
    authors=("Léa & Co", "Idriss"),
    publisher="Service",
    description="Un guide",
    keywords=("Première", "Seconde"),
    version="1.2",
    edition="Brouillon",
    day=DAY,
    producer="Essai 1",
)


def _said(packet: bytes) -> dict[str, list[str]]:
    """Give the texts of each property of a packet, which must hold one RDF with one description."""
    root = ElementTree.fromstring(packet)
    (description,) = root.findall("rdf:RDF/rdf:Description", NAMES)
    return {one.tag.partition("}")[2]: [text for text in one.itertext() if text.strip()] for one in description}


@pytest.fixture(scope="module")
def order() -> Order:
    """The sample with two sources to attach, one of them gone."""
    texts = {"équipe/page.md": "# Équipe\n".encode(), "handbook.yml": b"title: x\n"}

    def source(file: str) -> bytes:
        if file not in texts:
            raise FileNotFoundError(2, "No such file", file)
        return texts[file]

    findings: list[Diagnostic] = []
    made = sample_order(report=findings.append)
    return made._replace(attached=("équipe/page.md", "handbook.yml", "parti.md"), source=source)


@pytest.fixture(scope="module")
def pdf(order: Order) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(emit(order)["handbook.pdf"])) as opened:
        yield opened


def test_the_file_claims_both_standards_once() -> None:
    root = ElementTree.fromstring(xmp(FACTS))
    assert [one.text for one in root.iter(f"{{{NAMES['pdfaid']}}}part")] == ["3"]
    assert [one.text for one in root.iter(f"{{{NAMES['pdfaid']}}}conformance")] == ["A"]
    assert [one.text for one in root.iter(f"{{{NAMES['pdfuaid']}}}part")] == ["1"]


def test_words_of_the_book_are_no_markup() -> None:
    said = _said(xmp(FACTS))
    assert said["title"] == ['Du <b>&"gras"'] * 2
    assert said["creator"] == ["Léa & Co", "Idriss"]
    assert said["subject"] == ["Première", "Seconde"]


def test_what_is_not_known_is_not_said() -> None:
    bare = FACTS._replace(authors=(), publisher="", description="", keywords=(), version="")
    assert {"creator", "publisher", "description", "subject", "Keywords", "VersionID"}.isdisjoint(_said(xmp(bare)))
    assert {"Author", "Subject", "Keywords"}.isdisjoint(information(bare))


def test_what_no_xml_may_hold_is_left_out() -> None:
    made = sample_order()
    title = "Un\x00 titre\x0b\nen\ufffe deux\ud800 lignes"
    book = replace(made.handbook, identity=replace(made.handbook.identity, title=title))
    known = facts(made._replace(handbook=book), "Essai")
    assert known.title == "Un titre en deux lignes"
    assert _said(xmp(known))["title"][0] == known.title


def test_the_two_ways_of_saying_it_agree(pdf: pikepdf.Pdf) -> None:
    said = _said(pdf.Root.Metadata.read_bytes())
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info["/Title"] == said["title"][0] == "Travailler en mode produit"
    assert info["/Author"] == ", ".join(said["creator"])
    assert info["/Subject"] == said["description"][0]
    assert info["/Keywords"] == said["Keywords"][0]
    assert info["/Producer"] == said["Producer"][0]
    assert info["/CreationDate"] == "D:20260302000000Z"
    assert said["CreateDate"] == said["ModifyDate"] == ["2026-03-02T00:00:00Z"]
    assert said["language"] == [str(pdf.Root.Lang)]


def test_colours_are_those_of_one_profile(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


# -- attachments ---------------------------------------------------------------------------------------------------


def test_sources_and_report_are_attached_in_the_order_of_their_names(order: Order) -> None:
    findings: list[Diagnostic] = []
    held = attachments(order._replace(report=findings.append))
    assert [(one.name, one.media, one.relationship) for one in held] == [
        ("sources/handbook.yml", "application/yaml", "Source"),
        ("sources/équipe/page.md", "text/markdown", "Source"),
        ("todo.json", "application/json", "Supplement"),
        ("todo.md", "text/markdown", "Supplement"),
        ("todo.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Supplement"),
    ]
    assert held[0].description == "Source de cette édition\u00a0: handbook.yml"
    assert [(one.code, str(one.where)) for one in findings] == [(Code.E180, "parti.md:1:1")]


def test_nothing_is_attached_unasked() -> None:
    assert attachments(sample_order()) == ()
    with pikepdf.open(BytesIO(emit(small_order(p("mot")))["handbook.pdf"])) as bare:
        assert "/AF" not in bare.Root
        assert list(bare.attachments) == []


def test_attached_files_are_read_back_whole(pdf: pikepdf.Pdf, order: Order) -> None:
    held = {one.name: one for one in attachments(order)}
    assert sorted(pdf.attachments) == sorted(held)
    for name, one in held.items():
        inside = pdf.attachments[name]
        assert inside.get_file().read_bytes() == one.data
        assert inside.description == one.description
        assert inside.get_file().mime_type == one.media
        assert str(inside.get_file().obj.Params.ModDate) == "D:20260314000000Z"
    listed = [(str(one.UF), str(one.AFRelationship)) for one in pdf.Root.AF]
    assert sorted(listed) == sorted((one.name, f"/{one.relationship}") for one in held.values())


# -- the gate of characters ----------------------------------------------------------------------------------------


def test_characters_without_a_drawing_stop_the_build_before_it_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "lay", None)  # to be called it would have to be a function
    findings: list[Diagnostic] = []
    blocks = (p("Un signe \U000f0000 rare"), p(CodeSpan("x \u4e2d", at(9))), p("encore \u4e2d"))
    with pytest.raises(StopBuildError) as stopped:
        emit(small_order(*blocks)._replace(report=findings.append))
    told = [(one.code, one.where, dict(one.values)["point"], dict(one.values)["name"]) for one in findings]
    assert told == [
        (Code.E106, at(9), "U+4E2D", "cjk unified ideograph-4e2d"),
        (Code.E106, at(), "U+F0000", "?"),
    ]
    values = dict(stopped.value.diagnostic.values)
    assert (stopped.value.diagnostic.code, values["count"]) == (Code.E181, "2")
    assert values["characters"] == "\u4e2d (U+4E2D), \U000f0000 (U+F0000)"


def test_a_character_that_is_seen_only_while_laying_out_stops_the_build_too() -> None:
    findings: list[Diagnostic] = []
    order = small_order(p("mot"))._replace(report=findings.append)
    identity = replace(order.handbook.identity, title="Un titre \u4e2d")
    with pytest.raises(StopBuildError) as stopped:
        emit(order._replace(handbook=replace(order.handbook, identity=identity)))
    assert stopped.value.diagnostic.code is Code.E181
    assert [(one.code, one.where) for one in findings] == [(Code.E106, None)]


def test_signs_of_real_texts_are_drawn() -> None:
    findings: list[Diagnostic] = []
    signs = "→ ← ✓ ✗ ☐ ☑ ★ ≃ ≤ ⚙ ⌘ ⇧ ♂ œ Œ €  ’ – — … \u2011 \u200b \u2060 e\u0301 \u212b └── │ ✍️ 💡 👩🏽‍💻 1️⃣ 🇫🇷"
    emit(small_order(p(signs), p(CodeSpan(signs, at())))._replace(report=findings.append))
    assert findings == []


def test_what_is_not_printed_is_no_matter_of_fonts() -> None:
    emit(small_order(p(Image("atelier.png", "images/atelier.png", "Un atelier \u4e2d", at()))))


def test_only_the_books_own_fonts_are_used(pdf: pikepdf.Pdf) -> None:
    used = {
        str(font.BaseFont).partition("+")[2]
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font" and "/BaseFont" in one
        for font in (one,)
    }
    families = ("Source-Sans-Pro", "Source-Code-Pro", "DejaVu-Sans", "Noto-Color-Emoji")
    assert used
    assert {name for name in used if not name.startswith(families)} == set()
    assert not any("Mono" in name for name in used)


def test_fonts_of_the_machine_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of fonts under the names that the style sheet asks for, as a person may have them."""
    order = small_order(p("Le mot → ", CodeSpan("x = 1", at())))
    before = emit(order)["handbook.pdf"]
    (tmp_path / ".fonts").mkdir()
    (tmp_path / ".fonts" / "other.ttf").write_bytes(font_bytes("SourceSansPro-Black.ttf"))
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = '<?xml version="1.0"?><fontconfig><dir>~/.fonts</dir><cachedir>~/.cache</cachedir></fontconfig>'
    (tmp_path / "fonts.conf").write_text(settings)
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    assert emit(order)["handbook.pdf"] == before


def test_what_fonts_lack_is_known() -> None:
    assert undrawn(map(ord, "aé→💡\u4e2d")) == {0x4E2D}
    assert undrawn(()) == frozenset()
