"""Markers seen everywhere: one number and one stable name in every output of a draft, read back by other means."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import combinations
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest
from lxml import html
from msgspec.structs import replace

from pipeline.emit import EMITTERS
from pipeline.emit.due import due_words, is_overdue, priority_word
from pipeline.emit.look import look
from pipeline.emit.order import Edition, Order
from pipeline.emit.spots import anchor_of, entry_of
from pipeline.emit.unfinished import comment_lines, said, tallies
from pipeline.messages import speaker
from pipeline.model import Handbook, Marker
from pipeline.source import Span
from tests.emit.docx_reading import every, inside, part, q, value
from tests.emit.docx_reading import said as words_of
from tests.markers.reading import recognised

BUILT = date(2026, 3, 14)
SUMMARY = "# Table of contents\n\n* [Les rôles](roles.md)\n* [Le budget](budget.md)\n* [Plus tard](tard.md)\n"
ROLES = """# Les rôles \\[À COMPLÉTER]

Trois dans une ligne : \\[ENRICHIR], \\[À COMPLÉTER] et \\[À VALIDER].

Une ligne avec \\[ENRICHIR] qui continue.

## Qui fait quoi

* un \\[ENRICHIR]
* deux

| Tâche | Qui |
| --- | --- |
| Écrire \\[À COMPLÉTER] | Léa |

[Un lien \\[À COMPLÉTER\\] vers ailleurs](https://www.example.org/)

Une phrase avec une note[^1].

[^1]: La note est \\[À COMPLÉTER].

{% hint style="info" %}
\\[ENRICHIR] dans un encadré.
{% endhint %}

<details>

<summary>Plier \\[ENRICHIR]</summary>

Dedans \\[À COMPLÉTER].

</details>

{% tabs %}
{% tab title="Un" %}
Texte \\[À COMPLÉTER] d'un onglet.
{% endtab %}
{% endtabs %}
"""
SOURCES = {
    "SUMMARY.md": SUMMARY,
    "roles.md": ROLES,
    "budget.md": "# Le budget\n\nTODO(lea): les dépenses\n\n![Plan](plan.png)\n\n"
    "Le service \\[NOM DU SERVICE] répond.\n",
    "tard.md": "# Plus tard\n",
}
FACTS = {0: ("camille.martin", "2026-01-31", "high"), 1: ("", "2026-12-31", "low"), 2: ("lea", "", "")}


def dressed(book: Handbook) -> Handbook:
    """Give a book whose markers have owners, dates and priorities."""
    markers = (
        replace(one, owner=FACTS[place % 3][0], due=FACTS[place % 3][1], priority=FACTS[place % 3][2])
        for place, one in enumerate(book.markers)
    )
    return replace(book, markers=tuple(markers))


def order(book: Handbook, edition: Edition = "draft") -> Order:
    return Order(book, edition, look(), lambda _path: b"", speaker("fr"), lambda _found: None, BUILT)


@pytest.fixture(scope="module")
def book() -> Handbook:
    return dressed(recognised(SOURCES))


@pytest.fixture(scope="module")
def page(book: Handbook) -> str:
    return EMITTERS["html"](order(book))["handbook.html"].decode()


@pytest.fixture(scope="module")
def pdf(book: Handbook) -> bytes:
    return EMITTERS["pdf"](order(book))["handbook.pdf"]


@pytest.fixture(scope="module")
def word(book: Handbook) -> bytes:
    return EMITTERS["docx"](order(book))["handbook.docx"]


class Note(NamedTuple):
    """A comment as a reader of the file gets it."""

    number: str
    name: str


def _tree(page: str) -> Any:
    """Give the tree of a page; lxml's own types are too wide to be of use here."""
    return html.document_fromstring(page)


def _in_page(page: str) -> set[Note]:
    """Give the number shown at each anchor."""
    places = _tree(page).xpath("//*[starts-with(@id, 'm-')]")
    return {Note(place.find_class("marker-number")[0].text_content(), place.get("id", "")) for place in places}


def _annotations(pdf: bytes) -> list[dict[str, Any]]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [
            {
                "page": number,
                "name": str(one.NM),
                "author": str(one.T),
                "words": str(one.Contents),
                "day": str(one.M),
                "flags": int(one.F),
                "quads": [float(side) for side in one.QuadPoints],
                "drawn": bytes(one.AP.N.read_bytes()),
            }
            for number, sheet in enumerate(file.pages)
            for one in sheet.get("/Annots", [])
            if one.Subtype == "/Highlight"
        ]


def _in_pdf(pdf: bytes) -> set[Note]:
    return {Note(_number(one["words"]), one["name"]) for one in _annotations(pdf)}


def _in_word(word: bytes) -> set[Note]:
    comments = every(part(word, "comments.xml"), "w:comment")
    lines = [[words_of(line) for line in every(one, "w:p")] for one in comments]
    return {Note(_number(one[0]), one[-1]) for one in lines}


def _number(words: str) -> str:
    found = re.match(r"n°\s(\d+) · ", words)
    assert found, words
    return found[1]


def test_every_output_has_the_same_numbers_and_names(book: Handbook, page: str, pdf: bytes, word: bytes) -> None:
    wanted = {Note(str(one.number), anchor_of(one)) for one in book.markers}
    assert len(wanted) == len(book.markers) >= 15
    assert _in_page(page) == wanted
    assert _in_pdf(pdf) == wanted
    assert _in_word(word) == wanted
    report = EMITTERS["todo"](order(book))["todo.html"].decode()
    links = set(re.findall(r'href="handbook\.html#([^"]+)"', report))
    assert {one.name for one in wanted} <= links


def test_the_list_at_the_end_has_them_too(book: Handbook, page: str, pdf: bytes, word: bytes) -> None:
    root = _tree(page)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        places = {str(name) for name in pikepdf.NameTree(file.Root.Names.Dests)}
    names = {value(one, "w:name"): one for one in every(part(word, "document.xml"), "w:bookmarkStart")}
    for one in book.markers:
        (line,) = root.xpath(f"//*[@id='{entry_of(one)}']")
        assert line.find_class("todo-number")[0].text_content() == str(one.number)
        assert {anchor_of(one), entry_of(one)} <= places
        start = names["b_" + entry_of(one).replace("-", "_")]
        assert words_of(_paragraph(start)).startswith(f"{one.number}\t")


def test_anchors_outlive_a_marker_written_before(book: Handbook) -> None:
    """The numbers move, the anchors do not: a link in an issue still leads to its place."""
    added = {**SOURCES, "roles.md": ROLES.replace("# Les rôles", "# Les rôles\n\nTBD\n\n##", 1)}
    before = {one.text + one.subject: anchor_of(one) for one in book.markers if one.page == "budget"}
    after = {one.text + one.subject: one for one in recognised(added).markers if one.page == "budget"}
    assert {name: anchor_of(one) for name, one in after.items()} == before
    numbers = {one.text + one.subject: one.number for one in book.markers}
    assert all(one.number == numbers[name] + 1 for name, one in after.items())


class _Nesting(HTMLParser):
    """Reads tags as they are written and notes what HTML forbids (HTML Standard, 4.4.1, 4.5.1): parsers hide it."""

    _VOID = frozenset(("br", "hr", "img", "meta", "link", "col", "input", "wbr"))
    _PHRASING = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "mark", "strong", "em", "summary"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("aside", "div", "p") and self._PHRASING.intersection(self.open):
            self.wrong.append(f"{tag} in {self.open}")
        if tag == "a" and "a" in self.open:
            self.wrong.append(f"a in {self.open}")
        if self.open and self.open[-1] in ("ul", "ol") and tag != "li":
            self.wrong.append(f"{tag} in {self.open[-1]}")
        if tag not in self._VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._VOID:
            return
        while self.open and self.open.pop() != tag:
            self.wrong.append(f"unclosed before </{tag}>")


def test_the_page_nests_as_html_wants(page: str) -> None:
    reader = _Nesting()
    reader.feed(page)
    assert reader.wrong == []


def test_each_marker_has_a_note_with_all_that_is_known(book: Handbook, page: str) -> None:
    root = _tree(page)
    notes = {one.find_class("note-mark")[0].text_content(): one for one in root.iter("aside")}
    assert sorted(map(int, notes)) == [one.number for one in book.markers]
    for one in book.markers:
        text, known = notes[str(one.number)].text_content(), said(one, BUILT, "fr", speaker("fr"))
        assert notes[str(one.number)].get("aria-label") == f"Passage à compléter n°\u00a0{one.number}"
        assert all(fact in text for fact in (known.kind, *known.facts()))


def test_a_note_follows_its_words_and_repeats_nothing(book: Handbook, page: str) -> None:
    root = _tree(page)
    found = [node.get("id") or node.get("aria-label") for node in root.iter("mark", "aside")]
    for one in book.markers:
        if anchor_of(one) in found:
            assert found.index(anchor_of(one)) < found.index(f"Passage à compléter n°\u00a0{one.number}")
    (beside,) = (note for note in root.iter("aside") if note.find_class("note-mark")[0].text_content() == "5")
    assert beside.find_class("note-subject") == []


PIECES = """# Les essais

{% stepper %}
{% step %}
### Un pas \\[À COMPLÉTER]

Le texte \\[ENRICHIR] du pas.
{% endstep %}
{% endstepper %}

{% tabs %}
{% tab title="Un onglet [À COMPLÉTER]" %}
Le texte \\[ENRICHIR] de l'onglet.
{% endtab %}
{% endtabs %}
"""
SHEET = """# chargé/e d'essai
**ID:** MET.90003

**Appellations:**
- Féminin: chargée d'essai
- Masculin: chargé d'essai

## Présentation

Cette personne essaie \\[ENRICHIR] ce qui se présente.

**Niveau d'accès minimum:** \\[À COMPLÉTER]
"""


def test_notes_stand_in_order_below_what_they_belong_to() -> None:
    """The note of a title is not behind what the title is of, nor that of a job's facts behind its whole sheet."""
    sources = {"SUMMARY.md": "# S\n\n* [A](a.md)\n* [B](b.md)\n", "a.md": PIECES, "b.md": SHEET}
    root = _tree(EMITTERS["html"](order(recognised(sources)))["handbook.html"].decode())
    found = [node.text_content().split()[0] for node in root.find_class("note-mark")]
    assert found[:4] == ["1", "2", "3", "4"]
    sheet = next(iter(root.find_class("sheet")))
    (facts,) = (note for note in sheet.iter("aside") if note.get("class") == "marker-note" and _behind_facts(note))
    assert facts.find_class("note-head")[0].text_content().startswith(found[4])


def _behind_facts(note: Any) -> bool:
    block = note.getparent().getparent()
    return [child.get("class") for child in block] == ["facts", "marker-notes"]


def test_one_steps_from_marker_to_marker(book: Handbook, page: str) -> None:
    root = _tree(page)
    ids = {str(one) for one in root.xpath("//@id")}
    ways = [[link.get("href", "")[1:] for link in note.find_class("note-steps")[0]] for note in root.iter("aside")]
    assert {name for way in ways for name in way} <= ids
    seconds = next(way for way in ways if way == [anchor_of(book.markers[0]), anchor_of(book.markers[2])])
    assert seconds


def test_annotations_say_all_and_are_printed(book: Handbook, pdf: bytes) -> None:
    by_name = {anchor_of(one): one for one in book.markers}
    for one in _annotations(pdf):
        marker = by_name[one["name"]]
        assert one["author"] == (marker.owner or "Équipe éditoriale")
        assert one["words"].splitlines() == list(comment_lines(said(marker, BUILT, "fr", speaker("fr"))))
        assert one["day"] == "D:20260314000000Z"
        assert one["flags"] & 0b100111 == 4
        assert b"re" in one["drawn"]


def test_an_annotation_stands_on_the_words_of_its_marker(book: Handbook, pdf: bytes) -> None:
    by_name = {anchor_of(one): one for one in book.markers}
    document = pypdfium2.PdfDocument(pdf)
    for one in _annotations(pdf):
        marker, text = by_name[one["name"]], document[one["page"]].get_textpage()
        sides = one["quads"]
        quads = [sides[start : start + 8] for start in range(0, len(sides), 8)]
        read = " ".join(text.get_text_bounded(quad[0] - 1, quad[5], quad[2] + 1, quad[1]) for quad in quads)
        words = marker.text.replace("\\", "").replace("*", "")
        wanted = str(marker.number) if marker.kind in ("missing-image", "empty-page") else words
        assert "".join(wanted.split()) in "".join(read.split())
        text.close()
    document.close()


def test_annotations_are_tagged_behind_the_number_of_their_marker(book: Handbook, pdf: bytes) -> None:
    """ISO 14289-1, 7.18.1: nested in an Annot element, found from the annotation through the parent tree."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        entries = {anchor_of(one): entry_of(one) for one in book.markers}
        behind = 0
        for sheet in file.pages:
            for one in sheet.get("/Annots", []):
                element = owners[int(one.StructParent)]
                if one.Subtype != "/Highlight":
                    continue
                assert element.S == "/Annot"
                assert element.K[0].Obj.objgen == one.objgen
                kids = list(element.P.K)
                elements = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
                place = next(number for number, kid in enumerate(elements) if kid.objgen == element.objgen)
                beside = list(elements[place - 1].K) if place else []
                held = [kid.Obj for kid in beside if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
                behind += any(str(link.get("/Dest", "")) == entries[str(one.NM)] for link in held)
        # All but the one inside a link, which cannot hold another.
        assert behind == len(book.markers) - 1


def test_annotations_are_seen_and_hide_nothing(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    number = _annotations(pdf)[0]["page"]
    bare, seen = (
        document[number].render(scale=1.5, may_draw_forms=False, draw_annots=shown).to_pil().convert("L").tobytes()
        for shown in (False, True)
    )
    pairs = list(zip(bare, seen, strict=True))
    assert any(before != after for before, after in pairs)
    assert all(after <= before and before - after < 40 for before, after in pairs)
    document.close()


def _numbers(pdf: bytes) -> Iterator[tuple[int, list[float]]]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for number, sheet in enumerate(file.pages):
            for one in sheet.get("/Annots", []):
                if str(one.get("/Dest", "")).startswith("todo-"):
                    yield number, [float(side) for side in one.Rect]


def test_no_number_covers_another(pdf: bytes) -> None:
    found = list(_numbers(pdf))
    assert len(found) >= 14
    for (page, one), (other_page, other) in combinations(found, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert page != other_page or apart, (one, other)


def test_the_margin_names_the_kind_where_there_is_room(pdf: bytes) -> None:
    """Three markers in one line are three numbers; one alone has its kind and its owner beside it."""
    document = pypdfium2.PdfDocument(pdf)
    page = _annotations(pdf)[0]["page"]
    text = document[page].get_textpage()
    width, height = document[page].get_size()
    outer = text.get_text_bounded(0, 0, width * 0.33, height)
    assert re.search(r"À compléter\s+@camille\.martin", outer)
    assert "À vérifier" not in outer
    assert "À valider" not in outer
    document.close()


def test_notes_in_the_margin_are_no_part_of_the_text(pdf: bytes) -> None:
    """They hang in a margin of the page, as running heads do: the tags lead to none of their letters."""
    document = pypdfium2.PdfDocument(pdf)
    page = _annotations(pdf)[0]["page"]
    whole = document[page].get_textpage().get_text_range()
    assert "Trois dans une ligne : [ENRICHIR], [À COMPLÉTER] et [À VALIDER]." in " ".join(
        re.sub(r"(?<=\]) ?\d+", "", whole.replace("\u00a0", " ")).split()
    )
    document.close()


def test_comments_stand_on_words_in_titles_cells_links_and_notes(book: Handbook, word: bytes) -> None:
    body = part(word, "document.xml")
    starts = {value(one, "w:id"): one for one in every(body, "w:commentRangeStart")}
    assert len(starts) == len(book.markers)
    styles = {value(inside(_paragraph(one), "w:pPr/w:pStyle")) for one in starts.values()}
    assert {"Heading1", "TableText"} <= styles
    assert any(_holder(one).tag == q("w:hyperlink") for one in starts.values())


def _holder(element: Any) -> Any:
    return element.getparent()


def _paragraph(element: Any) -> Any:
    while element.tag != q("w:p"):
        element = element.getparent()
    return element


def test_highlighted_words_in_word_are_dark_on_any_ground(word: bytes) -> None:
    """In the white letters of a matrix's band, they were white on yellow."""
    styles = every(part(word, "styles.xml"), "w:style")
    (style,) = (one for one in styles if value(one, "w:styleId") == "Marker")
    assert value(inside(style, "w:rPr/w:color")).lower() == look().tokens["color"]["light"]["ink"].lstrip("#").lower()


def test_comments_say_when_and_how_much_it_matters(word: bytes) -> None:
    first, second, *_ = every(part(word, "comments.xml"), "w:comment")
    assert value(first, "w:author") == "camille.martin"
    assert "en retard depuis le 31 janvier 2026 · prioritaire" in words_of(first)
    assert value(second, "w:author") == "Équipe éditoriale"
    assert "pour le 31 décembre 2026 · peut attendre" in words_of(second)


@pytest.mark.parametrize("name", ["html", "pdf", "docx"])
def test_a_final_edition_shows_none_of_it(book: Handbook, name: str) -> None:
    (data,) = EMITTERS[name](order(book, "final")).values()
    if name == "pdf":
        assert _annotations(data) == []
        assert list(_numbers(data)) == []
    elif name == "docx":
        assert every(part(data, "comments.xml"), "w:comment") == []
    else:
        page = _tree(data.decode())
        assert not list(page.iter("aside"))
        assert not page.xpath("//*[starts-with(@id, 'm-') or starts-with(@id, 'todo')]")


def _marker(**changes: object) -> Marker:
    marker = Marker(1, "todo", "sure", Span("a.md", 1, 1, 1, 5), "TODO", "la suite", ("A",), "a", "f" * 16)
    return replace(marker, **changes)


@pytest.mark.parametrize(
    ("due", "words", "late"),
    [
        ("", "", False),
        ("2026-03-13", "en retard depuis le 13 mars 2026", True),
        ("2026-03-14", "pour le 14 mars 2026", False),
        ("2026-04-01", "pour le 1er avril 2026", False),
        ("bientôt", "pour le bientôt", False),
    ],
)
def test_a_marker_is_late_from_the_day_after(due: str, words: str, late: bool) -> None:
    marker = _marker(due=due)
    assert due_words(marker, BUILT, "fr", speaker("fr")) == words
    assert is_overdue(marker, BUILT) is late


def test_priorities_have_words() -> None:
    assert [priority_word(_marker(priority=one), speaker("fr")) for one in ("high", "", "low")] == [
        "prioritaire",
        "",
        "peut attendre",
    ]


def test_words_are_not_said_twice_though_they_were_set_in_type() -> None:
    marker = _marker(text="Faut-il l'aide ?", subject="Faut-il l’aide\u202f? Oui.")
    assert said(marker, BUILT, "fr", speaker("fr"))[3:6] == ("", "Faut-il l’aide\u202f?", " Oui.")


def test_the_counts_are_of_all_markers(book: Handbook) -> None:
    counted = dict(tallies(book.markers, BUILT, speaker("fr")))
    assert sum(one.number for one in counted["Sortes"]) == len(book.markers)
    assert sum(one.number for one in counted["Par qui"]) == len(book.markers)
    late = sum(is_overdue(one, BUILT) for one in book.markers)
    assert [one.number for one in counted["État"] if one.is_late] == [late]
