"""What a drawing (SVG) may hold in a handbook: what only draws, and no address but those inside it.

The sources' drawings are told by this (`ingest`) and cleaned by it (`emit`): what is taken out is what is told. An
allow-list of our own: HTML sanitisers read SVG as part of a page, lose its namespaces, and leave what styles fetch.
"""

from __future__ import annotations

import re
from enum import Enum

SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_OWN = ("", _XLINK, "http://www.w3.org/XML/1998/namespace")
_XHTML = "http://www.w3.org/1999/xhtml"

# Elements of SVG 2 that only draw. What is not here (script, foreignObject, animations, sound) is taken out.
_DRAWING = frozenset(
    [
        *("svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline"),
        *("polygon", "text", "tspan", "textPath", "use", "symbol", "marker", "mask", "clipPath", "pattern"),
        *("linearGradient", "radialGradient", "stop", "image", "style", "switch", "a", "filter", "feBlend"),
        *("feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting"),
        *("feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG"),
        *("feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight"),
        *("feSpecularLighting", "feSpotLight", "feTile", "feTurbulence"),
    ]
)
# What programs leave in a file for themselves: nobody sees it.
_UNSEEN = frozenset(("metadata", "script"))
INNER_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+", re.ASCII)
_FETCH = re.compile(r"url\(\s*+['\"]?+\s*+(?!#)|@import|image-set\(|\bsrc\(|expression\(|javascript:|\\", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x20]+")
_RUN = ("javascript:", "vbscript:", "data:text", "data:application")


class Taken(Enum):
    """Why something is taken out of a drawing: it runs, it reaches out of the drawing, or nobody misses it."""

    runs = "runs"
    reaches = "reaches"
    unseen = "unseen"


def of_element(namespace: str, name: str) -> Taken | None:
    """Give why an element is taken out, with all that it holds, None where it stays."""
    if namespace == SVG and name in _DRAWING:
        return None
    if name == "script":
        return Taken.runs
    return Taken.reaches if namespace in (SVG, _XHTML) and name not in _UNSEEN else Taken.unseen


def of_style(sheet: str) -> Taken | None:
    """Give why a style sheet is taken out, None where it stays."""
    return _of_words(sheet)


def of_attribute(element: str, namespace: str, name: str, value: str) -> Taken | None:
    """Give why an attribute of an element that stays is taken out, None where it stays."""
    if name.lower().startswith("on"):
        return Taken.runs
    if namespace not in _OWN:
        return Taken.unseen
    if name == "base":
        return Taken.reaches
    if name != "href":
        return _of_words(value)
    if value.startswith("#") or (element != "a" and INNER_PICTURE.fullmatch(value)):
        return None
    if _CONTROLS.sub("", value).lower().startswith(_RUN):
        return Taken.runs
    return Taken.unseen if element == "a" else Taken.reaches  # no link of a picture leads anywhere


def _of_words(value: str) -> Taken | None:
    if not _FETCH.search(value):
        return None
    return Taken.runs if "javascript:" in value.lower() else Taken.reaches
