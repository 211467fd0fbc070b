"""Chapters laid out alone and linked: the same pages as in one piece, and nothing done twice."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import pikepdf
import pypdfium2
import pytest

from pipeline.diagnostics import Diagnostic, StopBuildError
from pipeline.diagnostics.codes import Code
from pipeline.emit.order import Store
from pipeline.emit.pdf import emit, engine, press
from pipeline.emit.pdf.engine import Leaf, bind
from pipeline.emit.pdf.fragment import Job, bound, loosened
from pipeline.emit.pdf.linking import Frame
from pipeline.emit.pdf.slots import fragment_sheet
from tests.emit.laid import FACE, said_nothing
from tests.emit.sample import sample_order

_SHEET = (
    FACE
    + """
@page { size: 300px 200px; margin: 30px; @bottom-right { content: counter(page) } }
html { font: 12px/15px "Source Sans Pro" } h1 { font-size: 14px; bookmark-level: 1 } * { margin: 0 }
.line { display: block } .line::after { content: leader(".") target-counter(attr(href), page) }
.in::after { content: " (p. " target-counter(attr(href), page) ")" }
"""
)


class _Kept:
    """A place for fragments that remembers what it was given."""

    def __init__(self) -> None:
        self.values: dict[bytes, bytes] = {}

    def store(self) -> Store:
        return Store(self.values.get, self._keep)

    def _keep(self, values: Mapping[bytes, bytes]) -> None:
        self.values.update(values)


def _job(html: str) -> Job:
    return Job(f'<html lang="fr"><title></title><body>{html}', fragment_sheet(_SHEET))


def _leaf(number: int, pages: int = 1, more: str = "") -> Leaf:
    """Give a chapter of so many pages."""
    text = "".join(f'<p style="break-before: page">Page {place}</p>' for place in range(1, pages))
    name = f"c{number}"
    return Leaf(name, f'<section id="{name}"><h1>Chapitre {number}</h1><p>Texte {number}. {more}</p>{text}</section>')


def _contents(numbers: range) -> Leaf:
    lines = "".join(f'<a class="line" href="#c{number}">Chapitre {number}</a>' for number in numbers)
    return Leaf("front", f'<section class="contents">{lines}</section>')


def _bound(leaves: list[Leaf], store: Store | None = None, processes: int = 1) -> engine.Bound:
    return bind(leaves, _job, Frame("fr", said_nothing), store or Store(), processes)


def _texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]
    document.close()
    return texts


def _starts(texts: list[str]) -> dict[str, int]:
    """Give the page on which each chapter begins, as it stands in the file."""
    found = ((number, re.search(r"Chapitre (\d+) Texte", text)) for number, text in enumerate(texts, 1))
    return {match[1]: number for number, match in found if match}


def test_page_numbers_are_those_of_the_pages() -> None:
    numbers = range(1, 13)
    leaves = [_contents(numbers), *(_leaf(number, pages=number % 3 + 1) for number in numbers)]
    texts = _texts(_bound(leaves).data)
    starts = _starts(texts)
    front = " ".join(text.removesuffix(str(number)) for number, text in enumerate(texts[: starts["1"] - 1], 1))
    said = dict(re.findall(r"Chapitre (\d+)[. ]*?(\d+)(?=\s+Chapitre|\s*$)", front))
    assert len(starts) == 12
    assert {name: int(page) for name, page in said.items()} == starts
    assert all(text.endswith(str(number)) for number, text in enumerate(texts, 1))


def test_a_reference_to_another_chapter_has_its_page() -> None:
    link = '<a class="in" href="#c12">la suite</a>, et encore'
    leaves = [_leaf(1, more=link), *(_leaf(number) for number in range(2, 13))]
    (text,) = (text for text in _texts(_bound(leaves).data) if "la suite" in text)
    assert "la suite (p. 12), et encore" in text


def test_links_and_bookmarks_lead_into_other_chapters() -> None:
    leaves = [_contents(range(1, 4)), *(_leaf(number, pages=2) for number in range(1, 4))]
    with pikepdf.open(io.BytesIO(_bound(leaves).data)) as pdf:
        pages = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, 1)}
        places = pikepdf.NameTree(pdf.Root.Names.Dests)
        led = [pages[places[str(link.Dest)][0].objgen] for link in pdf.pages[0].Annots]
        with pdf.open_outline() as outline:
            marked = [pages[line.destination[0].objgen] for line in outline.root]
    assert led == marked == [2, 4, 6]


def test_nothing_is_laid_out_twice() -> None:
    kept = _Kept()
    leaves = [_contents(range(1, 5)), *(_leaf(number) for number in range(1, 5))]
    first = _bound(leaves, kept.store())
    again = _bound(leaves, kept.store())
    assert first.laid >= 5
    assert again.laid == 0
    assert again.data == first.data


def test_a_change_lays_out_its_chapter_alone() -> None:
    kept = _Kept()
    leaves = [_contents(range(1, 5)), *(_leaf(number) for number in range(1, 5))]
    _bound(leaves, kept.store())
    changed = [*leaves[:2], _leaf(2, more="Un mot."), *leaves[3:]]
    one = _bound(changed, kept.store())
    assert one.laid == 1
    longer = _bound([*leaves[:2], _leaf(2, pages=3), *leaves[3:]], kept.store())
    assert longer.laid == 1  # the others and the contents have new page numbers, of as many digits
    assert _starts(_texts(longer.data)) == {"1": 2, "2": 3, "3": 6, "4": 7}


def test_a_number_of_more_digits_lays_out_who_prints_it() -> None:
    kept = _Kept()
    leaves = [_contents(range(1, 9)), *(_leaf(number) for number in range(1, 9))]
    _bound(leaves, kept.store())
    longer = _bound([*leaves[:8], _leaf(8, pages=2, more='<a class="in" href="#c8">ici</a>')], kept.store())
    assert longer.laid == 1
    moved = _bound([leaves[0], _leaf(1, pages=3), *leaves[2:]], kept.store())
    assert moved.laid == 2  # the chapter, and the contents: chapter 8 is now on page 11


def test_what_is_remembered_changes_nothing() -> None:
    leaves = [_contents(range(1, 13)), *(_leaf(number) for number in range(1, 13))]
    kept = _Kept()
    _bound([leaves[0], _leaf(1, pages=90), *leaves[2:]], kept.store())
    assert _bound(leaves, kept.store()).data == _bound(leaves).data


def test_what_is_damaged_is_laid_out_anew() -> None:
    kept = _Kept()
    leaves = [_leaf(1), _leaf(2)]
    first = _bound(leaves, kept.store())
    # What a file of a font is, is for the store to know: its values are whole or not there.
    kept.values = {key: value if b"font" in key[:8] else b"\xff" + value[3:] for key, value in kept.values.items()}
    again = _bound(leaves, kept.store())
    assert again.laid == 2
    assert again.data == first.data


def test_processes_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    leaves = [_contents(range(1, 6)), *(_leaf(number, pages=2) for number in range(1, 6))]
    alone = _bound(leaves)
    monkeypatch.setattr(engine, "_ALONE", 0)
    assert _bound(leaves, processes=2).data == alone.data


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(engine, "_ALONE", 0)
    monkeypatch.setattr(press, "_COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    with pytest.raises(StopBuildError) as stopped:
        _bound([_leaf(1), _leaf(2)], processes=2)
    assert stopped.value.diagnostic.code is Code.E201


def test_a_failure_in_another_process_is_a_failure_of_the_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_ALONE", 0)
    bad = Leaf("c2", "<section id=c2><h1>x</h1></section>")
    with pytest.raises(press.LayoutError):
        bind(
            [_leaf(1), bad],
            lambda html: Job(html, _SHEET, day="pas une date") if "c2" in html else _job(html),
            *(Frame("fr", said_nothing), Store(), 2),
        )


def test_a_chapter_on_a_right_page_has_an_empty_one_before_it() -> None:
    leaves = [_leaf(1), _leaf(2)._replace(on_right=True), _leaf(3, pages=2)._replace(on_right=True), _leaf(4)]
    texts = _texts(_bound(leaves).data)
    assert texts[1] == texts[3] == ""
    assert _starts(texts) == {"1": 1, "2": 3, "3": 5, "4": 7}


def test_each_font_stands_in_the_file_once() -> None:
    data = _bound([_leaf(number) for number in range(1, 6)]).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        written = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        names = [str(one.BaseFont) for one in written if one.get("/Subtype") == "/Type0"]
        files = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
    assert len(names) == len(set(names))
    assert len(files) == len(names)


def test_words_that_look_like_a_reference_stay_words() -> None:
    title = rb"<</Title(article 12 0 R \(bis\))/Parent 3 0 R>>"
    loose = loosened(title)
    assert bound(loose, lambda number: b"%d 0 R" % (number + 100)) == title.replace(b"3 0 R", b"103 0 R")


@pytest.fixture(scope="module")
def findings() -> list[Diagnostic]:
    return []


def test_in_one_piece_the_pages_are_the_same(findings: list[Diagnostic]) -> None:
    parts = _texts(emit(sample_order(report=findings.append))["handbook.pdf"])
    whole = _texts(emit(sample_order(report=findings.append)._replace(is_whole=True))["handbook.pdf"])
    assert parts == whole
    assert findings == []


def test_letters_set_apart_leave_no_noughts() -> None:
    spaced = '<a class="in" style="letter-spacing: 1px" href="#c12">la suite</a>'
    leaves = [_leaf(1, more=spaced), *(_leaf(number) for number in range(2, 13))]
    (text,) = (text for text in _texts(_bound(leaves).data) if "la suite" in text)
    assert "(p. 12)" in text
