"""The table of contents of a printed book, and its lists of figures and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from pipeline.emit.captions import Captioned, first_sentence, lists
from pipeline.emit.html.inline import words
from pipeline.emit.html.pointer import outside_links
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.outline import Entry, has_parts
from pipeline.model import Handbook, Heading

# About two pages: beyond, sections are left to the bookmarks.
_MANY_LINES = 75


def contents(handbook: Handbook, entries: Sequence[Entry], setting: Setting) -> Markup:
    """Draw the contents: parts as bands, then two levels, chapters and what lies directly below them."""
    base = 1 if has_parts(handbook) else 0
    below = _sections(handbook)
    lines = [line for entry in entries for line in _lines(entry, below, base, setting)]
    if len(lines) > _MANY_LINES:
        lines = [line for entry in entries for line in _lines(entry, {}, base, setting)]
    title = setting.say("Contents")
    # Those of parts with a title stand on the page that opens the part.
    links = joined(outside_links(part.links, setting) for part in handbook.parts if not part.title)
    elsewhere = tag("ul", links, class_="contents-links") if links else ""
    return tag("section", tag("h1", title, data_label=title), tag("ul", *lines), elsewhere, class_="contents")


def _sections(handbook: Handbook) -> dict[str, list[Heading]]:
    """Give the sections of each chapter that has no pages below it."""
    return {
        page.id: [block for block in page.blocks if isinstance(block, Heading) and block.level == 2 and block.anchor]
        for part in handbook.parts
        for page in part.chapters
        if not page.children
    }


def _lines(entry: Entry, below: dict[str, list[Heading]], base: int, setting: Setting) -> Iterator[Markup]:
    name = words(entry.label, setting)
    if entry.sort == "part":
        number = setting.say("Part {number}", number=entry.number)
        yield _line(entry.id, number, name, "line-part")
    elif entry.sort == "chapter":
        yield _line(entry.id, entry.number, name, "line-0")
        for heading in below.get(entry.id, ()):
            yield _line(heading.anchor, "", words(heading.children, setting), "line-1")
    elif entry.depth <= base + 1:
        yield _line(entry.id, entry.number, name, "line-1")


def _line(identifier: str, number: str, name: Markup, kind: str) -> Markup:
    numeral = tag("span", number, class_="number") if number else Markup("")
    return tag("li", tag("a", numeral, " ", tag("span", name, class_="line-words"), href=f"#{identifier}"), class_=kind)


def caption_lists(handbook: Handbook, setting: Setting) -> Markup:
    """Draw the lists of figures and of tables, those that the book has, under the contents or on pages of their own."""
    drawn = [_caption_list(title, found, setting) for title, found in lists(handbook, setting.say)]
    return tag("section", *drawn, class_="contents captions") if drawn else Markup("")


def _caption_list(title: str, found: Sequence[Captioned], setting: Setting) -> Markup:
    lines = (_line(one.id, str(one.number), _caption(one, setting), "line-caption") for one in found)
    return joined((tag("h1", title, data_label=title), tag("ul", *lines)))


def _caption(one: Captioned, setting: Setting) -> Markup:
    """Give what a list says: the first sentence of a long caption, the name of a matrix with the page it stands on."""
    if one.name:
        return joined((one.name, words(one.page.title, setting)), " – ")
    said = first_sentence(one.caption)
    if said:
        return Markup.escape(said)
    drawn = words(one.caption, setting)
    # A line of a list ends without a full stop.
    return drawn[:-1] if drawn.endswith(".") and not drawn.endswith("..") else drawn
