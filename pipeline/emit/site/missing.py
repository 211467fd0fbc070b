"""The page that servers show for an address that leads nowhere: what may have happened, and where to go on.

It is shown at any depth, so where the site's own address is known its links begin at the root of the server.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup

from pipeline.emit.order import Files
from pipeline.emit.site.drawing import shell
from pipeline.emit.site.plan import Site

FILE = "404.html"
_LINKS = ("root", "search", "early", "icon", "declaration")
_LISTS = ("styles", "scripts")


def missing_page(site: Site) -> Files:
    """Give `404.html`."""
    around = shell(site, FILE, Markup(""))
    base = urlsplit(site.order.publication.url).path if site.order.publication.url else ""
    around |= {name: base + around[name] for name in _LINKS if around[name]}
    around |= {name: tuple(base + one for one in around[name]) for name in _LISTS}
    title = site.order.say("This page is not here")
    return {FILE: site.fill("site/missing.html.jinja", **around, title=title, description="").encode()}
