"""What all pages of a site share: one style sheet, one script, the fonts, the pictures."""

from __future__ import annotations

from pipeline.emit.html.style import BASIC, LIGHT_FACES, NUMERALS, cut
from pipeline.emit.order import Files
from pipeline.emit.pattern import mark
from pipeline.emit.site.plan import Site
from pipeline.emit.site.style import FACES, font_address
from pipeline.model.coding import encode

ICON = "assets/icon.svg"
# What French is written with besides the basic letters: the fonts of a site do not change with each of its words.
_FRENCH = "ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜŸàâäæçèéêëîïôöœùûüÿ«»‹›“”‘’…–—·•×÷°²³€§©®™±½¼¾→←↑↓≤≥≠−\u00a0\u202f\u2009\u2011"


def shared_file(site: Site, address: str) -> bytes | None:
    """Give one of the files that pages share, fonts aside, by its address, None where there is none."""
    if address == ICON:
        return _icon(site)
    return site.styled.get(address) or site.pictures.at(address) or site.attached.at(address)


def shared(site: Site) -> Files:
    """Give the files that the pages of a site share, by their addresses: style, script, fonts and pictures."""
    letters = {*BASIC, *_FRENCH, *encode(site.order.handbook).decode()}
    fonts = {font_address(face): cut(face, set(NUMERALS) if face in LIGHT_FACES else letters) for face in FACES}
    return {**site.styled, **fonts, ICON: _icon(site), **site.pictures.files(), **site.attached.files()}


def _icon(site: Site) -> bytes:
    return mark(site.order.handbook.identity.title, site.order.look).encode()
