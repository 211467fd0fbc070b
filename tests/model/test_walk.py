"""Going through a book from top to bottom, page by page and block by block."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.model import (
    Block,
    Blocks,
    BulletList,
    Handbook,
    Identity,
    ListItem,
    Page,
    Paragraph,
    Part,
    Quote,
    ThematicBreak,
)
from pipeline.model.walk import descend, each, rebuild_pages
from pipeline.source import Span

HERE = Span("page.md", 1, 1, 1, 1)


def page(name: str, *children: Page) -> Page:
    return Page(name, f"{name}.md", "page", (), (), HERE, children=children)


BOOK = Handbook(Identity("Guide"), (Part("part", (), (page("a", page("b")), page("c"))),))


def test_each_gives_back_the_very_tuple_when_nothing_changed() -> None:
    items = ("a", "b")
    assert each(items, lambda item: item) is items
    assert each(items, str.upper) == ("A", "B")


def test_pages_are_visited_in_reading_order_without_those_below() -> None:
    seen: list[tuple[str, int]] = []

    def look(one: Page) -> Page:
        seen.append((one.id, len(one.children)))
        return one

    assert rebuild_pages(BOOK, look) == BOOK
    assert seen == [("a", 0), ("b", 0), ("c", 0)]


def test_a_changed_page_keeps_those_below_it() -> None:
    done = rebuild_pages(BOOK, lambda one: replace(one, icon="bell") if one.id == "a" else one)
    first, last = done.parts[0].chapters
    assert (first.icon, first.children) == ("bell", (page("b"),))
    assert last is BOOK.parts[0].chapters[1]


def test_a_book_without_change_is_given_back_where_no_page_has_others_below() -> None:
    flat = Handbook(Identity("Guide"), (Part("part", (), (page("a"), page("c"))),))
    assert rebuild_pages(flat, lambda one: one) is flat
    assert rebuild_pages(BOOK, lambda one: one) is BOOK


def test_descending_goes_in_reading_order_and_only_as_deep_as_wanted() -> None:
    seen: list[str] = []
    inner = Quote((ThematicBreak(HERE),), HERE)
    blocks: Blocks = (BulletList((ListItem((Paragraph((), HERE), inner), HERE),), True, HERE), inner)

    def look(run: Blocks) -> Blocks:
        return each(run, one)

    def one(block: Block) -> Block:
        seen.append(type(block).__name__)
        return block if isinstance(block, Quote) else descend(block, look)

    book_page = replace(page("a"), blocks=blocks)
    assert descend(book_page, look) is book_page
    assert seen == ["BulletList", "Paragraph", "Quote", "Quote"]
