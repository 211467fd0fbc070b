"""A block of HTML inside Markdown as a small tree with places.

The standard library's tokeniser gives the place of every tag and text; the tree is as forgiving as GitBook's exports
need: void elements, optional end tags, and elements that open in one block and close in a later one.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple, TypeAlias

from pipeline.ingest.lines import Script, span
from pipeline.ingest.markdown.places import Content
from pipeline.ingest.markdown.tags import Tag

_VOID = frozenset(("br", "img", "hr", "wbr", "source", "input", "meta", "link", "col", "area", "embed"))
# What an opening tag closes when it is still open (HTML 13.1.2.4, optional tags).
_CLOSES = {
    "li": ("li",),
    "tr": ("td", "th", "tr"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tbody": ("td", "th", "tr", "thead"),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "p": ("p",),
}
_BARRIERS = frozenset(("table", "ul", "ol", "dl", "details", "figure", "div", "blockquote"))


class Words(NamedTuple):
    """Words that stand on one row; `taken` characters of it."""

    text: str
    taken: int
    row: int
    left: int


class Close(NamedTuple):
    """An end tag that closes nothing in its block: perhaps something opened in an earlier one."""

    tag: Tag


@dataclass
class Element:
    """An element; `closed` is False when its block ended before it did."""

    tag: Tag
    children: list[HtmlNode] = field(default_factory=list)
    closed: bool = False


HtmlNode: TypeAlias = Element | Words | Close


class _Tree(HTMLParser):
    """Builds the tree from the tokeniser's events."""

    def __init__(self, page: Script, content: Content) -> None:
        super().__init__(convert_charrefs=False)
        self.page = page
        self.content = content
        self.roots: list[HtmlNode] = []
        self.open: list[Element] = []

    def _here(self) -> tuple[int, int]:
        line, left = self.getpos()
        index = min(line - 1, len(self.content.rows) - 1)
        return self.content.rows[index], self.content.lefts[index] + left

    def _add(self, node: HtmlNode) -> None:
        (self.open[-1].children if self.open else self.roots).append(node)

    def _tag(self, name: str, attrs: list[tuple[str, str | None]], text: str, closing: bool) -> Tag:
        row, left = self._here()
        lines = text.split("\n")
        end_row = min(row + len(lines) - 1, len(self.page.lines) - 1)
        right = left + len(text) if len(lines) == 1 else len(lines[-1])
        place = span(self.page, row, left, end_row, right)
        return Tag(name, {key: value or "" for key, value in attrs}, closing, text, place)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for closed in _CLOSES.get(tag, ()):
            self._pop(closed)
        element = Element(self._tag(tag, attrs, self.get_starttag_text() or f"<{tag}>", closing=False))
        self._add(element)
        if tag in _VOID:
            element.closed = True
        else:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._pop(tag)

    def _pop(self, name: str) -> bool:
        """Close the nearest open element of that name, and what is open inside it, within the nearest container."""
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].tag.name == name:
                for element in self.open[depth:]:
                    element.closed = True
                del self.open[depth:]
                return True
            if self.open[depth].tag.name in _BARRIERS and name not in _BARRIERS:
                return False
        return False

    def handle_endtag(self, tag: str) -> None:
        if not self._pop(tag) and tag not in _VOID:
            self._add(Close(self._tag(tag, [], f"</{tag}>", closing=True)))

    def handle_data(self, data: str) -> None:
        row, left = self._here()
        for number, line in enumerate(data.split("\n")):
            if number:
                row, left = min(row + 1, len(self.page.lines) - 1), 0
                index = row - self.content.rows[0]
                left = self.content.lefts[index] if index < len(self.content.lefts) else 0
                self._add(Words("\n", 0, row, left))
            if line:
                self._add(Words(line, len(line), row, left))

    def _reference(self, written: str) -> None:
        row, left = self._here()
        rest = self.content.text.split("\n")[self.getpos()[0] - 1][self.getpos()[1] :]
        text = written + ";" if rest.startswith(written + ";") else written
        self._add(Words(html.unescape(text), len(text), row, left))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")


def read_html(page: Script, content: Content) -> list[HtmlNode]:
    """Give the tree of an HTML block; comments are left out."""
    tree = _Tree(page, content)
    tree.feed(content.text)
    tree.close()
    return tree.roots
