"""The list of a site's pages for search engines (sitemaps.org, 0.9); it needs the address of the site."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape

from pipeline.emit.order import Files
from pipeline.emit.site.addresses import HOME
from pipeline.emit.site.plan import Site

_MOST = 50_000  # addresses that one list may have


def canonical(site: Site, address: str) -> str:
    """Give the whole address of a page, "" where that of the site is not known."""
    url = site.order.publication.url
    return url + quote("" if address == HOME else address) if url else ""


def sitemap(site: Site) -> Files:
    """Give `sitemap.xml`, with the day of each page's last change where it is known; nothing without an address."""
    if not site.order.publication.url:
        return {}
    changes = site.order.publication.changes
    rows = [_row(canonical(site, HOME), "")]
    for leaf in site.pages:
        change = changes.get(leaf.page.file) if leaf.page is not None else None
        rows.append(_row(canonical(site, leaf.address), change.day if change is not None else ""))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return {"sitemap.xml": f"{head}{''.join(rows[:_MOST])}</urlset>\n".encode()}


def _row(address: str, day: str) -> str:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(address)}</loc>{changed}</url>\n"
