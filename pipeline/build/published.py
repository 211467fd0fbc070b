"""How many pages a site has for its readers."""

from __future__ import annotations

from collections.abc import Mapping

# How a page that only leads on to another does so without scripts (templates/site/moved.html.jinja). No page of a book
# can hold it: what it says of this is its words, and written `&lt;`.
_LEADS_ON = b'<meta http-equiv="refresh"'
_NOWHERE = "404.html"  # what servers show for an address that leads nowhere


def pages_of(folder: str, files: Mapping[str, bytes]) -> int:
    """Count the pages of the site in a folder; those at former addresses, and that of wrong ones, are none of them."""
    pages = (name for name in files if name.startswith(f"{folder}/") and name.endswith(".html"))
    return sum(name != f"{folder}/{_NOWHERE}" and _LEADS_ON not in files[name] for name in pages)
