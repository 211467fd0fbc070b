"""LibreOffice edits a file as a reviewer would: what other tests rest on."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from pipeline.emit.docx import FILE, emit
from pipeline.model import Cell, Row, Table
from tests.emit.docx_reading import Element, every, inside, part, parts, said, value
from tests.emit.sample_make import at, h, p
from tests.emit.small import small_order
from tests.office import (
    Comment,
    DeleteParagraph,
    Edit,
    InsertParagraph,
    Replace,
    Resolve,
    all_edited_by_libreoffice,
    edited_by_libreoffice,
    need_office,
)

pytestmark = pytest.mark.clients

_EDITS: tuple[Edit, ...] = (
    Comment("la vanne du moulin", "Laquelle ?", "Anne Duval"),
    Comment("Rien à signaler", "Vu.", "Bruno Petit"),
    Resolve("Vu."),
    Replace("trois barrages", "deux barrages", "Anne Duval", tracked=True),
    Replace("au printemps", "en avril"),
    DeleteParagraph("Cette phrase part"),
    DeleteParagraph("Celle-ci aussi", "Bruno Petit", tracked=True),
    InsertParagraph("Le fleuve monte", "Les riverains sont prévenus."),
    InsertParagraph("Le fleuve monte", "La mairie aussi.", "Anne Duval", tracked=True),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book of ours, edited and saved in both formats."""
    need_office(editing=True)
    made = tmp_path_factory.mktemp("edited")
    row = Row((Cell((p("Rien à signaler"),), at()), Cell((p("Lundi"),), at())), at())
    blocks = (
        h(2, "Les crues", "les-crues"),
        p("Le fleuve monte au printemps : trois barrages le retiennent, et la vanne du moulin."),
        p("Cette phrase part."),
        p("Celle-ci aussi."),
        Table((Row((Cell((p("État"),), at()), Cell((p("Jour"),), at())), at()),), (row,), at()),
        p("Fin de la visite."),
    )
    (made / "book.docx").write_bytes(emit(small_order(*blocks))[FILE])
    edited_by_libreoffice(made / "book.docx", _EDITS)
    edited_by_libreoffice(made / "book.docx", _EDITS, "odt")
    return made


def _lines(root: Element, name: str) -> list[str]:
    return [said(one) for one in every(root, name)]


def test_a_docx_holds_the_comments(folder: Path) -> None:
    data = (folder / "book-edited.docx").read_bytes()
    comments = every(part(data, "comments.xml"), "w:comment")
    assert [(value(one, "w:author"), value(one, "w:initials"), said(one)) for one in comments] == [
        ("Anne Duval", "AD", "Laquelle ?"),
        ("Bruno Petit", "BP", "Vu."),
    ]
    body = part(data, "document.xml")
    starts = [value(one, "w:id") for one in every(body, "w:commentRangeStart")]
    assert sorted(starts) == sorted(value(one, "w:id") for one in comments)
    extended = etree.fromstring(parts(data)["word/commentsExtended.xml"])
    assert [one.get(f"{{{one.nsmap['w15']}}}done") for one in extended] == ["1"]


def test_a_docx_holds_the_changes(folder: Path) -> None:
    body = part((folder / "book-edited.docx").read_bytes(), "document.xml")
    inserted = {(value(one, "w:author"), said(one)) for one in every(body, "w:ins") if said(one)}
    deleted = {
        (value(one, "w:author"), "".join(words.text or "" for words in every(one, "w:delText")))
        for one in every(body, "w:del")
        if every(one, "w:delText")
    }
    assert ("Anne Duval", "La mairie aussi.") in inserted
    assert ("Bruno Petit", "Celle-ci aussi.") in deleted
    assert not any("signaler" in words for _author, words in deleted)
    assert "deux" in "".join(words for author, words in inserted if author == "Anne Duval")
    assert "trois" in "".join(words for author, words in deleted if author == "Anne Duval")


def test_what_is_not_tracked_leaves_no_trace(folder: Path) -> None:
    body = part((folder / "book-edited.docx").read_bytes(), "document.xml")
    lines = _lines(body, "w:p")
    assert any("monte en avril" in line for line in lines)
    assert not any("Cette phrase part" in line for line in lines)
    place = next(place for place, line in enumerate(lines) if "Le fleuve monte" in line)
    assert "Les riverains sont prévenus." in lines[place + 1 : place + 3]
    unseen = next(one for one in every(body, "w:p") if said(one) == "Les riverains sont prévenus.")
    assert not every(unseen, "w:ins")
    assert inside(unseen, "w:pPr/w:pStyle") is not None


def test_an_odt_holds_them_too(folder: Path) -> None:
    with zipfile.ZipFile(folder / "book-edited.odt") as package:
        text = package.read("content.xml").decode()
    for words in ("Laquelle ?", "Anne Duval", "Les riverains sont prévenus.", "La mairie aussi.", 'resolved="true"'):
        assert words in text
    assert "<text:tracked-changes" in text
    assert "Cette phrase part" not in text


def test_words_that_are_not_there_are_told(folder: Path) -> None:
    with pytest.raises(AssertionError, match="no such words: 'nulle part'"):
        all_edited_by_libreoffice([(folder / "book.docx", (Replace("nulle part", "ici"),))])
