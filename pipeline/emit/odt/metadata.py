"""Metadata: who wrote the book, when, about what; and what the file says of itself."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.xml import Element, get, make, read, root_of, short
from pipeline.manuscript.edition import CARRIED, NAMESPACE

VERSION = "1.3"
_GENERATOR = "Handbook pipeline"
_CORE = "docProps/core.xml"
_APP = "docProps/app.xml"
_CUSTOM = "docProps/custom.xml"
# Order of OpenDocument's elements is free; this one is the order of the card.
_TOLD: MappingProxyType[str, str] = MappingProxyType(
    {
        "dc:title": "dc:title",
        "dc:subject": "dc:subject",
        "dc:description": "dc:description",
        "dc:language": "dc:language",
        "dcterms:created": "meta:creation-date",
        "dcterms:modified": "dc:date",
        "cp:lastModifiedBy": "dc:creator",
        "cp:revision": "meta:editing-cycles",
    }
)
# What has no element of its own.
_OWN: MappingProxyType[str, str] = MappingProxyType(
    {"cp:contentStatus": "Status", "cp:version": "Version", "cp:category": "Category", "ep:Company": "Company"}
)
_SAID_ELSEWHERE = frozenset(("dc:creator", "cp:keywords", "ep:Application", "ep:AppVersion", "ep:DocSecurity"))


def metadata(scene: Scene) -> Element:
    """Give `meta.xml`."""
    properties: dict[str, str] = {}
    for name in (_CORE, _APP):
        root = scene.word.tree(name)
        for one in () if root is None else root:
            properties[short(one)] = (one.text or "").strip()
    made = make("office:meta", {}, make("meta:generator", {}, _GENERATOR))
    for name, text in properties.items():
        if text and name in _TOLD:
            made.append(make(_TOLD[name], {}, text.removesuffix("Z") if "date" in _TOLD[name] else text))
        elif text and name not in _OWN and name not in _SAID_ELSEWHERE:
            scene.miss(f"property {name}")
    if properties.get("dc:creator"):
        made.append(make("meta:initial-creator", {}, properties["dc:creator"]))
    for word in properties.get("cp:keywords", "").split(","):
        if word.strip():
            made.append(make("meta:keyword", {}, word.strip()))
    own = {shown: properties.get(name, "") for name, shown in _OWN.items()} | _custom(scene) | _carried(scene)
    for name, text in own.items():
        if text:
            made.append(make("meta:user-defined", {"meta:name": name, "meta:value-type": "string"}, text))
    return root_of("office:document-meta", {"office:version": VERSION}, made)


def _custom(scene: Scene) -> dict[str, str]:
    """Give the properties of our own, by name."""
    root = scene.word.tree(_CUSTOM)
    return {get(one, "name"): "".join(map(str, one.itertext())).strip() for one in (() if root is None else root)}


def _carried(scene: Scene) -> dict[str, str]:
    """Give the edition that the file carries: in OpenDocument it is a property, for want of another place."""
    for name, data in sorted(scene.word.parts.items()):
        if name.startswith("customXml/item") and name.endswith(".xml"):
            root = read(data)
            if root.tag == f"{{{NAMESPACE}}}edition":
                return {CARRIED: (root.text or "").strip()}
    return {}
