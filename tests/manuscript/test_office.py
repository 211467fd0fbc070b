"""LibreOffice, a real client that writes files anew: what it saves reads as what it was given."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest

from pipeline.emit.docx import FILE, emit
from pipeline.manuscript.edition import CARRIED, IDENTITY, NAMESPACE, Edition, packed
from pipeline.manuscript.manuscript import OBJECT, Manuscript, whole
from tests.emit.sample import sample_order
from tests.manuscript.files import anchored, commented, printed, reading, word, word_parts, zipped
from tests.manuscript.samples import ANNE, COMMENTS, EXPECTED, PAGE, THREADS, anchor, paragraph, run
from tests.office import (
    Comment,
    DeleteParagraph,
    Edit,
    InsertParagraph,
    Replace,
    Resolve,
    convert,
    edited_by_libreoffice,
    need_office,
)

pytestmark = pytest.mark.clients

EDITION = packed(Edition("Guide", True, (), {}))


def saved(folder: Path, documents: Mapping[str, bytes], sort: str) -> dict[str, Manuscript]:
    """Give Word files as LibreOffice saves them in a format, read back, by their names."""
    folder.mkdir()
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    convert([folder / f"{name}.docx" for name in documents], sort, folder / "saved")
    return {name: reading((folder / "saved" / f"{name}.{sort}").read_bytes()) for name in documents}


def _properties() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/"
    said = {IDENTITY: "abc", CARRIED: b64encode(EDITION).decode()}
    return (
        f'<Properties xmlns="{space}custom-properties" xmlns:vt="{space}docPropsVTypes">'
        + "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{place}" name="{name}">'
            f"<vt:lpwstr>{text}</vt:lpwstr></property>"
            for place, (name, text) in enumerate(said.items(), start=2)
        )
        + "</Properties>"
    )


def _with_properties() -> bytes:
    types = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "docProps/custom.xml": _properties(),
        "customXml/item1.xml": f'<edition xmlns="{NAMESPACE}">{b64encode(EDITION).decode()}</edition>',
    }
    relation = '<Relationship Id="rId{}" Type="{}" Target="{}"/></Relationships>'
    made = word_parts(PAGE, comments=COMMENTS, commentsExtended=THREADS, more=parts)
    made["_rels/.rels"] = made["_rels/.rels"].replace(
        "</Relationships>", relation.format(8, f"{office}/custom-properties", "docProps/custom.xml")
    )
    made["word/_rels/document.xml.rels"] = made["word/_rels/document.xml.rels"].replace(
        "</Relationships>", relation.format(9, f"{office}/customXml", "../customXml/item1.xml")
    )
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/docProps/custom.xml" ContentType="{types}"/></Types>'
    )
    return zipped(made)


def _cell(inside: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def _pieces() -> bytes:
    """Give a page with what words may stand in: a table in a table, a text box, notes, fields, signs."""
    box = f"<w:txbxContent>{paragraph(run('boîte'))}</w:txbxContent>"
    shape = (
        '<w:r><w:pict><v:shape id="a" type="#b" style="position:absolute;width:100pt;height:40pt">'
        f"<v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    )
    inner = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{_cell(paragraph(run('dedans')))}</w:tr></w:tbl>"
    wide = _cell(paragraph(anchor(5, "_hb_5_x", run("large"))), '<w:gridSpan w:val="2"/>')
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
        f"<w:tr>{wide}{_cell(paragraph(run('c')))}</w:tr>"
        f"<w:tr>{_cell(inner + paragraph(''))}{_cell(paragraph(run('e')))}{_cell(paragraph(run('f')))}</w:tr></w:tbl>"
    )
    moved = f"<w:moveFrom {ANNE.format(31)}>{run('parti ')}</w:moveFrom>"
    note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run("La note.")}</w:p></w:footnote>'
    body = "".join(
        (
            paragraph(run("Le titre"), '<w:pStyle w:val="Titre1"/>'),
            paragraph(run("texte") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" appelé.")),
            table,
            paragraph(moved + run("resté") + "<w:r><w:tab/><w:t>un</w:t><w:br/><w:t>deux</w:t></w:r>"),
            paragraph(run("deux  blancs") + "<w:r><w:noBreakHyphen/><w:t>x</w:t></w:r>"),
            paragraph(shape),
        )
    )
    return word(body, footnotes=note)


@pytest.fixture(scope="module")
def trips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Manuscript]]:
    """The samples as LibreOffice saves them, by format and name."""
    documents = {"page": _with_properties(), "pieces": _pieces(), "sample": emit(sample_order("draft"))[FILE]}
    folder = tmp_path_factory.mktemp("office")
    made = {sort: saved(folder / sort, documents, sort) for sort in ("docx", "odt")}
    return made | {"given": {name: reading(data) for name, data in documents.items()}}


def test_tracked_changes_are_the_same(trips: dict[str, dict[str, Manuscript]]) -> None:
    assert printed(trips["given"]["page"]) == EXPECTED
    assert printed(trips["odt"]["page"]) == EXPECTED
    # As Word file it forgets that what Paul deleted had been inserted by Anne.
    known = [line.replace("[-Paul:[+Anne:puis ôté+]-]", "[-Paul:puis ôté-]") for line in EXPECTED]
    assert printed(trips["docx"]["page"]) == known


@pytest.mark.parametrize("sort", ["docx", "odt"])
def test_comments_are_the_same(trips: dict[str, dict[str, Manuscript]], sort: str) -> None:
    given, back = trips["given"]["page"], trips[sort]["page"]
    assert sorted(commented(back)) == sorted(commented(given))
    assert {one.text: one.is_resolved for one in back.comments} == {one.text: one.is_resolved for one in given.comments}


@pytest.mark.parametrize("sort", ["docx", "odt"])
def test_anchors_are_the_same(trips: dict[str, dict[str, Manuscript]], sort: str) -> None:
    back = anchored(trips[sort]["page"])
    assert back["_hb_1_aaaaaaaa"] == (0, "Le cadre")
    place, words = back["_hb_2_bbbbbbbb"]
    # It counts a comment as a character when it reads the end of a bookmark.
    assert place == 1
    assert "Une équipe réduiterestreinte se réunit chaque mois.".startswith(words[:-1])
    assert len(words) >= 49
    assert anchored(trips[sort]["pieces"])["_hb_5_x"][1] == "large"


@pytest.mark.parametrize("sort", ["docx", "odt"])
def test_the_edition_comes_back(trips: dict[str, dict[str, Manuscript]], sort: str) -> None:
    assert (trips[sort]["page"].edition, trips[sort]["page"].packed) == ("abc", EDITION)


@pytest.mark.parametrize("sort", ["docx", "odt"])
def test_what_words_stand_in_is_the_same(trips: dict[str, dict[str, Manuscript]], sort: str) -> None:
    def told(manuscript: Manuscript) -> list[tuple[str, str, int, tuple[int, ...]]]:
        return [
            (text.strip(), one.region, one.level, one.table)
            for one, text in zip(manuscript.paragraphs, printed(manuscript), strict=True)
            if text.strip()
        ]

    assert told(trips[sort]["pieces"]) == told(trips["given"]["pieces"])


@pytest.mark.parametrize("sort", ["docx", "odt"])
def test_our_own_book_has_the_same_words(trips: dict[str, dict[str, Manuscript]], sort: str) -> None:
    """Paragraph by paragraph; but for the numbers of pages, which are its own, and formulas, which need its Math."""

    def words(manuscript: Manuscript) -> list[str]:
        texts = (whole(one).replace(OBJECT, "").rstrip(")") for one in manuscript.paragraphs)
        return [text for one in texts if (text := " ".join(one.rstrip("0123456789").split()))]

    assert words(trips[sort]["sample"]) == words(trips["given"]["sample"])


_EDITS: tuple[Edit, ...] = (
    Comment("chaque semaine", "Toutes ?", "Anne Duval"),
    Comment("Le relevé", "Vu.", "Paul Petit"),
    Resolve("Vu."),
    Replace("trois", "deux", "Anne Duval", tracked=True),
    Replace("le soir", "le matin"),
    DeleteParagraph("Cette ligne part"),
    DeleteParagraph("Celle-ci aussi", "Paul Petit", tracked=True),
    InsertParagraph("Le relevé", "Une ligne de plus.", "Anne Duval", tracked=True),
    Replace("Une ligne", "Deux lignes", "Paul Petit", tracked=True),
)
_LINES = (
    "Le relevé se fait le soir, chaque semaine, par trois agents.",
    "Cette ligne part.",
    "Celle-ci aussi.",
    "La fin.",
)


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_what_a_reviewer_does_in_libreoffice(tmp_path: Path, ending: Literal["docx", "odt"]) -> None:
    need_office(editing=True)
    file = tmp_path / "page.docx"
    file.write_bytes(word("".join(paragraph(run(line)) for line in _LINES)))
    manuscript = reading(edited_by_libreoffice(file, _EDITS, ending).read_bytes())
    assert printed(manuscript) == [
        "Le relevé se fait le matin, chaque semaine, par [-Anne Duval:trois-][+Anne Duval:deux+] agents.¶+",
        "[-Paul Petit:[+Anne Duval:Une ligne+]-][+Paul Petit:Deux lignes+][+Anne Duval: de plus.+]",
        "[-Paul Petit:Celle-ci aussi.-]¶-",
        "La fin.",
    ]
    said = sorted(commented(manuscript))
    assert said == [("Anne Duval", "Toutes ?", "chaque semaine"), ("Paul Petit", "Vu.", "Le relevé")]
    assert {one.text: one.is_resolved for one in manuscript.comments} == {"Toutes ?": False, "Vu.": True}
