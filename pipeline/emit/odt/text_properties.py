"""Properties of characters (ISO/IEC 29500-1, 17.3.2) as those of OpenDocument (1.3, part 3, 16.29.29)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.emit.odt.lengths import eighths, points
from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.xml import Element, get, make, short

Attributes = dict[str, str]
_SCRIPTS = ("", "-asian", "-complex")
_OFF = ("0", "false", "off")
# Words that no dictionary is to look at: "no linguistic content" (ISO 639-2).
_NO_LANGUAGE = ("zxx", "none")
_LINES = {"single": "solid", "double": "double", "dotted": "dotted", "dashed": "dashed", "dashSmallGap": "dashed"}


def text_properties(scene: Scene, element: Element | None) -> Attributes:
    """Give the attributes that say the same as a `w:rPr`."""
    attributes: Attributes = {}
    for one in element if element is not None else ():
        name = short(one)
        if name in _TOLD:
            attributes |= _TOLD[name](one)
        elif name not in _PASSED_OVER:
            scene.miss(name)
    if attributes.pop("unspelt", ""):
        attributes |= _language(*_NO_LANGUAGE, _SCRIPTS)
    return attributes


def text_element(attributes: Mapping[str, str]) -> tuple[Element, ...]:
    """Give the element of properties, none where there are no properties."""
    return (make("style:text-properties", attributes),) if attributes else ()


def border(element: Element) -> str:
    """Give a line around something."""
    kind = get(element, "w:val")
    if kind in ("nil", "none"):
        return "none"
    color = get(element, "w:color", "auto")
    return (
        f"{eighths(get(element, 'w:sz', '4'))} {_LINES[kind]} {'#000000' if color == 'auto' else f'#{color.lower()}'}"
    )


def ground(element: Element) -> str:
    """Give the colour behind something."""
    fill = get(element, "w:fill", "auto")
    return "transparent" if fill == "auto" else f"#{fill.lower()}"


def _is_on(element: Element) -> bool:
    return get(element, "w:val", "1") not in _OFF


def _font(element: Element) -> Attributes:
    name = get(element, "w:ascii")
    return {f"style:font-name{script}": name for script in _SCRIPTS} if name else {}


def _bold(element: Element) -> Attributes:
    weight = "bold" if _is_on(element) else "normal"
    return {"fo:font-weight": weight, **{f"style:font-weight{script}": weight for script in _SCRIPTS[1:]}}


def _italic(element: Element) -> Attributes:
    shape = "italic" if _is_on(element) else "normal"
    return {"fo:font-style": shape, **{f"style:font-style{script}": shape for script in _SCRIPTS[1:]}}


def sized(half_points: str) -> Attributes:
    """Give the attributes of a size in half points."""
    size = points(int(half_points) / 2)
    return {"fo:font-size": size, **{f"style:font-size{script}": size for script in _SCRIPTS[1:]}}


def _size(element: Element) -> Attributes:
    return sized(get(element, "w:val"))


def _color(element: Element) -> Attributes:
    color = get(element, "w:val")
    return {"style:use-window-font-color": "true"} if color == "auto" else {"fo:color": f"#{color.lower()}"}


def _underline(element: Element) -> Attributes:
    kind = get(element, "w:val")
    if kind == "none":
        return {"style:text-underline-style": "none"}
    color = get(element, "w:color", "auto")
    return {
        "style:text-underline-style": {"single": "solid", "dotted": "dotted", "dash": "dash"}[kind],
        "style:text-underline-width": "auto",
        "style:text-underline-color": "font-color" if color == "auto" else f"#{color.lower()}",
    }


def _struck(element: Element) -> Attributes:
    return {"style:text-line-through-style": "solid" if _is_on(element) else "none"}


def _boxed(element: Element) -> Attributes:
    # OpenDocument has no border around characters; this is LibreOffice's, which others pass over.
    return {"loext:border": border(element), "loext:padding": points(int(get(element, "w:space", "0")))}


def _raised(element: Element) -> Attributes:
    places = {"superscript": "super 58%", "subscript": "sub 58%", "baseline": "0% 100%"}
    return {"style:text-position": places[get(element, "w:val")]}


def _language(language: str, country: str, scripts: tuple[str, ...]) -> Attributes:
    names = {"": ("fo:language", "fo:country")}
    attributes: Attributes = {}
    for script in scripts:
        first, second = names.get(script, (f"style:language{script}", f"style:country{script}"))
        attributes |= {first: language, second: country}
    return attributes


def _languages(element: Element) -> Attributes:
    attributes: Attributes = {}
    for name, script in (("w:val", ""), ("w:eastAsia", "-asian"), ("w:bidi", "-complex")):
        language, _dash, country = get(element, name).partition("-")
        if language:
            attributes |= _language(language, country or "none", (script,))
    return attributes


_TOLD: MappingProxyType[str, Callable[[Element], Attributes]] = MappingProxyType(
    {
        "w:rFonts": _font,
        "w:b": _bold,
        "w:i": _italic,
        "w:color": _color,
        "w:sz": _size,
        "w:u": _underline,
        "w:strike": _struck,
        "w:shd": lambda one: {"fo:background-color": ground(one)},
        "w:bdr": _boxed,
        "w:spacing": lambda one: {"fo:letter-spacing": points(int(get(one, "w:val")) / 20)},
        "w:vertAlign": _raised,
        "w:lang": _languages,
        "w:noProof": lambda one: {"unspelt": "yes"} if _is_on(one) else {},
        "w:kern": lambda one: {"style:letter-kerning": "false" if get(one, "w:val") == "0" else "true"},
        "w:caps": lambda one: {"fo:text-transform": "uppercase" if _is_on(one) else "none"},
        "w:smallCaps": lambda one: {"fo:font-variant": "small-caps" if _is_on(one) else "normal"},
        "w:vanish": lambda one: {"text:display": "none" if _is_on(one) else "true"},
    }
)
# What others of the same element say already (complex scripts), and the style, which is told by its name.
_PASSED_OVER = frozenset(("w:rStyle", "w:bCs", "w:iCs", "w:szCs", "w:webHidden"))
