"""Paragraphs and titles: their style, their place in a list, their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.emit.odt.line import Line
from pipeline.emit.odt.names import style_name, variant_name
from pipeline.emit.odt.numbers import level_of, outline_number
from pipeline.emit.odt.paragraph_properties import (
    Room,
    chain_properties,
    indented,
    merged,
    nearest,
    paragraph_properties,
    room,
    room_of,
)
from pipeline.emit.odt.runs import Reading, inlines
from pipeline.emit.odt.scene import Scene, automatic
from pipeline.emit.odt.styles import table_text, takes_size
from pipeline.emit.odt.text_properties import text_element
from pipeline.emit.odt.xml import Element, child, get, make, q, short, value

_SAID_BY_PLACE = frozenset(f"w:{name}" for name in ["pStyle", "numPr", "sectPr", "framePr", "outlineLvl", "rPr"])


class Beginning(NamedTuple):
    """What begins with a paragraph: a page style, the number of its first page, frames beside it."""

    master: str = ""
    page: str = ""
    frames: tuple[Element, ...] = ()


class Placement(NamedTuple):
    """Where a paragraph stands in lists: the number of its list, and its level from 0."""

    number: str
    level: int


def style_of(element: Element) -> str:
    """Give the identifier of a paragraph's style."""
    return value(element, "w:pPr/w:pStyle", "Normal")


def placement(scene: Scene, element: Element) -> Placement | None:
    """Give where a paragraph stands in lists, None outside of them."""
    own = child(element, "w:pPr/w:numPr")
    chain = (
        [own]
        if own is not None
        else [
            one
            for item in chain_properties(scene.word, style_of(element))
            if (one := child(item, "w:numPr")) is not None
        ]
    )
    number = value(chain[0], "w:numId", "0") if chain else "0"
    return None if number == "0" else Placement(number, int(value(chain[0], "w:ilvl", "0")))


def outline_level(scene: Scene, element: Element) -> int:
    """Give the level of a title from 1, 0 for what is none."""
    for properties in (child(element, "w:pPr"), *chain_properties(scene.word, style_of(element))):
        level = value(properties, "w:outlineLvl")
        if level:
            return int(level) + 1 if int(level) < 9 else 0
    return 0


def paragraph(reading: Reading, element: Element, begins: Beginning) -> Element:
    """Give a paragraph or a title with all that it holds."""
    scene = reading.scene
    style = _style(scene, element, begins)
    level = outline_level(scene, element)
    made = make("text:p", {"text:style-name": style})
    if level:
        made = make("text:h", {"text:style-name": style, "text:outline-level": str(level)})
        where = placement(scene, element)
        if where is None or where.number != outline_number(scene.word):
            made.set(q("text:is-list-header"), "true")
        else:
            scene.progress.levels.add(where.level)
    line = Line(made)
    for frame in begins.frames:
        line.mark(frame)
    inlines(reading, line, element)
    _remember(scene, element)
    return line.finish()


def _remember(scene: Scene, element: Element) -> None:
    """Remember a paragraph that running heads may repeat, by the bookmark around its words."""
    bookmark = child(element, "w:bookmarkStart")
    style = scene.word.styles.get(style_of(element))
    if bookmark is not None and style is not None:
        scene.progress.shown[style.name] = (get(bookmark, "w:name"), "")


def _style(scene: Scene, element: Element, begins: Beginning) -> str:
    identifier = style_of(element)
    named = _named(scene, identifier)
    own = child(element, "w:pPr")
    direct = None if own is None else _direct(own)
    chain = [direct, *chain_properties(scene.word, identifier)]
    properties, texts = paragraph_properties(scene, direct, chain)
    if child(direct, "w:ind") is None:
        wanted, given = _rooms(scene, element, identifier)
        borders = nearest(chain, "w:pBdr")
        # A list puts its items where no border is.
        if wanted != given or (borders is not None and child(own, "w:numPr") is not None):
            for key, text in make("style:style", indented(wanted, borders)).attrib.items():
                properties.set(key, text)
    if begins.page:
        properties.set(q("style:page-number"), begins.page)
    has_own = bool(len(properties) or properties.attrib or texts or begins.master)
    if not has_own:
        return named
    kept = (properties,) if len(properties) or properties.attrib else ()
    return automatic(scene, "paragraph", named, *kept, *text_element(texts), master_page_name=begins.master)


def _direct(own: Element) -> Element | None:
    """Give the properties that a paragraph says itself, those left out that its place says."""
    kept = [one for one in own if short(one) not in _SAID_BY_PLACE]
    if not kept:
        return None
    made = make("w:pPr")
    for one in kept:
        made.append(_copied(one))
    return made


def _copied(element: Element) -> Element:
    made = make(short(element))
    for key, text in element.attrib.items():
        made.set(key, text)
    for one in element:
        made.append(_copied(one))
    return made


def _named(scene: Scene, identifier: str) -> str:
    """Give the name of the style, in a table of its own type size that of its variant."""
    if scene.table and takes_size(scene.word, identifier) and table_text(scene, scene.table):
        scene.progress.variants[(identifier, scene.table)] = None
        return variant_name(scene.word, identifier, scene.table)[1]
    return style_name(scene.word, identifier)


def _rooms(scene: Scene, element: Element, identifier: str) -> tuple[Room, Room]:
    """Give where the lines of a paragraph are to stand, and where its style and its list put them."""
    style = room_of(scene.word, identifier)
    own = child(element, "w:pPr/w:numPr")
    has_number = any(child(item, "w:numPr") is not None for item in chain_properties(scene.word, identifier))
    where = placement(scene, element)
    if where is None:
        # A number taken away takes with it the place it hung in.
        return (style._replace(first=0) if own is not None and has_number else style), style
    level = level_of(scene.word, where.number, where.level)
    listed = room(child(level, "w:pPr/w:ind"))._replace(right=style.right)
    said = merged(chain_properties(scene.word, identifier), "w:ind") is not None
    wanted = style if own is None and said else listed
    return wanted, (style if where.number == outline_number(scene.word) else listed)


def is_empty(elements: Iterable[Element]) -> bool:
    """Tell whether nothing is to be seen or found in paragraphs."""
    return all(not len(one) and not (one.text or "") for one in elements)
