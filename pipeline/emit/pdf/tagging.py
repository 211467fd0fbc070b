"""The tags of a document: what WeasyPrint's `add_tags` does, made right (PDF/UA-1, ISO 14289-1).

The boxes of all pages are walked once, in the order of the text, and each HTML element becomes one element of the
tree, however many boxes and pages it is cut into; `roles` says which, `settling` finishes the tree, `structure` writes
it and `artifacts` sets the marks in the pages' streams right. It reads boxes and streams of WeasyPrint, whose version
is locked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

import pydyf
from weasyprint import pdf as engine
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.emit.pdf.annotations import Comment, place_comments
from pipeline.emit.pdf.artifacts import FOOTER, HEADER, LAYOUT, NOTHING, PAGINATION, mend
from pipeline.emit.pdf.links import said_of_link, whole_links
from pipeline.emit.pdf.margin import Mark
from pipeline.emit.pdf.pictures import picture
from pipeline.emit.pdf.roles import ARTIFACT, INSIDE, facts_of, role_of
from pipeline.emit.pdf.settling import settle
from pipeline.emit.pdf.structure import Content, Element, Held, Source, write

Box: TypeAlias = Any  # WeasyPrint has no types
Key: TypeAlias = tuple[Source, str]

_OPENING = 120  # letters by which the beginning of a page is known again
_SOFT = "\u2060-"  # what the style sheet puts at the end of a line: nobody writes a hyphen so


@contextmanager
def own_tags(document: Any, comments: Mapping[str, Comment], marks: tuple[Mark, ...]) -> Iterator[None]:
    """Let WeasyPrint write a document with the tags of this module, and the comments where their marks stand.

    Its own function is put back behind the block: it is a global of a library, and another writer may want it.
    """

    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
        _add_tags(pdf, document, page_streams, comments, marks)

    whole_links(document)
    before = engine.add_tags
    engine.add_tags = add_tags
    try:
        yield
    finally:
        engine.add_tags = before


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """Add the tree of tags to a file; in the place of `weasyprint.pdf.add_tags`, with its signature."""
    _add_tags(pdf, document, page_streams, {}, ())


def _add_tags(pdf: Any, document: Any, streams: Any, comments: Mapping[str, Comment], marks: tuple[Mark, ...]) -> None:
    top = Element("Document", None)
    walk = _Walk(top)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        walk.page(page._page_box, number, stream)
    place_comments(pdf, top, comments, marks)
    document.openings = walk.openings
    settle(top, prefix_of(document))
    write(top, pdf, [len(stream._tags) for stream in streams])
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def prefix_of(document: Any) -> str:
    """Give what the identities of a document's elements begin with: the id of its first section that has one.

    So the trees of several documents can be joined: chapters have ids of their own.
    """
    root = next(child for child in document.pages[0]._page_box.children if child.element is not None).element
    found = next((one.get("id") for one in root.iter("section") if one.get("id")), "book")
    return re.sub(r"[^0-9A-Za-z-]", "-", found) + "."


class _Walk:
    """The way through the boxes: the tree so far, and the marks of the page that is walked."""

    def __init__(self, top: Element) -> None:
        self.top = top
        self.known: dict[Key, Element] = {}
        self.number = 0
        self.height = 0.0
        self.marked: dict[Box, dict[str, Any]] = {}
        self.artifacts: dict[int, bytes] = {}
        self.hyphens: set[int] = set()
        self.openings: list[str] = []

    def page(self, page: Box, number: int, stream: Any) -> None:
        """Walk a page."""
        self.number, self.height = number, page.margin_height()
        self.marked, self.artifacts, self.hyphens = stream._tags, {}, set()
        self.openings.append("")
        for child in page.children:
            if isinstance(child, boxes.MarginBox):
                self.outside(child)
            else:
                self.visit(child, self.top, None)
        mend(stream, self.artifacts, self.hyphens)

    def outside(self, box: Box) -> None:
        """Walk a box of a page's margins: a running head or foot, or a note that was moved there."""
        kind = HEADER if box.at_keyword.startswith("@top") else FOOTER
        for child in box.children:
            moved = child.element is not None and "margin-note" in (child.element.get("class") or "")
            self.leave_out(child, LAYOUT if moved else kind)

    def leave_out(self, box: Box, kind: bytes) -> None:
        """Make everything that a box holds an artifact."""
        for one in _descendants(box):
            mark = self.marked.get(one)
            if mark is not None:
                self.artifacts[mark["mcid"]] = kind

    def visit(self, box: Box, parent: Element, key: Key | None) -> None:
        """Walk a box in an element; `key` says which HTML element the box around it was made for."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self.text(box, parent)
            return
        if box.is_leader:
            self.leave_out(box, LAYOUT)
            return
        if box.element is not None and (own := (box.element, box.element_tag)) != key:
            entered = self.enter(box, own, parent)
            if entered is None:
                self.leave_out(box, PAGINATION if box.element_tag == "thead" else LAYOUT)
                self.hold_links(box)
                return
            parent, key = entered, own
        if box.link_annotation:
            self.hold(box, parent)
        if isinstance(box, boxes.ReplacedBox):
            self.content(box, parent)
        for child in box.children:
            self.visit(child, parent, key)

    def enter(self, box: Box, own: Key, parent: Element) -> Element | None:
        """Give the element of a box, a new one where it is met first; None if the box is no part of the text."""
        found = self.known.get(own)
        if found is not None:
            # The head of a table is read once, before its first rows.
            return None if found.role == "THead" else found
        source, tag = own
        role = role_of(source, tag, parent)
        if role == ARTIFACT:
            return None
        made = self.make(box, role, source, tag, parent)
        if made is not None:
            self.known[own] = made
        return made

    def make(self, box: Box, role: str, source: Source, tag: str, parent: Element) -> Element | None:
        """Give a new element of a role where it belongs, below `parent` or in what must stand between."""
        if role in ("Figure", "Formula") and isinstance(box, boxes.ReplacedBox):
            return picture(box, role, source, _body(parent), self.height)
        if parent.role == "L" and role in ("Lbl", "LBody"):
            parent = _item(parent, role)
        if role == "LBody":
            return _label_or_body(parent).add("Div", source)
        if role == INSIDE:
            return _body(parent)
        if role != "Lbl":
            parent = _body(parent)
        if role == "Link" and parent.role == "TOCI":
            parent = parent.add("Reference")
        made = parent.add(role, source)
        made.facts = facts_of(source, role)
        if role in ("TH", "TD"):
            made.attributes = _spans(box)
        if tag.endswith("::footnote-call"):
            self.note(source, parent)
        return made

    def note(self, source: Source, parent: Element) -> None:
        """Make the element of a footnote behind its call; what it says stands at the foot of this page or the next."""
        note = parent.add("Note", source)
        note.facts = facts_of(source, "Note")
        self.known[source, source.tag] = note

    def text(self, box: Box, parent: Element) -> None:
        """Put a piece of text into its element."""
        if not box.text.strip():
            mark = self.marked.get(box)
            if mark is not None:
                self.artifacts[mark["mcid"]] = NOTHING
            return
        if len(self.openings[-1]) < _OPENING:
            self.openings[-1] += f"{box.text}\n"
        self.content(box, _body(parent))
        if box.text.endswith(_SOFT) and box in self.marked:
            self.hyphens.add(self.marked[box]["mcid"])

    def content(self, box: Box, parent: Element) -> None:
        mark = self.marked.get(box)
        if mark is not None:
            parent.kids.append(Content(self.number, mark["mcid"]))

    def hold(self, box: Box, parent: Element) -> None:
        """Put the annotation of a link into its element, and say in it where the link goes."""
        if words := said_of_link(box.element, box.link_annotation):
            box.link_annotation["Contents"] = pydyf.String(words)
        parent.kids.append(Held(self.number, box.link_annotation))

    def hold_links(self, box: Box) -> None:
        """Keep the links of what is not read again: they belong to the same elements."""
        for one in _descendants(box):
            if one.link_annotation:
                self.hold(one, self.known.get((one.element, one.element_tag), self.top))


def _descendants(box: Box) -> Iterator[Box]:
    waiting = [box]
    while waiting:
        here = waiting.pop()
        if isinstance(here, AbsolutePlaceholder):
            here = here._box
        yield here
        waiting += here.children


def _body(parent: Element) -> Element:
    """Give where the words of an element go: in an item of a list, into its body."""
    return _label_or_body(parent) if parent.role == "LI" else parent


def _label_or_body(item: Element) -> Element:
    last = item.elements()[-1:]
    return last[0] if last and last[0].role == "LBody" else item.add("LBody")


def _item(parent: Element, role: str) -> Element:
    """Give the item of a list of definitions that a term or an explanation belongs to: a term begins a new one."""
    last = parent.elements()[-1:]
    begun = last and last[0].role == "LI"
    if begun and not (role == "Lbl" and any(one.role == "LBody" for one in last[0].elements())):
        return last[0]
    return parent.add("LI")


def _spans(box: Box) -> dict[str, Any]:
    spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
    return {name: span for name, span in spans.items() if span > 1}
