"""Drawing the pages of a site: the text as every screen shows it, and around it what leads to the others."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from pipeline.emit.front import colophon, cover_facts, draft_line
from pipeline.emit.html.chapter import chapter
from pipeline.emit.html.declaration import DECLARATION_ID, declaration_label
from pipeline.emit.html.icon import drawn_icon
from pipeline.emit.html.inline import words
from pipeline.emit.html.setting import Progress, Setting
from pipeline.emit.html.skeleton import trusted
from pipeline.emit.html.spoken import site_words
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.emit.html.todo import todo_chapter
from pipeline.emit.pattern import pattern
from pipeline.emit.site.addresses import HOME, relative
from pipeline.emit.site.assets import ICON
from pipeline.emit.site.cards import shared_as
from pipeline.emit.site.downloads import downloads
from pipeline.emit.site.navigation import breadcrumbs, contents, folded, navigation
from pipeline.emit.site.page_facts import page_facts
from pipeline.emit.site.plan import Leaf, Site, title_of
from pipeline.emit.site.style import POLICY, SLANTED, UPRIGHT
from pipeline.model import Page
from pipeline.model.text import plain
from pipeline.model.walk import alone

_ICONS = ("bars", "circle-half-stroke", "magnifying-glass", "arrow-left", "arrow-right", "download", "pen", "xmark")


def drawn(site: Site, address: str) -> bytes:
    """Draw the page at an address of the site. A pure function of both: no other page is drawn for it.

    Raises:
        KeyError: the site has no such page.
    """
    if address == HOME:
        return _home(site).encode()
    place = {leaf.address: at for at, leaf in enumerate(site.pages)}[address]
    return _page(site, place).encode()


def _page(site: Site, place: int) -> str:
    leaf = site.pages[place]
    own = _own(site, leaf)
    toc = contents(leaf, own)
    before = site.pages[place - 1] if place else None
    after = site.pages[place + 1] if place + 1 < len(site.pages) else None
    return site.fill(
        "site/page.html.jinja",
        **shell(site, leaf.address, navigation(site, leaf)),
        shared_as=shared_as(site, leaf),
        title=title_of(leaf),
        description=plain(leaf.page.description) if leaf.page is not None else "",
        crumbs=breadcrumbs(site, leaf),
        toc=toc,
        part=_way(site, leaf),
        is_searched=leaf.page is not None,
        body=_body(site, leaf, own, folded(toc, site.order.say)),
        facts=page_facts(site.order, leaf.page),
        before=_neighbour(site, leaf, before),
        after=_neighbour(site, leaf, after),
    )


def _own(site: Site, leaf: Leaf) -> Setting:
    """Give how a page is drawn: its own addresses, and what is used up in it."""
    here, known = leaf.address, site.addresses

    def address(identifier: str) -> str:
        return relative(here, known[identifier]) if identifier in known else f"#{identifier}"

    def picture(asset: str) -> str:
        there = site.pictures.address(asset)
        return relative(here, there) if there else ""

    def file(asset: str) -> str:
        there = site.attached.address(asset)
        return relative(here, there) if there else ""

    progress = Progress(leaf.before.figures, 0, 0, {leaf.entry.id}, tables=leaf.before.tables)
    return site.base._replace(address=address, picture=picture, file=file, progress=progress)


def _body(site: Site, leaf: Leaf, own: Setting, toc: Markup) -> Markup:
    """Draw the text of a page; `toc` is what it holds, for screens without room beside it."""
    if leaf.page is not None:
        below = _listed(site, leaf, leaf.page.children)
        text = chapter(alone(leaf.page), leaf.entry.number, "", 1, own, between=toc)
        if not below:
            return text
        title = tag("h2", site.order.say("In this chapter"), class_="below-title")
        return joined((text, tag("section", title, below, class_="below")), "\n")
    if leaf.part is not None:
        number = site.order.say("Part {number}", number=leaf.entry.number)
        name = tag("span", words(leaf.part.title, own), class_="title-words")
        head = tag("h1", tag("span", number, class_="part-number"), " ", name, class_="page-title")
        list_ = _listed(site, leaf, leaf.part.chapters)
        return tag("section", tag("header", head, class_="part"), list_, id=leaf.part.id, class_="part-page")
    return todo_chapter(site.order.handbook, tuple(site.entries.values()), 1, own, Markup(""))


def _listed(site: Site, leaf: Leaf, pages: tuple[Page, ...]) -> Markup:
    """Draw a list of pages, each with its number and what it is about."""
    items = [_item(site, leaf.address, page) for page in pages]
    return tag("ol", *items, class_="page-list") if items else Markup("")


def _item(site: Site, here: str, page: Page) -> Markup:
    entry = site.entries[page.id]
    number = tag("span", entry.number, class_="page-list-number")
    link = tag("a", site.names[page.id], href=relative(here, site.addresses[page.id]))
    about = words(page.description, site.base)
    note = tag("p", about, class_="page-list-note") if about else Markup("")
    return tag("li", number, tag("div", tag("p", link, class_="page-list-title"), note))


def _way(site: Site, leaf: Leaf) -> str:
    """Give what a page stands below, in words: a line above what a search finds."""
    return " › ".join(" ".join(plain(site.entries[name].title).split()) for name in leaf.chain)


def _neighbour(site: Site, here: Leaf, leaf: Leaf | None) -> dict[str, Any] | None:
    if leaf is None:
        return None
    name = site.names[leaf.entry.id]
    return {"address": relative(here.address, leaf.address), "number": leaf.entry.number, "name": name}


def shell(site: Site, here: str, nav: Markup) -> dict[str, Any]:
    """Give what every page of the site holds around its text."""
    order = site.order

    def asset(name: str) -> str:
        return relative(here, name) + site.versions[name]

    return {
        "policy": trusted(POLICY),
        "identity": order.handbook.identity,
        "say": order.say,
        "nav": nav,
        "root": relative(here, HOME),
        "search": relative(here, site.extra.search) if site.extra.search else "",
        "styles": (asset("assets/site.css"), *site.extra.styles),
        "scripts": (*site.extra.scripts, asset("assets/site.js")),
        "icon": relative(here, ICON),
        "early": asset("assets/early.js"),
        "fonts": UPRIGHT,
        "slanted": SLANTED,
        "words": site_words(order.say),
        "icons": {name: drawn_icon(name, "button") for name in _ICONS},
        "colophon": list(colophon(order)),
        "declared": declaration_label(order),
        "declaration": relative(here, f"{DECLARATION_ID}.html"),
        "draft": draft_line(order),
    }


def _home(site: Site) -> str:
    handbook = site.order.handbook
    parts = []
    for place, part in enumerate(handbook.parts):
        chapters = tag("ol", *(_item(site, HOME, page) for page in part.chapters), class_="page-list")
        if part.title:
            entry = site.entries[part.id]
            number = tag("span", site.order.say("Part {number}", number=entry.number), class_="part-number")
            link = tag("a", site.names[part.id], href=relative(HOME, site.addresses[part.id]))
            parts.append(tag("section", tag("h2", number, " ", link), chapters, class_="home-part"))
        elif chapters:
            title = tag("h2", site.order.say("Contents")) if place == 0 else Markup("")
            parts.append(tag("section", title, chapters, class_=classes("home-part", "" if title else "after-parts")))
    return site.fill(
        "site/home.html.jinja",
        **shell(site, HOME, Markup("")),
        shared_as=shared_as(site, None),
        title="",
        description=handbook.identity.subtitle,
        cover=trusted(pattern(handbook.identity.title, site.order.look, 14, 3)),
        logo=site.pictures.address(handbook.identity.logo) if handbook.identity.logo else "",
        facts=cover_facts(site.order),
        body=joined(parts, "\n"),
        downloads=downloads(site.order),
        first=relative(HOME, site.pages[0].address) if site.pages else "",
    )
