"""The pieces of GitBook's dialect in the Word file: each drawn as what it is, in styles of its own."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit.docx import FILE, emit
from pipeline.emit.docx.names import bookmark
from pipeline.emit.docx.piece_styles import piece_styles
from pipeline.emit.docx.style_xml import style_id
from pipeline.emit.docx.styles import text_styles
from pipeline.emit.look import look
from pipeline.model import (
    CrossReference,
    Embed,
    Handbook,
    Link,
    Marked,
    Marker,
    MathBlock,
    Page,
    Part,
    Step,
    Steps,
    Text,
)
from pipeline.model.walk import walk
from tests.emit.docx_reading import Element, every, inside, part, parts, q, said, style, value
from tests.emit.sample_dialect import DEAD, GOOD, dialect_book, dialect_order
from tests.emit.sample_make import at, p, t
from tests.emit.test_docx_valid import check
from tests.emit.words import words
from tests.reading_back import docx_text, missing_words

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


@pytest.fixture(scope="module")
def findings() -> list[Diagnostic]:
    return []


@pytest.fixture(scope="module")
def data(findings: list[Diagnostic]) -> bytes:
    return emit(dialect_order(report=findings.append))[FILE]


@pytest.fixture(scope="module")
def body(data: bytes) -> Element:
    return part(data, "document.xml")


def _styled(body: Element, name: str) -> list[str]:
    """Give the words of the paragraphs in a style, spaces made plain."""
    found = [said(one) for one in every(body, "w:p") if style(one) == name]
    return [one.replace("\u00a0", " ").replace("\u2002", " ") for one in found]


def _runs(body: Element, name: str) -> list[str]:
    return [
        said(one).replace("\u00a0", " ") for one in every(body, "w:r") if value(inside(one, "w:rPr/w:rStyle")) == name
    ]


def test_every_word_is_there(data: bytes) -> None:
    assert missing_words(words(dialect_book()), docx_text(data)) == []


def test_the_file_is_valid(data: bytes) -> None:
    check(data)


def test_the_same_bytes_twice(data: bytes) -> None:
    assert emit(dialect_order())[FILE] == data


def test_no_paragraph_is_empty_but_those_that_part_blocks(body: Element) -> None:
    holds = ("w:t", "w:drawing", "w:sectPr", "w:fldChar")
    empty = [
        style(one)
        for one in every(body, "w:p")
        if not any(every(one, name) for name in holds) and not list(one.iter(f"{_MATH}t"))
    ]
    assert set(empty) <= {"SectionEnd"}


def test_there_are_no_tables_for_layout(body: Element) -> None:
    """Every table has a head that is repeated, and none stands for cards or columns."""
    tables = every(body, "w:tbl")
    assert len(tables) == 3  # what a call takes, what it gives back, and the crowded page's own
    assert all(inside(table, "w:tr/w:trPr/w:tblHeader") is not None for table in tables)


def test_every_drawing_has_words(body: Element) -> None:
    drawings = [one for one in every(body, "w:drawing") if one.find(q("wp:inline")) is not None]
    assert len(drawings) > 10
    assert all(every(one, "wp:docPr")[0].get("descr", "").strip() for one in drawings)


def test_steps_are_numbered_by_word_and_begin_anew(body: Element) -> None:
    numbers = [
        (said(one), value(inside(one, "w:pPr/w:numPr/w:numId")))
        for one in every(body, "w:p")
        if style(one) in ("StepTitle", "StepFirst")
    ]
    assert [name for name, _list in numbers] == [
        "Choisir qui l’on rencontre",
        "Préparer la rencontre",
        "Rendre compte",
        "Étape 4",
    ]
    assert len({number for _name, number in numbers}) == 1
    assert "1. Écrire à la personne" in _styled(body, "StepText")


def test_two_groups_of_steps_have_lists_of_their_own() -> None:
    steps = next(node for node in walk(dialect_book()) if isinstance(node, Steps))
    first = replace(steps, steps=steps.steps[:1])
    page = Page("x", "x.md", "page", t("X"), (first, p("Entre deux."), first), at())
    order = dialect_order()
    made = emit(order._replace(handbook=Handbook(order.handbook.identity, (Part("p", (), (page,)),))))[FILE]
    lists = [
        value(inside(one, "w:pPr/w:numPr/w:numId"))
        for one in every(part(made, "document.xml"), "w:p")
        if style(one) == "StepTitle"
    ]
    assert len(lists) == 2
    assert len(set(lists)) == 2


def test_columns_stand_one_below_the_other(body: Element) -> None:
    assert [one[:5] for one in _styled(body, "ColumnStart")] == ["Après"]
    assert _styled(body, "ColumnBreak") == ["–"]


def test_cards_lead_to_their_targets_with_page_numbers(body: Element) -> None:
    titles = _styled(body, "CardTitle")
    assert "Observer" in titles
    assert any(re.fullmatch(r"Mener une rencontre\tp\. \d+", one) for one in titles)
    links = _styled(body, "CardLink")
    assert re.fullmatch(r"→ Mener une rencontre\tp\. \d+", links[0])
    assert links[1] == "→ Le guide de la décision"
    # A card whose link says what its title says does not say it twice.
    assert not any(one.startswith("→ Formules") for one in links[2:] if one != links[2])


def test_covers_and_codes_stand_beside_the_text(body: Element) -> None:
    beside = [one for one in every(body, "w:p") if style(one) == "BesidePicture"]
    assert len(beside) == 3 + 3  # three covers, two embeds, one more in a part that opens on demand
    assert all(inside(one, "w:pPr/w:framePr") is not None for one in beside)
    assert "Code QR de videos.exemple.gouv.fr" in {every(one, "wp:docPr")[0].get("descr") for one in beside}


def test_references_say_title_page_and_description(body: Element) -> None:
    lines = [line for name in ("ReferenceTitle", "ReferenceLine", "ReferenceLineNext") for line in _styled(body, name)]
    assert re.fullmatch(r"→ Mener une rencontre\tp\. \d+", lines[0])
    assert "→ Une page disparue" in lines
    assert _styled(body, "ReferenceText")[0] == "Comment préparer, mener et raconter un entretien."


def test_embeds_and_files_say_where_and_how_large(data: bytes, body: Element) -> None:
    assert _styled(body, "Embed")[:2] == ["Un entretien filmé, en douze minutes", "À voir sur tableau.exemple.fr"]
    assert _styled(body, "EmbedAddress")[0].startswith("videos.exemple.gouv.fr\nhttps://www.videos")
    assert "https://tableau.exemple.fr/t/3f2" in parts(data)["word/_rels/document.xml.rels"].decode()
    assert _styled(body, "Attachment")[:2] == [
        "Grille d’entretien.pdf\tfichier, 1,2 Mo\nÀ imprimer recto verso.",
        "Modèle de compte rendu.odt\tfichier manquant",
    ]


def test_buttons_are_links_in_a_style(body: Element) -> None:
    assert [one.strip() for one in _runs(body, "ButtonPrimary") if one.strip()] == ["S’inscrire"]
    linked = [said(one).strip("\u00a0 ") for one in every(body, "w:hyperlink")]
    assert {"S’inscrire", "Relire les étapes"} <= set(linked)


def test_an_icon_leaves_no_space(body: Element) -> None:
    assert "Une icône en tête ne laisse pas d’espace, ni au milieu." in _styled(body, "BodyText")


def test_formulas_are_equations_of_word(body: Element) -> None:
    assert len(list(body.iter(f"{_MATH}oMath"))) == 5  # one in a line, two blocks, and these again on the crowded page
    assert list(body.iter(f"{_MATH}nary"))
    assert "$" not in "".join(one.text or "" for one in every(body, "w:t"))
    assert DEAD in _runs(body, "VerbatimChar")


def test_a_formula_that_word_has_not_is_told_with_its_place(findings: list[Diagnostic], data: bytes) -> None:
    assert data
    assert [(one.code, dict(one.values)["formula"]) for one in findings] == [(Code.E120, DEAD)]
    assert findings[0].where == at()
    assert GOOD not in {dict(one.values)["formula"] for one in findings}


@pytest.mark.parametrize(
    "tex",
    [
        "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
        "\\begin{cases} x & y \\\\ z & t \\end{cases}",
        "\\text{si } x",
        "\\boxed{x}",
        "\\mathbb{R}\\mathcal{L}\\mathbf{x}",
        "\\operatorname{rang} A",
    ],
)
def test_equations_keep_the_order_of_their_schema(tex: str) -> None:
    """What the Open XML SDK finds fault with in pandoc's own equations is mended."""
    page = Page("x", "x.md", "page", t("X"), (MathBlock(tex, at()),), at())
    order = dialect_order()
    made = emit(order._replace(handbook=Handbook(order.handbook.identity, (Part("p", (), (page,)),))))[FILE]
    root = part(made, "document.xml")
    assert list(root.iter(f"{_MATH}oMath"))
    for properties in root.iter(f"{_MATH}mcPr"):
        assert [str(one.tag).removeprefix(_MATH) for one in properties] == ["count", "mcJc"]
    for properties in root.iter(f"{_MATH}rPr"):
        assert [str(one.tag).removeprefix(_MATH) for one in properties] in (["nor"], ["scr"], ["sty"], ["scr", "sty"])


def test_code_has_line_numbers_and_the_authors_stress(body: Element) -> None:
    first, second = [one for one in every(body, "w:p") if style(one) == "SourceCodeNumbered"]
    lines = said(first).split("\n")
    assert [line.split("\t")[0] for line in lines] == ["1", "2", "3"]
    assert lines[0] == "1\tdef moyenne(notes):"
    assert _runs(first, "CodeStrong") == ["moyenne", "return"]
    assert _runs(first, "KeywordTok") == ["def"]
    assert said(second).split("\n")[0] == "\u20071\tligne 1"
    assert _styled(body, "CodeTitle") == ["moyenne.py"]


def test_a_call_has_real_tables(body: Element) -> None:
    assert _styled(body, "Call") == [" GET  /demarches/{identifiant}", " POST  /depots"]
    assert _styled(body, "CallSource")[1] == "Décrit ici : https://api.exemple.gouv.fr/depots.yaml"
    heads = _styled(body, "TableHead")
    assert heads[:5] == ["Paramètre", "Type", "Ce que c’est", "Réponse", "Ce que c’est"]
    assert "path, obligatoire" in _styled(body, "TableText")


def test_definitions_changes_and_conditions(body: Element) -> None:
    assert _styled(body, "DefinitionTerm")[:2] == ["Produit", "Irritant"]
    assert _styled(body, "DefinitionBullet") == ["une attente", "un mot obscur"]
    assert _styled(body, "UpdateDate")[:2] == ["31 janvier 2026\t contenu   étapes ", "printemps 2026"]
    assert _styled(body, "Condition") == ["À lire seulement si visitor.claims.role == 'agent'"]


def test_colours_of_authors_are_styles(body: Element) -> None:
    names = {value(one) for one in every(body, "w:rStyle")}
    colors = ("Red", "Orange", "Yellow", "Green", "Blue", "Purple")
    assert {f"Highlight{color}" for color in colors} | {f"Ink{color}" for color in colors} | {"Highlight"} <= names


def test_pictures_are_as_wide_as_asked(body: Element) -> None:
    widths = {round(int(one.get("cx", "0")) / 12700) for one in every(body, "wp:extent")}
    text = look().tokens["page"]["text"] * 72 / 25.4
    assert {90, 150, round(text / 2)} <= widths  # 120 px, 200 px, half of the column


def test_the_title_of_a_callout_is_the_authors(body: Element) -> None:
    assert _styled(body, "CalloutWarningLabel") == ["À savoir avant"]


def test_an_index_leads_to_its_places(body: Element) -> None:
    assert _styled(body, "IndexGroup") == ["C", "E", "M – Support à l’entreprise"]
    entries, places = _styled(body, "IndexEntry"), _styled(body, "IndexPlace")
    assert re.fullmatch(r"Cartes et renvois\t\d+", entries[0])
    assert entries[1] == "Entretien"
    assert re.fullmatch(r"Étapes\t\d+", entries[2])
    assert entries[3] == "M1401 Conduite d’enquêtes"
    assert len(places) == 3
    fields = [one.text or "" for one in every(body, "w:instrText")]
    assert any("PAGEREF b_etapes_liste" in one for one in fields)


def test_links_of_the_contents_stand_where_their_part_is_named(data: bytes, body: Element) -> None:
    assert "\tLe site de la communauté" in _styled(body, "PartEntry")
    assert "\tLe site de la communauté" in _styled(body, "TOC1")
    assert parts(data)["word/_rels/document.xml.rels"].decode().count("https://exemple.gouv.fr/&quot;") == 0


def test_pieces_are_found_where_there_is_no_room_for_their_look(body: Element) -> None:
    callout = _styled(body, "CalloutInfo")
    assert "Mener une rencontre – Comment préparer, mener et raconter un entretien." in callout
    assert any(one.startswith("Grille d’entretien.pdf (fichier, 1,2 Mo) – ") for one in callout)


def test_markers_are_kept_in_pieces() -> None:
    """A marker in the title of a step or a card still gets its comment."""
    marked = Marked(1, (Text("[ENRICHIR]", at()),))
    steps = next(node for node in walk(dialect_book()) if isinstance(node, Steps))
    one = replace(steps, steps=(replace(steps.steps[0], title=(marked,)),))
    page = Page("x", "x.md", "page", t("X"), (one,), at())
    marker = Marker(1, "enrich", "sure", at(), "[ENRICHIR]", "Un titre", ("X",), "x", "f1")
    order = dialect_order("draft")
    book = Handbook(order.handbook.identity, (Part("p", (), (page,)),), (marker,))
    made = emit(order._replace(handbook=book))[FILE]
    assert len(every(part(made, "document.xml"), "w:commentReference")) == 1


def test_a_step_can_be_led_to() -> None:
    steps = Steps((Step(t("Écouter"), (), at(), "x-ecouter"),), at())
    page = Page("x", "x.md", "page", t("X"), (steps, p(CrossReference("x-ecouter", t("là"), at()))), at())
    order = dialect_order()
    made = emit(order._replace(handbook=Handbook(order.handbook.identity, (Part("p", (), (page,)),))))[FILE]
    body = part(made, "document.xml")
    name = bookmark("x-ecouter")
    assert [value(one, "w:name") for one in every(body, "w:bookmarkStart")].count(name) == 1
    assert name in [value(one, "w:anchor") for one in every(body, "w:hyperlink")]


def test_links_that_would_run_something_are_words_only() -> None:
    page = Page(
        "x", "x.md", "page", t("X"), (Embed("javascript:alert(1)", at()), p(Link("file:///etc/x", t("y"), at()))), at()
    )
    order = dialect_order()
    made = emit(order._replace(handbook=Handbook(order.handbook.identity, (Part("p", (), (page,)),))))[FILE]
    relations = parts(made)["word/_rels/document.xml.rels"].decode()
    assert "javascript" not in relations
    assert "file:" not in relations
    assert "javascript:alert(1)" in docx_text(made)


def test_every_style_named_in_the_tree_is_measured() -> None:
    """The estimate of pages knows each paragraph style by the same list that the reference document is made of."""
    tokens = look().tokens
    names = [style_.name for style_ in (*text_styles(tokens), *piece_styles(tokens))]
    assert len({style_id(name) for name in names}) == len(names)
