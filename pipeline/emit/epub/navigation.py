"""The navigation document: contents as pandoc made them, landmarks, and the list of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.emit.epub.book import Leaf
from pipeline.emit.epub.chapter import the
from pipeline.emit.epub.page_list import page_id
from pipeline.emit.epub.xml import Element, make, q
from pipeline.emit.order import Order

_OPENED = ("chapter", "part")


def settle(
    page: Element, order: Order, leaves: Sequence[tuple[Leaf, str]], places: Mapping[str, str], pages: Sequence[int]
) -> None:
    """Finish the navigation.

    `leaves` are those of the book with their files, `places` the file of each id, `pages` the pages that are marked.
    """
    the(page, "title").text = order.say("Contents")
    head, body = the(page, "head"), the(page, "body")
    for style in list(head.iter(q("style"))):
        head.remove(style)
    for old in body.findall(q("nav")):
        if old.get(q("epub:type")) == "landmarks":
            body.remove(old)
    body.append(_nav("landmarks", None, order.say("Landmarks"), _landmarks(order, leaves)))
    if pages:
        listed = ((f"text/{places[page_id(number)]}#{page_id(number)}", "", str(number)) for number in pages)
        body.append(_nav("page-list", "doc-pagelist", order.say("Pages"), listed))


def _landmarks(order: Order, leaves: Sequence[tuple[Leaf, str]]) -> Iterator[tuple[str, str, str]]:
    say = order.say
    yield "text/cover.xhtml", "cover", say("Cover")
    yield "text/title_page.xhtml", "titlepage", say("Title page")
    yield "nav.xhtml#toc", "toc", say("Contents")
    start = next((file for leaf, file in leaves if leaf.sort in _OPENED), "")
    if start:
        yield f"text/{start}", "bodymatter", say("Beginning of the text")
    for leaf, file in leaves:
        if leaf.sort in ("glossary", "index"):
            yield f"text/{file}", leaf.sort, leaf.line.words


def _nav(meaning: str, role: str | None, title: str, lines: Iterator[tuple[str, str, str]]) -> Element:
    """Make a list of links: each its address, its meaning ("" for none), its words."""
    items = (
        make("li", None, make("a", {"href": address, "epub:type": kind or None}, words))
        for address, kind, words in lines
    )
    attributes = {"epub:type": meaning, "role": role, "id": meaning, "hidden": "hidden"}
    return make("nav", attributes, make("h2", None, title), make("ol", None, *items))
