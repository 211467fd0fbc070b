"""Finishing the package that pandoc made: its texts, its links, its pages, its navigation and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.emit.epub.addresses import web_address
from pipeline.emit.epub.book import Book, Leaf
from pipeline.emit.epub.chapter import finish as finish_chapter
from pipeline.emit.epub.chapter import set_body, the
from pipeline.emit.epub.front import cover_page, logo_name, title_page
from pipeline.emit.epub.metadata import Holds
from pipeline.emit.epub.metadata import settle as settle_metadata
from pipeline.emit.epub.navigation import settle as settle_navigation
from pipeline.emit.epub.package import packed, unpacked
from pipeline.emit.epub.page_list import mark_pages
from pipeline.emit.epub.xml import Element, drop, make, parsed, q, written
from pipeline.emit.order import Order
from pipeline.emit.picture import media_type

_ROOM = "EPUB/"
_TEXT = f"{_ROOM}text/"
_PACKAGE = f"{_ROOM}content.opf"
_NAVIGATION = f"{_ROOM}nav.xhtml"
# pandoc names the namespace of the package twice: what is added would be written with a prefix.
_SECOND_NAME = b' xmlns:opf="http://www.idpf.org/2007/opf"'
_FRONT = ("cover.xhtml", "title_page.xhtml")


def finish(data: bytes, book: Book, order: Order) -> bytes:
    """Finish a package."""
    files = unpacked(data)
    package = parsed(files[_PACKAGE].replace(_SECOND_NAME, b""))
    texts = {name.removeprefix(_TEXT): parsed(files[name]) for name in files if name.startswith(_TEXT)}
    chapters = [name for name in _spine(package) if name in texts and name not in _FRONT]
    leaves = list(zip(book.leaves, chapters, strict=True))
    sections = [finish_chapter(texts[name], leaf) for leaf, name in leaves]
    pages = _mark(leaves, sections, order)
    _finish_front(texts, package, book, order)
    places = {one.get("id", ""): name for name, root in texts.items() for one in root.iter("*") if one.get("id")}
    for name, root in texts.items():
        _settle_links(root, name, places)
    navigation = parsed(files[_NAVIGATION])
    settle_navigation(navigation, order, leaves, places, pages)
    settle_metadata(package, order, _holds(texts, leaves, pages))
    _settle_manifest(package, texts)
    for guide in package.findall(q("opf:guide")):
        package.remove(guide)  # the landmarks say it, in the book's language
    files |= _logo(package, book, order)
    files |= {f"{_TEXT}{name}": written(root) for name, root in texts.items()}
    return packed({**files, _PACKAGE: written(package), _NAVIGATION: written(navigation)})


def _spine(package: Element) -> Iterator[str]:
    """Give the names of the files of text in reading order."""
    items = {one.get("id"): one.get("href", "") for one in package.iter(q("opf:item"))}
    for one in package.iter(q("opf:itemref")):
        yield items[one.get("idref")].removeprefix("text/")


def _mark(leaves: Sequence[tuple[Leaf, str]], sections: Sequence[Element], order: Order) -> list[int]:
    """Mark where the pages of the PDF begin; give their numbers."""
    starts = [order.pages.get(leaf.line.id) for leaf, _name in leaves]
    last = max(order.openings, default=0)
    numbers: list[int] = []
    for place, section in enumerate(sections):
        first = starts[place]
        if first is None:
            continue
        following = next((one for one in starts[place + 1 :] if one is not None), last + 1)
        numbers += mark_pages(section, first, following - 1, order.pages, order.openings, order.say)
    return numbers


def _finish_front(texts: Mapping[str, Element], package: Element, book: Book, order: Order) -> None:
    """Put our own cover and title page in place of pandoc's."""
    image = next(one for one in package.iter(q("opf:item")) if "cover-image" in one.get("properties", "").split())
    cover, title = (texts[name] for name in _FRONT)
    drop(the(cover, "body"), "id")
    set_body(cover, order.say("Cover"), "frontmatter", cover_page(order, f"../{image.get('href')}"))
    set_body(title, order.handbook.identity.title, "frontmatter", *title_page(order, book))


def _logo(package: Element, book: Book, order: Order) -> dict[str, bytes]:
    """Put the logo into the package, which pandoc, who makes the title page, has not seen."""
    name = logo_name(order, book)
    if not name:
        return {}
    data = book.pictures[name.removeprefix("media/")]
    item = make("opf:item", {"id": "logo", "href": name, "media-type": media_type(data)})
    item.tail = "\n  "
    the(package, "opf:manifest").append(item)
    return {f"{_ROOM}{name}": data}


def _settle_links(root: Element, name: str, places: Mapping[str, str]) -> None:
    """Let the links inside the book lead to the files in which their places stand."""
    for link in root.iter(q("a")):
        address = link.get("href", "")
        if not address.startswith("#"):
            _lead(link, web_address(address))
            continue
        file = places.get(address[1:])
        _lead(link, "" if file is None else address if file == name else f"{file}{address}")


def _lead(link: Element, address: str) -> None:
    """Let a link lead somewhere; one that leads nowhere keeps its words."""
    if address:
        link.set("href", address)
    else:
        drop(link, "href", "rel")


def _holds(texts: Mapping[str, Element], leaves: Sequence[tuple[Leaf, str]], pages: Sequence[int]) -> Holds:
    images = [one for name, root in texts.items() if name not in _FRONT for one in root.iter(q("img"))]
    return Holds(
        pictures=bool(images),
        undescribed=any(not one.get("alt", "").strip() for one in images),
        moving=any(one.get("src", "").endswith(".gif") for one in images),
        formulas=any(True for root in texts.values() for _one in root.iter(q("math:math"))),
        has_index=any(leaf.sort == "index" for leaf, _name in leaves),
        pages=bool(pages),
    )


def _settle_manifest(package: Element, texts: Mapping[str, Element]) -> None:
    """Say of each file of text what a program needs to show it (EPUB 3.3, 5.6.2)."""
    for item in package.iter(q("opf:item")):
        root = texts.get(item.get("href", "").removeprefix("text/"))
        if root is None:
            continue
        wanted = [
            kind
            for kind, name in (("mathml", "math:math"), ("svg", "svg:svg"))
            if any(True for _ in root.iter(q(name)))
        ]
        drop(item, "properties")
        if wanted:
            item.set("properties", " ".join(wanted))
