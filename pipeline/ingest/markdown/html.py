"""HTML inside Markdown as a small tree with places.

The standard library's tokeniser gives the place of every tag and text; the tree is as forgiving as GitBook's exports
need: void elements, optional end tags, and elements that open in one block and close in a later one.
"""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple, TypeAlias

from pipeline.ingest.lines import span
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.harmless import ASKED, tell_refused
from pipeline.ingest.markdown.places import Content
from pipeline.ingest.markdown.tags import VOID, Tag
from pipeline.model import Inlines
from pipeline.source import Span, join

# What an opening tag closes when it is still open (HTML 13.1.2.4, optional tags).
_CLOSES = {
    "li": ("li",),
    "tr": ("td", "th", "tr"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tbody": ("td", "th", "tr", "thead"),
    "tfoot": ("td", "th", "tr", "thead", "tbody"),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "p": ("p",),
    "option": ("option",),
}
_BARRIERS = frozenset(("table", "ul", "ol", "dl", "details", "figure", "div", "blockquote"))
# Elements one inside the other; deeper, a tag is passed over and its content stays.
DEEPEST = 40


class Words(NamedTuple):
    """Words that stand on one row; `taken` characters of it."""

    text: str
    taken: int
    row: int
    left: int


class Read(NamedTuple):
    """Inlines that were read already, as Markdown."""

    inlines: Inlines
    span: Span


class Close(NamedTuple):
    """An end tag that closes nothing in its block: perhaps something opened in an earlier one."""

    tag: Tag


@dataclass
class Element:
    """An element; `closed` is False when its block ended before it did. `end` is the place of its end."""

    tag: Tag
    children: list[HtmlNode] = field(default_factory=list)
    closed: bool = False
    end: Span | None = None

    @property
    def span(self) -> Span:
        """The place of the whole element."""
        return join(self.tag.span, self.end) if self.end is not None else self.tag.span


HtmlNode: TypeAlias = Element | Words | Read | Close


@dataclass
class Tree:
    """A tree being built from tags and words in their order."""

    roots: list[HtmlNode] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)

    def add(self, node: HtmlNode) -> None:
        """Add what stands inside the innermost open element."""
        (self.open[-1].children if self.open else self.roots).append(node)

    def start(self, tag: Tag) -> None:
        """Open an element, closing what its tag closes by itself."""
        if tag.name not in VOID and len(self.open) >= DEEPEST:
            self.passed_over[tag.name] += 1
            return
        for closed in _CLOSES.get(tag.name, ()):
            self._pop(closed, tag.span)
        element = Element(tag)
        self.add(element)
        if tag.name in VOID:
            element.closed = True
        else:
            self.open.append(element)

    def end(self, tag: Tag) -> None:
        """Close an element; an end tag that closes nothing is kept as such."""
        if self.passed_over[tag.name]:
            self.passed_over[tag.name] -= 1
        elif tag.name == "br":
            self.add(Element(tag, closed=True))
        elif not self._pop(tag.name, tag.span, has_end=True) and tag.name not in VOID:
            self.add(Close(tag))

    def _pop(self, name: str, place: Span, *, has_end: bool = False) -> bool:
        """Close the nearest open element of that name, and what is open inside it, within the nearest container."""
        end = place if has_end else Span(place.file, place.line, place.column, place.line, place.column)
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].tag.name == name:
                for element in self.open[depth:]:
                    element.closed = True
                    element.end = end
                del self.open[depth:]
                return True
            if self.open[depth].tag.name in _BARRIERS and name not in _BARRIERS:
                return False
        return False

    def finish(self, place: Span) -> list[HtmlNode]:
        """Give the tree; what is still open reaches to `place`."""
        for element in self.open:
            element.end = place
        return self.roots


class _Tokens(HTMLParser):
    """Feeds a tree from the standard library's tokeniser."""

    def __init__(self, reading: Reading, content: Content) -> None:
        super().__init__(convert_charrefs=False)
        self.reading = reading
        self.page = reading.page
        self.content = content
        self.lines = content.text.split("\n")
        self.tree = Tree()

    def _here(self) -> tuple[int, int]:
        line, left = self.getpos()
        index = min(line - 1, len(self.content.rows) - 1)
        return self.content.rows[index], self.content.lefts[index] + left

    def _tag(self, name: str, attrs: list[tuple[str, str | None]], text: str, closing: bool) -> Tag:
        row, left = self._here()
        lines = text.split("\n")
        end_row = min(row + len(lines) - 1, len(self.page.lines) - 1)
        right = left + len(text) if len(lines) == 1 else len(lines[-1])
        place = span(self.page, row, left, end_row, right)
        return Tag(name, {key: value or "" for key, value in attrs}, closing, text, place)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        opening = self._tag(tag, attrs, self.get_starttag_text() or f"<{tag}>", closing=False)
        if attrs or tag in ASKED:
            tell_refused(self.reading, tag, opening.attributes, opening.text, opening.span)
        self.tree.start(opening)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            row, left = self._here()
            place = span(self.page, row, left, row, left + len(self.get_starttag_text() or ""))
            self.tree.end(Tag(tag, {}, True, "", place))

    def handle_endtag(self, tag: str) -> None:
        line, left = self.getpos()
        rest = self.lines[line - 1] if line <= len(self.lines) else ""
        end = rest.find(">", left)
        text = rest[left : end + 1] if end >= 0 else f"</{tag}>"
        self.tree.end(self._tag(tag, [], text, closing=True))

    def handle_data(self, data: str) -> None:
        row, left = self._here()
        for number, line in enumerate(data.split("\n")):
            if number:
                row, left = min(row + 1, len(self.page.lines) - 1), 0
                index = row - self.content.rows[0]
                left = self.content.lefts[index] if index < len(self.content.lefts) else 0
                self.tree.add(Words("\n", 0, row, left))
            if line:
                self.tree.add(Words(line, len(line), row, left))

    def _reference(self, written: str) -> None:
        row, left = self._here()
        line, column = self.getpos()
        has_end = self.lines[line - 1].startswith(written + ";", column)
        text = written + ";" if has_end else written
        self.tree.add(Words(html.unescape(text), len(text), row, left))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")


def _last_tag(text: str) -> int:
    """Give the end of the last thing in a text that may be a tag or a comment: beyond it are words alone.

    The tokeniser would look for the end of each tag and comment that has none, to the end of the text each time.
    """
    last = text.rfind("-->") + 1
    opened = text.find("<!--", last)
    return opened if opened >= 0 else text.rfind(">") + 1 or len(text)


def read_html(reading: Reading, content: Content) -> list[HtmlNode]:
    """Give the tree of an HTML block; comments are left out, what its tags must not do is reported."""
    tokens = _Tokens(reading, content)
    end = _last_tag(content.text)
    tokens.feed(content.text[:end])
    tokens.close()
    rest = tokens.rawdata + content.text[end:]  # the tokeniser keeps the words of a script without end to itself
    if rest:
        tokens.handle_data(rest)
    row = content.rows[-1]
    right = content.lefts[-1] + len(content.text) - content.starts[-1]
    return tokens.tree.finish(span(reading.page, row, right, row, right))
