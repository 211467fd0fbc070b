"""Pictures as they may enter an output: of a known kind, and drawings without anything that runs or fetches.

The only module that knows lxml's XML parser.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable

from lxml import etree

from pipeline.emit.bounds import refuse_endless, refuse_vast
from pipeline.model.drawing import INNER_PICTURE, SVG, of_attribute, of_element, of_style

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


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
        raise ValueError(str(error).partition(",")[0]) from error
    if root.tag != f"{{{SVG}}}svg":
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
    labels = "".join(text for label in root.iter(f"{{{SVG}}}text") for text in map(str, label.itertext()))
    if not labels.strip():
        return data
    style = etree.Element(f"{{{SVG}}}style")
    style.text = faces(labels)
    root.insert(0, style)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _clean_element(element: etree._Element) -> None:
    """Take an element out of its drawing, or its dangerous attributes out of it."""
    name = etree.QName(element)
    if of_element(name.namespace or "", name.localname) is not None:
        _remove(element)
        return
    if name.localname == "style" and of_style("".join(map(str, element.itertext()))) is not None:
        _remove(element)
        return
    if name.localname == "image":
        # Smooth, as it is without saying; said, it is not smoothed twice in a PDF for the archive.
        element.set("image-rendering", "optimizeQuality")
    for key, value in list(element.attrib.items()):
        attribute = etree.QName(key)
        taken = of_attribute(name.localname, attribute.namespace or "", attribute.localname, str(value))
        if taken is not None or (attribute.localname == "href" and not _inner(str(value))):
            del element.attrib[key]
    if name.localname in ("image", "use") and not any(etree.QName(key).localname == "href" for key in element.attrib):
        _remove(element)  # it shows nothing


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
    if not INNER_PICTURE.fullmatch(address):
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
