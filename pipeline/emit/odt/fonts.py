"""Fonts: their declarations, and the files that the Word document brings, out of their cover."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.xml import Element, child, get, make, need, q, value

_TABLE = "word/fontTable.xml"
_MEDIA = "application/x-font-ttf"
_FAMILIES: MappingProxyType[str, str] = MappingProxyType({"swiss": "swiss", "roman": "roman", "modern": "modern"})
_SHAPES: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "w:embedRegular": ("normal", "normal"),
        "w:embedBold": ("normal", "bold"),
        "w:embedItalic": ("italic", "normal"),
        "w:embedBoldItalic": ("italic", "bold"),
    }
)
_COVERED = 32  # bytes of a font that Word hides (ISO/IEC 29500-4, 10.1)


def font_faces(scene: Scene) -> Element:
    """Give the declarations of fonts; their files join the package."""
    made = make("office:font-face-decls")
    root = scene.word.tree(_TABLE)
    for font in () if root is None else root.findall(q("w:font")):
        name = get(font, "w:name")
        face = {
            "style:name": name,
            "svg:font-family": f"'{name}'" if " " in name else name,
            "style:font-family-generic": _FAMILIES.get(value(font, "w:family"), "system"),
            "style:font-pitch": value(font, "w:pitch", "variable"),
        }
        sources = make(
            "svg:font-face-src", {}, *(_source(scene, font, shape) for shape in _SHAPES if _has(font, shape))
        )
        made.append(make("style:font-face", face, *((sources,) if len(sources) else ())))
    return made


def _has(font: Element, shape: str) -> bool:
    return child(font, shape) is not None


def _source(scene: Scene, font: Element, shape: str) -> Element:
    embedded = need(font, shape)
    target = scene.word.targets[_TABLE][get(embedded, "r:id")]
    name = f"Fonts/{get(font, 'w:name').replace(' ', '')}{shape.removeprefix('w:embed')}.ttf"
    scene.progress.files[name] = _uncovered(scene.word.parts[target], get(embedded, "w:fontKey"))
    scene.progress.media[name] = _MEDIA
    style, weight = _SHAPES[shape]
    return make(
        "svg:font-face-uri",
        {"xlink:href": name, "xlink:type": "simple", "loext:font-style": style, "loext:font-weight": weight},
        make("svg:font-face-format", {"svg:string": "truetype"}),
    )


def _uncovered(data: bytes, key: str) -> bytes:
    """Give a font as it is, by the key that its first bytes are hidden with."""
    digits = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
    head = bytes(byte ^ digits[place % len(digits)] for place, byte in enumerate(data[:_COVERED]))
    return head + data[_COVERED:]
