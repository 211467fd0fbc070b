"""Properties of paragraphs (ISO/IEC 29500-1, 17.3.1) as those of OpenDocument (1.3, part 3, 17.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import NamedTuple

from pipeline.emit.odt.lengths import points
from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.text_properties import Attributes, border, ground
from pipeline.emit.odt.word import Word
from pipeline.emit.odt.xml import Element, child, get, make, q, short

_SIDES = ("top", "left", "bottom", "right")
_OFF = ("0", "false", "off")


class Room(NamedTuple):
    """Where the lines of a paragraph stand between the margins, in twentieths of a point."""

    left: int = 0
    right: int = 0
    first: int = 0


def merged(elements: Iterable[Element | None], name: str) -> Element | None:
    """Give the nearest of the elements of a name, nearest first, its missing attributes taken from the others."""
    found = [one for one in (child(element, name) for element in elements) if one is not None]
    if not found:
        return None
    attributes: dict[str, str] = {}
    for one in reversed(found):
        if q("w:hanging") in one.attrib or q("w:firstLine") in one.attrib:
            attributes = {
                key: text for key, text in attributes.items() if key not in (q("w:hanging"), q("w:firstLine"))
            }
        attributes |= {str(key): str(text) for key, text in one.attrib.items()}
    made = make(name)
    for key, text in attributes.items():
        made.set(key, text)
    return made


def nearest(elements: Iterable[Element | None], name: str) -> Element | None:
    """Give the nearest of the elements of a name, nearest first, as it is."""
    return next((one for one in (child(element, name) for element in elements) if one is not None), None)


def room(indent: Element | None) -> Room:
    """Read an indent."""
    if indent is None:
        return Room()
    first = int(get(indent, "w:firstLine", "0")) - int(get(indent, "w:hanging", "0"))
    return Room(int(get(indent, "w:left", "0")), int(get(indent, "w:right", "0")), first)


def chain_properties(word: Word, identifier: str) -> list[Element | None]:
    """Give the paragraph properties of a style and of those it is based on."""
    return [style.paragraph for style in word.chain(identifier)]


def room_of(word: Word, identifier: str) -> Room:
    """Give where the lines of a style stand."""
    return room(merged(chain_properties(word, identifier), "w:ind"))


def paragraph_properties(scene: Scene, own: Element | None, chain: list[Element | None]) -> tuple[Element, Attributes]:
    """Give the properties of a paragraph, and those of its characters that Word keeps with the paragraph.

    Args:
        scene: where the telling is.
        own: the `w:pPr` to tell.
        chain: itself and those it inherits from: an indent, a border and tab stops depend on one another, and
            LibreOffice inherits neither of the distances above and below where one of them is said.
    """
    attributes: Attributes = {}
    texts: Attributes = {}
    for one in own if own is not None else ():
        name = short(one)
        if name in _TOLD:
            attributes |= _TOLD[name](one)
        elif name == "w:suppressAutoHyphens":
            texts["fo:hyphenate"] = "false" if _is_on(one) else "true"
        elif name not in _ELSEWHERE:
            scene.miss(name)
    if own is not None and child(own, "w:spacing") is not None:
        attributes |= _distances(merged(chain, "w:spacing"))
    stops: tuple[Element, ...] = ()
    # A title has its place said, or the outline's would hold.
    placing = ("w:ind", "w:pBdr", "w:tabs", "w:outlineLvl")
    if own is not None and any(child(own, name) is not None for name in placing):
        where = room(merged(chain, "w:ind"))
        attributes |= _placed(where, nearest(chain, "w:pBdr"))
        stops = _stops(chain, where)
    return make("style:paragraph-properties", attributes, *stops), texts


def indented(where: Room, borders: Element | None) -> Attributes:
    """Give an indent, for a paragraph whose style has such borders."""
    return {key: text for key, text in _placed(where, borders).items() if "border" not in key and "padding" not in key}


def _is_on(element: Element) -> bool:
    return get(element, "w:val", "1") not in _OFF


def _placed(where: Room, borders: Element | None) -> Attributes:
    """Give margins and borders: Word draws a border outside of the indent, OpenDocument inside of the margin."""
    attributes: Attributes = {}
    widths = dict.fromkeys(_SIDES, 0.0)
    if borders is not None:
        for side in _SIDES:
            line = child(borders, f"w:{side}")
            if line is None:
                attributes |= {f"fo:border-{side}": "none", f"fo:padding-{side}": "0pt"}
                continue
            space = int(get(line, "w:space", "0"))
            widths[side] = space + int(get(line, "w:sz", "0")) / 8
            attributes |= {f"fo:border-{side}": border(line), f"fo:padding-{side}": points(space)}
        attributes["style:join-border"] = "false" if child(borders, "w:between") is not None else "true"
    return attributes | {
        "fo:margin-left": points(where.left / 20 - widths["left"]),
        "fo:margin-right": points(where.right / 20 - widths["right"]),
        "fo:text-indent": points(where.first / 20),
        "style:auto-text-indent": "false",
    }


def _stops(chain: list[Element | None], where: Room) -> tuple[Element, ...]:
    """Give the tab stops of the nearest that has some; OpenDocument counts from the indent, Word from the margin."""
    tabs = nearest(chain, "w:tabs")
    if tabs is None:
        return ()
    made = make("style:tab-stops")
    for tab in sorted(tabs, key=lambda one: int(get(one, "w:pos"))):
        stop = {"style:position": points((int(get(tab, "w:pos")) - where.left) / 20)}
        kind = get(tab, "w:val")
        if kind == "clear":
            continue
        if kind != "left":
            stop["style:type"] = {"right": "right", "center": "center", "decimal": "char"}[kind]
        if get(tab, "w:leader") == "dot":
            stop |= {"style:leader-style": "dotted", "style:leader-text": "."}
        made.append(make("style:tab-stop", stop))
    return (made,)


def _distances(spacing: Element | None) -> Attributes:
    """Give the distances above and below, both or none."""
    said = ("w:before", "fo:margin-top"), ("w:after", "fo:margin-bottom")
    if spacing is None or not any(get(spacing, name) for name, _told in said):
        return {}
    return {told: points(int(get(spacing, name, "0")) / 20) for name, told in said}


def _spacing(element: Element) -> Attributes:
    line = get(element, "w:line")
    return _line(int(line), get(element, "w:lineRule", "auto")) if line else {}


def _line(height: int, rule: str) -> Attributes:
    if rule == "atLeast":
        return {"style:line-height-at-least": points(height / 20)}
    if rule == "exact":
        return {"fo:line-height": points(height / 20)}
    return {"fo:line-height": f"{round(height / 2.4)}%"}


def _aligned(element: Element) -> Attributes:
    names = {"left": "start", "start": "start", "right": "end", "end": "end", "center": "center", "both": "justify"}
    return {"fo:text-align": names[get(element, "w:val")]}


_TOLD: MappingProxyType[str, Callable[[Element], Attributes]] = MappingProxyType(
    {
        "w:keepNext": lambda one: {"fo:keep-with-next": "always" if _is_on(one) else "auto"},
        "w:keepLines": lambda one: {"fo:keep-together": "always" if _is_on(one) else "auto"},
        "w:pageBreakBefore": lambda one: {"fo:break-before": "page" if _is_on(one) else "auto"},
        "w:widowControl": lambda one: dict.fromkeys(("fo:widows", "fo:orphans"), "2" if _is_on(one) else "0"),
        "w:spacing": _spacing,
        "w:contextualSpacing": lambda one: {"style:contextual-spacing": "true" if _is_on(one) else "false"},
        "w:jc": _aligned,
        "w:shd": lambda one: {"fo:background-color": ground(one)},
    }
)
# Told where paragraphs, lists, frames and pages are made, or with the indent.
_ELSEWHERE = frozenset(
    ("w:pStyle", "w:numPr", "w:sectPr", "w:framePr", "w:outlineLvl", "w:rPr", "w:ind", "w:pBdr", "w:tabs")
)
