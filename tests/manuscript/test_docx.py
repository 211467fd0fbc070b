"""A Word file read back: its words, whatever they stand in, with tracked changes, anchors and comments."""

from __future__ import annotations

import io
import struct
import zlib
from base64 import b64encode

import docx
import pytest

from pipeline.manuscript.edition import CARRIED, IDENTITY, NAMESPACE, Edition, identity, packed, unpacked
from pipeline.manuscript.manuscript import OBJECT, Change, Point, after, before, told_when, whole
from tests.manuscript.files import (
    anchored,
    commented,
    printed,
    reading,
    unzipped,
    word,
    word_parts,
    zipped,
)
from tests.manuscript.samples import (
    ANNE,
    EXPECTED,
    PAGE,
    PAUL,
    anchor,
    called,
    comment,
    gone,
    ins,
    page,
    paragraph,
    run,
)

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF x </w:instrText></w:r>'
    '<w:r><w:t>caché</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r>'
)


def test_the_page_reads_as_it_was_changed() -> None:
    assert printed(reading(page())) == EXPECTED


def test_changes_say_who_and_when() -> None:
    added = reading(page()).paragraphs[6].runs[2]
    assert added.changes == (
        Change("insertion", "Anne", "2026-03-02T09:00:00Z"),
        Change("deletion", "Paul", "2026-03-03T10:00:00Z"),
    )


def test_refused_and_accepted() -> None:
    second = reading(page()).paragraphs[1]
    assert before(second) == "Une équipe réduite se réunit chaque mois."
    assert after(second) == "Une équipe restreinte se réunit chaque mois."


def test_anchors_stand_around_their_words() -> None:
    found = anchored(reading(page()))
    assert found["_hb_1_aaaaaaaa"] == (0, "Le cadre")
    assert found["_hb_2_bbbbbbbb"] == (1, "Une équipe réduiterestreinte se réunit chaque mois.")


def test_bookmarks_of_others_are_none() -> None:
    assert anchored(reading(word(paragraph(anchor(1, "_Toc123", run("Un")) + anchor(2, "_GoBack", ""))))) == {}


def test_anchors_between_paragraphs() -> None:
    start, end = '<w:bookmarkStart w:id="{0}" w:name="_hb_{0}_x"/>', '<w:bookmarkEnd w:id="{0}"/>'
    body = "".join(
        (
            start.format(1),
            paragraph(run("Premier") + start.format(2)),
            end.format(1),
            start.format(3) + end.format(3),
            paragraph(run("Deuxième") + end.format(2)),
            start.format(4),
        )
    )
    assert anchored(reading(word(body))) == {
        "_hb_1_x": (0, "Premier"),
        "_hb_2_x": (0, ""),
        "_hb_3_x": (1, ""),
    }


def test_comments_with_their_thread() -> None:
    manuscript = reading(page())
    assert commented(manuscript) == [("Anne", "Chaque mois ?\nVraiment ?", "réunit"), ("Paul", "Oui.", "réunit")]
    assert [(one.parent, one.is_resolved, one.when) for one in manuscript.comments] == [
        ("", True, "2026-03-04T08:30:00Z"),
        ("0", False, "2026-03-04T08:30:00Z"),
    ]


def test_comments_wherever_they_stand() -> None:
    body = "".join(
        (
            '<w:commentRangeStart w:id="0"/>',
            paragraph(run("Avant. ") + '<w:r><w:commentReference w:id="1"/></w:r>' + run("Après.")),
            paragraph(run("Suite.")),
            '<w:commentRangeEnd w:id="0"/>',
            paragraph('<w:commentRangeStart w:id="3"/>' + run("Fin.") + '<w:r><w:commentReference w:id="3"/></w:r>'),
        )
    )
    texts = "".join(comment(number, "Anne", f"n{number}") for number in range(4))
    manuscript = reading(word(body, comments=texts))
    assert commented(manuscript) == [
        ("Anne", "n0", "Avant. Après.…Suite."),
        ("Anne", "n1", ""),
        ("Anne", "n2", ""),
        ("Anne", "n3", "Fin."),
    ]
    assert manuscript.comments[1].start == Point(0, 7)
    assert manuscript.comments[2].start is None


def test_moves_are_said() -> None:
    body = paragraph(f"<w:moveFrom {ANNE.format(1)}>{run('Là. ')}</w:moveFrom>" + run("Ici : ")) + paragraph(
        f"<w:moveTo {ANNE.format(2)}>{run('Là. ')}</w:moveTo>", f"<w:rPr><w:moveTo {ANNE.format(3)}/></w:rPr>"
    )
    first, second = reading(word(body)).paragraphs
    assert [(one.sort, one.is_move) for one in first.runs[0].changes] == [("deletion", True)]
    assert [(one.sort, one.is_move) for one in second.runs[0].changes] == [("insertion", True)]
    assert [(one.sort, one.is_move) for one in second.ending] == [("insertion", True)]


def test_rows_and_cells_that_came_or_went() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    rows = "".join(
        f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"
        for properties, inside in (
            ("<w:tblHeader/>", cell.format("", paragraph(run("Rôle")))),
            (f"<w:ins {ANNE.format(1)}/>", cell.format("", paragraph(ins(2, run("Neuf"), PAUL)))),
            (f"<w:del {ANNE.format(3)}/>", cell.format("", paragraph(run("Ôté")))),
            (
                "",
                cell.format(f"<w:cellIns {ANNE.format(4)}/>", paragraph(run("a")))
                + cell.format(f"<w:cellDel {ANNE.format(5)}/>", paragraph(run("b")))
                + cell.format("", paragraph(run("c"))),
            ),
        )
    )
    manuscript = reading(word(f"<w:tbl><w:tblPr/>{rows}</w:tbl>" + paragraph(run("Après."))))
    assert printed(manuscript) == ["Rôle", "[+Paul:Neuf+]", "[-Anne:Ôté-]", "[+Anne:a+]", "[-Anne:b-]", "c", "Après."]


def test_places_of_cells() -> None:
    def cell(inside: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(paragraph(run('dedans')))}</w:tr></w:tbl>"
    wide = cell(paragraph(run("a")), '<w:gridSpan w:val="2"/>')
    last = f"<w:tr>{cell(inner + inner + paragraph(run('c')))}</w:tr>"
    table = (
        f"<w:tbl><w:tr>{wide}{cell(paragraph(run('b')))}</w:tr>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{last}</w:sdtContent></w:sdt></w:tbl>"
    )
    manuscript = reading(word(paragraph(run("Avant")) + table + table))
    assert [(whole(one), one.table) for one in manuscript.paragraphs][:7] == [
        ("Avant", ()),
        ("a", (1, 1, 1)),
        ("b", (1, 1, 3)),
        ("dedans", (1, 2, 1, 1, 1, 1)),
        ("dedans", (1, 2, 1, 2, 1, 1)),
        ("c", (1, 2, 1)),
        ("a", (2, 1, 1)),
    ]


def test_headings_by_style_and_by_level() -> None:
    def styled(style: str, more: str = "") -> str:
        return paragraph(run(style), f'<w:pStyle w:val="{style}"/>{more}')

    level = '<w:outlineLvl w:val="{}"/>'
    body = "".join(
        (
            *map(styled, ("Titre1", "Maison", "Annexe", "Rond", "Mot", "Inconnu")),
            styled("Normal", level.format(3)),
            styled("Titre1", level.format(9)),
        )
    )
    manuscript = reading(word(body + paragraph(run("Sans"))))
    assert [(one.style, one.level) for one in manuscript.paragraphs] == [
        ("heading 1", 1),
        ("Titre maison", 1),
        ("Titre 3", 3),
        ("Rond", 0),
        ("Mot", 0),
        ("Inconnu", 0),
        ("Normal", 4),
        ("heading 1", 0),
        ("Normal", 0),
    ]


def test_fields_show_their_words_only() -> None:
    simple = f'<w:fldSimple w:instr=" REF y ">{run("simple")}</w:fldSimple>'
    inner = FIELD.format(run("12"))
    body = paragraph(run("voir ") + FIELD.format(run("p. ") + inner) + run(", ") + simple + run("."))
    assert printed(reading(word(body))) == ["voir p. , simple."]


def _field(code: str, shown: str) -> str:
    return FIELD.replace("PAGEREF x", code).format(shown)


@pytest.mark.parametrize(
    "code", ["PAGEREF x \\h", "PAGE", "NUMPAGES", "SEQ Figure \\* ARABIC", "NOTEREF x \\f", "seq x"]
)
@pytest.mark.parametrize("shown", ["12", "iv", "XII", " 3 ", "", "Erreur ! Signet non défini."])
def test_numbers_that_the_client_counts_are_left_out(code: str, shown: str) -> None:
    simple = f'<w:fldSimple w:instr=" {code} ">{run(shown)}</w:fldSimple>'
    body = paragraph(run("a ") + _field(code, run(shown)) + run(" b ") + simple + run(" c 12"))
    assert printed(reading(word(body))) == ["a  b  c 12"]


def test_what_somebody_wrote_in_such_a_field_stays() -> None:
    body = paragraph(_field("PAGEREF x", run("la page du budget"))) + paragraph(_field("REF x", run("12")))
    assert printed(reading(word(body))) == ["la page du budget", "12"]


def test_the_page_at_the_end_of_a_line_of_contents_is_left_out() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = begin.format("begin") + "<w:r><w:instrText> TOC \\h </w:instrText></w:r>" + begin.format("separate")
    tab = "<w:r><w:tab/></w:r>"
    lines = (
        paragraph(code + run("1") + tab + run("Le cadre") + tab + run("4")),
        paragraph(run("Le budget de 2026") + tab + gone(7, run("5", "delText")) + ins(8, run("6"))),
        paragraph(run("Le calendrier") + tab + run("six") + begin.format("end")),
        paragraph(run("Après") + tab + run("7")),
    )
    assert printed(reading(word("".join(lines)))) == [
        "1\tLe cadre\t",
        "Le budget de 2026\t",
        "Le calendrier\tsix",
        "Après\t7",
    ]


def test_a_field_without_its_end_hides_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = paragraph(run("un ") + begin + run("deux ")) + paragraph(FIELD.format(run("trois")))
    assert printed(reading(word(body))) == ["un deux ", "trois"]


def test_signs() -> None:
    signs = (
        run("a")
        + "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type='page'/><w:cr/><w:noBreakHyphen/><w:softHyphen/>"
        "<w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:char='D800'/><w:lastRenderedPageBreak/><w:t>d</w:t></w:r>"
    )
    assert printed(reading(word(paragraph(signs)))) == ["a\tb\nc\n\u2011\u00ad\uf0fc\ufffdd"]


def test_blanks_count_where_word_keeps_them() -> None:
    body = "<w:p><w:r><w:t> perdu </w:t><w:t xml:space='preserve'> gardé\nlà </w:t></w:r></w:p>"
    assert printed(reading(word(body))) == ["perdu gardé là "]


def test_what_words_may_stand_in() -> None:
    link = f'<w:hyperlink w:anchor="x">{run("lien")}</w:hyperlink>'
    control = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run('contrôle')}</w:sdtContent></w:sdt>"
    tag = f'<w:smartTag w:element="place">{run("lieu")}</w:smartTag>'
    later = f'<x:futur xmlns:x="urn:x">{run("futur")}</x:futur>'
    formula = "<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>"
    picture = "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' descr='y'/></wp:inline></w:drawing></w:r>"
    former = f"<w:rPr><w:rPrChange {ANNE.format(9)}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>"
    body = paragraph(
        " ".join((link, control, tag, later, formula, picture)) + f"<w:r>{former}<w:t>fin</w:t></w:r>",
        f"<w:pPrChange {ANNE.format(8)}><w:pPr/></w:pPrChange>",
    )
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('bloc'))}</w:sdtContent></w:sdt>"
    assert printed(reading(word(body + block))) == [f"liencontrôlelieufutur{OBJECT}{OBJECT}fin", "bloc"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('dans la boîte'))}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    manuscript = reading(word(paragraph(run("avant ") + drawing + run("après")) + paragraph(old)))
    assert [(whole(one), one.region) for one in manuscript.paragraphs] == [
        ("avant après", "body"),
        ("dans la boîte", "frame"),
        ("dans la boîte", "frame"),
        ("", "body"),
    ]


def test_a_table_in_a_frame_stands_before_its_paragraph_wherever_it_is_called() -> None:
    cell = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{paragraph(run('cellule'))}</w:tc></w:tr></w:tbl>"
    framed = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
    table, box = framed.format(cell), framed.format(paragraph(run("boîte")))
    body = paragraph(run("un") + table) + paragraph(run("deux") + box + table) + paragraph(run("trois"))
    texts = ["cellule", "un", "deux", "boîte", "cellule", "trois"]
    assert printed(reading(word(body))) == texts


def test_a_comment_without_a_date_has_none() -> None:
    lost = comment(0, "Anne", "Ici.").replace("2026-03-04T08:30:00Z", "0-00-00T00:00:00Z")
    manuscript = reading(word(paragraph(called(0, run("mot"))), comments=lost))
    assert [one.when for one in manuscript.comments] == [""]


def test_a_frame_that_comes_first_stands_first() -> None:
    def box(inside: str) -> str:
        return f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"

    nested = box(paragraph(box(paragraph(called(0, run("un")))) + run("deux")))
    body = paragraph(run("zéro")) + paragraph(
        anchor(1, "_hb_1_x", nested + box(paragraph(run("trois"))) + run("quatre"))
    )
    manuscript = reading(word(body, comments=comment(0, "Anne", "x")))
    assert printed(manuscript) == ["zéro", "un", "deux", "trois", "quatre"]
    assert anchored(manuscript) == {"_hb_1_x": (4, "quatre")}
    assert commented(manuscript) == [("Anne", "x", "un")]


def test_notes_stand_last_in_the_order_of_their_calls() -> None:
    call, end_call = '<w:r><w:footnoteReference w:id="{}"/></w:r>', '<w:r><w:endnoteReference w:id="2"/></w:r>'
    note = '<w:{0} w:id="{1}"><w:p><w:r><w:{0}Ref/></w:r>{2}</w:p></w:{0}>'
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    body = paragraph(run("A") + end_call + call.format(3)) + paragraph(gone(1, call.format(2)) + run("B"))
    notes = separator + note.format("footnote", 2, run("ôtée")) + note.format("footnote", 3, run("première"))
    ends = note.format("endnote", 2, run("dernière"))
    manuscript = reading(word(body, footnotes=notes, endnotes=ends))
    assert printed(manuscript) == ["A", "B", "première", "[-Anne:ôtée-]", "dernière"]
    assert [one.region for one in manuscript.paragraphs] == ["body", "body", "note", "note", "note"]


EDITION = packed(Edition("Guide", True, (), {}))


def _custom(said: dict[str, str]) -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/"
    return (
        f'<Properties xmlns="{space}custom-properties" xmlns:vt="{space}docPropsVTypes">'
        + "".join(
            f"<property pid='{place}' name='{name}'><vt:lpwstr>{text}</vt:lpwstr></property>"
            for place, (name, text) in enumerate(said.items(), start=2)
        )
        + "</Properties>"
    )


def test_the_edition_as_a_part_of_its_own() -> None:
    text = b64encode(EDITION).decode()
    more = {
        "customXml/item1.xml": '<b:Sources xmlns:b="urn:bibliography"/>',
        "customXml/item2.xml": f'<edition xmlns="{NAMESPACE}">{text[:40]}\n{text[40:]}</edition>',
        "customXml/itemProps2.xml": "<x/>",
    }
    manuscript = reading(word(paragraph(run("x")), more=more))
    assert manuscript.edition == identity(EDITION)
    assert unpacked(manuscript.packed) == Edition("Guide", True, (), {})


def test_the_edition_as_a_property() -> None:
    said = _custom({IDENTITY: "abc", CARRIED: b64encode(EDITION).decode(), "Autre": "x"})
    manuscript = reading(word(paragraph(run("x")), more={"docProps/custom.xml": said}))
    assert (manuscript.edition, manuscript.packed) == ("abc", EDITION)


def test_what_is_no_edition_is_none() -> None:
    said = _custom({CARRIED: "pas du base 64 !"})
    manuscript = reading(word(paragraph(run("x")), more={"docProps/custom.xml": said}))
    assert (manuscript.edition, manuscript.packed) == ("", b"")


def test_strict_reads_the_same() -> None:
    """Word's "Strict Open XML Document": other names for everything (ISO/IEC 29500-1)."""
    spaces = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006": "http://purl.oclc.org/ooxml/officeDocument",
    }
    parts = {name: data.decode() for name, data in unzipped(page()).items()}
    for name, data in parts.items():
        for old, new in spaces.items():
            data = data.replace(old, new)
        parts[name] = data
    assert "purl.oclc.org" in parts["word/document.xml"]
    assert reading(zipped(parts)) == reading(page())


def test_the_text_may_have_another_name() -> None:
    parts = word_parts(PAGE)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace("document.xml", "document2.xml")
    assert printed(reading(zipped(parts))) == EXPECTED


def test_a_file_of_python_docx() -> None:
    document = docx.Document()
    document.add_heading("Le cadre", level=2)
    added = document.add_paragraph("Une équipe ")
    document.add_comment(added.add_run("restreinte"), text="Combien ?", author="Paul", initials="P")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 1).text = "B"
    document.add_picture(io.BytesIO(_png()))
    stream = io.BytesIO()
    document.save(stream)
    manuscript = reading(stream.getvalue())
    assert [(whole(one), one.level, one.table) for one in manuscript.paragraphs] == [
        ("Le cadre", 2, ()),
        ("Une équipe restreinte", 0, ()),
        ("", 0, (1, 1, 1)),
        ("B", 0, (1, 1, 2)),
        (OBJECT, 0, ()),
    ]
    assert commented(manuscript) == [("Paul", "Combien ?", "restreinte")]


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("tag", ["ins", "del", "moveFrom", "moveTo"])
def test_changes_without_author_or_date(tag: str) -> None:
    manuscript = reading(word(paragraph(f"<w:{tag}>{run('mot', 'delText')}</w:{tag}>")))
    assert manuscript.paragraphs[0].runs[0].changes[0].author == ""


def test_comments_called_in_notes_and_frames() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(called(0, run('boîte')))}</w:txbxContent></w:pict></w:r>"
    note = f'<w:footnote w:id="1"><w:p>{called(1, run("note"))}</w:p></w:footnote>'
    body = paragraph(box + run("texte") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    manuscript = reading(word(body, footnotes=note, comments=comment(0, "A", "a") + comment(1, "B", "b")))
    assert commented(manuscript) == [("A", "a", "boîte"), ("B", "b", "note")]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"),
        ("0-00-00T00:00:00Z", ""),
        ("1970-01-01T00:00:00Z", ""),
        ("", ""),
    ],
)
def test_a_date_that_a_program_hides_is_none(written: str, told: str) -> None:
    assert told_when(written) == told
