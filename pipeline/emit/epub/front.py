"""The first pages of an e-book: its cover, and the title page with what the colophon says."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.emit.epub.book import Book
from pipeline.emit.epub.xml import Element, make
from pipeline.emit.front import colophon, cover_facts
from pipeline.emit.order import Order


def cover_page(order: Order, image: str) -> Element:
    """Give the cover: its picture, and the words on it for those who cannot see it."""
    alt = order.say("Cover: {title}", title=order.handbook.identity.title)
    shown = make("img", {"src": image, "alt": alt, "role": "doc-cover"})
    return make("section", {"epub:type": "cover", "class": "cover"}, shown)


def title_page(order: Order, book: Book) -> Iterator[Element]:
    """Give the title page, and below it what the colophon says."""
    identity = order.handbook.identity
    head: list[Element] = [make("h1", {"class": "cover-title"}, identity.title)]
    if identity.subtitle:
        head.append(make("p", {"class": "cover-subtitle"}, identity.subtitle))
    facts = (make("li", None, fact) for fact in cover_facts(order))
    head.append(make("ul", {"class": "cover-facts"}, *facts))
    logo = logo_name(order, book)
    if logo:
        head.append(_logo(order, f"../{logo}"))
    yield make("section", {"epub:type": "titlepage", "class": "titlepage"}, *head)
    lines = (make("p", None, line) for line in colophon(order))
    yield make("section", {"epub:type": "colophon", "role": "doc-colophon", "class": "colophon"}, *lines)


def logo_name(order: Order, book: Book) -> str:
    """Give the name of the logo in the package, "" where there is none that can be shown."""
    logo = order.handbook.identity.logo
    name = book.setting.picture(logo) if logo else ""
    return f"media/{name}" if name else ""


def _logo(order: Order, address: str) -> Element:
    identity = order.handbook.identity
    shown = make("img", {"src": address, "alt": identity.organisation or identity.title})
    return make("p", {"class": "cover-logo"}, shown)
