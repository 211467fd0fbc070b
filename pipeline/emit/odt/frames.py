"""Frames: what stands beside the text, such as small pictures and the panel of a job sheet."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.emit.odt.lengths import twips
from pipeline.emit.odt.paragraph_properties import chain_properties, merged
from pipeline.emit.odt.scene import Scene, automatic
from pipeline.emit.odt.xml import Element, child, get, make, need, q, short, short_name, value

_TELLING = frozenset(("w", "hSpace", "wrap", "vAnchor", "hAnchor", "x", "y", "yAlign"))
_FLOATING = frozenset(("leftFromText", "rightFromText", "topFromText", "bottomFromText", "vertAnchor", "horzAnchor"))
_ALIGNED = MappingProxyType({"top": "top", "center": "middle", "bottom": "bottom"})
_PLACED = frozenset(("tblpX", "tblpY"))


def frame_of(scene: Scene, element: Element) -> Element | None:
    """Give the frame that a paragraph stands in, None for one of the running text."""
    style = value(element, "w:pPr/w:pStyle", "Normal")
    return merged([child(element, "w:pPr"), *chain_properties(scene.word, style)], "w:framePr")


def same_frame(one: Element, other: Element) -> bool:
    """Tell whether two paragraphs stand in one frame."""
    return one.items() == other.items()


def framed(scene: Scene, frame: Element, inside: list[Element]) -> Element:
    """Give paragraphs in their frame."""
    _check(scene, frame, _TELLING)
    room = int(get(frame, "w:hSpace", "0"))
    place = _placed(scene, frame, ("w:x", "w:y"), (room, room), get(frame, "w:hAnchor", "text"))
    return _box(scene, place, get(frame, "w:w"), inside)


def floating(scene: Scene, table: Element, told: Element) -> Element:
    """Give a table that text goes around in a frame."""
    place = need(table, "w:tblPr/w:tblpPr")
    _check(scene, place, _FLOATING | _PLACED)
    width = sum(int(get(one, "w:w")) for one in table.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"))
    sides = (int(get(place, "w:leftFromText", "0")), int(get(place, "w:rightFromText", "0")))
    anchor = get(place, "w:horzAnchor", "text")
    return _box(scene, _placed(scene, place, ("w:tblpX", "w:tblpY"), sides, anchor), str(width), [told])


def _check(scene: Scene, element: Element, known: frozenset[str]) -> None:
    for name in element.attrib:
        if str(name).rpartition("}")[2] not in known:
            scene.miss(f"{short(element)} {short_name(str(name))}")


def _placed(
    scene: Scene, element: Element, names: tuple[str, str], sides: tuple[int, int], anchor: str
) -> dict[str, str]:
    """Give the place of a frame, counted from the paragraph that follows it."""
    aligned = get(element, "w:yAlign")
    on_page = get(element, "w:vAnchor", "text") != "text"
    properties = {
        "style:wrap": "parallel",
        "style:number-wrapped-paragraphs": "no-limit",
        "style:vertical-pos": _ALIGNED.get(aligned, "from-top"),
        "style:vertical-rel": "page-content" if on_page else "paragraph",
        "style:horizontal-pos": "from-left",
        "style:horizontal-rel": "page" if anchor == "page" else "page-content",
        "fo:margin-left": twips(sides[0]),
        "fo:margin-right": twips(sides[1]),
        "fo:background-color": "transparent",
    }
    style = automatic(scene, "graphic", "Frame", make("style:graphic-properties", properties))
    x, y = (get(element, name, "0") for name in names)
    return {"draw:style-name": style, "svg:x": twips(x), **({} if aligned else {"svg:y": twips(y)})}


def _box(scene: Scene, place: dict[str, str], width: str, inside: list[Element]) -> Element:
    return make(
        "draw:frame",
        {
            "draw:name": f"Frame {scene.number()}",
            "text:anchor-type": "paragraph",
            "svg:width": twips(width),
            **place,
        },
        make("draw:text-box", {"fo:min-height": "0pt"}, *inside),
    )
