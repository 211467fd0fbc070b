"""Pages: their sheets and margins, heads and feet, one master page for each kind of page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.emit.odt.blocks import tell_blocks, tell_note
from pipeline.emit.odt.lengths import twips
from pipeline.emit.odt.names import encoded
from pipeline.emit.odt.paragraphs import is_empty
from pipeline.emit.odt.runs import Reading
from pipeline.emit.odt.scene import PAGES, Scene
from pipeline.emit.odt.xml import Element, child, get, holds, make, need, q, short, value, written

_SETTINGS = "word/settings.xml"
_TOLD = frozenset(
    f"w:{name}"
    for name in [
        "headerReference",
        "footerReference",
        "type",
        "pgSz",
        "pgMar",
        "titlePg",
        "pgNumType",
        "cols",
        "docGrid",
    ]
)
_NUMBERS: MappingProxyType[str, str] = MappingProxyType(
    {"decimal": "1", "lowerRoman": "i", "upperRoman": "I", "lowerLetter": "a", "upperLetter": "A"}
)
# What a section is called by the style of its first paragraph.
_ROLES: MappingProxyType[str, str] = MappingProxyType(
    {
        "Title": "Cover",
        "ColophonTitle": "Colophon",
        "TOCHeading": "Contents",
        "PartNumber": "Part",
        "Heading1": "Chapter",
        "Heading1Top": "Chapter",
    }
)
_ROLE = "Pages"
# The height of a line of a foot, in twentieths of a point.
_LINE = 220


@dataclass
class Pages:
    """The page styles made so far: layouts and masters in order, names by content, what heads and feet go on with."""

    layouts: list[Element] = field(default_factory=list)
    masters: list[Element] = field(default_factory=list)
    names: dict[bytes, str] = field(default_factory=dict)
    furniture: dict[tuple[str, str], str] = field(default_factory=dict)


def master_of(scene: Scene, pages: Pages, section: Element, first_style: str) -> str:
    """Give the name of the page style that a section begins with, made if there is none like it."""
    for one in section:
        if short(one) not in _TOLD:
            scene.miss(f"w:sectPr/{short(one)}")
    for sort in ("header", "footer"):
        for one in section.findall(q(f"w:{sort}Reference")):
            pages.furniture[(sort, get(one, "w:type", "default"))] = scene.word.targets[scene.part][get(one, "r:id")]
    role = _ROLES.get(first_style, _ROLE)
    size = child(section, "w:pgSz")
    if size is not None and get(size, "w:orient") == "landscape":
        role = f"{role} Landscape"
    following = _master(scene, pages, section, role, "default", "")
    if not holds(section, "w:titlePg"):
        return following
    return _master(scene, pages, section, f"{role} First", "first", following)


def page_number(section: Element) -> str:
    """Give the number that the first page of a section has, "" where it goes on."""
    start = child(section, "w:pgNumType")
    return "" if start is None else get(start, "w:start")


def standard(pages: Pages) -> Element:
    """Give LibreOffice's own page style, on the sheet of the others."""
    return make("style:master-page", {"style:name": "Standard", "style:page-layout-name": "Sheet1"})


def _master(scene: Scene, pages: Pages, section: Element, role: str, sort: str, following: str) -> str:
    heads = {kind: _furniture(scene, pages, kind, sort) for kind in ("header", "footer")}
    lefts: Mapping[str, list[Element]] = {}
    if sort == "default" and holds(scene.word.tree(_SETTINGS), "w:evenAndOddHeaders"):
        lefts = {kind: _furniture(scene, pages, kind, "even") for kind in ("header", "footer")}
    shown = {kind: told for kind, told in heads.items() if not is_empty(told)}
    layout = _layout(scene, pages, section, shown, sort)
    master = make("style:master-page", {"style:page-layout-name": layout})
    if following:
        master.set(q("style:next-style-name"), following)
    for kind in shown:
        master.append(make(f"style:{kind}", {}, *heads[kind]))
        if lefts.get(kind):
            master.append(make(f"style:{kind}-left", {}, *lefts[kind]))
    return _kept(pages, master, role)


def _kept(pages: Pages, master: Element, role: str) -> str:
    """Give the name of a master page, that of an equal one if there is one."""
    key = role.encode() + written(master)
    if key not in pages.names:
        count = sum(1 for one in pages.names.values() if one.partition("_2e_")[0] == encoded(role))
        shown = role if not count else f"{role}.{count + 1}"
        pages.names[key] = encoded(shown).replace(".", "_2e_")
        name = pages.names[key]
        master.set(q("style:name"), name)
        if name != shown:
            master.set(q("style:display-name"), shown.replace(".", " "))
        pages.masters.append(master)
    return pages.names[key]


def _furniture(scene: Scene, pages: Pages, kind: str, sort: str) -> list[Element]:
    target = pages.furniture.get((kind, sort), "")
    root = scene.word.tree(target)
    if root is None:
        return []
    inside = scene._replace(part=target, file=PAGES)
    return tell_blocks(Reading(inside, tell_note), root)


def _layout(scene: Scene, pages: Pages, section: Element, shown: Mapping[str, list[Element]], sort: str) -> str:
    size, margins = need(section, "w:pgSz"), need(section, "w:pgMar")
    settings = scene.word.tree(_SETTINGS)
    number = child(section, "w:pgNumType")
    attributes = {
        "fo:page-width": twips(get(size, "w:w")),
        "fo:page-height": twips(get(size, "w:h")),
        "style:print-orientation": get(size, "w:orient", "portrait"),
        "style:num-format": _NUMBERS["decimal" if number is None else get(number, "w:fmt", "decimal")],
        "fo:margin-left": twips(int(get(margins, "w:left")) + int(get(margins, "w:gutter", "0"))),
        "fo:margin-right": twips(get(margins, "w:right")),
        "fo:margin-top": twips(get(margins, "w:header" if "header" in shown else "w:top")),
        "fo:margin-bottom": twips(get(margins, "w:footer" if "footer" in shown else "w:bottom")),
        "style:writing-mode": "lr-tb",
        "style:footnote-max-height": "0pt",
    }
    usage = _usage(section, holds(settings, "w:mirrorMargins"), sort)
    layout = make("style:page-layout", usage, make("style:page-layout-properties", attributes, _rule()))
    for kind, side in (("header", "top"), ("footer", "bottom")):
        if kind in shown:
            height = int(get(margins, f"w:{side}")) - int(get(margins, f"w:{kind}"))
            layout.append(_strip(kind, height, len(shown[kind])))
    key = written(layout)
    if key not in pages.names:
        pages.names[key] = f"Sheet{len(pages.layouts) + 1}"
        layout.set(q("style:name"), pages.names[key])
        pages.layouts.append(layout)
    return pages.names[key]


def _usage(section: Element, is_mirrored: bool, sort: str) -> dict[str, str]:
    """Give which pages a layout is for: a chapter that begins on a right page has a first page for right ones."""
    if value(section, "w:type") == "oddPage" and sort == "first":
        return {"style:page-usage": "right"}
    return {"style:page-usage": "mirrored"} if is_mirrored else {}


def _rule() -> Element:
    """Give the line above footnotes."""
    attributes = {
        "style:width": "0.5pt",
        "style:distance-before-sep": "6pt",
        "style:distance-after-sep": "4pt",
        "style:line-style": "solid",
        "style:adjustment": "left",
        "style:rel-width": "25%",
        "style:color": "#9aa3b0",
    }
    return make("style:footnote-sep", attributes)


def _strip(kind: str, height: int, lines: int) -> Element:
    """Give the room of heads or feet, which begins at the edge that Word counts from; feet stand at the bottom of it.

    LibreOffice counts the distance to the text as a part of the least height.
    """
    distance = 0 if kind == "header" else max(0, height - lines * _LINE)
    attributes = {
        "fo:min-height": twips(height),
        "fo:margin-left": "0pt",
        "fo:margin-right": "0pt",
        f"fo:margin-{'bottom' if kind == 'header' else 'top'}": twips(distance),
        "style:dynamic-spacing": "true",
    }
    return make(f"style:{kind}-style", {}, make("style:header-footer-properties", attributes))
