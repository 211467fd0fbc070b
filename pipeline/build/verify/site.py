"""Reading a finished site back as its readers do: from page to page by the links that lead on, each by its tree."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from pipeline.build.verify.expected import FRONT
from pipeline.build.verify.found import Found, Places, UnreadableError
from pipeline.build.verify.page import read_tree, tree_of
from pipeline.build.verify.things import Seen

_HOME = "index.html"
# What leads to other pages repeats their titles: it is none of a page's own text.
_LEADING = frozenset(("below", "page-list", "toc-fold", "permalink"))


class _Sheet(NamedTuple):
    """One page: its tree, its text, its ids in order, the addresses of the pages before and behind it ("": none)."""

    root: etree._Element
    main: etree._Element
    ids: tuple[str, ...]
    before: str
    after: str


def read_site(files: Mapping[str, bytes], places: Places) -> Mapping[str, Found]:
    """Give what each chapter of a site holds, by its id, with the pages below it; all else is the front.

    A link inside the site counts where its page and its place are there, a picture where its file is.

    Raises:
        UnreadableError: a page is none, or there is no home page.
    """
    sheets = dict(_sheets(files))
    if _HOME not in sheets:
        raise UnreadableError(_HOME)
    owners = {name: next((one for one in sheet.ids if one in places.ids), "") for name, sheet in sheets.items()}
    for name, sheet in sheets.items():
        _resolve(name, sheet, sheets, owners, files)
    texts: dict[str, list[str]] = defaultdict(list)
    things: dict[str, list[Seen]] = defaultdict(list)
    here = FRONT
    order = tuple(_in_order(sheets, owners))
    for name in order[:1]:
        things[FRONT] += read_tree(_links_of(sheets[name]), places)[FRONT].things
    for name in (_HOME, *order):
        sheet = sheets[name]
        begins = [one for one in sheet.ids if one in places.chapters or one in places.fronts]
        is_front = name == _HOME or (begins and begins[0] in places.fronts)
        here = FRONT if begins or is_front else here
        for stretch, one in read_tree(sheet.root if is_front else _own_text(sheet), places, here).items():
            texts[stretch].append(one.text)
            things[stretch] += one.things
        here = begins[0] if begins and not is_front else here
    return {stretch: Found("\n".join(texts[stretch]), tuple(things[stretch])) for stretch in texts}


def _sheets(files: Mapping[str, bytes]) -> Iterator[tuple[str, _Sheet]]:
    for name, data in files.items():
        if name.endswith(".html"):
            root = tree_of(data)
            main = next(root.iter("main"), root)
            ids = tuple(str(one.get("id")) for one in main.iter() if one.get("id"))
            yield name, _Sheet(root, main, ids, _towards(root, "prev", name), _towards(root, "next", name))


def _towards(root: etree._Element, way: str, here: str) -> str:
    return next((_path(here, str(one.get("href"))) for one in root.iter("a") if one.get("rel") == way), "")


def _path(here: str, address: str) -> str:
    """Give the path from the root of the site that a relative address on a page leads to."""
    path = unquote(urlsplit(address).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here


def _in_order(sheets: Mapping[str, _Sheet], owners: Mapping[str, str]) -> Iterable[str]:
    """Give the pages of the book in the order in which each leads on to the next; home pages and others aside."""
    known: dict[str, None] = {}
    for start in (name for name, owner in owners.items() if owner and sheets[name].before not in sheets):
        name = start
        while name in sheets and name not in known:
            known[name] = None
            name = sheets[name].after
    return known


def _own_text(sheet: _Sheet) -> etree._Element:
    """Give a page's text without what leads to other pages."""
    for one in list(sheet.main.iter("*")):
        is_leading = one.tag in ("nav", "footer") or not _LEADING.isdisjoint(str(one.get("class", "")).split())
        if isinstance(one, html.HtmlElement) and one.getparent() is not None and is_leading:
            one.drop_tree()
    return sheet.main


def _links_of(sheet: _Sheet) -> etree._Element:
    """Give what stands beside a page's text: the book's links to other places among them."""
    beside: etree._Element = etree.Element("div")
    beside.extend(deepcopy(one) for one in sheet.root.iter("nav"))
    return beside


def _resolve(
    name: str,
    sheet: _Sheet,
    sheets: Mapping[str, _Sheet],
    owners: Mapping[str, str],
    files: Mapping[str, bytes],
) -> None:
    """Turn links to other pages into those of a book in one file, and take away pictures that are not there."""
    for one in sheet.root.iter("a", "img"):
        address = str(one.get("href" if one.tag == "a" else "src") or "")
        parts = urlsplit(address)
        if not address or parts.scheme or parts.netloc:
            continue
        path = _path(name, address)
        if one.tag == "img":
            one.tag = "img" if path in files else "span"
        elif path in sheets:
            place = unquote(parts.fragment) or owners[path]
            one.set("href", f"#{place}" if place in sheets[path].ids else "")
