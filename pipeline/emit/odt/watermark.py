"""The word across the pages of a draft: Word's text along a path (VML) as a shape of the same kind."""

from __future__ import annotations

import re
from math import cos, radians, sin
from types import MappingProxyType

from pipeline.emit.odt.lengths import points
from pipeline.emit.odt.scene import Scene, automatic
from pipeline.emit.odt.text_properties import text_element
from pipeline.emit.odt.word import DOCUMENT
from pipeline.emit.odt.xml import Element, get, make, need, q, short

_KNOWN = frozenset(
    f"{prefix}:{name}"
    for prefix, names in (
        ("v", ("shapetype", "formulas", "f", "path", "textpath", "handles", "h", "shape", "fill")),
        ("o", ("lock",)),
        ("w10", ("wrap",)),
    )
    for name in names
)
_MEASURE = re.compile(r"([\w-]+):\s*([^;]+)")
# Where such a shape stands on its page, and that text runs over it.
_PLACED: MappingProxyType[str, str] = MappingProxyType(
    {
        "draw:stroke": "none",
        "draw:fill": "solid",
        "draw:auto-grow-height": "false",
        "draw:auto-grow-width": "false",
        "style:run-through": "background",
        "style:wrap": "run-through",
        "style:number-wrapped-paragraphs": "no-limit",
        "style:vertical-pos": "middle",
        "style:vertical-rel": "page",
        "style:horizontal-pos": "center",
        "style:horizontal-rel": "page",
        "style:flow-with-text": "false",
    }
)
# Text along two parallel lines; both formats name it alike ("plain text").
_GEOMETRY: MappingProxyType[str, str] = MappingProxyType(
    {
        "svg:viewBox": "0 0 21600 21600",
        "draw:type": "fontwork-plain-text",
        "draw:text-areas": "0 0 21600 21600",
        "draw:text-path": "true",
        "draw:text-path-mode": "shape",
        "draw:text-path-scale": "path",
        "draw:enhanced-path": "M 0 0 L 21600 0 N M 0 21600 L 21600 21600 N",
    }
)


def watermark(scene: Scene, element: Element) -> Element:
    """Give a `w:pict` with a watermark as a shape in the middle of its page, behind the text."""
    for one in element.iterdescendants():
        if short(one) not in _KNOWN:
            scene.miss(f"w:pict/{short(one)}")
    shape = need(element, "v:shape")
    path = need(shape, "v:textpath")
    said = dict(_MEASURE.findall(get(shape, "style")))
    size = (float(said["width"].removesuffix("pt")), float(said["height"].removesuffix("pt")))
    font = dict(_MEASURE.findall(get(path, "style"))).get("font-family", "").strip("\"'")
    text = automatic(scene, "paragraph", "Standard", *text_element({"style:font-name": font} if font else {}))
    return make(
        "draw:custom-shape",
        {
            "draw:name": f"Watermark {scene.number()}",
            "draw:style-name": _style(scene, shape),
            "text:anchor-type": "char",
            "draw:z-index": "0",
            "svg:width": points(size[0]),
            "svg:height": points(size[1]),
            "draw:transform": _turned(scene, size, 360 - float(said.get("rotation", "0"))),
            "loext:decorative": "true",
        },
        make("text:p", {"text:style-name": text}, get(path, "string")),
        make("draw:enhanced-geometry", _GEOMETRY),
    )


def _style(scene: Scene, shape: Element) -> str:
    opacity = round(float(get(need(shape, "v:fill"), "opacity", "1")) * 100)
    color = {"draw:fill-color": get(shape, "fillcolor"), "draw:opacity": f"{opacity}%"}
    return automatic(scene, "graphic", "", make("style:graphic-properties", {**_PLACED, **color}))


def _turned(scene: Scene, size: tuple[float, float], angle: float) -> str:
    """Give how a shape is turned around its corner and moved, so that its middle is that of the page."""
    sheet = next(scene.word.trees[DOCUMENT].iter(q("w:pgSz")))
    turn = radians(angle % 360)
    wide, high = size[0] / 2, size[1] / 2
    x = int(get(sheet, "w:w")) / 40 - wide * cos(turn) - high * sin(turn)
    y = int(get(sheet, "w:h")) / 40 + wide * sin(turn) - high * cos(turn)
    return f"rotate ({turn:.6f}) translate ({points(x)} {points(y)})"
