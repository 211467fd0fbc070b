"""The site: the book as a folder of pages, one for each page of the book, that any server can give, or none.

`addresses` names the pages, `plan` lays the site out, `drawing` draws one page at a time, `assets` and `pictures` are
what they share. All links are relative: the site works under any address, and from a disk.
"""

from __future__ import annotations

from pipeline.diagnostics import Code, found
from pipeline.emit.order import Files, Order
from pipeline.emit.site.addresses import HOME
from pipeline.emit.site.assets import shared as shared
from pipeline.emit.site.cards import card_files
from pipeline.emit.site.declaring import declaration_page
from pipeline.emit.site.downloads import download_files
from pipeline.emit.site.drawing import drawn as drawn
from pipeline.emit.site.missing import missing_page
from pipeline.emit.site.plan import Extra as Extra
from pipeline.emit.site.plan import Site as Site
from pipeline.emit.site.plan import laid_out as laid_out
from pipeline.emit.site.redirects import redirects
from pipeline.emit.site.search import SCRIPT, SearchError, search_files
from pipeline.emit.site.sitemap import sitemap

FOLDER = "site"


# What a site has besides the pages of the book and what they share, each made by itself.
_BESIDE = (missing_page, declaration_page, redirects, sitemap, card_files)


def emit(order: Order) -> Files:
    """Give the files of the site, all below `site/`; without its search where that cannot be made (E173)."""
    site = laid_out(order, Extra(search=SCRIPT))
    pages, index = _pages(site), dict[str, bytes]()
    try:
        texts = {leaf.address: pages[leaf.address] for leaf in site.pages if leaf.page and leaf.page.kind != "index"}
        index |= search_files(texts, order.handbook.identity.language)
    except SearchError as error:
        order.report(found(Code.E173, None, problem=error))
        site = site._replace(extra=site.extra._replace(search=""))
        pages = _pages(site)
    files = {**pages, **shared(site), **index, **download_files(order)}
    for make in _BESIDE:
        files |= make(site)
    return {f"{FOLDER}/{name}": data for name, data in files.items()}


def _pages(site: Site) -> Files:
    return {address: drawn(site, address) for address in (HOME, *(leaf.address for leaf in site.pages))}
