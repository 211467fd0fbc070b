"""The page of a site that holds its declaration of accessibility."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.emit.html.declaration import DECLARATION_ID, declaration
from pipeline.emit.order import Files
from pipeline.emit.site.drawing import shell
from pipeline.emit.site.plan import Site

FILE = f"{DECLARATION_ID}.html"


def declaration_page(site: Site) -> Files:
    """Give the page; nothing where handbook.yml says nothing of accessibility."""
    told = site.order.publication.accessibility
    if told is None:
        return {}
    title = site.order.say("Declaration of accessibility")
    around = shell(site, FILE, Markup(""))
    body = declaration(site.order, told, 1)
    return {FILE: site.fill("site/plain.html.jinja", **around, title=title, description="", body=body).encode()}
