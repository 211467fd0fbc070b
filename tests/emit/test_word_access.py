"""The rules of accessibility find what breaks them, and find nothing in what we make."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

import pytest

from tests.emit.word_access import RULES, findings
from tests.emit.word_looks import contrast

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SPACES = (
    f'{_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def _cells(*texts: str, head: bool = False) -> str:
    cells = "".join(f"<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head else ''}{cells}</w:tr>"


_TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Grille"/><w:tblLook w:firstRow="1" w:firstColumn="0"/>'
    '<w:tblCaption w:val="Les crues par an"/></w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>'
    f"{_cells('Année', 'Crues', head=True)}{_cells('2024', 'Trois')}{_cells('2025', 'Deux')}</w:tbl>"
)
_DRAWING = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Image 1" descr="Une digue"/></wp:inline></w:drawing>'
_BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr><w:r><w:t>Le fleuve</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:pStyle w:val="Titre2"/></w:pPr><w:r><w:t>Les crues</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>Le niveau monte.</w:t></w:r></w:p>"
    f"{_TABLE}<w:p><w:r><w:t>Voir </w:t></w:r>"
    '<w:hyperlink r:id="rId1"><w:r><w:t>la carte des digues</w:t></w:r></w:hyperlink></w:p>'
    f"{_DRAWING}</w:r></w:p><w:p><w:r><w:t>Fin.</w:t></w:r></w:p>"
)
_STYLES = (
    f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:color w:val="222222"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="Titre2"><w:basedOn w:val="Titre1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="SourceCode"/><w:style w:type="character" w:styleId="Fort"/>'
    '<w:style w:type="table" w:styleId="Grille"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:fill="EEEEEE"/>'
    "</w:tcPr></w:tblStylePr></w:style></w:styles>"
)
_SOUND = {
    "word/document.xml": f"<w:document {_SPACES}><w:body>{_BODY}<w:sectPr/></w:body></w:document>",
    "word/styles.xml": _STYLES,
    "word/settings.xml": f'<w:settings {_W}><w:themeFontLang w:val="fr-FR"/></w:settings>',
    "word/_rels/document.xml.rels": '<Relationships><Relationship Id="rId1" Target="https://www.example.org/digues"/>'
    "</Relationships>",
    "docProps/core.xml": "<c xmlns:dc='d'><dc:title>Le fleuve</dc:title><dc:language>fr-FR</dc:language></c>",
}


def _packed(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in members.items():
            package.writestr(name, text)
    return out.getvalue()


def _planted(old: str, new: str, part: str = "word/document.xml") -> bytes:
    assert old in _SOUND[part]
    return _packed({**_SOUND, part: _SOUND[part].replace(old, new, 1)})


def _broken(data: bytes) -> list[str]:
    return list(dict.fromkeys(found.rule for found in findings(data)))


def test_a_sound_file_breaks_no_rule() -> None:
    assert findings(_packed(_SOUND)) == []


class Fault(NamedTuple):
    """A fault to plant: words of the sound file and what stands for them, and the rule that must find it."""

    rule: str
    old: str
    new: str
    part: str = "word/document.xml"


_DOCPR = '<wp:docPr id="1" name="Image 1" descr="Une digue"/>'
_END = "<w:p><w:r><w:t>Fin.</w:t></w:r></w:p>"
_LAST_ROW = _cells("2025", "Deux")
_ANCHORED = ("<wp:inline>" + _DOCPR + "</wp:inline>", "<wp:anchor>" + _DOCPR + "</wp:anchor>")
_RUN = "<w:r><w:t>Fin.</w:t></w:r>"
FAULTS = (
    Fault("all objects have alternative text", ' descr="Une digue"', ""),
    Fault("all objects have alternative text", "Une digue", "digue-2.PNG"),
    Fault("all objects have alternative text", "Une digue", "Image 12"),
    Fault("all objects have alternative text", _RUN, '<w:r><w:pict><v:shape style="width:9pt"/></w:pict></w:r>' + _RUN),
    Fault("tables name their header row", "<w:tblHeader/>", ""),
    Fault("tables name their header row", 'w:firstRow="1"', 'w:firstRow="0"'),
    Fault("content controls have titles", _END, f"<w:sdt><w:sdtContent>{_END}</w:sdtContent></w:sdt>"),
    Fault(
        "the document lets assistive programs in",
        "<w:themeFontLang",
        '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:themeFontLang',
        "word/settings.xml",
    ),
    Fault("words of links say where they lead", "la carte des digues", "Cliquez ici !"),
    Fault("words of links say where they lead", "la carte des digues", "lien"),
    Fault("words of links say where they lead", "la carte des digues", "https://www.example.com/elsewhere"),
    Fault("words of links say where they lead", "la carte des digues", "«"),
    Fault("tables are simple: no merged or split cells", "<w:tcPr/>", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'),
    Fault(
        "tables are simple: no merged or split cells",
        _LAST_ROW,
        _cells("2025").replace("<w:tcPr/>", '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'),
    ),
    Fault("tables are simple: no merged or split cells", _LAST_ROW, _cells("2025", "Deux", "?")),
    Fault("tables are simple: none in another", "<w:p><w:r><w:t>Trois</w:t></w:r></w:p>", f"{_TABLE}<w:p/>"),
    Fault("no blank rows or columns for spacing", _LAST_ROW, _cells("", " ") + _LAST_ROW),
    Fault("no repeated blank characters", "niveau monte", "niveau  monte"),
    Fault("no repeated blank characters", "niveau monte", "niveau\u00a0 monte"),
    Fault("no repeated blank characters", "niveau monte.", "niveau</w:t><w:tab/><w:tab/><w:t>monte."),
    Fault("no repeated blank characters", "niveau monte.", "niveau</w:t><w:br/><w:br/><w:t>monte."),
    Fault("no repeated blank characters", "niveau monte.", "niveau </w:t></w:r><w:r><w:t> monte."),
    Fault("no empty paragraphs for spacing", _END, f"<w:p/>{_END}"),
    Fault("no empty paragraphs for spacing", _END, f"<w:p><w:r><w:t> </w:t></w:r></w:p>{_END}"),
    Fault(
        "headings are short", "Les crues<", "Les crues du fleuve, dites et redites par ceux qui les voient, " * 2 + "<"
    ),
    Fault("objects stand in line with the text", *_ANCHORED),
    Fault("text stands out from its ground", _RUN, f'<w:r><w:rPr><w:color w:val="999999"/></w:rPr>{_RUN[5:]}'),
    Fault("text stands out from its ground", _RUN, f'<w:r><w:rPr><w:shd w:fill="333333"/></w:rPr>{_RUN[5:]}'),
    Fault("text stands out from its ground", 'w:fill="EEEEEE"', 'w:fill="444444"', "word/styles.xml"),
    Fault(
        "text stands out from its ground",
        'w:styleId="Titre2"><w:basedOn w:val="Titre1"/>',
        'w:styleId="Titre2"><w:basedOn w:val="Titre1"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr>',
        "word/styles.xml",
    ),
    Fault(
        "headings are in order", 'w:val="Titre1"/></w:pPr><w:r><w:t>Le fleuve', 'w:val="Titre2"/></w:pPr><w:r><w:t>Le'
    ),
    Fault("headings say something", "<w:t>Les crues</w:t>", "<w:t>!</w:t>"),
    Fault("tables have a title", '<w:tblCaption w:val="Les crues par an"/>', ""),
    Fault("objects have one name each", 'name="Image 1"', 'name=""'),
    Fault("the document has a title", "Le fleuve", "", "docProps/core.xml"),
    Fault("all text has a language", '<w:lang w:val="fr-FR"/>', "", "word/styles.xml"),
    Fault("all text has a language", "<dc:language>fr-FR", "<dc:language>", "docProps/core.xml"),
    Fault("all text has a language", 'w:val="fr-FR"', "", "word/settings.xml"),
    Fault("all text has a language", _RUN, f"<w:r><w:rPr><w:lang/></w:rPr>{_RUN[5:]}"),
    Fault("nothing blinks", _RUN, f'<w:r><w:rPr><w:effect w:val="blinkBackground"/></w:rPr>{_RUN[5:]}'),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule}: {fault.new[:40]}")
def test_a_planted_fault_is_found(fault: Fault) -> None:
    assert _broken(_planted(fault.old, fault.new, fault.part)) == [fault.rule]


def test_a_document_without_headings_is_found() -> None:
    styles = _SOUND["word/styles.xml"].replace("w:outlineLvl", "w:keepNext")
    assert _broken(_packed({**_SOUND, "word/styles.xml": styles})) == ["the document has headings"]


def test_a_table_for_a_layout_is_found() -> None:
    one = _TABLE.replace(_cells("2024", "Trois") + _LAST_ROW, "").replace("<w:gridCol/>", "", 1)
    one = one.replace(_cells("Année", "Crues", head=True), _cells("Année", head=True))
    assert _broken(_planted(_TABLE, one)) == ["no table is a layout"]


def test_a_picture_as_a_watermark_is_found() -> None:
    shape = (
        '<w:hdr {}><w:p><w:r><w:pict><v:shape id="WordPictureWatermark1" alt="Brouillon"/></w:pict></w:r></w:p></w:hdr>'
    )
    data = _packed({**_SOUND, "word/header1.xml": shape.format(_SPACES)})
    assert _broken(data) == ["no watermark is a picture"]


def test_every_rule_has_a_planted_fault() -> None:
    elsewhere = {"the document has headings", "no table is a layout", "no watermark is a picture"}
    assert {fault.rule for fault in FAULTS} | elsewhere == {rule.name for rule in RULES}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_DOCPR, f'<wp:docPr id="1" name="Image 1" descr="">{_DECORATIVE}</wp:docPr>'),
        ("la carte des digues", "https://www.example.org/digues/"),
        (
            '<w:hyperlink r:id="rId1"><w:r><w:t>la carte des digues',
            '<w:hyperlink r:id="rId1" w:tooltip="La carte des digues"><w:r><w:t>ici',
        ),
        (_END, '<w:p><w:pPr><w:pStyle w:val="SourceCode"/></w:pPr><w:r><w:t>si a:    b</w:t></w:r></w:p>'),
        (_RUN, f'<w:r><w:rPr><w:color w:val="FFFFFF"/><w:shd w:fill="003366"/></w:rPr>{_RUN[5:]}'),
        (_RUN, f'<w:r><w:rPr><w:color w:val="auto"/><w:shd w:fill="000000"/></w:rPr>{_RUN[5:]}'),
        (_cells("2024", "Trois"), _cells("2024", "")),
    ],
    ids=("decoration", "an address", "a tip", "code", "light on dark", "automatic", "an empty cell"),
)
def test_what_word_allows_is_no_finding(old: str, new: str) -> None:
    assert findings(_planted(old, new)) == []


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("123456", "123456") == 1
