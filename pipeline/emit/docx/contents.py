"""The table of contents and the lists of figures and tables: Word's own fields, with their entries inside.

So they are full before anybody updates them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.emit.captions import Captioned, first_sentence, lists
from pipeline.emit.docx.ast import Node, Nodes, line_break, link, para, raw, span, tab, tab_in, words
from pipeline.emit.docx.caption import SERIES
from pipeline.emit.docx.inline import bare, field, inlines
from pipeline.emit.docx.names import bookmark
from pipeline.emit.docx.scene import Scene
from pipeline.emit.formats import is_narrow
from pipeline.emit.outline import Entry, has_parts
from pipeline.model import Handbook, Heading

# Headings of two levels and the titles of parts, as links (ISO/IEC 29500-1, 17.16.5.68). It names no style: Word
# reads the names of styles, and the sign between them, in the reader's own language.
_INSTRUCTION = 'TOC \\o "1-2" \\h \\z \\u'
_PAGE = "ContentsPage"  # the style of page numbers, and of the dots that lead to them
# About two pages: beyond, sections are left out.
_MANY_LINES = 90


class Line(NamedTuple):
    """A line of the contents."""

    id: str
    style: str
    number: str
    words: Nodes


def contents(handbook: Handbook, entries: Sequence[Entry], pages: Mapping[str, int], scene: Scene) -> Nodes:
    """Draw the contents: parts, chapters, and what lies directly below them.

    `pages` gives the page of a bookmark; Word brings the numbers up to date when it is asked to.
    """
    lines = _lines(handbook, entries, scene)
    drawn = [para("TOC Heading", words(scene.say("Contents"))), *_field(_INSTRUCTION, lines, pages, scene)]
    drawn += _outside(handbook, scene)
    for title, found in lists(handbook, scene.say):
        drawn.append(para("Captions Heading", words(title)))
        listed = [_of_caption(one, scene) for one in found]
        drawn += _field(f'TOC \\h \\z \\c "{SERIES[found[0].sort]}"', listed, pages, scene)
    # The section must not end inside a field: LibreOffice would take its foot for part of the contents.
    return [*drawn, *([para("Section End", [raw("<w:r/>")])] if lines else [])]


def _field(instruction: str, lines: Sequence[Line], pages: Mapping[str, int], scene: Scene) -> Nodes:
    """Draw lines as what a field gives (ISO/IEC 29500-1, 17.16.5.68)."""
    narrow = is_narrow(scene.look.tokens)
    drawn = [_line(line, pages.get(bookmark(line.id)), narrow) for line in lines]
    if drawn:
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        _inside(drawn[0]).insert(0, raw(begin))
        _inside(drawn[-1]).append(raw('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    return drawn


def _outside(handbook: Handbook, scene: Scene) -> Nodes:
    """Draw the links out of the book of parts without a title, which have no page of their own to stand on."""
    links = [one for part in handbook.parts if not part.title for one in part.links]
    return [para("toc 1", [tab(), *inlines((one,), scene)]) for one in links]


def _inside(paragraph: Node) -> Nodes:
    """Give the inlines of a paragraph made by `para`, to be added to."""
    inner: Nodes = paragraph["c"][1][0]["c"]
    return inner


def _lines(handbook: Handbook, entries: Sequence[Entry], scene: Scene) -> list[Line]:
    base = 1 if has_parts(handbook) else 0
    below = _sections(handbook)
    lines = [line for entry in entries for line in _of_entry(entry, below, base, scene)]
    if len(lines) > _MANY_LINES:
        lines = [line for entry in entries for line in _of_entry(entry, {}, base, scene)]
    return lines


def _sections(handbook: Handbook) -> dict[str, list[Heading]]:
    """Give the sections of each chapter that has no pages below it."""
    return {
        page.id: [block for block in page.blocks if isinstance(block, Heading) and block.level == 2 and block.anchor]
        for part in handbook.parts
        for page in part.chapters
        if not page.children
    }


def _of_entry(entry: Entry, below: Mapping[str, list[Heading]], base: int, scene: Scene) -> Iterator[Line]:
    label = bare(entry.label, scene)
    if entry.sort == "part":
        yield Line(entry.id, "TOC Part", scene.say("Part {number}", number=entry.number), label)
    elif entry.sort == "chapter":
        yield Line(entry.id, "toc 1", entry.number, label)
        for heading in below.get(entry.id, ()):
            yield Line(heading.anchor, "toc 2", "", bare(heading.children, scene))
    elif entry.depth <= base + 1:
        yield Line(entry.id, "toc 2", entry.number, label)


def _of_caption(one: Captioned, scene: Scene) -> Line:
    """Give the line of a figure or a table: what print says in the same list."""
    said = first_sentence(one.caption)
    if one.name:
        shown = [*words(f"{one.name} – "), *bare(one.page.title, scene)]
    else:
        shown = words(said) if said else _unstopped(bare(one.caption, scene))
    return Line(one.id, "table of figures", str(one.number), shown)


def _unstopped(shown: Nodes) -> Nodes:
    """Give the words of a line without the full stop at its end."""
    last = shown[-1] if shown else {"t": ""}
    if last["t"] != "Str" or not last["c"].endswith(".") or last["c"].endswith(".."):
        return shown
    return [*shown[:-1], *words(last["c"][:-1])]


def _line(line: Line, page: int | None, narrow: bool) -> Node:
    """Draw a line: number, words as a link to their place, page.

    Number and page stand outside the link: LibreOffice gives all of a link one look.
    """
    target = bookmark(line.id)
    look = "Contents Part" if line.style == "TOC Part" else "Number"
    number = [span(words(line.number), look)] if line.number else []
    between = line_break() if narrow and line.style == "TOC Part" else tab()
    shown = [*number, between, link(line.words, f"#{target}")]
    if page is not None:
        shown += [raw(tab_in(_PAGE)), raw(field(f"PAGEREF {target} \\h", str(page), _PAGE))]
    return para(line.style, shown)
