"""What leads from page to page: the contents at the left, the way down to a page, what the page itself holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from markupsafe import Markup

from pipeline.emit.html.inline import safe, words
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.sheet import part_id
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.html.todo import TODO_ID
from pipeline.emit.outline import has_parts
from pipeline.emit.site.addresses import relative
from pipeline.emit.site.plan import Leaf, Site
from pipeline.messages import Say
from pipeline.model import Heading, Inlines, JobSheet, Link, Page, Part

# Lines of the contents that a page can hold beside its text; in a longer book only the part being read is unfolded.
MOST_LINES = 160


def navigation(site: Site, here: Leaf | None) -> Markup:
    """Draw the contents as a page shows them: the parts fold, and the one being read stands open."""
    address = here.address if here else "index.html"
    handbook = site.order.handbook
    is_short = len(site.pages) <= MOST_LINES
    pieces = []
    for part in handbook.parts:
        is_here = here is not None and here.part is part
        lines = _lines(part, site, here, address, is_whole=is_short or is_here or not part.title)
        pieces.append(_part(part, lines, site, address, is_open=is_here or here is None) if part.title else lines)
    if TODO_ID in site.entries:
        pieces.append(tag("ul", _line(TODO_ID, site, here, address), class_="nav-list nav-todo"))
    kind = "parts" if has_parts(handbook) else "chapters"
    return tag("div", *pieces, class_=f"nav-{kind}")


def _part(part: Part, lines: Markup, site: Site, address: str, *, is_open: bool) -> Markup:
    entry = site.entries[part.id]
    number = tag("span", entry.number, class_="nav-number")
    name = tag("span", site.names[part.id])
    if not lines:
        link = tag("a", number, " ", name, href=relative(address, site.addresses[part.id]))
        return tag("p", link, class_="nav-part")
    return tag("details", tag("summary", number, " ", name), lines, class_="nav-part", open=is_open, data_part=part.id)


def _lines(part: Part, site: Site, here: Leaf | None, address: str, *, is_whole: bool) -> Markup:
    """Draw the lines of a part; of a long book, those of other parts are left to the part's own page."""
    if not is_whole:
        return Markup("")
    overview = tag("li", _overview(part, site, here, address), class_="nav-overview") if part.title else Markup("")
    lines = [_branch(page, site, here, address) for page in part.chapters]
    return tag("ul", overview, *lines, *(_outside(link, site) for link in part.links), class_="nav-list")


def _overview(part: Part, site: Site, here: Leaf | None, address: str) -> Markup:
    current = "page" if here is not None and here.entry.id == part.id else None
    there = relative(address, site.addresses[part.id])
    return tag("a", tag("span", site.order.say("Overview")), href=there, aria_current=current)


def _branch(page: Page, site: Site, here: Leaf | None, address: str) -> Markup:
    """Draw a page's line, and those below it where the reader is in this branch."""
    line = _link(page.id, site, here, address)
    is_open = here is not None and page.id in (here.entry.id, *here.chain)
    below = [_branch(child, site, here, address) for child in page.children] if is_open else []
    return tag("li", line, tag("ul", *below, class_="nav-below") if below else "")


def _line(identifier: str, site: Site, here: Leaf | None, address: str) -> Markup:
    return tag("li", _link(identifier, site, here, address))


def _link(identifier: str, site: Site, here: Leaf | None, address: str) -> Markup:
    entry = site.entries[identifier]
    current = "page" if here is not None and here.entry.id == identifier else None
    number = tag("span", entry.number, class_="nav-number")
    name = tag("span", site.names[identifier])
    return tag("a", number, " ", name, href=relative(address, site.addresses[identifier]), aria_current=current)


def _outside(link: Link, site: Site) -> Markup:
    """Draw a link out of the book; what is no safe address keeps its words."""
    said = words(link.children, site.base) or Markup.escape(link.target)
    mark = tag("span", site.base.icon("arrow-up-right-from-square", "text"), class_="nav-number")
    line = joined((mark, tag("span", said)), " ")
    shown = tag("a", line, href=link.target, rel="noreferrer") if safe(link.target) else tag("span", line)
    return tag("li", shown, class_="nav-outside")


def breadcrumbs(site: Site, here: Leaf) -> Markup:
    """Draw the way down to a page: the book, the part, the pages above it."""
    home = tag("a", site.order.say("Home"), href=relative(here.address, "index.html"))
    above = (tag("a", site.names[name], href=relative(here.address, site.addresses[name])) for name in here.chain)
    items = [tag("li", one) for one in (home, *above)]
    label = site.order.say("You are here")
    return tag("nav", tag("ol", *items), class_="crumbs", aria_label=label)


def contents(here: Leaf, own: Setting) -> Markup:
    """Draw what a page holds: its sections and those below them; nothing for a page with fewer than two."""
    lines = list(_sections(here))
    if len(lines) < 2:
        return Markup("")
    least = min(line.level for line in lines)
    items = [
        tag("li", tag("a", words(line.words, own), href=f"#{line.place}"), class_=f"toc-{line.level - least}")
        for line in lines
    ]
    return tag("ul", *items, class_="toc-list")


def folded(toc: Markup, say: Say) -> Markup:
    """Draw what a page holds as a part that folds above its text, for screens without room beside it."""
    return tag("details", tag("summary", say("On this page")), toc, class_="toc-fold") if toc else Markup("")


class _Line(NamedTuple):
    """A line of what a page holds."""

    level: int
    words: Inlines
    place: str


def _sections(here: Leaf) -> Iterator[_Line]:
    if here.page is None:
        return
    number = count(1)
    for block in here.page.blocks:
        if isinstance(block, Heading) and block.anchor and block.level <= 3:
            yield _Line(block.level, block.children, block.anchor)
        if isinstance(block, JobSheet):
            titles = (one.title for one in block.sections if one.title)
            yield from (_Line(2, title, part_id(here.page.id, next(number))) for title in titles)
