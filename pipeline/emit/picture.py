"""Pictures as they may enter an output: of a known kind, and drawings without anything that runs or fetches.

The only module that knows lxml's XML parser.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable

from lxml import etree

from pipeline.emit.bounds import refuse_endless, refuse_vast

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
# Elements of SVG 2 that only draw. What is not here (script, foreignObject, animations, sound) is taken out.
_DRAWING = frozenset(
    [
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "use",
        "symbol",
        "marker",
        "mask",
        "clipPath",
        "pattern",
        "linearGradient",
        "radialGradient",
        "stop",
        "image",
        "style",
        "switch",
        "a",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
    ]
)
_INNER_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+", re.ASCII)
_FETCH = re.compile(r"url\(\s*+['\"]?+\s*+(?!#)|@import|expression\(|javascript:|\\", re.IGNORECASE)


def media_type(data: bytes) -> str:
    """Give the media type of a picture by its first bytes, or "" for none that a handbook may hold."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "image/svg+xml" if b"<svg" in data[:4096] else ""


def safe_picture(data: bytes) -> tuple[str, bytes]:
    """Give a picture's media type and its bytes, a drawing cleaned.

    Raises:
        ValueError: the bytes are no picture that a handbook may hold, or one too large to be shown.
    """
    kind = media_type(data)
    if not kind:
        raise ValueError("not a PNG, JPEG, GIF, WebP or SVG picture")
    refuse_vast(data)
    return kind, clean_svg(data) if kind == "image/svg+xml" else data


def data_uri(kind: str, data: bytes) -> str:
    """Give bytes as a data: address."""
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"


def clean_svg(data: bytes) -> bytes:
    """Give a drawing with only elements that draw, and no address but those inside it.

    Raises:
        ValueError: the drawing is not well formed, declares entities, or shows itself again too often.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root.tag != f"{{{_SVG}}}svg":
        raise ValueError("the drawing is not in the SVG namespace")
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        raise ValueError("the drawing declares entities")
    for element in list(root.iter()):
        _clean_element(element)
    refuse_endless(root)
    return bytes(etree.tostring(root, encoding="utf-8"))


def with_fonts(data: bytes, faces: Callable[[str], str]) -> bytes:
    """Give a cleaned drawing with the fonts of its labels inside: as a picture it cannot use those of its page.

    `faces` gives the @font-face rules for the characters of the labels.
    """
    root = etree.fromstring(data)
    labels = "".join(text for label in root.iter(f"{{{_SVG}}}text") for text in map(str, label.itertext()))
    if not labels.strip():
        return data
    style = etree.Element(f"{{{_SVG}}}style")
    style.text = faces(labels)
    root.insert(0, style)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _clean_element(element: etree._Element) -> None:
    """Take an element out of its drawing, or its dangerous attributes out of it."""
    name = etree.QName(element)
    if name.namespace != _SVG or name.localname not in _DRAWING:
        _remove(element)
        return
    if name.localname == "style" and _FETCH.search("".join(map(str, element.itertext()))):
        _remove(element)
        return
    if name.localname == "image":
        # Smooth, as it is without saying; said, it is not smoothed twice in a PDF for the archive.
        element.set("image-rendering", "optimizeQuality")
    for key, value in list(element.attrib.items()):
        attribute = etree.QName(key)
        link = attribute.localname == "href"
        foreign = attribute.namespace not in (None, _XLINK, "http://www.w3.org/XML/1998/namespace")
        unsafe = not _inner(str(value)) if link else bool(_FETCH.search(str(value)))
        if foreign or unsafe or attribute.localname.lower().startswith("on") or attribute.localname == "base":
            del element.attrib[key]


def _inner(address: str) -> bool:
    if address.startswith("#"):
        return True
    try:
        return inner_picture(address) is not None
    except ValueError:
        return False


def inner_picture(address: str) -> tuple[str, bytes] | None:
    """Give the media type and bytes of a picture that stands in a data: address, None for any other address.

    Raises:
        ValueError: the bytes are no picture, or one too large to be shown.
    """
    if not _INNER_PICTURE.fullmatch(address):
        return None
    data = b64decode(address.partition(",")[2])
    if media_type(data) in ("", "image/svg+xml"):
        raise ValueError("no picture stands inside the drawing")
    return safe_picture(data)


def _remove(element: etree._Element) -> None:
    """Take an element out; the text after it stays where it was."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
