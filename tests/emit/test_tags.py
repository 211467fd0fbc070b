"""The tree of tags: what a screen reader says, in which order, and what it leaves out."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
import weasyprint.pdf

from tests.emit.laid import laid
from tests.emit.tag_tree import Tag, faults, shown, tag_tree

_PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
_SHEET = """
@page { size: 300px 200px; margin: 30px }
@page { @top-left { content: "Tête" } @bottom-right { content: "Pied " counter(page) } }
html { font: 12px/15px sans-serif } * { margin: 0; padding: 0 }
h1, h2, h3 { font-size: 12px } table { border-collapse: collapse } td, th { padding: 2px; border: 1px solid }
ul, ol { list-style: none; padding-left: 20px } ul > li::before { content: "•"; position: absolute; margin-left: -10px }
li { display: block }
ol { counter-reset: c } ol > li { counter-increment: c }
ol > li::before { content: counter(c) "."; position: absolute; margin-left: -15px }
.contents a { display: block } .contents a::after { content: leader(".") target-counter(attr(href), page) }
.contents li::before, li.task::before { content: none }
.footnote { float: footnote } .footnote::footnote-call { content: attr(data-n) }
.footnote::footnote-marker { content: attr(data-n) " " }
.line { display: block; counter-increment: l } .line::before { content: counter(l) " " }
.formula-block { display: block }
"""


def _pdf(body: str, sheet: str = "") -> bytes:
    """Lay out the body of a document on small pages."""
    html = f'<html lang="fr"><title>Essai</title><body>{body}'
    heard: list[str] = []
    data = laid(html, _SHEET + sheet, heard.append, {"book:p.svg": ("image/svg+xml", _PIXEL)})
    assert heard == []
    assert faults(data) == []
    return data


def _tree(body: str, sheet: str = "") -> Tag:
    return tag_tree(_pdf(body, sheet))


_LONG = "Une phrase qui se répète afin de remplir la page. " * 14


def test_heads_and_feet_are_artifacts_of_their_kind() -> None:
    data = _pdf(f"<h1>Un</h1><p>{_LONG}</p>")
    for page in shown(data):
        kinds = {(text.artifact or {}).get("Subtype"): text.words for text in page if text.number is None}
        assert kinds["/Header"] == "Tête"
        assert kinds["/Footer"].startswith("Pied ")
    assert "Tête" not in tag_tree(data).words


def test_a_paragraph_cut_by_a_page_is_one() -> None:
    tree = _tree(f"<p>{_LONG}</p>")
    assert tree.shape == "Document(P)"
    assert tree.pages >= {0, 1}


def test_lists_and_items_cut_by_a_page_are_one() -> None:
    tree = _tree(f"<ul><li>{_LONG}</li><li>{_LONG}</li></ul>")
    assert tree.shape == "Document(L(LI(Lbl LBody) LI(Lbl LBody)))"
    assert [one.words for one in tree.all("Lbl")] == ["•", "•"]
    assert all(len(item.pages) > 1 for item in tree.all("LI"))


def test_a_table_cut_by_pages_is_one_and_its_head_is_read_once() -> None:
    rows = "".join(f"<tr><td>ligne {number}</td><td><a href=#x>{number}</a></td></tr>" for number in range(30))
    data = _pdf(f"<p id=x>x<table><thead><tr><th>A<th><a href=#x>B</a></tr></thead><tbody>{rows}</tbody></table>")
    (table,) = tag_tree(data).all("Table")
    assert [part.role for part in table.kids if isinstance(part, Tag)] == ["THead", "TBody"]
    assert len(table.all("TR")) == 31
    assert len(table.pages) > 2
    (head,) = table.all("THead")
    assert head.pages == {0}
    repeated = [text.artifact for page in shown(data)[1:] for text in page if text.words == "A"]
    assert len(repeated) >= 2
    assert all(one == {"Type": "/Pagination"} for one in repeated)
    (link,) = head.all("Link")
    assert set(link.links) == {"B"}


def test_a_row_and_a_cell_cut_by_a_page_are_one() -> None:
    tree = _tree(f"<table><tr><td>{_LONG}</td><td>{_LONG}</td></tr></table>")
    assert tree.shape == "Document(Table(TBody(TR(TD TD))))"
    assert all(len(cell.pages) > 1 for cell in tree.all("TD"))


_SPANS = """<table>
<thead><tr><th rowspan=2>Domaine<th colspan=2 scope=colgroup>Niveaux</tr><tr><th>Un<th>Deux</tr></thead>
<tbody><tr><th colspan=3 scope=rowgroup>Produit</tr>
<tr><th rowspan=2 scope=row>Vision<td>a<td>b</tr><tr><td colspan=2>c</tr></tbody>
<tbody><tr><th colspan=3 scope=rowgroup>Équipe</tr><tr><th scope=row>Rôles<td>d<td></tr></tbody></table>"""


def test_cells_name_their_headers_under_spans() -> None:
    (table,) = _tree(_SPANS).all("Table")
    names = {one.facts["ID"]: one.words for one in table.all("TH") if "ID" in one.facts}
    heads = {
        one.words: [names[header] for header in one.facts.get("Headers", [])] for one in table.all() if one.role == "TD"
    }
    assert heads == {
        "a": ["Niveaux", "Un", "Produit", "Vision"],
        "b": ["Niveaux", "Deux", "Produit", "Vision"],
        "c": ["Niveaux", "Un", "Deux", "Produit", "Vision"],
        "d": ["Niveaux", "Un", "Équipe", "Rôles"],
        "": ["Niveaux", "Deux", "Équipe", "Rôles"],
    }


def test_headers_have_a_scope_and_name_the_headers_above_them() -> None:
    (table,) = _tree(_SPANS).all("Table")
    names = {one.facts["ID"]: one.words for one in table.all("TH") if "ID" in one.facts}
    said = {
        one.words: (one.facts["Scope"], [names[header] for header in one.facts.get("Headers", [])])
        for one in table.all("TH")
    }
    assert said == {
        "Domaine": ("Column", []),
        "Niveaux": ("Column", []),
        "Un": ("Column", ["Niveaux"]),
        "Deux": ("Column", ["Niveaux"]),
        "Produit": ("Row", []),
        "Vision": ("Row", ["Domaine", "Produit"]),
        "Équipe": ("Row", []),
        "Rôles": ("Row", ["Domaine", "Équipe"]),
    }


def test_a_header_ends_where_another_of_its_width_stands_below_it() -> None:
    rows = "<tr><th scope=col>A<th scope=col>B</tr><tr><td>1<td>2</tr>"
    (table,) = _tree(f"<table>{rows}<tr><th scope=col>C<td>3</tr><tr><td>4<td>5</tr></table>").all("Table")
    names = {one.facts["ID"]: one.words for one in table.all("TH") if "ID" in one.facts}
    heads = {one.words: [names[header] for header in one.facts["Headers"]] for one in table.all("TD")}
    assert heads == {"1": ["A"], "2": ["B"], "3": ["B"], "4": ["C"], "5": ["B"]}


def test_a_table_says_what_it_is() -> None:
    tree = _tree("<table aria-label='Qui fait quoi'><caption>Des rôles</caption><tr><td>a</table>")
    assert tree.shape == "Document(Table(Caption TBody(TR(TD))))"
    assert "Summary" not in tree.all("Table")[0].facts
    tree = _tree("<table aria-label='Qui fait quoi'><tr><td>a</table>")
    assert tree.all("Table")[0].facts["Summary"] == "Qui fait quoi"


def test_a_line_of_contents_is_one_link_and_its_dots_are_no_text() -> None:
    lines = '<li><a href="#a"><span class="number">1</span> Le <em>début</em></a></li><li><a href="#b">Fin</a></li>'
    data = _pdf(f'<section class="contents"><h1>Sommaire</h1><ul>{lines}</ul></section><h2 id=a>A</h2><h2 id=b>B</h2>')
    (toc,) = tag_tree(data).all("TOC")
    assert toc.shape == "TOC(TOCI(Reference(Link)) TOCI(Reference(Link)))"
    assert [link.links for link in toc.all("Link")] == [("1 Le début",), ("Fin",)]
    assert [link.words for link in toc.all("Link")] == ["1| Le |début|1", "Fin|1"]
    dots = [text.artifact for page in shown(data) for text in page if text.words == "."]
    assert dots
    assert all(one == {"Type": "/Layout"} for one in dots)


def test_a_link_over_two_lines_is_one_and_says_where_it_goes() -> None:
    words = "un lien qui a tant de mots qu’il ne tient pas dans une seule ligne"
    tree = _tree(
        f'<p>Voir <a href="https://www.example.org/a/b?c=d">{words}</a> et <a href="mailto:a@example.org">là</a>.'
    )
    long, short = tree.all("Link")
    assert long.links == (f"{words} (www.example.org)",) * 2
    assert short.links == ("là (mailto:a@example.org)",)
    assert tree.shape == "Document(P(Link Link))"


def test_links_are_not_nested_and_cover_their_pictures() -> None:
    data = _pdf('<p><a href="https://example.org"><em>Un <b>mot</b></em> <img src="book:p.svg" alt="plan"></a>')
    (link,) = tag_tree(data).all("Link")
    assert link.links == ("Un mot plan (example.org)",)
    ((_left, bottom, _right, top),) = _areas(data)
    assert top - bottom >= 20 * 0.75


def _areas(data: bytes) -> list[list[float]]:
    """Give the rectangles of links: left, bottom, right, top."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        areas = [[float(side) for side in one.Rect] for page in pdf.pages for one in page.get("/Annots", [])]
    return [[min(one[0], one[2]), min(one[1], one[3]), max(one[0], one[2]), max(one[1], one[3])] for one in areas]


def test_footnotes_stand_behind_their_calls() -> None:
    note = '<span class="footnote" id="n" data-n="1">La <i>note</i>.</span>'
    tree = _tree(f"<section id='début'><p>Un mot{note}, la suite.</p></section><p>{_LONG}</p>")
    (paragraph, _after) = tree.all("P")
    assert [kid if isinstance(kid, str) else kid.role for kid in paragraph.kids] == [
        "Un mot",
        "Reference",
        "Note",
        ", la suite.",
    ]
    (found,) = tree.all("Note")
    assert found.facts["ID"] == "d-but.n1"
    assert found.shape == "Note(Lbl)"
    assert found.words == "1 |La |note|."


def test_every_identity_is_in_the_tree_of_names() -> None:
    data = _pdf(_SPANS + '<p>a<span class="footnote" data-n="1">b</span></p>')
    ids = sorted(one.facts["ID"] for one in tag_tree(data).all() if "ID" in one.facts)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == ids
    assert [str(element.ID) for element in names[1::2]] == ids


@pytest.mark.parametrize(
    ("body", "shape", "numbering"),
    [
        ("<ul><li>a</li><li><p>b</p></li></ul>", "L(LI(Lbl LBody) LI(Lbl LBody(P)))", "Disc"),
        ("<ol><li>a<ul><li>b</ul></ol>", "L(LI(Lbl LBody(L(LI(Lbl LBody)))))", "Decimal"),
        ("<ul class='contents-links'><li>a</ul>", "L(LI(Lbl LBody))", "Disc"),
        (
            "<ul><li class=task><span class=box role=img aria-label=Fait>x</span><div>a</div></ul>",
            "L(LI(Lbl LBody(P)))",
            "None",
        ),
        ("<dl><dt>a<dd>b<dd>c<dt>d<dd>e</dl>", "L(LI(Lbl LBody(P P)) LI(Lbl LBody(P)))", "None"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "L(LI(Lbl LBody(P)))", "None"),
    ],
)
def test_lists(body: str, shape: str, numbering: str) -> None:
    (listed, *_inner) = _tree(body).all("L")
    assert listed.shape == shape
    assert listed.facts["ListNumbering"] == numbering


def test_a_figure_holds_its_picture_and_its_caption() -> None:
    figure = (
        '<figure><img src="book:p.svg" alt="Un plan" style="display:block"><figcaption>Figure 1</figcaption></figure>'
    )
    tree = _tree(f"<p>Avant.</p>{figure}<p>Mot <img src='book:p.svg' alt=''> <img src='book:p.svg' alt='bouton'>.</p>")
    assert tree.shape == "Document(P Figure(Caption) P(Figure))"
    block, inline = tree.all("Figure")
    assert block.facts["Alt"] == "Un plan"
    # From the page's lower left corner: a margin of 30 px, a line of 15 px, then 20 px of picture.
    assert [float(side) for side in block.facts["BBox"]] == pytest.approx([22.5, 101.25, 52.5, 116.25])
    assert (block.facts["Placement"], inline.facts["Placement"]) == ("Block", "Inline")


def test_a_figure_without_a_picture_is_words() -> None:
    tree = _tree("<figure><div>Image manquante</div><figcaption>Figure 1</figcaption></figure>")
    assert tree.shape == "Document(P P)"


def test_a_formula_says_its_signs() -> None:
    (formula,) = _tree(r'<p>Soit <img class="formula" src="book:p.svg" alt="\pi r^2">.').all("Formula")
    assert formula.facts["Alt"] == r"\pi r^2"


def test_languages_expansions_and_names_of_signs() -> None:
    data = _pdf(
        '<p>Un <em lang="en">sprint</em>, le <abbr title="référentiel">RGAA</abbr>, '
        '<span class="emoji" role="img" aria-label="cadenas">x</span> et <span aria-hidden="true">y</span>.</p>'
        '<blockquote lang="en"><p>All.</p></blockquote>'
    )
    tree = tag_tree(data)
    assert tree.shape == "Document(P(Span Span Span) BlockQuote(P))"
    assert [one.facts for one in tree.all("Span")] == [{"Lang": "en"}, {"E": "référentiel"}, {"Alt": "cadenas"}]
    assert tree.all("BlockQuote")[0].facts == {"Lang": "en"}
    assert "y" not in tree.words
    assert [text.artifact for page in shown(data) for text in page if text.words == "y"] == [{"Type": "/Layout"}]
    assert "x" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


def test_code_is_code_and_its_line_numbers_are_not() -> None:
    tree = _tree('<pre><code><span class="line">a = 1\n</span><span class="line">b\n</span></code></pre>')
    assert tree.shape == "Document(P(Code Code))"
    assert tree.words == "a = 1|b"


def test_a_line_drawn_with_words_is_theirs() -> None:
    tree = _tree("<p>Un <s>mot</s>, un <u>autre</u>.")
    assert tree.words == "Un |mot|, un |autre|."


def test_sections_have_titles_and_what_only_groups_goes() -> None:
    head = "<header><h2 data-label='1 Un'>1 Un</h2></header>"
    chapter = f"<section class='chapter' id=a>{head}<div><div>Mot</div></div></section>"
    tree = _tree(f"<section class='part'><h1 data-label='Partie I'>I</h1></section>{chapter}")
    assert tree.shape == "Document(Part(H1) Sect(H2 P))"
    assert [one.facts.get("T") for one in tree.all() if one.role in ("Part", "Sect")] == ["Partie I", "1 Un"]


def test_what_stands_beside_the_text_is_read_where_it_is_written() -> None:
    tree = _tree("<h1><span style='position:absolute;right:0;bottom:0'>9</span> Titre</h1><p>Après.</p>")
    assert tree.words == "9|Titre|Après."


def test_an_index_is_an_index() -> None:
    entry = "<section><h2>A</h2><ul><li><a class=index-link href='#x'>archiviste</a></ul></section>"
    tree = _tree(f"<p id=x>x</p><div class='index index-names'><div>{entry}</div></div>")
    assert tree.all("Index")[0].shape == "Index(Sect(H2 L(LI(Lbl LBody(Link)))))"


_NARROW = "@page { size: 140px 400px } body { hyphens: auto; hyphenate-character: '\\2060-' }"


def test_hyphens_of_the_layout_do_not_stay_in_copied_text() -> None:
    words = "L’accompagnement intergouvernemental des professionnels internationalement reconnus, un porte-monnaie."
    data = _pdf(f"<p>{words}</p>", _NARROW)
    read = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "-\r\n" not in read
    # PDFium gives a hyphen at the end of a line as U+FFFE and leaves the line's end out.
    assert "intergouvernemental" in read.replace("\ufffe", "")
    hyphens = [text.words for page in shown(data) for text in page if text.marks[-1][1].get("ActualText")]
    assert len(hyphens) >= 3
    assert set(hyphens) == {"\u00ad"}
    whole = tag_tree(data).words.replace("|", "").replace("\u00ad", "")
    assert "intergouvernemental" in whole
    assert "porte-monnaie" in whole


def test_a_hyphen_of_the_author_stays() -> None:
    data = _pdf("<p>portefeuille-portemonnaie</p>", _NARROW + " body { hyphens: manual }")
    assert "portefeuille-" in [text.words for page in shown(data) for text in page]


def test_the_function_of_the_library_is_put_back() -> None:
    before = weasyprint.pdf.add_tags
    _pdf("<p>x</p>")
    assert weasyprint.pdf.add_tags is before
