"""The Word file: all its words, in Word's own forms, valid, and the same each time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from pipeline.config import PrintSettings
from pipeline.diagnostics import Diagnostic
from pipeline.emit.captions import lists
from pipeline.emit.docx import FILE, emit
from pipeline.emit.docx.names import bookmark
from pipeline.emit.look import look
from pipeline.model import Card, Cell, CrossReference, Figure, Page, Part, Row, Table
from pipeline.model.walk import walk
from tests.emit.docx_reading import Element, every, inside, part, parts, q, said, sections, style, value
from tests.emit.sample import sample_book, sample_order
from tests.emit.sample_make import at, p, t
from tests.emit.small import small_order
from tests.emit.test_docx_valid import check
from tests.emit.words import words
from tests.reading_back import docx_text, missing_words

_MILLIMETRE = 1440 / 25.4


@pytest.fixture(scope="module")
def findings() -> list[Diagnostic]:
    return []


@pytest.fixture(scope="module")
def draft(findings: list[Diagnostic]) -> bytes:
    return emit(sample_order(report=findings.append))[FILE]


@pytest.fixture(scope="module")
def final() -> bytes:
    return emit(sample_order("final"))[FILE]


@pytest.fixture(scope="module", params=["draft", "final"])
def data(request: pytest.FixtureRequest) -> bytes:
    found: bytes = request.getfixturevalue(request.param)
    return found


def test_every_word_is_there(data: bytes) -> None:
    assert missing_words(words(sample_order().handbook), docx_text(data)) == []


def test_nothing_was_left_out_unsaid(draft: bytes, findings: list[Diagnostic]) -> None:
    assert draft
    assert findings == []


def test_the_same_bytes_twice(draft: bytes) -> None:
    assert emit(sample_order())[FILE] == draft


def test_the_same_bytes_in_processes_that_scatter_differently() -> None:
    """Sets and dictionaries of another process come in another order: none of it may reach the file."""
    asked = "import hashlib; from pipeline.emit.docx import FILE, emit; from tests.emit.sample import sample_order; "
    asked += "print(hashlib.sha256(emit(sample_order())[FILE]).hexdigest())"
    made = {
        subprocess.run(
            [sys.executable, "-c", asked],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_pages_are_a4_and_every_section_has_head_and_foot(data: bytes) -> None:
    found = list(sections(data))
    assert len(found) > 10
    for section in found:
        size = inside(section, "w:pgSz")
        assert (value(size, "w:w"), value(size, "w:h")) == ("11906", "16838")
        kinds = [value(reference, "w:type") for reference in every(section, "w:headerReference")]
        assert "default" in kinds
        assert kinds == [value(reference, "w:type") for reference in every(section, "w:footerReference")]
        assert ("first" in kinds) == (inside(section, "w:titlePg") is not None)


def test_a_table_too_wide_turns_its_page_and_keeps_head_and_foot() -> None:
    wide = Row(tuple(Cell((p("Administration"),), at()) for _ in range(10)), at())
    page = Page("large", "large.md", "page", t("Large"), (p("Avant."), Table((), (wide,), at()), p("Après.")), at())
    order = sample_order("final")
    data = emit(order._replace(handbook=replace(order.handbook, parts=(Part("p", (), (page,)),))))[FILE]
    turned = [one for one in sections(data) if (size := inside(one, "w:pgSz")) is not None and size.get(q("w:orient"))]
    assert [value(inside(one, "w:pgSz"), "w:w") for one in turned] == ["16838"]
    assert every(turned[0], "w:headerReference")
    assert every(turned[0], "w:footerReference")
    widths = [int(value(one, "w:w")) for one in every(part(data, "document.xml"), "w:gridCol")]
    sheet = look().tokens["page"]
    assert sum(widths) == pytest.approx((sheet["height"] - sheet["inner"] - sheet["outer"]) * _MILLIMETRE, abs=40)
    assert [value(inside(one, "w:pgSz"), "w:w") for one in sections(data)].count("11906") >= 4


def test_the_language_is_said_everywhere(data: bytes) -> None:
    assert value(every(part(data, "styles.xml"), "w:lang")[0]) == "fr-FR"
    assert value(every(part(data, "settings.xml"), "w:themeFontLang")[0]) == "fr-FR"
    core = parts(data)["docProps/core.xml"].decode()
    assert "fr-FR" in core
    assert "Travailler en mode produit" in core
    assert "Camille Martin, Dominique Petit" in core
    assert "récit, produit" in core
    assert "Direction des services aux usagers" in parts(data)["docProps/app.xml"].decode()


def test_no_question_on_opening(data: bytes) -> None:
    assert every(part(data, "settings.xml"), "w:updateFields") == []
    assert 'w:dirty="' not in parts(data)["word/document.xml"].decode()


def test_the_contents_are_full_and_lead_to_their_places(data: bytes) -> None:
    body = part(data, "document.xml")
    lines = [one for one in every(body, "w:p") if style(one).startswith("TOC") and style(one) != "TOCHeading"]
    names = {value(start, "w:name") for start in every(body, "w:bookmarkStart")}
    assert "TOC \\o" in "".join(one.text or "" for one in every(lines[0], "w:instrText"))
    assert value(every(lines[-1], "w:fldChar")[-1], "w:fldCharType") == "end"
    pages = []
    for line in lines:
        targets = {value(link, "w:anchor") for link in every(line, "w:hyperlink")}
        assert len(targets) == 1
        assert targets <= names
        assert re.search(r"\t\d+$", said(line)), said(line)
        pages.append(int(said(line).rsplit("\t", 1)[1]))
    assert pages == sorted(pages)
    assert any("Tout ce qui tient" in said(one) or "Dans une ligne" in said(one) for one in lines)


def test_pages_given_stand_in_the_contents() -> None:
    data = emit(sample_order("final")._replace(pages={"blocs": 77}))[FILE]
    lines = [said(one) for one in every(part(data, "document.xml"), "w:p") if style(one) == "TOC1"]
    assert [line for line in lines if line.endswith("\t77")]


def _lists(data: bytes) -> list[list[str]]:
    """Give the lines of the lists of figures and tables, each list a list, its field first."""
    found: list[list[str]] = []
    for line in every(part(data, "document.xml"), "w:p"):
        if style(line) == "CaptionsHeading":
            found.append([said(line)])
        elif style(line) == "TableofFigures":
            if len(found[-1]) == 1:
                found[-1].append("".join(one.text or "" for one in every(line, "w:instrText")[:1]).strip())
            found[-1].append(said(line))
    return found


def test_figures_and_tables_are_listed_as_in_print() -> None:
    order = sample_order("final")
    listed = list(lists(order.handbook, order.say))
    ids = {one.id: 100 + place for place, one in enumerate(one for _title, found in listed for one in found)}
    data = emit(order._replace(pages=ids))[FILE]
    found = _lists(data)
    assert [one[0] for one in found] == [title for title, _found in listed]
    assert [one[1] for one in found] == [
        'TOC \\h \\z \\c "Figure"' if one[0] == order.say("List of figures") else 'TOC \\h \\z \\c "Table"'
        for one in found
    ]
    for (_title, wanted), (_name, _field, *lines) in zip(listed, found, strict=True):
        assert [(line.split("\t")[0], int(line.split("\t")[2])) for line in lines] == [
            (str(one.number), ids[one.id]) for one in wanted
        ]
    names = {value(start, "w:name") for start in every(part(data, "document.xml"), "w:bookmarkStart")}
    assert {bookmark(one) for one in ids} <= names


def test_a_field_that_is_begun_is_parted_and_ended(data: bytes) -> None:
    """Fields of a part never stand across each other (17.16.18)."""
    for name in parts(data):
        if not re.match(r"word/(document|header\d+|footer\d+|footnotes)\.xml", name):
            continue
        open_: list[str] = []
        for one in every(part(data, name[5:]), "w:fldChar"):
            kind = value(one, "w:fldCharType")
            if kind == "begin":
                open_.append(kind)
            elif kind == "separate":
                assert open_[-1] == "begin", name
                open_[-1] = kind
            else:
                assert open_.pop() == "separate", name
        assert open_ == [], name


def test_a_reference_that_says_a_title_looks_it_up_and_the_authors_words_stay() -> None:
    own = CrossReference("autre", t("par ailleurs"), at())
    book = small_order(
        p("Voir ", CrossReference("autre", t("Une autre page"), at()), ", ", own, " et "),
        p(CrossReference("autre-section", t("Sa section"), at())),
    )
    data = emit(book)[FILE]
    check(data)
    body = part(data, "document.xml")
    codes = [(one.text or "").strip() for one in every(body, "w:instrText") if " REF " in (one.text or "")]
    assert codes == [
        f"REF {bookmark('autre')} \\h \\* CHARFORMAT",
        f"REF {bookmark('autre-section')} \\h \\* CHARFORMAT",
    ]
    links = [said(one) for one in every(body, "w:hyperlink") if value(one, "w:anchor") == bookmark("autre")]
    assert links[-2:] == ["Une autre page", "par ailleurs"]


def test_two_sided_heads_stand_at_the_outer_edge_and_chapters_on_right_pages() -> None:
    order = sample_order("draft")
    data = emit(order._replace(paper=PrintSettings(sides="two", size="A5")))[FILE]
    check(data)
    assert every(part(data, "settings.xml"), "w:evenAndOddHeaders")
    for section in sections(data):
        kinds = [value(one, "w:type") for one in every(section, "w:headerReference")]
        assert kinds[:2] == ["default", "even"]
        size = inside(section, "w:pgSz")
        assert {value(size, "w:w"), value(size, "w:h")} == {"8391", "11906"}
        begins = value(inside(section, "w:type"))
        assert (begins == "oddPage") == ("first" in kinds or begins == "oddPage")
        assert begins == "oddPage" or "first" not in kinds
    heads = [said(part(data, name[5:])) for name in parts(data) if re.match(r"word/header\d", name)]
    assert any(head.startswith("\t") for head in heads)  # a chapter at the right edge
    assert not any(re.match(r"[^\t]+\t[^\t]+$", head) for head in heads)
    feet = {said(part(data, name[5:])) for name in parts(data) if re.match(r"word/footer\d", name)} - {""}
    assert {foot.startswith("page") for foot in feet} == {True, False}


def test_a_draft_has_words_own_watermark_and_a_final_edition_is_marked_as_final(draft: bytes, final: bytes) -> None:
    heads = {name: blob.decode() for name, blob in parts(draft).items() if re.match(r"word/header\d", name)}
    shapes = [found for head in heads.values() for found in re.findall(r"PowerPlusWaterMarkObject\d+", head)]
    assert len(set(shapes)) == len(shapes) > 2
    for section in list(sections(draft))[2:]:
        ids = [value(one, "r:id") for one in every(section, "w:headerReference")]
        related = parts(draft)["word/_rels/document.xml.rels"].decode()
        names = [re.search(rf'Id="{one}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="{one}"', related) for one in ids]
        if any(named and "string=" in heads[f"word/{named[1] or named[2]}"] for named in names):
            assert all(named and "string=" in heads[f"word/{named[1] or named[2]}"] for named in names)
    said_ = next(head for head in heads.values() if "PowerPlus" in head)
    assert 'string="Brouillon du 14 mars 2026"' in said_
    assert 'alt=""' in said_
    assert not any("PowerPlus" in blob.decode() for name, blob in parts(final).items() if "header" in name)
    assert b'name="_MarkAsFinal"><vt:bool>true</vt:bool>' in parts(final)["docProps/custom.xml"]
    assert b"_MarkAsFinal" not in parts(draft)["docProps/custom.xml"]
    assert "<cp:contentStatus>Final<" in parts(final)["docProps/core.xml"].decode()
    assert "<cp:contentStatus>Brouillon<" in parts(draft)["docProps/core.xml"].decode()


def test_headers_look_up_part_and_chapter(data: bytes) -> None:
    heads = [part(data, name.removeprefix("word/")) for name in parts(data) if re.match(r"word/header\d", name)]
    fields = {(one.text or "").strip() for head in heads for one in every(head, "w:instrText")}
    # A job sheet that is a chapter has a title of its own style, which the head of its pages looks up.
    assert fields == {'STYLEREF "Part Title"', "STYLEREF 1", 'STYLEREF "Heading 1 Top"'}
    feet = [part(data, name.removeprefix("word/")) for name in parts(data) if re.match(r"word/footer\d", name)]
    shown = {said(foot).strip() for foot in feet} - {""}
    assert shown == {"Travailler en mode produit\tpage\u00a01 sur\u00a01"}


def test_a_draft_says_so_at_the_head_of_its_pages(draft: bytes, final: bytes) -> None:
    def heads(data: bytes) -> str:
        return "\n".join(said(part(data, name[5:])) for name in sorted(parts(data)) if re.match(r"word/header\d", name))

    assert "Brouillon du 14 mars 2026" in heads(draft)
    assert "Brouillon" not in heads(final)
    assert "Brouillon" not in docx_text(final)


def test_header_rows_repeat_and_rows_stay_whole(data: bytes) -> None:
    body, sheet = part(data, "document.xml"), look().tokens["page"]
    heads = 0
    for table in every(body, "w:tbl"):
        rows = table.findall(q("w:tr"))
        assert all(inside(row, "w:trPr/w:cantSplit") is not None for row in rows)
        marked = [inside(row, "w:trPr/w:tblHeader") is not None for row in rows]
        assert marked == sorted(marked, reverse=True)
        heads += any(marked)
        assert value(inside(table, "w:tblPr/w:tblCaption"))
        widths = [int(value(one, "w:w")) for one in table.iter(q("w:gridCol"))]
        assert sum(widths) == pytest.approx(int(value(inside(table, "w:tblPr/w:tblW"), "w:w")), abs=20)
        assert sum(widths) <= (sheet["width"] - sheet["inner"] - sheet["outer"]) * _MILLIMETRE + 20
    # Five tables of the pages, a sheet's facts among them, one of them parted by axes, and the two of an API's call.
    assert heads == 8


def test_matrices_are_drawn_as_what_they_are(data: bytes) -> None:
    body = part(data, "document.xml")
    bands = [one for one in every(body, "w:p") if style(one) == "SkillAxisWide"]
    assert [said(one) for one in bands] == ["Axe · Conduite du produit", "Axe · Écoute"]
    grounds = {
        style(every(cell, "w:p")[0]): value(inside(cell, "w:tcPr/w:shd"), "w:fill")
        for cell in every(body, "w:tc")
        if inside(cell, "w:tcPr/w:shd") is not None
    }
    steps = [grounds[f"Skill{step}"] for step in ("One", "Two", "Three", "Four")]
    assert steps == sorted(steps, reverse=True)
    pills = [
        "".join(said(run) for run in every(cell, "w:r") if value(inside(run, "w:rPr/w:rStyle")) == "PillShared").strip()
        for cell in every(body, "w:tc")
    ]
    pills = [one for one in pills if one]
    assert pills[0] == "🔒 Co-responsable (porte la politique publique)"
    assert any("Légende" in said(one) and "👀" in said(one) for one in every(body, "w:p") if style(one) == "Legend")


def test_a_job_sheet_says_its_names_and_sources(data: bytes) -> None:
    body = part(data, "document.xml")
    (names,) = (said(one) for one in every(body, "w:p") if style(one) == "SheetNames")
    assert " ".join(names.split()) == "Appellations Féminin conseillère numérique · Masculin conseiller numérique"
    (sources,) = (said(one) for one in every(body, "w:p") if style(one) == "SheetSources")
    assert sources == "Sources\u00a0: Fiche ONISEP, ID MET.901 · Métierscope K1207 · Métierscope M1801"


def test_a_job_sheet_leads_to_the_directories(data: bytes) -> None:
    targets = parts(data)["word/_rels/document.xml.rels"].decode()
    assert "https://www.onisep.fr/http/redirection/metier/slug/MET.901" in targets
    assert "https://candidat.francetravail.fr/metierscope/fiche-metier/K1207" in targets
    assert "javascript:" not in targets


def test_footnotes_are_words_own(data: bytes) -> None:
    notes = [one for one in every(part(data, "footnotes.xml"), "w:footnote") if not value(one, "w:type")]
    body = part(data, "document.xml")
    assert [value(one, "w:id") for one in every(body, "w:footnoteReference")] == ["1", "2", "3"]
    assert [value(one, "w:id") for one in notes] == ["1", "2", "3"]
    assert said(notes[1]).strip() == "Une note plus longue.Elle a deux paragraphes."
    assert all(every(every(note, "w:p")[0], "w:footnoteRef") for note in notes)
    again = [(one.text or "").strip() for one in every(body, "w:instrText") if "NOTEREF" in (one.text or "")]
    assert len(again) == 1


def test_figures_are_numbered_by_fields_and_missing_ones_named(data: bytes) -> None:
    captions = [one for one in every(part(data, "document.xml"), "w:p") if style(one) == "Caption"]
    figures = [node for node in walk(sample_book()) if isinstance(node, Figure) and node.caption]
    covers = [node.cover for node in walk(sample_book()) if isinstance(node, (Page, Card)) and node.cover]
    count = len(figures) - sum(bool(cover.caption) for cover in covers)
    assert [said(one)[:9] for one in captions] == [f"Figure {number} " for number in range(1, count + 1)]
    assert count > 3
    assert all("SEQ Figure" in (every(one, "w:instrText")[0].text or "") for one in captions)
    frames = [said(one) for one in every(part(data, "document.xml"), "w:p") if style(one).startswith("MissingPicture")]
    assert any("Image manquante" in frame and "images/absente.png" in frame for frame in frames)


def test_every_drawing_has_words_or_says_it_is_decoration(data: bytes) -> None:
    drawings = every(part(data, "document.xml"), "w:drawing")
    assert len(drawings) > 5
    for drawing in drawings:
        words_ = every(drawing, "wp:docPr")[0].get("descr", "")
        assert bool(words_.strip()) != (b"decorative" in etree.tostring(drawing))
        inner = every(drawing, "pic:cNvPr")[0]
        assert "base64" not in inner.get("descr", "")


def _commented(body: Element) -> dict[str, str]:
    """Give the words between the two ends of each comment."""
    open_: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for node in body.iter():
        if node.tag == q("w:commentRangeStart"):
            open_[value(node, "w:id")] = []
        elif node.tag == q("w:commentRangeEnd"):
            done[value(node, "w:id")] = "".join(open_.pop(value(node, "w:id")))
        elif node.tag == q("w:t"):
            for pieces in open_.values():
                pieces.append(node.text or "")
    assert not open_
    return done


def test_each_marker_is_a_comment_on_its_words(draft: bytes) -> None:
    book = sample_order().handbook
    comments = every(part(draft, "comments.xml"), "w:comment")
    body = part(draft, "document.xml")
    assert len(comments) == len(book.markers)
    anchored = _commented(body)
    references = [value(one, "w:id") for one in every(body, "w:commentReference")]
    assert sorted(references) == sorted(anchored) == sorted(value(one, "w:id") for one in comments)
    assert anchored["0"] == "[ENRICHIR]"
    assert anchored["2"] == "[NOM DU SERVICE]"
    assert value(comments[0], "w:author") == "camille.martin"
    assert value(comments[0], "w:initials") == "CM"
    assert value(comments[1], "w:author") == sample_order().say("Editors")
    assert {value(one, "w:date")[:10] for one in comments} == {"2026-03-14"}
    for comment, marker in zip(comments, book.markers, strict=True):
        assert said(comment).replace("\u00a0", " ").startswith(f"n° {marker.number} · ")
        assert marker.subject in said(comment)
    assert "À compléter" in docx_text(draft)


def test_a_final_edition_shows_no_marker(final: bytes) -> None:
    assert every(part(final, "comments.xml"), "w:comment") == []
    body = part(final, "document.xml")
    assert every(body, "w:commentReference") == []
    assert "Marker" not in {value(one) for one in every(body, "w:rStyle")}
    assert "À compléter" not in docx_text(final)


def test_titles_are_headings_in_order(data: bytes) -> None:
    # Kin of Word's own styles, for titles of pages and of job sheets, have the same level.
    names = [style(one) for one in every(part(data, "document.xml"), "w:p")]
    levels = [int(name[7]) for name in names if name[:7] == "Heading"]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    titles = [one for one in every(part(data, "document.xml"), "w:p") if style(one) == "PartTitle"]
    assert [said(one) for one in titles] == ["Écrire une page", "L’équipe et ses rôles", "Les pièces et les index"]


def test_a_bookmark_is_one_that_word_takes() -> None:
    names = [bookmark(one) for one in ("lignes", "a-b", "a_b", "é-b", "e-b", "x" * 60, "x" * 61, "3.2", "")]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in names)
