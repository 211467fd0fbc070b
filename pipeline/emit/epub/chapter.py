"""Finishing a file of text: only what was drawn of it stands in it, and reading programs are told what it is.

Whatever a web page folds away stands open, and what scrolls there does not: a page of paper turned by a thumb has
neither. Footnotes are marked so that programs show them where they are called (EPUB Structural Semantics, DPUB-ARIA).
"""

from __future__ import annotations

from types import MappingProxyType

from pipeline.emit.characters import readable
from pipeline.emit.epub.book import Leaf, Sort
from pipeline.emit.epub.stacked import stack
from pipeline.emit.epub.xml import Element, classes, drop, q, rename

_MEANT: MappingProxyType[Sort, tuple[str, str]] = MappingProxyType(
    {
        "part": ("part", "doc-part"),
        "chapter": ("chapter", "doc-chapter"),
        "glossary": ("glossary", "doc-glossary"),
        "index": ("index", "doc-index"),
    }
)
_BEHIND: frozenset[Sort] = frozenset(("glossary", "index", "todo"))
# Only a page that scrolls has use for these.
_SCROLLING = ("tabindex", "role", "aria-label", "data-hint")


def finish(page: Element, leaf: Leaf) -> Element:
    """Finish the file of a leaf; give the section that is all of its text."""
    body = the(page, "body")
    section = next(one for one in body.iter(q("section")) if _is_drawn(one, leaf.line.id))
    section.tail = "\n"
    matter = "backmatter" if leaf.sort in _BEHIND else "bodymatter"
    set_body(page, leaf.line.words, matter, section)
    if leaf.sort in _MEANT:
        _mean(section, *_MEANT[leaf.sort])
    for element in section.iter("*"):
        _settle(element)
    return section


def the(root: Element, name: str) -> Element:
    """Give the first element of a name below another.

    Raises:
        ValueError: there is none.
    """
    found = next(root.iter(q(name)), None)
    if found is None:
        raise ValueError(f"no {name} stands in {root.tag}")
    return found


def set_body(page: Element, title: str, matter: str, *content: Element) -> None:
    """Put content into a page in place of what it holds."""
    head, body = the(page, "head"), the(page, "body")
    the(page, "title").text = readable(title)
    for style in list(head.iter(q("style"))):
        head.remove(style)
    for child in list(body):
        body.remove(child)
    body.text = "\n"
    body.set(q("epub:type"), matter)
    body.extend(content)


def _is_drawn(section: Element, identifier: str) -> bool:
    return section.get("id") == identifier and not classes(section).isdisjoint(("chapter", "part"))


def _mean(element: Element, meaning: str, role: str) -> None:
    element.set(q("epub:type"), meaning)
    element.set("role", role)


def _settle(element: Element) -> None:
    """Settle one element."""
    own = classes(element)
    if element.get("tabindex") is not None:
        drop(element, *_SCROLLING)
    if element.tag == q("img") and element.get("alt") is None:
        element.set("alt", "")
    elif element.tag == q("details"):
        _open(element)
    elif element.tag == q("table"):
        stack(element)
    elif "notes" in own:
        _settle_notes(element)
    elif "call" in own:
        for call in element.iter(q("a")):
            _mean(call, "noteref", "doc-noteref")
    elif "back" in own:
        _mean(element, "backlink", "doc-backlink")


def _open(details: Element) -> None:
    """Make a folding part one that stands open."""
    rename(details, "div")
    drop(details, "open")
    details.set("class", "details")
    for summary in details.iterchildren(q("summary")):
        rename(summary, "p")
        summary.set("class", "summary")


def _settle_notes(notes: Element) -> None:
    """Make the list of notes asides: of these, programs know that they may be shown elsewhere."""
    for listed in notes.iterchildren(q("ul")):
        rename(listed, "div")
        for note in listed.iterchildren(q("li")):
            rename(note, "aside")
            _mean(note, "footnote", "doc-footnote")
