"""The site: the book as a folder of pages, one for each page of the book, that any server can give, or none.

`addresses` names the pages, `plan` lays the site out, `drawing` draws one page at a time, `assets` and `pictures` are
what they share. All links are relative: the site works under any address, and from a disk.
"""

from __future__ import annotations

from pipeline.emit.order import Files, Order
from pipeline.emit.site.addresses import HOME
from pipeline.emit.site.assets import shared as shared
from pipeline.emit.site.drawing import drawn as drawn
from pipeline.emit.site.plan import Extra as Extra
from pipeline.emit.site.plan import Site as Site
from pipeline.emit.site.plan import laid_out as laid_out

FOLDER = "site"


def emit(order: Order) -> Files:
    """Give the files of the site, all below `site/`."""
    site = laid_out(order)
    pages = {address: drawn(site, address) for address in (HOME, *(leaf.address for leaf in site.pages))}
    return {f"{FOLDER}/{name}": data for name, data in {**pages, **shared(site)}.items()}
