"""An OpenDocument text read back: its words, whatever they stand in, with tracked changes, anchors and comments."""

from __future__ import annotations

from base64 import b64encode

from pipeline.manuscript.edition import CARRIED, IDENTITY, Edition, packed
from pipeline.manuscript.manuscript import OBJECT, Change, Point, whole
from tests.manuscript.files import anchored, commented, flat_odf, odf, printed, reading

WHO = "<office:change-info><dc:creator>{}</dc:creator><dc:date>2026-03-02T09:00:00</dc:date></office:change-info>"


def region(key: str, *parts: str) -> str:
    """Give a changed region."""
    return f'<text:changed-region xml:id="{key}" text:id="{key}">{"".join(parts)}</text:changed-region>'


def deletion(inside: str, who: str = "Anne") -> str:
    """Give a deletion with what was deleted."""
    return f"<text:deletion>{WHO.format(who)}{inside}</text:deletion>"


def insertion(who: str = "Anne") -> str:
    """Give an insertion."""
    return f"<text:insertion>{WHO.format(who)}</text:insertion>"


def at(key: str) -> str:
    """Give the place of a deletion."""
    return f'<text:change text:change-id="{key}"/>'


def within(key: str, inside: str) -> str:
    """Give an inserted passage."""
    return f'<text:change-start text:change-id="{key}"/>{inside}<text:change-end text:change-id="{key}"/>'


def p(inside: str, style: str = "Standard") -> str:
    """Give a paragraph."""
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def changed(regions: str, body: str) -> list[str]:
    """Give the printed reading of a text with tracked changes."""
    return printed(reading(odf(f"<text:tracked-changes>{regions}</text:tracked-changes>{body}")))


def test_insertions_and_deletions_in_a_paragraph() -> None:
    formatted = f"<text:format-change>{WHO.format('Paul')}</text:format-change>"
    regions = region("a", insertion()) + region("b", deletion(p("réduite"), "Paul")) + region("c", formatted)
    body = p("Une équipe " + at("b") + within("a", "restreinte") + within("c", " agit") + ".")
    assert changed(regions, body) == ["Une équipe [-Paul:réduite-][+Anne:restreinte+] agit."]


def test_a_change_says_who_and_when() -> None:
    body = f"<text:tracked-changes>{region('a', insertion())}</text:tracked-changes>" + p(within("a", "x"))
    assert reading(odf(body)).paragraphs[0].runs[0].changes == (Change("insertion", "Anne", "2026-03-02T09:00:00"),)


def test_moves_as_libreoffice_writes_them() -> None:
    mark = '<text:bookmark-{} text:name="__RefMove{}__move1"/>'
    moved = p(mark.format("start", "From") + "Bougé" + mark.format("end", "From"))
    regions = region("a", deletion(moved)) + region("b", insertion()) + region("c", insertion())
    there = mark.format("start", "To") + within("b", "Bougé") + mark.format("end", "To")
    body = f"<text:tracked-changes>{regions}</text:tracked-changes>" + p(at("a") + " ici " + there + within("c", "!"))
    changes = [one for run in reading(odf(body)).paragraphs[0].runs for one in run.changes]
    assert [(one.sort, one.is_move) for one in changes] == [
        ("deletion", True),
        ("insertion", True),
        ("insertion", False),
    ]


def test_inserted_then_deleted() -> None:
    regions = region("a", deletion(p("ôté"), "Paul"), insertion())
    assert changed(regions, p("Gardé, " + at("a"))) == ["Gardé, [-Paul:[+Anne:ôté+]-]"]


def test_an_insertion_over_paragraphs() -> None:
    start, end = '<text:change-start text:change-id="a"/>', '<text:change-end text:change-id="a"/>'
    body = p("Un" + start + " et") + p("deux") + p(end + "trois")
    assert changed(region("a", insertion()), body) == ["Un[+Anne: et+]¶+", "[+Anne:deux+]¶+", "trois"]


def test_a_deletion_over_paragraphs() -> None:
    regions = region("a", deletion(p("fin du premier") + p("le deuxième") + p("début du")))
    assert changed(regions, p("Gardé : " + at("a") + " troisième")) == [
        "Gardé : [-Anne:fin du premier-]¶-",
        "[-Anne:le deuxième-]¶-",
        "[-Anne:début du-] troisième",
    ]


def test_two_paragraphs_joined() -> None:
    assert changed(region("a", deletion(p("") + p(""))), p("Joint" + at("a") + " au suivant")) == [
        "Joint¶-",
        " au suivant",
    ]


def test_a_deleted_table_and_a_deleted_list() -> None:
    row = f"<table:table-row><table:table-cell>{p('case')}</table:table-cell></table:table-row>"
    table = f"<table:table>{row}</table:table>"
    items = (
        f"<text:list><text:list-item>{p('un')}</text:list-item><text:list-item>{p('deux')}</text:list-item></text:list>"
    )
    regions = region("a", deletion(p("") + table + p("reste"))) + region("b", deletion(items))
    assert changed(regions, p("Avant" + at("a") + " après") + at("b") + p("Fin")) == [
        "Avant¶-",
        "[-Anne:case-]¶-",
        "[-Anne:reste-] après",
        "[-Anne:un-]¶-",
        "[-Anne:deux-]¶-",
        "Fin",
    ]


def test_a_deletion_inside_itself_is_read_once() -> None:
    regions = region("a", deletion(p("x" + at("a") + at("b")))) + region("b", deletion(p("y" + at("a"))))
    assert changed(regions, p(at("a") + at("a") + at("b"))) == ["[-Anne:xy-]"]


def test_blanks_in_a_row_are_one() -> None:
    body = p("\n   Un   <text:span> deux</text:span>\n<text:s text:c='2'/>trois<text:tab/>q<text:line-break/> r")
    assert printed(reading(odf(body))) == ["Un deux   trois\tq\n r"]


def test_numbers_that_the_client_counts_are_left_out() -> None:
    fields = (
        "<text:page-number>4</text:page-number>/<text:page-count>12</text:page-count>",
        '<text:bookmark-ref text:reference-format="page" text:ref-name="x">xii</text:bookmark-ref>',
        '<text:note-ref text:reference-format="text" text:note-class="footnote">3</text:note-ref>',
        '<text:sequence text:name="Figure">2</text:sequence>',
        '<text:bookmark-ref text:reference-format="page" text:ref-name="x">Erreur : inconnu</text:bookmark-ref>',
    )
    kept = (
        '<text:bookmark-ref text:reference-format="text" text:ref-name="x">12</text:bookmark-ref>',
        '<text:bookmark-ref text:reference-format="page" text:ref-name="x">la page du budget</text:bookmark-ref>',
    )
    line = p("Le cadre<text:tab/>12") + p("Sans page")
    index = f"<text:table-of-content><text:index-body>{line}</text:index-body></text:table-of-content>"
    body = "".join(p(f"a-{one}-b") for one in (*fields, *kept)) + index + p("Le cadre<text:tab/>12")
    assert printed(reading(odf(body))) == [
        *("a-/-b", *["a--b"] * 4),
        *("a-12-b", "a-la page du budget-b"),
        *("Le cadre\t", "Sans page", "Le cadre\t12"),
    ]


def test_what_words_may_stand_in() -> None:
    link = '<text:a xlink:href="https://exemple.fr">lien</text:a>'
    field = '<text:bookmark-ref text:ref-name="x" text:reference-format="page">12</text:bookmark-ref>'
    header = f"<text:list-header>{p('tête')}</text:list-header>"
    item = f"<text:list>{header}<text:list-item>{p('point')}</text:list-item></text:list>"
    index = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Modèle</text:index-title-template>"
        f"</text:table-of-content-source><text:index-body>{p('Sommaire')}</text:index-body></text:table-of-content>"
    )
    section = f"<text:section text:name='x'>{p('section')}</text:section>"
    numbered = p("<text:number>1.</text:number>titre<text:soft-page-break/> long")
    body = p(f"{link}, p. {field}") + item + index + section + numbered
    assert printed(reading(odf(body))) == ["lien, p. ", "tête", "point", "Sommaire", "section", "titre long"]


def test_headings_and_styles() -> None:
    heading = '<text:h text:style-name="Heading_20_2" text:outline-level="2">Le cadre</text:h>'
    manuscript = reading(odf(heading + p("x", "P1") + p("y", "Standard")))
    assert [(one.style, one.level) for one in manuscript.paragraphs] == [
        ("Heading 2", 2),
        ("Text body", 0),
        ("Standard", 0),
    ]


def test_places_of_cells_however_often_they_repeat() -> None:
    def cell(inside: str, tag: str = "table-cell", more: str = "") -> str:
        return f"<table:{tag} {more}>{inside}</table:{tag}>"

    inner = f"<table:table><table:table-row>{cell(p('dedans'))}</table:table-row></table:table>"
    often = 'table:number-columns-repeated="999999999999"'
    rows = (
        f"<table:table-header-rows><table:table-row>{cell(p('tête'))}</table:table-row></table:table-header-rows>"
        f"<table:table-row table:number-rows-repeated='2'>{cell(p('a'))}{cell('', 'covered-table-cell')}{cell(p('b'))}"
        f"</table:table-row><table:table-row>{cell(inner)}{cell(p(''), more=often)}</table:table-row>"
    )
    manuscript = reading(odf(f"<table:table><table:table-column/>{rows}</table:table>"))
    assert [(whole(one), one.table) for one in manuscript.paragraphs] == [
        ("tête", (1, 1, 1)),
        ("a", (1, 2, 1)),
        ("b", (1, 2, 3)),
        ("dedans", (1, 4, 1, 1, 1, 1)),
        ("", (1, 4, 2)),
    ]


def test_frames_pictures_and_objects() -> None:
    box = f"<draw:frame><draw:text-box>{p('boîte')}</draw:text-box></draw:frame>"
    picture = "<draw:frame><draw:image/><svg:title>Titre</svg:title><svg:desc>Texte</svg:desc></draw:frame>"
    chart = f"<draw:frame><draw:object>{p('axe')}</draw:object></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('forme')}</draw:custom-shape><draw:line/></draw:g>"
    manuscript = reading(odf(p(f"a{box}b{picture}{chart}c{shape}d")))
    assert [(whole(one), one.region) for one in manuscript.paragraphs] == [
        (f"ab{OBJECT}{OBJECT}cd", "body"),
        ("boîte", "frame"),
        ("forme", "frame"),
    ]


def test_notes_stand_last() -> None:
    def note(sort: str, inside: str) -> str:
        return (
            f'<text:note text:note-class="{sort}"><text:note-citation>1</text:note-citation><text:note-body>{inside}'
            "</text:note-body></text:note>"
        )

    regions = region("a", deletion(p("ôté" + note("footnote", p("note ôtée")))))
    body = p("A" + note("endnote", p("fin")) + "B" + note("footnote", p("pied"))) + p("C" + at("a"))
    manuscript = reading(odf(f"<text:tracked-changes>{regions}</text:tracked-changes>{body}"))
    assert printed(manuscript) == ["AB", "C[-Anne:ôté-]", "pied", "[-Anne:note ôtée-]¶-", "fin"]
    assert [one.region for one in manuscript.paragraphs] == ["body", "body", "note", "note", "note"]


def annotation(text: str, more: str = "", name: str = "") -> str:
    """Give a comment of Paul's."""
    named = f'office:name="{name}"' if name else ""
    return (
        f"<office:annotation {named} {more}><dc:creator>Paul</dc:creator><dc:date>2026-03-04T08:30:00</dc:date>"
        f"<meta:creator-initials>P</meta:creator-initials>{text}</office:annotation>"
    )


def test_comments() -> None:
    first = annotation(
        p("Combien ?") + f"<text:list><text:list-item>{p('cinq')}</text:list-item></text:list>", name="c1"
    )
    answer = annotation(p("Six."), 'loext:resolved="true" loext:parent-name="c1"', "c2")
    body = p(f"Une {first}{answer}équipe<office:annotation-end office:name='c1'/> agit{annotation(p('Où ?'))}.")
    manuscript = reading(odf(body + p("Fin")))
    assert commented(manuscript) == [("Paul", "Combien ?\ncinq", "équipe"), ("Paul", "Six.", ""), ("Paul", "Où ?", "")]
    assert [(one.parent, one.is_resolved, one.when) for one in manuscript.comments] == [
        ("", False, "2026-03-04T08:30:00"),
        ("c1", True, "2026-03-04T08:30:00"),
        ("", False, "2026-03-04T08:30:00"),
    ]
    assert manuscript.comments[2].start == Point(0, 15)
    assert len({one.identifier for one in manuscript.comments}) == 3


def test_a_comment_over_paragraphs() -> None:
    body = p(f"Un {annotation(p('x'), name='c')}deux") + p("trois<office:annotation-end office:name='c'/> quatre")
    assert commented(reading(odf(body))) == [("Paul", "x", "deux…trois")]


def test_anchors() -> None:
    mark = '<text:bookmark-{} text:name="{}"/>'
    body = "".join(
        (
            p(mark.format("start", "_hb_1_x") + "Un" + mark.format("end", "_hb_1_x") + " deux"),
            p('a<text:bookmark text:name="_hb_2_x"/>b' + mark.format("start", "_hb_3_x") + "c"),
            p("d" + mark.format("end", "_hb_3_x") + mark.format("start", "autre") + mark.format("end", "autre")),
        )
    )
    manuscript = reading(odf(body))
    assert anchored(manuscript) == {"_hb_1_x": (0, "Un"), "_hb_2_x": (1, ""), "_hb_3_x": (1, "c")}


def test_the_edition_as_properties() -> None:
    edition = packed(Edition("Guide", False, (), {}))
    said = f'<meta:user-defined meta:name="{IDENTITY}">abc</meta:user-defined>'
    data = f'<meta:user-defined meta:name="{CARRIED}">{b64encode(edition).decode()}</meta:user-defined>'
    for file in (odf(p("x"), meta=said + data), flat_odf(p("x"), meta=said + data)):
        manuscript = reading(file)
        assert (manuscript.edition, manuscript.packed, manuscript.format) == ("abc", edition, "odt")


def test_a_flat_file_reads_the_same() -> None:
    body = '<text:h text:outline-level="1">Le cadre</text:h>' + p("Une  équipe", "P1") + p(annotation(p("x")))
    assert reading(flat_odf(body)) == reading(odf(body))
