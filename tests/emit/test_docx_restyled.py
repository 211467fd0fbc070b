"""An organisation's styles: written to be changed in Word, taken back from what Word made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from pipeline.build.reference import own_reference, write_reference
from pipeline.build.stages import Opened
from pipeline.config import Config, read_config
from pipeline.diagnostics import Diagnostic, StopBuildError
from pipeline.diagnostics.codes import Code
from pipeline.emit.docx import FILE, emit
from pipeline.emit.docx.reference import reference_with_specimen
from pipeline.emit.look import look
from pipeline.emit.order import Reference
from pipeline.messages import speaker
from tests.cases import folder_of
from tests.emit.docx_reading import Element, every, inside, part, parts, said, style, value
from tests.emit.sample import sample_order
from tests.emit.test_docx_valid import check

CORAL = '<w:color w:val="AB12CD"/>'


def _specimen() -> bytes:
    return reference_with_specimen(look(), "fr", speaker("fr"))


def _changed(data: bytes, change: Callable[[str], str], name: str = "word/styles.xml") -> bytes:
    """Give a Word file with the words of one part changed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content.decode()).encode() if member == name else content)
    return out.getvalue()


def _emitted(data: bytes) -> tuple[bytes, list[Diagnostic]]:
    found: list[Diagnostic] = []
    order = sample_order("final", report=found.append)._replace(reference=Reference("modele.docx", data))
    made = emit(order)[FILE]
    check(made)
    return made, found


def _style(data: bytes, name: str) -> Element:
    (known,) = (one for one in every(part(data, "styles.xml"), "w:style") if value(inside(one, "w:name")) == name)
    return known


def test_every_style_is_shown_by_its_name_in_it() -> None:
    data = _specimen()
    shown = {said(one) for one in every(part(data, "document.xml"), "w:p")}
    assert {"heading 1", "Callout Info", "Standfirst", "toc 2", "table of figures", "Handbook Table Small"} <= shown
    assert _specimen() == data
    assert "Mentions" not in parts(data)["docProps/core.xml"].decode()


def test_unchanged_it_changes_nothing() -> None:
    made, found = _emitted(_specimen())
    assert found == []
    usual = emit(sample_order("final"))[FILE]
    names = [
        {value(inside(one, "w:name")) for one in every(part(data, "styles.xml"), "w:style")} for data in (made, usual)
    ]
    assert names[0] == names[1]
    assert parts(made)["word/document.xml"] == parts(usual)["word/document.xml"]


def test_changed_styles_are_taken_though_word_translates_their_ids() -> None:
    def restyle(xml: str) -> str:
        xml = re.sub('(w:val|w:styleId)="Heading1"', r'\1="Titre1"', xml)
        before, after = xml.split('w:styleId="Titre1"')
        return f'{before}w:styleId="Titre1"{re.sub("<w:color [^>]*>", CORAL, after, count=1)}'

    made, found = _emitted(_changed(_specimen(), restyle))
    assert found == []
    heading = _style(made, "heading 1")
    assert heading.get(heading.tag.replace("}style", "}styleId")) == "Heading1"
    assert value(inside(heading, "w:rPr/w:color")) == "AB12CD"
    assert value(inside(heading, "w:pPr/w:numPr/w:numId")) == "1"
    assert [said(one) for one in every(part(made, "document.xml"), "w:p") if style(one) == "Heading1"]
    assert "Titre1" not in parts(made)["word/styles.xml"].decode()


def test_names_are_the_same_in_other_capitals_and_lists_stay_ours() -> None:
    """As LibreOffice writes a document that it opened."""

    def as_office(xml: str) -> str:
        xml = xml.replace('<w:name w:val="heading 1"/>', '<w:name w:val="Heading 1"/>')
        second = '<w:style w:type="paragraph" w:styleId="Caption1"><w:name w:val="Caption"/></w:style>'
        xml = xml.replace("</w:styles>", f"{second}</w:styles>")
        place = xml.index('<w:name w:val="Heading 1"/>')
        end = xml.index("</w:style>", place)
        return xml[:place] + re.sub("<w:numPr>.*?</w:numPr>", "", xml[place:end]) + xml[end:]

    made, found = _emitted(_changed(_specimen(), as_office))
    assert found == []
    assert value(inside(_style(made, "heading 1"), "w:pPr/w:numPr/w:numId")) == "1"
    ids = [value(one, "w:styleId") for one in every(part(made, "styles.xml"), "w:style")]
    assert len(set(ids)) == len(ids)
    assert "Caption1" not in ids


def test_what_it_lacks_and_what_is_of_another_kind_is_told_and_ours_stands_in() -> None:
    def spoil(xml: str) -> str:
        xml = xml.replace('<w:name w:val="Standfirst"/>', '<w:name w:val="Chapeau"/>')
        place = xml.index('w:styleId="Byline"')
        start = xml.rindex("<w:style ", 0, place)
        return xml[:start] + xml[start:].replace('w:type="paragraph"', 'w:type="character"', 1)

    made, found = _emitted(_changed(_specimen(), spoil))
    assert [(one.code, dict(one.values)["styles"]) for one in found] == [
        (Code.E157, "Standfirst"),
        (Code.E158, "Byline"),
    ]
    assert _style(made, "Byline").get(_style(made, "Byline").tag.replace("}style", "}type")) == "paragraph"
    ids = [value(one, "w:styleId") for one in every(part(made, "styles.xml"), "w:style")]
    assert len(set(ids)) == len(ids)
    assert _style(made, "Chapeau") is not None


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"PK\3\4 cut",
        _changed(_specimen(), lambda _xml: "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
        _changed(_specimen(), lambda _xml: "<html/>"),
    ],
    ids=["pdf", "cut", "entities", "other"],
)
def test_what_is_no_word_document_is_told_and_ours_is_used(data: bytes) -> None:
    made, found = _emitted(data)
    assert [one.code for one in found] == [Code.E156]
    assert parts(made)["word/styles.xml"] == parts(emit(sample_order("final"))[FILE])["word/styles.xml"]


def test_handbook_yml_names_a_document_of_the_sources() -> None:
    settings = b"title: Guide\nreference: ../modele.docx\n"
    found: list[Diagnostic] = []
    folder = folder_of({"handbook.yml": settings.decode(), "page.md": "# Page\n"})
    config = read_config(settings, found.append)
    assert own_reference(folder, config, found.append) == Reference()
    assert [(str(one.where), one.code) for one in found] == [("handbook.yml:2:12", Code.E156)]
    inner = replace(config, reference="page.md")
    assert own_reference(folder, inner, found.append).data == b"# Page\n"


def test_it_is_never_written_over(tmp_path: Path) -> None:
    opened = Opened(folder_of({"page.md": "# Page\n"}), Config())
    written = write_reference(opened, tmp_path / "modele.docx")
    assert written.read_bytes() == _specimen()
    with pytest.raises(StopBuildError) as stop:
        write_reference(opened, written)
    assert stop.value.diagnostic.code is Code.E159
