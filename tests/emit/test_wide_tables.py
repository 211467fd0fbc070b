"""Wide tables on paper: nothing outside the margins, nothing on anything else, nothing too small, nothing lost.

The geometry of the finished PDF is read back; the Word file is asked whether it decided alike.
"""

from __future__ import annotations

import importlib
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.build import stages
from pipeline.build.verify import verified
from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit.decided import decisions, each_decision
from pipeline.emit.docx import FILE
from pipeline.emit.docx import emit as emit_docx
from pipeline.emit.fit import Fit
from pipeline.emit.hygiene import emit as emit_hygiene
from pipeline.emit.look import look
from pipeline.emit.order import Order
from pipeline.emit.pdf import emit
from pipeline.emit.pdf.book import printed, whole
from pipeline.messages import speaker
from pipeline.model import (
    Block,
    BulletList,
    Callout,
    Cell,
    Column,
    Columns,
    Figure,
    ListItem,
    Page,
    Responsibility,
    ResponsibilityMatrix,
    ResponsibilityRow,
    Responsible,
    Row,
    SkillLevel,
    SkillRow,
    SkillsMatrix,
    Table,
)
from pipeline.model.walk import walk
from tests.emit.docx_reading import every, inside, part, said, value
from tests.emit.geometry import piled, smallest, stray
from tests.emit.sample_make import at, p, row, t
from tests.emit.small import pages, small_order
from tests.emit.test_docx_valid import check

_FLOOR = look().tokens["print"]["table_floor"]
_WORDS = ("service", "date", "responsabilité", "objet", "durée", "public concerné", "commentaire", "région", "échéance")
_LONG = "Préparer et animer un cadrage avec des responsables d’horizons différents"


def _table(columns: int, rows: int = 3, caption: str = "") -> Table:
    head = row("Ligne", *(f"Intitulé {number}" for number in range(1, columns)), heading=True)
    body = tuple(
        row(f"Numéro {line}", *(f"{_WORDS[(line + 5 * one) % len(_WORDS)]} {line}.{one}" for one in range(1, columns)))
        for line in range(rows)
    )
    return Table((head,), body, at(), t(caption) if caption else ())


def _skills(levels: int, words: int) -> SkillsMatrix:
    rows = tuple(
        SkillRow(
            t("Produit" if number < 2 else "Technique"),
            t(f"Compétence {number}"),
            t("Cadrer un produit"),
            tuple(t(" ".join([_LONG] * words)) if level else () for level in range(levels)),
            at(),
        )
        for number in range(4)
    )
    titles = tuple(SkillLevel(t(f"Niveau {level}"), t("Commence à savoir faire")) for level in range(levels))
    return SkillsMatrix(t("Axe"), t("Sous-axe"), t("Intention"), t("Savoir-faire"), titles, rows, (), at())


def _responsibilities(roles: int) -> ResponsibilityMatrix:
    kinds: tuple[Responsible, ...] = ("responsible", "shared", "informed", "none")
    signs = ("🔵", "🟢", "⚪", "")
    rows = tuple(
        ResponsibilityRow(
            t(f"Préparer la revue {line}"),
            tuple(Responsibility(kinds[(line + one) % 4], signs[(line + one) % 4], (), at()) for one in range(roles)),
            at(),
        )
        for line in range(3)
    )
    names = tuple(t(f"Responsable du domaine {one}") for one in range(roles))
    return ResponsibilityMatrix(t("Activité"), names, rows, (), (), at())


def _chosen(order: Order) -> list[Fit]:
    return [one.fit for one in each_decision(order.handbook, order.look, order.say)]


def _sound(order: Order, size: float = _FLOOR) -> bytes:
    """Make the PDF and check its geometry and its words."""
    data = emit(order)["handbook.pdf"]
    assert stray(data) == []
    assert piled(data) == []
    assert smallest(data) >= size - 0.01
    (verdict,) = verified(order.handbook, {"pdf": data})
    assert [(loss.kind, loss.text) for loss in verdict.losses] == []
    return data


# -- every way of printing a table -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "way"),
    [
        (_table(3), "table column"),
        (_table(7), "table page"),
        (_table(9), "table landscape"),
        (_table(20), "split page"),
        (_table(38, 2), "split landscape"),
        (_table(70, 2), "cards column"),
        (_skills(4, 1), "table page"),
        (_skills(14, 1), "split page"),
        (_skills(6, 30), "cards column"),
        (_responsibilities(5), "table page"),
        (_responsibilities(14), "split page"),
        (_responsibilities(60), "cards column"),
    ],
)
def test_every_way_is_sound_on_paper_and_in_word(block: Block, way: str) -> None:
    order = small_order(p("Avant."), block, p("Après."))
    (chosen,) = _chosen(order)
    assert f"{chosen.kind} {chosen.place}" == way
    _sound(order)
    data = emit_docx(order)[FILE]
    check(data)
    (verdict,) = verified(order.handbook, {"docx": data})
    assert [(loss.kind, loss.text) for loss in verdict.losses] == []
    _agrees(data, chosen)


def _agrees(data: bytes, chosen: Fit) -> None:
    """Check that a Word file of one table shows what was decided."""
    body = part(data, "document.xml")
    tables = every(body, "w:tbl")
    grids = [len(table.findall(f"{_q('tblGrid')}/{_q('gridCol')}")) for table in tables]
    turned = [one for one in every(body, "w:sectPr") if value(inside(one, "w:pgSz"), "w:orient") == "landscape"]
    assert bool(turned) == (chosen.place == "landscape")
    match chosen.kind:
        case "table":
            assert set(grids) == {chosen.columns}
        case "split":
            # In Word a skills matrix is a table for each axis.
            axes = len(grids) // len(chosen.pieces)
            assert grids == [len(piece.columns) for piece in chosen.pieces for _axis in range(axes)]
            assert grids
        case "cards":
            assert set(grids) == {len(chosen.shares)}
            assert grids


def _q(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def test_a_split_table_says_so_and_repeats_head_and_first_column() -> None:
    order = small_order(_table(20, caption="Les demandes"))
    text = " ".join(pages(order))
    (chosen,) = _chosen(order)
    count = len(chosen.pieces)
    assert text.count("Les demandes") == count
    assert [f"suite, {number} sur {count}" in text for number in range(2, count + 1)] == [True] * (count - 1)
    assert text.count("Numéro 1") == count
    assert [text.count(f"Intitulé {number} ") for number in (1, 7, 19)] == [1, 1, 1]


def test_a_card_says_the_name_of_each_column() -> None:
    order = small_order(_table(70, 2))
    text = " ".join(pages(order))
    assert text.count("Ligne Numéro 1") >= 1
    assert text.count("Intitulé 12 ") == 2
    shown = [said(one) for one in every(part(emit_docx(order)[FILE], "document.xml"), "w:tc")]
    assert shown.count("Intitulé 12") == 2
    assert ("Ligne", "Numéro 1") in list(pairwise(shown))


def test_a_figure_in_a_repeated_cell_is_numbered_once() -> None:
    table = _table(20)
    caption = replace(table.body[0].cells[0], blocks=(Figure("x.png", "", "", t("Un plan"), at()),))
    body = (replace(table.body[0], cells=(caption, *table.body[0].cells[1:])), *table.body[1:])
    order = small_order(replace(table, body=body), Figure("y.png", "", "", t("Un autre"), at()))
    html = whole(printed(order))
    assert html.count("Figure 1") >= 1
    assert "Figure 2</b> Un autre" in html


# -- odd tables --------------------------------------------------------------------------------------------------


def test_an_endless_word_is_broken_and_costs_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    pyphen = importlib.import_module("pyphen")
    tried: list[int] = []
    real = pyphen.Pyphen.iterate

    def iterate(self: object, word: str) -> object:
        tried.append(len(word))
        return real(self, word)

    monkeypatch.setattr(pyphen.Pyphen, "iterate", iterate)
    word = "interministérialité" * 60
    order = small_order(p(word), Table((row("Nom", "Valeur"),), (row("a", word),), at()))
    text = "".join("".join(pages(order)).split())
    assert text.count(word) == 2
    assert stray(emit(order)["handbook.pdf"]) == []
    assert max(tried, default=0) <= 60


def test_a_row_taller_than_a_page_goes_on_over_the_next() -> None:
    order = small_order(Table((), (Row((Cell(tuple(p(_LONG) for _ in range(150)), at()),), at()),), at()), p("Fin."))
    (chosen,) = _chosen(order)
    assert chosen.loose
    _sound(order)


def test_tables_inside_other_pieces_keep_to_their_room() -> None:
    wide = _table(9, 2)
    order = small_order(
        BulletList((ListItem((p("Point"), wide), at()),), False, at()),
        Callout("info", (p("Avant"), replace(wide)), at()),
        Columns((Column((replace(wide),), at()), Column((p("À côté"),), at())), at()),
        Table((), (Row((Cell((replace(wide),), at()), Cell((p("à côté"),), at())), at()),), at()),
    )
    text = look().tokens["page"]["text"] * 72 / 25.4
    assert all(one.width <= text and one.place == "column" for one in _chosen(order)[:3])
    _sound(order)


_ODD = (*_WORDS, "", _LONG, f"{_LONG} " * 12, "x" * 130, "https://exemple.fr/" + "a/b-c" * 30)
_SPANS = (1, 1, 1, 1, 1, 1, 1, 2, 3, 9, 10**6)


def _odd(seed: int) -> Table:
    """Give a table of 1 to 70 columns whose cells are odd in every way."""
    chance = Random(seed)
    columns = chance.choice((1, 2, 3, 5, 8, 13, 24, 40, 70))

    def cell() -> Cell:
        text, wide, tall = chance.choice(_ODD), chance.choice(_SPANS), chance.choice(_SPANS)
        return Cell((p(text),) if text else (), at(), columns=wide, rows=tall)

    rows = [
        Row(tuple(cell() for _ in range(chance.randint(max(columns - 2, 0), columns + 1))), at())
        for _ in range(chance.randint(1, 4))
    ]
    heads = chance.randint(0, 2)
    return Table(tuple(rows[:heads]), tuple(rows[heads:]), at())


@given(st.lists(st.integers(0, 10**6), min_size=4, max_size=4))
@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True)
def test_any_table_is_sound(seeds: list[int]) -> None:
    order = small_order(*(block for seed in seeds for block in (p("Avant."), _odd(seed))), p("Fin."))
    _sound(order)
    data = emit_docx(order)[FILE]
    check(data)
    (verdict,) = verified(order.handbook, {"docx": data})
    assert [(loss.kind, loss.text) for loss in verdict.losses] == []


# -- what is told ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (_table(9), []),
        (_table(20), [(Code.E150, {"columns": "20", "tables": "4"})]),
        (_table(70), [(Code.E151, {"columns": "70"})]),
    ],
)
def test_a_table_that_is_no_longer_one_is_told(block: Table, told: list[tuple[Code, dict[str, str]]]) -> None:
    findings: list[Diagnostic] = []
    emit_hygiene(small_order(block)._replace(report=findings.append))
    assert [(one.code, dict(one.values)) for one in findings] == told
    assert all(one.where == at() for one in findings)


def test_the_report_lists_every_table_with_its_decision() -> None:
    report = emit_hygiene(small_order(_table(3), _table(9), _table(20), _table(70)))["hygiene.md"].decode()
    listed = report.partition("## Tableaux")[2].replace("\u00a0", " ").replace("\\", "")
    lines = [line.strip() for line in listed.splitlines() if "ligne" in line]
    assert len(lines) == 4
    assert "nombre de colonnes : 3 – dans la colonne de texte" in lines[0]
    assert "sur une page tournée à l’horizontale" in lines[1]
    assert "trop étroites" in lines[1]
    assert "réparties sur 4 tableaux" in lines[2]
    assert "chaque ligne devient une fiche" in lines[3]


# -- real exports ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["gitbook-alliance", "gitbook-dnum", "gitbook-git-sync", "gitbook-startups", "job-sheets", "seeds"]
)
def test_every_table_of_real_exports_is_sound(corpora: Path, name: str) -> None:
    book = stages.whole_book(stages.open_sources(corpora / name, lambda _finding: None), lambda _finding: None)
    tables = tuple(node for node in walk(book) if isinstance(node, (Table, SkillsMatrix, ResponsibilityMatrix)))
    if not tables:
        assert name == "job-sheets"
        return
    order = small_order(*tables)._replace(say=speaker("fr"))
    data = emit(order)["handbook.pdf"]
    assert stray(data) == []
    assert piled(data) == []
    assert smallest(data) >= _FLOOR - 0.01


def test_decisions_are_the_same_for_the_page_and_the_book() -> None:
    order = small_order(_table(9), BulletList((ListItem((_table(4),), at()),), False, at()))
    (part_,) = order.handbook.parts
    page: Page = part_.chapters[0]
    assert sorted(decisions(page, order.look, order.say).values()) == sorted(_chosen(order))


def test_the_geometry_sees_what_it_is_to_find() -> None:
    """Letters on others, and outside the margins."""
    import weasyprint

    style = "@page{size:210mm 297mm;margin:0}p{position:absolute;top:90mm;left:%s}"
    front = "<div style='break-after:page'>abc</div>" * 3
    for left, test in (("100mm", piled), ("2mm", stray)):
        html = f"<style>{style % left}</style>{front}<div>fin</div><p>moto</p><p>nomo</p>"
        assert test(weasyprint.HTML(string=html).write_pdf()) != []
