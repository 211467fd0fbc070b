"""A layout that fails is told with the chapter and the block, whatever fails in it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.diagnostics import StopBuildError
from pipeline.diagnostics.codes import Code
from pipeline.emit.pdf import emit, layout
from pipeline.emit.pdf.failing import blame, failing_place
from pipeline.emit.pdf.fragment import Fragment, Job
from pipeline.emit.pdf.press import LayoutError
from pipeline.model import BulletList, Details, ListItem, Page, Paragraph, Part
from pipeline.model.text import plain
from pipeline.model.walk import walk
from tests.emit.sample import sample_order
from tests.emit.sample_make import at, h, p, t

BAD = "le mot de trop"


def _fails(page: Page) -> bool:
    return any(isinstance(node, Paragraph) and BAD in plain(node.children) for node in walk(page))


def _bad(line: int) -> Paragraph:
    return replace(p(BAD), span=at(line))


def _page(*blocks: object, name: str = "page", children: tuple[Page, ...] = ()) -> Page:
    return Page(id=name, file=f"{name}.md", kind="page", title=t(name), blocks=blocks, span=at(1), children=children)  # type: ignore[arg-type]


def _list(*blocks: Paragraph) -> BulletList:
    items = (ListItem((p("un"),), at()), ListItem(blocks, at()))
    return BulletList(items, True, at(40))


@pytest.mark.parametrize("count", [1, 2, 7, 64])
def test_the_block_is_found_by_halves(count: int) -> None:
    asked: list[Page] = []

    def fails(page: Page) -> bool:
        asked.append(page)
        return _fails(page)

    for place in {0, count // 2, count - 1}:
        blocks = [p("bon") for _place in range(count)]
        blocks[place] = _bad(place + 10)
        asked.clear()
        assert failing_place(_page(*blocks), fails) == at(place + 10)
        assert len(asked) <= 2 * count.bit_length()


def test_the_smallest_block_is_told() -> None:
    assert failing_place(_page(p("bon"), Details(t("plus"), (h(2, "x", "x"), _list(_bad(44))), at(30))), _fails) == at(
        44
    )


def test_the_page_below_is_told() -> None:
    below = _page(p("bon"), _bad(7), name="dessous")
    assert failing_place(_page(p("bon"), children=(_page(name="autre"), below)), _fails) == at(7)


def test_what_fails_only_as_a_whole_is_the_page() -> None:
    page = _page(p("un"), p("deux"))
    assert failing_place(page, lambda one: len(one.blocks) == 2) == page.span


def test_a_book_whose_chapters_are_all_whole_has_no_place() -> None:
    finding = blame(sample_order().handbook, lambda _page: False, LayoutError("ValueError: deux\nlignes"))
    assert finding.where is None
    assert dict(finding.values)["problem"] == "ValueError: deux"


def test_the_build_stops_with_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    lay = layout.lay

    def broken(job: Job) -> Fragment:
        if BAD in job.html:
            raise AssertionError("colonne sans largeur")
        return lay(job)

    monkeypatch.setattr(layout, "lay", broken)
    order = sample_order("final")
    chapters = (_page(p("bon"), name="bonne"), _page(p("bon"), _list(p("bon"), _bad(23))))
    with pytest.raises(StopBuildError) as stopped:
        emit(order._replace(handbook=replace(order.handbook, parts=(Part("", (), chapters),), markers=())))
    told = stopped.value.diagnostic
    assert (told.code, told.where, dict(told.values)["title"]) == (Code.E182, at(23), "page")
