"""Reading a finished web page back: words and things by its tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from lxml import etree, html

from pipeline.build.verify.expected import FRONT
from pipeline.build.verify.found import Found, Places, UnreadableError
from pipeline.build.verify.text import fold
from pipeline.build.verify.things import Seen, address_key, inside_key

# Elements that stand in a line: their neighbours' words go on in theirs.
_IN_LINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "code",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    )
)
# Nothing in them is words of the book; a formula is a thing.
_SILENT = frozenset(("head", "script", "style", "svg", "math", "template"))
# What the page adds to a text: the numbers of markers and what is said of them, those of notes, the ways back to
# their calls.
_ADDED = frozenset(("marker-number", "marker-notes", "note-number", "call", "back"))


def read_page(data: bytes, places: Places) -> Mapping[str, Found]:
    """Give what each chapter of a page holds, by its id; what stands outside them is the front.

    Raises:
        UnreadableError: it is no page.
    """
    return read_tree(tree_of(data), places)


def tree_of(data: bytes) -> etree._Element:
    """Give the tree of a page.

    Raises:
        UnreadableError: it is no page.
    """
    try:
        return html.document_fromstring(data.decode("utf-8"), parser=html.HTMLParser(huge_tree=True))
    except (etree.LxmlError, UnicodeDecodeError, ValueError) as error:
        raise UnreadableError(str(error)) from error


def read_tree(root: etree._Element, places: Places, start: str = FRONT) -> Mapping[str, Found]:
    """Give what each chapter in a tree holds, by its id; what stands outside them is that of the stretch `start`."""
    chapters = frozenset(places.chapters)
    pieces: dict[str, list[str]] = defaultdict(list)
    things: dict[str, list[Seen]] = defaultdict(list)
    here, within = start, ""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if not isinstance(element.tag, str):
            if event == "start":
                pieces[here].append(element.tail or "")
            continue
        name = element.get("id", "")
        if event == "start":
            if name in chapters and not within:
                here = within = name
            elif name in places.fronts:
                here = FRONT
            things[here] += _seen(element, places)
            if _is_silent(element):
                walker.skip_subtree()
                continue
            pieces[here].append(f"{_parting(element)}{element.text or ''}")
        else:
            pieces[here].append(_parting(element))
            if name and name == within:
                here, within = start, ""
            pieces[here].append(element.tail or "")
    return {name: Found("".join(pieces[name]), tuple(things[name])) for name in pieces}


def _is_silent(element: etree._Element) -> bool:
    return element.tag in _SILENT or not _ADDED.isdisjoint(element.get("class", "").split())


def _parting(element: etree._Element) -> str:
    """Give what parts an element's words from its neighbours': a line's end, or nothing inside a line."""
    parent = element.getparent()
    framed = parent is not None and parent.get("class", "") == "missing"  # its spans stand one below the other
    return "" if element.tag in _IN_LINE and not framed and not _is_silent(element) else "\n"


def _seen(element: etree._Element, places: Places) -> list[Seen]:
    """Give the things that an element is."""
    kinds = element.get("class", "").split()
    if element.tag == "img":
        return [Seen("picture", fold(element.get("alt", "")))]
    if element.tag == "table":
        return [Seen("table")]
    if element.tag == "math" or "math" in kinds:
        return [Seen("formula", fold("".join(map(str, element.itertext()))))]
    if element.tag == "li" and "--note-" in element.get("id", ""):
        return [Seen("note")]
    address = element.get("href", "")
    if element.tag == "a" and address:
        inside = address.startswith("#")
        return [Seen("link", inside_key(address[1:]) if inside else address_key(address))]
    return []
