"""The picture that shows a page where its link is shared (Open Graph): the book's pattern, its title, the page's own.

Networks want a whole address, so there are cards where that of the site is known: one for the book, one for each
chapter, which the pages below it share.
"""

from __future__ import annotations

from typing import Any

from pipeline.emit.front import cover_facts
from pipeline.emit.lettering import Lettering, broken, lettered
from pipeline.emit.order import Files, remembered
from pipeline.emit.pattern import pattern
from pipeline.emit.raster import draw
from pipeline.emit.site.addresses import HOME
from pipeline.emit.site.plan import Leaf, Site, title_of
from pipeline.emit.site.sitemap import canonical
from pipeline.model.text import plain

FOLDER = "assets/cards"
WIDTH, HEIGHT = 1200, 630  # pixels: what networks cut a card to
_STRIP = 300
_MARGIN = 72
_ROOM = WIDTH - 2 * _MARGIN
_LOCALES = {"fr": "fr_FR", "en": "en_GB"}


def card_files(site: Site) -> Files:
    """Give the cards by their addresses; none where the site's own address is not known."""
    if not site.order.publication.url:
        return {}
    identity = site.order.handbook.identity
    made = {_card_of(HOME): card(site, identity.title, identity.subtitle, cover_facts(site.order)[:1])}
    for leaf in site.pages:
        if _owner(leaf) == leaf.entry.id:
            number = " ".join(part for part in (leaf.entry.number, title_of(leaf)) if part)
            made[_card_of(leaf.address)] = card(site, number, _about(leaf), [identity.title])
    return made


def shared_as(site: Site, leaf: Leaf | None) -> dict[str, Any]:
    """Give what the head of a page says for those who share its link; of a picture only where it has an address."""
    order = site.order
    address = leaf.address if leaf is not None else HOME
    owner = _owner(leaf) if leaf is not None else ""
    language = order.handbook.identity.language
    return {
        "canonical": canonical(site, address),
        "kind": "article" if leaf is not None else "website",
        "locale": _LOCALES.get(language, language),
        "picture": canonical(site, _card_of(site.addresses[owner] if owner else HOME)),
        "width": WIDTH,
        "height": HEIGHT,
    }


def _owner(leaf: Leaf) -> str:
    """Give the id of the chapter whose card a page shows, "" where it shows that of the book."""
    if leaf.page is None:
        return ""
    above = [one for one in leaf.chain if leaf.part is None or one != leaf.part.id]
    return above[0] if above else leaf.entry.id


def _card_of(address: str) -> str:
    """Give where the card of a page stands: its own address says which page's it is."""
    return f"{FOLDER}/{address.removesuffix('.html')}.png"


def _about(leaf: Leaf) -> str:
    return " ".join(plain(leaf.page.description).split()) if leaf.page is not None else ""


def card(site: Site, title: str, about: str, above: list[str]) -> bytes:
    """Draw a card as PNG: a strip of the pattern, a small line, a title, what it is about."""
    look = site.order.look
    color = look.tokens["color"]["light"]
    large = Lettering(68, 76, 600, color["ink"], 2)
    if len(broken(title, large, _ROOM)) > large.most:
        large = Lettering(52, 60, 600, color["ink"], 3)
    small = Lettering(28, 36, 400, color["ink_soft"], 1)
    lines = min(len(broken(title, large, _ROOM)), large.most)
    top = _STRIP + 74
    drawn = [line for one in above for line in lettered(one, small, _MARGIN, top, _ROOM)]
    top += 20 + large.size
    drawn += lettered(title, large, _MARGIN, top, _ROOM)
    top += large.line * (lines - 1) + 56
    rest = (HEIGHT - top - 20) // 40
    if rest > 0:
        drawn += lettered(about, Lettering(30, 40, 400, color["ink_soft"], min(rest, 2)), _MARGIN, top, _ROOM)
    strip = pattern(site.order.handbook.identity.title, look, 12, 3)
    strip = strip.replace("<svg ", f'<svg width="{WIDTH}" height="{_STRIP}" ', 1)
    ground = f'<path fill="{color["paper"]}" d="M0 0H{WIDTH}V{HEIGHT}H0z"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
    svg = f"{head}{ground}{strip}{''.join(drawn)}</svg>"
    return remembered(site.order.store, b"card\0" + svg.encode(), lambda: draw(svg, WIDTH))
