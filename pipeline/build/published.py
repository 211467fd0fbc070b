"""How many pages a site has for its readers."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.emit.site import downloads

# How a page that only leads on to another does so without scripts (templates/site/moved.html.jinja). No page of a book
# can hold it: what it says of this is its words, and written `&lt;`.
_LEADS_ON = b'<meta http-equiv="refresh"'
_NOWHERE = "404.html"  # what servers show for an address that leads nowhere


def pages_of(folder: str, files: Mapping[str, bytes]) -> int:
    """Count the pages of a site: none at a former or a wrong address, nor the book that it offers in one file."""
    offered = f"{folder}/{downloads.FOLDER}/"
    pages = (name for name in files if name.startswith(f"{folder}/") and name.endswith(".html"))
    return sum(
        name != f"{folder}/{_NOWHERE}" and not name.startswith(offered) and _LEADS_ON not in files[name]
        for name in pages
    )
