"""The addresses of a site: a file for each page of the book, named after its source, the same from build to build."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from pipeline.emit.html.todo import TODO_ID
from pipeline.emit.remembering import of_page
from pipeline.emit.spots import Spot, anchor_of, entry_of, numbered, spot_of
from pipeline.memory import Memory
from pipeline.model import Handbook, Heading, Marked, Page, Step, Term
from pipeline.model.walk import alone, each_page, walk

HOME = "index.html"
_TITLED = (Heading, Step, Term)
_SPELT = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "-"})
# Names of devices, which Windows refuses to files whatever their ending ("Naming Files, Paths, and Namespaces").
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")
_LONGEST = 120  # letters of a name: with numbers and endings, disks take 255
# Of the site itself: no page of the book may take these.
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
            given[part.id] = _free(plain_name(part.id), taken)
        for page in each_page(part.chapters):
            given[page.id] = _free(_wanted(page, is_alone=counts[page.file] == 1), taken)
    given[TODO_ID] = _free(TODO_ID, taken)
    return given


def _wanted(page: Page, *, is_alone: bool) -> str:
    """Give the address that a page should have, without its ending: its file's path, in plain lower-case letters."""
    pure = PurePosixPath(page.file)
    if not page.file or not is_alone:
        made = f"{page.id}-terms" if f"{page.id}.html" == HOME else page.id
        return posixpath.join(*map(plain_name, (*pure.parts[:-1], made)))
    is_readme = pure.stem.lower() in ("readme", "index")
    if is_readme and len(pure.parts) == 1:
        return page.id  # the root of the site is its home page
    return posixpath.join(*map(plain_name, pure.parts[:-1]), "index" if is_readme else plain_name(pure.stem))


def plain_name(name: str) -> str:
    """Give a name of a file or folder, at most 120 letters, that every server, disk and mail leaves as it is."""
    spelt = name.translate(_SPELT)
    bare = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9_]+", "-", bare).strip("-")[:_LONGEST].rstrip("-") or "page"
    return f"{made}-1" if is_device(made) else made


def is_device(name: str) -> bool:
    """Tell whether a name is that of a device for Windows, whatever its letters' case."""
    return bool(_DEVICES.fullmatch(name.lower()))


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


class _Held(NamedTuple):
    """What a page holds: the ids of its titled places, the numbers of its words that are marked, all its places."""

    anchors: tuple[str, ...]
    numbers: tuple[int, ...]
    places: frozenset[Spot]


def _held(page: Page) -> _Held:
    nodes = list(walk(alone(page)))
    spans = (getattr(node, "span", None) for node in nodes)
    return _Held(
        tuple(node.anchor for node in nodes if isinstance(node, _TITLED) and node.anchor),
        tuple(node.number for node in nodes if isinstance(node, Marked)),
        frozenset(spot_of(span) for span in spans if span is not None),
    )


def homes(handbook: Handbook, pages: Mapping[str, str], memory: Memory | None = None) -> dict[str, str]:
    """Give the address of every place of the book by its id: pages, parts, headings, terms, markers, their lines."""
    known = dict(pages)
    markers = numbered(handbook)
    spots = {spot_of(one.span): one for one in handbook.markers}
    for part in handbook.parts:
        for page in each_page(part.chapters):
            held = of_page(memory, "homes", page, _held)
            drawn = [marker for number in held.numbers if (marker := markers.get(number)) is not None]
            drawn += [spots[place] for place in sorted(held.places & spots.keys())]
            for anchor in (*held.anchors, *map(anchor_of, drawn)):
                known.setdefault(anchor, f"{pages[page.id]}#{anchor}")
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
