"""The addresses of a site: a file for each page of the book, named after its source, the same from build to build."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from pipeline.emit.html.todo import TODO_ID
from pipeline.emit.spots import anchor_of, entry_of, numbered, spot_of
from pipeline.model import Handbook, Heading, Marked, Page, Step, Term
from pipeline.model.walk import alone, each_page, walk

HOME = "index.html"
_TITLED = (Heading, Step, Term)
# Of the site itself: no page of the book may take these.
_SPELT = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "-"})
RESERVED = frozenset({HOME, "404.html", "assets", "pagefind", "telechargements", "declaration-accessibilite.html"})


def addresses(handbook: Handbook) -> dict[str, str]:
    """Give the address of each page and each titled part of the book, from the root of the site, by its id."""
    given: dict[str, str] = {}
    taken = {one.casefold() for one in RESERVED}
    counts: dict[str, int] = {}
    for part in handbook.parts:
        for page in each_page(part.chapters):
            counts[page.file] = counts.get(page.file, 0) + 1
    for part in handbook.parts:
        if part.title:
            given[part.id] = _free(part.id, taken)
        for page in each_page(part.chapters):
            given[page.id] = _free(_wanted(page, is_alone=counts[page.file] == 1), taken)
    given[TODO_ID] = _free(TODO_ID, taken)
    return given


def _wanted(page: Page, *, is_alone: bool) -> str:
    """Give the address that a page should have, without its ending: its file's path, in plain lower-case letters."""
    pure = PurePosixPath(page.file)
    if not page.file or not is_alone:
        made = f"{page.id}-terms" if f"{page.id}.html" == HOME else page.id
        return posixpath.join(*map(plain_name, pure.parts[:-1]), made)
    is_readme = pure.stem.lower() in ("readme", "index")
    if is_readme and len(pure.parts) == 1:
        return page.id  # the root of the site is its home page
    return posixpath.join(*map(plain_name, pure.parts[:-1]), "index" if is_readme else plain_name(pure.stem))


def plain_name(name: str) -> str:
    """Give a name of a file or folder in letters that every server, disk and mail leaves as they are."""
    spelt = name.translate(_SPELT)
    bare = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", bare).strip("-") or "page"


def _free(wanted: str, taken: set[str]) -> str:
    """Give an address that none has yet: files whose names differ in their signs alone get numbers."""
    folder, slash, rest = wanted.partition("/")
    if slash and folder in RESERVED:
        wanted = f"{folder}-2/{rest}"
    address, number = f"{wanted}.html", 1
    while address in taken:
        number += 1
        address = f"{wanted}-{number}.html"
    taken.add(address)
    return address


def homes(handbook: Handbook, pages: Mapping[str, str]) -> dict[str, str]:
    """Give the address of every place of the book by its id: pages, parts, headings, terms, markers, their lines."""
    known = dict(pages)
    markers = numbered(handbook)
    spots = {spot_of(one.span): one for one in handbook.markers}
    for part in handbook.parts:
        for page in each_page(part.chapters):
            for node in walk(alone(page)):
                if isinstance(node, _TITLED) and node.anchor:
                    known.setdefault(node.anchor, f"{pages[page.id]}#{node.anchor}")
                marker = markers.get(node.number) if isinstance(node, Marked) else None
                if marker is None and (span := getattr(node, "span", None)) is not None:
                    marker = spots.get(spot_of(span))
                if marker is not None:
                    known.setdefault(anchor_of(marker), f"{pages[page.id]}#{anchor_of(marker)}")
    for marker in handbook.markers:
        known.setdefault(anchor_of(marker), pages.get(marker.page, pages[TODO_ID]))
        known[entry_of(marker)] = f"{pages[TODO_ID]}#{entry_of(marker)}"
    return known


def relative(here: str, there: str) -> str:
    """Give the address of a place of the site from one of its pages."""
    path, sign, place = there.partition("#")
    if path == here:
        return f"#{place}" if sign else posixpath.basename(path)
    return quote(posixpath.relpath(path, posixpath.dirname(here) or ".")) + sign + place
