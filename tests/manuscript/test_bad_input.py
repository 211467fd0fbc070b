"""Files that cannot be read, or must not be: a clear sentence for each, nothing run, nothing written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.diagnostics import Code, Diagnostic, StopBuildError
from pipeline.manuscript.reading import read
from pipeline.messages import speaker
from tests.manuscript.files import (
    commented,
    flat_odf,
    odf,
    odf_parts,
    printed,
    unzipped,
    word,
    word_parts,
    zipped,
)
from tests.manuscript.samples import page, paragraph, run

SAY = speaker("fr")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOCTYPE = '<!DOCTYPE w:document [<!ENTITY a "b">]>'


def stopped(source: bytes | Path, name: str = "retour.docx") -> Diagnostic:
    """Give why a reading stops; nothing is reported before."""
    with pytest.raises(StopBuildError) as stop:
        read(source, _refuse, name)
    return stop.value.diagnostic


def _refuse(finding: Diagnostic) -> None:
    raise AssertionError(finding)


def sentence(source: bytes | Path, name: str = "retour.docx") -> str:
    """Give why a reading stops, as a French reader sees it."""
    return said(stopped(source, name))


def said(finding: Diagnostic) -> str:
    """Give a finding in French, with plain spaces."""
    return finding.message(SAY).replace("\u00a0", " ")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert sentence(tmp_path / "non.docx", "") == "« non.docx » ne peut pas être lu : ce fichier n’existe pas."
    assert stopped(tmp_path).code is Code.E211
    assert sentence(tmp_path, "dossier") == "« dossier » ne peut pas être lu : c’est un dossier."


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "il est vide"),
        (b"%PDF-1.7\n%", "c’est un PDF"),
        (b"{\\rtf1\\ansi bonjour}", "il est au format RTF"),
        (b"bonjour", "il vient d’un autre programme"),
        (COMPOUND, "il vient d’un autre programme"),
        (zipped({"photo.jpg": b"x"}), "c’est une autre archive (zip)"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "c’est un tableur"),
        (zipped({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "c’est un diaporama"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "c’est un tableur"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}), "c’est un diaporama"),
        (zipped({"mimetype": "application/epub+zip"}), "c’est une autre archive (zip)"),
    ],
)
def test_files_of_other_programs(data: bytes, problem: str) -> None:
    expected = f"« retour.docx » n’est ni un document Word ni un texte OpenDocument : {problem}."
    assert (stopped(data).code, sentence(data)) == (Code.E212, expected)


def test_an_old_word_file() -> None:
    finding = stopped(COMPOUND + "WordDocument".encode("utf-16-le"), "vieux.doc")
    assert finding.code is Code.E213
    assert ".docx" in finding.hint(SAY)


def test_a_password_on_word() -> None:
    data = COMPOUND + "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le")
    assert sentence(data) == "« retour.docx » est protégé par un mot de passe."


def test_a_password_on_opendocument() -> None:
    parts = odf_parts("<text:p>x</text:p>")
    entry = '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace("/></manifest:", f">{entry}</manifest:")
    parts["content.xml"] = "\x8f\x02 illisible"
    assert stopped(zipped(parts)).code is Code.E214
    assert stopped(zipped(odf_parts("") | {"encrypted-package": "x"})).code is Code.E214


def test_a_password_on_the_archive() -> None:
    data = bytearray(page())
    for start, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(start)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(start, place + 4)
    assert stopped(bytes(data)).code is Code.E214


def test_a_file_cut_short() -> None:
    assert sentence(page()[:-40]) == "« retour.docx » est endommagé (sa fin manque)."


def test_a_file_with_wrong_bytes() -> None:
    data = bytearray(page())
    start = data.find(b"word/document.xml")
    data[start + 60 : start + 80] = bytes(20)
    assert sentence(bytes(data)) == "« retour.docx » est endommagé (word/document.xml)."


@pytest.mark.parametrize("name", ["word/document.xml", "word/comments.xml", "word/styles.xml", "_rels/.rels"])
def test_a_part_that_is_no_xml(name: str) -> None:
    data = zipped(unzipped(page()) | {name: b"<w:document>"})
    assert (stopped(data).code, name in sentence(data)) == (Code.E215, True)


def test_a_file_without_its_text() -> None:
    parts = word_parts("")
    del parts["word/document.xml"]
    assert stopped(zipped(parts)).code is Code.E215
    assert stopped(zipped(word_parts("") | {"word/document.xml": "<x/>"})).code is Code.E215
    assert stopped(zipped({**odf_parts(""), "content.xml": "<x/>"})).code is Code.E215


def test_a_part_that_swells() -> None:
    assert stopped(zipped(word_parts("") | {"word/document.xml": b"<" + b" " * 2**24})).code is Code.E216
    assert stopped(zipped(word_parts("") | {"word/styles.xml": bytes(2**24)})).code is Code.E216


def test_a_part_that_is_larger_than_it_says() -> None:
    """The size that an archive declares is not believed."""
    data = bytearray(zipped(word_parts("") | {"word/document.xml": b"<a>" + b" " * 2**22 + b"</a>"}))
    place = data.find(b"word/document.xml", data.find(b"PK\x01\x02"))
    data[place - 22 : place - 18] = (100).to_bytes(4, "little")
    assert stopped(bytes(data)).code in (Code.E215, Code.E216)


def test_too_many_parts() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"{number}", b"")
    assert stopped(stream.getvalue()).code is Code.E216


def test_elements_inside_each_other_without_end() -> None:
    body = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    assert stopped(word(body)).code is Code.E216


def test_more_elements_than_any_document_has() -> None:
    assert stopped(flat_odf("<text:s/>" * 3_000_001)).code is Code.E216
    assert stopped(flat_odf("<text:p/>" * 250_001)).code is Code.E216


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities(encoding: str) -> None:
    text = word_parts(paragraph(run("x")))["word/document.xml"]
    head, _, rest = text.partition("\n")
    head = head.replace("UTF-8", encoding)
    data = zipped(word_parts("") | {"word/document.xml": f"{head}{DOCTYPE}{rest}".encode(encoding)})
    assert stopped(data).code is Code.E217
    assert printed(read(zipped(word_parts("") | {"word/document.xml": f"{head}{rest}".encode(encoding)}), _refuse))


def test_entities_from_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    declared = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    for data in (
        flat_odf("<text:p>&a;</text:p>").replace(b"?>\n", b"?>" + declared.encode()),
        zipped(word_parts("") | {"word/comments.xml": declared + "<x>&a;</x>", "word/document.xml": DOCTYPE + "<x/>"}),
    ):
        assert stopped(data).code is Code.E217


@pytest.mark.parametrize(
    "data",
    [
        word(paragraph(run("Bonjour")), more={"word/vbaProject.bin": "macro"}),
        odf("<text:p>Bonjour</text:p>", more={"Basic/Standard/Module1.xml": "<x/>"}),
        odf("<text:p>Bonjour</text:p>", more={"Scripts/python/a.py": "print()"}),
        flat_odf("<text:p>Bonjour</text:p>", scripts="<office:scripts><ooo:module/></office:scripts>"),
    ],
)
def test_macros_are_said_and_the_words_read(data: bytes) -> None:
    findings: list[Diagnostic] = []
    manuscript = read(data, findings.append, "retour.docm")
    assert printed(manuscript) == ["Bonjour"]
    assert [one.code for one in findings] == [Code.E218]
    assert [said(one) for one in findings] == [
        "« retour.docm » contient des macros : elles ont été ignorées, rien n’a été exécuté."
    ]


def test_lists_of_macros_that_are_empty_are_none() -> None:
    more = {"Basic/Standard/script-lb.xml": "<x/>", "Basic/script-lc.xml": "<x/>"}
    assert printed(read(odf("<text:p>x</text:p>", more=more), _refuse)) == ["x"]


def test_documents_inside_the_document_are_said() -> None:
    findings: list[Diagnostic] = []
    read(word('<w:altChunk r:id="rId9"/>' + paragraph(run("x"))), findings.append, "retour.docx")
    assert [(one.code, dict(one.values)["count"]) for one in findings] == [(Code.E219, "1")]


def test_ways_out_of_the_file_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of parts that climb, and links to other places: nothing is opened but the file, nothing written."""
    monkeypatch.chdir(tmp_path)
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ways = "".join(
        f'<Relationship Id="r{place}" Type="{office}/comments" Target="{target}" {mode}/>'
        for place, (target, mode) in enumerate(
            (("../../../etc/passwd", ""), ("https://exemple.fr/x.xml", 'TargetMode="External"'), ("/etc/passwd", ""))
        )
    )
    more = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}">{ways}</Relationships>',
        "../../dehors.xml": "<x/>",
    }
    manuscript = read(word(paragraph(run("x")), more=more), _refuse)
    assert (printed(manuscript), commented(manuscript)) == (["x"], [])
    assert list(tmp_path.iterdir()) == []
