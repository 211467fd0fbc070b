"""Pictures: those that stand in a line, and those that stand behind a page."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import MappingProxyType

from pipeline.emit.odt.lengths import emu
from pipeline.emit.odt.scene import Scene, automatic
from pipeline.emit.odt.xml import Element, child, get, make, need, q, short

_KINDS: MappingProxyType[str, str] = MappingProxyType(
    {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml"}
)
_NAMES = "wp:inline wp:anchor wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr wp:simplePos wp:positionH"
_MORE = "wp:positionV wp:posOffset wp:wrapNone a:graphic a:graphicData a:graphicFrameLocks pic:pic pic:nvPicPr"
_STILL = "pic:cNvPr pic:cNvPicPr pic:blipFill pic:spPr a:picLocks a:blip a:stretch a:fillRect a:xfrm a:off a:ext"
_LAST = "a:prstGeom a:avLst a:noFill a:ln a:headEnd a:tailEnd a:extLst adec:decorative a:hlinkClick"
_KNOWN = frozenset(f"{_NAMES} {_MORE} {_STILL} {_LAST}".split())


def drawing(scene: Scene, element: Element) -> Element:
    """Give a `w:drawing` as a frame with its picture, its alternate text or that it is an ornament."""
    for one in element.iterdescendants():
        if short(one) not in _KNOWN:
            scene.miss(f"w:drawing/{short(one)}")
    placed = child(element, "wp:anchor")
    where = placed if placed is not None else need(element, "wp:inline")
    extent, properties = need(where, "wp:extent"), need(where, "wp:docPr")
    attributes = {
        "draw:name": f"{get(properties, 'name') or 'Image'} {scene.number()}",
        "svg:width": emu(get(extent, "cx")),
        "svg:height": emu(get(extent, "cy")),
        **(_in_line(scene) if placed is None else _behind(scene, placed)),
    }
    if next(properties.iter(q("adec:decorative")), None) is not None:
        attributes["loext:decorative"] = "true"
    blip = next(where.iter(q("a:blip")))
    frame = make("draw:frame", attributes, _image(scene, get(blip, "r:embed")))
    for name, text in (("svg:title", get(properties, "title")), ("svg:desc", get(properties, "descr"))):
        if text:
            frame.append(make(name, {}, text))
    return frame


def _in_line(scene: Scene) -> dict[str, str]:
    properties = make("style:graphic-properties", {"style:vertical-pos": "top", "style:vertical-rel": "baseline"})
    return {
        "text:anchor-type": "as-char",
        "draw:style-name": automatic(scene, "graphic", "Graphics", properties),
    }


def _behind(scene: Scene, placed: Element) -> dict[str, str]:
    """Place a picture on its page, behind the text."""
    sides = {}
    for name, position in (("svg:x", "wp:positionH"), ("svg:y", "wp:positionV")):
        found = child(placed, position)
        offset = child(found, "wp:posOffset")
        if found is None or offset is None or get(found, "relativeFrom") != "page":
            scene.miss(f"{position} {'' if found is None else get(found, 'relativeFrom')}")
        sides[name] = emu((offset.text if offset is not None else None) or "0")
    properties = {
        "style:run-through": "background",
        "style:wrap": "run-through",
        "style:number-wrapped-paragraphs": "no-limit",
        "style:vertical-pos": "from-top",
        "style:vertical-rel": "page",
        "style:horizontal-pos": "from-left",
        "style:horizontal-rel": "page",
    }
    style = automatic(scene, "graphic", "Graphics", make("style:graphic-properties", properties))
    return {"text:anchor-type": "char", "draw:style-name": style, "draw:z-index": "0", **sides}


def _image(scene: Scene, identifier: str) -> Element:
    target = scene.word.targets[scene.part][identifier]
    path = PurePosixPath(target)
    name = f"Pictures/{path.name}"
    scene.progress.files[name] = scene.word.parts[target]
    kind = _KINDS[path.suffix.lower()]
    scene.progress.media[name] = kind
    return make(
        "draw:image",
        {
            "xlink:href": name,
            "xlink:type": "simple",
            "xlink:show": "embed",
            "xlink:actuate": "onLoad",
            "draw:mime-type": kind,
        },
    )
